"""One file, whatever it is, as what it tells: records, decisions, codings, judgements.

A large RIS is read in pieces that end with a record, so that a file of any size fits.
"""

from __future__ import annotations

import hashlib
import mmap
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.records import (
    asreview,
    bibentries,
    codingfiles,
    endnote,
    nbib,
    ovid,
    rayyan,
    ris,
    wosfile,
)
from numerate.review.records import recognition as formats
from numerate.review.records.archives import is_archive, members
from numerate.review.records.batches import Batch, joined
from numerate.review.records.decoding import Decoded, decoded, is_plain
from numerate.review.records.exported import Asked, Export
from numerate.review.records.screenings import Screened
from numerate.review.records.shapes import CODEBOOK, CODINGS
from numerate.review.records.sheetexports import sheet_export
from numerate.review.records.sheetfiles import Sheet, counted_rows, csv_sheet, xlsx_sheets
from numerate.review.records.taggedlines import UNENDED

PIECE: Final = 8 << 20
Reader = Callable[..., Batch]


def read_export(path: Path, shown: str, asked: Asked) -> Export:
    """What a file tells.

    Args:
        path: The file.
        shown: Its path as issues show it.
        asked: What was told of it.

    Raises:
        NumerateError: When it cannot be read as a whole; no record of it is used then.
    """
    try:
        if path.stat().st_size > PIECE:
            large = _large(path, shown)
            if large is not None:
                return large
        content = path.read_bytes()
    except OSError as error:
        raise NumerateError(_unopened(shown, error)) from error
    digest = hashlib.sha256(content).hexdigest()
    blank = Export(shown=shown, name=path.name, digest=digest, format="")
    issue = formats.binary_issue(content, shown)
    if issue is not None:
        raise NumerateError(issue)
    if is_archive(content):
        return _archive(content, blank, asked)
    return _text(content, blank, asked)


def _text(content: bytes, blank: Export, asked: Asked) -> Export:
    held = decoded(content, blank.shown)
    kind = formats.format_of_text(held.text, blank.shown)
    if kind == formats.SHEET:
        sheet = csv_sheet(held.text, blank.shown)
        known = replace(sheet, repairs=(*held.repairs, *sheet.repairs))
        return sheet_export(
            known, counted_rows(held.text), replace(blank, format=kind), asked, held.text
        )
    if kind == formats.QDA:
        return _codings({f"{blank.name}.qde": content}, blank)
    batch = _records(kind, content, held, blank.shown)
    made = replace(blank, format=kind, batches=(batch,))
    if rayyan.holds_decisions(batch):
        return replace(
            made, format=f"rayyan-{kind}", screened=rayyan.from_notes(batch, asked.stage)
        )
    if asreview.holds_labels(batch):
        return replace(made, format=f"asreview-{kind}", screened=asreview.from_notes(batch))
    return made


def _records(kind: str, content: bytes, held: Decoded, shown: str) -> Batch:
    if kind == formats.RIS:
        batch, counted = ris.read(held.text), ris.counted(content)
        _refuse_cut(ris.unended(batch), batch, shown)
    elif kind in {formats.NBIB, formats.OVID, formats.WOS}:
        reader = {formats.NBIB: nbib, formats.OVID: ovid, formats.WOS: wosfile}[kind]
        batch, counted = reader.read(held.text), reader.counted(content)
        cut = next((repair.line for repair in batch.repairs if repair.what == UNENDED), None)
        _refuse_cut(cut, batch, shown)
    elif kind == formats.ENDNOTE:
        batch, counted = endnote.read(held.text, shown), endnote.counted(content)
    else:
        batch, counted = bibentries.read(held.text), bibentries.counted(content)
    if not counted and not content.isascii():  # UTF-16: its bytes say nothing
        counted = len(batch.rows) + sum(refusal.record for refusal in batch.refusals)
    return replace(batch, counted=counted, repairs=(*held.repairs, *batch.repairs))


