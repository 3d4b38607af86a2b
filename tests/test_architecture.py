"""The page on the architecture: its picture and its paths are those of the source."""

from __future__ import annotations

import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import graphviz

from numerate.ground import programs
from tests.test_rooms import FILES, ROOMS, WINGS, imports, module_of, parsed, standing

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
PICTURE = ROOT / "docs" / "architecture.svg"
TITLE = "{http://www.w3.org/2000/svg}title"


def arrows() -> set[tuple[str, str]]:
    """Which wing imports from which; arrows that others imply are left out."""
    found = set()
    for path in FILES:
        wing, _ = standing(module_of(path))
        for module, _ in imports(parsed(path)):
            other, _ = standing(module)
            if module.startswith("numerate.") and wing and other != wing and other in ROOMS:
                found.add((wing, other))
    return {(a, c) for a, c in found if not any((a, b) in found and (b, c) in found for b in ROOMS)}


def drawn() -> str:
    """The wings with their rooms, from the command line down to the ground, as Graphviz's source.

    Rooms of one wing stand in the order in which they may import each other, the highest first.
    """
    graph = graphviz.Digraph(
        graph_attr={"rankdir": "TB", "ranksep": "0.35", "fontname": "Helvetica"},
        node_attr={"shape": "box", "style": "rounded", "fontname": "Helvetica", "fontsize": "11"},
        edge_attr={"color": "#666666", "arrowsize": "0.7"},
    )
    present = {standing(module_of(path))[0] for path in FILES}
    for wing in (wing for floor in reversed(WINGS) for wing in floor if wing in present):
        floors = [", ".join(floor) for floor in reversed(ROOMS.get(wing, ()))]
        graph.node(wing, "\n".join([wing.upper(), *floors]))
    for start, end in sorted(arrows()):
        graph.edge(start, end)
    return str(graph.source)


def titles(svg: str) -> set[str]:
    """What a picture of Graphviz names: its nodes and arrows."""
    return {str(one.text) for one in ET.fromstring(svg).iter(TITLE)}  # noqa: S314 - our own file


def rooms_told(svg: str) -> str:
    """The words of a picture in their order."""
    return " ".join(re.findall(r"<text [^>]*>([^<]*)</text>", svg))


def test_the_picture_is_that_of_the_source() -> None:
    """Wings, rooms and arrows of docs/architecture.svg; written anew by ``make golden``."""
    made = programs.run("graphviz-pure", ["-Tsvg"], stdin=drawn().encode()).out.decode()
    if os.environ.get("NUMERATE_GOLDEN") == "write":
        PICTURE.write_text(made, encoding="utf-8")
    there = PICTURE.read_text(encoding="utf-8")
    assert titles(there) == titles(made)
    assert rooms_told(there) == rooms_told(made)


def test_every_path_of_the_page_is_there() -> None:
    """What the page calls a file or folder of the project is one."""
    paths = re.findall(r"`((?:src/numerate|tests|docs|_extensions|data|analysis)/[\w/.-]*)`",
                       PAGE.read_text(encoding="utf-8"))  # fmt: skip
    assert len(paths) > 20
    assert [path for path in paths if not (ROOT / path).exists()] == []
