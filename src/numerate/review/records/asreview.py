"""ASReview: exported lists, and projects (a zip with SQLite databases) of its versions 1 to 3.

A record that was never shown is not excluded: PRISMA counts it as marked ineligible by automation,
if the team stops there. A label given before the screening, to train the model, is a prior.
"""

from __future__ import annotations

import json
import re
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.records import spellings
from numerate.review.records.batches import PLACE, Batch, Row, row
from numerate.review.records.fields import EXCLUDE, INCLUDE, SCREENING
from numerate.review.records.screenings import Decision, Remark, Screened
from numerate.review.records.sheetfiles import Sheet

TOOL: Final = "asreview"
_LABELS: Final = {"1": INCLUDE, "0": EXCLUDE, "1.0": INCLUDE, "0.0": EXCLUDE}
_COLUMNS: Final = frozenset({"asreview_label", "asreview_ranking", "asreview_prior"})
_IN_NOTE: Final = re.compile(
    r"ASReview_(?P<validate>validate_)?(?P<word>relevant|irrelevant|not_seen|prior)"
)


def is_list(sheet: Sheet) -> bool:
    """Whether a sheet is an exported list."""
    return bool(sheet.names & _COLUMNS)


def holds_labels(batch: Batch) -> bool:
    """Whether a note of these records holds what ASReview writes into RIS."""
    return any("ASReview_" in row[PLACE["notes"]] for row in batch.rows)


def from_list(sheet: Sheet, batch: Batch) -> Screened:
    """Labels, priors and unseen records of an exported list.

    Args:
        sheet: The sheet.
        batch: Its rows as records.
    """
    column = "asreview_label" if "asreview_label" in sheet.names else "included"
    keys = _keys(batch)
    decisions: list[Decision] = []
    remarks: list[Remark] = []
    unseen: list[str] = []
    for line, cells in sheet:
        low = {name.lower(): cell.strip() for name, cell in cells.items()}
        article = keys.get(str(line), "")
        decision = _LABELS.get(low.get(column, ""))
        note = low.get("asreview_note") or low.get("exported_notes_1") or ""
        if note:
            remarks.append(Remark(article=article, kind="note", text=note))
        if decision is None:
            unseen.append(article)
            continue
        who = low.get("asreview_user_email") or low.get("asreview_user_name") or ""
        decisions.append(
            Decision(
                article=article,
                stage=SCREENING,
                reviewer=who,
                decision=decision,
                prior=_prior(low),
            )
        )
    return _screened(batch, decisions, remarks, unseen)


def _prior(low: Mapping[str, str]) -> bool:
    """Version 1 tells priors in a column; version 2 has no querier for them."""
    if "asreview_prior" in low:
        return low["asreview_prior"] in {"1", "1.0", "true"}
    return "asreview_querier" in low and low["asreview_querier"] in {"", "prior"}


def from_notes(batch: Batch) -> Screened:
    """Labels that stand in the notes of a RIS export."""
    keys = _keys(batch)
    decisions: list[Decision] = []
    unseen: list[str] = []
    for one in batch.rows:
        words = {found["word"] for found in _IN_NOTE.finditer(one[PLACE["notes"]])}
        article = keys[one[PLACE["source_line"]]]
        label = INCLUDE if "relevant" in words else EXCLUDE if "irrelevant" in words else ""
        if label:
            decisions.append(
                Decision(
                    article=article,
                    stage=SCREENING,
                    reviewer="",
                    decision=label,
                    prior="prior" in words,
                )
            )
        else:
            unseen.append(article)
    return _screened(batch, decisions, [], unseen)


def _keys(batch: Batch) -> dict[str, str]:
    return {
        one[PLACE["source_line"]]: one[PLACE["source_id"]] or f"line {one[PLACE['source_line']]}"
        for one in batch.rows
    }


def _screened(
    batch: Batch, decisions: Sequence[Decision], remarks: Sequence[Remark], unseen: Sequence[str]
) -> Screened:
    """The articles named as the decisions name them."""
    keys = _keys(batch)
    rows = tuple(
        (keys[one[PLACE["source_line"]]], *one[1:])
        for one in batch.rows  # the id stands first
    )
    named = Batch(
        rows=rows,
        counted=batch.counted,
        repairs=batch.repairs,
        refusals=batch.refusals,
        unknown=batch.unknown,
    )
    return Screened(
        tool=TOOL,
        articles=named,
        decisions=tuple(decisions),
        remarks=tuple(remarks),
        unseen=tuple(unseen),
    )


