"""The analysis of a compendium: loading its package and running each of its parts."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from numerate.ground.errors import NumerateError, stop_on
from numerate.ground.issues import Issue
from numerate.ground.project import ANALYSIS, Project
from numerate.paper.building.house_style import in_house_style
from numerate.review.extraction import Extraction
from numerate.review.extraction.row_keys import empty_table
from numerate.review.results import Ledger, Result, collect

Part = Callable[[Extraction], Iterable[Result | Issue]]
Check = Callable[[Extraction], Iterable[Issue]]
Closing = Callable[[Extraction, Ledger], Iterable[Result]]


def computed(project: Project, data: Extraction) -> tuple[Ledger, list[Issue]]:
    """The ledger that the compendium's analysis gives, and the issues of its results.

    The analysis package holds PARTS and, where it needs them, CHECKS of the extraction that run
    before and AFTER parts that take the ledger of all others.

    Raises:
        NumerateError: With every fault that the checks find; else with one issue per part that
            fails; issues that a part raises itself are passed on as they are.
    """
    with _loaded(project) as analysis:
        checks: tuple[Check, ...] = _functions(analysis, "CHECKS", project)
        _, advice = _yielded(checks, (data,), project)
        parts: tuple[Part, ...] = _functions(analysis, "PARTS", project)
        results, told = _yielded(parts, (data,), project)
        ledger, _ = collect(results, project.root)
        closing: tuple[Closing, ...] = _functions(analysis, "AFTER", project)
        closed, more = _yielded(closing, (data, ledger), project)
        results += closed
        advice += told + more
    ledger, issues = collect(results, project.root)
    ledger, unknown = in_house_style(ledger, project)
    return ledger, advice + issues + unknown


def _yielded(
    parts: Iterable[Callable[..., Iterable[Result | Issue]]],
    given: tuple[object, ...],
    project: Project,
) -> tuple[list[Result], list[Issue]]:
    """What the parts yield, and their advice; or one issue for each that fails."""
    results: list[Result] = []
    issues: list[Issue] = []
    for part in parts:
        try:
            for made in part(*given):
                if isinstance(made, Issue):
                    issues.append(made)
                else:
                    results.append(made)
        except NumerateError as error:
            issues += error.issues
        except Exception as error:  # noqa: BLE001 - whatever a review's code raises is told
            issues.append(_failed(error, project))
            # what fails without rows most often fails for the want of them
            tables = given[0].tables.values() if isinstance(given[0], Extraction) else ()
            issues += [empty_table(table) for table in tables if not table.lines]
    stop_on(issues)
    return results, issues


@contextmanager
def _loaded(project: Project) -> Iterator[ModuleType]:
    """The compendium's analysis package, imported afresh and forgotten afterwards."""
    kept = {name: module for name, module in sys.modules.items() if _is_analysis(name)}
    for name in kept:
        del sys.modules[name]
    sys.path.insert(0, str(project.root))
    importlib.invalidate_caches()
    try:
        try:
            yield importlib.import_module(ANALYSIS)
        except NumerateError:
            raise
        except Exception as error:
            raise NumerateError(_failed(error, project)) from error
    finally:
        sys.path.remove(str(project.root))
        for name in [name for name in sys.modules if _is_analysis(name)]:
            del sys.modules[name]
        sys.modules.update(kept)


def _is_analysis(name: str) -> bool:
    return name == ANALYSIS or name.startswith(f"{ANALYSIS}.")


def _functions(analysis: ModuleType, name: str, project: Project) -> tuple[Any, ...]:
    """A tuple of functions that the package holds; only PARTS must be there."""
    functions = getattr(analysis, name, None if name == "PARTS" else ())
    if not isinstance(functions, tuple) or not all(callable(one) for one in functions):
        raise NumerateError(
            Issue(
                code="no-parts",
                file=project.relative(project.analysis / "__init__.py"),
                line=1,
                found=f"no tuple {name} of functions",
                expected=f"{name} = (flow.results, …)",
                todo="list the functions there, in the order in which they run",
            )
        )
    return functions


def _failed(error: Exception, project: Project) -> Issue:
    """The issue for an exception: the last line of the review's own code that was running."""
    place: tuple[str, int | None] = (project.relative(project.analysis), None)
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if project.analysis in path.parents:
            place = (project.relative(path), frame.lineno)
    if isinstance(error, SyntaxError) and error.filename:
        place = (project.relative(Path(error.filename)), error.lineno)
    told = error.args[0] if isinstance(error, KeyError | SyntaxError) and error.args else error
    return Issue(
        code="failing-analysis",
        file=place[0],
        line=place[1],
        found=f"{type(error).__name__}: {told}",
        expected="an analysis that runs to its end on this extraction",
        todo="mend the code on that line, or the data it reads",
    )
