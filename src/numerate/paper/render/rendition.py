"""Where a document is rendered from, and what a writer gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from numerate.ground.issues import Issue
from numerate.paper.manuscript.places import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document stands, so that its pictures and our look files are found.

    Attributes:
        root: Folder of the compendium; a picture's path that begins with ``/`` starts here.
        source: The document's file; other paths are relative to its folder.
        look: Folder with the template, style sheet and reference document.
        fonts: Folders with fonts for the PDF, beside those that Typst brings.
        places: Where things stand in the document's source, for issues.
    """

    root: Path
    source: Path
    look: Path
    fonts: tuple[Path, ...] = ()
    places: Places = field(default_factory=lambda: Places([]), compare=False, repr=False)

    @property
    def shown(self) -> str:
        """The document as issues name it: relative to the root, with forward slashes."""
        if self.source.is_relative_to(self.root):
            return self.source.relative_to(self.root).as_posix()
        return self.source.as_posix()

    def of(self, target: str) -> dict[str, Any]:
        """File, line and column of the picture or text with that target, for an issue."""
        found = self.places.of("target", target) or self.places.prose(target)
        if found is None:
            return {"file": self.shown}
        return {"file": found.file, "line": found.line, "column": found.column}


@dataclass(frozen=True, slots=True)
class Rendition:
    """One document in one format: the bytes of its file, and advice that came up."""

    content: bytes
    advice: tuple[Issue, ...] = field(default=())
