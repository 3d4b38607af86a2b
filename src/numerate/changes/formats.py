"""Formats: a difference as text, Markdown, HTML or JSON."""

from __future__ import annotations

from numerate.changes.difference import Difference
from numerate.changes.note import note
from numerate.changes.page import page
from numerate.changes.telling import as_json, markdown, text

FORMATS = ("text", "markdown", "html", "json")


def told(difference: Difference, form: str) -> str:
    r"""The difference in one of FORMATS.

    >>> told(Difference(old="1.0", new="2.0"), "text")
    '1.0 and 2.0 are equal\n'
    """
    if form == "json":
        return as_json(difference)
    tellers = {"text": text, "markdown": markdown, "html": page}
    return tellers[form](note(difference))
