"""Missing captions: tables and figures without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import Node, block_lists, stringify
from numerate.paper.manuscript.captions import caption_and_attributes
from numerate.paper.manuscript.prose import Passage
from numerate.proof.check.mentions import floats
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "missing-caption"
_TODO = "add a caption that tells what the rows are"


def _check(review: Review) -> Iterator[Issue]:
    for document in review.documents:
        names = review.names[document.name]
        known = floats(document)
        for key, entry in known.items():
            if not entry.title and entry.parent is None:
                yield issue(
                    CODE,
                    document.places.of("id", key),
                    found=f"{names[key].label} ({key}) has no caption",
                    expected="a caption",
                    todo=_TODO,
                )
        yield from _bare(review.tree(document), review.passages(document))


def _bare(tree: Sequence[Node], passages: Sequence[Passage]) -> Iterator[Issue]:
    """Tables outside of any captioned division that have no caption of their own."""
    places: dict[str, Passage] = {}
    for passage in passages:
        for within in passage.within:
            places.setdefault(within, passage)
    for number, (table, captioned) in enumerate(_tables(tree, captioned=False), start=1):
        caption, attr = caption_and_attributes(table)
        if captioned or stringify(caption) or attr[0]:
            continue
        first = next((places[name] for name in places if name.startswith(f"table {number} ")), None)
        yield issue(
            CODE,
            first.place(0) if first else None,
            found="a table without a caption",
            expected=": Caption {#tbl-name} below the table",
            todo=_TODO,
        )


def _tables(nodes: Sequence[Node], *, captioned: bool) -> Iterator[tuple[Node, bool]]:
    for node in nodes:
        if node["t"] == "Table":
            yield node, captioned
            continue
        is_float = node["t"] == "Figure" or (
            node["t"] == "Div"
            and (node["c"][0][0][:4] in {"tbl-", "fig-", "lst-"} or "layout" in str(node["c"][0]))
        )
        for held in block_lists(node):
            yield from _tables(held, captioned=captioned or is_float)


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A table or figure has no caption",
    why="Without one it has no number, and nobody can refer to it.",
    bad=Example(text="| Study | Children |\n|---|---|\n| A | many |\n"),
    good=Example(
        text="| Study | Children |\n|---|---|\n| A | many |\n\n: Studies {#tbl-a}\n\nSee @tbl-a.\n"
    ),
    check=_check,
)
