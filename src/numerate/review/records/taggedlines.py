"""Records written as tagged lines with continuation lines: what NBIB, WoS and Ovid files share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from numerate.review.records.batches import Batch, Refusal, Repair, row
from numerate.review.records.fields import SOURCE_LINE

Values = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a family of files writes a record.

    Attributes:
        tag: Matches a line that begins a value; its groups are the tag and the value.
        continued: Matches a line that goes on with a value; its group is the text.
        begins: Tags that begin a record.
        ends: Tags that end one; empty where a record ends with the next or with a blank line.
        around: Tags that stand outside records, such as the first lines of a file.
        by_line: Tags of which each continuation line is a value of its own.
        known: Tags that are read, or known and left where they stand.
        cells: From the values of a record to the cells of its row.
    """

    tag: re.Pattern[str]
    continued: re.Pattern[str]
    begins: Collection[str]
    known: Collection[str]
    cells: Callable[[Values], dict[str, str]]
    ends: Collection[str] = ()
    around: Collection[str] = ()
    by_line: Collection[str] = ()


@dataclass(slots=True)
class _Open:
    """The record that is being read."""

    line: int
    values: dict[str, list[str]] = field(default_factory=dict)
    tag: str = ""


@dataclass(slots=True)
class _Met:
    """What was met in the file so far."""

    rows: list[tuple[str, ...]] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)


_SERIAL: Final = re.compile(r"\s*<?\s*\d+\s*\.?\s*>?\s*")


def read_tagged(text: str, layout: Layout, first_line: int = 1) -> Batch:
    """The records of a text of tagged lines.

    Args:
        text: Decoded.
        layout: How its records are written.
        first_line: Line of the file on which it begins.
    """
    met = _Met()
    held: _Open | None = None
    for number, line in _numbered(text, first_line):
        found = layout.tag.match(line)
        if found is None:
            _without_tag(line, number, held, layout, met)
            continue
        tag, value = found[1], found[2].strip()
        if tag in layout.around:
            continue
        if tag in layout.ends:
            _close(held, layout, met)
            held = None
            continue
        if tag in layout.begins:
            if held is not None and layout.ends:
                met.repairs.append(Repair(held.line, "a record without its last line"))
            _close(held, layout, met)
            held = _Open(number)
        elif held is None:
            met.repairs.append(Repair(number, "a record without its first line"))
            held = _Open(number)
        held.tag = tag
        held.values.setdefault(tag, []).append(value)
    if held is not None and layout.ends:
        met.repairs.append(Repair(held.line, UNENDED))
    _close(held, layout, met)
    return Batch(
        rows=tuple(met.rows),
        repairs=tuple(met.repairs),
        refusals=tuple(met.refusals),
        unknown={tag: count for tag, count in met.tags.items() if tag not in layout.known},
        lines=text.count("\n"),
    )


UNENDED: Final = "the last record has no last line"


def _numbered(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(text.split("\n"), first_line) if line)


def _without_tag(line: str, number: int, held: _Open | None, layout: Layout, met: _Met) -> None:
    more = line.strip()
    if not more or (held is None and _SERIAL.fullmatch(line)):
        return
    found = layout.continued.match(line)
    if held is None or not held.tag:
        met.refusals.append(Refusal(number, "text that belongs to no record", line, record=False))
        return
    if _SERIAL.fullmatch(line) and not found:
        return
    if not found:
        met.repairs.append(Repair(number, "a line without its indent, taken as the value's next"))
    if held.tag in layout.by_line:
        held.values[held.tag].append(more)
    else:
        values = held.values[held.tag]
        values[-1] = f"{values[-1]} {more}" if values[-1] else more


def _close(held: _Open | None, layout: Layout, met: _Met) -> None:
    if held is None:
        return
    values = {tag: kept for tag, given in held.values.items() if (kept := [v for v in given if v])}
    met.tags.update(values)
    cells = layout.cells(values)
    if any(cells.values()):
        met.rows.append(row({**cells, SOURCE_LINE: str(held.line)}))
    else:
        raw = "\n".join(f"{tag} {value}" for tag, given in held.values.items() for value in given)
        met.refusals.append(Refusal(held.line, "a record without any content", raw))
