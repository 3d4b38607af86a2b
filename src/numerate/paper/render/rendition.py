"""Where a document is rendered from, and what a writer gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from numerate.ground.issues import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document stands, so that its pictures and our look files are found.

    Attributes:
        root: Folder of the compendium; a picture's path that begins with ``/`` starts here.
        source: The document's file; other paths are relative to its folder.
        look: Folder with the template, style sheet and reference document.
        fonts: Folders with fonts for the PDF, beside those that Typst brings.
    """

    root: Path
    source: Path
    look: Path
    fonts: tuple[Path, ...] = ()

    @property
    def shown(self) -> str:
        """The document as issues name it: relative to the root, with forward slashes."""
        if self.source.is_relative_to(self.root):
            return self.source.relative_to(self.root).as_posix()
        return self.source.as_posix()


@dataclass(frozen=True, slots=True)
class Rendition:
    """One document in one format: the bytes of its file, and advice that came up."""

    content: bytes
    advice: tuple[Issue, ...] = field(default=())
