"""Recheck of reported numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from numerate.review.extraction import Rows
from numerate.review.results import Ledger, Number, Result, Style, claim, collect, number
from numerate.review.results.likeness import same
from numerate.review.results.recheck import Reported, Verdict, recheck, summary, undeclared

FULL_TEXTS = Rows.of(
    "fulltext", ["id", "agreed"], [("p1", "yes"), ("p2", "no"), ("p3", "yes")], key="id"
)


def a_number(value: Any, style: Style | None = None) -> Number:  # noqa: ANN401 - any quantity
    """A number with this value."""
    return number("some.number", value, "A number", style=style)


def verdict_on(
    reported: str, key: str, *, base: str = "", declared: str = "", note: str = ""
) -> Verdict:
    """The verdict on one reported number, against a ledger of a few."""
    retrieved = number("flow.retrieved", 195, "Full texts", rows=FULL_TEXTS)
    results: list[Result] = [
        retrieved,
        number("flow.unique", 10324, "Records"),
        number(
            "agreement.fulltext",
            Fraction(146 * 100, 195),
            "Agreement",
            rows=FULL_TEXTS,
            of=(retrieved,),
            style=Style("percent", 1),
        ),
        claim("screening.third", False, "20 of 68 (29.4%)", "A third", against=FULL_TEXTS),  # noqa: FBT003 - the finding
        claim("screening.some", True, "20 of 68", "Some"),  # noqa: FBT003 - the finding
    ]
    ledger, issues = collect(results, Path("/nowhere"))
    assert not issues
    entry = Reported(id="x", reported=reported, key=key, base=base, declared=declared, note=note)
    (verdict,) = recheck([entry], ledger)
    return verdict


@pytest.mark.parametrize(
    ("printed", "value", "style"),
    [
        ("10,324", 10324, None),
        ("10324", 10324, None),
        ("n = 48", 48, None),
        ("six", 6, None),
        ("Thirteen", 13, None),
        ("74.9%", Fraction(14600, 195), Style("percent", 1)),
        ("75", Fraction(14600, 195), Style("percent", 1)),
        ("12%", Fraction(25, 2), Style("percent", 1)),
        ("13%", Fraction(25, 2), Style("percent", 1)),
        (".50", Decimal("0.4986"), Style("decimal", 2)),
        ("2021-11-29", date(2021, 11, 29), Style("date")),
        ("November 29, 2021", date(2021, 11, 29), Style("date")),
        ("22%–62%", (22, 62), Style("percent")),
        ("0.4|31.3", (0.4, 31.3), Style("percent", 1)),
        ("5x6", "5 × 6", Style("text")),
        ("moderate", "moderate", Style("text")),
        ("between 2013 and 2024", (2013, 2024), Style("year")),
    ],
)
def test_same(printed: str, value: Any, style: Style | None) -> None:  # noqa: ANN401 - any quantity
    """A value is the same however it is printed, at the precision printed."""
    assert same(printed, a_number(value, style))


@pytest.mark.parametrize(
    ("printed", "value", "style"),
    [
        ("10,325", 10324, None),
        ("74.8%", Fraction(14600, 195), Style("percent", 1)),
        ("seven", 6, None),
        ("2021-11-30", date(2021, 11, 29), Style("date")),
        ("22%–63%", (22, 62), Style("percent")),
        ("22%", (22, 62), Style("percent")),
        ("6x5", "5 × 6", Style("text")),
        ("a lot", 6, None),
    ],
)
def test_not_same(printed: str, value: Any, style: Style | None) -> None:  # noqa: ANN401 - any quantity
    """Another value, another order of a range, or a text without a number is not the same."""
    assert not same(printed, a_number(value, style))


def test_reproduced() -> None:
    """A number that the data give is reproduced and expected."""
    verdict = verdict_on("10,324", "flow.unique")
    assert (verdict.outcome, verdict.found, verdict.expected) == ("reproduced", "10,324", True)


def test_differs_shows_both_values_and_rows() -> None:
    """A number that the data contradict tells both values and the rows behind the computed one."""
    verdict = verdict_on("194", "flow.retrieved")
    assert verdict.outcome == "differs"
    assert "the paper prints 194, the data give 195" in verdict.why
    assert verdict.rows == ("p1", "p2", "p3")
    assert not verdict.expected


def test_impossible() -> None:
    """74.8% of 195 is impossible, with the nearest possible values: the article, Method."""
    verdict = verdict_on(
        "74.8%", "agreement.fulltext", base="flow.retrieved", declared="impossible"
    )
    assert verdict.outcome == "impossible"
    assert "145 gives 74.4% and 146 gives 74.9%" in verdict.why
    assert verdict.expected


def test_impossible_without_a_stated_base() -> None:
    """Without a stated base, the total that the number is computed from is taken."""
    assert verdict_on("74.8%", "agreement.fulltext").outcome == "impossible"
    assert verdict_on("75%", "agreement.fulltext").outcome == "reproduced"


def test_possible_but_different() -> None:
    """A percentage that a whole number gives, only not this one, differs."""
    verdict = verdict_on("75.4%", "agreement.fulltext", base="flow.retrieved")
    assert verdict.outcome == "differs"


def test_claim() -> None:
    """A claim that fails is not supported, with the rule, its numbers, and rows against it."""
    verdict = verdict_on("around a third", "screening.third")
    assert verdict.outcome == "not supported"
    assert verdict.why == "20 of 68 (29.4%)"
    assert verdict.rows == ("p1", "p2", "p3")
    assert verdict_on("some", "screening.some").outcome == "reproduced"


def test_not_computable() -> None:
    """Without a key the note says why; an unknown key is named."""
    assert verdict_on("a decade", "", note="No table bears on it.").why == "No table bears on it."
    assert "flow.unknown" in verdict_on("9", "flow.unknown").why
    assert not verdict_on("9", "flow.unknown").expected


def test_summary_and_undeclared() -> None:
    """Verdicts are counted by outcome in a fixed order; undeclared ones are told apart."""
    verdicts = [verdict_on("10,324", "flow.unique"), verdict_on("7", "flow.unique")]
    assert list(summary(verdicts).values()) == [1, 0, 1, 0, 0, 0]
    assert undeclared(verdicts) == (verdicts[1],)


def test_empty_ledger() -> None:
    """A ledger without numbers makes every number not computable."""
    (verdict,) = recheck([Reported(id="x", reported="1", key="a.b")], Ledger())
    assert verdict.outcome == "not computable"


def test_text_and_value_must_both_agree() -> None:
    """A printed text that says another number than its value is not reproduced, nor the reverse."""
    ledger, _ = collect([number("flow.unique", 10324, "Records")], Path("/nowhere"))
    listed = [
        Reported(id="text", reported="10,325", value="10324", key="flow.unique"),
        Reported(id="value", reported="10,324", value="10325", key="flow.unique"),
        Reported(id="both", reported="10,324", value="10324", key="flow.unique"),
        Reported(id="unread", reported="(listed)", value="10324", key="flow.unique"),
    ]
    text, value, both, unread = recheck(listed, ledger)
    assert (text.outcome, value.outcome) == ("differs", "differs")
    assert "the value says 10324, which is not what is printed" in text.why
    assert "the value says 10325" in value.why
    assert (both.outcome, both.by) == ("reproduced", "")
    assert unread.outcome == "reproduced"
    assert "no number stands in the text" in unread.by


def test_as_stated() -> None:
    """A constant, or a number that only rows of the protocol give, is as stated and counted so."""
    protocol = Rows.of("protocol", ["key", "value"], [("a.b", "21")], key="key")
    ledger, _ = collect(
        [number("method.other", 21, "Studies", rows=protocol), number("a.b", 3, "Steps")],
        Path("/nowhere"),
    )
    verdicts = recheck(
        [
            Reported(id="echo", reported="21", key="method.other"),
            Reported(id="constant", reported="(a)–(c)", key="a.b", check="constant"),
            Reported(id="wrong", reported="22", key="method.other"),
        ],
        ledger,
    )
    assert [one.outcome for one in verdicts] == ["as stated", "as stated", "differs"]
    assert summary(verdicts)["reproduced"] == 0
    assert verdicts[0].expected


def test_claim_with_another_value() -> None:
    """A claim that holds, but not for what is printed or valued, differs with what it found."""
    holds = claim("votes.most", True, "30 of 48 (62.5%)", "Most")  # noqa: FBT003 - the finding
    ledger, _ = collect([holds], Path("/nowhere"))
    right, value, words = recheck(
        [
            Reported(id="a", reported="over half", value=">0.5", key="votes.most"),
            Reported(id="b", reported="over half", value=">0.7", key="votes.most"),
            Reported(id="c", reported="over two-thirds", value=">0.5", key="votes.most"),
        ],
        ledger,
    )
    assert [right.outcome, value.outcome, words.outcome] == ["reproduced", "differs", "differs"]
