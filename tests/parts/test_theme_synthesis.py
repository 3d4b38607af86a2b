"""The part ``themes``: on the compendium's coding, and with quotations and CERQual."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from numerate import parts
from numerate.review.extraction import Extraction, read_extraction
from tests.parts.making import faults, run, tables

DATA = Path(__file__).parents[2] / "data"


def review(**more: tuple[Sequence[str], Sequence[Sequence[object]]]) -> Extraction:
    """Two themes, one below the other, in three studies."""
    return tables(
        themes=(("theme", "label", "parent"), [("act", "A manhood act", None),
                ("bodies", "Bodies as valuables", "act")]),
        extracts=(("extract", "study", "theme"), [("e1", "a", "bodies"), ("e2", "a", "act"),
                  ("e3", "b", "act"), ("e4", "c", "bodies")]),
        **more,
    )  # fmt: skip


def test_a_theme_holds_what_its_sub_themes_hold() -> None:
    """The main theme has all three studies and four passages, the sub-theme two of each."""
    made = run(parts.themes(), review())
    assert (made.value("theme.act.n"), made.value("theme.act.richness")) == (3, 4)
    assert (made.value("theme.bodies.n"), made.value("theme.main")) == (2, 1)
    assert made.claims["theme.act.all_studies"].holds
    assert not made.claims["theme.bodies.all_studies"].holds


def test_the_coding_of_the_published_review_by_codes() -> None:
    """As many passages as the table of extracts has rows, through the table of codes."""
    made = run(parts.themes(), read_extraction(DATA))
    lines = (DATA / "extracts.csv").read_text(encoding="utf-8").splitlines()
    assert made.value("theme.extracts") == len(lines) - 1


def test_quotations_and_confidence() -> None:
    """Words stand under their theme; findings are counted by level."""
    made = run(parts.themes(), review(
        quotations=(("quotation", "study", "theme", "text", "order"),
                    [("q1", "a", "bodies", "like cards", 1)]),
        review_findings=(("finding", "text", "confidence", "explanation"),
                         [("f1", "Images are traded.", "Moderate", "few studies")]),
        finding_studies=(("key", "finding", "study"), [("1", "f1", "a"), ("2", "f1", "c")]),
        concerns=(("key", "finding", "component", "concern", "why"), [
            ("1", "f1", "Methodological limitations", "Minor", "one site"),
            ("2", "f1", "Coherence", "No or very minor", None),
            ("3", "f1", "Adequacy", "Moderate", "few studies"),
            ("4", "f1", "Relevance", "No or very minor", None)]),
    ))  # fmt: skip
    assert made.value("find.confidence.moderate") == 1
    assert made.value("find.f1.studies") == 2
    assert "“like cards”" in str(made.tables["quotations"].as_json())


def test_codes_and_quotations_that_cannot_be() -> None:
    """An unknown theme, and words of a study that does not hold it, at their lines."""
    data = tables(
        themes=(("theme",), [("act",)]),
        extracts=(("extract", "study", "theme"), [("e1", "a", "act"), ("e2", "b", "atc")]),
    )
    assert [one[:2] for one in faults(parts.themes(), data)] == [("unknown-theme", 3)]
    quoted = review(quotations=(("quotation", "study", "theme", "text", "order"),
                                [("q1", "b", "bodies", "like cards", 1)]))  # fmt: skip
    assert faults(parts.themes(), quoted)[0][:2] == ("bad-quotation", 2)
