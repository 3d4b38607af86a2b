"""The worksheet of doubtful pairs: what a person is asked, and what the person answered.

It is data: ``data/doubtful_pairs.csv`` is the table, and the workbook beside it the same for those
who rather fill in a workbook. Answers in either are kept on the next run, whatever the method then
finds. A row that somebody adds by hand counts like any other.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue, quoted
from numerate.review.duplicates.groups import Doubt

SAME = "same"
DIFFERENT = "different"
COLUMNS = (
    "first_id",
    "second_id",
    "reason",
    "similarity",
    "answer",
    "answered_by",
    "note",
    "first_title",
    "second_title",
    "first_source",
    "second_source",
)
_WIDTHS = (14, 14, 30, 10, 12, 14, 24, 60, 60, 44, 44)
_FORMULA = ("=", "+", "-", "@")
_LARGEST = 200 * 2**20


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the worksheet.

    Attributes:
        first: Identifier of one record.
        second: Identifier of the other.
        reason: The rule that raised the doubt; empty in a row added by hand.
        similarity: Of the titles, as text.
        answer: ``same``, ``different``, or empty while nobody has answered.
        answered_by: Who answered.
        note: Why.
        place: File and line, for issues.
    """

    first: str
    second: str
    reason: str = ""
    similarity: str = ""
    answer: str = ""
    answered_by: str = ""
    note: str = ""
    place: tuple[str, int] = ("", 0)

    @property
    def pair(self) -> tuple[str, str]:
        """Both identifiers in their order."""
        return (min(self.first, self.second), max(self.first, self.second))


