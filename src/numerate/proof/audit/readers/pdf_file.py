"""PDF files: their words line by line, in the order in which they were written."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue
from numerate.proof.audit.readers.page_marks import without_furniture
from numerate.proof.audit.readers.printed_file import FileWording, Fragment, PrintedFile

_LEAST = 3  # letters that make a page of text


def read_pdf(name: str, content: bytes) -> PrintedFile:
    """What a PDF says.

    Args:
        name: The file's name.
        content: Its bytes.

    Raises:
        CannotRunError: When it is no PDF, is locked, or holds no text.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotRunError(
            Issue(
                code="unreadable-file",
                file=name,
                found=f"{type(error).__name__}: {error}",
                expected="a PDF that can be opened without a password",
                todo="save it anew from the program that shows it",
            )
        ) from error
    empty = [str(number) for number, text in enumerate(pages, start=1) if len(text) < _LEAST]
    if len(empty) == len(pages):
        raise CannotRunError(
            Issue(
                code="no-text",
                file=name,
                found=f"{len(pages)} pages without any text",
                expected="a PDF whose words can be selected and copied",
                todo="audit the file it was scanned or drawn from",
            )
        )
    lines = [[line for line in text.splitlines() if line.strip()] for text in pages]
    return PrintedFile(
        name=name,
        form="pdf",
        readings=(FileWording(fragments=without_furniture(lines)),),
        unread=tuple(_unread(empty)),
    )


def _unread(empty: list[str]) -> Iterator[str]:
    if empty:
        yield f"pages without text (pictures or scans): {', '.join(empty)}"


def fragments_of(text: str) -> tuple[Fragment, ...]:
    """The lines of a plain text; form feeds part pages."""
    pages = [[line for line in page.splitlines() if line.strip()] for page in text.split("\f")]
    return without_furniture(pages)
