"""Formats: a difference as text, Markdown, HTML or JSON."""

from __future__ import annotations

from numerate.ground.report_formats import ReportFormats
from numerate.history.differences.difference_note import note
from numerate.history.differences.difference_page import page
from numerate.history.differences.difference_text import as_json, markdown, text
from numerate.paper.changes.difference import Difference

DIFFERENCE_REPORT = ReportFormats[Difference](
    {
        "text": lambda difference: text(note(difference)),
        "markdown": lambda difference: markdown(note(difference)),
        "html": lambda difference: page(note(difference)),
        "json": as_json,
    }
)
