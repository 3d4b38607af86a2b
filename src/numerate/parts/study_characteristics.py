"""The part ``characteristics``: the included studies, column by column, as a table and as numbers.

A share has its base in its key: ``.pct`` is over all studies, ``.pct_reported`` over those that
report it. What is missing is counted and printed as words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median
from typing import Any, ClassVar, Final

from numerate.parts.declaration import Declaration, Manual, Yield
from numerate.parts.roletables import RoleTable, read_roles, schema_names, slug, unique_slugs
from numerate.review.extraction import Extraction, Rows
from numerate.review.results import (
    CitationSet,
    Number,
    Style,
    Table,
    TableColumn,
    citation_set,
    number,
    row,
    table,
)

_STUDY: Final = ("study", "study_id", "source", "review")
_MANUAL: Final = Manual.of("""
Tables:
- studies (or what is named) | study; the columns to be told; optional label (or author and year),
  citation | One row per study
Keys:
- studies.n | the studies; studies.n.S those of one strand
- studies.C.V, studies.C.V.pct, studies.C.V.pct_reported | studies with value V of column C, their
  share of all studies, and of those that report C
- studies.C.missing, studies.C.reported | studies that do not report C, and that do
- studies.C.total, .min, .max, .median, .range | of a column of numbers; .range alone of years
- any of these with .S | the same of one strand
- citation sets studies.all, studies.C.V.studies | the studies, those with one value
- table studies | a row per study and a summary row
Sentences:
- [13]{num=studies.n} studies ([357,347]{num=studies.participants.total} participants;
  [1948–1980]{num=studies.year.range}); [7]{num=studies.allocation.random}
  ([54%]{num=studies.allocation.random.pct}) were randomised.
Sources:
- PRISMA 2020, item 17: Page et al. 2021, BMJ 372, n71
""")


@dataclass(frozen=True)
class characteristics(Declaration):  # noqa: N801 - declared like a function
    """Characteristics of the included studies: the table, counts, shares, ranges and totals.

    Attributes:
        table: The table of studies.
        columns: The columns to be told, in order; by default all but key, label and citation.
        several: Columns that hold several values in one cell.
        separator: What stands between them.
        strand: A column that parts the studies into strands.
        where: The studies taken, as in ``{"included": "yes"}``.
        key: What keys begin with; by default the table's name.
        missing: The word for what is not reported.
        heads: Heads of columns, where the name will not do.
        landscape: Whether the table needs a turned page; by default from eight columns on.
    """

    manual: ClassVar[Manual] = _MANUAL
    table: str = "studies"
    columns: Sequence[str] = field(default=(), kw_only=True)
    several: Sequence[str] = field(default=(), kw_only=True)
    separator: str = field(default=";", kw_only=True)
    strand: str = field(default="", kw_only=True)
    where: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    key: str = field(default="", kw_only=True)
    missing: str = field(default="not reported", kw_only=True)
    heads: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    landscape: bool | None = field(default=None, kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Numbers of every column, citation sets, and the table."""
        source = read_roles(self, data, self.table)
        source.column(*_STUDY)
        for column, value in self.where.items():
            self.one_of(f"where['{column}']", value, [str(v) for v in source.rows.unique(column)])
            source = source.with_rows(source.rows.where(**{column: value}))
        names = self._columns(source)
        groups: dict[str, Rows] = {"": source.rows}
        if self.strand:
            held = source.rows.groups(source.column(self.strand))
            slugs = unique_slugs(self, map(str, held))
            groups |= {f".{slugs[str(value)]}": rows for value, rows in held.items()}
        for end, rows in groups.items():
            yield number(f"{self._key}.n{end}", rows.count(), "Studies included", rows=rows,
                         unit="studies")  # fmt: skip
            for name in names:
                yield from self._column(source.with_rows(rows), name, end)
        yield from self._cited(source)
        yield self._table(source, names)

    @property
    def _key(self) -> str:
        return self.key or slug(self.table)

    def _columns(self, source: RoleTable) -> list[str]:
        """The columns to be told.

        Raises:
            NumerateError: When one is not there.
        """
        own = {source.names[role] for role in (*_STUDY, "label", "citation") if role in source}
        chosen = list(self.columns) or [n for n in schema_names(source.rows) if n not in own]
        for name in [*chosen, *self.several, *([self.strand] if self.strand else [])]:
            if name not in source:
                raise self.wrong("unknown-column", f"'{self.table}' has no column '{name}'",
                                 f"one of: {', '.join(schema_names(source.rows))}",
                                 "correct columns=, several= or strand=")  # fmt: skip
        return chosen

    def _column(self, source: RoleTable, name: str, end: str) -> Iterator[Number]:
        key, rows = f"{self._key}.{slug(name)}", source.rows
        column = source.column(name)
        values = rows.values(column)
        held = [value for value in values if value is not None]
        yield number(f"{key}.missing{end}", len(values) - len(held),
                     f"Studies that do not report {name}", rows=rows.absent(column),
                     unit="studies")  # fmt: skip
        yield number(f"{key}.reported{end}", len(held), f"Studies that report {name}",
                     rows=rows.present(column), unit="studies")  # fmt: skip
        if held and all(isinstance(v, int | float) and not isinstance(v, bool) for v in held):
            yield from _quantities(f"{key}", end, name, held, rows.present(column), _is_year(source,
                                   column))  # fmt: skip
        elif len({str(v) for v in held}) <= max(20, len(held) // 2) or name in self.several:
            yield from self._values(source, name, end)

    def _split(self, value: object, name: str) -> list[str]:
        if name not in self.several:
            return [str(value)]
        return [one.strip() for one in str(value).split(self.separator) if one.strip()]

    def _values(self, source: RoleTable, name: str, end: str) -> Iterator[Number]:
        rows, column = source.rows, source.column(name)
        held = [(v, self._split(v, name)) for v in rows.values(column) if v is not None]
        words = sorted({word for _, split in held for word in split})
        slugs = unique_slugs(self, words)
        n, told = rows.count(), len(held)
        for word in words:
            cells = sorted({cell for cell, split in held if word in split}, key=str)
            chosen = rows.where(**{column: cells})
            at = f"{self._key}.{slug(name)}.{slugs[word]}"
            yield number(f"{at}{end}", chosen.count(), f"Studies with {name}: {word}", rows=chosen,
                         unit="studies")  # fmt: skip
            for base, whole, what in (
                ("pct", n, "all studies"),
                ("pct_reported", told, f"the {told} that report it"),
            ):
                yield number(f"{at}.{base}{end}", Fraction(100 * chosen.count(), whole),
                             f"Studies with {name}: {word}, share of {what}", rows=rows,
                             style=Style("percent"))  # fmt: skip

    def _cited(self, source: RoleTable) -> Iterator[CitationSet]:
        if "citation" not in source:
            return
        rows, column = source.rows, source.column("citation")
        yield citation_set(f"{self._key}.all", rows.values(column), "The included studies",
                           rows=rows)  # fmt: skip

    def _table(self, source: RoleTable, names: Sequence[str]) -> Table:
        rows = source.rows
        labels = _labels(source)
        cited = source.values("citation") if "citation" in source else [None] * len(labels)
        cells = [rows.values(source.column(name)) for name in names]
        body = []
        for place in sorted(range(len(labels)), key=lambda one: labels[one].casefold()):
            first: Any = labels[place]
            if cited[place]:
                first = [f"{labels[place]} ", {"cite": [cited[place]]}] if "label" not in source \
                    else {"cite": [cited[place]], "style": "bare"}  # fmt: skip
            told = [
                self._told(column[place], name) for column, name in zip(cells, names, strict=True)
            ]
            body.append(row(first, *told, name=slug(labels[place])))
        body.append(
            row(
                [{"num": f"{self._key}.n"}, " studies"],
                *(self._summary(source, name) for name in names),
                name="summary",
                kind="total",
            )
        )
        wide = len(names) > 7 if self.landscape is None else self.landscape  # noqa: PLR2004 - a page
        heads = [self.heads.get(name, name.replace("_", " ").capitalize()) for name in names]
        return table(
            self._key.replace(".", "_"),
            definition="Characteristics of the included studies",
            columns=[TableColumn() for _ in range(len(names) + 1)],
            head=[["Study", *heads]], body=body, landscape=wide, rows=rows,
        )  # fmt: skip

    def _told(self, value: object, name: str) -> str:
        if value is None:
            return self.missing
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int) and not name.endswith("year"):
            return f"{value:,}".replace("-", "−")
        return "; ".join(self._split(value, name)).replace("-", "−") \
            if isinstance(value, float) else "; ".join(self._split(value, name))  # fmt: skip

    def _summary(self, source: RoleTable, name: str) -> Any:  # noqa: ANN401 - content of a cell
        column = source.column(name)
        held = [v for v in source.rows.values(column) if v is not None]
        key = f"{self._key}.{slug(name)}"
        if not held:
            return self.missing
        if all(isinstance(v, int | float) and not isinstance(v, bool) for v in held):
            if _is_year(source, column):
                return {"num": f"{key}.range"}
            if "participants" in name or name == "n":
                return {"num": f"{key}.total"}
            return ["median ", {"num": f"{key}.median"}]
        words = {word for value in held for word in self._split(value, name)}
        return f"{len(words)} different" if len(words) > 1 else next(iter(words))


