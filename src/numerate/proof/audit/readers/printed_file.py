"""Printed file: what a file says, as an ordered sequence of lines, paragraphs and cells."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

RAISED = "\ue000"  # stands before a raised sign while a fragment is read
Element = Any  # lxml has no public type for it
_ADDRESS = re.compile(r"(?P<kind>https?(?=://)|mailto(?=:)):(?://)?(?P<rest>\S+)", re.IGNORECASE)
_DOI = re.compile(r"^(?:dx\.|www\.)doi\.org/")
_SMALL_DIGITS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")


def raised(text: str) -> str:
    """A text that is set as superscript or subscript."""
    return "".join(RAISED + sign if sign.isdigit() else sign for sign in text)


def unraised(text: str) -> tuple[str, frozenset[int]]:
    """A text without the signs of :func:`raised`, and which of its characters were raised.

    >>> unraised("10,32" + raised("4"))
    ('10,324', frozenset({5}))
    """
    places: set[int] = set()
    signs: list[str] = []
    for sign in text:
        if sign == RAISED:
            places.add(len(signs))
        else:
            if sign in _SMALL_DIGITS:
                places.add(len(signs))
            signs.append(sign)
    return "".join(signs), frozenset(places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """One line, paragraph or cell of a file.

    Attributes:
        text: Its words as the file has them.
        page: Its page, counted from 1; 0 where there are no pages.
        heading: The heading it stands under; empty where headings are not known.
        table: Number of its table, counted from 0; -1 outside tables or where these are unknown.
        row: Row in that table, counted from 0.
        column: First column in that table, counted from 0.
        aside: Whether it belongs to the page and not to the text: running head, page number, line
            number, a picture's description.
        own: What it is a second copy of, when that is known: ``title``, the title or summary in the
            file's properties or at the foot of a page; ``contents``, a line of the contents.
        across: Of each character, where it begins on its page, in points; empty where unknown.
        raised: Characters that are set as superscripts or subscripts.
    """

    text: str
    page: int = 0
    heading: str = ""
    table: int = -1
    row: int = -1
    column: int = -1
    aside: bool = False
    own: str = ""
    across: tuple[float, ...] = ()
    raised: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileWording:
    """One reading of a file; Word's tracked changes give two of them.

    Attributes:
        name: Empty, or which of two readings this is.
        fragments: What it says.
        structured: Whether paragraphs and cells are known; a PDF has lines only.
    """

    name: str = ""
    fragments: tuple[Fragment, ...] = ()
    structured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFile:
    """A file as it was read.

    Attributes:
        name: The file's name.
        form: ``html``, ``pdf``, ``docx`` or ``text``.
        readings: One reading; two when changes are tracked, the accepted one first.
        pictures: SHA-256 of each picture in it, where the format keeps pictures as they were.
        links: Where it leads, see :func:`target`; links within the file and to files beside it are
            left out.
        unread: What in it could not be read, and why.
    """

    name: str
    form: str
    readings: tuple[FileWording, ...]
    pictures: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    unread: tuple[str, ...] = field(default=())


def target(address: str) -> str:
    """An address as every program writes it; empty for one that leads to no other place.

    >>> target("http://dx.doi.org/10.1136/BMJ.n71 "), target("#refs")
    ('https://doi.org/10.1136/bmj.n71', '')
    """
    found = _ADDRESS.match(address.strip())
    if not found:
        return ""
    plain = unquote(found["rest"]).rstrip("/").casefold()
    if found["kind"].casefold() == "mailto":
        return f"mailto:{plain}"
    return f"https://{_DOI.sub('doi.org/', plain)}"


def deeper_than(tree: Element, depth: int) -> bool:
    """Whether elements of a tree stand within each other more than so deep."""
    level = [tree]
    for _ in range(depth):
        level = [child for node in level for child in node]
        if not level:
            return False
    return True


def picture_digest(content: bytes) -> str:
    """What a picture is known by.

    >>> picture_digest(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(content).hexdigest()
