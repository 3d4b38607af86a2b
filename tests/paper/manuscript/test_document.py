"""Documents: read once, finished for three formats with as few pandoc calls as can be."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from numerate.ground import programs
from numerate.ground.errors import NumerateError
from numerate.paper.manuscript.document import Document, parse
from tests.paper.manuscript.trees import Read, Write, by_class, nodes, text, tree

BIB = "@book{lee2020, author = {Lee, Ann}, title = {Sleep}, year = {2020}}\n"
NUMBERS = {
    "schema": 1,
    "numbers": {"flow.n": {"value": 12, "text": "12", "forms": {"words": "twelve"}}},
    "claims": {},
    "citations": {},
}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The arguments of every pandoc call from now on."""
    made: list[list[str]] = []
    run = programs.run

    def counted(program: str, arguments: list[str], **options: bytes) -> programs.Outcome:
        made.append(list(arguments))
        return run(program, arguments, **options)

    monkeypatch.setattr(programs, "run", counted)
    return made


def three(document: Document) -> list[str]:
    """The texts of all three formats, made at the same time."""
    with ThreadPoolExecutor(3) as pool:
        found = pool.map(lambda fmt: text(tree(document, fmt)["blocks"]), ("html", "pdf", "docx"))
        return list(found)


def test_three_formats_share_one_call(read: Read, calls: list[list[str]]) -> None:
    """One call reads, one brings citations in for all formats, even from three threads."""
    document = read(
        "---\nbibliography: r.bib\nformat: {html: {toc: true}}\n---\n\n@lee2020\n", {"r.bib": BIB}
    )
    found = three(document)
    assert found[0] == found[1] == found[2]
    assert len(calls) == 2
    assert "--citeproc" in calls[1]
    assert any(part.endswith("numerate.lua") for part in calls[1])  # reads the references


def test_a_plain_text_needs_no_second_call(read: Read, calls: list[list[str]]) -> None:
    """Without citations and bound numbers nothing is left for pandoc to do."""
    document = read("# A\n\nText with *marks*.\n")
    assert three(document) == ["A Text with marks."] * 3
    assert len(calls) == 1


def test_formats_that_differ_are_made_apart(read: Read) -> None:
    """A format's own settings and conditional text give that format its own tree."""
    document = read(
        "---\nformat:\n  html: {number-sections: true}\n---\n\n# A\n\n"
        '[pdf]{.content-visible when-format="pdf"}\n'
    )
    assert three(document) == ["1 A", "A pdf", "A"]


def test_numbers_come_in_through_the_filter(read: Read, calls: list[list[str]]) -> None:
    """Text, title and captions get their number by key; the bracket text is never printed."""
    document = read(
        '---\ntitle: "Of [0]{num=flow.n}"\n---\n\n[0]{num=flow.n as=words}\n\n'
        "![A [0]{num=flow.n}](x.png){#fig-a}\n",
        {"_generated/numbers.json": json.dumps(NUMBERS)},
    )
    found = tree(document, "pdf")
    assert text(found["meta"]["title"]) == "Of 12"
    assert text(found["blocks"]) == "twelve Figure 1: A 12"
    assert "-L" in calls[1]


def test_an_unknown_key_stops_every_format(read: Read) -> None:
    """The filter's fault reaches each thread that waits for it."""
    document = read("[0]{num=none}\n", {"_generated/numbers.json": json.dumps(NUMBERS)})
    for fmt in ("html", "docx"):
        with pytest.raises(NumerateError, match="none"):
            tree(document, fmt)


def test_all_faults_come_at_once(write: Write, tmp_path: Path) -> None:
    """A cell, an open division, a dead reference, an unknown shortcode and a repeated id."""
    path = write(
        "```{r}\n1\n```\n\n@fig-none {{< nothing >}}\n\n# A {#sec-a}\n\n"
        "# B {#sec-a}\n\n::: {.x}\nopen\n"
    )
    with pytest.raises(NumerateError) as caught:
        parse(path, tmp_path)
    assert [(issue.line, issue.code) for issue in caught.value.issues] == [
        (1, "executable-cell"),
        (5, "unknown-shortcode"),
        (5, "dead-reference"),
        (9, "repeated-id"),
        (11, "unclosed-division"),
    ]


def test_filters_of_the_author_are_told(read: Read) -> None:
    """Only Quarto runs Lua filters; ours is no news."""
    document = read("---\nfilters: [numerate, lightbox, {at: pre-ast, path: x.lua}]\n---\n\nText\n")
    assert [(issue.code, issue.place) for issue in document.advice] == [
        ("filter-not-run", "a.qmd:2:21"),
        ("filter-not-run", "a.qmd:2:51"),
    ]


def test_metadata_keeps_settings_and_texts(read: Read) -> None:
    """Texts are read as Markdown, settings stay values, each format has its own."""
    document = read(
        "---\nsubtitle: An *aside*\ntoc: true\nformat:\n"
        "  pdf: {toc: false, subtitle: Other}\n---\n\nText\n"
    )
    html, pdf = tree(document)["meta"], tree(document, "pdf")["meta"]
    assert nodes(html["subtitle"], "Emph")
    assert html["toc"] == {"t": "MetaBool", "c": True}
    assert pdf["toc"] == {"t": "MetaBool", "c": False}
    assert text(pdf["subtitle"]) == "Other"


def test_appendices_come_last_in_html(read: Read) -> None:
    """Quarto's HTML moves sections with the class appendix to the end; other formats do not."""
    document = read("# A\n\n# B {.appendix}\n\n## B1\n\nText\n\n# C\n\nLast\n")
    assert text(tree(document, "html")["blocks"]) == "A C Last B B1 Text"
    assert text(tree(document, "docx")["blocks"]) == "A B B1 Text C Last"


def test_code_blocks_show_their_file_and_lines(read: Read) -> None:
    """``filename`` and ``code-line-numbers`` (Quarto's code blocks)."""
    blocks = tree(
        read(
            "---\ncode-line-numbers: true\n---\n\n"
            '``` {.python filename="a.py"}\n1\n```\n\n```\nplain\n```\n'
        )
    )["blocks"]
    [named] = by_class(blocks, "code-with-filename")
    assert text(named) == "a.py 1"
    assert [b["c"][0][1] for b in nodes(blocks, "CodeBlock")] == [["python", "number-lines"], []]


def test_spaces_around_equal_signs_in_divisions_are_forgiven(read: Read) -> None:
    """Quarto reads ``key = "value"`` in the attributes of a division; pandoc does not."""
    blocks = tree(read('::: {.callout-note title = "Hm" }\nText\n:::\n'))["blocks"]
    assert text(by_class(blocks, "callout-title")) == "Hm"


def test_headings_are_shifted_and_numbered_from_an_offset(read: Read) -> None:
    """``shift-heading-level-by``, ``number-offset`` and ``number-depth`` (pandoc's manual)."""
    document = read(
        "---\nshift-heading-level-by: 1\nnumber-sections: true\nnumber-offset: [0, 3]\n"
        "number-depth: 2\n---\n\n# A\n\n## B\n"
    )
    blocks = tree(document)["blocks"]
    assert [block["c"][0] for block in blocks] == [2, 3]
    assert text(blocks) == "4 A B"
