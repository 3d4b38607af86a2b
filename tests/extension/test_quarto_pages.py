"""The filters for Quarto's formats under plain pandoc, with a stand-in for Quarto's functions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from numerate.ground.programs import run
from numerate.ground.project import extension_dir

# Quarto's own function of this name gives the path of a file beside the filter.
STAND_IN = """
quarto = { utils = { resolve_path = function(name) return '{folder}/' .. name end } }
return dofile('{folder}/{name}')
"""
SPANNED = """
<table>
<tr><td colspan="2">All of one</td><td>9</td></tr>
<tr><td colspan="3">Group</td></tr>
<tr><td>a</td><td>b</td><td>1</td></tr>
<tr><td colspan="2">All of two</td><td>1</td></tr>
<tr><td>c</td><td>d</td><td>2</td></tr>
</table>
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """htmlpage.lua as a filter that pandoc runs by itself."""
    path = tmp_path / "page.lua"
    folder = (extension_dir() / "quarto").as_posix()
    path.write_text(STAND_IN.replace("{folder}", folder).replace("{name}", "htmlpage.lua"))
    return path


def test_a_total_stays_in_its_column(page: Path) -> None:
    """A first cell over two columns keeps both, so that its row's 9 stays in the third."""
    read = run("pandoc", ["-f", "html", "-t", "json"], stdin=SPANNED.encode()).out.decode()
    tree = json.loads(read)
    table = tree["blocks"][0]["c"]
    table[0] = ["", [], [["data-table", "searches"]]]  # as the filter for numbers leaves it
    table[4][0][3][1][0][1].append("group")
    arguments = ["-f", "json", "-t", "html", "-L", str(page)]
    made = html.fromstring(run("pandoc", arguments, stdin=json.dumps(tree).encode()).out.decode())
    rows = [
        [(cell.text, cell.get("colspan"), cell.get("scope")) for cell in row]
        for row in made.iter("tr")
    ]
    assert rows == [
        [("All of one", "2", None), ("9", None, None)],
        [("Group", "3", "rowgroup")],
        [("a", None, "row"), ("b", None, None), ("1", None, None)],
        [("All of two", "2", None), ("1", None, None)],
        [("c", None, "row"), ("d", None, None), ("2", None, None)],
    ]
