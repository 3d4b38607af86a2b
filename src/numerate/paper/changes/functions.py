"""Functions: which of the analysis differ between two versions, and which use which.

Only what a function does counts: comments, docstrings, layout and place in the file do not.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from numerate.ground.project import ANALYSIS
from numerate.paper.changes.difference import CodeChanged


@dataclass(frozen=True, slots=True)
class Code:
    """The functions, classes and values of an analysis.

    Attributes:
        sources: What each does, by its dotted name.
        uses: The dotted names that each uses.
    """

    sources: Mapping[str, str] = field(default_factory=dict)
    uses: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def reach(self, name: str) -> list[str]:
        """A name and all that it uses, itself or through others, nearest first."""
        return _reach(self.uses, name)


def code_of(modules: Mapping[str, str]) -> Code:
    r"""The code of an analysis from the sources of its modules, by path.

    >>> code = code_of({"analysis/a.py": "def f():\n    return g()\ndef g():\n    return 1\n"})
    >>> code.reach("analysis.a.f")
    ['analysis.a.f', 'analysis.a.g']
    """
    sources: dict[str, str] = {}
    named: dict[str, frozenset[str]] = {}
    for path, text in sorted(modules.items()):
        try:
            tree = ast.parse(text)
        except SyntaxError:
            continue
        module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        known = dict(_imports(tree))
        top = list(_defined(tree))
        known |= {name: f"{module}.{name}" for name, _ in top}
        for name, node in top:
            sources[f"{module}.{name}"] = _told(node)
            named[f"{module}.{name}"] = frozenset(_names(node, known))
    uses = {name: frozenset(used & sources.keys()) for name, used in named.items()}
    return Code(sources, uses)


def differing(old: Code, new: Code) -> dict[str, str]:
    """Every name whose code differs, with ``added``, ``removed`` or ``changed``."""
    found = {}
    for name in sorted(old.sources.keys() | new.sources.keys()):
        if name not in old.sources:
            found[name] = "added"
        elif name not in new.sources:
            found[name] = "removed"
        elif old.sources[name] != new.sources[name]:
            found[name] = "changed"
    return found


def behind(function: str, old: Code, new: Code, moved: Mapping[str, str]) -> list[CodeChanged]:
    """The changed code behind a number: its function, else whatever changed that this one uses.

    Args:
        function: Dotted name of the function that computed it.
        old: The earlier analysis.
        new: The later analysis.
        moved: What differs between them.
    """
    name = _top(function, old, new)
    if name in moved:
        return [CodeChanged(name=name, how=moved[name])]
    reached = dict.fromkeys([*new.reach(name), *old.reach(name)])
    return [
        CodeChanged(name=one, how=moved[one], told=f"which {name} uses")
        for one in reached
        if one in moved
    ]


def around(function: str, old: Code, new: Code, moved: Mapping[str, str]) -> list[CodeChanged]:
    """The changed code on the way to a number: what calls its function, else what the callers use.

    The lists of parts in analysis/__init__.py call everything, so they tell nothing.
    """
    name = _top(function, old, new)
    callers = {
        caller: None
        for code in (new, old)
        for caller in _reach(_turned(code.uses), name)
        if caller.count(".") > 1 and caller != name
    }
    found = [
        CodeChanged(name=one, how=moved[one], told=f"which calls {name}")
        for one in callers
        if one in moved
    ]
    if found:
        return found
    used = dict.fromkeys(one for caller in callers for one in new.reach(caller))
    return [
        CodeChanged(name=one, how=moved[one], told=f"used on the way to {name}")
        for one in used
        if one in moved
    ]


def _top(function: str, old: Code, new: Code) -> str:
    """The top-level function or class that a dotted name lies in."""
    name = function.partition(".<locals>")[0]
    while name not in old.sources and name not in new.sources and "." in name:
        name = name.rpartition(".")[0]
    return name


def _reach(uses: Mapping[str, Iterable[str]], name: str) -> list[str]:
    found = {name: None}
    waiting = [name]
    while waiting:
        for used in sorted(uses.get(waiting.pop(0), ())):
            if used not in found:
                found[used] = None
                waiting.append(used)
    return list(found)


def _turned(uses: Mapping[str, frozenset[str]]) -> dict[str, set[str]]:
    callers: dict[str, set[str]] = {}
    for name, used in uses.items():
        for one in used:
            callers.setdefault(one, set()).add(name)
    return callers


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names that a module imports from the analysis, with what they mean."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == ANALYSIS:
            for one in node.names:
                yield one.asname or one.name, f"{node.module}.{one.name}"


def _defined(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    yield target.id, node


def _told(node: ast.stmt) -> str:
    """What a definition does, without docstrings."""
    for inner in ast.walk(node):
        held = getattr(inner, "body", None)
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and held:
            first = held[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                inner.body = held[1:] or [ast.Pass()]
    return ast.dump(node)


def _names(node: ast.stmt, known: Mapping[str, str]) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id in known:
            yield known[inner.id]
        elif isinstance(inner, ast.Attribute) and isinstance(inner.value, ast.Name):
            base = known.get(inner.value.id)
            if base:
                yield f"{base}.{inner.attr}"
