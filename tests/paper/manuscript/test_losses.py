"""Notes without a definition, links without an address, bindings that a formula cannot hold."""

from __future__ import annotations

import pytest

from tests.paper.manuscript.trees import Faults


def found(faults: Faults, text: str) -> list[tuple[str, int | None, int | None]]:
    """Code, line and column of each issue."""
    return [(issue.code, issue.line, issue.column) for issue in faults(text)]


def test_a_note_without_a_definition_is_a_fault_where_it_stands(faults: Faults) -> None:
    """Counted by hand; an escaped bracket, code and a formula are none."""
    text = "One[^a] and[^b] \\[^c], `[^d]` and $x[^2]$.\n\n[^a]: Here.\n\nAgain.[^b]\n"
    assert found(faults, text) == [("undefined-footnote", 1, 12), ("undefined-footnote", 5, 7)]


def test_a_note_in_the_title_is_defined_in_the_text(faults: Faults) -> None:
    """Front matter and text are one document to pandoc."""
    assert found(faults, '---\ntitle: "T[^t]"\n---\n\nText.\n\n[^t]: Note.\n') == []


@pytest.mark.parametrize("text", ["See\nthe [protocol]().\n", "`[]()`\n\n- [x]( )\n"])
def test_a_link_that_leads_nowhere_is_a_fault(faults: Faults, text: str) -> None:
    """The line is that of the link, not of its likeness in code."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if "](" in line]
    assert [(c, n) for c, n, _ in found(faults, text)] == [("empty-link", lines[-1])]


def test_only_numbers_can_be_bound_in_a_formula(faults: Faults) -> None:
    """A number is; a claim, and a number whose braces stand apart, are faults at their place."""
    text = "$n = [4]{num=a.b}$ and $[x]{claim=a.b}$\n\n$$\nn = [4] {num=a.b}\n$$\n"
    assert found(faults, text) == [("unread-binding", 1, 28), ("unread-binding", 4, 9)]
