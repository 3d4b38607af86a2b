"""Equations: numbered when they have an id."""

from __future__ import annotations

from tests.paper.manuscript.trees import Read, by_class, pairs, text, tree


def test_only_labelled_formulas_are_numbered(read: Read) -> None:
    """The number is an attribute of Span.equation; attributes may hold quotes (Quarto 1.9)."""
    blocks = tree(
        read('$$ a $$ {#eq-a}\n\n$$ b $$\n\nAs $$ c $$ {#eq-c alt="see c"} shows, @eq-c and $d$.\n')
    )["blocks"]
    found = by_class(blocks, "equation", "Span")
    assert [(span["c"][0][0], pairs(span)["number"]) for span in found] == [
        ("eq-a", "1"),
        ("eq-c", "2"),
    ]
    assert pairs(found[1])["alt"] == "see c"
    assert text(blocks).endswith("shows, Equation 2 and d.")


def test_words_in_braces_after_other_formulas_stay(read: Read) -> None:
    """Only ids that begin with eq- are taken."""
    assert text(tree(read("$$ a $$ {#other}\n"))["blocks"]) == "a {#other}"
