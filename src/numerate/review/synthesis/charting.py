"""Scoping reviews and evidence maps: what was charted of each source, counted and crossed.

A source may have several values of a variable, so that shares may add up to more than 100%. Two
bases are kept apart, for papers mix them: all sources, and the sources of which it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted:
    """One value that was charted of one source; empty when it is not reported."""

    source: str
    variable: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueCount:
    """How many sources have one value.

    Attributes:
        value: The value.
        sources: The sources, sorted.
        of_all: Their share of all sources, in percent points, exact.
        of_known: Their share of the sources of which the variable is known.
    """

    value: str
    sources: tuple[str, ...]
    of_all: Fraction
    of_known: Fraction

    @property
    def n(self) -> int:
        """How many sources have it."""
        return len(self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableCount:
    """The values of one variable over all sources.

    Attributes:
        variable: The variable.
        values: The values, the most frequent first; those equally frequent by name.
        sources: All sources of the review.
        unknown: The sources of which it is not known, sorted.
        several: Whether a source has more than one value, so that shares exceed 100%.
    """

    variable: str
    values: tuple[ValueCount, ...]
    sources: int
    unknown: tuple[str, ...]
    several: bool

    @property
    def known(self) -> int:
        """The sources of which it is known."""
        return self.sources - len(self.unknown)

    def count(self, value: str) -> int:
        """How many sources have a value; 0 for one that nobody has."""
        return next((one.n for one in self.values if one.value == value), 0)


def variable_counts(
    charted: Iterable[Charted], sources: Iterable[str], declared: Mapping[str, Sequence[str]] = {}
) -> dict[str, VariableCount]:
    """The counts of every variable, in the order in which variables are first charted.

    Args:
        charted: The values; the same value of a source twice counts once.
        sources: All sources of the review, those without any value among them.
        declared: Values that a variable has even when no source has them, in their order; such a
            variable keeps that order.

    Raises:
        ValueError: When a value belongs to a source that is not one of the review.

    >>> given = [Charted(source=s, variable="code", value=v)
    ...          for s, v in [("a", "yes"), ("b", "no"), ("b", "yes"), ("c", "")]]
    >>> found = variable_counts(given, ["a", "b", "c", "d"])["code"]
    >>> [(one.value, one.n, int(one.of_all), int(one.of_known)) for one in found.values]
    [('yes', 2, 50, 100), ('no', 1, 25, 50)]
    >>> found.unknown, found.several
    (('c', 'd'), True)
    """
    every = tuple(dict.fromkeys(sources))
    values: dict[str, dict[str, set[str]]] = {name: {} for name in declared}
    for one in charted:
        if one.source not in every:
            raise ValueError(f"'{one.source}' is charted for {one.variable} and is no source")
        held = values.setdefault(one.variable, {})
        if one.value.strip():
            held.setdefault(" ".join(one.value.split()), set()).add(one.source)
    return {
        name: _count(name, held, every, declared.get(name, ())) for name, held in values.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class MapCell:
    """One cell of an evidence map: the sources in it, split by level where there are levels."""

    row: str
    column: str
    by_level: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources in the cell, each once, sorted."""
        return tuple(sorted({source for _, held in self.by_level for source in held}))

    @property
    def n(self) -> int:
        """How many sources are in it."""
        return len(self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMap:
    """Rows by columns, such as interventions by outcomes, every cell in its place.

    Attributes:
        rows: Names of the rows, in the order to be shown.
        columns: Names of the columns.
        levels: Levels by which cells are split, such as designs or quality; one empty name without.
        cells: One for each row and column, row by row; those without a source among them.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    levels: tuple[str, ...]
    cells: tuple[MapCell, ...]

    def cell(self, row: str, column: str) -> MapCell:
        """The cell of a row and a column."""
        return self.cells[self.rows.index(row) * len(self.columns) + self.columns.index(column)]

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """The cells without any source, as row and column."""
        return tuple((one.row, one.column) for one in self.cells if not one.n)

    @property
    def sources(self) -> int:
        """How many sources are anywhere in the map; one in two cells counts once."""
        return len({source for one in self.cells for source in one.sources})


def evidence_map(
    placed: Iterable[tuple[str, str, str, str]],
    rows: Sequence[str],
    columns: Sequence[str],
    levels: Sequence[str] = ("",),
) -> EvidenceMap:
    """The map of sources by row, column and level.

    Args:
        placed: Source, row, column and level (empty without levels), one for each place.
        rows: All rows, in order; a row without a source is a gap that must be seen.
        columns: All columns, in order.
        levels: All levels, in order.

    Raises:
        ValueError: When a source is placed where there is no row, column or level.

    >>> found = evidence_map([("a", "drug", "pain", ""), ("a", "drug", "sleep", "")],
    ...                      ["drug", "talk"], ["pain", "sleep"])
    >>> found.cell("drug", "pain").n, found.gaps, found.sources
    (1, (('talk', 'pain'), ('talk', 'sleep')), 1)
    """
    held: dict[tuple[str, str, str], set[str]] = {}
    for source, row, column, level in placed:
        for name, known, what in (
            (row, rows, "row"),
            (column, columns, "column"),
            (level, levels, "level"),
        ):
            if name not in known:
                raise ValueError(f"'{source}' is placed in the {what} '{name}', which is not there")
        held.setdefault((row, column, level), set()).add(source)
    return EvidenceMap(
        rows=tuple(rows),
        columns=tuple(columns),
        levels=tuple(levels),
        cells=tuple(
            MapCell(
                row=row,
                column=column,
                by_level=tuple(
                    (level, tuple(sorted(held.get((row, column, level), ())))) for level in levels
                ),
            )
            for row in rows
            for column in columns
        ),
    )


def _count(
    name: str, held: Mapping[str, set[str]], every: Sequence[str], declared: Sequence[str]
) -> VariableCount:
    known = {source for sources in held.values() for source in sources}
    order = {value: place for place, value in enumerate(declared)}
    names = {*held, *declared}
    ranked = sorted(
        names,
        key=lambda value: (
            order.get(value, len(order)),
            -len(held.get(value, ())) if value not in order else 0,
            value,
        ),
    )
    return VariableCount(
        variable=name,
        values=tuple(
            ValueCount(
                value=value,
                sources=tuple(sorted(held.get(value, ()))),
                of_all=_percent(len(held.get(value, ())), len(every)),
                of_known=_percent(len(held.get(value, ())), len(known)),
            )
            for value in ranked
        ),
        sources=len(every),
        unknown=tuple(sorted(set(every) - known)),
        several=sum(map(len, held.values())) > len(known),
    )


def _percent(part: int, whole: int) -> Fraction:
    return Fraction(100 * part, whole) if whole else Fraction(0)
