"""What a data dictionary cannot mean, although each entry by itself is well formed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from numerate.ground.issues import quoted
from numerate.review.extraction.dictionary_form import RULES, TREE
from numerate.review.extraction.patterns import matcher
from numerate.review.extraction.types import expected_of, is_of_type

_BOUNDED = ("integer", "number", "year", "date")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing that cannot be: where (names of table and column), what is said, what may be."""

    names: tuple[str, ...]
    found: str
    expected: str


def contradictions(package: dict[str, Any]) -> list[Contradiction]:
    """Every contradiction in a dictionary whose entries are well formed."""
    found: list[Contradiction] = []
    tables = package["resources"]
    columns = {table["name"]: _types(table) for table in tables}
    for what in ("name", "path"):
        found += [
            Contradiction((table["name"],), f"the {what} '{table[what]}' again", "each table once")
            for table in _repeated(tables, what)
        ]
    default = package.get("missingValues", [""])
    for table in tables:
        schema = table["schema"]
        found += _of_columns(table, schema.get("missingValues", default))
        found += _of_own_keys(table)
        found += _of_rules(table)
        for key in schema.get("foreignKeys", []):
            found += _of_foreign_key(table, key, columns)
    return found


def names(value: str | list[str]) -> tuple[str, ...]:
    """Column names of a key, which the standard writes as one name or a list of them."""
    return (value,) if isinstance(value, str) else tuple(value)


def cell_text(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """A value of the dictionary as it stands in a cell.

    >>> cell_text(True), cell_text(2021), cell_text("yes")
    ('true', '2021', 'yes')
    """
    return str(value).lower() if isinstance(value, bool) else str(value)


def bound_as_number(value: float | str | None) -> float | None:
    """A bound as a number; a date counts its days, as the column's values will.

    Raises:
        ValueError: When it is neither a number nor a date.

    >>> bound_as_number("2021-11-29"), bound_as_number(18)
    (738123.0, 18.0)
    """
    if isinstance(value, str) and "-" in value[1:]:
        return float(date.fromisoformat(value).toordinal())
    return None if value is None else float(value)


def _types(table: dict[str, Any]) -> dict[str, str]:
    return {field["name"]: field["type"] for field in table["schema"]["fields"]}


def _repeated(entries: Iterable[dict[str, Any]], what: str) -> list[dict[str, Any]]:
    kept = list(entries)
    times = Counter(entry[what] for entry in kept)
    last = {entry[what]: entry for entry in kept}
    return [entry for value, entry in last.items() if times[value] > 1]


def _of_columns(table: dict[str, Any], missing: list[Any]) -> Iterator[Contradiction]:
    fields = table["schema"]["fields"]
    for field in _repeated(fields, "name"):
        yield Contradiction(
            (table["name"], field["name"]), "the column is declared again", "each column once"
        )
    for field in fields:
        where = (table["name"], field["name"])
        rules = field.get("constraints", {})
        codes = {
            code["value"] if isinstance(code, dict) else code
            for code in field.get("missingValues", missing)
        }
        for value in rules.get("enum", []):
            text = cell_text(value)
            if not is_of_type(field["type"], text):
                expected = f"{expected_of(field['type'])}, as the column's type says"
                yield Contradiction(where, f"enum allows '{text}'", expected)
            if text in codes:
                expected = "a text that means one of the two"
                yield Contradiction(where, f"'{text}' is allowed and means missing", expected)
        yield from _of_pattern(where, rules.get("pattern"))
        yield from _of_bounds(where, field["type"], rules)


def _of_pattern(where: tuple[str, ...], pattern: str | None) -> Iterator[Contradiction]:
    try:
        matcher(pattern or "")
    except ValueError as error:
        shown = quoted(pattern or "")
        expected = "a regular expression without look-around and back-references"
        yield Contradiction(where, f"pattern {shown}: {error}", expected)


def _of_bounds(where: tuple[str, ...], kind: str, rules: dict[str, Any]) -> Iterator[Contradiction]:
    bounds: list[float] = []
    for rule in ("minimum", "maximum"):
        value = rules.get(rule)
        if value is None:
            continue
        if kind not in _BOUNDED:
            yield Contradiction(where, f"{rule} on a {kind} column", f"{rule} on a quantity")
        elif not is_of_type("date" if kind == "date" else "number", cell_text(value)):
            yield Contradiction(where, f"{rule} {value}", expected_of(kind))
        else:
            bounds.append(bound_as_number(value) or 0.0)
    if bounds != sorted(bounds):
        found = f"minimum {rules['minimum']} above maximum {rules['maximum']}"
        yield Contradiction(where, found, "a range that holds values")


def _of_own_keys(table: dict[str, Any]) -> Iterator[Contradiction]:
    schema = table["schema"]
    keys = [("primaryKey", schema.get("primaryKey", []))]
    keys += [("uniqueKeys", key) for key in schema.get("uniqueKeys", [])]
    keys += [(f"the rule {one['name']}", one.get("per", [])) for one in schema.get(RULES, [])]
    for what, key in keys:
        for column in names(key):
            if column not in _types(table):
                yield Contradiction(
                    (table["name"],),
                    f"{what} names the column '{column}'",
                    f"one of the columns {', '.join(_types(table))}",
                )


def _of_rules(table: dict[str, Any]) -> Iterator[Contradiction]:
    for rule in _repeated(table["schema"].get(RULES, []), "name"):
        where = (table["name"], rule["name"])
        yield Contradiction(where, "the rule is declared again", "each rule once")


def _of_foreign_key(
    table: dict[str, Any], key: dict[str, Any], columns: dict[str, dict[str, str]]
) -> Iterator[Contradiction]:
    where = (table["name"],)
    target = key["reference"].get("resource") or table["name"]
    here, there = names(key["fields"]), names(key["reference"]["fields"])
    if target not in columns:
        yield Contradiction(
            where, f"foreignKeys points at the table '{target}'", f"one of {', '.join(columns)}"
        )
        return
    if key.get(TREE) and target != table["name"]:
        yield Contradiction(where, f"{TREE} on a key to '{target}'", "a key to the table itself")
    if len(here) != len(there):
        found = f"foreignKeys pairs {len(here)} columns with {len(there)}"
        yield Contradiction(where, found, "as many columns on both sides")
    for side, named in ((table["name"], here), (target, there)):
        for column in named:
            if column not in columns[side]:
                yield Contradiction(
                    where,
                    f"foreignKeys names the column '{column}' of '{side}'",
                    f"one of the columns {', '.join(columns[side])}",
                )
    for mine, its in zip(here, there, strict=False):
        kinds = (columns[table["name"]].get(mine), columns[target].get(its))
        if None not in kinds and kinds[0] != kinds[1]:
            yield Contradiction(
                where,
                f"foreignKeys pairs '{mine}' ({kinds[0]}) with '{its}' ({kinds[1]})",
                "columns of one type",
            )
