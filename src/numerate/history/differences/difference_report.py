"""Formats: a difference as text, Markdown, HTML or JSON."""

from __future__ import annotations

from numerate.history.differences.difference_note import note
from numerate.history.differences.difference_page import page
from numerate.history.differences.difference_text import as_json, markdown, text
from numerate.paper.changes.difference import Difference

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
