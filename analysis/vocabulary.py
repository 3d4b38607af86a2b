"""The words that claims use, with the one meaning of each."""

from __future__ import annotations

from collections.abc import Iterator

from numerate import RELATIONS, WORDS, Extraction, Result, TableColumn, row, table


def results(_: Extraction) -> Iterator[Result]:
    """The supplement's table of words."""
    entries = [(word.words, word.of, word.meaning) for word in WORDS]
    entries += list(RELATIONS)
    yield table(
        "vocabulary",
        definition="What each vague word means in this review",
        columns=[TableColumn(width=0.36), TableColumn(width=0.26), TableColumn(width=0.38)],
        head=[["Words", "Said of", "Meaning"]],
        body=[row(", ".join(words), of, meaning) for words, of, meaning in entries],
        notes=["The published review defines none of these words; it is tested by these meanings."],
    )
