"""An import from first to last: files read, tables filled, all written together or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.ground.project import DATA
from numerate.review.extraction.dictionary import read_schema
from numerate.review.extraction.table_reading import read_table
from numerate.review.records import searchlog
from numerate.review.records.batches import PLACE, Batch
from numerate.review.records.exported import Asked, Export
from numerate.review.records.exports import read_export
from numerate.review.records.fidelity import Account, many, refused_text, unknown_told
from numerate.review.records.fields import IMPORTS, RECORDS, SEARCHES
from numerate.review.records.pseudonyms import Pseudonyms, read_pseudonyms
from numerate.review.records.recordintake import (
    RecordTable,
    known_articles,
    matches_in,
    open_records,
    unlinked,
)
from numerate.review.records.recordrows import Identities
from numerate.review.records.screeningrows import screening_rows
from numerate.review.records.shapes import CODINGS, EXTRACTION, LINKS, SHAPES
from numerate.review.records.tablefiles import (
    Dictionary,
    Held,
    Staging,
    csv_text,
    read_dictionary,
)
from numerate.review.records.tablerows import put_rows, renamed

REFUSED: Final = "refused"
_PEOPLE: Final[Mapping[str, str]] = {CODINGS: "coder", EXTRACTION: "reviewer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be imported.

    Attributes:
        files: The files, and the paths that issues show.
        round: Round of searches.
        database: Database of all records; empty to take what the files tell.
        search: What else is told of the search, by column of the search log.
        asked: What is told of the files.
        constants: Cells for columns that no export tells.
        dry: Whether only to tell what would be done.
    """

    files: tuple[tuple[Path, str], ...]
    round: str = "1"
    database: str = ""
    search: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    asked: Asked = field(default_factory=Asked)
    constants: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    dry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an import did.

    Attributes:
        lines: The account of each file, and what became of the tables.
        issues: Faults in records, and advice.
        written: Files that were written, as seen from the compendium.
    """

    lines: tuple[str, ...]
    issues: tuple[Issue, ...]
    written: tuple[str, ...]


@dataclass(slots=True)
class _Work:
    """The import while it runs."""

    root: Path
    order: Order
    dictionary: Dictionary
    staging: Staging
    records: RecordTable
    tell: Callable[[str], None]
    pseudonyms: Pseudonyms | None = None
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    formats: dict[str, list[str]] = field(default_factory=dict)

    def pseudonym(self, name: str) -> str:
        """The pseudonym of a reviewer; the secret is read when the first one is met."""
        if self.pseudonyms is None:
            self.pseudonyms = read_pseudonyms(self.root)
        return self.pseudonyms.of(name)


def take_in(root: Path, data: Path, order: Order, tell: Callable[[str], None]) -> Outcome:
    """Import files into the tables of a compendium.

    Args:
        root: The compendium, outside which the secret of the pseudonyms lies.
        data: Its folder of the extraction.
        order: What is to be imported.
        tell: Is called with the progress of large files.

    Raises:
        NumerateError: When a file or a table cannot be used; nothing was changed then.
    """
    dictionary = read_dictionary(data, root.name.lower().replace(" ", "-") or "review")
    with Staging(root) as staging:
        records = open_records(dictionary, staging, order.constants)
        work = _Work(root, order, dictionary, staging, records, tell)
        faults: list[Issue] = []
        exports: list[Export] = []
        for path, shown in order.files:
            try:
                exports.append(read_export(path, shown, order.asked))
            except NumerateError as error:
                faults += error.issues
        if any(export.screened is not None for export in exports):
            records.matches = matches_in(records.held)
        # records first: the articles of a screening tool are looked up among them
        for export in sorted(exports, key=lambda one: one.screened is not None):
            try:
                _take_file(work, export)
            except NumerateError as error:
                faults += error.issues
        records.close()
        if faults:
            raise NumerateError(faults)
        lines = [line for account in work.accounts for line in account.lines()]
        lines += _finish(work)
        written: tuple[Path, ...] = ()
        if not order.dry:
            written = staging.commit()
    names = tuple(path.relative_to(root).as_posix() for path in written)
    return Outcome(lines=tuple(lines), issues=tuple(work.issues), written=names)


def _take_file(work: _Work, export: Export) -> None:
    account = Account(export.shown, export.format)
    identities = Identities(work.order.round, work.order.database, work.records.there)
    fresh: Counter[str] = Counter()
    linked: dict[str, str] = {}
    for batch in export.batches:
        account.add(batch)
        if batch.frame is not None:
            _take_frame(work, batch, identities, export, account)
            continue
        rows: Sequence[tuple[str, ...]] = batch.rows
        if export.screened is not None:
            rows, found = _linked(work, export)
            linked |= found
        searches = {
            name: searchlog.search_id(work.order.round, name) for name in _names(rows, work)
        }
        ids, new = work.records.take(rows, identities, export.name, searches)
        fresh += Counter({name: max(count, 0) for name, count in new.items()})
        for name in new:
            work.formats.setdefault(name, []).append(export.format)
        if export.screened is not None:
            linked |= {
                row[PLACE["source_id"]]: record for row, record in zip(rows, ids, strict=True)
            }
            _note_new(account, len(rows), len(batch.rows))
        account.fresh += sum(new.values())
        account.there += len(batch.rows) - sum(new.values())
        if account.in_file > _LARGE:
            work.tell(f"{export.shown}: {account.read:,} records read")
    account.add_rows(export)
    if account.loss is not None:
        raise NumerateError(account.loss)
    if export.screened is not None:
        _take_decisions(work, export, linked, account)
    for name, table in export.tables.items():
        work.rows.setdefault(name, []).extend(_under_pseudonyms(work, name, table))
    work.issues += [*export.issues, *account.issues()]
    work.accounts.append(account)
    _keep(work, export, account)


_LARGE: Final = 50_000


def _take_frame(
    work: _Work, batch: Batch, identities: Identities, export: Export, account: Account
) -> None:
    """Put in a piece of a large file that was read by columns."""
    if work.records.by_columns:
        new = work.records.take_frame(batch, identities, export.name)
    else:
        rows = batch.frame.rows()
        names = {identities.database} if identities.database else set(batch.frame["database"])
        searches = {name: searchlog.search_id(work.order.round, name) for name in names}
        _, new = work.records.take(rows, identities, export.name, searches)
    for name in new:
        work.formats.setdefault(name, []).append(export.format)
    account.fresh += sum(new.values())
    account.there += len(batch) - sum(new.values())
    work.tell(f"{export.shown}: {account.read:,} records read")


def _names(rows: Sequence[tuple[str, ...]], work: _Work) -> set[str]:
    if work.order.database:
        return {work.order.database}
    return {row[PLACE["database"]] for row in rows}


def _note_new(account: Account, fresh: int, articles: int) -> None:
    account.notes.append(
        f"{articles - fresh:,} of {articles:,} articles are records that were there"
    )


def _linked(work: _Work, export: Export) -> tuple[list[tuple[str, ...]], dict[str, str]]:
    screened = export.screened
    if screened is None:
        return [], {}
    known = known_articles(work.dictionary.table(LINKS), screened.tool, work.records.there)
    return unlinked(screened.articles, known, work.records.matches)


def _take_decisions(work: _Work, export: Export, linked: dict[str, str], account: Account) -> None:
    screened = export.screened
    if screened is None:
        return
    links = work.dictionary.table(LINKS)
    known = known_articles(links, screened.tool, work.records.there)
    told = screening_rows(screened, {**known, **linked}, work.pseudonym)
    for name, rows in told.rows.items():
        work.rows.setdefault(name, []).extend(rows)
    stages = Counter(one.stage for one in screened.decisions)
    for stage, count in sorted(stages.items(), reverse=True):
        account.notes.append(f"{count:,} decisions in {stage}")
    if screened.unseen:
        account.notes.append(f"{len(screened.unseen):,} records unseen, not excluded")
    if told.strangers:
        work.issues.append(_strangers(export.shown, told.strangers))
    if told.seconds:
        work.issues.append(_seconds(export.shown, told.seconds))


def _under_pseudonyms(
    work: _Work, name: str, rows: Sequence[dict[str, str]]
) -> Iterator[dict[str, str]]:
    column = _PEOPLE.get(name)
    for row in rows:
        yield {**row, column: work.pseudonym(row[column])} if column else row


def _keep(work: _Work, export: Export, account: Account) -> None:
    """The account as a row of the table of imports, and what was refused as a file."""
    databases = work.order.database or "; ".join(sorted(filter(None, work.formats)))
    work.rows.setdefault(IMPORTS, []).append(
        {
            "import_id": export.digest[:16],
            "file": export.name,
            "format": export.format,
            "round": work.order.round,
            "database": databases,
            "in_file": str(account.in_file),
            "read": str(account.read),
            "repaired": str(len(account.mended)),
            "refused": str(account.refused),
            "unknown": unknown_told(account.unknown),
        }
    )
    if account.refusals:
        target = work.root / REFUSED / f"{export.name}.{export.digest[:8]}.txt"
        text = refused_text(account.refusals)
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            work.staging.put(target, text)


def _finish(work: _Work) -> list[str]:
    """Stage what was gathered, and tell what became of each table."""
    order, dictionary = work.order, work.dictionary
    lines: list[str] = []
    items: list[str] = []
    used: list[Held] = []
    if work.records.fresh:
        used.append(work.records.held)
        lines.append(f"{dictionary.shown(RECORDS)}: {many(work.records.fresh, 'record')} added")
    asked = _searches(work)
    if asked:
        work.rows[SEARCHES] = asked
    names = [name for name in SHAPES if work.rows.get(name)]
    for name in names:
        constants = {
            column: cell
            for column, cell in order.constants.items()
            if column in dictionary.table(name).columns
        }
        put = put_rows(dictionary, name, work.rows[name], constants, only_fill=name == SEARCHES)
        if name == SEARCHES:
            items = _searched(work, put.held)
        if put.is_changed:
            used.append(put.held)
            lines.append(_told(dictionary.shown(name), put.fresh, put.changed))
            work.staging.put(put.held.path, csv_text([put.held.columns, *put.held.rows]))
    text = dictionary.text(used) if used else None
    if text is not None:
        work.staging.put(dictionary.path, text)
    _refuse_wrong(work, used)
    return [*lines, *items]


def _told(shown: str, fresh: int, changed: int) -> str:
    parts = [f"{many(fresh, 'row')} added"] if fresh else []
    parts += [f"{changed:,} changed"] if changed else []
    return f"{shown}: {', '.join(parts)}"


def _searches(work: _Work) -> list[dict[str, str]]:
    """The rows of the search log that this import belongs to."""
    return [
        {
            "search_id": searchlog.search_id(work.order.round, name),
            "round": work.order.round,
            "database": name,
            **searchlog.told_by(formats, name),
            **{column: cell for column, cell in work.order.search.items() if cell},
        }
        for name, formats in sorted(work.formats.items())
    ]


def _searched(work: _Work, held: Held) -> list[str]:
    """PRISMA-S items of the whole log; issues for what the searches of this import lack."""
    ids = {row["search_id"] for row in work.rows[SEARCHES]}
    rows = [dict(zip(held.columns, cells, strict=False)) for cells in held.rows]
    key = renamed(held, SEARCHES).get("search_id", "search_id")
    mine = [{**row, "search_id": row[key]} for row in rows if row.get(key) in ids]
    work.issues += searchlog.missing(mine, held.columns, work.dictionary.shown(SEARCHES))
    return searchlog.prisma_s(rows)


def _refuse_wrong(work: _Work, used: Sequence[Held]) -> None:
    """Hold tables of a shape of their own against the dictionary, before anything is changed.

    Raises:
        NumerateError: With each cell that the dictionary does not allow.
    """
    foreign = [held for held in used if held.declared]
    if not foreign:
        return
    fresh = work.staging.fresh
    path = fresh.get(work.dictionary.path, work.dictionary.path)
    schemas = {one.name: one for one in read_schema(path, f"{DATA}/{work.dictionary.path.name}")}
    issues: list[Issue] = []
    for held in foreign:
        if len(held.rows) + work.records.fresh <= _LARGE:
            issues += read_table(fresh[held.path], schemas[held.name])[1]
    todo = "{}: in the export if the row is new (nothing was imported); or allow it in {}"
    allowed = f"{DATA}/{work.dictionary.path.name}"
    faults = [
        replace(issue, todo=todo.format(issue.todo, allowed))
        for issue in issues
        if issue.severity == "fault"
    ]
    if faults:
        raise NumerateError(faults)


def _strangers(shown: str, articles: Sequence[str]) -> Issue:
    return Issue(
        code="unknown-article",
        file=shown,
        found=f"decisions on {len(articles):,} articles that no record is known for, such as "
        f"{articles[0]}",
        expected="the articles among the records, or in the same export",
        todo="import the export with its articles too; these decisions were not imported",
    )


def _seconds(shown: str, count: int) -> Issue:
    return Issue(
        code="record-decided-twice",
        file=shown,
        found=f"{count:,} decisions of a reviewer on a second article of one record",
        expected="one article a record",
        todo="the first was kept; look for duplicates that the tool still holds",
        severity="advice",
    )
