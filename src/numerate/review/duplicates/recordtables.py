"""Reading records and labelled duplicates from CSV, one row at a time, every fault with its line.

The records table of a compendium has our column names. Other tables of records, such as the
labelled sets that deduplication is measured on, may name them as bibliographies or reference
managers do; each such name stands for one of ours.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TextIO

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue, quoted
from numerate.review.records import fields

_OTHER_NAMES = {
    "id": fields.RECORD_ID,
    "recordid": fields.RECORD_ID,
    "author": fields.AUTHORS,
    "number": fields.ISSUE,
    "entrytype": fields.TYPE,
    "published year": fields.YEAR,
    "booktitle": fields.JOURNAL,
    "container_title": fields.JOURNAL,
    "secondary_title": fields.JOURNAL,
    "pubmed_id": fields.PMID,
}
_KINDS = {"inproceedings": fields.CONFERENCE, "proceedings": fields.CONFERENCE}
_GROUP_NAMES = ("duplicate_group", "group", "group_id", "cluster", "cluster_id", "duplicate_id")
_LIST_NAMES = ("merged_ids", "duplicate_ids", "record_ids")
_PAIR_NAMES = (("first_id", "second_id"), ("id_1", "id_2"), ("record_id_1", "record_id_2"))
_TODO = "save the file as CSV in UTF-8 (in Excel: 'CSV UTF-8')"


def read_records(
    path: Path, shown: str, missing: Mapping[str, frozenset[str]] | None = None
) -> Iterator[dict[str, str]]:
    """The records of a table, one after the other.

    Args:
        path: The file.
        shown: The path that issues show.
        missing: For each column the texts that mean that nothing is known.

    Raises:
        NumerateError: Before the first record when the file or its columns are wrong; after the
            last, with every row that is.
    """
    issues: list[Issue] = []
    seen: dict[str, int] = {}
    absent = missing or {}
    for line, row in _rows(path, shown, issues, _needed(shown)):
        record = _named(row, absent)
        name = record.get(fields.RECORD_ID, "")
        if not name:
            issues.append(_row_issue("missing-value", shown, line, "a row without record_id"))
        elif name in seen:
            found = f"record_id {quoted(name)} again, first on line {seen[name]}"
            issues.append(_row_issue("not-unique", shown, line, found))
        else:
            seen[name] = line
            yield record
    if issues:
        raise NumerateError(issues)


def read_truth(path: Path, shown: str, known: frozenset[str]) -> tuple[frozenset[str], ...]:
    """The groups of a file of labelled duplicates.

    Three forms are read: a column ``merged_ids`` with identifiers apart by semicolons; a column
    ``record_id`` beside one that names the group; two columns ``first_id`` and ``second_id``.

    Args:
        path: The file.
        shown: The path that issues show.
        known: The identifiers of the records.

    Raises:
        NumerateError: When the file has none of the forms, or names records that are not there.
    """
    issues: list[Issue] = []
    group_of: dict[str, set[str]] = {}
    by_name: dict[str, set[str]] = {}
    for line, row in _rows(path, shown, issues, _labelled(shown)):
        members, label = _members(row)
        unknown = [name for name in members if name not in known]
        if unknown:
            found = f"no record {', '.join(map(quoted, unknown[:5]))}"
            issues.append(_row_issue("unknown-record", shown, line, found))
            continue
        whole = by_name.setdefault(label, set()) if label else set()
        for name in members:
            for other in group_of.get(name, {name}) - whole:
                whole.add(other)
                group_of[other] = whole
        for name in whole:
            group_of[name] = whole
    if issues:
        raise NumerateError(issues)
    groups = {id(group): frozenset(group) for group in group_of.values() if len(group) > 1}
    return tuple(sorted(groups.values(), key=min))


class _needed:  # noqa: N801 - a check that is made once, of a header
    """That a header has what a record cannot be compared without."""

    def __init__(self, shown: str) -> None:
        self._shown = shown

    def __call__(self, header: list[str]) -> list[Issue]:
        names = {_ours(name) for name in header}
        wanted = [name for name in (fields.RECORD_ID, fields.TITLE) if name not in names]
        return [
            Issue(
                code="missing-column",
                file=self._shown,
                line=1,
                found=f"no column '{name}'; there are {', '.join(header) or 'none'}",
                expected="a table of records as numerate import writes it",
                todo="import the search exports, or name the columns as in docs/dedup.md",
            )
            for name in wanted
        ]


class _labelled(_needed):  # noqa: N801 - the same
    """That a header has one of the forms of labelled duplicates."""

    def __call__(self, header: list[str]) -> list[Issue]:
        names = {name.strip().lower() for name in header}
        groups = {_ours(name) for name in header} >= {fields.RECORD_ID} and names & {*_GROUP_NAMES}
        pairs = any(names >= set(pair) for pair in _PAIR_NAMES)
        if names & {*_LIST_NAMES} or groups or pairs:
            return []
        return [
            Issue(
                code="missing-column",
                file=self._shown,
                line=1,
                found=f"the columns {', '.join(header) or 'none'}",
                expected="merged_ids; or record_id and duplicate_group; or first_id and second_id",
                todo="name the columns so",
            )
        ]


def _rows(
    path: Path, shown: str, issues: list[Issue], check: _needed
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with the line on which it ends."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _split(file, shown, issues, check)
    except UnicodeDecodeError as error:
        found = f"the byte 0x{error.object[error.start]:02X}, which is not UTF-8"
        raise NumerateError(
            Issue(
                code="bad-encoding", file=shown, found=found, expected="text in UTF-8", todo=_TODO
            )
        ) from error
    except OSError as error:
        raise NumerateError(
            Issue(
                code="missing-file",
                file=shown,
                found=error.strerror or str(error),
                expected="a CSV file",
                todo="correct the path, or import the search exports first",
            )
        ) from error


def _split(
    file: TextIO, shown: str, issues: list[Issue], check: _needed
) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader((line.replace("\0", "") for line in file), strict=True)
    try:
        header = next(reader, [])
        wrong = check(header)
        if wrong:
            raise NumerateError(wrong)
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                found = f"{len(row)} cells under {len(header)} columns"
                issues.append(_row_issue("ragged-row", shown, reader.line_num, found))
                continue
            yield reader.line_num, dict(zip(header, row, strict=True))
    except csv.Error as error:
        found = f"a row that does not end as CSV should: {error}"
        raise NumerateError(_row_issue("bad-csv", shown, reader.line_num, found)) from error


def _row_issue(code: str, shown: str, line: int, found: str) -> Issue:
    expected = {
        "missing-value": "a record_id in every row",
        "not-unique": "each record_id once",
        "unknown-record": "identifiers of the records table",
        "ragged-row": "as many cells as the header has",
        "bad-csv": 'cells that hold a comma, a line end or a " inside "…"',
    }[code]
    todo = "correct the row; if the file came from an import, import it again"
    return Issue(code=code, file=shown, line=line, found=found, expected=expected, todo=todo)


def _ours(name: str) -> str:
    plain = name.strip().lower()
    return _OTHER_NAMES.get(plain, plain)


def _named(row: Mapping[str, str], missing: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """A row under our names; of two columns for one field the first that says something."""
    record: dict[str, str] = {}
    for name, text in row.items():
        ours = _ours(name)
        said = "" if text in missing.get(ours, ()) else text.strip()
        record[ours] = record.get(ours) or said
    kind = record.get(fields.TYPE, "")
    record[fields.TYPE] = _KINDS.get(kind, kind)
    return record


def _members(row: Mapping[str, str]) -> tuple[list[str], str]:
    """The records that a row of labels puts together, and the name of their group if it has one."""
    cells = {name.strip().lower(): text.strip() for name, text in row.items()}
    for name in _LIST_NAMES:
        if name in cells:
            return [part.strip() for part in cells[name].split(";") if part.strip()], ""
    for one, two in _PAIR_NAMES:
        if one in cells and two in cells:
            return [cells[one], cells[two]], ""
    label = next(cells[name] for name in _GROUP_NAMES if name in cells)
    own = next(text for name, text in row.items() if _ours(name) == fields.RECORD_ID).strip()
    return [own], label or own
