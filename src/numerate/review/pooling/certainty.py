"""GRADE: the certainty of evidence, computed from where it starts and what lowers or raises it.

Sources: GRADE guidelines 3 and 9, Balshem et al. (2011), Journal of Clinical Epidemiology 64,
401-406, and Guyatt et al. (2011), 64, 1311-1316; Schünemann et al. (2019), 111, 105-114 (start at
High with ROBINS-I, and three levels down for risk of bias); GRADE guidelines 26, Santesso et al.
(2020), 119, 126-135 (statements).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

Level = Literal["High", "Moderate", "Low", "Very low"]
Start = Literal["randomised", "non-randomised", "non-randomised with ROBINS-I"]
Direction = Literal["reduces", "increases", "makes little to no difference to"]

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
SIGNS: Final[dict[Level, str]] = {
    "High": "⊕⊕⊕⊕",
    "Moderate": "⊕⊕⊕⊝",
    "Low": "⊕⊕⊝⊝",
    "Very low": "⊕⊝⊝⊝",
}
DOWN: Final = ("risk of bias", "inconsistency", "indirectness", "imprecision", "publication bias")
UP: Final = ("large effect", "dose-response", "opposing confounding")
_STARTS: Final[dict[Start, int]] = {
    "randomised": 0,
    "non-randomised": 2,
    "non-randomised with ROBINS-I": 0,
}
_SIMPLE: Final = {"reduces": "reduce", "increases": "increase"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the certainty is lower or higher.

    Attributes:
        domain: One of ``DOWN`` or ``UP``.
        levels: -1 or -2 (-3 for risk of bias with ROBINS-I); +1 or +2; 0 for a domain looked at.
        why: In words; a footnote of the table.
    """

    domain: str
    levels: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class CertaintyFault:
    """What is wrong with a judgement: found, expected, and what to do."""

    found: str
    expected: str
    todo: str


def level(start: Start, reasons: Iterable[Reason]) -> Level:
    """The certainty that start and reasons give, never above High or below Very low.

    >>> level("randomised", [Reason("risk of bias", -1), Reason("imprecision", -1)])
    'Low'
    >>> level("non-randomised", [Reason("large effect", 1)])
    'Moderate'
    """
    steps = _STARTS[start] - sum(reason.levels for reason in reasons)
    return LEVELS[min(max(steps, 0), len(LEVELS) - 1)]


def faults(
    start: Start, reasons: Sequence[Reason], stated: str | None = None
) -> tuple[CertaintyFault, ...]:
    """What keeps judgements from giving a level, or a stated level from being theirs.

    Args:
        start: Where the evidence starts.
        reasons: All judgements of one outcome.
        stated: The level that a paper or a table gives, or None.

    >>> reasons = [Reason("imprecision", -1, "few events")]
    >>> [fault.found for fault in faults("randomised", reasons, "Low")]
    ['the level is given as Low']
    """
    made: list[CertaintyFault] = []
    for reason in reasons:
        made += _reason_faults(start, reason)
    for domain, count in Counter(reason.domain for reason in reasons).items():
        if count > 1:
            made.append(
                CertaintyFault(
                    f"{domain} is judged {count} times",
                    "one judgement for each domain and outcome",
                    "join the rows, with the sum of their levels and both reasons",
                )
            )
    raised = [reason.domain for reason in reasons if reason.levels > 0]
    lowered = [reason.domain for reason in reasons if reason.levels < 0]
    if raised and lowered:
        made.append(
            CertaintyFault(
                f"raised for {', '.join(raised)} and lowered for {', '.join(lowered)}",
                "evidence is raised only where nothing lowers it (GRADE guidelines 9)",
                "take one of the judgements back",
            )
        )
    if stated is not None:
        made += _stated_faults(start, reasons, stated)
    return tuple(made)


def _reason_faults(start: Start, reason: Reason) -> list[CertaintyFault]:
    if reason.domain not in (*DOWN, *UP):
        return [
            CertaintyFault(
                f"the domain {reason.domain!r}",
                f"one of {', '.join((*DOWN, *UP))}",
                "correct the domain",
            )
        ]
    deepest = -3 if reason.domain == "risk of bias" and start.endswith("ROBINS-I") else -2
    highest = 2 if reason.domain == "large effect" else 1
    low, high = (deepest, 0) if reason.domain in DOWN else (0, highest)
    made = []
    if not low <= reason.levels <= high:
        made.append(
            CertaintyFault(
                f"{reason.domain} counts {reason.levels:+d} levels",
                f"between {low:+d} and {high:+d}",
                "correct the levels or the domain",
            )
        )
    if reason.levels and not reason.why.strip():
        made.append(
            CertaintyFault(
                f"{reason.domain} counts {reason.levels:+d} without a reason",
                "a reason in words: it becomes a footnote",
                "say why",
            )
        )
    return made


def _stated_faults(start: Start, reasons: Sequence[Reason], stated: str) -> list[CertaintyFault]:
    computed = level(start, reasons)
    if stated.strip().casefold() == computed.casefold():
        return []
    steps = "; ".join(f"{r.domain} {r.levels:+d}" for r in reasons if r.levels) or "no reasons"
    return [
        CertaintyFault(
            f"the level is given as {stated}",
            f"{computed}: {start} evidence, {steps}",
            "correct the level, or add the reason that it rests on",
        )
    ]


def large_effect(risk_ratio: float) -> int:
    """By how many levels a large effect may raise: 1 beyond 2 or 0.5, 2 beyond 5 or 0.2.

    >>> large_effect(0.49), large_effect(6.0), large_effect(1.4)
    (1, 2, 0)
    """
    size = max(risk_ratio, 1 / risk_ratio) if risk_ratio > 0 else 0.0
    return 2 if size > 5 else int(size > 2)  # noqa: PLR2004 - the bounds of GRADE guidelines 9


def statement(certainty: Level, direction: Direction = "reduces") -> str:
    """The verb that fits a level of certainty (GRADE guidelines 26).

    >>> [statement(each) for each in LEVELS]
    ['reduces', 'probably reduces', 'may reduce', 'may reduce (very uncertain)']
    """
    if certainty == "High":
        return direction
    if certainty == "Moderate":
        return f"probably {direction}"
    plain = _SIMPLE.get(direction, "make little to no difference to")
    return f"may {plain}" + (" (very uncertain)" if certainty == "Very low" else "")
