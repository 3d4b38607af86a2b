"""What every part is: a small frozen declaration that the engine calls with the extraction.

A part is declared on a line of analysis/__init__.py and says nothing of how it counts; so a fault
in its arguments is told at that line, and a fault in the data at the line of the table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, field
from difflib import get_close_matches
from typing import ClassVar, Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue, quoted
from numerate.ground.project import ANALYSIS
from numerate.review.extraction import Extraction
from numerate.review.results import Result

Yield = Result | Issue
_LISTS: Final = ("Tables", "Keys", "Sentences", "Sources")


@dataclass(frozen=True, slots=True)
class Manual:
    """What the page of a part says beside its arguments, which the docstring has.

    Attributes:
        tables: Table, its columns in words, and what a row is.
        keys: Pattern of a key, and what stands there.
        sentences: Sentences that an author can take over, in the manuscript's own syntax.
        sources: Where each method is described.
    """

    tables: tuple[tuple[str, ...], ...]
    keys: tuple[tuple[str, ...], ...]
    sentences: tuple[str, ...]
    sources: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Manual:
        r"""The manual in a text of four lists; an entry goes on where a line is set in.

        >>> made = Manual.of("Keys:\n- flow.screened | records\n  screened\nSources:\n- PRISMA")
        >>> made.keys, made.sources
        ((('flow.screened', 'records screened'),), ('PRISMA',))
        """
        lists: dict[str, list[str]] = {name: [] for name in _LISTS}
        entries: list[str] = []
        for line in text.strip().splitlines():
            head = line.removesuffix(":")
            if line.endswith(":") and head in lists:
                entries = lists[head]
            elif line.startswith("- "):
                entries.append(line.removeprefix("- "))
            elif line.strip():
                entries[-1] += f" {line.strip()}"
        split = [[tuple(e.split(" | ")) for e in lists[name]] for name in _LISTS[:2]]
        tables, keys = map(tuple, split)
        return cls(tables, keys, tuple(lists["Sentences"]), tuple(lists["Sources"]))


@dataclass(frozen=True)
class Declaration:
    """A part of an analysis; calling it with the extraction yields its results.

    Attributes:
        place: File and line on which it was declared.
    """

    _: KW_ONLY
    place: tuple[str, int] = field(init=False, repr=False, compare=False, default=("", 0))
    manual: ClassVar[Manual]

    def __post_init__(self) -> None:
        frame = sys._getframe(1)  # noqa: SLF001 - names the line of the declaration
        while frame.f_back is not None and frame.f_code.co_name == "__init__":
            frame = frame.f_back
        module = str(frame.f_globals.get("__name__", ANALYSIS)).replace(".", "/")
        package = frame.f_code.co_filename.endswith("__init__.py")
        file = f"{module}/__init__.py" if package else f"{module}.py"
        object.__setattr__(self, "place", (file, frame.f_lineno))

    def __call__(self, data: Extraction) -> Iterator[Yield]:
        """Everything that the part yields on this extraction."""
        return self.results(data)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """The numbers, lists, tables, figures, claims, citation sets and advice of the part."""
        raise NotImplementedError

    @property
    def called(self) -> str:
        """How the declaration names the part: ``parts.flow``."""
        return f"parts.{type(self).__name__}"

    def wrong(self, code: str, found: str, expected: str, todo: str) -> NumerateError:
        """A fault of the declaration itself."""
        file, line = self.place
        told = f"{self.called}: {found}"
        return NumerateError(
            Issue(code=code, file=file, line=line, found=told, expected=expected, todo=todo)
        )

    def one_of(self, argument: str, given: str, known: Sequence[str]) -> str:
        """An argument that must be one of some words, capitals aside.

        Raises:
            NumerateError: When it is none of them.
        """
        folded = {word.casefold(): word for word in known}
        if given.casefold() in folded:
            return folded[given.casefold()]
        near = get_close_matches(given, known, n=1)
        todo = f"correct it{f', perhaps to {near[0]}' if near else ''}"
        raise self.wrong(
            "unknown-word", f"{argument} is {quoted(given)}", f"one of: {', '.join(known)}", todo
        )
