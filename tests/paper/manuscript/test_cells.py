"""Executable cells: faults with their place, unless the author switched them off."""

from __future__ import annotations

import pytest

from tests.paper.manuscript.trees import Faults, Read, codes, nodes, text, tree


def test_each_cell_is_a_fault_at_its_line(faults: Faults) -> None:
    """Cells in any language would have to run; {.python}, {=html} and {{python}} would not."""
    found = faults(
        "```{r}\n1\n```\n\n```{python}\n1\n```\n\n```{ojs}\n1\n```\n\n```{mermaid}\na\n```\n\n"
        "```{.python}\n1\n```\n\n```{=html}\n<p>\n```\n\n```{{python}}\n1\n```\n\nIs `r x`.\n"
    )
    assert codes(found) == [
        "a.qmd:1 executable-cell",
        "a.qmd:5 executable-cell",
        "a.qmd:9 executable-cell",
        "a.qmd:13 executable-cell",
        "a.qmd:29:4 executable-cell",
    ]
    assert all("Quarto" in issue.todo for issue in found)


def test_inline_code_alone_is_shown_with_an_advice(read: Read) -> None:
    """Quarto 1.9.38 runs `r 1+1` only beside a cell or with an engine; alone it prints it."""
    document = read("Is `r 1+1` two?\n")
    assert text(tree(document)["blocks"]) == "Is r 1+1 two?"
    assert [issue.severity for issue in document.advice] == ["advice"]


def test_a_label_of_a_cell_is_not_told_as_dead_too(faults: Faults) -> None:
    """The figure would exist, were the cell run; one fault for it is enough."""
    found = faults("@fig-a\n\n```{r}\n#| label: fig-a\n#| fig-cap: A\nplot(1)\n```\n")
    assert codes(found) == ["a.qmd:3 executable-cell"]


@pytest.mark.parametrize(
    "source",
    [
        "```{r}\n#| eval: false\n1 + 1\n```\n",
        "```{r, eval=FALSE}\n1 + 1\n```\n",
        "---\nexecute: {eval: false}\n---\n\n```{r}\n1 + 1\n```\n",
        "---\nexecute: {enabled: false}\n---\n\n```{r}\n1 + 1\n```\n",
    ],
)
def test_a_cell_that_is_not_run_is_shown(read: Read, source: str) -> None:
    """Quarto's options eval and enabled; the option line itself is not shown."""
    blocks = nodes(tree(read(source))["blocks"], "CodeBlock")
    assert [(block["c"][0][1], block["c"][1]) for block in blocks] == [
        (["r", "cell-code"], "1 + 1")
    ]


@pytest.mark.parametrize("option", ["echo", "include"])
def test_a_cell_that_is_neither_run_nor_shown_vanishes(read: Read, option: str) -> None:
    """``echo: false`` and ``include: false`` hide the code (Quarto's documentation)."""
    document = read(f"A\n\n```{{python}}\n#| eval: false\n#| {option}: false\n1\n```\n\nB\n")
    assert text(tree(document)["blocks"]) == "A B"


def test_escaped_cells_are_shown_with_their_fence(read: Read) -> None:
    """Quarto 1.9.38 shows ```{{python}} as a block that begins ```{python}."""
    document = read("```{{python}}\nx = 1\n```\n\nAnd `{{python}} x`.\n")
    blocks = tree(document)["blocks"]
    assert nodes(blocks, "CodeBlock")[0]["c"][1] == "```{python}\nx = 1\n```"
    assert nodes(blocks, "Code")[0]["c"][1] == "{python} x"
