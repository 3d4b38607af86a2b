"""Names of formats: which of ours a Quarto format name means, and what a condition on one means."""

from __future__ import annotations

import re

FORMATS = ("html", "pdf", "docx")
_BASES = {
    "html": ("html", "html5", "html4"),
    "pdf": ("latex", "pdf", "typst"),
    "docx": ("docx",),
}
_CONDITIONS = {
    "html": frozenset({"html", "html:js", "html5", "html4"}),
    "pdf": frozenset({"pdf", "typst"}),
    "docx": frozenset({"docx"}),
}
_RAW = {
    "html": frozenset({"html", "html4", "html5"}),
    "pdf": frozenset({"typst"}),
    "docx": frozenset({"openxml"}),
}
_NAME = re.compile(r"^(?P<whole>[^+]*)(?:\+.*)?$")


def base_of(name: str) -> str:
    """The plain format in a Quarto format name.

    >>> [base_of(name) for name in ("html", "plos-pdf", "acs-pdf+draft", "apaquarto-docx")]
    ['html', 'pdf', 'pdf', 'docx']
    """
    found = _NAME.match(name)
    whole = found["whole"] if found else name
    return whole.rsplit("-", 1)[-1]


def extension_of(name: str) -> str:
    """The extension that a format name asks for, empty when it is plain.

    >>> extension_of("acs-pdf+draft"), extension_of("html")
    ('acs', '')
    """
    whole = name.split("+", 1)[0]
    return whole.rpartition("-")[0]


def names_for(fmt: str, names: list[str]) -> list[str]:
    """Those of the format names that count for one of our formats, weakest first.

    Both ``pdf`` and ``typst`` serve our PDF; what ``typst`` says wins.

    >>> names_for("pdf", ["html", "typst", "plos-pdf"])
    ['plos-pdf', 'typst']
    """
    return [name for base in _BASES[fmt] for name in names if base_of(name) == base]


def matches(fmt: str, condition: str) -> bool:
    """Whether a condition such as ``when-format="html"`` holds for one of our formats.

    >>> matches("html", "html:js"), matches("pdf", "typst"), matches("docx", "pdf")
    (True, True, False)
    """
    return condition in _CONDITIONS[fmt]


def writes_raw(fmt: str, raw: str) -> bool:
    """Whether raw text of a format can be written as it is.

    >>> writes_raw("html", "html5"), writes_raw("docx", "html"), writes_raw("pdf", "typst")
    (True, False, True)
    """
    return raw in _RAW[fmt]
