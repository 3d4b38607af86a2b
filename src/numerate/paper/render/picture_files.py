"""Pictures: finding their files, and giving each format a form it can show."""

from __future__ import annotations

import base64
import functools
import os
import re
import struct
import threading
import zlib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from numerate.ground.errors import NumerateError
from numerate.ground.fonts import beyond_embedded, sans_folder
from numerate.ground.issues import Issue, ordered
from numerate.paper.manuscript.ast import Node, Walker, attr_of, pair, stringify
from numerate.paper.render.rendition import Place
from numerate.paper.render.typesetting import TypstError, typeset

PRINT_DPI = 300
_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
}
_TYPST_READS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf"})
_WORD_READS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf"})
# An SVG with these would change the page around it, or fetch something: it stays an image.
_NOT_INLINE = re.compile(
    r"<style|<script|<foreignObject|<image|<!ENTITY|href=[\"'](?!#)", re.IGNORECASE
)
_PROLOGUE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE[^>[]*(?:\[.*?\])?\s*>|<!--.*?-->", re.DOTALL)
_TOOLTIP = re.compile(r"<title>.*?</title>\s*", re.DOTALL)
_ID_USES = re.compile(r"(\bid=[\"']|url\(#|href=[\"']#)")
_SIZE = re.compile(r"\s(?:width|height|role|aria-label|preserveAspectRatio)=(\"[^\"]*\"|'[^']*')")
_POINTS = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Remote:
    """A picture that is not on this machine and is not fetched."""

    url: str


def alt_of(image: Node) -> str:
    """The alternative text of an image: ``fig-alt``, else ``alt``, else its description.

    >>> from numerate.paper.manuscript.ast import attributes, text
    >>> alt_of({"t": "Image", "c": [attributes(), [text("A flow")], ["f.svg", ""]]})
    'A flow'
    """
    attr = attr_of(image) or ["", [], []]
    return pair(attr, "fig-alt") or pair(attr, "alt") or stringify(image["c"][1])


def width_of(image: Node) -> str:
    """The width that the author gave, as CSS writes it; empty when there is none.

    >>> from numerate.paper.manuscript.ast import attributes
    >>> width_of({"t": "Image", "c": [attributes(pairs={"width": "80"}), [], ["f.svg", ""]]})
    '80px'
    """
    width = pair(attr_of(image) or ["", [], []], "width") or ""
    return f"{width}px" if re.fullmatch(r"[\d.]+", width) else width


def located(target: str, place: Place) -> Path | Remote:
    """The file that an image's target names.

    Raises:
        NumerateError: When there is no such file.
    """
    if re.match(r"(?:https?:)?//|data:", target):
        return Remote(target)
    path = unquote(target)
    candidates = [place.source.parent / path]
    if path.startswith("/"):
        candidates = [place.root / path.lstrip("/"), Path(path)]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    expected = Path(os.path.relpath(candidates[0], place.root)).as_posix()
    raise NumerateError(
        Issue(
            code="missing-picture",
            **place.of(target),
            found=f"no file '{target}'",
            expected=f"the picture at {expected}",
            todo="correct the path, or run numerate build if it is a generated figure",
        )
    )


def located_all(blocks: list[Node], place: Place) -> None:
    """See that every picture of a document is there.

    Raises:
        NumerateError: With all that are not, each with its line.
    """
    issues: list[Issue] = []

    def visit(node: Node) -> list[Node] | None:
        try:
            located(node["c"][2][0], place)
        except NumerateError as error:
            issues.extend(error.issues)
        return None

    Walker(None, visit, frozenset({"Image"})).blocks(blocks)
    if issues:
        raise NumerateError(ordered(issues))


def not_shown(target: str, place: Place, why: str) -> Issue:
    """Advice that a picture is printed as a link because a format cannot show it."""
    return Issue(
        code="picture-not-shown",
        **place.of(target),
        found=f"'{target[:80]}' {why}",
        expected="an SVG, PNG or JPEG file in the compendium",
        todo="save the picture beside the document; until then its alt text is printed",
        severity="advice",
    )


def for_typst(path: Path) -> bool:
    """Whether Typst reads this type of picture."""
    return path.suffix.lower() in _TYPST_READS


def for_word(path: Path, folder: Path) -> Path | None:
    """A file that Word shows: the picture, its PNG sibling, or a PNG made into ``folder``."""
    suffix = path.suffix.lower()
    if suffix in _WORD_READS:
        return path
    sibling = path.with_suffix(".png")
    if suffix == ".svg" and sibling.is_file():
        return sibling
    if suffix not in _TYPST_READS:
        return None
    made = folder / f"{path.stem}-{zlib.crc32(str(path).encode()):08x}.png"
    made.write_bytes(_converted(path, "png"))
    return made


def for_browser(path: Path) -> str | None:
    """The picture as a data URI; None when browsers cannot show it."""
    suffix = path.suffix.lower()
    content = path.read_bytes()
    if suffix == ".pdf":
        suffix, content = ".svg", _converted(path, "svg")
    if suffix not in _TYPES:
        return None
    return f"data:{_TYPES[suffix]};base64,{base64.b64encode(content).decode('ascii')}"


def inline_svg(path: Path, alt: str, prefix: str, style: str) -> str | None:
    """An SVG file as part of an HTML page: searchable, sharp, and one image to a screen reader.

    Args:
        path: The SVG file.
        alt: What the picture says; an empty text hides it from screen readers.
        prefix: Put before each id, so that two pictures on a page do not clash.
        style: CSS declarations.

    Returns:
        The element, or None when the file is better kept apart (own styles, scripts, links).
    """
    source = path.read_text(encoding="utf-8-sig", errors="replace")
    if _NOT_INLINE.search(source):
        return None
    source = _TOOLTIP.sub("", _PROLOGUE.sub("", source)).strip()
    opening = re.match(r"<svg\b[^>]*>", source)
    if not opening or "viewBox" not in opening[0]:
        return None
    naming = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    head = _SIZE.sub("", opening[0])[len("<svg") : -1].rstrip("/")
    body = _ID_USES.sub(lambda use: use[0] + prefix, source[opening.end() :])
    return f'<svg {naming} style="{escape(style)}"{head}>{body}'


def natural_size(path: Path) -> tuple[float, float] | None:
    """Width and height in points that an SVG or PNG file declares; None when it declares none.

    Units of SVG are those of CSS 2.2 (96 px = 72 pt = 1 in); PNG states pixels per metre in its
    chunk pHYs, and without one a pixel counts as one of CSS.
    """
    if path.suffix.lower() == ".png":
        return _png_size(path.read_bytes()[:4096])
    if path.suffix.lower() != ".svg":
        return None
    start = path.read_text(encoding="utf-8-sig", errors="replace")[:4000]
    opening = re.search(r"<svg\b[^>]*>", start)
    found = [
        re.search(rf"\s{side}=[\"']([\d.]+)(pt|px|mm|cm|in)?[\"']", opening[0] if opening else "")
        for side in ("width", "height")
    ]
    sizes = [float(one[1]) * _POINTS[one[2] or "px"] for one in found if one]
    return (sizes[0], sizes[1]) if len(sizes) == len(found) else None


def _png_size(start: bytes) -> tuple[float, float] | None:
    if start[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", start[16:24].ljust(8, b"\0"))
    at = start.find(b"pHYs")
    across, down, unit = struct.unpack(">IIB", start[at + 4 : at + 13]) if at > 0 else (0, 0, 0)
    if unit != 1 or not across or not down:
        return width * 0.75, height * 0.75
    return width / across / 0.0254 * 72, height / down / 0.0254 * 72


def _converted(path: Path, kind: Literal["png", "svg"]) -> bytes:
    stamp = path.stat()
    with _LOCK:  # the same figure in two documents is converted once
        return _compiled(path, kind, stamp.st_mtime_ns, stamp.st_size)


@functools.lru_cache(maxsize=64)
def _compiled(path: Path, kind: Literal["png", "svg"], _changed: int, _size: int) -> bytes:
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        f"#image({_quoted('/' + path.name)})\n"
    )
    dpi = PRINT_DPI if kind == "png" else None
    beyond = path.suffix.lower() == ".svg" and beyond_embedded(
        path.read_text(encoding="utf-8-sig", errors="replace")
    )
    try:
        made = typeset(
            source, kind, root=path.parent, fonts=[sans_folder()], system_fonts=beyond, ppi=dpi
        )
    except TypstError as error:
        raise NumerateError(
            Issue(
                code="bad-picture",
                file=path.name,
                found=str(error).splitlines()[0],
                expected="a picture that can be read",
                todo="open it in its program and save it again",
            )
        ) from error
    return with_dpi(made, PRINT_DPI) if kind == "png" else made


def with_dpi(png: bytes, dpi: int) -> bytes:
    """A PNG that says its resolution (chunk pHYs of the PNG standard, in pixels per metre)."""
    data = b"pHYs" + struct.pack(">IIB", *2 * (round(dpi / 0.0254),), 1)
    chunk = struct.pack(">I", 9) + data + struct.pack(">I", zlib.crc32(data))
    after_header = 8 + 25  # signature, then the chunk IHDR of fixed length
    return png[:after_header] + chunk + png[after_header:]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
