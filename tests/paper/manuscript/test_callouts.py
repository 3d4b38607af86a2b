"""Callouts: kinds, titles, appearance; the words are those of Quarto 1.9.38."""

from __future__ import annotations

from tests.paper.manuscript.trees import Read, by_class, pairs, text, tree


def test_titles_come_from_attribute_heading_or_kind(read: Read) -> None:
    """An attribute, else the first heading, else the kind in the document's language."""
    document = read(
        "---\nlang: de\n---\n\n"
        '::: {.callout-note title="By *it*"}\nA\n:::\n\n'
        "::: {.callout-tip}\n## By heading\nB\n:::\n\n"
        "::: {.callout-warning}\nC\n:::\n"
    )
    blocks = tree(document)["blocks"]
    assert [text(t) for t in by_class(blocks, "callout-title")] == [
        "By it",
        "By heading",
        "Warnung",
    ]
    assert [text(b) for b in by_class(blocks, "callout-body")] == ["A", "B", "C"]


def test_appearance_icon_and_collapse_are_kept(read: Read) -> None:
    """``simple`` without a title stays without one; ``minimal`` is simple without an icon."""
    blocks = tree(
        read(
            '::: {.callout-note appearance="simple"}\nA\n:::\n\n'
            '::: {.callout-note appearance="minimal" collapse="true"}\n## T\nB\n:::\n'
        )
    )["blocks"]
    first, second = by_class(blocks, "callout")
    assert "callout-style-simple" in first["c"][0][1]
    assert by_class(first, "callout-title") == []
    assert pairs(second) == {"collapse": "true", "icon": "false"}


def test_a_callout_with_an_id_is_numbered(read: Read) -> None:
    """Quarto 1.9.38: "Tip 1: Title here", and "Note 1" where there is no title."""
    blocks = tree(
        read(
            "::: {#tip-a .callout-tip}\n## Title here\nA\n:::\n\n"
            "::: {#nte-b .callout-note appearance=simple}\nB\n:::\n"
        )
    )["blocks"]
    titles = [text(found) for found in by_class(blocks, "callout-title")]
    assert titles == ["Tip 1: Title here", "Note 1"]
