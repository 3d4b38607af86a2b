"""Text files: the words of a paper as ``pdftotext``, Pandoc or a mail program wrote them down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue
from numerate.proof.audit.readers.page_marks import PageLine, without_page_marks
from numerate.proof.audit.readers.printed_file import FileWording, Fragment, PrintedFile

# a paragraph in square brackets is what Pandoc writes for a picture
_DESCRIBED = re.compile(r"(?:^|(?<=\n\n))\[(?:[^\n]|\n(?!\n))*\](?=\s*(?:\n\n|$))")
_RULE = re.compile(r"\s*(?=.*(?:-{3}|={3}|_{3}))[-+=:|_\s]+")


def read_text(name: str, content: bytes) -> PrintedFile:
    """What a text says.

    Args:
        name: The file's name.
        content: Its bytes, in UTF-8, UTF-16 or else as Windows wrote them.

    Raises:
        CannotRunError: When it is empty.
    """
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    text, described = _DESCRIBED.subn("", text)
    fragments = fragments_of(text)
    if not fragments:
        raise CannotRunError(
            Issue(
                code="unreadable-file",
                file=name,
                found="an empty file",
                expected="the words of a paper",
                todo="check the path, or save the file anew",
            )
        )
    return PrintedFile(
        name=name,
        form="text",
        readings=(FileWording(fragments=fragments),),
        unread=(f"{described} descriptions of pictures",) if described else (),
    )


def fragments_of(text: str) -> tuple[Fragment, ...]:
    """The lines of a plain text; form feeds part pages."""
    return without_page_marks(
        [[PageLine(line) for line in _unruled(page)] for page in text.split("\f")]
    )


def _unruled(page: str) -> Iterator[str]:
    """The lines of a page without the rules that Pandoc draws around cells."""
    borders: set[int] = set()
    for line in page.splitlines():
        if _RULE.fullmatch(line):
            borders |= {found.start() for found in re.finditer(r"\+", line)}
        elif line.lstrip().startswith("|") and borders:
            yield "".join(
                " " if at in borders and sign in "|+" else sign for at, sign in enumerate(line)
            )
        else:
            borders = set()
            yield line
