"""Where the shared sans-serif font is, so that pictures look the same on every machine.

Arimo (SIL Open Font License) comes as a Python package. Its letters are as wide as those of Arial,
Helvetica and Liberation Sans, so a picture laid out with it also fits in a browser that has only
one of those.
"""

from __future__ import annotations

import html
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue

SANS: Final = "Arimo"
SANS_STACK: Final = "Arimo, Arial, Helvetica, 'Liberation Sans', sans-serif"
_PACKAGE: Final = "fontpkg_arimo"
# Scripts that the fonts inside Typst do not cover; for these the computer's own fonts are asked.
_BEYOND: Final = re.compile(
    "[\u0530-\u058f\u0600-\u1dff\u2c00-\ufaff\ufb50-\ufffc\U00010000-\U0010ffff]"
)


def sans_folder() -> Path:
    """The folder with the files of the shared font, for Typst's ``font_paths``.

    Raises:
        NumerateError: When its package is not installed.

    >>> sorted(path.name for path in sans_folder().iterdir())
    ['Arimo-Italic[wght].ttf', 'Arimo[wght].ttf']
    """
    spec = find_spec(_PACKAGE)
    folder = Path(spec.origin).parent / "files" if spec and spec.origin else None
    if folder is None or not folder.is_dir():
        raise NumerateError(
            Issue(
                code="missing-font",
                found=f"the font {SANS} was not found",
                expected="the Python package fontpkg-arimo beside this Python",
                todo="run: pip install fontpkg-arimo",
            )
        )
    return folder


def beyond_embedded(text: str) -> bool:
    """Whether a text has letters of scripts that the fonts inside Typst do not cover.

    >>> beyond_embedded("Größe, Ωmega"), beyond_embedded("中文"), beyond_embedded("&#x4e2d;")
    (False, True, True)
    """
    return bool(_BEYOND.search(html.unescape(text) if "&#" in text else text))
