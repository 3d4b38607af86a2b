"""Pictures: finding their files, and giving each format a form it can show."""

from __future__ import annotations

import base64
import functools
import re
import struct
import threading
import zlib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote

import typst

from numerate.errors import NumerateError
from numerate.fonts import sans_folder
from numerate.issues import Issue
from numerate.manuscript.ast import Node, attr_of, pair, stringify
from numerate.render.rendition import Place

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
_NOT_INLINE = re.compile(r"<style|<script|<foreignObject|<image|<!ENTITY|href=[\"'](?!#)", re.I)
_PROLOGUE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE[^>[]*(?:\[.*?\])?\s*>|<!--.*?-->", re.S)
_TOOLTIP = re.compile(r"<title>.*?</title>\s*", re.S)
_ID_USES = re.compile(r"(\bid=[\"']|url\(#|href=[\"']#)")
_SIZE = re.compile(r"\s(?:width|height|role|aria-label|preserveAspectRatio)=(\"[^\"]*\"|'[^']*')")
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Remote:
    """A picture that is not on this machine and is not fetched."""

    url: str


def alt_of(image: Node) -> str:
    """The alternative text of an image: ``fig-alt``, else ``alt``, else its description.

    >>> from numerate.manuscript.ast import attributes, text
    >>> alt_of({"t": "Image", "c": [attributes(), [text("A flow")], ["f.svg", ""]]})
    'A flow'
    """
    attr = attr_of(image) or ["", [], []]
    return pair(attr, "fig-alt") or pair(attr, "alt") or stringify(image["c"][1])


def width_of(image: Node) -> str:
    """The width that the author gave, as CSS writes it; empty when there is none.

    >>> from numerate.manuscript.ast import attributes
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
    raise NumerateError(
        Issue(
            code="missing-picture",
            file=place.shown,
            found=f"no file '{target}'",
            expected=f"the picture at {candidates[0].as_posix()}",
            todo="correct the path, or run numerate build if it is a generated figure",
        )
    )


def not_shown(target: str, place: Place, why: str) -> Issue:
    """Advice that a picture is printed as a link because a format cannot show it."""
    return Issue(
        code="picture-not-shown",
        file=place.shown,
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


def natural_width(path: Path) -> float | None:
    """The width in points that an SVG declares; None when it declares none.

    Units are those of CSS 2.2 (96 px = 72 pt = 1 in).
    """
    start = path.read_text(encoding="utf-8-sig", errors="replace")[:4000]
    opening = re.search(r"<svg\b[^>]*>", start)
    size = re.search(r"\swidth=[\"']([\d.]+)(pt|px|mm|cm|in)?[\"']", opening[0] if opening else "")
    if not size:
        return None
    points = {"pt": 1.0, None: 0.75, "px": 0.75, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
    return float(size[1]) * points[size[2]]


def _converted(path: Path, kind: str) -> bytes:
    stamp = path.stat()
    with _LOCK:  # the same figure in two documents is converted once
        return _compiled(path, kind, stamp.st_mtime_ns, stamp.st_size)


@functools.lru_cache(maxsize=64)
def _compiled(path: Path, kind: str, _changed: int, _size: int) -> bytes:
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        f"#image({_quoted('/' + path.name)})\n"
    )
    try:
        content = typst.compile(
            source.encode(),
            root=str(path.parent),
            font_paths=[str(sans_folder())],
            format=kind,
            ppi=float(PRINT_DPI),
        )
    except typst.TypstError as error:
        raise NumerateError(
            Issue(
                code="bad-picture",
                file=path.name,
                found=str(error).splitlines()[0],
                expected="a picture that can be read",
                todo="open it in its program and save it again",
            )
        ) from error
    first: bytes = content[0] if isinstance(content, list) else content
    return with_dpi(first, PRINT_DPI) if kind == "png" else first


def with_dpi(png: bytes, dpi: int) -> bytes:
    """A PNG that says its resolution (chunk pHYs of the PNG standard, in pixels per metre)."""
    data = b"pHYs" + struct.pack(">IIB", *2 * (round(dpi / 0.0254),), 1)
    chunk = struct.pack(">I", 9) + data + struct.pack(">I", zlib.crc32(data))
    after_header = 8 + 25  # signature, then the chunk IHDR of fixed length
    return png[:after_header] + chunk + png[after_header:]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
