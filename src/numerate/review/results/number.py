"""Numbers, claims and citation sets: what analysis states, each with its origin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Real
from typing import Any

from numerate.ground.project import DATA
from numerate.review.extraction import Rows
from numerate.review.results.estimate import Estimate
from numerate.review.results.journal import DEFAULT, JOURNALS, parts, told
from numerate.review.results.origin import Origin, origin_here
from numerate.review.results.wording import Quantity, Scalar, Style, forms, rounded, written

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
_CALLER = 1
_ENDS = 2
_SHOWN_AGAINST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A computed number.

    Attributes:
        key: Dotted name by which the manuscript calls it.
        value: The exact value; a pair for a range, an estimate for a composite.
        definition: One sentence: what was counted or computed.
        unit: What it counts, such as ``records``; empty for a pure number.
        style: How it is written by default.
        origin: Where it comes from.
    """

    key: str
    value: Quantity | Estimate
    definition: str
    unit: str
    style: Style
    origin: Origin

    @property
    def text(self) -> str:
        """The default wording."""
        if isinstance(self.value, Estimate):
            return told(self.value, self.style.journal or DEFAULT)
        return written(self.value, self.style)

    @property
    def forms(self) -> dict[str, str]:
        """The other wordings, by the name that ``as=`` takes."""
        if isinstance(self.value, Estimate):
            whole = {name: told(self.value, name) for name in JOURNALS}
            return whole | parts(self.value, self.style.journal or DEFAULT)
        return forms(self.value, self.style)

    def __int__(self) -> int:
        """The value of a count."""
        if not isinstance(self.value, int):
            message = f"{self.key} is not a whole number"
            raise TypeError(message)
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A verbal statement about the data, and whether it holds.

    Attributes:
        key: Dotted name by which the manuscript calls it.
        holds: Whether the data support it now.
        rule: The condition that was tested, with the numbers found.
        definition: One sentence: what the statement means.
        origin: Where it comes from.
        against: Names of the rows that contradict it (at most 20); empty when it holds.
        places: The same rows as file:line, for messages; never stored, since lines move.
    """

    key: str
    holds: bool
    rule: str
    definition: str
    origin: Origin
    against: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationSet:
    """The references of the studies in a computed set, printed by ``[…]{cite=key}``.

    Attributes:
        key: Dotted name by which the manuscript calls it.
        citations: Keys of ``references.bib``, sorted.
        definition: One sentence: which studies are in the set.
        origin: Where it comes from.
    """

    key: str
    citations: tuple[str, ...]
    definition: str
    origin: Origin

    @property
    def works(self) -> tuple[str, ...]:
        """The same, under the name that a check reads."""
        return self.citations


def number(  # noqa: PLR0913 - a number is defined by these
    key: str,
    value: Quantity | Estimate,
    definition: str,
    *,
    rows: Rows | Iterable[Rows] = (),
    of: Iterable[Number] = (),
    unit: str = "",
    style: Style | None = None,
) -> Number:
    """A number computed by the calling function.

    Args:
        key: Dotted name in lower case.
        value: Whole number, fraction, decimal, date or text, a pair of them for a range, or an
            estimate with its interval. Percentages are given in percent points, best as an exact
            fraction.
        definition: One sentence that says what it is.
        rows: The rows it was computed from.
        of: The numbers it was computed from.
        unit: What it counts.
        style: How it is written; by default with thousands separators.

    Raises:
        ValueError: When the key is not a dotted name in lower case, when a count is not whole
            (a fraction needs a style), or when the value is not a number that can be written.

    >>> included = Rows.of("studies", ["id"], [("a",), ("b",)], key="id")
    >>> number("flow.included", included.count(), "Studies included", rows=included).text
    '2'
    """
    origin = origin_here(rows, (other.key for other in of), _CALLER)
    made = Number(
        key=checked_key(key),
        value=_plain(key, value),
        definition=definition,
        unit=unit,
        style=style or Style("estimate" if isinstance(value, Estimate) else "count"),
        origin=origin,
    )
    _check_writable(made)
    return made


def claim(  # noqa: PLR0913 - a claim is defined by these
    key: str,
    holds: bool,  # noqa: FBT001 - the finding itself
    rule: str,
    definition: str,
    *,
    rows: Rows | Iterable[Rows] = (),
    against: Rows | None = None,
    of: Iterable[Number] = (),
) -> Claim:
    """A claim tested by the calling function.

    Args:
        key: Dotted name in lower case.
        holds: Whether the data support it.
        rule: The condition with the numbers found, such as ``27 of 48 studies > 1/2``.
        definition: One sentence that says what the claim means.
        rows: The rows it was tested on.
        against: The rows that contradict it.
        of: The numbers it was computed from.
    """
    origin = origin_here(rows, (other.key for other in of), _CALLER)
    contrary = _contrary(against) if against is not None and not holds else []
    return Claim(
        key=checked_key(key),
        holds=bool(holds),
        rule=rule,
        definition=definition,
        origin=origin,
        against=tuple(name for name, _ in contrary),
        places=tuple(place for _, place in contrary),
    )


def _contrary(rows: Rows) -> list[tuple[str, str]]:
    """The names of the first rows by name, each with its place as file:line."""
    path = f"{DATA}/{rows.table.schema.path}"
    places = (f"{path}:{line}" for line in rows.lines)
    return sorted(zip(rows.ids, places, strict=True))[:_SHOWN_AGAINST]


def citation_set(
    key: str, citations: Iterable[str | None], definition: str, *, rows: Rows | Iterable[Rows]
) -> CitationSet:
    """The set of references of some studies; studies without a reference are left out.

    Args:
        key: Dotted name in lower case.
        citations: Keys of ``references.bib``; None for a study that has no reference.
        definition: One sentence that says which studies are in the set.
        rows: The rows that chose them.
    """
    cited = sorted({citation for citation in citations if citation})
    return CitationSet(
        key=checked_key(key),
        citations=tuple(cited),
        definition=definition,
        origin=origin_here(rows, (), _CALLER),
    )


def _plain(key: str, value: Any) -> Quantity | Estimate:  # noqa: ANN401 - it is looked at
    """A value in Python's own types; those of numpy and pandas are taken for what they are."""
    if isinstance(value, Estimate):
        return value
    if isinstance(value, tuple) and len(value) == _ENDS:
        return (_plain_end(key, value[0]), _plain_end(key, value[1]))
    return _plain_end(key, value)


