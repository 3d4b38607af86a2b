"""Where things stand in the source: file, line and column of keys, references and ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from numerate.paper.manuscript.fences import fenced
from numerate.paper.manuscript.source import Line

_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_PATTERNS = re.compile(
    r"""
      \b(?P<kind>num|claim|cite|table|ref)=(?P<value>"[^"]*"|'[^']*'|[^\s}"']+)
    | (?<![\w@\\])-?@(?:\{(?P<braced>[^}\s]+)\}
      |(?P<key>[A-Za-z0-9_*](?:[\w]|[:.\#$%&\-+?<>~/](?=\w))*))
    | (?<=[\s{])\#(?P<id>[A-Za-z][\w:.-]*)
    | \]\(\s*<?(?P<target>[^)\s>]+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a source file; line and column count from 1."""

    file: str
    line: int
    column: int


class Places:
    """All places of a source, by what stands there."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Look through the lines once; code and comments are passed over."""
        self._lines = list(lines)
        self._open = False
        self._found: dict[tuple[str, str], list[Place]] = defaultdict(list)
        kinds = fenced(line.text for line in self._lines)
        for line, kind in zip(self._lines, kinds, strict=True):
            if not line.text:
                self._open = False
            elif kind.kind in {"text", "open"}:
                self._look(line)

    def _look(self, line: Line) -> None:
        text = line.text
        if "`" in text:
            text = _CODE.sub(lambda m: " " * len(m[0]), text)
        for match in _PATTERNS.finditer(text):
            if (match["kind"] or match["id"]) and not self._in_braces(text[: match.start()]):
                continue
            if match["kind"]:
                name, value = match["kind"], match["value"].strip("\"'")
            elif match["id"]:
                name, value = "id", match["id"]
            elif match["target"]:
                name, value = "target", match["target"]
            else:
                name, value = "@", match["braced"] or match["key"]
            place = Place(line.file, line.number, match.start() + 1)
            self._found[name, value].append(place)
        self._open = self._in_braces(text)

    def _in_braces(self, before: str) -> bool:
        """Whether attributes are open after a part of a line; they may go on over lines."""
        opened, closed = before.rfind("{"), before.rfind("}")
        return self._open if opened == closed else opened > closed

    def of(self, kind: str, value: str, occurrence: int = 0) -> Place | None:
        """Where something stands for the n-th time, from 0; after the last one, there.

        Args:
            kind: ``num``, ``claim``, ``cite``, ``table``, ``ref``, ``@`` (citations and cross
                references), ``id`` or ``target`` (of links and images).
            value: The key, id or target.
            occurrence: How many come before it.

        >>> Places([Line("As @fig-a shows, [3]{num=flow.n}", "a.qmd", 7)]).of("num", "flow.n")
        Place(file='a.qmd', line=7, column=22)
        """
        found = self._found.get((kind, value))
        if not found:
            return None
        return found[min(occurrence, len(found) - 1)]

    def count(self, kind: str, value: str) -> int:
        """How often something stands in the source."""
        return len(self._found.get((kind, value), ()))

    def text(self, value: str, occurrence: int = 0) -> Place | None:
        """Where a text stands for the n-th time, from 0; after the last time, there."""
        found: Place | None = None
        for line in self._lines:
            column = line.text.find(value)
            while column >= 0:
                found = Place(line.file, line.number, column + 1)
                if occurrence == 0:
                    return found
                occurrence -= 1
                column = line.text.find(value, column + 1)
        return found
