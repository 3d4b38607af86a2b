"""Missing alternative texts: figures that say nothing to readers who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import Node, attr_of, block_lists, inline_lists, pair
from numerate.paper.manuscript.keys import figure_key
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "missing-alt"


def _check(review: Review) -> Iterator[Issue]:
    for document in review.documents:
        counts: dict[str, int] = {}
        for target, described in _images(review.tree(document), described=False):
            place = document.places.of("target", target, counts.get(target, 0))
            counts[target] = counts.get(target, 0) + 1
            key = figure_key(target)
            figure = review.facts.figures.get(key) if review.facts and key else None
            if described or (key and (figure is None or figure.alt.strip())):
                continue
            yield issue(
                CODE,
                place,
                found=f"the picture {target} has no alternative text",
                expected='{fig-alt="what the picture shows, with its numbers"}',
                todo='describe it; a picture that only decorates takes alt=""',
            )


def _images(nodes: Sequence[Node], *, described: bool) -> Iterator[tuple[str, bool]]:
    """Each image with whether it, or the division around it, has an alternative text."""
    for node in nodes:
        attr = attr_of(node)
        here = described or (
            attr is not None and any(pair(attr, name) is not None for name in ("fig-alt", "alt"))
        )
        if node["t"] == "Image":
            yield node["c"][2][0], here
            continue
        for held in (*block_lists(node), *inline_lists(node)):
            yield from _images(held, described=here and node["t"] != "Table")
        if node["t"] == "Note":
            yield from _images(node["c"], described=False)


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A picture has no alternative text",
    why="A caption says what a figure is; readers who cannot see it need what it shows. Computed "
    "figures bring their own.",
    bad=Example(text="![A child asleep.](child.png){#fig-child}\n\nSee @fig-child.\n"),
    good=Example(
        text="![A child asleep.](child.png){#fig-child "
        'fig-alt="A child in a bed, eyes closed, an open book on the blanket."}\n\n'
        "See @fig-child.\n"
    ),
    check=_check,
)
