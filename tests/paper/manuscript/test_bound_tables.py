"""Tables: widths, list tables, tables in HTML."""

from __future__ import annotations

from typing import Any

from tests.paper.manuscript.trees import Read, captions, nodes, text, tree


def widths(table: dict[str, Any]) -> list[float | None]:
    """The widths of a table's columns."""
    return [column[1].get("c") for column in table["c"][2]]


def test_widths_come_from_caption_division_or_settings(read: Read) -> None:
    """``tbl-colwidths`` in percent; the nearest statement counts (Quarto's tables)."""
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    document = read(
        "---\ntbl-colwidths: [10, 90]\n---\n\n"
        f'{table}\n: A {{#tbl-a tbl-colwidths="[30,70]" .striped}}\n\n'
        f'::: {{tbl-colwidths="[40,60]"}}\n{table}:::\n\n{table}\n: Own {{tbl-colwidths=false}}\n'
    )
    blocks = tree(document)["blocks"]
    found = nodes(blocks, "Table")
    assert [widths(table) for table in found] == [[0.3, 0.7], [0.4, 0.6], [None, None]]
    assert found[0]["c"][0][1] == ["striped"]
    assert captions(blocks) == ["Table 1: A"]
    assert text(found[2]["c"][1]) == "Own"


def test_lists_become_tables(read: Read) -> None:
    """``.list-table``: header row, spans from an empty span, caption below (Quarto 1.9)."""
    document = read(
        '::: {#tbl-l .list-table header-rows=1 widths="1,3" aligns="l,r"}\n* - A\n  - B\n'
        "* - []{colspan=2} wide\n\nA list\n:::\n"
    )
    blocks = tree(document)["blocks"]
    [table] = nodes(blocks, "Table")
    assert captions(blocks) == ["Table 1: A list"]
    assert widths(table) == [0.25, 0.75]
    assert table["c"][2][1][0]["t"] == "AlignRight"
    assert text(table["c"][3]) == "A B"
    assert table["c"][4][0][3][0][1][0][3] == 2


def test_tables_in_html_become_tables_everywhere(read: Read) -> None:
    """Written in one raw block or as tags around Markdown; Word and PDF could not show HTML."""
    document = read(
        "```{=html}\n<table><tr><th>H</th></tr><tr><td>x &lt; y</td></tr></table>\n```\n\n"
        "<table>\n<tr><td>**b**</td></tr>\n</table>\n\n"
        "::: {#tbl-a}\n<table><tr><td>z</td></tr></table>\n\nC\n:::\n"
    )
    for fmt in ("html", "docx"):
        blocks = tree(document, fmt)["blocks"]
        assert [text(table["c"][3:]) for table in nodes(blocks, "Table")] == ["H x < y", "b", "z"]
        assert nodes(nodes(blocks, "Table"), "Strong")
    assert captions(blocks) == ["Table 1: C"]
    assert document.advice == ()


def test_figures_in_html_become_figures(read: Read) -> None:
    """Image, alternative text and caption reach every format."""
    document = read(
        '<figure>\n<img src="a.png" alt="Alt">\n'
        "<figcaption>A <em>cap</em></figcaption>\n</figure>\n"
    )
    [figure] = nodes(tree(document, "docx")["blocks"], "Figure")
    assert text(figure["c"][1]) == "A cap"
    assert nodes(figure, "Image")[0]["c"][2][0] == "a.png"
    assert document.advice == ()


def test_captions_of_tables_may_hold_braces(read: Read) -> None:
    """Only what ends the caption is taken for attributes."""
    document = read("| a |\n|---|\n| 1 |\n\n: The set {1, 2} of all\n")
    assert text(nodes(tree(document)["blocks"], "Table")[0]["c"][1]) == "The set {1, 2} of all"
