"""Quotations for the themes of a synthesis: whose words they are, and where they stand.

Orders after Schütz, as meta-ethnography uses them: 1 the words of participants, 2 what the authors
of a study made of them, 3 what the synthesis makes of those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from numerate.ground.issues import Issue, quoted

ORDERS: Final = {1: "participants", 2: "authors of studies", 3: "the synthesis"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One quotation.

    Attributes:
        id: Its short name.
        study: The study it is taken from; empty for the synthesis' own words (order 3).
        theme: The theme it stands for.
        text: The words.
        order: 1, 2 or 3.
        page: Where in the report; empty when not told.
        file: The table it stands in, for messages.
        line: Its line there.
    """

    id: str
    study: str
    theme: str
    text: str
    order: int
    page: str = ""
    file: str = ""
    line: int | None = None


def by_theme(
    quotations: Iterable[Quotation], themes: Sequence[str]
) -> dict[str, tuple[Quotation, ...]]:
    """The quotations of each theme, participants' words first, in the order given; none is lost.

    >>> given = [Quotation(id="q1", study="a", theme="act", text="We all did it", order=2),
    ...          Quotation(id="q2", study="b", theme="act", text="It was a joke", order=1)]
    >>> {name: [one.id for one in held] for name, held in by_theme(given, ["act", "law"]).items()}
    {'act': ['q2', 'q1'], 'law': []}
    """
    held: dict[str, list[Quotation]] = {name: [] for name in themes}
    for one in quotations:
        held.setdefault(one.theme, []).append(one)
    return {name: tuple(sorted(found, key=lambda q: q.order)) for name, found in held.items()}


def quotation_issues(
    quotations: Sequence[Quotation], themes: Sequence[str], coded: Mapping[str, Iterable[str]] = {}
) -> list[Issue]:
    """Quotations of unknown themes or orders, without words or a study, or from uncoded studies.

    Args:
        quotations: All of them.
        themes: The themes that there are.
        coded: The studies in which each theme was coded; a quotation from another study is a fault.
    """
    found: list[Issue] = []
    for one in quotations:
        if one.theme not in themes:
            found.append(
                _issue(one, f"the theme {quoted(one.theme)}", f"one of: {', '.join(themes)}")
            )
        elif one.study and one.theme in coded and one.study not in set(coded[one.theme]):
            found.append(
                _issue(
                    one,
                    f"{one.study} for the theme {one.theme}, which was not coded there",
                    "a study that holds the theme",
                )
            )
        if one.order not in ORDERS:
            found.append(_issue(one, f"the order {one.order}", "1, 2 or 3"))
        elif one.order < max(ORDERS) and not one.study:
            found.append(_issue(one, "no study", "the study whose words they are"))
        if not one.text.strip():
            found.append(_issue(one, "no words", "the words quoted"))
    return found


def _issue(one: Quotation, found: str, expected: str) -> Issue:
    return Issue(
        code="bad-quotation",
        file=one.file,
        line=one.line,
        found=f"the quotation {one.id} has {found}",
        expected=expected,
        todo="correct the row",
    )
