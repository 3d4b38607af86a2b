"""The appendix of numbers in PDF and Word, on request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.ground.errors import CannotRunError
from numerate.ground.project import open_project
from numerate.paper.origins.titles import APPENDIX
from numerate.paper.render.rendering import render


def test_pdf_and_word_get_every_printed_number_with_its_code(
    built: Path, text_of: Callable[[Path], str]
) -> None:
    """Asked for, the appendix names keys and code places; without the option it is not there."""
    for wanted in (True, False):
        written = render(
            open_project(built),
            ["article"],
            formats=["pdf", "docx"],
            engine="embedded",
            with_appendix=wanted,
        )
        for path in written:
            text = text_of(path)
            assert (APPENDIX in text) is wanted, path.name
            assert ("(flow.included)" in text) is wanted, path.name


def test_quarto_cannot_add_it(built: Path) -> None:
    """The option with Quarto is refused with one issue that says what to do."""
    with pytest.raises(CannotRunError, match="no-appendix"):
        render(open_project(built), engine="quarto", with_appendix=True)
