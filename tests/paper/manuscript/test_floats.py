"""Floats: figures, tables and listings in every way that authors write them."""

from __future__ import annotations

from tests.paper.manuscript.trees import Read, by_class, by_id, captions, nodes, pairs, text, tree


def test_a_float_has_one_shape(read: Read) -> None:
    """A division with kind, label and place of the caption; the caption last (our convention)."""
    document = read("![A *flow*](x.png){#fig-a width=50% fig-alt='Boxes'}\n")
    found = by_id(tree(document)["blocks"], "fig-a")
    assert found["c"][0][1] == ["float", "float-fig"]
    assert pairs(found) == {"label": "Figure 1", "caption-location": "bottom"}
    image = nodes(found, "Image")[0]
    assert dict(image["c"][0][2]) == {"width": "50%", "alt": "Boxes"}
    assert text(image["c"][1]) == "Boxes"
    assert found["c"][1][-1]["c"][0][1] == ["float-caption"]
    assert text(found["c"][1][-1]) == "Figure 1: A flow"


def test_captions_stand_where_they_are_asked_for(read: Read) -> None:
    """Tables and listings on top, figures below, unless attribute or settings say otherwise."""
    source = (
        "![A](x.png){#fig-a}\n\n![B](x.png){#fig-b fig-cap-location=top}\n\n"
        '| a |\n|---|\n| 1 |\n\n: C {#tbl-c}\n\n```{#lst-d .r lst-cap="D"}\n1\n```\n'
    )
    plain = [pairs(found)["caption-location"] for found in by_class(tree(read(source)), "float")]
    assert plain == ["bottom", "top", "top", "top"]
    turned = read(f"---\ncap-location: top\ntbl-cap-location: bottom\n---\n\n{source}")
    stated = [pairs(found)["caption-location"] for found in by_class(tree(turned), "float")]
    assert stated == ["top", "top", "bottom", "top"]


def test_divisions_with_an_id_are_floats(read: Read) -> None:
    """The last paragraph is the caption; without one the table's own, or a -cap attribute."""
    document = read(
        "::: {#fig-a}\n![](x.png)\n\nBelow.\n:::\n\n"
        "::: {#tbl-b}\n| a |\n|---|\n| 1 |\n\n: Own\n:::\n\n"
        '::: {#fig-c fig-cap="From *it*"}\nAny content\n:::\n\n'
        "::: {#lst-d}\n```python\n1\n```\n\nCode\n:::\n"
    )
    assert captions(tree(document)["blocks"]) == [
        "Figure 1: Below.",
        "Table 1: Own",
        "Figure 2: From it",
        "Listing 1: Code",
    ]


def test_a_float_without_a_caption_shows_its_label_alone(read: Read) -> None:
    """Quarto 1.9.38 writes "Figure 1" without a colon."""
    assert captions(tree(read("![](x.png){#fig-a}\n"))["blocks"]) == ["Figure 1"]


def test_figures_without_an_id_are_not_numbered(read: Read) -> None:
    """They keep their caption, and those within links too, as in Quarto 1.9.38."""
    blocks = tree(read("![A](x.png)\n\n[![B](x.png)](https://x.org)\n"))["blocks"]
    assert captions(blocks) == []
    assert [text(figure["c"][1]) for figure in nodes(blocks, "Figure")] == ["A", "B"]


def test_linked_images_with_an_id_are_floats(read: Read) -> None:
    """The link stays around the image."""
    blocks = tree(read("[![B](x.png){#fig-b}](https://x.org)\n"))["blocks"]
    assert captions(blocks) == ["Figure 1: B"]
    assert nodes(nodes(blocks, "Link"), "Image")


def test_a_bound_table_keeps_its_caption_for_the_filter(read: Read) -> None:
    """``table=`` is left to numerate.lua; its only paragraph is already the caption."""
    document = read("::: {#tbl-a table=flow}\nThe flow.\n:::\n")
    assert [(use.kind, use.key) for use in document.uses] == [("table", "flow")]
    made = document.shared.resolved
    assert made is not None
