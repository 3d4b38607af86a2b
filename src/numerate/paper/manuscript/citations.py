"""Citations: which works the bibliography holds, which the text cites, where the list goes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from numerate.ground.issues import Issue
from numerate.ground.yaml import load
from numerate.paper.manuscript.ast import (
    SECTION_NUMBER,
    Node,
    Walker,
    attributes,
    div,
    header,
    inline_lists,
    stringify,
    words,
)
from numerate.paper.manuscript.library import BIBTEX, read_library
from numerate.paper.manuscript.source import Line, read_text, shown

_NAMES = frozenset(
    {"references", "bibliography", "works cited", "literature cited", "reference list"}
)


def bibliographies(settings: Mapping[str, Any]) -> list[str]:
    """The bibliography files that the settings name."""
    stated = settings.get("bibliography") or []
    named = stated if isinstance(stated, list) else [stated]
    return [str(name) for name in named if name]


def works(
    settings: Mapping[str, Any],
    root: Path,
    place: Callable[[str], tuple[str, int | None]],
) -> tuple[set[str] | None, list[Issue]]:
    """The keys of all works that can be cited, and what is wrong with the bibliography.

    None stands for a bibliography in a form whose keys are not read here.

    Args:
        settings: The document's merged settings.
        root: The compendium's root.
        place: Function from a file name to the file and line in which the settings name it.
    """
    keys: set[str] = set()
    issues: list[Issue] = []
    unread = False
    for item in settings.get("references") or ():
        if isinstance(item, Mapping) and item.get("id"):
            keys.add(str(item["id"]))
    for name in bibliographies(settings):
        if "://" in name:
            unread = True
            continue
        path = Path(name)
        value = read_text(path, root, place(path.name))
        if isinstance(value, Issue):
            issues.append(value)
            unread = True
            continue
        if path.suffix.lower() in BIBTEX:
            library = read_library(value, shown(path, root))
            keys |= library.keys
            issues += library.issues
            continue
        read = _keys(path, value, root)
        if isinstance(read, Issue):
            issues.append(read)
        unread = unread or read is None
        keys |= read if isinstance(read, set) else set()
    return (None if unread else keys), issues


def included_bibliographies(lines: Iterable[Line], main: str) -> list[Issue]:
    """A fault for each bibliography that the front matter of an included file names.

    Quarto and pandoc differ in whether such a setting replaces the document's, adds to it or is
    passed over, so that the same text would have different references.

    Args:
        lines: The lines of a document, includes expanded.
        main: The document's own file, as its lines name it.
    """
    issues: list[Issue] = []
    front = ""
    for line in lines:
        fence = line.text.rstrip()
        if line.number == 1:
            front = line.file if fence == "---" and line.file != main else ""
        elif line.file == front and fence in {"---", "..."}:
            front = ""
        elif line.file == front and line.text.startswith("bibliography:"):
            issues.append(
                Issue(
                    code="included-bibliography",
                    file=line.file,
                    line=line.number,
                    found=f"{fence} in a file that {main} includes",
                    expected=f"bibliographies in the front matter of {main} or in _quarto.yml",
                    todo="name the file there, and take it out here",
                )
            )
    return issues


def stated_in(layers: Iterable[tuple[str, Path]], name: str) -> tuple[str, int | None]:
    """The first of the files of settings, and its line, in which a name stands.

    Args:
        layers: Each file of settings as issues name it, and its path.
        name: What is looked for.
    """
    for file, path in layers:
        text = read_text(path, path.parent)
        if isinstance(text, str) and name in text:
            return file, text.count("\n", 0, text.index(name)) + 1
    return "", None


def _keys(path: Path, value: str, root: Path) -> set[str] | Issue | None:
    suffix = path.suffix.lower()
    if suffix == ".json":
        try:
            items = json.loads(value)
        except ValueError as error:
            return Issue(
                code="bad-bibliography",
                file=shown(path, root),
                line=getattr(error, "lineno", None),
                found=str(error),
                expected="CSL-JSON: a list of works",
                todo="export the bibliography anew",
            )
        works_listed = items.get("items", []) if isinstance(items, dict) else items
        return {str(w.get("id")) for w in works_listed if isinstance(w, Mapping)}
    if suffix in {".yaml", ".yml"}:
        loaded = load(value, shown(path, root))
        if isinstance(loaded, Issue):
            return loaded
        return {str(w.get("id")) for w in loaded.get("references") or () if isinstance(w, Mapping)}
    return None


def cited_keys(inlines: list[Node]) -> list[str]:
    """The keys that inlines cite, those within the words of another citation too.

    >>> inner = {"t": "Cite", "c": [[{"citationId": "b", "citationPrefix": [],
    ...          "citationSuffix": []}], []]}
    >>> cited_keys([{"t": "Cite", "c": [[{"citationId": "a", "citationPrefix": [],
    ...              "citationSuffix": [inner]}], []]}])
    ['a', 'b']
    """
    found: list[str] = []

    def visit(cite: Node) -> None:
        found.extend(citation["citationId"] for citation in cite["c"][0])

    Walker(None, visit, frozenset({"Cite"})).inlines(inlines)
    return found


def has_refs(blocks: Iterable[Node]) -> bool:
    """Whether the author said where the list of references goes."""
    for block in blocks:
        if block["t"] == "Div":
            if block["c"][0][0] == "refs" or has_refs(block["c"][1]):
                return True
        elif block["t"] == "BlockQuote" and has_refs(block["c"]):
            return True
    return False


def place_for_references(blocks: list[Node], title: str) -> None:
    """Make a place for the references at the end, under a heading unless one stands there."""
    if has_refs(blocks):
        return
    refs = div([], attributes("refs"))
    named = _NAMES | {title.lower()}
    for index, block in enumerate(blocks):
        following = blocks[index + 1]["t"] if index + 1 < len(blocks) else "Header"
        if block["t"] == "Header" and following == "Header" and _heading(block) in named:
            blocks.insert(index + 1, refs)
            return
    level = min((b["c"][0] for b in blocks if b["t"] == "Header"), default=1)
    blocks += [header(level, words(title), attributes("references", ["unnumbered"])), refs]


def _heading(block: Node) -> str:
    """A heading's text without its number, in lower case."""
    inlines = block["c"][2]
    numbered = inlines and inlines[0]["t"] == "Span" and inlines[0]["c"][0][1] == [SECTION_NUMBER]
    return stringify(inlines[2:] if numbered else inlines).lower()


