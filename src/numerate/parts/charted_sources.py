"""The part ``charts``: what was charted of each source, counted, drawn, mapped with its gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from numerate.parts.declaration import Declaration, Manual, Yield
from numerate.parts.roletables import RoleTable, read_roles, slug, unique_slugs
from numerate.review.extraction import Extraction
from numerate.review.figures.charted_bars import draw_charted
from numerate.review.figures.gap_map import draw_gap_map
from numerate.review.results import (
    Style,
    Table,
    TableColumn,
    claim,
    figure,
    group_row,
    number,
    row,
    table,
)
from numerate.review.synthesis.charting import (
    Charted,
    VariableCount,
    evidence_map,
    variable_counts,
)

_SOURCE: Final = ("source", "study", "study_id")
_SEVERAL: Final = "Shares exceed 100% in all where sources have several values of a variable."
_MANUAL: Final = Manual.of("""
Tables:
- charted | source (or study), variable, value | One row per value; a source may have several of one
  variable, and a blank is not reported
- studies | source (or study) | One row per source, those without any value among them
Keys:
- chart.n | the sources
- chart.V.X, .pct, .pct_known | sources with value X of variable V; share of all, and of those known
- chart.V.missing | sources of which V is not known
- map.R.C | sources in a cell of the map; map.empty, map.cells, map.sources
- claims chart.V.several, map.complete | sources have more than one value; no cell is empty
- table charts; figures charts, gap_map | counts and shares; bars; the map with its gaps
Sentences:
- [45]{num=chart.code.shared} of [223]{num=chart.n} studies ([20%]{num=chart.code.shared.pct})
  shared code; [12]{num=map.empty} of [40]{num=map.cells} cells of the map are empty.
