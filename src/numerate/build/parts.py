"""The analysis of a compendium: loading its package and running each of its parts."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from numerate.errors import NumerateError
from numerate.extraction import Extraction
from numerate.issues import Issue
from numerate.project import ANALYSIS, Project
from numerate.results import Result

Part = Callable[[Extraction], Iterable[Result]]


def computed(project: Project, data: Extraction) -> list[Result]:
    """Everything that the parts of the compendium's analysis yield.

    Raises:
        NumerateError: With one issue per part that fails; issues that a part raises itself
            are passed on as they are.
    """
    results: list[Result] = []
    issues: list[Issue] = []
    with _loaded(project) as analysis:
        for part in _parts(analysis, project):
            try:
                results += part(data)
            except NumerateError as error:
                issues += error.issues
            except Exception as error:  # noqa: BLE001 - whatever a review's code raises is its fault to tell
                issues.append(_failed(error, project))
    if issues:
        raise NumerateError(issues)
    return results


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


def _parts(analysis: ModuleType, project: Project) -> tuple[Part, ...]:
    parts = getattr(analysis, "PARTS", None)
    if not isinstance(parts, tuple) or not all(callable(part) for part in parts):
        raise NumerateError(
            Issue(
                code="no-parts",
                file=project.relative(project.analysis / "__init__.py"),
                line=1,
                found="no tuple PARTS of functions",
                expected="PARTS = (flow.results, …): each takes the extraction and yields results",
                todo="list the parts of the analysis there",
            )
        )
    return parts


def _failed(error: Exception, project: Project) -> Issue:
    """The issue for an exception: the last line of the review's own code that was running."""
    place: tuple[str, int | None] = (project.relative(project.analysis), None)
    if isinstance(error, SyntaxError) and error.filename:
        place = (project.relative(Path(error.filename)), error.lineno)
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if project.analysis in path.parents:
            place = (project.relative(path), frame.lineno)
    told = error.args[0] if isinstance(error, KeyError) and error.args else error
    return Issue(
        code="failing-analysis",
        file=place[0],
        line=place[1],
        found=f"{type(error).__name__}: {told}",
        expected="an analysis that runs to its end on this extraction",
        todo="mend the code on that line, or the data it reads",
    )
