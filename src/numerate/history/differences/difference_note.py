"""The note: a difference in the order in which a reader wants it, before it has a format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from numerate.paper.changes.because import because, counted, listed, rows_moved
from numerate.paper.changes.difference import (
    ClaimChange,
    Difference,
    FigureChange,
    NumberChange,
    Piece,
    StudyChange,
    TableChange,
)
from numerate.paper.changes.sentence_changes import pieces

NONE = "—"
_HELD = {True: "holds", False: "does not hold", None: "not made"}
_WHY = {"words": "other words", "numbers": "other numbers"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A point, and what there is to say below it."""

    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Something that had one text and has another, and why."""

    name: str
    told: str
    old: str
    new: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words with those deleted and inserted marked, where they stand, and a remark."""

    place: str
    pieces: tuple[Piece, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A figure as it was and as it is."""

    name: str
    old_svg: str
    new_svg: str
    old_alt: str
    new_alt: str
    words: tuple[Piece, ...]


Point = Line | Moved | Passage | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Points that belong together, under a heading of their own where it is not empty."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the note."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What changed between two versions.

    Attributes:
        old: The earlier version.
        new: The later version.
        summary: The counts of changes in one sentence.
        sections: The parts that have something to say, in reading order.
    """

    old: str
    new: str
    summary: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """The heading of the note."""
        return f"What changed from {self.old} to {self.new}"


def note(difference: Difference) -> Note:
    """The note on a difference; without sections when nothing differs."""
    numbers = {change.key: change for change in difference.numbers}
    others = [change for change in difference.numbers if change.key not in difference.flow]
    sections = (
        _section("Studies", _studies(difference)),
        _section("Flow", [Group(title="", points=_moved(numbers[k] for k in difference.flow))]),
        _section("Numbers", _by_topic(others)),
        _section("Claims", _claims(difference.claims)),
        _section("Tables", [_table(change) for change in difference.tables]),
        _section("Figures", [Group(title="", points=tuple(map(_picture, difference.figures)))]),
        _section("Text", _text(difference)),
        _section("References", [Group(title="", points=tuple(_references(difference)))]),
        _section("Analysis", [Group(title="", points=tuple(_code(difference)))]),
    )
    return Note(
        old=difference.old,
        new=difference.new,
        summary=_summary(difference),
        sections=tuple(section for section in sections if section.groups),
    )


def _section(title: str, groups: Iterable[Group]) -> Section:
    return Section(title=title, groups=tuple(group for group in groups if group.points))


def _summary(difference: Difference) -> str:
    began = sum(one.new is True for one in difference.claims)
    ceased = sum(one.old is True for one in difference.claims)
    counts = (
        (len(difference.studies_added), "study", " added"),
        (len(difference.studies_removed), "study", " removed"),
        (len(difference.studies_changed), "study", " extracted anew"),
        (len(difference.numbers), "number", " changed"),
        (began, "claim", " began to hold"),
        (ceased, "claim", " ceased to hold"),
        (len(difference.tables), "table", " changed"),
        (len(difference.figures), "figure", " changed"),
        (len(difference.sentences), "sentence", " changed"),
        (len(difference.references_added), "reference", " added"),
        (len(difference.references_removed), "reference", " removed"),
    )
    told = [counted(count, what) + end for count, what, end in counts if count]
    if not told:
        return "Only the code of the analysis changed." if difference else "Nothing changed."
    return "; ".join(told) + "."


def _studies(difference: Difference) -> Iterator[Group]:
    for title, studies in (
        ("Added", difference.studies_added),
        ("Removed", difference.studies_removed),
        ("Extracted anew", difference.studies_changed),
    ):
        yield Group(title=title, points=tuple(map(_study, studies)))


def _study(change: StudyChange) -> Line:
    name = change.label if change.label == change.study else f"{change.label} ({change.study})"
    return Line(text=name, details=tuple(rows_moved(rows) for rows in change.tables))


def _moved(changes: Iterable[NumberChange]) -> tuple[Moved, ...]:
    return tuple(
        Moved(
            name=change.key,
            told=change.definition,
            old=change.old.text if change.old else NONE,
            new=change.new.text if change.new else NONE,
            because=(*_wording(change), *because(change.causes)),
        )
        for change in changes
    )


def _wording(change: NumberChange) -> Iterator[str]:
    """What differs though the number reads the same."""
    old, new = change.old, change.new
    if old is None or new is None or old.text != new.text:
        return
    if old.definition != new.definition:
        yield f"defined otherwise: «{old.definition}» → «{new.definition}»"
    elif old.value != new.value:
        yield f"value {old.value} → {new.value}, which reads the same"
    else:
        yield "other wordings or unit"


def _by_topic(changes: Iterable[NumberChange]) -> Iterator[Group]:
    topics: dict[str, list[NumberChange]] = {}
    for change in changes:
        topics.setdefault(change.key.partition(".")[0], []).append(change)
    for topic, held in topics.items():
        yield Group(title=topic, points=_moved(held))


def _claims(changes: Iterable[ClaimChange]) -> Iterator[Group]:
    groups: dict[str, list[Moved]] = {"Began to hold": [], "Ceased to hold": [], "Others": []}
    for change in changes:
        title = {True: "Began to hold", False: "Ceased to hold"}.get(bool(change.new), "")
        if change.old is None or change.new is None:
            title = "Others"
        groups[title].append(
            Moved(
                name=change.key,
                told=change.definition,
                old=_judged(change.old, change.old_rule),
                new=_judged(change.new, change.new_rule),
                because=because(change.causes),
            )
        )
    for title, points in groups.items():
        yield Group(title=title, points=tuple(points))


def _judged(holds: bool | None, rule: str) -> str:  # noqa: FBT001 - the verdict itself
    return f"{_HELD[holds]}: {rule}" if rule else _HELD[holds]


def _table(change: TableChange) -> Group:
    name = f"{change.label} ({change.key})" if change.label else change.key
    title = f"{name}: {change.definition}" if change.definition else name
    points: list[Point] = []
    if change.how != "changed":
        points.append(Line(text=f"The whole table was {change.how}."))
    points += [Line(text=f"Row added: {row}") for row in change.rows_added]
    points += [Line(text=f"Row removed: {row}") for row in change.rows_removed]
    for cell in change.cells:
        place = ", ".join(part for part in (cell.row, cell.column) if part)
        points.append(Passage(place=place, pieces=pieces(cell.old, cell.new)))
    return Group(title=title, points=tuple(points))


def _picture(change: FigureChange) -> Picture:
    name = f"{change.label} ({change.key})" if change.label else change.key
    return Picture(
        name=f"{name}: {change.definition}" if change.definition else name,
        old_svg=change.old_svg,
        new_svg=change.new_svg,
        old_alt=change.old_alt,
        new_alt=change.new_alt,
        words=pieces(change.old_alt, change.new_alt),
    )


def _text(difference: Difference) -> Iterator[Group]:
    places: dict[str, list[Passage]] = {}
    for change in difference.sentences:
        reasons = [_WHY[why] for why in change.why if why in _WHY]
        if change.failed:
            reasons.append(f"holds no longer: {listed(change.failed)}")
        elif "claims" in change.why:
            reasons.append("now holds")
        remark = ", ".join(reasons)
        held = places.setdefault(change.document, [])
        held.append(Passage(place=change.heading, pieces=change.pieces, remark=remark))
    for document, passages in places.items():
        yield Group(title=document, points=tuple(passages))


def _references(difference: Difference) -> Iterator[Line]:
    yield from (Line(text=f"Added: {key}") for key in difference.references_added)
    yield from (Line(text=f"Removed: {key}") for key in difference.references_removed)


def _code(difference: Difference) -> Iterator[Line]:
    yield from (Line(text=f"{one.name} {one.how}") for one in difference.code)
    yield from (Line(text=f"{old} is now {new}") for old, new in difference.renamed.items())