Sources:
- PRISMA-ScR: Tricco et al. 2018; evidence gap maps: Campbell Collaboration guidance 2020
""")


@dataclass(frozen=True)
class charts(Declaration):  # noqa: N801 - declared like a function
    """A scoping review's charting: counts and shares by variable, and an evidence gap map.

    Attributes:
        table: The table of charted values.
        sources: The table of all sources.
        variables: The variables told, in order; by default all.
        map: Two variables whose values are rows and columns of a gap map.
        levels: A third whose values stand side by side in its cells.
        order: Values of a variable in their order, those without a source among them.
        unit: What sources are called.
        columns: The column of a role, where neither its name nor the dictionary tells.
    """

    manual: ClassVar[Manual] = _MANUAL
    table: str = "charted"
    sources: str = field(default="studies", kw_only=True)
    variables: Sequence[str] = field(default=(), kw_only=True)
    map: tuple[str, str] | None = field(default=None, kw_only=True)
    levels: str = field(default="", kw_only=True)
    order: Mapping[str, Sequence[str]] = field(default_factory=dict, kw_only=True)
    unit: str = field(default="studies", kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Counts and shares, the table, the bars, and the map when one is asked for."""
        source = read_roles(self, data, self.table, self.columns)
        every = [str(v) for v in read_roles(self, data, self.sources).values(*_SOURCE)]
        cells = zip(source.values(*_SOURCE), source.values("variable"), source.values("value"),
                    strict=True)  # fmt: skip
        charted = [
            Charted(source=str(one), variable=str(variable), value=str(value or ""))
            for one, variable, value in cells
        ]
        try:
            counts = variable_counts(charted, every, self.order)
        except (ValueError, KeyError) as error:
            raise self.wrong("unknown-source", str(error), f"sources of the table {self.sources}",
                             "correct the source, or add it there") from error  # fmt: skip
        asked = list(self.variables) or list(counts)
        for name in [*asked, *(self.map or ()), *([self.levels] if self.levels else [])]:
            self.one_of("a variable", name, list(counts))
        yield number("chart.n", len(every), f"All {self.unit} of the review",
                     rows=data[self.sources], unit=self.unit)  # fmt: skip
        shown = [counts[name] for name in asked]
        for one in shown:
            yield from self._numbers(one, source)
        yield self._table(shown, source)
        yield figure("charts", draw_charted(shown, "What was charted"),
                     f"Counts of {self.unit} by charted value", rows=source.rows)  # fmt: skip
        if self.map:
            yield from self._map(charted, counts, source)

    def _numbers(self, one: VariableCount, source: RoleTable) -> Iterator[Yield]:
        rows = source.where("variable", one.variable).rows
        key = f"chart.{slug(one.variable)}"
        slugs = unique_slugs(self, [each.value for each in one.values])
        for each in one.values:
            at, told = f"{key}.{slugs[each.value]}", f"{one.variable}: {each.value}"
            yield number(at, each.n, told, rows=rows, unit=self.unit)
            for end, share, base in (
                ("pct", each.of_all, f"all {self.unit}"),
                ("pct_known", each.of_known, "those of which it is known"),
            ):
                yield number(f"{at}.{end}", share, f"{told}, share of {base}", rows=rows,
                             style=Style("percent"))  # fmt: skip
        yield number(f"{key}.missing", len(one.unknown), f"{one.variable}: not reported", rows=rows,
                     unit=self.unit)  # fmt: skip
        yield claim(f"{key}.several", one.several, "a source has more than one value"
                    if one.several else "each source has one value at most",
                    f"Shares of {one.variable} exceed 100%, since sources have several values",
                    rows=rows)  # fmt: skip

    def _table(self, shown: Sequence[VariableCount], source: RoleTable) -> Table:
        body = []
        for one in shown:
            key = f"chart.{slug(one.variable)}"
            body.append(group_row(one.variable.replace("_", " ").capitalize(), 3))
            body += [
                row(each.value, {"num": f"{key}.{slug(each.value)}"},
                    {"num": f"{key}.{slug(each.value)}.pct"})
                for each in one.values
            ]  # fmt: skip
            if one.unknown:
                body.append(row("Not reported", {"num": f"{key}.missing"}, ""))
        return table(
            "charts", definition=f"Counts and shares of {self.unit} by charted value",
            columns=[TableColumn(), TableColumn(align="right"), TableColumn(align="right")],
            head=[["Value", "n", "Share of all"]], body=body,
            notes=[_SEVERAL] if any(one.several for one in shown) else [],
            rows=source.rows,
        )  # fmt: skip

    def _map(
        self, charted: Sequence[Charted], counts: Mapping[str, VariableCount], source: RoleTable
    ) -> Iterator[Yield]:
        down, across = self.map or ("", "")
        held: dict[tuple[str, str], list[str]] = {}
        for one in charted:
            if one.value:
                held.setdefault((one.variable, one.source), []).append(one.value)
        names = {one.source for one in charted}
        levels = [each.value for each in counts[self.levels].values] if self.levels else [""]
        placed = [
            (name, r, c, level)
            for name in sorted(names)
            for r in held.get((down, name), ())
            for c in held.get((across, name), ())
            for level in (held.get((self.levels, name), ()) if self.levels else [""])
        ]
        sides = [[each.value for each in counts[name].values] for name in (down, across)]
        found = evidence_map(placed, sides[0], sides[1], levels)
        rows: Any = source.rows
        for cell in found.cells:
            key = f"map.{slug(cell.row)}.{slug(cell.column)}"
            yield number(key, cell.n, f"{self.unit.capitalize()} with {cell.row} and {cell.column}",
                         rows=rows, unit=self.unit)  # fmt: skip
        for end, count, told in (
            ("empty", len(found.gaps), "Cells without any source"),
            ("cells", len(found.cells), "Cells of the map"),
            ("sources", found.sources, "Sources anywhere in the map"),
        ):
            yield number(f"map.{end}", count, told, rows=rows)
        gaps = ", ".join(f"{r} × {c}" for r, c in found.gaps)
        yield claim("map.complete", not found.gaps, f"empty: {gaps or 'none'}",
                    "No cell of the map is empty", rows=rows)  # fmt: skip
        drawn = draw_gap_map(found, f"{down} by {across}", row_head=down.capitalize(),
                             unit=self.unit)  # fmt: skip
        yield figure("gap_map", drawn, f"Map of {self.unit}: {down} by {across}", rows=rows)
