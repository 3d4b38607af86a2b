"""The house rules that a reader can rely on, read from the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "numerate"
FILES = sorted(SOURCE.rglob("*.py"))

# low to high; what stands on one line stands side by side and does not know each other
WINGS = (
    ("ground",),
    ("review",),
    ("paper", "parts"),
    ("proof",),
    ("history",),
    ("desk",),
    ("cli",),
)
ROOMS = {
    "ground": (
        ("issues", "report_formats"),
        ("errors", "yaml"),
        ("programs", "writing", "fonts"),
        ("project",),
        ("inputs", "packs", "own_words"),
    ),
    "review": (
        ("guidelines", "extraction"),
        ("records", "synthesis", "pooling"),
        ("duplicates",),
        ("figures",),
        ("results",),
    ),
    "paper": (("manuscript",), ("changes",), ("building", "origins"), ("render",)),
    "proof": (("check",), ("audit",), ("recheck",)),
    "history": (("differences",), ("versions",)),
}


def heights(floors: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """How high each name stands; a name that is listed twice has no height and is a mistake."""
    names = [name for floor in floors for name in floor]
    twice = sorted({name for name in names if names.count(name) > 1})
    assert not twice, f"listed twice: {twice}"
    return {name: height for height, floor in enumerate(floors) for name in floor}


WING = heights(WINGS)
ROOM = {wing: heights(floors) for wing, floors in ROOMS.items()}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def standing(module: str) -> tuple[str, str]:
    """The wing and the room that a module stands in; empty where it stands above all rooms."""
    parts = [*module.split(".")[1:], "", ""]
    return parts[0], parts[1]


def module_of(path: Path) -> str:
    """The dotted name of a file."""
    return ".".join(("numerate", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(
        ".__init__"
    )


def room_of(path: Path) -> str:
    """The room of a file, or its wing where the wing has no rooms."""
    wing, room = standing(module_of(path))
    return room if wing in ROOM else wing


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each module imported, with the line; relative imports as they stand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            if module == "numerate":
                yield from ((f"numerate.{name.name}", node.lineno) for name in node.names)
            else:
                yield module, node.lineno


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, line: int) -> str:
    """A place in the source, for a list of what breaks a rule."""
    return f"{path.relative_to(SOURCE).as_posix()}:{line}"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and inner functions among them."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_wing_and_room_has_its_place() -> None:
    """A new wing or room must be given a height here before others may use it."""
    found = {standing(module_of(path)) for path in FILES}
    assert {wing for wing, _ in found} - {"", "__main__"} <= set(WING)
    assert [f"{w}.{r}" for w, r in sorted(found) if w in ROOM and r and r not in ROOM[w]] == []


def test_a_name_listed_twice_fails() -> None:
    """Of two heights the last would win without a word."""
    with pytest.raises(AssertionError, match="listed twice: \\['results'\\]"):
        heights((("results",), ("figures", "results")))


def test_the_top_level_reads_as_the_story_of_a_review() -> None:
    """Nine entries at most beside the package's own file, so that a stranger finds any room."""
    shown = {p.name for p in SOURCE.iterdir()} - {"__init__.py", "__pycache__"}
    assert len(shown) <= 9, sorted(shown)


def test_a_room_imports_only_what_stands_below_it() -> None:
    """No wing knows one above or beside it, nor a room of its wing above or beside: no circle."""
    wrong = []
    for path in FILES:
        wing, room = standing(module_of(path))
        for module, line in imports(parsed(path)):
            other, its = standing(module)
            if not module.startswith("numerate.") or other == "__version__" or not wing:
                continue
            if other != wing:
                below = WING[other] < WING[wing]
            else:
                below = wing not in ROOM or its == room or ROOM[wing][its] < ROOM[wing][room]
            if not below:
                wrong.append(f"{place(path, line)} imports {module}")
    assert wrong == []


def test_no_module_name_stands_twice() -> None:
    """A reader of an import line knows which file is meant by its last word."""
    names = [path.stem for path in FILES if path.stem not in {"__init__", "__main__"}]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_the_engine_knows_nothing_of_this_review() -> None:
    """The engine serves any compendium, so it never imports an analysis, nor by relative path."""
    assert [
        f"{place(path, line)} imports {module}"
        for path in FILES
        for module, line in imports(parsed(path))
        if module.split(".")[0] in {"analysis", "tests", ""}
    ] == []


def test_imports_stand_at_the_top() -> None:
    """What a file needs is told in its first lines; the command table loads modules by name."""
    assert [
        place(path, inner.lineno)
        for path in FILES
        for function in functions(path)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ] == []


def test_files_are_short() -> None:
    """A file that holds two ideas is split: 400 lines at most."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert [place(path, length) for path, length in lengths.items() if length > LONGEST_FILE] == []


def test_functions_are_short() -> None:
    """Sixty lines at most, docstring included, so that a function is seen whole."""
    assert [
        f"{place(path, node.lineno)} {node.name}"
        for path in FILES
        for node in functions(path)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ] == []


def test_folder_names_are_written_once() -> None:
    """data, _generated and the others are constants of project.py; code elsewhere names those."""
    names = {"data", "analysis", "_generated", "manuscript", "datapackage.json", "_quarto.yml"}
    assert [
        f"{place(path, node.lineno)} spells {node.right.value!r}"
        for path in FILES
        if path.name != "project.py"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Div)
        and isinstance(node.right, ast.Constant)
        and node.right.value in names
    ] == []


def test_values_between_rooms_are_frozen() -> None:
    """What one room hands to another cannot be changed by it: frozen, or local to a function."""
    rooms = {"issues", "project", "extraction", "figures", "results", "building"}
    assert [
        place(path, node.lineno)
        for path in FILES
        if room_of(path) in rooms
        for node in ast.walk(parsed(path))
        for made in getattr(node, "decorator_list", ())
        if ast.unparse(made).startswith("dataclass") and "frozen=True" not in ast.unparse(made)
    ] == []


def test_only_one_file_runs_programs() -> None:
    """Processes start in programs.py alone, where their failures become issues."""
    assert [
        place(path, line)
        for path in FILES
        if path.name != "programs.py"
        for module, line in imports(parsed(path))
        if module == "subprocess"
    ] == []


def test_files_are_named_by_nouns() -> None:
    """Names that could hold anything say nothing about what is inside."""
    empty = re.compile(r"(utils?|helpers?|core|common|managers?|base|misc)(\.py)?")
    assert not [path for path in FILES if any(empty.fullmatch(part) for part in path.parts[-2:])]
