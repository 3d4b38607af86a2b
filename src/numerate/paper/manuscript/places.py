"""Where things stand in the source: file, line and column of keys, references and ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from numerate.paper.manuscript.fences import fenced
from numerate.paper.manuscript.source import Line

_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_NOT_RAW = re.compile(_CODE.pattern + r"(?!\{=)")
_ESCAPED = re.compile(r"\\[\[\]<>]")
_FORMULA = re.compile(r"(?<![\\$])\$(?=[^\s$])(?:\\.|[^$\\])*?(?<=[^\s])\$(?!\d)")
_PATTERNS = re.compile(
    r"""
      \b(?P<kind>num|list|plural|claim|cite|table|ref)=(?P<value>"[^"]*"|'[^']*'|[^\s}"']+)
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
        self._kinds = list(fenced(line.text for line in self._lines))
        for line, kind in zip(self._lines, self._kinds, strict=True):
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
            kind: ``num``, ``list``, ``claim``, ``cite``, ``table``, ``ref``, ``@`` (citations
                and cross references), ``id`` or ``target`` (of links and images).
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
        return _nth(((line, line.text) for line in self._lines), value, occurrence)

    def prose(self, value: str, occurrence: int = 0) -> Place | None:
        """Where a text stands for the n-th time outside code, comments and formulas.

        >>> lines = [Line("$x<b$ and `a<b` and a<b.", "a.qmd", 3)]
        >>> Places(lines).prose("<b").column, Places(lines).text("<b").column
        (22, 3)
        """
        return _nth(self._outside(), value, occurrence)

    def formula(self, value: str, occurrence: int = 0) -> Place | None:
        """Where a text stands for the n-th time within formulas."""
        within = ((line, _but(line.text, outside)) for line, outside in self._outside())
        return _nth(within, value, occurrence) or self.text(value, occurrence)

    def _outside(self) -> Iterator[tuple[Line, str]]:
        """The lines of text with code and formulas blanked; raw text of a format is kept."""
        displayed = raw = False
        for line, kind in zip(self._lines, self._kinds, strict=True):
            if kind.kind == "open":
                raw = kind.info.startswith("{=")
            if kind.kind != "text":
                if raw and kind.kind == "code":
                    yield line, line.text
                continue
            text = _NOT_RAW.sub(_blank, _ESCAPED.sub("  ", line.text))
            parts = text.split("$$")
            for index, part in enumerate(parts):
                if displayed:
                    parts[index] = " " * len(part)
                displayed ^= index < len(parts) - 1
            yield line, _FORMULA.sub(_blank, "  ".join(parts))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _but(text: str, outside: str) -> str:
    """What of a line is blank in another reading of it."""
    return "".join(" " if one == other else one for one, other in zip(text, outside, strict=True))


def _nth(lines: Iterable[tuple[Line, str]], value: str, occurrence: int) -> Place | None:
    found: Place | None = None
    for line, text in lines:
        column = text.find(value)
        while column >= 0:
            found = Place(line.file, line.number, column + 1)
            if occurrence == 0:
                return found
            occurrence -= 1
            column = text.find(value, column + 1)
    return found
