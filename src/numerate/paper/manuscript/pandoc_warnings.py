"""What pandoc warns of when it reads or writes a document, as issues with file and line.

Pandoc goes on after a warning and leaves something out or prints it otherwise than meant, so each
of its messages about the text is told; those that concern only its own affairs are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from numerate.ground.issues import Issue, quoted
from numerate.paper.manuscript.places import Places
from numerate.paper.manuscript.source import Line

_WARNING = re.compile(r"^\[WARNING\] ", re.MULTILINE)
_AT = re.compile(r"(?:at )?(?:[^\s()]*\(?)\s*line (\d+)[,]? column \d+")
_UNCLOSED = re.compile(r"Div at .*?line (\d+) column \d+ unclosed", re.DOTALL)
_UNUSED = re.compile(r"Note with key '(.*)' defined at .*?line (\d+)", re.DOTALL)
_REPEATED = re.compile(r"Duplicate (note|link) reference '(.*)' at .*?line (\d+)", re.DOTALL)
_TEX = re.compile(r"Could not convert TeX math (?P<tex>.*?),? rendering as TeX:", re.DOTALL)
_HEADER = 4  # lines of the settings that pandoc reads before the body
# said of a fragment or of pandoc's own ways; nothing of the text is lost by it
_HARMLESS = (
    "This document format requires a nonempty <title>",
    "Could not fetch resource",
    "Duplicate identifier",
    "Reference not found",
    "Citeproc: citation",
    "No value for lang",
    "Could not load translations",
    "The term ",
    "Invalid 'lang' value",
    "Deprecated",
    "Not rendering RawInline",
    "Not rendering RawBlock",
)


def told(messages: str, lines: Sequence[Line], places: Places) -> Iterator[Issue]:
    """What pandoc warned of when it read a body that an author has to mend.

    Args:
        messages: Its error output.
        lines: The lines of the body, which stood after a header of settings.
        places: Where things stand in the source.
    """
    for message in dict.fromkeys(_WARNING.split(messages)):
        if message.strip() and not message.startswith(_HARMLESS):
            yield _issue(" ".join(message.split()), lines, places)


def _issue(message: str, lines: Sequence[Line], places: Places) -> Issue:
    unclosed = _UNCLOSED.search(message)
    if unclosed:
        line = _line(lines, unclosed[1])
        return Issue(
            code="unclosed-division",
            file=line.file if line else "",
            line=line.number if line else None,
            found=line.text.strip() if line else "a division without its end",
            expected="a line of colons (:::) where it ends",
            todo="close the division",
        )
    unused = _UNUSED.search(message)
    if unused:
        line = _line(lines, unused[2], f"[^{unused[1]}]:")
        return Issue(
            code="unused-footnote",
            file=line.file if line else "",
            line=line.number if line else None,
            found=f"the footnote [^{unused[1]}], which no text refers to",
            expected=f"[^{unused[1]}] where the note belongs; it is printed nowhere",
            todo="refer to it, or delete it",
            severity="advice",
        )
    repeated = _REPEATED.search(message)
    if repeated:
        return _twice(repeated, lines, places)
    at = _AT.search(message)
    line = _line(lines, at[1]) if at else None
    return Issue(
        code="pandoc-warning",
        file=line.file if line else "",
        line=line.number if line else None,
        found=f"pandoc says: {quoted(message)}",
        expected="a text that pandoc reads without a warning",
        todo="look at what is printed there, and mend the source if it is not what you meant",
        severity="advice",
    )


def _twice(repeated: re.Match[str], lines: Sequence[Line], places: Places) -> Issue:
    sign = f"[^{repeated[2]}]:" if repeated[1] == "note" else f"[{repeated[2]}]:"
    line = _line(lines, repeated[3], sign)
    first = places.prose(sign)
    at = f", defined at {first.file}:{first.line} already" if first else ""
    what = "footnote" if repeated[1] == "note" else "link"
    return Issue(
        code=f"repeated-{what}",
        file=line.file if line else "",
        line=line.number if line else None,
        found=f"the {what} {sign[:-1]}{at}",
        expected=f"each {what} defined once; only one of the two is printed",
        todo="give one of them another name",
    )


def _line(lines: Sequence[Line], number: str, start: str = "") -> Line | None:
    """The line of the body that pandoc counts so, or the one near it that begins as stated."""
    index = int(number) - _HEADER - 1
    for offset in (0, 1, -1, 2, -2) if start else (0,):
        at = index + offset
        if 0 <= at < len(lines) and lines[at].text.lstrip(" >\t").startswith(start):
            return lines[at]
    return lines[index] if 0 <= index < len(lines) else None


def unread_formulas(messages: str, places: Places) -> Iterator[Issue]:
    """An advice for each formula whose source is printed because pandoc could not read it.

    Args:
        messages: What pandoc wrote to its error output while it wrote a format.
        places: Where things stand in the source.
    """
    for message in dict.fromkeys(_WARNING.split(messages)):
        found = _TEX.match(message)
        if found is None:
            continue
        tex = found["tex"].strip()
        rows = [row.strip() for row in tex.splitlines() if row.strip()]
        place = places.text(max(rows, key=len, default=tex))
        why = re.search(r"unexpected (?:control sequence )?(\S+)", message)
        yield Issue(
            code="unread-formula",
            file=place.file if place else "",
            line=place.line if place else None,
            column=place.column if place else None,
            found=f"the formula {quoted(tex)}, whose source is printed"
            + (f"; {why[1]} is not understood" if why and why[1] != "eof" else ""),
            expected="TeX that pandoc reads: amsmath without macros of your own",
            todo="write it with known commands, or define the command by \\newcommand in the text",
            severity="advice",
        )
