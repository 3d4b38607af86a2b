"""Bytes into text: UTF-8, UTF-16, or lines of Windows-1252 among UTF-8, as exports are pasted.

What is mended is told with its line. Marks of an unresolved merge are refused: both sides stand in
the file, so its records would be counted twice.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue, quoted
from numerate.review.records.batches import Repair

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = bytes({*range(32), 127} - {9, 10, 13})
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONFLICT: Final = re.compile(r"^(?:<{7}(?: |$)|>{7}(?: |$)|\|{7}(?: |$))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""The text of a file, its line ends as ``\n``, and what was mended to read it."""

    text: str
    repairs: tuple[Repair, ...] = ()


def decoded(content: bytes, file: str, first_line: int = 1) -> Decoded:
    r"""The text of a file or a piece of it.

    Args:
        content: Its bytes.
        file: Its path, for issues.
        first_line: Line of the file on which the piece begins.

    Raises:
        NumerateError: When it holds the marks of an unresolved merge.

    >>> found = decoded("Bj\u00f8rn\n".encode() + b"Bj\xf8rn\r\n", "export.ris")
    >>> found.text, found.repairs[0].line
    ('Bjørn\nBjørn\n', 2)
    """
    repairs: list[Repair] = []
    text = _text(content, first_line, repairs)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(content.translate(None, _CONTROLS)) != len(content) and _CONTROL.search(text):
        repairs += [
            Repair(first_line + number, "NUL bytes or control characters dropped")
            for number, line in enumerate(text.split("\n"))
            if _CONTROL.search(line)
        ]
        text = _CONTROL.sub("", text)
    if "<<<<<<<" in text or ">>>>>>>" in text:
        _refuse_conflict(text, file, first_line)
    return Decoded(text, tuple(repairs))


def is_plain(content: bytes) -> bool:
    r"""Whether bytes are UTF-8 in which nothing is to be mended, refused or rewritten.

    >>> [is_plain(one) for one in (b"Bj\xc3\xb8rn\n", b"Bj\xf8rn\n", b"a\r\n", b"a\x00\n")]
    [True, False, False, False]
    """
    if (
        any(content.startswith(mark) for mark, _ in _MARKS)
        or b"\r" in content
        or b"\x7f" in content
    ):
        return False
    controls = int(np.count_nonzero(np.frombuffer(content, np.uint8) < ord(" ")))
    if controls != content.count(b"\n") + (content.count(b"\t") if b"\t" in content else 0):
        return False
    # one character is found much faster than several, and most files have none of these
    if (b"<" in content and b"<<<<<<<" in content) or (b">" in content and b">>>>>>>" in content):
        return False
    try:
        return content.isascii() or bool(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _text(content: bytes, first_line: int, repairs: list[Repair]) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    head = content[:4096]
    if head.count(0) > len(head) // 4:  # UTF-16 without its mark: every second byte is NUL
        encoding = "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
        return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        return "\n".join(
            _line(line, first_line + number, repairs) for number, line in enumerate(lines)
        )


def _line(content: bytes, number: int, repairs: list[Repair]) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        repairs.append(Repair(number, "not UTF-8: read as Windows-1252"))
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _refuse_conflict(text: str, file: str, first_line: int) -> None:
    found = _CONFLICT.search(text)
    if not found:
        return
    end = text.find("\n", found.start())
    raise NumerateError(
        Issue(
            code="merge-conflict",
            file=file,
            line=first_line + text.count("\n", 0, found.start()),
            found=f"the mark {quoted(text[found.start() : end if end >= 0 else None])}",
            expected="a file without marks of an unresolved merge",
            todo="resolve the merge, or export the records again",
        )
    )
