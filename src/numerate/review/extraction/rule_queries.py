"""From a rule of the dictionary to a query: the rows, or groups of rows, that break it.

A rule is about a table's own columns by their names, about a table that a foreign key points at as
``table.column``, and about any other table through a sub-query. Where a value that it needs is
missing it is neither true nor false, so it is not applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from numerate.review.extraction.patterns import matcher
from numerate.review.extraction.rule_language import (
    LONGEST,
    Reads,
    RuleError,
    Tables,
    literal_patterns,
    named,
)
from numerate.review.extraction.schema import ForeignKey, Rule, TableSchema

_LINE_NAMES = ("rowid", "_rowid_", "oid")
_COMPARED = re.compile(
    r"(?:(?P<table>\w+)\s*\.\s*)?(?P<column>\b[A-Za-z_]\w*)\s*"
    r"(?:==?|<>|!=|(?<!\w)IS(?:\s+NOT)?(?!\w)|(?P<many>(?:NOT\s+)?(?<!\w)IN)\s*\()\s*"
    r"(?P<values>'(?:[^']|'')*'(?(many)(?:\s*,\s*'(?:[^']|'')*')*))",
    re.IGNORECASE,
)
_TEXT = re.compile(r"'((?:[^']|'')*)'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A rule made ready.

    Attributes:
        table: The table that it is about.
        rule: The rule.
        query: Selects the line of each row that breaks it; for a rule about groups, the values of
            ``rule.per`` of each group that does.
        reads: The tables and columns that it looks at.
        parents: The tables that a foreign key of this one points at and the rule names.
    """

    table: TableSchema
    rule: Rule
    query: str
    reads: Reads
    parents: tuple[ForeignKey, ...] = ()


def question(
    schema: TableSchema, rule: Rule, schemas: Mapping[str, TableSchema], tables: Tables
) -> Question:
    """A rule made ready to be asked.

    Raises:
        RuleError: When it cannot be understood or is not allowed.
    """
    for expression in filter(None, (rule.check, rule.when)):
        _judge(expression)
    parents = tuple(_parents(schema, f"{rule.check} {rule.when}", schemas))
    source = named(schema.name) + "".join(_join(schema, key) for key in parents)
    reads: Reads = {}
    whole = rule.per is not None
    for expression in filter(None, (rule.check, rule.when)):
        # each by itself first, so that a bracket too many in one is not closed by the other
        for table, columns in tables.reads(f"SELECT (\n{expression}\n) FROM {source}").items():  # noqa: S608
            reads.setdefault(table, set()).update(columns)
    reads.setdefault(schema.name, set()).update(rule.per or ())
    for key in parents:
        reads[schema.name].update(key.columns)
        reads.setdefault(key.table, set()).update(key.references)
    condition = f"(\n{rule.when}\n) IS TRUE" if rule.when else "1"
    if whole:
        keys = [f"{named(schema.name)}.{named(column)}" for column in rule.per or ()]
        given = "".join(f" AND {key} IS NOT NULL" for key in keys)
        group = f" GROUP BY {', '.join(keys) or 'NULL'}"
        chosen = ", ".join(keys) or "1"
        query = (
            f"SELECT {chosen} FROM {source} WHERE {condition}{given}{group} "  # noqa: S608
            f"HAVING (\n{rule.check}\n) IS FALSE"
        )
    else:
        query = (
            f"SELECT {named(schema.name)}.{line_name(schema)} FROM {source} "  # noqa: S608
            f"WHERE {condition} AND (\n{rule.check}\n) IS FALSE"
        )
    tables.reads(query)
    _judge_values(f"{rule.check} {rule.when}", schema, reads, schemas)
    return Question(table=schema, rule=rule, query=query, reads=reads, parents=parents)


def line_name(schema: TableSchema) -> str:
    """The name under which SQLite gives the line of a row: one that no column bears.

    Raises:
        RuleError: When columns bear all three.
    """
    borne = {column.name.lower() for column in schema.columns}
    free = next((name for name in _LINE_NAMES if name not in borne), None)
    if free is None:
        raise RuleError("the columns rowid, _rowid_ and oid cannot stand together in its table")
    return free


def _judge(expression: str) -> None:
    if len(expression) > LONGEST:
        raise RuleError(f"{len(expression):,} characters, of {LONGEST:,} at most")
    outside = _TEXT.sub("", expression)
    if '"' in outside:
        raise RuleError("a double quotation mark; texts stand in '…', odd names in […]")
    if "--" in outside or "/*" in outside or ";" in outside:
        raise RuleError("a comment or a semicolon")
    for pattern in literal_patterns(expression):
        try:
            matcher(pattern)
        except ValueError as error:
            raise RuleError(f"the pattern '{pattern}': {error}") from error


def _parents(
    schema: TableSchema, text: str, schemas: Mapping[str, TableSchema]
) -> Iterator[ForeignKey]:
    """The foreign keys to tables that a text names; one row here has one row there at most."""
    outside = _TEXT.sub("", text)
    targets = [key.table for key in schema.foreign_keys]
    for key in schema.foreign_keys:
        spoken = rf"(?i)(?<![\w.])(?:{re.escape(key.table)}|\[{re.escape(key.table)}\])\s*\."
        other = schemas.get(key.table)
        if key.table == schema.name or targets.count(key.table) > 1 or other is None:
            continue
        if re.search(spoken, outside) and _one_row(other, key.references):
            yield key


def _one_row(schema: TableSchema, columns: tuple[str, ...]) -> bool:
    single = schema.column(columns[0]) if len(columns) == 1 else None
    keys = {frozenset(schema.primary_key), *map(frozenset, schema.unique_keys)}
    return frozenset(columns) in keys or bool(single and single.unique)


def _join(schema: TableSchema, key: ForeignKey) -> str:
    on = " AND ".join(
        f"{named(schema.name)}.{named(mine)} = {named(key.table)}.{named(its)}"
        for mine, its in zip(key.columns, key.references, strict=True)
    )
    return f" LEFT JOIN {named(key.table)} ON {on}"


def _judge_values(
    text: str, schema: TableSchema, reads: Reads, schemas: Mapping[str, TableSchema]
) -> None:
    """A value that a column can never hold is a slip of the pen, not a rule.

    Raises:
        RuleError: With the first such value.
    """
    for found in _COMPARED.finditer(text):
        tables = [found["table"]] if found["table"] in schemas else [schema.name, *reads]
        if found["table"] and found["table"] not in schemas:
            tables = list(reads)
        columns = [schemas[name].column(found["column"]) for name in tables if name in schemas]
        known = [column for column in columns if column is not None]
        if not known or not all(column.enum for column in known):
            continue
        allowed = {value for column in known for value in column.enum}
        for value in _TEXT.findall(found["values"]):
            if value.replace("''", "'") not in allowed:
                raise RuleError(
                    f"{found['column']} is compared with '{value}', which it can never hold"
                )
