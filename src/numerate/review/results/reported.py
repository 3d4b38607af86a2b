"""Reported numbers: reading their CSV, and printing what rechecking them gave."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from numerate.ground.errors import CannotRunError, NumerateError
from numerate.ground.issues import Issue
from numerate.ground.report_formats import ReportFormats, json_text
from numerate.review.extraction import Rows
from numerate.review.results.recheck import (
    AGREEING,
    NOT_COMPUTABLE,
    Reported,
    Verdict,
    summary,
    undeclared,
)

NEEDED = ("id", "reported", "key")
OPTIONAL = ("value", "base", "declared", "note", "section", "check")


def read_reported(path: Path, shown: str) -> tuple[Reported, ...]:
    """The entries of a CSV with the columns id, reported and key, and any of the optional ones.

    Args:
        path: The file.
        shown: The path that issues show.

    Raises:
        CannotRunError: When the file cannot be read.
        NumerateError: When a column is missing or an id is empty or occurs twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRunError(
            Issue(
                code="unreadable-file",
                file=shown,
                found=str(getattr(error, "strerror", None) or error),
                expected="a CSV in UTF-8 with the columns id, reported and key",
                todo="give the path of the list of reported numbers",
            )
        ) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if missing:
        raise NumerateError(_no_columns(shown, missing))
    entries = [_entry(row, reader.line_num) for row in reader]
    issues = list(_repeated(entries, shown))
    if issues:
        raise NumerateError(issues)
    return tuple(entries)


def from_rows(rows: Rows) -> tuple[Reported, ...]:
    """The entries of the table ``reported`` of an extraction."""
    return tuple(_entry(row, line) for row, line in zip(rows, rows.lines, strict=True))


def exit_code(verdicts: Sequence[Verdict]) -> int:
    """0 when every verdict is reproduced or declared, else 1."""
    return 1 if undeclared(verdicts) else 0


def _entry(row: dict[str, Any], line: int) -> Reported:
    texts = {name: str(row.get(name) or "").strip() for name in (*NEEDED, *OPTIONAL)}
    check = texts["check"]
    declared = texts.pop("declared")
    if check == NOT_COMPUTABLE and not declared and not texts["key"]:
        declared = NOT_COMPUTABLE
    return Reported(**texts, declared=declared, line=line)


def _repeated(entries: Iterable[Reported], shown: str) -> Iterable[Issue]:
    seen: dict[str, int | None] = {}
    for entry in entries:
        if not entry.id or entry.id in seen:
            yield Issue(
                code="bad-id",
                file=shown,
                line=entry.line,
                found=f"the id '{entry.id}' of line {seen[entry.id]} again"
                if entry.id
                else "no id",
                expected="an id of its own for every reported number",
                todo="give the row another id, or remove it",
            )
        seen.setdefault(entry.id, entry.line)


def _no_columns(shown: str, missing: Sequence[str]) -> Issue:
    return Issue(
        code="missing-column",
        file=shown,
        line=1,
        found=f"no column {', '.join(missing)}",
        expected=f"the columns {', '.join(NEEDED)}, and if wanted {', '.join(OPTIONAL)}",
        todo="add the column; docs/recheck.md shows an example",
    )


def _as_text(verdicts: Sequence[Verdict]) -> str:
    lines = []
    for verdict in verdicts:
        entry = verdict.reported
        mark = "" if verdict.expected else "  (not declared)"
        if verdict.outcome in AGREEING:
            told_by = f" = {entry.value}" if verdict.by else ""
            lines.append(f"{verdict.outcome:<15} {entry.id}: {entry.reported}{told_by}{mark}")
            continue
        lines.append(f"{verdict.outcome:<15} {entry.id}: {entry.reported}{mark}")
        lines += [f"                  {part}" for part in _details(verdict)]
    lines += ["", _counted(verdicts)]
    return "\n".join(lines) + "\n"


def _details(verdict: Verdict) -> Iterable[str]:
    if verdict.why:
        yield verdict.why
    if verdict.reported.note and verdict.reported.note != verdict.why:
        yield f"note: {verdict.reported.note}"
    for selection in verdict.origin.selections if verdict.origin else ():
        how = f" where {selection.how}" if selection.how else ""
        yield f"rows: {selection.count:,} of {selection.table}{how}"
    if verdict.rows:
        yield f"look at: {', '.join(verdict.rows)}"


def _counted(verdicts: Sequence[Verdict]) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in summary(verdicts).items() if count)
    strange = undeclared(verdicts)
    end = f"{len(strange)} not declared" if strange else "all others are declared"
    by_value = sum(1 for one in verdicts if one.by)
    note = f"; {by_value} by their value, for no number stands in their text" if by_value else ""
    return f"{len(verdicts)} reported numbers: {counts or 'none'}{note}; {end}"


def _as_json(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    return {
        "counts": summary(verdicts),
        "undeclared": [verdict.reported.id for verdict in undeclared(verdicts)],
        "verdicts": [_fields(verdict) | {"rows": list(verdict.rows)} for verdict in verdicts],
    }


def _as_csv(verdicts: Sequence[Verdict]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "reported", "key", "verdict", "found", "declared", "why", "rows"))
    for verdict in verdicts:
        writer.writerow((*_fields(verdict).values(), " ".join(verdict.rows)))
    return out.getvalue()


def _fields(verdict: Verdict) -> dict[str, str]:
    entry = verdict.reported
    return {
        "id": entry.id,
        "reported": entry.reported,
        "key": entry.key,
        "verdict": verdict.outcome,
        "found": verdict.found,
        "declared": entry.declared,
        "why": verdict.why or verdict.by,
    }


RECHECK_REPORT = ReportFormats[Sequence[Verdict]](
    {
        "text": _as_text,
        "json": lambda verdicts: json_text(_as_json(verdicts)),
        "csv": _as_csv,
    }
)
