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
    ppi: float | None = None,
) -> bytes:
    """The first page of a picture, or the whole of a PDF.

    Args:
        source: Typst markup.
        kind: What to make.
        root: Folder that paths beginning with ``/`` are looked up in.
        fonts: Folders with fonts beside those that Typst brings.
        system_fonts: Whether the computer's fonts may be used too.
        ppi: Pixels per inch of a PNG.

    Raises:
        TypstError: When the markup has a fault.

    >>> typeset("Hello", "pdf", root=Path("."))[:5]
    b'%PDF-'
    """
    given: dict[str, Any] = {} if ppi is None else {"ppi": ppi}
    made, _ = _compiled(source, root, fonts, system_fonts=system_fonts, format=kind, **given)
    return made


def typeset_pdf(
    source: str,
    *,
    root: Path,
    fonts: Sequence[Path] = (),
    system_fonts: bool = False,
    standards: Sequence[str] = (),
) -> tuple[bytes, tuple[str, ...]]:
    """A PDF, and the warnings that came up, as Typst words them.

    Args:
        source: Typst markup.
        root: Folder that paths beginning with ``/`` are looked up in.
        fonts: Folders with fonts beside those that Typst brings.
        system_fonts: Whether the computer's fonts may be used too.
        standards: PDF standards to conform to, such as ``ua-1``.

    Raises:
        TypstError: When the markup has a fault or the document breaks a standard.

    >>> typeset_pdf("Hello", root=Path("."))[1]
    ()
    """
    given: dict[str, Any] = {"pdf_standards": list(standards)} if standards else {}
    return _compiled(source, root, fonts, system_fonts=system_fonts, format="pdf", **given)


def _compiled(
    source: str,
    root: Path,
    fonts: Sequence[Path],
    *,
    system_fonts: bool,
    **given: Any,  # noqa: ANN401 - handed on
) -> tuple[bytes, tuple[str, ...]]:
    compiler: Any = typst.Compiler  # its stub wants the input and the root to be of one type
    made, warnings = compiler(
        source.encode(),
        root=str(root),
        font_paths=[str(folder) for folder in fonts],
        ignore_system_fonts=not system_fonts,
    ).compile_with_warnings(**given)
    content = bytes(made[0] if isinstance(made, list) else made)
    return content, tuple(one.diagnostic for one in warnings)
