"""What the dictionary says must hold, held against the rows: each breach at its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from numerate.ground.issues import Issue, quoted
from numerate.ground.project import DATA, DATAPACKAGE
from numerate.review.extraction.fault_places import SHOWN, gathered
from numerate.review.extraction.row_keys import empty_table
from numerate.review.extraction.rows import Table
from numerate.review.extraction.rule_language import RuleError, Tables, values_of
from numerate.review.extraction.rule_queries import Question, question
from numerate.review.extraction.schema import Rule, TableSchema

_BESIDE = 4  # rows of another table that are shown beside one that contradicts them


def rule_faults(schemas: Sequence[TableSchema]) -> list[tuple[TableSchema, Rule, str]]:
    """The rules that cannot be asked, and why: no data are needed to tell."""
    if not any(schema.rules for schema in schemas):
        return []
    tables, known = Tables(schemas), {schema.name: schema for schema in schemas}
    found: list[tuple[TableSchema, Rule, str]] = []
    for schema in schemas:
        for rule in schema.rules:
            try:
                question(schema, rule, known, tables)
            except RuleError as error:
                found.append((schema, rule, str(error)))
    return found


def rule_issues(tables: Mapping[str, Table], faulty: Collection[str] = ()) -> list[Issue]:
    """Every row, or group of rows, that breaks a rule of its table.

    Args:
        tables: The tables that could be read.
        faulty: The tables with wrong cells: a rule about several rows or tables is not held
            against them, for a wrong cell counts as missing and would be told twice.
    """
    schemas = {name: table.schema for name, table in tables.items()}
    if not any(schema.rules for schema in schemas.values()):
        return []
    memory = Tables(schemas.values())
    asked: list[Question] = []
    issues: list[Issue] = []
    for schema in schemas.values():
        for rule in schema.rules:
            try:
                one = question(schema, rule, schemas, memory)
            except RuleError:  # it names a table that could not be read; all else was told before
                continue
            wide = set(one.reads) != {schema.name} or rule.per is not None
            if not (wide and set(one.reads) & set(faulty)):
                asked.append(one)
    for name, table in tables.items():
        columns = {column for one in asked for column in one.reads.get(name, ())}
        if any(name in one.reads for one in asked):
            memory.load(table, columns)
    for one in asked:
        issues += _breaches(one, tables, memory)
    return issues


def _breaches(one: Question, tables: Mapping[str, Table], memory: Tables) -> list[Issue]:
    try:
        rows = memory.rows(one.query)
    except RuleError as error:
        return [unusable(one.table, one.rule, str(error))]
    own = tables[one.table.name]
    bare = [name for name in one.reads if name in tables and not tables[name].lines]
    if rows and bare:
        found = f"only the header, and rows of {DATA}/{own.schema.path} break the rule"
        return [empty_table(tables[name], f"{found} '{one.rule.name}'") for name in bare]
    if one.rule.per is None:
        places = {line: place for place, line in enumerate(own.lines)}
        told = sorted(places[line] for (line,) in rows)
        # beyond the first places only the count is shown
        issues = [
            _issue(one, own.lines[place], _row(one, own, place, tables) if n < SHOWN else "")
            for n, place in enumerate(told)
        ]
    else:
        issues = [_issue(one, *_group(one, own, row)) for row in rows]
        issues.sort(key=lambda issue: issue.line or 0)
    return gathered(((one.rule.name, issue) for issue in issues), _counted(one))


def _counted(one: Question) -> str:
    return "rows" if one.rule.per is None else "groups of rows"


def _issue(one: Question, line: int, found: str) -> Issue:
    return Issue(
        code="contradiction",
        file=f"{DATA}/{one.table.path}",
        line=line,
        found=found,
        expected=one.rule.description,
        todo=f"correct what is wrong of these, or the rule '{one.rule.name}' in "
        f"{DATA}/{DATAPACKAGE}",
    )


def unusable(schema: TableSchema, rule: Rule, reason: str) -> Issue:
    """The issue of a rule that cannot be asked."""
    return Issue(
        code="bad-rule",
        file=f"{DATA}/{DATAPACKAGE}",
        line=rule.line,
        found=f"{schema.name} {rule.name}: {reason}",
        expected="an expression over columns that is true, false or, where values lack, neither",
        todo="mend the rule; docs/data.md shows what one may say",
    )


def _row(one: Question, own: Table, place: int, tables: Mapping[str, Table]) -> str:
    columns = _shown(one, own)
    told = ", ".join(_cell(column, own.texts[column][place]) for column in columns)
    beside = [text for text in _others(one, own, place, tables) if text]
    return "; ".join([told or "the row", *beside])


def _shown(one: Question, own: Table) -> list[str]:
    """The columns of the table itself that a reader needs: its key, and what the rule reads."""
    wanted = {*own.schema.primary_key, *one.reads.get(own.schema.name, ())}
    return [column.name for column in own.schema.columns if column.name in wanted]


def _others(one: Question, own: Table, place: int, tables: Mapping[str, Table]) -> Iterator[str]:
    """The rows of other tables that are about the same thing, as far as the rule looks at them."""
    parents = {key.table: key for key in one.parents}
    mine = one.reads.get(own.schema.name, set())
    for name, columns in one.reads.items():
        if name == own.schema.name or name not in tables:
            continue
        if name in parents:
            pairs = list(zip(parents[name].columns, parents[name].references, strict=True))
        else:
            key = own.schema.primary_key
            shared = [column for column in key if column in columns and column in mine]
            pairs = [(column, column) for column in shared]
        if pairs:
            shown = [column for column in columns if column not in {its for _, its in pairs}]
            values = [own.texts[here][place] for here, _ in pairs]
            yield _rows_of(tables[name], [its for _, its in pairs], values, sorted(shown))


def _rows_of(table: Table, columns: list[str], values: list[str], shown: list[str]) -> str:
    cells = zip(*(table.texts[column] for column in columns), strict=True)
    found = [place for place, row in enumerate(cells) if list(row) == values]
    told = [
        " ".join(_cell(column, table.texts[column][place]) for column in shown)
        + (" " if shown else "")
        + f"(line {table.lines[place]})"
        for place in found[:_BESIDE]
    ]
    more = f" and {len(found) - _BESIDE} more" if len(found) > _BESIDE else ""
    return f"{table.schema.path} has {', '.join(told)}{more}" if told else ""


def _group(one: Question, own: Table, key: tuple[object, ...]) -> tuple[int, str]:
    """Where a group breaks its rule, and what it holds.

    The place is the first row that differs from most of its group; its first row, where all do.
    """
    per = one.rule.per or ()
    places = list(range(len(own.lines)))
    if per:
        columns = zip(*(values_of(own, column) for column in per), strict=True)
        places = [place for place, row in enumerate(columns) if row == tuple(key)]
    reads = one.reads.get(own.schema.name, set())
    shown = [c.name for c in own.schema.columns if c.name in reads and c.name not in per]
    rows = {place: tuple(own.texts[column][place] for column in shown) for place in places}
    counts = Counter(rows.values())
    usual, times = counts.most_common(1)[0] if counts else ((), 0)
    odd = [place for place, row in rows.items() if row != usual]
    at = odd[0] if times > 1 and odd else (places[0] if places else None)
    first = {row: place for place, row in reversed(rows.items())}
    told = [
        f"{' '.join(map(_cell, shown, row))} (line {own.lines[place]}"
        + (f" and {counts[row] - 1} more)" if counts[row] > 1 else ")")
        for row, place in sorted(first.items(), key=lambda pair: pair[1])[:_BESIDE]
    ]
    more = f" and {len(first) - _BESIDE} other" if len(first) > _BESIDE else ""
    names = ", ".join(_cell(column, str(value)) for column, value in zip(per, key, strict=False))
    line = own.lines[at] if at is not None else 1
    return line, f"{names or 'the table'}: {', '.join(told) if shown else 'its rows'}{more}"


def _cell(column: str, text: str) -> str:
    return f"{column} {quoted(text)}"