def _plain_end(key: str, value: Any) -> Scalar:  # noqa: ANN401 - the same
    cure = "give a count, a decimal, a fraction, a date, a text, a pair or an Estimate"
    match value:
        case bool():
            pass
        case datetime():
            if value == value:  # noqa: PLR0124 - pandas' missing time is unequal to itself
                return value.date()
        case int() | float() | Fraction() | Decimal() | date() | str():
            return value
        case Integral():
            return int(value)
        case Real():
            return float(value)
        case Rows():
            cure = "count the rows: .count(), or .distinct(column)"
        case _:
            cure += "; leave out what is missing before"
    message = f"{key}: {value!r} is not a number but a {type(value).__name__}; {cure}"
    raise ValueError(message)


def _check_writable(made: Number) -> None:
    """What the default wording says is the value itself, or rounded as a style asks for."""
    if isinstance(made.value, Estimate):
        if made.style.journal and made.style.journal not in JOURNALS:
            message = f"{made.key}: no style '{made.style.journal}'; one of {', '.join(JOURNALS)}"
            raise ValueError(message)
        return
    for end in made.value if isinstance(made.value, tuple) else (made.value,):
        if isinstance(end, date | str):
            continue
        exact = rounded(end, 0)
        if made.style.kind == "count" and exact != end:
            message = (
                f"{made.key}: {end} is not whole; give it a style, such as Style('decimal', 1)"
            )
            raise ValueError(message)


def checked_key(key: str) -> str:
    """The key itself, when it is a dotted name in lower case.

    Raises:
        ValueError: When it is not.
    """
    if not KEY.fullmatch(key):
        message = f"the key '{key}' is not a dotted name in lower case, such as flow.included"
        raise ValueError(message)
    return key