def _refuse_cut(line: int | None, batch: Batch, shown: str) -> None:
    """Refuse a file that breaks off in its last record, when other records in it have an end."""
    if line is not None and len(batch.rows) > 1:
        raise NumerateError(_cut(shown, line))


def _archive(content: bytes, blank: Export, asked: Asked) -> Export:
    files = members(content, blank.shown)
    names = tuple(files)
    if "xl/workbook.xml" in files:
        made = replace(blank, format=formats.XLSX)
        sheets = xlsx_sheets(content, blank.shown)
        kinds = [_tried(sheet, made, asked) for sheet in sheets.values()]
        found = next((one for one in kinds if isinstance(one, Export)), None)
        if found is None:
            raise kinds[0] if isinstance(kinds[0], NumerateError) else AssertionError
        return found
    if asreview.is_project(names):
        screened = asreview.from_project(files, blank.shown)
        batches = (screened.articles,)
        return replace(blank, format="asreview-project", screened=screened, batches=batches)
    if codingfiles.is_project(files):
        return _codings(files, blank)
    return _exported(files, blank, asked)


def _tried(sheet: Sheet, blank: Export, asked: Asked) -> Export | NumerateError:
    counted = len(sheet.rows) + len(sheet.refusals)
    try:
        return sheet_export(sheet, counted, blank, asked)
    except NumerateError as error:
        return error


def _codings(files: Mapping[str, bytes], blank: Export) -> Export:
    found = codingfiles.from_project(files, blank.shown)
    return replace(
        blank,
        format=formats.QDA,
        tables=MappingProxyType({CODEBOOK: found.codes, CODINGS: found.codings}),
        counted=found.counted,
        read=len(found.codes) + len(found.codings),
        refusals=found.refusals,
    )


def _exported(files: Mapping[str, bytes], blank: Export, asked: Asked) -> Export:
    """An archive of exports: Rayyan's, with its log, or files of records of any kind."""
    inside = [
        _text(content, replace(blank, name=PurePosixPath(name).name), asked)
        for name, content in sorted(files.items())
        if not is_archive(content) and content.strip()
    ]
    if not inside:
        raise NumerateError(_no_members(blank.shown))
    logs = [one.screened for one in inside if one.format == "rayyan-log" and one.screened]
    notes = [one.screened for one in inside if one.format != "rayyan-log" and one.screened]
    batch = joined(batch for one in inside for batch in one.batches)
    made = replace(
        inside[0],
        name=blank.name,
        format="+".join(sorted({one.format for one in inside})),
        batches=(batch,),
        counted=sum(one.counted for one in inside),
        read=sum(one.read for one in inside),
        refusals=tuple(refusal for one in inside for refusal in one.refusals),
        tables=MappingProxyType(
            {name: rows for one in inside for name, rows in one.tables.items()}
        ),
        screened=None,
    )
    if not logs:
        return replace(made, screened=notes[0] if len(notes) == 1 else _together(notes))
    kept = tuple(one for one in (notes[0].remarks if notes else ()) if one.kind == "note")
    screened = replace(logs[0], articles=batch, remarks=(*logs[0].remarks, *kept))
    apart = rayyan.contradicted(notes[0], screened) if notes else ()
    issues = (_contradicting(blank.shown, apart),) if apart else ()
    return replace(made, format="rayyan-zip", screened=screened, issues=issues)


def _together(several: list[Screened]) -> Screened | None:
    if not several:
        return None
    return replace(
        several[0],
        articles=joined(one.articles for one in several),
        decisions=tuple(found for one in several for found in one.decisions),
        remarks=tuple(found for one in several for found in one.remarks),
        settled=tuple(found for one in several for found in one.settled),
        unseen=tuple(found for one in several for found in one.unseen),
    )


