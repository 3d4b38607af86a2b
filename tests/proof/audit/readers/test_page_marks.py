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


def test_a_heading_that_is_continued_is_dropped_where_it_repeats_an_earlier_page() -> None:
    """Over two lines, below the repeated head of its table; the rows stay."""
    first = ["Covariate Vote", "Image-sharing", "experiences (n = 28)", "Sexting positive"]
    second = ["Covariate Vote", "Image-sharing", "experiences (n = 28) (continued)", "Age mixed"]
    pages = [[PageLine(text) for text in page] for page in (first, second)]
    told = [one.text for one in without_page_marks(pages) if one.page == 2 and not one.aside]
    assert told == ["Age mixed"]


def test_a_continued_heading_that_went_stale_stays() -> None:
    """Its number differs from the one it repeats, so it is left to be compared."""
    first = ["Covariate Vote", "Experiences (n = 28)", "Sexting positive"]
    second = ["Experiences (n = 29) (continued)", "Age mixed"]
    pages = [[PageLine(text) for text in page] for page in (first, second)]
    told = [one.text for one in without_page_marks(pages) if one.page == 2]
    assert told == ["Experiences (n = 29) (continued)", "Age mixed"]
