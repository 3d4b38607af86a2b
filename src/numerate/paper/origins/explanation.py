"""Explanation: everything there is to know about one number, list, claim, cell, box or figure."""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue
from numerate.paper.manuscript.document import Document, keys_used
from numerate.review.extraction import Rows
from numerate.review.results import (
    CitationSet,
    Claim,
    Figure,
    Ledger,
    Listing,
    Number,
    Result,
    Table,
)
from numerate.review.results.ledger import numbers_in
from numerate.review.results.origin import Origin
from numerate.review.results.tables import Cell, Inline

_CELL = re.compile(r"(?P<part>tables|figures)\.(?P<key>[\w-]+)(?:\[(?P<inside>.+)\])?")
_KINDS = {Number: "number", Listing: "list", Claim: "claim", CitationSet: "citation set",
          Table: "table", Figure: "figure"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One place where a result is printed: a place in the manuscript, or a table or figure."""

    where: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Where one printed thing comes from, and where else it is printed.

    Attributes:
        kind: number, list, claim, citation set, table, figure, or table cell.
        key: Its key; for a cell the key of the number in it, or of the table.
        text: What is printed: the wording of a number, whether a claim holds, the citations.
        definition: One sentence that says what it is.
        rule: The rule of a claim, with the numbers found; else empty.
        place: The function that computed it, as file:line.
        function: Its dotted name.
        source: The function's source text; empty when the file cannot be read.
        rows: The rows it was computed from, table by table.
        of: The numbers it was computed from, as ``key = text``.
        against: Names of the rows that contradict a claim.
        uses: Every place where it is printed.
    """

    kind: str
    key: str
    text: str
    definition: str
    rule: str
    place: str
    function: str
    source: str
    rows: tuple[Rows, ...]
    of: tuple[str, ...]
    against: tuple[str, ...]
    uses: tuple[Use, ...]


def explain(
    asked: str, ledger: Ledger, documents: Sequence[Document], root: Path
) -> tuple[Explanation, ...]:
    """The explanations that fit what was asked.

    Args:
        asked: A key; a value as printed, such as ``10,324`` (every number that reads so); a table
            cell, ``tables.covariates[gender,positive]``; a box of a figure,
            ``figures.prisma[Records screened]``; or ``tables.x`` and ``figures.x``.
        ledger: What analysis computed.
        documents: The documents, in which uses are looked up.
        root: The compendium; paths are shown as seen from it.

    Raises:
        CannotRunError: When nothing fits, with the nearest keys.
    """
    found = list(_fitting(asked, ledger))
    if not found:
        raise CannotRunError(_nothing(asked, ledger))
    return tuple(_explained(result, kind, ledger, documents, root) for result, kind in found)


def _fitting(asked: str, ledger: Ledger) -> Iterator[tuple[Result, str]]:
    for kept in (ledger.numbers, ledger.lists, ledger.claims, ledger.citations):
        if asked in kept:
            yield kept[asked], _KINDS[type(kept[asked])]
            return
    inside = _CELL.fullmatch(asked)
    if inside:
        yield from _inside(inside, ledger)
        return
    wanted = _bare(asked)
    for number in ledger.numbers.values():
        if wanted in {_bare(text) for text in (number.text, *number.forms.values())}:
            yield number, "number"


def _inside(asked: re.Match[str], ledger: Ledger) -> Iterator[tuple[Result, str]]:
    key, name = asked["key"], asked["inside"]
    if asked["part"] == "tables" and key in ledger.tables:
        table = ledger.tables[key]
        if name is None:
            yield table, "table"
            return
        for cell in _cells(table, name):
            numbers = [ledger.numbers[one] for one in numbers_in(cell.text)]
            yield from ((number, "table cell") for number in numbers)
            if not numbers:
                yield table, f"table cell «{_plain(cell.text)}»"
    elif asked["part"] == "figures" and key in ledger.figures:
        figure = ledger.figures[key]
        if name is None:
            yield figure, "figure"
            return
        for one in figure.origin.of:
            number = ledger.numbers[one]
            if name.casefold() in number.definition.casefold():
                yield number, "box"


def _cells(table: Table, name: str) -> Iterator[Cell]:
    """The cells that ``row,column`` names, by ids or by positions counted from 1."""
    line_name, _, cell_name = (part.strip() for part in name.partition(","))
    for position, line in enumerate(table.body, start=1):
        if line_name in (line.id, str(position)):
            for place, cell in enumerate(line.cells, start=1):
                if cell_name in ("", cell.id, str(place)):
                    yield cell


def _explained(
    result: Result, kind: str, ledger: Ledger, documents: Sequence[Document], root: Path
) -> Explanation:
    origin = result.origin
    place = origin.as_json(root)
    return Explanation(
        kind=kind,
        key=result.key,
        text=_text(result),
        definition=defined(result),
        rule=result.rule if isinstance(result, Claim) else "",
        place=f"{place['file']}:{place['line']}",
        function=origin.function,
        source=source_of(origin),
        rows=origin.rows,
        of=tuple(f"{key} = {ledger.numbers[key].text}" for key in origin.of),
        against=result.against if isinstance(result, Claim) else (),
        uses=tuple(_uses(result, ledger, documents)),
    )


def _text(result: Result) -> str:
    if isinstance(result, Listing):
        return result.text
    if isinstance(result, Number):
        return f"{result.text} {result.unit}".strip()
    if isinstance(result, Claim):
        return "holds" if result.holds else "does not hold"
    if isinstance(result, CitationSet):
        return "; ".join(f"@{key}" for key in result.citations)
    if isinstance(result, Table):
        return f"{len(result.body)} rows"
    return result.drawing.alt


def defined(result: Result) -> str:
    """The definition; that of a list with its order."""
    order = f", {result.told_order}" if isinstance(result, Listing) else ""
    return result.definition + order


def source_of(origin: Origin) -> str:
    """The source text of the function that computed something; empty when it cannot be read."""
    try:
        lines = Path(origin.file).read_text(encoding="utf-8").splitlines(keepends=True)
    except OSError:
        return ""
    return "".join(inspect.getblock(lines[origin.line - 1 :])).rstrip("\n")


def _uses(result: Result, ledger: Ledger, documents: Sequence[Document]) -> Iterator[Use]:
    for document in documents:
        for use in keys_used(document):
            if use.key == result.key and use.kind in _kinds_of(result):
                where = f"{use.file}:{use.line}" if use.line else use.file
                yield Use(where=where, text=use.text)
    if isinstance(result, Number):
        yield from printed(ledger).get(result.key, [])
        results: list[Number | Claim | Listing] = [
            *ledger.numbers.values(),
            *ledger.claims.values(),
        ]
        for other in (*results, *ledger.lists.values()):
            if result.key in other.origin.of:
                yield Use(where=f"computed into {other.key}")


def printed(ledger: Ledger) -> dict[str, list[Use]]:
    """For each number, the table rows and figures that print it."""
    found: dict[str, list[Use]] = {}
    for table in ledger.tables.values():
        for position, line in enumerate(table.body, start=1):
            keys = {key for cell in line.cells for key in numbers_in(cell.text)}
            for key in keys:
                use = Use(where=f"table {table.key}, row {line.id or position}")
                found.setdefault(key, []).append(use)
    for figure in ledger.figures.values():
        for key in figure.origin.of:
            found.setdefault(key, []).append(Use(where=f"figure {figure.key}"))
    return found


def _kinds_of(result: Result) -> tuple[str, ...]:
    kinds: dict[type, tuple[str, ...]] = {
        Number: ("num", "plural"),
        Listing: ("list", "plural"),
        Claim: ("claim",),
        CitationSet: ("cite",),
        Table: ("table",),
        Figure: ("figure",),
    }
    return kinds[type(result)]


def _plain(parts: Sequence[Inline]) -> str:
    return "".join(part if isinstance(part, str) else "…" for part in parts)


def _bare(text: str) -> str:
    return text.replace(",", "").replace("\N{NO-BREAK SPACE}", " ").strip().casefold()


def _nothing(asked: str, ledger: Ledger) -> Issue:
    keys = [*ledger.numbers, *ledger.lists, *ledger.claims, *ledger.citations]
    near = difflib.get_close_matches(asked, keys, n=5, cutoff=0.4)
    return Issue(
        code="unknown-key",
        found=f"'{asked}' is no key, and no number reads so",
        expected=f"a key such as {', '.join(near)}" if near else "a key, or a number as printed",
        todo="numerate explain takes a key, a value, tables.x[row,column] or figures.x[box]",
    )
