"""XML from outside: no document types, no entities, nothing fetched, depth and size bounded."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue, quoted

_TYPED: Final = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BAD: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parsed_events(text: str, file: str, tag: str) -> Iterator[etree._Element]:
    """Each element of that name, as soon as it is read whole, in the order of the file.

    Raises:
        NumerateError: When the text declares a document type or entities, or is not well-formed.

    >>> [found.text for found in parsed_events("<a><b>1</b><b>2</b></a>", "a.xml", "b")]
    ['1', '2']
    """
    _refuse_types(text, file)
    body = _DECLARED.sub("", text)  # it is decoded: what it declares no longer holds
    skipped = text.count("\n", 0, len(text) - len(body))
    if _BAD.search(body):  # exports hold control characters that XML does not allow
        body = _BAD.sub("", body)
    source = io.BytesIO(body.encode("utf-8", errors="replace"))
    events = etree.iterparse(
        source,
        events=("end",),
        tag=tag,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        encoding="utf-8",
    )
    try:
        for _, element in events:
            yield element
    except etree.XMLSyntaxError as error:
        cut = not body.rstrip().endswith(">") or "Premature end" in str(error)
        raise NumerateError(_broken(error, file, skipped, cut=cut)) from error


def text_of(element: etree._Element) -> str:
    """All text within an element, whatever marks it up."""
    return "".join(element.itertext()).strip()  # type: ignore[arg-type]


def _refuse_types(text: str, file: str) -> None:
    found = _TYPED.search(text)
    if not found:
        return
    end = text.find("\n", found.start())
    raise NumerateError(
        Issue(
            code="unsafe-xml",
            file=file,
            line=text.count("\n", 0, found.start()) + 1,
            found=f"it declares {quoted(text[found.start() : end if end >= 0 else None])}",
            expected="XML without a document type and without entities",
            todo="export the records again; a file that declares entities is not opened",
        )
    )


def _broken(error: etree.XMLSyntaxError, file: str, skipped: int, *, cut: bool) -> Issue:
    return Issue(
        code="truncated-file" if cut else "bad-xml",
        file=file,
        line=(error.lineno or 1) + skipped,
        found=f"the XML breaks off or is not well-formed: {(error.msg or 'no content').strip()}",
        expected="a whole, well-formed XML file",
        todo="export or copy the file again; nothing was imported from it",
    )
