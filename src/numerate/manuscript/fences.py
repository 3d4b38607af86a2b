"""Where fenced code and comments stand in a source, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_OPEN = re.compile(r"^[ \t]*(?:>[ \t]*)*(?:[-*+] +|\d+[.)] +)?(?P<fence>`{3,}|~{3,})(?P<info>.*)$")


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
    """
    fence = ""
    commented = False
    for line in lines:
        if fence:
            bare = line.strip().lstrip("> \t")
            if len(bare) >= len(fence) and not bare.strip(fence[0]):
                yield FencedLine("close", fence=fence)
                fence = ""
            else:
                yield FencedLine("code")
            continue
        if commented:
            commented = "-->" not in line
            yield FencedLine("comment")
            continue
        found = _OPEN.match(line)
        if found and not (found["fence"][0] == "`" and "`" in found["info"]):
            fence = found["fence"]
            yield FencedLine("open", found["info"].strip(), fence)
        elif line.rfind("<!--") > line.rfind("-->"):
            commented = True
            yield FencedLine("comment" if line.lstrip().startswith("<!--") else "text")
        else:
            yield FencedLine("text")
