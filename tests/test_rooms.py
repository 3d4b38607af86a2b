"""The house rules that a reader can rely on, read from the source itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "numerate"
FILES = sorted(SOURCE.rglob("*.py"))
IDS = [path.relative_to(SOURCE).as_posix() for path in FILES]
each_file = pytest.mark.parametrize("path", FILES, ids=IDS)

# low to high; rooms on one line stand side by side and do not know each other
ROOMS = (
    ("issues",),
    ("errors",),
    ("programs",),
    ("project",),
    ("inputs",),
    ("guidelines", "inputs"),
    ("extraction",),
    ("guidelines", "records", "synthesis"),
    ("fonts",),
    ("figures",),
    ("results",),
    ("manuscript",),
    ("build",),
    ("check", "provenance"),
    ("check", "provenance"),
    ("render",),
    ("audit", "changes"),
    ("scaffold",),
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


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def test_every_room_has_its_place() -> None:
    """A new room must be given a height here before others may use it."""
    assert {room_of(path) for path in FILES} - {""} <= set(HEIGHT)


@each_file
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    """The order is that of design.md: no room knows one above or beside it, so none is a cycle."""
    room = room_of(path)
    for module, line in imports(parsed(path)):
        if not module.startswith("numerate."):
            continue
        other = module.split(".")[1]
        if other in {"__version__", room} or not room:
            continue
        assert HEIGHT[other] < HEIGHT[room], f"{path}:{line} imports {module} from {room}"


@each_file
def test_the_engine_knows_nothing_of_this_review(path: Path) -> None:
    """The engine serves any compendium, so it never imports an analysis, nor by relative path."""
    for module, line in imports(parsed(path)):
        top = module.split(".")[0]
        assert top not in {"analysis", "tests", ""}, f"{path}:{line} imports {module}"


@each_file
def test_imports_stand_at_the_top(path: Path) -> None:
    """What a file needs is told in its first lines; only commands import late, to start fast."""
    if room_of(path) == "cli":
        return
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for inner in ast.walk(node):
                late = isinstance(inner, ast.Import | ast.ImportFrom)
                assert not late, f"{path}:{getattr(inner, 'lineno', 0)} imports inside a function"


@each_file
def test_files_are_short(path: Path) -> None:
    """A file that holds two ideas is split: 400 lines at most."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@each_file
def test_functions_are_short(path: Path) -> None:
    """Sixty lines at most, docstring included, so that a function is seen whole."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{path}:{node.lineno} {node.name}: {length} lines"


@each_file
def test_folder_names_are_written_once(path: Path) -> None:
    """data, _generated and the others are constants of project.py; code elsewhere names those."""
    if path.name == "project.py":
        return
    names = {"data", "analysis", "_generated", "manuscript", "datapackage.json", "_quarto.yml"}
    for node in ast.walk(parsed(path)):
        joined = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
        if joined and isinstance(node.right, ast.Constant):
            assert node.right.value not in names, (
                f"{path}:{node.lineno} spells {node.right.value!r}"
            )


@each_file
def test_values_between_rooms_are_frozen(path: Path) -> None:
    """What one room hands to another cannot be changed by it: frozen, or local to a function."""
    if room_of(path) not in {"issues", "project", "extraction", "figures", "results", "build"}:
        return
    for node in ast.walk(parsed(path)):
        for made in getattr(node, "decorator_list", ()):
            if ast.unparse(made).startswith("dataclass"):
                assert "frozen=True" in ast.unparse(made), f"{path}:{node.lineno} is not frozen"


@each_file
def test_only_one_file_runs_programs(path: Path) -> None:
    """Processes start in programs.py alone, where their failures become issues."""
    for module, line in imports(parsed(path)):
        alone = path.name == "programs.py" or module not in {"subprocess", "os.system"}
        assert alone, f"{path}:{line} imports {module}"


def test_files_are_named_by_nouns() -> None:
    """Names that could hold anything say nothing about what is inside."""
    empty = re.compile(r"(utils?|helpers?|core|common|managers?|base|misc)(\.py)?")
    assert not [path for path in FILES if any(empty.fullmatch(part) for part in path.parts[-2:])]
