"""Typst, run in this process: from markup to PDF, PNG or SVG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import typst

TypstError = typst.TypstError
Kind = Literal["pdf", "png", "svg"]


def typeset(  # noqa: PLR0913 - what a run of Typst depends on
    source: str,
    kind: Kind,
    *,
    root: Path,
    fonts: Sequence[Path] = (),
    system_fonts: bool = False,
    standards: Sequence[str] = (),
    ppi: float | None = None,
) -> bytes:
    """The first page of a picture, or the whole of a PDF.

    Args:
        source: Typst markup.
        kind: What to make.
        root: Folder that paths beginning with ``/`` are looked up in.
        fonts: Folders with fonts beside those that Typst brings.
        system_fonts: Whether the computer's fonts may be used too.
        standards: PDF standards to conform to, such as ``ua-1``.
        ppi: Pixels per inch of a PNG.

    Raises:
        TypstError: When the markup has a fault or the document breaks a standard.

    >>> typeset("Hello", "pdf", root=Path("."))[:5]
    b'%PDF-'
    """
    given: dict[str, Any] = {"pdf_standards": list(standards)} if standards else {}
    if ppi is not None:
        given["ppi"] = ppi
    compiler: Any = typst.Compiler  # its stub wants the input and the root to be of one type
    made = compiler(
        source.encode(),
        root=str(root),
        font_paths=[str(folder) for folder in fonts],
        ignore_system_fonts=not system_fonts,
    ).compile(format=kind, **given)
    return bytes(made[0] if isinstance(made, list) else made)
