"""Passages and the places of their words: every word is found where an author wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from numerate.paper.manuscript.document import Document, read_document
from numerate.paper.manuscript.prose import Passage, passages

HEAD = """---
title: "A title with [four]{num=flow.n} words"
abstract: |
  An abstract of
  [two]{.fixed} lines.
---

"""
TEXT = """# First heading {#sec-a prisma="7"}

A paragraph with *emphasis*, `code 7`, $x = 9$, and a note[^n].
It goes on ([12]{num=flow.records} records) [@smith2020, p. 3] "in quotes".

[^n]: The note says 33 things.

> A quotation of 5 words.

| Site | Count |
|------|------:|
| Home | 40    |
| Ward | 41    |

: A caption of 2 tables {#tbl-a}

- An item
- Another with ^[an inline note of 8 words] more

![A figure of 6 parts](x.png){#fig-a fig-alt="Alternative 77"}

::: {#tbl-b table=studies}
Caption of a computed table, 14 rows.
:::

{{< include _part.qmd >}}

::: {.callout-note title="A title of 3 words"}
Text .05 and −6 at the end; sixty-eight.
:::
"""
PART = "An included part with 99 words.\n"


def read(folder: Path, text: str) -> Document:
    """A document of that text."""
    path = folder / "article.qmd"
    path.write_bytes(text.encode("utf-8"))
    document, _ = read_document(path, folder)
    assert document is not None
    return document


def word_at(folder: Path, passage: Passage, word: str) -> str:
    """What stands in the source where a word of a passage is said to stand."""
    place = passage.place(passage.text.index(word))
    assert place is not None
    lines = (folder / place.file).read_bytes().decode("utf-8").splitlines()
    return lines[place.line - 1][place.column - 1 :][: len(word)]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("start", "word"),
    [
        ("A title with", "four"),
        ("An abstract", "two"),
        ("First heading", "heading"),
        ("A paragraph", "12"),
        ("A paragraph", "quotes"),
        ("The note says", "33"),
        ("A quotation", "5"),
        ("A caption of", "2"),
        ("Site", "Site"),
        ("41", "41"),
        ("Another", "more"),
        ("an inline note", "8"),
        ("A figure", "6"),
        ("Caption of", "14"),
        ("An included", "99"),
        ("Text .05", ".05"),
        ("Text .05", "−6"),
        ("Text .05", "sixty-eight"),
        ("A title of 3", "3"),
    ],
)
def test_a_word_stands_where_it_is_said_to(
    start: str, word: str, ends: str, tmp_path: Path
) -> None:
    """In front matter, headings, notes, tables, captions, attributes and included files."""
    (tmp_path / "_part.qmd").write_bytes(PART.replace("\n", ends).encode())
    document = read(tmp_path, (HEAD + TEXT).replace("\n", ends))
    passage = next(one for one in passages(document) if one.text.startswith(start))
    assert word_at(tmp_path, passage, word) == word


def test_marks_say_what_a_stretch_is(tmp_path: Path) -> None:
    """Bound, fixed, cited, code, mathematics, quotation; a table's row; what a note is."""
    (tmp_path / "_part.qmd").write_text(PART, encoding="utf-8")
    found = {one.text[:12]: one for one in passages(read(tmp_path, HEAD + TEXT))}
    paragraph = found["A paragraph "]
    kinds = {mark.kind: paragraph.text[mark.start : mark.end] for mark in paragraph.marks}
    assert kinds == {
        "code": "code 7",
        "math": "x = 9",
        "num": "12",
        "citation": "[@smith2020, p. 3]",
        "quote": "“in quotes”",
    }
    assert paragraph.section == ("First heading",)
    assert found["The note say"].kind == "note"
    assert found["A quotation "].within == ("quote",)
    assert found["41"].within == ("table 1 3",)


WORDS = st.lists(
    st.sampled_from(["story", "child", "12", "sleep", "a", "of"]), min_size=1, max_size=9
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(paragraphs=st.lists(WORDS, min_size=1, max_size=8))
def test_repeated_words_keep_their_order(paragraphs: list[list[str]], tmp_path: Path) -> None:
    """However often the same few words return, each is found at its own line and column."""
    lines = [" ".join(words) for words in paragraphs]
    document = read(tmp_path, "\n\n".join(lines) + "\n")
    told = [
        (place.line, place.column) for passage in passages(document) for _, place in passage.places
    ]
    true = []
    for number, line in enumerate(lines):
        column = 1
        for word in line.split(" "):
            true.append((2 * number + 1, column))
            column += len(word) + 1
    assert told == true
