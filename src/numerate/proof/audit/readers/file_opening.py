"""File opening: a file of any kind, told by its content and not by its name, as what it says."""

from __future__ import annotations

import re
from pathlib import Path

from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue
from numerate.proof.audit.readers.html_file import read_html
from numerate.proof.audit.readers.pdf_file import read_pdf
from numerate.proof.audit.readers.printed_file import PrintedFile
from numerate.proof.audit.readers.text_file import read_text
from numerate.proof.audit.readers.word_file import read_docx

_SOURCES = frozenset({".md", ".qmd", ".rmd", ".markdown", ".tex", ".typ", ".rtf"})
LARGEST = 200 * 2**20
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def read(path: Path) -> PrintedFile:
    """What a file says.

    Args:
        path: A PDF, Word, HTML or plain text file, whatever its name.

    Raises:
        CannotRunError: When it cannot be read, or holds no text.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise CannotRunError(_unreadable(path, f"more than {LARGEST:,} bytes"))
        content = path.read_bytes()
    except OSError as error:
        raise CannotRunError(_unreadable(path, error.strerror or str(error))) from error
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return read_pdf(path.name, content)
    if content.startswith(b"PK"):
        return read_docx(path.name, content)
    if _HTML.match(content.removeprefix(b"\xef\xbb\xbf")):
        return read_html(path.name, content)
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CannotRunError(_unreadable(path, "neither PDF, Word, HTML nor text"))
    if path.suffix.casefold() in _SOURCES:
        raise CannotRunError(_unreadable(path, "a source and no rendered file"))
    return read_text(path.name, content)


def _unreadable(path: Path, found: str) -> Issue:
    return Issue(
        code="unreadable-file",
        file=path.name,
        found=found,
        expected="a PDF, Word, HTML or plain text file",
        todo="check the path, or save the file in one of these formats",
    )