def is_project(names: Sequence[str]) -> bool:
    """Whether an archive with these files is a project.

    >>> is_project(["project.json", "results.db"]), is_project(["articles.csv"])
    (True, False)
    """
    return "project.json" in names and any(name.endswith((".db", ".sql")) for name in names)


def from_project(files: Mapping[str, bytes], shown: str) -> Screened:
    """All that a project holds: its records, labels, priors, and what was not seen.

    Args:
        files: The archive's files by name.
        shown: The archive's path, for issues.

    Raises:
        NumerateError: When it holds no results, or a database in it cannot be read.
    """
    databases = {
        name: content
        for name, content in files.items()
        if name.endswith((".db", ".sql")) and not name.startswith("legacy")
    }
    results: list[dict[str, Any]] = []
    records: list[dict[str, Any]] = []
    found = False
    for name, content in sorted(databases.items()):
        tables = _tables(content, f"{shown}:{name}")
        found = found or "results" in tables
        results += tables.get("results", [])
        records += tables.get("record", [])
    if not found:
        raise NumerateError(_no_results(shown))
    rows = tuple(_record(one) for one in records)
    decisions = tuple(
        Decision(
            article=f"asreview-{one['record_id']}",
            stage=SCREENING,
            reviewer=f"user {one['user_id']}" if one.get("user_id") is not None else "",
            decision=_LABELS[str(one["label"])],
            prior=_is_prior(one),
        )
        for one in results
        if str(one.get("label")) in _LABELS
    )
    remarks = tuple(
        Remark(article=f"asreview-{one['record_id']}", kind="note", text=str(one["note"]))
        for one in results
        if one.get("note")
    )
    seen = {one.article for one in decisions}
    articles = [one[PLACE["source_id"]] for one in rows]
    return Screened(
        tool=TOOL,
        articles=Batch(rows=rows, counted=len(records)),
        decisions=decisions,
        remarks=remarks,
        unseen=tuple(article for article in articles if article not in seen),
    )


def _is_prior(one: Mapping[str, Any]) -> bool:
    if "query_strategy" in one:
        return str(one["query_strategy"]) == "prior"
    return one.get("querier") in {None, "", "prior"}


def _record(one: Mapping[str, Any]) -> Row:
    return row(
        {
            "source_id": f"asreview-{one['record_id']}",
            "title": spellings.line_of_text(str(one.get("title") or "")),
            "authors": spellings.authors(_listed(one.get("authors"))),
            "year": spellings.year(str(one.get("year") or "")),
            "doi": spellings.doi(str(one.get("doi") or "")),
            "abstract": spellings.line_of_text(str(one.get("abstract") or "")),
            "keywords": "; ".join(_listed(one.get("keywords"))),
            "url": str(one.get("url") or ""),
            "source_line": str(int(one.get("dataset_row") or 0) + 2),
        }
    )


def _listed(value: object) -> list[str]:
    """Names in a cell that holds JSON, or plain text."""
    if not isinstance(value, str) or not value:
        return []
    try:
        parsed = json.loads(value)
    except ValueError:
        return [value]
    return [str(one) for one in parsed] if isinstance(parsed, list) else [str(parsed)]


def _tables(content: bytes, shown: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of the tables of a SQLite database that are read here, opened read-only."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.db"
        path.write_bytes(content)
        try:
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as held:
                held.row_factory = sqlite3.Row
                names = {one[0] for one in held.execute("SELECT name FROM sqlite_master")}
                return {
                    name: [dict(one) for one in held.execute(f"SELECT * FROM {name}")]  # noqa: S608
                    for name in ("results", "record")
                    if name in names
                }
        except sqlite3.DatabaseError as error:
            raise NumerateError(_unreadable(shown, error)) from error


def _no_results(shown: str) -> Issue:
    return Issue(
        code="no-results",
        file=shown,
        found="no database with a table of results",
        expected="a project in which screening has begun",
        todo="export the project again from ASReview",
    )


def _unreadable(shown: str, error: sqlite3.DatabaseError) -> Issue:
    return Issue(
        code="truncated-file",
        file=shown,
        found=f"a database that cannot be read: {error}",
        expected="a whole SQLite database",
        todo="export the project again from ASReview; nothing was imported from it",
    )
