"""What the data dictionary declares about the extraction, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TYPES = ("string", "integer", "number", "boolean", "date", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table, as the dictionary declares it.

    Attributes:
        name: Header in the CSV.
        type: One of string, integer, number, boolean, date, year (Table Schema).
        description: What the column means.
        unit: Unit of a quantity, empty when it has none.
        required: Whether every cell must hold a value; always so in a primary key.
        unique: Whether each value may stand only once.
        enum: The only values allowed; empty when any is.
        minimum: Smallest value allowed; for a date its ordinal day.
        maximum: Largest value allowed; for a date its ordinal day.
        pattern: Regular expression that every value matches as a whole.
        missing: Texts that mean "no value" in this column.
        sensitive: Whether rows that show this column must be withheld from readers.
        groups: Values that are told together, by the key of their group.
        role: What a standard part reads it as, where its name does not say so.
    """

    name: str
    type: str
    description: str = ""
    unit: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    missing: tuple[str, ...] = ("",)
    sensitive: bool = False
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """Columns whose values must occur as a row of another table.

    Attributes:
        tree: Whether a row of the same table must never stand above itself.
    """

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]
    tree: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What must hold in the rows of a table.

    Attributes:
        name: How it is called.
        description: What it says, in the words that a fault repeats.
        check: An expression over columns that must not be false.
        when: An expression that chooses the rows it is about; empty when it is about all.
        per: Columns that make groups: the rule is then about each group of rows as a whole. An
            empty list makes one group of the table; None, the usual case, means row by row.
        line: Its line in the dictionary.
    """

    name: str
    description: str
    check: str
    when: str = ""
    per: tuple[str, ...] | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """One table of the extraction, as the dictionary declares it.

    Attributes:
        missing: Texts that mean "no value" in columns that do not say otherwise.
        unique_keys: Sets of columns whose values stand together only once.
        rules: What must hold in its rows.
    """

    name: str
    path: str
    title: str = ""
    description: str = ""
    columns: tuple[Column, ...] = ()
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing: tuple[str, ...] = ("",)
    unique_keys: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Rule, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)
