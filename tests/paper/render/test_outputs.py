"""Finished files go where Quarto puts them."""

from __future__ import annotations

from pathlib import Path

from numerate.paper.render.outputs import output_path


def test_outputs_go_where_quarto_puts_them() -> None:
    """In the output folder under the source's folder; beside the source without one."""
    root = Path("/review")
    source = root / "manuscript" / "article.qmd"
    inside = output_path(source, "article", "pdf", root=root, rendered=root / "_rendered")
    assert inside == root / "_rendered" / "manuscript" / "article.pdf"
    beside = output_path(source, "article", "pdf", root=root, rendered=None)
    assert beside == root / "manuscript" / "article.pdf"
