"""Executable cells: a fault each, unless switched off; then they are shown as code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from numerate.ground.issues import Issue
from numerate.ground.yaml import load
from numerate.paper.manuscript.fences import fenced
from numerate.paper.manuscript.source import Line

_CELL = re.compile(r"^\{(?P<language>[A-Za-z]\w*)(?P<rest>(?:[ \t]*[ ,].*)?)\}$")
_ESCAPED = re.compile(r"^\{(?P<inner>\{+[^{}<]+\}+)\}$")
_OPTION = re.compile(r"^[ \t]*(?:#|//|%%|--)\|[ \t]?(?P<yaml>.*)$")
_INLINE = re.compile(r"(?<!`)`\{(?P<language>[a-z]+)\} [^`]+`(?!`)|(?<!`)`r [^`]+`(?!`)")
_IN_HEADER = re.compile(r"([\w.-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^,\s]+)")
ESCAPED_CLASS = "numerate-escaped-cell"

_TODO = "render with Quarto (--engine quarto), or say `#| eval: false` to only show the code"


@dataclass(frozen=True, slots=True)
class _Cell:
    """One executable cell: where it opens, its language, its options, its code."""

    opening: Line
    language: str
    options: dict[str, Any]
    code: tuple[Line, ...]
    closing: Line | None
    fence: str


@dataclass(frozen=True, slots=True)
class WithoutCells:
    """A body without executable cells.

    Attributes:
        lines: The lines, cells shown as code or left out.
        issues: One for each cell that would have to run.
        labels: The ids that those cells would give to figures and tables.
    """

    lines: tuple[Line, ...]
    issues: tuple[Issue, ...]
    labels: frozenset[str]


def without_cells(
    lines: tuple[Line, ...], execute: dict[str, Any], engine: str = ""
) -> WithoutCells:
    """A body with cells shown as code or left out, and an issue for each that would have to run.

    Args:
        lines: The body of a manuscript.
        execute: The ``execute`` settings of the document.
        engine: The ``engine`` that it names. Without one, and without a cell, Quarto runs no
            inline code either, but shows it.

    >>> line = [Line(t, "a.qmd", n) for n, t in enumerate(["```{r}", "1 + 1", "```"], start=1)]
    >>> without_cells(tuple(line), {}).issues[0].place
    'a.qmd:1'
    >>> [shown.text for shown in without_cells(tuple(line), {"eval": False}).lines]
    ['```{.r .cell-code}', '1 + 1', '```']
    """
    result: list[Line] = []
    issues: list[Issue] = []
    labels: set[str] = set()
    parts = list(_parts(lines))
    runs = engine not in {"", "markdown"} or any(isinstance(part, _Cell) for part in parts)
    for part in parts:
        if isinstance(part, Line):
            issues.extend(_inline_issues(part, execute, runs=runs))
            result.append(part)
        elif _runs(part, execute):
            issues.append(_issue(part))
            labels.add(str(part.options.get("label", "")).lower())
        else:
            result.extend(_as_code(part, execute))
    return WithoutCells(tuple(result), tuple(issues), frozenset(labels))


def _parts(lines: tuple[Line, ...]) -> Iterator[Line | _Cell]:
    """Lines outside executable cells, and the cells."""
    kinds = list(fenced(line.text for line in lines))
    index = 0
    while index < len(lines):
        line, kind = lines[index], kinds[index]
        found = _CELL.match(kind.info) if kind.kind == "open" else None
        if found is None:
            escaped = _ESCAPED.match(kind.info) if kind.kind == "open" else None
            yield replace(line, text=_marked(line.text, kind.info)) if escaped else line
            index += 1
            continue
        end = index + 1
        while end < len(lines) and kinds[end].kind == "code":
            end += 1
        options, code = _options(found["rest"], lines[index + 1 : end])
        closing = lines[end] if end < len(lines) else None
        yield _Cell(line, found["language"], options, code, closing, kind.fence)
        index = end + 1


def _marked(text: str, info: str) -> str:
    """An opening fence with ``{{python}}`` in a form that pandoc reads."""
    return text.replace(info, "{." + ESCAPED_CLASS + f' cell="{info[1:-1]}"' + "}")


def _options(rest: str, inside: tuple[Line, ...]) -> tuple[dict[str, Any], tuple[Line, ...]]:
    """The options of a cell and the lines after them."""
    options: dict[str, Any] = {
        key.replace(".", "-"): _scalar(value) for key, value in _IN_HEADER.findall(rest)
    }
    count = 0
    stated: list[str] = []
    for line in inside:
        found = _OPTION.match(line.text)
        if found is None:
            break
        stated.append(found["yaml"])
        count += 1
    loaded = load("\n".join(stated), "") if stated else {}
    if not isinstance(loaded, Issue):
        options.update(loaded)
    return options, inside[count:]


def _scalar(value: str) -> Any:  # noqa: ANN401 - text or truth value
    bare = value.strip("\"'")
    return {"true": True, "t": True, "false": False, "f": False}.get(bare.lower(), bare)


def _setting(name: str, options: dict[str, Any], execute: dict[str, Any]) -> Any:  # noqa: ANN401
    return options.get(name, execute.get(name, True))


def _runs(cell: _Cell, execute: dict[str, Any]) -> bool:
    return execute.get("enabled", True) is not False and (
        _setting("eval", cell.options, execute) is not False
    )


def _as_code(cell: _Cell, execute: dict[str, Any]) -> list[Line]:
    if False in (
        _setting("include", cell.options, execute),
        _setting("echo", cell.options, execute),
    ):
        return []
    attributes = "".join(
        f' {name}="{_quoted(cell.options[name])}"'
        for name in ("lst-cap", "filename", "code-line-numbers")
        if name in cell.options
    )
    label = cell.options.get("lst-label")
    identifier = f"#{label} " if isinstance(label, str) else ""
    indent = cell.opening.text[: len(cell.opening.text) - len(cell.opening.text.lstrip())]
    opening = f"{indent}{cell.fence}{{{identifier}.{cell.language.lower()} .cell-code{attributes}}}"
    closing = cell.closing or replace(cell.opening, text=indent + cell.fence)
    return [replace(cell.opening, text=opening), *cell.code, closing]


def _quoted(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _issue(cell: _Cell) -> Issue:
    return Issue(
        code="executable-cell",
        file=cell.opening.file,
        line=cell.opening.number,
        found=f"a {{{cell.language}}} cell, which has to be run",
        expected="text, or code that is only shown (```{.python})",
        todo=_TODO,
    )


def _inline_issues(line: Line, execute: dict[str, Any], *, runs: bool) -> Iterator[Issue]:
    if (
        "`" not in line.text
        or execute.get("enabled", True) is False
        or execute.get("eval") is False
    ):
        return
    for found in _INLINE.finditer(line.text):
        yield Issue(
            code="executable-cell",
            file=line.file,
            line=line.number,
            column=found.start() + 1,
            found=f"{found[0]}, which has to be run"
            if runs
            else f"{found[0]}, which is shown as it stands",
            expected="text, or a number by key: [12]{num=flow.included}",
            todo="render with Quarto (--engine quarto), or write the value as text"
            if runs
            else "write the value as text; Quarto runs it only beside a cell or with engine:",
            severity="fault" if runs else "advice",
        )
