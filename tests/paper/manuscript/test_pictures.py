"""Pictures: a name without its ending finds the file."""

from __future__ import annotations

from tests.paper.manuscript.trees import Read, nodes, tree


def test_the_file_that_is_there_gives_the_ending(read: Read) -> None:
    """Beside the document, or below the root after a slash; what is nowhere stays."""
    document = read(
        "![](fig/a) ![](/b) ![](none) ![](https://x.org/c) ![](d.png)\n",
        {"sub/fig/a.png": "", "b.svg": "", "b.png": ""},
        name="sub/a.qmd",
    )
    found = [image["c"][2][0] for image in nodes(tree(document)["blocks"], "Image")]
    assert found == ["fig/a.png", "/b.svg", "none", "https://x.org/c", "d.png"]
