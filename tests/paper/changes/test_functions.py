"""Which code is behind a changed number: the function, what it uses, or what calls it."""

from __future__ import annotations

import pytest

from numerate.paper.changes.difference import CodeChanged
from numerate.paper.changes.functions import around, behind, code_of, differing

FLOW = '''"""Flow."""
from analysis import shares
LIMIT = 2

def results(data):
    """Numbers."""
    yield counted(data, LIMIT)

def counted(data, limit):
    return shares.share(data) > limit
'''
SHARES = "def share(data):\n    return len(data)\n\ndef other():\n    return 1\n"
PARTS = "from analysis import flow, shares\nPARTS = (flow.results, shares.other)\n"
BOTH = {"analysis/__init__.py": PARTS, "analysis/flow.py": FLOW, "analysis/shares.py": SHARES}


@pytest.mark.parametrize(
    ("path", "before", "after", "found"),
    [
        ("analysis/flow.py", "> limit", ">= limit", ["analysis.flow.counted"]),
        ("analysis/shares.py", "len(data)", "len(data) + 1", ["analysis.shares.share"]),
        ("analysis/flow.py", "LIMIT = 2", "LIMIT = 3", ["analysis.flow.LIMIT"]),
        ("analysis/flow.py", "LIMIT)", "LIMIT + 1)", ["analysis.flow.results"]),
        ("analysis/shares.py", "return 1", "return 2", []),
        ("analysis/__init__.py", "flow.results", "flow.results,", []),
        ("analysis/flow.py", '"""Numbers."""', '"""Other words."""\n    # a note', []),
    ],
)
def test_the_code_behind_a_number(path: str, before: str, after: str, found: list[str]) -> None:
    """``counted`` computes it: its own change, one that it uses, one that calls it; no other."""
    old = code_of(BOTH)
    new = code_of({**BOTH, path: BOTH[path].replace(before, after)})
    moved = differing(old, new)
    asked = ("analysis.flow.counted", old, new, moved)
    assert [cause.name for cause in behind(*asked) or around(*asked)] == found


def test_a_new_function_is_added() -> None:
    """A number of a function that the earlier version lacks."""
    old, new = code_of({}), code_of(BOTH)
    assert behind("analysis.flow.counted", old, new, differing(old, new)) == [
        CodeChanged(name="analysis.flow.counted", how="added")
    ]


def test_a_module_that_cannot_be_parsed_counts_as_empty() -> None:
    """An old version may hold code of a later Python: its other modules are compared."""
    assert code_of({"analysis/a.py": "def (", "analysis/b.py": "x = 1"}).sources.keys() == {
        "analysis.b.x"
    }