def _large(path: Path, shown: str) -> Export | None:
    """A RIS file of any size, in pieces; None when it is something else."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
        if is_archive(head) or head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return None
        text = decoded(head, shown).text
        if formats.format_of_text(text, shown) != formats.RIS:
            return None
        if "RAYYAN-" in text or "ASReview_" in text:
            return None
        digest = hashlib.file_digest(file, "sha256") if not file.seek(0) else None
    return Export(
        shown=shown,
        name=path.name,
        digest=digest.hexdigest() if digest else "",
        format=formats.RIS,
        batches=_in_pieces(path, shown),
    )


def _in_pieces(path: Path, shown: str) -> Iterator[Batch]:
    """The pieces of a file; while one is put into the table, the next is read."""
    read = _reader()
    with (
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole,
        ThreadPoolExecutor(max_workers=_AHEAD) as pool,
    ):
        size, begins, line = len(whole), 0, 1
        waiting: deque[Future[Batch]] = deque()
        while begins < size or waiting:
            while begins < size and len(waiting) < _AHEAD:
                ends = _end_of_piece(whole, begins, size)
                content = whole[begins:ends]
                waiting.append(pool.submit(_piece, content, shown, line, read, last=ends == size))
                begins, line = ends, line + _line_ends(content)
            yield waiting.popleft().result()


_AHEAD: Final = 2


def _reader() -> Reader:
    """The reader by columns where Polars is installed, and the plain one where it is not."""
    try:
        found: Reader = import_module(_BY_COLUMNS).read
    except ImportError:
        return ris.read
    return found


_BY_COLUMNS: Final = "numerate.review.records.risframes"


def _piece(content: bytes, shown: str, line: int, read: Reader, *, last: bool) -> Batch:
    if read is not ris.read and is_plain(content):
        held, batch = Decoded(""), read(content, line)
    else:
        held = decoded(content, shown, line)
        batch = read(held.text, line)
    cut = ris.unended(batch) if last else None
    if cut is not None:
        raise NumerateError(_cut(shown, cut))
    repairs = (*held.repairs, *batch.repairs)
    return replace(batch, counted=ris.counted(content), repairs=repairs)


def _line_ends(content: bytes) -> int:
    """Lines of a piece, whichever way they end."""
    alone = content.count(b"\r") - content.count(b"\r\n") if b"\r" in content else 0
    return content.count(b"\n") + alone


def _end_of_piece(whole: mmap.mmap, begins: int, size: int) -> int:
    """Where a piece ends: behind the line that ends its last record."""
    length = PIECE
    while begins + length < size:
        found = max(
            whole.rfind(b"\nER  -", begins, begins + length),
            whole.rfind(b"\rER  -", begins, begins + length),
        )
        if found > begins:
            ends = min(
                (place for mark in (b"\n", b"\r") if (place := whole.find(mark, found + 1)) >= 0),
                default=size - 1,
            )
            return ends + 2 if whole[ends : ends + 2] == b"\r\n" else ends + 1
        length *= 2
    return size


def _unopened(shown: str, error: OSError) -> Issue:
    return Issue(
        code="missing-file" if isinstance(error, FileNotFoundError) else "unreadable-file",
        file=shown,
        found="no such file" if isinstance(error, FileNotFoundError) else error.strerror or "",
        expected="a file that was exported from a database or tool",
        todo="check the path and its permissions",
    )


def _cut(shown: str, line: int) -> Issue:
    return Issue(
        code="truncated-file",
        file=shown,
        line=line,
        found="the file breaks off in the record that begins here: it has no last line",
        expected="a file whose last record ends as the others do",
        todo="export it again; if it is whole, add the line that ends a record",
    )


def _no_members(shown: str) -> Issue:
    return Issue(
        code="unknown-format",
        file=shown,
        found="an archive without a file that could be an export",
        expected="the files that a tool exports",
        todo="look into the archive, and import the export itself",
    )


def _contradicting(shown: str, articles: tuple[str, ...]) -> Issue:
    return Issue(
        code="notes-contradict-log",
        file=shown,
        found=f"notes and log differ for {len(articles)} articles, such as {articles[0]}",
        expected="the same decisions in both; the log was followed",
        todo="export both of the same day",
        severity="advice",
    )
