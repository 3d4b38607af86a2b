"""The table of studies beside a table of effects: labels, citations, moderators, order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from numerate.parts.declaration import Declaration
from numerate.parts.roletables import RoleTable, read_roles, schema_names
from numerate.review.extraction import Extraction, Rows

_STUDY: Final = ("study", "study_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyTable:
    """What is known of each study beside its effect.

    Attributes:
        part: The part that asks.
        table: The table of studies; None where the review has none.
        effects: The table of effects, whose own columns count, too.
        places: The place of each study among the rows of ``table``.
        labels: What studies are called.
    """

    part: Declaration
    table: RoleTable | None
    effects: RoleTable
    places: Mapping[str, int]
    labels: Mapping[str, str]

    @property
    def rows(self) -> Rows | None:
        """The rows of the table of studies."""
        return self.table.rows if self.table is not None else None

    def column(self, name: str, argument: str) -> dict[str, Any]:
        """The values of a column by study, from the effects or from the studies.

        Raises:
            NumerateError: When neither table has the column.
        """
        if name in self.effects:
            keys = [str(value) for value in self.effects.values(*_STUDY)]
            return dict(zip(keys, self.effects.values(name), strict=True))
        if self.table is not None and name in self.table:
            values = self.table.values(name)
            return {study: values[place] for study, place in self.places.items()}
        known = [*schema_names(self.effects.rows)]
        known += schema_names(self.table.rows) if self.table is not None else []
        raise self.part.wrong(
            "unknown-column",
            f"{argument} is '{name}', which no table of the analysis has",
            f"one of: {', '.join(dict.fromkeys(known))}",
            "correct the name, or add the column to the table of studies",
        )

    def ordered(self, table: RoleTable, by: str) -> RoleTable:
        """The rows in the order of a column, studies without a value last; without one by label."""
        if not by:
            return table
        values = self.column(by, "order")
        keys = [str(value) for value in table.values(*_STUDY)]
        order = sorted(range(len(keys)), key=lambda i: _sortable(values.get(keys[i])))
        rows = table.rows
        moved = Rows(rows.table, rows.positions[order], rows.conditions)
        return table.with_rows(moved)

    def citations(self, studies: Sequence[str]) -> list[str]:
        """The references of some studies, as far as the table of studies has them."""
        if self.table is None or "citation" not in self.table:
            return []
        cited = self.column("citation", "citation")
        return [str(cited[study]) for study in studies if cited.get(study)]


def _sortable(value: object) -> tuple[bool, Any]:
    return (value is None, 0 if value is None else value)


def study_table(part: Declaration, data: Extraction, name: str, effects: RoleTable) -> StudyTable:
    """The table of studies of a part; none is needed where it was not named.

    Args:
        part: The part that asks.
        data: The extraction.
        name: Name of the table; the default ``studies`` need not be there.
        effects: The table of effects.
    """
    if name == "studies" and name not in data.tables:
        labels = _labels(effects, [str(value) for value in effects.values(*_STUDY)])
        return StudyTable(part=part, table=None, effects=effects, places={}, labels=labels)
    table = read_roles(part, data, name)
    keys = [str(value) for value in table.values(*_STUDY)]
    return StudyTable(part=part, table=table, effects=effects, labels=_labels(table, keys),
                      places={study: place for place, study in enumerate(keys)})  # fmt: skip


def _labels(table: RoleTable, keys: Sequence[str]) -> dict[str, str]:
    """What studies are called: their label, or author and year, or their key."""
    if "label" in table:
        return {key: str(one or key) for key, one in zip(keys, table.values("label"), strict=True)}
    if "author" in table and "year" in table:
        pairs = zip(keys, table.values("author"), table.values("year"), strict=True)
        return {key: f"{author} {year}" for key, author, year in pairs}
    return {key: key for key in keys}
