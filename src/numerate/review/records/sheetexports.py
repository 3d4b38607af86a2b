"""What a sheet is, told by its columns and cells, and what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.records import (
    appraisalsheets,
    asreview,
    codingfiles,
    covidence,
    decisionsheets,
    rayyan,
    recordsheets,
)
from numerate.review.records.batches import Refusal
from numerate.review.records.exported import Asked, Export, Rows
from numerate.review.records.shapes import APPRAISAL, EXTRACTION, FLOW, MATRIX, RISK_OF_BIAS
from numerate.review.records.sheetfiles import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A sheet, with what else is known of it."""

    sheet: Sheet
    counted: int
    blank: Export
    asked: Asked
    text: str


def sheet_export(sheet: Sheet, counted: int, blank: Export, asked: Asked, text: str = "") -> Export:
    """What a sheet tells.

    Args:
        sheet: The sheet.
        counted: Its rows, counted apart from the reading.
        blank: The export, with the file's names filled in.
        asked: What the person who imports told of it.
        text: The text of a CSV.

    Raises:
        NumerateError: When it is no sheet that can be imported.
    """
    given = _Given(sheet=sheet, counted=counted, blank=blank, asked=asked, text=text)
    for is_one, told in _KINDS:
        if is_one(sheet):
            return told(given)
    if not (recordsheets.is_of_records(sheet) or decisionsheets.is_one(sheet)):
        raise NumerateError(_no_records(blank.shown, sheet))
    return _record_export(given)


def _flow(given: _Given) -> Export:
    if given.asked.flow is None or not given.text:
        raise NumerateError(_no_records(given.blank.shown, given.sheet))
    rows = tuple(given.asked.flow(given.text, given.blank.shown))
    return _table(given, "prisma2020-csv", FLOW, rows)


def _log(given: _Given) -> Export:
    screened, refused = rayyan.from_log(given.sheet)
    return replace(
        given.blank,
        format="rayyan-log",
        screened=screened,
        counted=given.counted,
        read=given.counted - len(refused),
        refusals=refused,
    )


def _extraction(given: _Given) -> Export:
    rows = tuple(covidence.extracted(given.sheet))
    return _table(given, "covidence-extraction", EXTRACTION, rows, given.sheet.refusals)


def _matrix(given: _Given) -> Export:
    measured = {"measure": given.asked.measure} if given.asked.measure else {}
    found = tuple(
        {"matrix": PurePosixPath(given.blank.name).stem, **measured, **cell}
        for cell in codingfiles.matrix(given.sheet)
    )
    made = _table(given, "nvivo-matrix", MATRIX, found, given.sheet.refusals)
    return made if given.asked.measure else replace(made, issues=(_unmeasured(made.shown),))


def _risk_of_bias(given: _Given) -> Export:
    rows, refused = appraisalsheets.risk_of_bias(given.sheet)
    return _table(given, "robvis", RISK_OF_BIAS, tuple(rows), tuple(refused))


def _mmat(given: _Given) -> Export:
    rows, refused = appraisalsheets.mmat(given.sheet)
    return _table(given, "mmat", APPRAISAL, tuple(rows), tuple(refused))


def _is_flow(sheet: Sheet) -> bool:
    return {"data", "n"} <= sheet.names


def _is_log(sheet: Sheet) -> bool:
    return sheet.names >= rayyan.LOG_COLUMNS


_KINDS: Final[tuple[tuple[Callable[[Sheet], bool], Callable[[_Given], Export]], ...]] = (
    (_is_flow, _flow),
    (_is_log, _log),
    (covidence.is_extraction, _extraction),
    (codingfiles.is_matrix, _matrix),
    (appraisalsheets.is_risk_of_bias, _risk_of_bias),
    (appraisalsheets.is_mmat, _mmat),
)


def _record_export(given: _Given) -> Export:
    """A sheet of records, with the decisions of the screening tool that wrote it."""
    sheet, blank = given.sheet, given.blank
    batch = replace(recordsheets.read(sheet), counted=given.counted)
    made = replace(blank, batches=(batch,))
    if covidence.is_references(sheet):
        screened = covidence.from_references(sheet, batch, blank.name)
        return replace(made, format="covidence-references", screened=screened)
    if asreview.is_list(sheet):
        listed = asreview.from_list(sheet, batch)
        named = (listed.articles,)
        return replace(made, format="asreview-list", screened=listed, batches=named)
    if rayyan.holds_decisions(batch):
        screened = rayyan.from_notes(batch, given.asked.stage)
        return replace(made, format="rayyan-csv", screened=screened)
    if decisionsheets.is_one(sheet):
        decided = decisionsheets.from_sheet(sheet, given.asked.stage)
        decided = replace(decided, articles=replace(decided.articles, counted=given.counted))
        named = (decided.articles,)
        return replace(made, format="decision-sheet", screened=decided, batches=named)
    return made


def _table(
    given: _Given, kind: str, name: str, rows: Rows, refusals: tuple[Refusal, ...] = ()
) -> Export:
    lost = {refusal.line for refusal in refusals}
    return replace(
        given.blank,
        format=kind,
        tables=MappingProxyType({name: rows}),
        counted=given.counted,
        read=given.counted - len(lost),
        refusals=refusals,
    )


def _no_records(shown: str, sheet: Sheet) -> Issue:
    return Issue(
        code="unknown-format",
        file=shown,
        line=1,
        found=f"a sheet with the columns {', '.join(sheet.header[:8])[:80]}",
        expected="a title, and authors, a year, a journal, an abstract or a DOI; or decisions, "
        "codings or judgements",
        todo="name the columns so, or export as RIS",
    )


def _unmeasured(shown: str) -> Issue:
    return Issue(
        code="missing-measure",
        file=shown,
        found="the export does not tell what its cells count",
        expected=f"one of: {', '.join(codingfiles.MEASURES)}",
        todo="give --measure with the import",
        severity="advice",
    )
