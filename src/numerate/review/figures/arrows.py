"""The effect direction plot: one row a study, one column a construct, an arrow for each direction.

After Boon MH, Thomson H. The effect direction plot revisited. Research Synthesis Methods 2021;
12:29-33: an arrow up or down for the direction, whatever its size or significance, and a double
arrow where a study's results conflict.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final, Literal

from numerate.review.figures import look
from numerate.review.figures.drawing import Drawing
from numerate.review.figures.grid import Grid, GridRow, Mark, draw_grid
from numerate.review.figures.symbols import Symbol

Way = Literal["positive", "negative", "conflicting", "none"]
_MARKS: Final[dict[Way, Mark]] = {
    "positive": Mark("up", look.BLUE),
    "negative": Mark("down", look.VERMILLION),
    "conflicting": Mark("sideways", look.SOFT),
    "none": Mark("ring", look.SOFT),
}
# half the height of a sign, by the least sample that has it
_HALVES: Final = ((301, 4.4), (50, 3.2), (0, 2.1))
_SIZES: Final = "Size of signs: sample over 300, 50 to 300, under 50."
_WORDS: Final[dict[Way, str]] = {
    "positive": "positive",
    "negative": "negative",
    "conflicting": "conflicting",
    "none": "no direction told",
}


@dataclass(frozen=True, slots=True)
class StudyWays:
    """One study's direction for each construct; None where it did not study the construct.

    Attributes:
        study: The study.
        ways: Its directions.
        n: Its sample, which sizes its arrows; None where arrows have one size.
    """

    study: str
    ways: tuple[Way | None, ...]
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrowPlot:
    """The studies of one domain and the constructs of the columns, in the order to be printed."""

    title: str
    constructs: tuple[str, ...]
    studies: tuple[StudyWays, ...]
    note: str = ""


def draw_arrows(plot: ArrowPlot) -> Drawing:
    """An arrow up, an arrow down, a double arrow or a ring for each study and construct.

    >>> plot = ArrowPlot(title="Traits", constructs=("Empathy",),
    ...                  studies=(StudyWays("Study 1", ("negative",)),))
    >>> draw_arrows(plot).alt
    'Traits. Empathy: 1 negative. Study 1: Empathy negative.'
    """
    rows = tuple(
        GridRow(
            label=study.study,
            count="" if study.n is None else f"{study.n:,}",
            cells=tuple(_mark(way, study.n) for way in study.ways),
        )
        for study in plot.studies
    )
    sized = any(study.n is not None for study in plot.studies)
    used = {way for study in plot.studies for way in study.ways}
    return draw_grid(
        Grid(
            title=plot.title,
            heads=plot.constructs,
            rows=rows,
            keys=tuple(_key(way) for way in _MARKS if way in used),
            row_head="Study",
            count_head="n" if sized else "",
            note=f"{_SIZES} {plot.note}".strip() if sized else plot.note,
            alt=_alt(plot),
        )
    )


def _mark(way: Way | None, n: int | None) -> Mark | None:
    """The sign of a direction, as large as the sample is (Thomson and Thomas, 2013)."""
    if way is None:
        return None
    if n is None:
        return _MARKS[way]
    return replace(_MARKS[way], half=next(half for least, half in _HALVES if n >= least))


def _key(way: Way) -> look.Key:
    mark = _MARKS[way]
    sign: Symbol = mark.sign if isinstance(mark.sign, str) else "dot"
    return look.Key(_WORDS[way].capitalize(), sign, mark.ink)


def _alt(plot: ArrowPlot) -> str:
    said = [f"{plot.title}."]
    for place, construct in enumerate(plot.constructs):
        counts = Counter(study.ways[place] for study in plot.studies)
        told = ", ".join(f"{counts[way]} {_WORDS[way]}" for way in _MARKS if counts[way])
        said.append(f"{construct}: {told or 'no study'}.")
    for study in plot.studies:
        sample = "" if study.n is None else f" (n = {study.n:,})"
        pairs = zip(plot.constructs, study.ways, strict=True)
        told = ", ".join(f"{construct} {_WORDS[way]}" for construct, way in pairs if way)
        said.append(f"{study.study}{sample}: {told}.")
    return " ".join(said)
