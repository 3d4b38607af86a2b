"""The difference of two versions as frozen values, each change with its computed causes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from numerate.ground.issues import Issue
from numerate.paper.changes.sheets import RowChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsMoved:
    """What became of the rows of one data table among those that a number selects.

    Attributes:
        table: The data table.
        added: Rows that only the later data have.
        removed: Rows that only the earlier data have.
        entered: Rows of both that only the later number selects.
        left: Rows of both that only the earlier number selects.
        changed: Rows that both select, with other cells.
        turned: The cells that differ in rows that entered or left.
        exact: Whether the selection could be read from its words; else these are rows that meet
            all conditions that could be.
    """

    table: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    changed: tuple[RowChanged, ...] = ()
    turned: tuple[RowChanged, ...] = ()
    exact: bool = True

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.entered or self.left or self.changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChanged:
    """A function or value of the analysis whose code differs.

    Attributes:
        name: Its dotted name, such as ``analysis.flow.boxes``.
        how: ``added``, ``removed`` or ``changed``.
        told: How it is connected with the function that computes a number, where that one is the
            same.
    """

    name: str
    how: str
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersMoved:
    """Other numbers that changed, from which this one is computed."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineChanged:
    """Another numerate built the later version; its wordings or rules may differ."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataMoved:
    """No row, number or function that the origin names changed, but these data tables did."""

    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Untold:
    """Nothing that the origin names changed, nor anything else: the origin leaves out a source."""


Cause = RowsMoved | CodeChanged | NumbersMoved | EngineChanged | DataMoved | Untold


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a version says of a number."""

    value: Any
    text: str
    definition: str = ""
    unit: str = ""
    forms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberChange:
    """A number that changed, came (no old) or went (no new).

    Attributes:
        key: Its key in the later version, or in the earlier one when it went.
        old: What the earlier version says.
        new: What the later version says.
        causes: Why; at least one.
    """

    key: str
    old: Stated | None
    new: Stated | None
    causes: tuple[Cause, ...]

    @property
    def definition(self) -> str:
        """What it counts, as last defined."""
        stated = self.new or self.old
        return stated.definition if stated else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A claim that began or ceased to hold, came or went; None where a version has it not."""

    key: str
    definition: str
    old: bool | None
    new: bool | None
    old_rule: str = ""
    new_rule: str = ""
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """A cell of a printed table: the words at its row and column, and its texts."""

    row: str
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChange:
    """A printed table that changed.

    Attributes:
        key: Its key.
        label: What the documents call it, such as ``Table 1``; empty when they do not print it.
        how: ``added``, ``removed`` or ``changed``.
        rows_added: The words of rows that only the later table has.
        rows_removed: The words of rows that only the earlier table has.
        cells: The cells that differ in rows of both.
    """

    key: str
    label: str = ""
    definition: str = ""
    how: str = "changed"
    rows_added: tuple[str, ...] = ()
    rows_removed: tuple[str, ...] = ()
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure that changed; a drawing is empty where a version has none."""

    key: str
    label: str
    definition: str
    old_svg: str
    new_svg: str
    old_alt: str
    new_alt: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a sentence: ``same``, ``deleted`` or ``inserted``."""

    how: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceChange:
    """A sentence that changed, came or went.

    Attributes:
        document: The document's path.
        heading: The section it stands in.
        pieces: Its words with those deleted and inserted marked.
        why: ``words``, ``numbers``, ``claims`` or several of them, in this order.
        failed: Keys of claims in it that hold no longer.
    """

    document: str
    heading: str
    pieces: tuple[Piece, ...]
    why: tuple[str, ...]
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyChange:
    """A study that came, went or was extracted anew, with the data rows that tell of it.

    Attributes:
        study: Its id.
        label: Its name for readers.
        tables: For a study extracted anew, each table with its rows added, removed and changed.
    """

    study: str
    label: str
    tables: tuple[RowsMoved, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that differs between two versions; empty when nothing does.

    Attributes:
        old: The earlier version's name.
        new: The later version's name.
        studies_added: Studies that only the later version includes.
        studies_removed: Studies that only the earlier version includes.
        studies_changed: Studies of both whose rows differ.
        flow: Keys of the changed numbers that are boxes of the flow, in reading order.
        numbers: Every number that changed.
        claims: Claims that began or ceased to hold, came or went.
        tables: Printed tables that changed.
        figures: Figures that changed.
        sentences: Sentences that changed, in reading order.
        references_added: Keys of works that only the later version cites.
        references_removed: Keys of works that only the earlier version cites.
        code: The functions of the analysis that changed.
        renamed: The later key of each key that was renamed.
        advice: What the reader should know of the comparison.
    """

    old: str
    new: str
    studies_added: tuple[StudyChange, ...] = ()
    studies_removed: tuple[StudyChange, ...] = ()
    studies_changed: tuple[StudyChange, ...] = ()
    flow: tuple[str, ...] = ()
    numbers: tuple[NumberChange, ...] = ()
    claims: tuple[ClaimChange, ...] = ()
    tables: tuple[TableChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    sentences: tuple[SentenceChange, ...] = ()
    references_added: tuple[str, ...] = ()
    references_removed: tuple[str, ...] = ()
    code: tuple[CodeChanged, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    advice: tuple[Issue, ...] = ()

    def __bool__(self) -> bool:
        return any(
            (
                self.studies_added,
                self.studies_removed,
                self.studies_changed,
                self.numbers,
                self.claims,
                self.tables,
                self.figures,
                self.sentences,
                self.references_added,
                self.references_removed,
                self.code,
                self.renamed,
            )
        )


def applied(difference: Difference, numbers: Mapping[str, Stated]) -> dict[str, Stated]:
    """The earlier version's numbers with the difference applied: those of the later version.

    >>> ten, nine = Stated(value=10, text="10"), Stated(value=9, text="9")
    >>> change = NumberChange(key="flow.included", old=nine, new=ten, causes=(Untold(),))
    >>> made = Difference(old="1.0", new="2.0", numbers=(change,))
    >>> applied(made, {"flow.included": nine}) == {"flow.included": ten}
    True
    """
    made = {difference.renamed.get(key, key): stated for key, stated in numbers.items()}
    for change in difference.numbers:
        if change.new is None:
            made.pop(change.key, None)
        else:
            made[change.key] = change.new
    return made