def read_questions(table: Path, workbook: Path, shown: Mapping[Path, str]) -> list[Question]:
    """The rows of both files, those of the table first; none where there is no file.

    Raises:
        NumerateError: When a file cannot be read, or lacks a column.
    """
    found: list[Question] = []
    if table.is_file():
        try:
            text = table.read_text(encoding="utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except (UnicodeDecodeError, csv.Error) as error:
            raise NumerateError(_unreadable(shown[table], str(error))) from error
        found += _questions(rows, shown[table])
    if workbook.is_file():
        found += _questions(_cells(workbook, shown[workbook]), shown[workbook])
    return found


def _cells(workbook: Path, shown: str) -> list[list[str]]:
    """The first sheet of a workbook as texts."""
    try:
        with zipfile.ZipFile(workbook) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST:
                raise NumerateError(_unreadable(shown, "it unpacks to more than 200 MB"))
        book = load_workbook(workbook, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise NumerateError(_unreadable(shown, str(error))) from error
    return rows


def held(workbook: Path) -> list[tuple[str, ...]] | None:
    """The rows that a workbook holds already, so that it is only written when they change."""
    if not workbook.is_file():
        return None
    return [tuple(row) for row in _cells(workbook, workbook.name)[1:]]


def _unreadable(shown: str, found: str) -> Issue:
    return Issue(
        code="unreadable-worksheet",
        file=shown,
        found=found or "it cannot be opened",
        expected="the worksheet as numerate dedup wrote it, with answers filled in",
        todo="restore it from the last version, or delete it to have it written anew",
    )


def _questions(rows: Sequence[Sequence[str]], shown: str) -> Iterator[Question]:
    if not rows:
        return
    header = [name.strip() for name in rows[0]]
    if not {"first_id", "second_id", "answer"} <= set(header):
        raise NumerateError(_unreadable(shown, f"the columns {', '.join(header)}"))
    for line, row in enumerate(rows[1:], 2):
        cells = {name: text.strip() for name, text in zip(header, row, strict=False)}
        if any(cells.values()):
            yield Question(
                first=cells.get("first_id", ""),
                second=cells.get("second_id", ""),
                reason=cells.get("reason", ""),
                similarity=cells.get("similarity", ""),
                answer=cells.get("answer", "").lower(),
                answered_by=cells.get("answered_by", ""),
                note=cells.get("note", ""),
                place=(shown, line),
            )


def answered(
    questions: Iterable[Question], known: frozenset[str]
) -> dict[tuple[str, str], Question]:
    """The answers by pair.

    Args:
        questions: The rows.
        known: The identifiers of the records.

    Raises:
        NumerateError: With one issue for each word that is no answer, each record that is not
            there, and each pair that is answered in two ways.
    """
    issues: list[Issue] = []
    found: dict[tuple[str, str], Question] = {}
    for one in questions:
        if not one.answer:
            continue
        unknown = [name for name in dict.fromkeys((one.first, one.second)) if name not in known]
        earlier = found.get(one.pair)
        if one.answer not in {SAME, DIFFERENT}:
            issues.append(_wrong(one, f"the answer {quoted(one.answer)}", "same or different"))
        elif unknown or one.first == one.second:
            names = ", ".join(map(quoted, unknown or [one.first]))
            what = f"no record {names}" if unknown else f"{names} beside itself"
            issues.append(_wrong(one, what, "two records of the records table"))
        elif earlier is not None and earlier.answer != one.answer:
            place, line = earlier.place
            what = f"'{one.answer}' for {one.first} and {one.second}"
            what += f"; {place}:{line} says '{earlier.answer}'"
            issues.append(_wrong(one, what, "one answer for a pair"))
        else:
            found.setdefault(one.pair, one)
    issues += _impossible(found)
    if issues:
        raise NumerateError(issues)
    return found


def _wrong(one: Question, found: str, expected: str) -> Issue:
    return Issue(
        code="wrong-answer",
        file=one.place[0],
        line=one.place[1],
        found=found,
        expected=expected,
        todo="correct the row",
    )


def _impossible(found: Mapping[tuple[str, str], Question]) -> Iterator[Issue]:
    """Pairs said to be different whose records other answers make the same."""
    group: dict[str, set[str]] = {}
    for (first, second), one in found.items():
        if one.answer == SAME:
            whole = group.get(first, {first}) | group.get(second, {second})
            for name in whole:
                group[name] = whole
    for (first, second), one in found.items():
        if one.answer == DIFFERENT and second in group.get(first, ()):
            what = f"'different' for {first} and {second}, which other answers make the same"
            yield _wrong(one, what, "answers that agree with each other")


def asked(doubts: Iterable[Doubt], answers: Mapping[tuple[str, str], Question]) -> list[Question]:
    """The worksheet's rows, by identifiers: the answers that were given and the open questions."""
    rows = {pair: replace(one, first=pair[0], second=pair[1]) for pair, one in answers.items()}
    for doubt in doubts:
        pair = (min(doubt.first, doubt.second), max(doubt.first, doubt.second))
        rows.setdefault(
            pair, Question(*pair, reason=doubt.rule, similarity=f"{doubt.similarity:.1f}")
        )
    return [rows[pair] for pair in sorted(rows)]


def worksheet_rows(
    questions: Iterable[Question], records: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, ...]]:
    """Each row as texts, with what the person needs to see of both records."""
    made: list[tuple[str, ...]] = []
    for one in questions:
        first, second = records.get(one.first, {}), records.get(one.second, {})
        made.append(
            (
                one.first,
                one.second,
                one.reason,
                one.similarity,
                one.answer,
                _harmless(one.answered_by),
                _harmless(one.note),
                _harmless(first.get("title", "")),
                _harmless(second.get("title", "")),
                _harmless(_source(first)),
                _harmless(_source(second)),
            )
        )
    return made


def _source(record: Mapping[str, str]) -> str:
    """Where a report was published, in one line."""
    volume, issue = record.get("volume", ""), record.get("issue", "")
    place = f"{volume}({issue})" if issue else volume
    parts = (
        record.get("authors", ""),
        record.get("year", ""),
        record.get("journal", ""),
        place,
        record.get("pages", ""),
        record.get("doi", ""),
        record.get("database", ""),
    )
    return ". ".join(part.rstrip(".") for part in parts if part)


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, on one line, without control characters."""
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def as_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """The worksheet as a workbook: header fixed, long titles wrapped, answers from a list."""
    book = Workbook()
    sheet = book.active
    sheet.title = "doubtful pairs"
    for line, row in enumerate([COLUMNS, *rows], 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(line, column)
            cell.value = text or None
            cell.data_type = "s" if text else "n"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if line == 1:
                cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGHIJK", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    choice = DataValidation(type="list", formula1=f'"{SAME},{DIFFERENT}"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"E2:E{max(len(rows) + 200, 1000)}")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
