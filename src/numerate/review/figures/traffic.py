"""The traffic-light plot: every study's answer to every question of an appraisal."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from numerate.ground.errors import stop_on
from numerate.review.figures import look
from numerate.review.figures.drawing import PAGE_MM, Drawing
from numerate.review.figures.grid import Grid, GridRow, Mark, draw_grid
from numerate.review.figures.symbols import Disc
from numerate.review.synthesis.ratings import Answer, Rank, Rated, Ratings, rating_issues

# lightness falls from good to worst, so that the order also shows in grey
DISCS: Final[dict[Rank, Disc]] = {
    "good": Disc(look.SKY, "plus"),
    "near": Disc("#b3dcf3", "ring"),
    "fair": Disc(look.YELLOW, "minus"),
    "poor": Disc(look.VERMILLION, "cross"),
    "worst": Disc(look.DARK, "bang", "#fff"),
    "unclear": Disc(look.YELLOW, "question"),
    "missing": Disc("#fff", "question"),
    "absent": Disc(look.PALE),
}
MOST: Final = 40


def draw_traffic_light(ratings: Ratings, title: str, note: str = "") -> Drawing:
    """A disc with a symbol for each answer: all questions, no total.

    Args:
        ratings: The answers of one group of studies.
        title: Short name of the picture.
        note: What a reader must know; the questions' labels are printed before it.

    Raises:
        NumerateError: When an answer is not on the scale or missing; nothing is drawn then.
    """
    stop_on(rating_issues(ratings))
    by_name = {answer.name: answer for answer in ratings.scale}
    rows = tuple(
        GridRow(
            label=rated.study,
            cells=tuple(
                Mark(DISCS[by_name[name].rank]) if name else None for name in rated.answers
            ),
        )
        for rated in ratings.studies
    )
    labels = "; ".join(f"{each.id}: {each.label}" for each in ratings.questions if each.label)
    return draw_grid(
        Grid(
            title=title,
            heads=tuple(question.id for question in ratings.questions),
            rows=rows,
            keys=keys(ratings.scale),
            row_head="Study",
            apart=(len(ratings.questions) - 1,) if ratings.overall else (),
            note=" ".join(part for part in (f"{labels}." if labels else "", note) if part),
            alt=_alt(ratings, title),
        )
    )


def draw_traffic_lights(
    ratings: Ratings, title: str, note: str = "", most: int = MOST
) -> tuple[Drawing, ...]:
    """The same on as many pages as it takes, each with its legend, of about equal length.

    Names that take two lines make a page fuller, so that fewer studies than ``most`` may stand on
    it: no page is higher than the paper with room for a caption.

    Args:
        ratings: The answers of one group of studies.
        title: Short name of the picture; pages add "(1 of 3)".
        note: What a reader must know.
        most: Studies on a page at most.

    Raises:
        NumerateError: When an answer is not on the scale or missing; nothing is drawn then.
    """
    count = max(1, math.ceil(len(ratings.studies) / most))
    while True:
        pages = tuple(_pages(ratings, title, note, count))
        tall = any(page.height_mm > PAGE_MM for page in pages)
        if not tall or count >= len(ratings.studies):
            return pages
        count += 1


def _pages(ratings: Ratings, title: str, note: str, count: int) -> Iterator[Drawing]:
    size = max(1, math.ceil(len(ratings.studies) / count))
    starts = range(0, max(1, len(ratings.studies)), size)
    for page, start in enumerate(starts, 1):
        part = replace(ratings, studies=ratings.studies[start : start + size])
        named = f"{title} ({page} of {len(starts)})" if len(starts) > 1 else title
        yield draw_traffic_light(part, named, note)


def keys(scale: tuple[Answer, ...]) -> tuple[look.Key, ...]:
    """The legend of a scale."""
    return tuple(look.Key(answer.name, DISCS[answer.rank]) for answer in scale)


def _alt(ratings: Ratings, title: str) -> str:
    ids = [question.id for question in ratings.questions]
    said = (f"{rated.study}: {_told(rated, ids)}." for rated in ratings.studies)
    return " ".join([f"{title}.", *said])


def _told(rated: Rated, ids: list[str]) -> str:
    """The answers grouped, as in ``Yes: 3.1, 3.2; No: 3.4``."""
    grouped: dict[str, list[str]] = {}
    for name, answer in zip(ids, rated.answers, strict=True):
        if answer is not None:
            grouped.setdefault(answer, []).append(name)
    if len(grouped) == 1 and None not in rated.answers:
        return f"{next(iter(grouped))} for all"
    return "; ".join(f"{answer}: {', '.join(names)}" for answer, names in grouped.items())
