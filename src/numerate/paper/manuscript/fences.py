"""Where fenced code and comments stand in a source, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_OPEN = re.compile(r"^[ \t]*(?:>[ \t]*)*(?:[-*+] +|\d+[.)] +)?(?P<fence>`{3,}|~{3,})(?P<info>.*)$")

_ITEM = re.compile(r"^ {0,3}(?:[-*+:~]|\(?(?:\d+|[A-Za-z#@][\w-]*)[.)])[ \t]")


@dataclass(frozen=True, slots=True)
class FencedLine:
    """One line and what it belongs to.

    Attributes:
        kind: ``text``, ``open`` (a fence that opens code), ``code``, ``close`` or ``comment``.
        info: What stands after an opening fence, such as ``{python}``.
        fence: The fence itself.
    """

    kind: str
    info: str = ""
    fence: str = ""


def fenced(lines: Iterable[str]) -> Iterator[FencedLine]:
    """What each line belongs to, in order.

    >>> [line.kind for line in fenced(["a", "```{r}", "1+1", "```", "<!-- b", "-->", "c"])]
    ['text', 'open', 'code', 'close', 'comment', 'comment', 'text']
    >>> [line.kind for line in fenced(["    ```{r}", "- item", "", "    ```", "    1", "    ```"])]
    ['text', 'text', 'text', 'open', 'code', 'close']
    """
    fence = ""
    commented = listed = False
    for line in lines:
        if fence:
            bare = line.strip().lstrip("> \t")
            closes = len(bare) >= len(fence) and not bare.strip(fence[0])
            yield FencedLine("close", fence=fence) if closes else FencedLine("code")
            fence = "" if closes else fence
            continue
        if commented:
            commented = "-->" not in line
            yield FencedLine("comment")
            continue
        indented = line.startswith(("    ", "\t"))
        if line.strip() and not indented:
            listed = _ITEM.match(line) is not None
        found = _OPEN.match(line) if listed or not indented else None
        if found and not (found["fence"][0] == "`" and "`" in found["info"]):
            fence = found["fence"]
            yield FencedLine("open", found["info"].strip(), fence)
        elif line.rfind("<!--") > line.rfind("-->"):
            commented = True
            yield FencedLine("comment" if line.lstrip().startswith("<!--") else "text")
        else:
            yield FencedLine("text")
