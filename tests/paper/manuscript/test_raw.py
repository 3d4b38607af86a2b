"""Raw text: kept for its format, page breaks for all, advice for what some formats lose."""

from __future__ import annotations

from tests.paper.manuscript.trees import Read, by_class, nodes, text, tree


def test_raw_text_goes_to_its_own_format(read: Read) -> None:
    """HTML to HTML, OpenXML to Word, Typst to PDF."""
    document = read(
        "```{=html}\n<hr>\n```\n\n```{=openxml}\n<w:p/>\n```\n\n```{=typst}\n#v(1em)\n```\n\nEnd\n"
    )
    found = {
        fmt: [block["c"][1] for block in nodes(tree(document, fmt), "RawBlock")]
        for fmt in ("html", "docx", "pdf")
    }
    assert found == {"html": ["<hr>"], "docx": ["<w:p/>"], "pdf": ["#v(1em)"]}


def test_page_breaks_in_latex_count_for_all(read: Read) -> None:
    r"""``\newpage`` and its like become our page break; spacing vanishes without a word."""
    document = read("A\n\n\\newpage\n\n\\vspace{2em}\n\n\\noindent B\n\n\\pagebreak\n")
    blocks = tree(document, "docx")["blocks"]
    assert len(by_class(blocks, "pagebreak")) == 2
    assert text(blocks) == "A B"
    assert document.advice == ()


def test_latex_that_nothing_shows_is_told(read: Read) -> None:
    """Quarto drops it silently outside LaTeX; here an advice names the place."""
    document = read("A\n\nAs \\textbf{bold} says.\n\n\\begin{tabular}{l}\nx \\\\\n\\end{tabular}\n")
    assert [(issue.code, issue.line, issue.severity) for issue in document.advice] == [
        ("raw-text", 3, "advice"),
        ("raw-text", 5, "advice"),
    ]


def test_each_raw_text_has_its_own_place(read: Read) -> None:
    """The same command twice is told at both places."""
    document = read("A \\LaTeX B\n\nC \\LaTeX D\n")
    assert [(issue.line, issue.column) for issue in document.advice] == [(1, 3), (3, 3)]


def test_html_marks_of_a_phrase_count_for_all(read: Read) -> None:
    """``<sub>``, ``<br>`` and ``<img>`` are read; other tags leave their text."""
    document = read(
        'H<sub>2</sub>O<br>next <span style="x">s</span> <kbd>k</kbd> <img src="a.png" alt="A">\n'
    )
    blocks = tree(document, "docx")["blocks"]
    assert text(nodes(blocks, "Subscript")) == "2"
    assert nodes(blocks, "LineBreak")
    assert nodes(blocks, "Image")[0]["c"][2][0] == "a.png"
    assert nodes(blocks, "RawInline") == []
    assert "s k" in text(blocks)


def test_html_with_text_of_its_own_is_told(read: Read) -> None:
    """A raw paragraph is missing from PDF and Word; comments and conditional text are not told."""
    document = read(
        "```{=html}\n<p>Only here</p>\n```\n\n<!-- a comment -->\n\n"
        '::: {.content-visible when-format="html"}\n```{=html}\n<p>Meant so</p>\n```\n:::\n'
    )
    assert [(issue.code, issue.line) for issue in document.advice] == [("raw-text", 2)]
