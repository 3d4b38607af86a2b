"""Plain texts in the encodings and layouts of the programs that write them."""

from __future__ import annotations

import pytest

from numerate.ground.errors import CannotRunError
from numerate.proof.audit.readers.text_file import read_text

WORDS = "Änderung: −0.35\nzweite Zeile"


def lines(content: bytes) -> list[str]:
    """The lines of a text that belong to it and not to its pages."""
    return [one.text for one in read_text("a.txt", content).readings[0].fragments if not one.aside]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_unicode_are_told_apart(encoding: str) -> None:
    """With and without a mark at the beginning."""
    assert lines(WORDS.encode(encoding)) == WORDS.split("\n")


def test_windows_texts_are_read() -> None:
    """0xC4 is Ä and 0x96 a dash in Windows-1252."""
    assert lines(b"\xc4nderung \x96 so") == ["Änderung – so"]


def test_rules_around_cells_are_no_words() -> None:
    """Pandoc draws grid tables with + - = and | ; what is between them stays under its column."""
    told = lines(b"+-----+----+\n| Age | n  |\n+=====+====+\n| 12  | 34 |\n+-----+----+\n")
    assert [line.split() for line in told] == [["Age", "n"], ["12", "34"]]
    assert told[0].index("n") == told[1].index("34")


def test_descriptions_of_pictures_are_counted_and_left_out() -> None:
    """Pandoc writes a picture's description as a paragraph in square brackets."""
    printed = read_text("a.txt", b"One.\n\n[A flow of 12\nrecords]\n\nTwo [3] and four.\n")
    assert [one.text for one in printed.readings[0].fragments] == [
        "One.",
        "Two [3] and four.",
    ]
    assert printed.unread == ("1 descriptions of pictures",)


@pytest.mark.parametrize("content", [b"", b"\n \n\f\n", b"\xef\xbb\xbf"])
def test_an_empty_text_is_refused(content: bytes) -> None:
    """A file without a word cannot agree with anything."""
    with pytest.raises(CannotRunError, match="empty"):
        read_text("a.txt", content)
