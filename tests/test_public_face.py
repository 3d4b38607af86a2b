"""What an author imports: `numerate` alone, and a page that lists every name with its example."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import griffe
import pytest

import numerate

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "api.md"
HEAD = """\
# What an analysis imports

Everything here is importable from `numerate`; what lies deeper is ours to move. This page is
written from the docstrings by `make golden`. Ready-made parts of a review are in `numerate.parts`.
"""


def authors_files() -> Iterator[Path]:
    """The analyses that authors read: this review's, the miniature's, the examples'."""
    for folder in ("analysis", "tests/miniature", "examples"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def public_imports() -> dict[str, str]:
    """The names that a type checker sees as public, each with the module it comes from."""
    tree = ast.parse((ROOT / "src/numerate/__init__.py").read_text(encoding="utf-8"))
    checked = next(node for node in tree.body if isinstance(node, ast.If))
    return {
        alias.asname or alias.name: node.module or ""
        for node in ast.walk(checked)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_type_checkers_and_the_program_see_the_same_names() -> None:
    """The table that loads names when used lists those that type checkers are told, no other."""
    assert public_imports() == {
        name: f"numerate.{module}"
        for name, module in numerate._HOME.items()  # noqa: SLF001
    }


@pytest.mark.parametrize("name", sorted(set(numerate.__all__) - {"__version__"}))
def test_every_public_name_loads(name: str) -> None:
    """A name that is listed is there."""
    assert getattr(numerate, name) is not None


def test_a_name_that_is_not_public_is_told() -> None:
    """The message says where the names are listed."""
    with pytest.raises(AttributeError, match=r"no public name 'nmuber'; docs/api\.md lists them"):
        _ = numerate.nmuber  # type: ignore[attr-defined]


def test_authors_import_nothing_deeper() -> None:
    """Analyses import from numerate and numerate.parts alone, so that the rooms can move."""
    assert [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.module}"
        for path in authors_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("numerate.")
        and node.module != "numerate.parts"
    ] == []


def test_documents_import_nothing_deeper() -> None:
    """An example that is copied from a page goes on working when rooms move."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    assert [
        f"{page.name}:{number} {line}"
        for page in pages
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1)
        if line.lstrip().startswith(("from numerate.", "import numerate."))
        and not line.lstrip().startswith("from numerate.parts ")
    ] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("numerate.results.recheck", "numerate.review.results.recheck"),
        ("numerate.figures.votes", "numerate.review.figures.vote_plot"),
        ("numerate.errors", "numerate.ground.errors"),
    ],
)
def test_paths_of_the_first_version_lead_to_the_same_module(old: str, new: str) -> None:
    """An analysis written for 0.1 runs on, with the very same classes, in a fresh process."""
    code = f"import {old} as a, {new} as b; print(a is b, b.__spec__.name)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", new]


def test_the_page_of_the_public_face_is_fresh() -> None:
    """docs/api.md says what the docstrings say; `make golden` writes it anew."""
    page = page_of_the_face()
    if os.environ.get("NUMERATE_GOLDEN") == "write":
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


def page_of_the_face() -> str:
    """Every public name: its signature, what is true of it, parameters, errors and example."""
    loaded = griffe.load("numerate", search_paths=[ROOT / "src"], docstring_parser="google")
    by_module: dict[str, list[str]] = {}
    for name, module in sorted(public_imports().items(), key=lambda pair: pair[0].lower()):
        by_module.setdefault(module.removeprefix("numerate."), []).append(name)
    parts = [HEAD]
    for module, names in sorted(by_module.items()):
        home = loaded[module]
        parts.append(f"## {summary(home)}\n")
        parts.extend(told(name, loaded[f"{module}.{name}"]) for name in names)
    return "\n".join(parts)


def summary(thing: griffe.Object | griffe.Alias) -> str:
    """The first line of a docstring, without its full stop."""
    text = thing.docstring.value if thing.docstring else ""
    return " ".join(text.split("\n\n")[0].split()).rstrip(".")


def told(name: str, thing: griffe.Object | griffe.Alias) -> str:
    """One name: a heading, how it is called, and its docstring section by section."""
    if isinstance(thing, griffe.Alias):
        thing = thing.final_target
    lines = [f"### `{name}`\n"]
    if isinstance(thing, griffe.Function):
        shown = ", ".join(str(one) for one in signature(thing))
        lines.append(f"```python\n{name}({shown}) -> {thing.returns}\n```\n")
    for section in thing.docstring.parsed if thing.docstring else []:
        lines.extend(section_lines(section))
    if isinstance(thing, griffe.Class):
        lines.extend(method_lines(thing))
    if not thing.docstring and isinstance(thing, griffe.Attribute):
        lines.append(f"A value: `{thing.annotation or 'see the source'}`.\n")
    return "\n".join(lines)


def method_lines(kind: griffe.Class) -> Iterator[str]:
    """The methods and properties of a class, one line each."""
    for name, member in kind.members.items():
        if name.startswith("_") or not member.docstring:
            continue
        called = ""
        if isinstance(member, griffe.Function):
            called = "(" + ", ".join(one for one in signature(member) if one != "self: None") + ")"
        yield f"- `.{name}{called}`: {summary(member)}."
    yield ""


def signature(function: griffe.Function) -> Iterator[str]:
    """The parameters as they are written."""
    starred = False
    for one in function.parameters:
        if one.kind is griffe.ParameterKind.keyword_only and not starred:
            starred = True
            yield "*"
        yield f"{one.name}: {one.annotation}" + (f" = {one.default}" if one.default else "")


def _from_the_face(found: re.Match[str]) -> str:
    """An import of public names in an example, as an author writes it."""
    public = all(name.strip() in public_imports() for name in found[1].split(","))
    return f"from numerate import {found[1]}" if public else found[0]


_DEEP = re.compile(r"from numerate\.[a-z_.]+ import ([\w, ]+)")


def section_lines(section: griffe.DocstringSection) -> Iterator[str]:
    """A section of a docstring as Markdown."""
    value = section.value
    if isinstance(section, griffe.DocstringSectionText):
        yield f"{value}\n".replace("``", "`")
    elif isinstance(section, griffe.DocstringSectionExamples):
        for _, text in value:
            yield f"```python\n{_DEEP.sub(_from_the_face, text)}\n```\n"
    elif isinstance(value, list):
        yield f"{section.kind.value.capitalize()}:\n"
        for one in value:
            name = getattr(one, "name", "") or getattr(one, "annotation", "") or ""
            text = " ".join(str(one.description).split()).replace("``", "`")
            yield f"- `{name}`: {text}" if name else f"- {text}"
        yield ""
