"""A finished picture: SVG for HTML and PDF, PNG for Word, and its alternative text."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from functools import cache
from typing import Final

import typst

from numerate.ground.fonts import beyond_embedded, sans_folder
from numerate.review.figures.svg import MM_PER_PT, document

TEXT_WIDTH_MM: Final = 170.0
PAGE_MM: Final = 235.0  # on A4 with margins of 25 mm, and room for a caption
TEXT_WIDTH: Final = TEXT_WIDTH_MM / MM_PER_PT


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture.

    Attributes:
        svg: The picture as SVG text; words in it are text, and its first line says who wrote it.
        alt: What it shows, in words, with every value.
        width_mm: Width on paper.
        height_mm: Height on paper.
    """

    svg: str
    alt: str
    width_mm: float
    height_mm: float

    @property
    def png(self) -> bytes:
        """The picture for Word, with 300 dots per inch; painted each time it is asked for."""
        return rasterised(self.svg)


def drawing(parts: list[str], size: tuple[float, float], title: str, alt: str) -> Drawing:
    """The drawing made of SVG elements, on a page of ``size`` points."""
    wide, high = (round(side * MM_PER_PT, 2) for side in size)
    return Drawing(document(parts, size, title, alt), alt, wide, high)


def rasterised(svg: str, dpi: int = 300) -> bytes:
    """An SVG painted as PNG, in its own size, with the shared font.

    The fonts of the computer come in only for scripts that the shared font lacks.

    Args:
        svg: A picture of ours; its size is read from its ``width`` and ``height``.
        dpi: Dots per inch, also told in the file.

    Raises:
        NumerateError: When the shared font is not installed.
    """
    page = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
        '#image(bytes(sys.inputs.picture), format: "svg")'
    )
    made = typst.compile(
        page.encode(),
        format="png",
        ppi=float(dpi),
        font_paths=_fonts(system=beyond_embedded(svg)),
        sys_inputs={"picture": svg},
    )
    return _with_density(made, dpi)


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system, font_paths=[str(sans_folder())])


def _with_density(png: bytes, dpi: int) -> bytes:
    """The PNG with its density told (chunk pHYs), so that Word knows its size on paper."""
    per_metre = round(dpi / 0.0254)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", 9) + body + struct.pack(">I", zlib.crc32(body))
    after_header = 8 + 25  # signature, then the chunk IHDR
    return png[:after_header] + chunk + png[after_header:]
