"""The note in a terminal, as Markdown and as JSON."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from numerate.history.differences.difference_note import (
    Group,
    Line,
    Moved,
    Note,
    Passage,
    Picture,
    Point,
)
from numerate.paper.changes.difference import Difference, Piece

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#~@$^])")
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
_LONGEST = 500
_DRAWINGS = {"old_svg", "new_svg"}


def text(note: Note) -> str:
    """The note for a terminal."""
    if not note.sections:
        return f"{note.old} and {note.new} are equal\n"
    lines = [note.title, note.summary]
    for section in note.sections:
        lines += ["", section.title, "=" * len(section.title)]
        for group in section.groups:
            if group.title:
                lines += ["", group.title]
            for point in group.points:
                lines += _plain(point)
    return "\n".join(lines) + "\n"


def markdown(note: Note, level: int = 1) -> str:
    """The note as Markdown; text from the data is escaped.

    Args:
        note: The note.
        level: The depth of its heading.
    """
    if not note.sections:
        return f"{escaped(note.old)} and {escaped(note.new)} are equal.\n"
    marks = "#" * level
    parts = [f"{marks} {escaped(note.title)}", escaped(note.summary)]
    for section in note.sections:
        parts.append(f"{marks}# {escaped(section.title)}")
        for group in section.groups:
            if group.title:
                parts.append(f"{marks}## {escaped(group.title)}")
            parts += _markdown(group)
    return "\n\n".join(parts) + "\n"


def as_json(difference: Difference) -> str:
    """The difference as JSON, drawings left out; every cause says its kind."""
    told = json.dumps(_value(difference), ensure_ascii=False, indent=1, default=str)
    return told + "\n"


def escaped(value: str) -> str:
    r"""A text that Markdown reads as it stands.

    >>> print(escaped("a|b *c*"))
    a\|b \*c\*
    """
    return _LEADING.sub(r"\1\\\2", _MARKS.sub(r"\\\1", value))


def marked(pieces: Iterable[Piece]) -> str:
    """Words with marks that a terminal shows: ``[-48-] {+68+} studies``."""
    signs = {"deleted": "[-{}-]", "inserted": "{{+{}+}}", "same": "{}"}
    return _spaced(pieces, signs, str)


def _spaced(pieces: Iterable[Piece], signs: Mapping[str, str], clean: Any) -> str:  # noqa: ANN401 - a function of text
    """Pieces within their signs; a deletion beside an insertion keeps one blank between."""
    made = ""
    before = "same"
    for piece in pieces:
        body = piece.text.strip()
        head = piece.text[: len(piece.text) - len(piece.text.lstrip())]
        tail = piece.text[len(piece.text.rstrip()) :] if body else ""
        if piece.how == "inserted" and before == "deleted" and not made[-1:].isspace() and not head:
            head = " "
        inner = signs[piece.how].format(clean(body)) if body else ""
        made += head + inner + tail
        before = piece.how
    return made


def _plain(point: Point) -> Iterator[str]:
    if isinstance(point, Line):
        yield f"  {point.text}"
        yield from (f"      {detail}" for detail in point.details)
    elif isinstance(point, Moved):
        yield f"  {point.name}: {point.old} → {point.new}"
        yield f"      {point.told}"
        yield from (f"      because  {reason}" for reason in point.because)
    elif isinstance(point, Passage):
        remark = f" ({point.remark})" if point.remark else ""
        yield f"  {point.place or 'at the beginning'}{remark}"
        yield f"      {marked(point.pieces)}"
    else:
        yield f"  {point.name}"
        yield f"      {_short(point)}"


def _short(picture: Picture) -> str:
    if not picture.old_svg:
        return "added"
    if not picture.new_svg:
        return "removed"
    parts = [piece for piece in picture.words if piece.how != "same"]
    told = marked(_apart(parts)) if parts else "drawn otherwise, with the same words"
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST].rpartition(' ')[0]} …"


def _apart(parts: Iterable[Piece]) -> Iterator[Piece]:
    """Changed words alone, with signs of omission between the places."""
    before = ""
    for piece in parts:
        if before in {"inserted", piece.how}:
            yield Piece("same", " … ")
        yield piece
        before = piece.how


def _markdown(group: Group) -> Iterator[str]:
    """The points of a group: changes as a table, others as a list."""
    lines: list[str] = []
    rows: list[Moved] = []
    for point in group.points:
        if isinstance(point, Moved):
            rows.append(point)
        elif isinstance(point, Line):
            lines.append("\n".join([f"- {escaped(point.text)}", *_indented(point.details)]))
        elif isinstance(point, Passage):
            signs = {"deleted": "~~{}~~", "inserted": "**{}**", "same": "{}"}
            told = _spaced(point.pieces, signs, escaped)
            remark = f" ({escaped(point.remark)})" if point.remark else ""
            lines.append(f"- *{escaped(point.place or 'At the beginning')}*{remark}: {told}")
        else:
            lines.append(f"- {escaped(point.name)}: {escaped(_short(point))}")
    if rows:
        yield "\n".join(["| Key | Old | New | Because |", "|---|---|---|---|", *map(_row, rows)])
    if lines:
        yield "\n".join(lines)


def _indented(details: Iterable[str]) -> Iterator[str]:
    return (f"    - {escaped(detail)}" for detail in details)


def _row(moved: Moved) -> str:
    name = f"`{moved.name}`<br>{escaped(moved.told)}"
    reasons = "<br>".join(escaped(reason) for reason in moved.because)
    return f"| {name} | {escaped(moved.old)} | {escaped(moved.new)} | {reasons} |"


def _value(value: Any) -> Any:  # noqa: ANN401 - any frozen value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        made = {one.name: _value(getattr(value, one.name)) for one in fields}
        kept = {name: held for name, held in made.items() if name not in _DRAWINGS}
        kinds = {"RowsMoved", "CodeChanged", "NumbersMoved", "EngineChanged", "DataMoved", "Untold"}
        name = type(value).__name__
        return {"cause": name, **kept} if name in kinds else kept
    if isinstance(value, Mapping):
        return {str(key): _value(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_value(held) for held in value]
    return value