def without_empty_references(blocks: list[Node]) -> None:
    """Take out the list of references that was made here when nothing is cited, in place."""
    if len(blocks) < 2 or blocks[-1]["t"] != "Div" or blocks[-1]["c"][0][0] != "refs":  # noqa: PLR2004 - heading and list
        return
    made_here = blocks[-2]["t"] == "Header" and blocks[-2]["c"][1][0] == "references"
    if made_here and not blocks[-1]["c"][1]:
        del blocks[-2:]


def bare_citations(blocks: list[Node]) -> None:
    """Take the parentheses off citations in Span.bare-citation, in place."""

    def visit(node: Node) -> list[Node] | None:
        if node["t"] != "Span" or "bare-citation" not in node["c"][0][1]:
            return None
        for cite in node["c"][1]:
            if cite["t"] == "Cite":
                _stripped(cite["c"][1])
        return None

    Walker(None, visit, frozenset({"Span"})).blocks(blocks)


def _stripped(inlines: list[Node]) -> None:
    """Take an opening parenthesis off the first word and a closing one off the last."""
    first, last = _edge(inlines, 0), _edge(inlines, -1)
    if first and last and first["c"].startswith("(") and last["c"].endswith(")"):
        first["c"] = first["c"][1:]
        last["c"] = last["c"][:-1]


def _edge(inlines: list[Node], index: int) -> Node | None:
    """The first or last word, however deep it is."""
    if not inlines:
        return None
    node = inlines[index]
    if node["t"] == "Str":
        return node
    inner = inline_lists(node)
    return _edge(inner[0], index) if inner else None