def _is_year(source: RoleTable, column: str) -> bool:
    declared = source.rows.table.schema.column(column)
    return declared.type == "year" if declared else column == "year"


def _labels(source: RoleTable) -> list[str]:
    keys = [str(value) for value in source.values(*_STUDY)]
    if "label" in source:
        return [str(one or key) for key, one in zip(keys, source.values("label"), strict=True)]
    if "author" in source and "year" in source:
        pairs = zip(source.values("author"), source.values("year"), strict=True)
        return [f"{author} {year}" for author, year in pairs]
    return keys


def _quantities(  # noqa: PLR0913, PLR0917 - what a column of numbers is told by
    key: str, end: str, name: str, held: Sequence[Any], rows: Rows, year: bool,  # noqa: FBT001
) -> Iterator[Number]:  # fmt: skip
    exact = [Fraction(str(value)) for value in held]
    whole = all(one.denominator == 1 for one in exact)
    style = Style("year") if year else Style() if whole else Style("decimal", 2)
    low, high = _plain(min(exact)), _plain(max(exact))
    base = f", over the {len(held)} studies that report it"
    yield number(f"{key}.range{end}", (low, high), f"Smallest and largest {name}{base}", rows=rows,
                 style=style)  # fmt: skip
    for side, value in (("min", low), ("max", high)):
        yield number(f"{key}.{side}{end}", value, f"{side.capitalize()}imum of {name}{base}",
                     rows=rows, style=style)  # fmt: skip
    if year:
        return
    yield number(f"{key}.total{end}", _plain(sum(exact, Fraction(0))), f"Sum of {name}{base}",
                 rows=rows, style=style)  # fmt: skip
    middle = _plain(median(exact))
    yield number(f"{key}.median{end}", middle, f"Median of {name}{base}", rows=rows,
                 style=style if isinstance(middle, int) else Style("decimal", 1))  # fmt: skip


def _plain(value: Fraction) -> int | Fraction:
    return int(value) if value.denominator == 1 else value
