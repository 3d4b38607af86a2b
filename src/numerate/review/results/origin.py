"""Origin: where a computed thing comes from, in so few words that it can stand beside each."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import Any

from numerate.review.extraction import Rows, Selection

_ENGINE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Origin:
    """The function that computed something, and the rows it used.

    Attributes:
        function: Dotted name, such as ``analysis.flow.results``.
        file: Absolute path of the file that holds it.
        line: First line of the function in that file.
        rows: The rows, table by table; kept whole, so that they can be shown.
        of: Keys of the numbers it was computed from.
    """

    function: str
    file: str
    line: int
    rows: tuple[Rows, ...] = ()
    of: tuple[str, ...] = ()

    @property
    def selections(self) -> tuple[Selection, ...]:
        """How the rows were chosen, table by table: what numbers.json stores of them."""
        return tuple(selected.selection for selected in self.rows)

    def as_json(self, root: Path) -> dict[str, Any]:
        """The origin as ``numbers.json`` keeps it, with paths as seen from the root."""
        entry: dict[str, Any] = {
            "function": self.function,
            "file": _shown(self.file, root),
            "line": self.line,
        }
        if self.rows:
            entry["rows"] = [_selection(selection) for selection in self.selections]
        return entry


def origin_here(rows: Rows | Iterable[Rows], of: Iterable[str], depth: int) -> Origin:
    """The origin of something made by the function ``depth`` calls above the caller.

    Args:
        rows: The rows used, from one table or several.
        of: Keys of the numbers used.
        depth: How many frames above the caller of this function to look.
    """
    frame = _of_function(sys._getframe(depth + 1))  # noqa: SLF001 - names the computing function
    code = frame.f_code
    module = frame.f_globals.get("__name__", "")
    several = (rows,) if isinstance(rows, Rows) else tuple(rows)
    return Origin(
        function=f"{module}.{code.co_qualname}",
        file=code.co_filename,
        line=code.co_firstlineno,
        rows=several,
        of=tuple(of),
    )


def _of_function(frame: FrameType) -> FrameType:
    """The named function around a comprehension, which has a frame of its own before Python 3.12.

    Without this step the same analysis would have other origins on another Python.
    """
    around = frame
    while around.f_code.co_name.startswith("<") and around.f_back is not None:
        around = around.f_back
    return around if around.f_code.co_filename == frame.f_code.co_filename else frame


def _selection(selection: Selection) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "table": selection.table,
        "where": [condition.as_json() for condition in selection.conditions],
        "count": selection.count,
        "hash": selection.digest,
    }
    if selection.rows:
        entry["ids"] = list(selection.rows)
    return entry


@lru_cache(maxsize=256)
def _shown(file: str, root: Path) -> str:
    """A file as seen from the root; one of the engine from its package, wherever that is."""
    path = Path(file).resolve()
    if path.is_relative_to(_ENGINE):
        return path.relative_to(_ENGINE.parent).as_posix()
    base = root.resolve()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.name
