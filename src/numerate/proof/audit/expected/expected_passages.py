"""Expected passages: what the data say now, as pieces of text in order, with their keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "title",
    "front",
    "abstract",
    "heading",
    "prose",
    "caption",
    "head",
    "cell",
    "note",
    "footnote",
    "reference",
    "picture",
    "description",
]
RoleKind = Literal["num", "claim", "cite", "automatic", "math", "raised"]


@dataclass(frozen=True, slots=True)
class Role:
    """Characters of a passage that mean something to the audit.

    Attributes:
        start: First character.
        end: Character after the last.
        kind: ``num`` and ``claim`` are bound to the data by key; ``cite`` is a citation;
            ``automatic`` is a number that writers and word processors put in by themselves and
            may leave out of the text; ``math`` is a formula, which formats write differently;
            ``raised`` is set as superscript or subscript.
        key: The key; empty for the other kinds.
    """

    start: int
    end: int
    kind: RoleKind
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedPassage:
    """One piece of the manuscript as it ought to be printed.

    Attributes:
        kind: What it is; ``front`` is what stands about the title beside it, ``head`` a cell of a
            table's head, ``note`` a note under a table, ``picture`` words inside a figure,
            ``description`` a picture's alternative text.
        text: Its words.
        roles: Numbers, claims and so on in it.
        heading: The heading that it stands under.
        label: Of captions, cells, notes and pictures: what the float is called, as ``Table 1``.
        row: Row in the table, counted from 0 with the head; -1 outside tables.
        column: Column of its first cell, counted from 0; -1 outside tables.
        row_name: Of cells: the words of the row's first cell.
        column_name: Of cells: the words above the column.
        optional: Whether a file may do without it.
    """

    kind: Kind
    text: str
    roles: tuple[Role, ...] = ()
    heading: str = ""
    label: str = ""
    row: int = -1
    column: int = -1
    row_name: str = ""
    column_name: str = ""
    optional: bool = False

    @property
    def place(self) -> str:
        """Where it stands, in words.

        >>> ExpectedPassage(kind="cell", text="9", label="Table 1", row=2, column=1, row_name="Age",
        ...         column_name="n").place
        'Table 1, row «Age», column «n»'
        """
        if self.kind in ("cell", "head"):
            row = f"row «{self.row_name}»" if self.kind == "cell" else "head"
            column = f", column «{self.column_name}»" if self.column_name else ""
            return f"{self.label or 'a table'}, {row}{column}"
        named = {
            "title": "title",
            "front": "title block",
            "abstract": "abstract",
            "caption": f"caption of {self.label}",
            "note": f"notes of {self.label}",
            "picture": f"{self.label}, in the picture",
            "description": f"{self.label}, description",
            "reference": "references",
        }
        if self.kind in named:
            return named[self.kind].strip().removesuffix(" of")
        return f"«{self.heading}»" if self.heading else "before the first heading"


@dataclass(frozen=True, slots=True)
class ExpectedDocument:
    """One document as the data say it should read.

    Attributes:
        name: The document's name, such as ``article``.
        title: Its title.
        passages: Everything that should be found in the file.
        pictures: SHA-256 of each computed picture as PNG, by the label of its figure.
        links: Where its links lead outside the compendium.
    """

    name: str
    title: str
    passages: tuple[ExpectedPassage, ...]
    pictures: dict[str, str]
    links: frozenset[str] = frozenset()
