"""One run of ``numerate dedup`` over a compendium: what it reads, and what its files shall hold.

It writes nothing itself: the command puts all files in place at once, or none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numerate.ground.errors import CannotRunError, NumerateError
from numerate.ground.issues import Issue
from numerate.ground.project import DATA, DATAPACKAGE
from numerate.review.duplicates.accuracy import Accuracy, accuracies
from numerate.review.duplicates.deduplication import Deduplication, Method, deduplicate
from numerate.review.duplicates.duplicatetables import (
    DOUBTFUL,
    DUPLICATES,
    described,
    dictionary_bytes,
    doubtful_csv,
    duplicates_csv,
)
from numerate.review.duplicates.engines import EngineName
from numerate.review.duplicates.groups import Merge
from numerate.review.duplicates.recordtables import read_records, read_truth
from numerate.review.duplicates.removals import Removal, SearchCount, counts_per_search
from numerate.review.duplicates.worksheet import (
    SAME,
    answered,
    as_workbook,
    asked,
    held,
    read_questions,
    worksheet_rows,
)
from numerate.review.records.fields import DATABASE, RECORD_ID, RECORDS, ROUND, SCREENING

NEEDED = {
    "bib_dedupe": "pip install bib-dedupe",
    "duckdb": "pip install 'numerate[records]', or leave --engine out",
}
# where a table of records is, the path that issues show, and what means missing in its columns
TableOfRecords = tuple[Path, str, Mapping[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run found.

    Attributes:
        found: Merges and doubts.
        counts: Records and removals of each search.
        contents: What each file shall hold that is to change; empty where nothing changes.
        open: How many doubtful pairs nobody has answered.
        answers: How many answers were used.
    """

    found: Deduplication
    counts: tuple[SearchCount, ...]
    contents: Mapping[Path, bytes]
    open: int
    answers: int


def run(data: Path, method: Method, engine: EngineName = "auto") -> Run:
    """Deduplicate the records of a compendium.

    Args:
        data: Its folder of data.
        method: How.
        engine: The database that finds which records meet.

    Raises:
        NumerateError: With every fault of the records and the answers.
        CannotRunError: When a package is missing.
    """
    package = _package(data / DATAPACKAGE)
    source = table_of_records(data)
    known = frozenset(one[RECORD_ID] for one in read_records(*source))
    table, book = data / f"{DOUBTFUL}.csv", data / f"{DOUBTFUL}.xlsx"
    names = {table: f"{DATA}/{table.name}", book: f"{DATA}/{book.name}"}
    answers = answered(read_questions(table, book, names), known)
    said = {pair: one.answer == SAME for pair, one in answers.items()}
    searches: list[tuple[str, str]] = []

    def noted(record: dict[str, str]) -> dict[str, str]:
        searches.append((record.get(ROUND, ""), record.get(DATABASE, "")))
        return record

    records = map(noted, read_records(*source))
    found = _deduplicated(records, method, said, _screened(data), engine)
    questions = asked(found.doubts, answers)
    wanted = {name for one in questions for name in one.pair}
    cited = {one[RECORD_ID]: one for one in read_records(*source) if one[RECORD_ID] in wanted}
    rows = worksheet_rows(questions, cited)
    contents = {
        data / f"{DUPLICATES}.csv": duplicates_csv(found),
        table: doubtful_csv(rows),
        data / DATAPACKAGE: dictionary_bytes(described(package)),
    }
    if package == described(package):
        contents.pop(data / DATAPACKAGE)
    changed = {file: new for file, new in contents.items() if _held(file) != new}
    if held(book) != rows:
        changed[book] = as_workbook(rows)
    return Run(
        found=found,
        counts=counts_per_search(searches, map(_removal, found.merges)),
        contents=changed,
        open=sum(not one.answer for one in questions),
        answers=len(said),
    )


def evaluate(
    source: TableOfRecords, truth: Path, method: Method, engine: EngineName = "auto"
) -> tuple[Accuracy, Accuracy, Deduplication]:
    """How a method, without any answers of people, agrees with labelled duplicates.

    Args:
        source: The table of records.
        truth: The labelled duplicates.
        method: How.
        engine: The database that finds which records meet.

    Raises:
        NumerateError: With every fault of both files.
    """
    known = frozenset(one[RECORD_ID] for one in read_records(*source))
    groups = read_truth(truth, truth.as_posix(), known)
    found = _deduplicated(read_records(*source), method, {}, (), engine)
    return (*accuracies(found.groups, groups, found.records), found)


def table_of_records(data: Path) -> TableOfRecords:
    """The records table of a compendium, as its dictionary declares it.

    Raises:
        NumerateError: When the dictionary cannot be read or declares no such table.
    """
    path, missing = _records_table(_package(data / DATAPACKAGE))
    return data / path, f"{DATA}/{path}", missing


def _deduplicated(
    records: Iterable[Mapping[str, str]],
    method: Method,
    said: Mapping[tuple[str, str], bool],
    screened: Iterable[str],
    engine: EngineName,
) -> Deduplication:
    try:
        return deduplicate(records, method, said, screened, engine)
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        raise CannotRunError(
            Issue(
                code="missing-package",
                found=f"the package {name} is not installed",
                expected=f"a Python that has it, for --method {method}",
                todo=NEEDED.get(name, f"pip install {name}"),
            )
        ) from error


def _package(path: Path) -> dict[str, Any]:
    """The dictionary as it stands."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise NumerateError(
            Issue(
                code="unreadable-dictionary",
                file=f"{DATA}/{DATAPACKAGE}",
                found=str(error),
                expected="the data dictionary of a compendium",
                todo="start with numerate new, or restore the file",
            )
        ) from error
    return found if isinstance(found, dict) else {}


def _records_table(package: Mapping[str, Any]) -> tuple[str, dict[str, frozenset[str]]]:
    """The path of the records table, and what means missing in each of its columns."""
    for resource in package.get("resources", ()):
        if resource.get("name") == RECORDS:
            schema = resource.get("schema", {})
            common = schema.get("missingValues", package.get("missingValues", [""]))
            missing = {
                field["name"]: frozenset(field.get("missingValues", common))
                for field in schema.get("fields", ())
            }
            return str(resource.get("path", f"{RECORDS}.csv")), missing
    raise NumerateError(
        Issue(
            code="missing-table",
            file=f"{DATA}/{DATAPACKAGE}",
            found=f"no table '{RECORDS}'",
            expected="the records of the searches",
            todo="import the search exports with numerate import",
        )
    )


def _screened(data: Path) -> frozenset[str]:
    """Records that reviewers have decided on, if any have."""
    path = data / f"{SCREENING}.csv"
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    header = lines[0].split(",") if lines else []
    if RECORD_ID not in header:
        return frozenset()
    place = header.index(RECORD_ID)
    cells = (line.split(",") for line in lines[1:])
    return frozenset(row[place] for row in cells if len(row) > place)


def _removal(one: Merge) -> Removal:
    return Removal(one.removed.round, one.removed.database, one.kept.round, one.kept.database)


def _held(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
