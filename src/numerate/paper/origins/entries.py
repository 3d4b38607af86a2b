"""The ledger as entries for a browser: every number, list and claim with origin, rows and uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from numerate.paper.manuscript.document import Document, keys_used
from numerate.paper.origins.explanation import defined, printed, source_of
from numerate.paper.origins.explanation_text import cells_of
from numerate.review.extraction import Rows
from numerate.review.results import Claim, Ledger, Listing, Number
from numerate.review.results.origin import Origin

FIRST_ROWS = 20
_KINDS = {"num": "number", "list": "list", "claim": "claim"}


@dataclass(slots=True)
class _Shared:
    """Rows and functions that several entries name, each kept once."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    code: dict[str, str] = field(default_factory=dict)


def entry(result: Number | Listing | Claim, root: Path) -> dict[str, Any]:
    """One number, list or claim in short: what a card shows.

    Keys: key, kind, text, definition, unit, rule, holds, place, function, rows (table, how,
    count), of.
    """
    origin = result.origin.as_json(root)
    made: dict[str, Any] = {
        "key": result.key,
        "definition": defined(result),
        "place": f"{origin['file']}:{origin['line']}",
        "function": origin["function"],
        "rows": [
            {"table": rows.table.schema.name, "how": rows.selection.how, "count": rows.count()}
            for rows in result.origin.rows
        ],
    }
    if isinstance(result, Number):
        made |= {"kind": "number", "text": result.text}
        if result.unit:
            made["unit"] = result.unit
    elif isinstance(result, Listing):
        made |= {"kind": "list", "text": result.text}
    else:
        made |= {"kind": "claim", "text": "holds" if result.holds else "does not hold",
                 "rule": result.rule}  # fmt: skip
    if result.origin.of:
        made["of"] = list(result.origin.of)
    return made


def card_entries(keys: Iterable[str], ledger: Ledger, root: Path) -> dict[str, dict[str, Any]]:
    """The entries of the numbers, lists and claims that a page prints, by kind and key."""
    found: dict[str, dict[str, Any]] = {}
    for key in sorted(set(keys)):
        for kept in (ledger.numbers, ledger.lists, ledger.claims):
            if key in kept:
                made = entry(kept[key], root)
                found[f"{made['kind']}:{key}"] = made
    return found


def ledger_entries(ledger: Ledger, documents: Sequence[Document], root: Path) -> dict[str, Any]:
    """Everything that the ledger page shows, with what entries share kept once.

    Args:
        ledger: What analysis computed.
        documents: The documents, in which uses are looked up.
        root: The compendium; paths are shown as seen from it.

    Returns:
        ``entries`` (each as a card's, with ``ids`` of at most 20 rows per table, and uses),
        ``rows`` (table → columns and cells by row id), ``code`` (function → source text).
    """
    shared = _Shared()
    uses = _uses(documents)
    in_tables = printed(ledger)
    results: list[Number | Listing | Claim] = [*ledger.numbers.values(), *ledger.lists.values()]
    results += ledger.claims.values()
    entries = []
    for result in results:
        made = entry(result, root)
        for told, rows in zip(made["rows"], result.origin.rows, strict=True):
            told["ids"] = _kept_rows(rows, shared.rows)
        made["uses"] = uses.get((made["kind"], result.key), [])
        if isinstance(result, Number):
            made["uses"] += [use.where for use in in_tables.get(result.key, [])]
        elif isinstance(result, Claim) and result.against:
            made["against"] = list(result.against)
        _keep_code(result.origin, shared.code)
        entries.append(made)
    return {"entries": entries, "rows": shared.rows, "code": shared.code}


def _uses(documents: Sequence[Document]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for document in documents:
        for use in keys_used(document):
            if use.kind in _KINDS:
                where = f"{use.file}:{use.line}" if use.line else use.file
                found.setdefault((_KINDS[use.kind], use.key), []).append(where)
    return found


def _kept_rows(rows: Rows, kept: dict[str, dict[str, Any]]) -> list[str]:
    """The ids of the first rows; their cells are kept once for the whole page."""
    name = rows.table.schema.name
    first = rows.first(FIRST_ROWS)
    table: dict[str, Any] = kept.setdefault(
        name, {"file": rows.table.schema.path, "columns": list(rows.table.texts), "cells": {}}
    )
    columns = {column: cells_of(first, column) for column in rows.table.texts}
    for index, (row_id, line) in enumerate(zip(first.ids, first.lines, strict=True)):
        cells: Mapping[str, list[Any]] = table["cells"]
        if row_id not in cells:
            table["cells"][row_id] = [line, *(values[index] for values in columns.values())]
    return first.ids


def _keep_code(origin: Origin, kept: dict[str, str]) -> None:
    if origin.function not in kept:
        kept[origin.function] = source_of(origin)
