"""The house rules that a reader can rely on, read from the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "numerate"
FILES = sorted(SOURCE.rglob("*.py"))

# low to high; rooms on one line stand side by side and do not know each other
ROOMS = (
    ("issues",),
    ("errors",),
    ("programs",),
    ("project",),
    ("inputs", "packs"),
    ("guidelines", "inputs"),
    ("extraction",),
    ("review",),
    ("guidelines", "records", "synthesis"),
    ("fonts",),
    ("figures",),
    ("results",),
    ("manuscript",),
    ("changes",),
    ("build",),
    ("check", "provenance"),
    ("check", "provenance"),
    ("render",),
    ("audit", "versions"),
    ("scaffold",),
    ("options",),
    ("cli",),
)
HEIGHT = {room: height for height, rooms in enumerate(ROOMS) for room in rooms}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def room_of(path: Path) -> str:
    """The room that a file belongs to; empty for the package's own __init__."""
    first = path.relative_to(SOURCE).parts[0]
    return "" if first in {"__init__.py", "__main__.py"} else first.removesuffix(".py")


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


def test_every_room_has_its_place() -> None:
    """A new room must be given a height here before others may use it."""
    assert {room_of(path) for path in FILES} - {""} <= set(HEIGHT)


def test_a_room_imports_only_rooms_below_it() -> None:
    """The order is that of design.md: no room knows one above or beside it, so none is a cycle."""
    wrong = []
    for path in FILES:
        room = room_of(path)
        for module, line in imports(parsed(path)):
            other = module.removeprefix("numerate.").split(".")[0]
            inside = module.startswith("numerate.") and other not in {"__version__", room}
            if inside and room and HEIGHT[other] >= HEIGHT[room]:
                wrong.append(f"{place(path, line)} imports {module} from {room}")
    assert wrong == []


def test_the_engine_knows_nothing_of_this_review() -> None:
    """The engine serves any compendium, so it never imports an analysis, nor by relative path."""
    assert [
        f"{place(path, line)} imports {module}"
        for path in FILES
        for module, line in imports(parsed(path))
        if module.split(".")[0] in {"analysis", "tests", ""}
    ] == []


def test_imports_stand_at_the_top() -> None:
    """What a file needs is told in its first lines; only commands import late, to start fast."""
    assert [
        place(path, inner.lineno)
        for path in FILES
        if room_of(path) != "cli"
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
    rooms = {"issues", "project", "extraction", "figures", "results", "build"}
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
