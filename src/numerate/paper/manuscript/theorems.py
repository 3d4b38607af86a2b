"""Theorems and their like: statements with a number, proofs and remarks with a name."""

from __future__ import annotations

from collections.abc import Callable

from numerate.paper.manuscript.ast import (
    NBSP,
    SPACE,
    Node,
    Walker,
    attributes,
    div,
    emph,
    para,
    span,
    strong,
    taken,
    text,
    words,
)
from numerate.paper.manuscript.crossrefs import PROOFS, THEOREMS, Crossrefs, Entry, type_of

_ENVIRONMENTS = {
    "thm": "theorem",
    "lem": "lemma",
    "cor": "corollary",
    "prp": "proposition",
    "cnj": "conjecture",
    "def": "definition",
    "exm": "example",
    "exr": "exercise",
    "alg": "algorithm",
}
_NAME = "theorem-name"


def theorem(node: Node, markdown: Callable[[str], list[Node]]) -> Node | None:
    """A theorem or proof as Div.theorem, its name kept until it is numbered; None for others."""
    if node["t"] != "Div":
        return None
    attr, content = node["c"]
    kind = type_of(attr[0])
    if kind in THEOREMS:
        classes = ["theorem", f"theorem-{kind}", _ENVIRONMENTS[kind]]
    else:
        named = PROOFS.get(kind) or next((c for c in attr[1] if c in PROOFS.values()), "")
        if not named:
            return None
        classes = ["theorem", f"theorem-{named}", "proof"]
    stated = taken(attr, "name")
    name = markdown(stated) if stated else []
    if not name and content and content[0]["t"] == "Header":
        name = content.pop(0)["c"][2]
    Walker(_unnumbered).blocks(content)
    kept = [c for c in attr[1] if c not in {"theorem", *PROOFS.values()}]
    first = div([{"t": "Plain", "c": name}], attributes("", [_NAME]))
    return div([first, *content], [attr[0], [*dict.fromkeys([*classes, *kept])], attr[2]])


def _unnumbered(node: Node) -> list[Node] | None:
    if node["t"] == "Header" and "unnumbered" not in node["c"][1][1]:
        node["c"][1][1].append("unnumbered")
    return None


def is_theorem(node: Node) -> bool:
    """Whether a node has the shape that this file gives to theorems and proofs."""
    return bool(node["t"] == "Div" and node["c"][0][1][:1] == ["theorem"])


def named(node: Node) -> list[Node]:
    """The name of a theorem that is not yet numbered."""
    return node["c"][1][0]["c"][1][0]["c"]  # type: ignore[no-any-return]  # JSON


def titled(node: Node, crossrefs: Crossrefs, entry: Entry | None) -> None:
    """Put the title before the first paragraph: ``Theorem 1 (Line)``, ``Proof``."""
    content = node["c"][1]
    name = content.pop(0)["c"][1][0]["c"]
    if "proof" in node["c"][0][1]:
        title = [_proof_title(node, crossrefs, entry, name)]
    else:
        label = crossrefs.heading(entry.category) if entry else []
        number = [SPACE, text(crossrefs.number(entry))] if entry else []
        after = [SPACE, text("("), *name, text(")")] if name else []
        title = [
            span([strong([*label, *number, *after])], attributes("", ["theorem-title"])),
            SPACE,
        ]
    if content and content[0]["t"] == "Para":
        content[0]["c"][:0] = title
    elif "proof" in node["c"][0][1]:
        content.insert(0, para(title))
    else:
        content.insert(0, para([*title, text(NBSP)]))


def _proof_title(node: Node, crossrefs: Crossrefs, entry: Entry | None, name: list[Node]) -> Node:
    kind = next(c.removeprefix("theorem-") for c in node["c"][0][1] if c.startswith("theorem-"))
    word = words(crossrefs.words.get(f"environment-{kind}-title", kind.capitalize()))
    number = [SPACE, *crossrefs.shown_number(entry)] if entry else []
    after = [text(" ("), *name, text(")")] if name else []
    return span([emph([*word, *number]), *after, text(". ")], attributes("", ["theorem-title"]))
