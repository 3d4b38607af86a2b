"""Furniture of a page: line numbers, wherever a PDF's text has them, are not the author's words."""

from __future__ import annotations

from numerate.proof.audit.readers.page_marks import PageLine, without_page_marks


def test_line_numbers_that_were_read_after_the_text_are_put_aside() -> None:
    """A column of numbers counting up one by one is the page's; a few numbers alone are not."""
    text = ["One sentence that goes on", "over two lines of a page.", "68", "12"]
    numbers = [str(number) for number in range(31, 41)]
    pages = [[*text, *numbers], ["Another page of words.", "And more of them."]]
    told = without_page_marks([[PageLine(line) for line in page] for page in pages])
    assert [one.text for one in told if one.aside] == numbers
    assert [one.text for one in told if not one.aside][:4] == text
