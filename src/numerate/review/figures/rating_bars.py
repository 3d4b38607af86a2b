"""The summary plot of an appraisal: how often each answer was given to each question."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from numerate.ground.errors import stop_on
from numerate.ground.issues import Issue
from numerate.review.figures import look, svg
from numerate.review.figures.drawing import TEXT_WIDTH, Drawing, drawing
from numerate.review.figures.lettering import width, wrap
from numerate.review.figures.symbols import symbol
from numerate.review.figures.traffic import DISCS, keys
from numerate.review.synthesis.ratings import Answer, Question, Ratings, rating_issues

_BAR: Final = 11.0
_N: Final = 24.0
_LABEL: Final = 190.0
_PERCENTS: Final = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class _Bar:
    """A question, its counts, and the length of each part: studies or their weight."""

    question: Question
    counts: dict[str, int]
    lengths: Mapping[str, Fraction | int]

    @property
    def n(self) -> int:
        return sum(self.counts.values())

    def share(self, answer: str) -> Fraction:
        """Share of the bar that an answer takes."""
        whole = sum(self.lengths.values())
        return Fraction(self.lengths.get(answer, 0)) / whole if whole else Fraction(0)


def draw_rating_summary(
    groups: Sequence[Ratings], title: str, note: str = "", *, weighted: bool = False
) -> Drawing:
    r"""A bar of 100% for each question, its parts in the scale's order, each with its count.

    Args:
        groups: The answers of one or several groups of studies (strands), on one scale.
        title: Short name of the picture.
        note: What a reader must know.
        weighted: Whether the parts are as long as the studies' weights, told in percent.

    Raises:
        NumerateError: When an answer is not on the scale or missing, or a study has no weight where
            weights are wanted; nothing is drawn then.

    >>> from numerate.review.synthesis.ratings import ratings_from_csv
    >>> made = ratings_from_csv("Study,D1\nA,Low\nB,High\nC,Low\n")
    >>> draw_rating_summary([made], "Risk of bias").alt
    'Risk of bias. D1 (n = 3): Low 2, High 1.'
    """
    stop_on(issue for group in groups for issue in rating_issues(group))
    stop_on(issue for group in groups for issue in _weightless(group) if weighted)
    scale = _scale(groups)
    label = _label_width(groups)
    left, right = look.EDGE + label + _N, TEXT_WIDTH - look.EDGE - 10
    y = look.EDGE + look.SIZE * 1.8
    parts = list(_heads(left, y - look.SIZE * 0.9))
    top = y
    for group in groups:
        if group.label:
            parts.append(look.middled(look.EDGE, y + 7, group.label, look.SMALL, style="bold"))
            y += 14
        for place, question in enumerate(group.questions):
            bar = _bar(group, place, weighted=weighted)
            lines = wrap(_words(question), look.SIZE, (label - 6) * look.SLACK)
            pitch = max(_BAR + 4, look.high(lines) + 4)
            y += 4 if group.overall and place == len(group.questions) - 1 else 0
            parts += _row(bar, scale, lines, (left, right, y + pitch / 2), weighted=weighted)
            y += pitch
    parts += _axis(left, right, top, y)
    made, tall = look.legend(keys(scale), look.EDGE, y + 16, TEXT_WIDTH - look.EDGE)
    parts += made
    y += 16 + tall
    if weighted:
        note = f"Parts are shares of the studies' weight. {note}".strip()
    if note:
        made, tall = look.note(note, look.EDGE, y + 3, TEXT_WIDTH)
        parts += made
        y += 3 + tall
    alt = _alt(groups, scale, title, weighted=weighted)
    return drawing(parts, (TEXT_WIDTH, y + look.EDGE), title, alt)


def _bar(group: Ratings, place: int, *, weighted: bool) -> _Bar:
    counts = group.counts(place)
    lengths = group.weights(place) if weighted else counts
    return _Bar(group.questions[place], counts, lengths)


def _weightless(group: Ratings) -> Iterator[Issue]:
    for rated in group.studies:
        if rated.weight is None:
            yield Issue(
                code="no-weight",
                found=f"{rated.study} has no weight",
                expected="a weight for each study of a weighted plot",
                todo="give it its weight in the meta-analysis, 0 when it is not in it",
            )


def _scale(groups: Sequence[Ratings]) -> tuple[Answer, ...]:
    return tuple(dict.fromkeys(answer for group in groups for answer in group.scale))


def _words(question: Question) -> str:
    return f"{question.id} {question.label}".strip()


def _label_width(groups: Sequence[Ratings]) -> float:
    questions = [question for group in groups for question in group.questions]
    longest = max((width(_words(each), look.SIZE) for each in questions), default=0.0)
    return min(_LABEL, longest / look.SLACK + 8)


def _heads(left: float, y: float) -> Iterator[str]:
    yield look.middled(left - 6, y, "n", look.SMALL, style="bold", anchor="end")


def _row(
    bar: _Bar,
    scale: Sequence[Answer],
    lines: Sequence[str],
    place: tuple[float, float, float],
    *,
    weighted: bool,
) -> Iterator[str]:
    left, right, y = place
    yield from look.label(look.EDGE, y, lines)
    yield look.middled(left - 6, y, f"{bar.n:,}", anchor="end")
    x = left
    for answer in scale:
        count = bar.counts.get(answer.name, 0)
        long = float((right - left) * bar.share(answer.name))
        if not long:
            continue
        how = DISCS[answer.rank]
        edge = look.FAINT if how.fill == "#fff" else "#fff"
        yield svg.rect(x, y - _BAR / 2, long, _BAR, fill=how.fill, stroke=edge, line=0.6)
        number = _percent(bar.share(answer.name)) if weighted else f"{count:,}"
        wide = width(number, look.SMALL) / look.SLACK
        sign = 8.0 if how.symbol and long > wide + 14 else 0.0
        if how.symbol and sign:
            yield symbol(how.symbol, x + (long - wide) / 2 - 1.5, y, 2.2, how.ink)
        if long > wide + 2:
            at = x + (long + sign) / 2
            yield look.middled(at, y, number, look.SMALL, anchor="middle", fill=how.ink)
        x += long


def _axis(left: float, right: float, top: float, bottom: float) -> Iterator[str]:
    for percent in _PERCENTS:
        x = left + (right - left) * percent / 100
        yield svg.path([(x, bottom + 1), (x, bottom + 4)], stroke=look.AXIS)
        words = f"{percent}%"
        yield look.middled(x, bottom + 10, words, look.SMALL, anchor="middle", fill=look.SOFT)
    yield svg.path([(left, top), (left, bottom + 1)], stroke=look.AXIS)
    yield svg.path([(left, bottom + 1), (right, bottom + 1)], stroke=look.AXIS)


def _percent(share: Fraction) -> str:
    return f"{math.floor(share * 100 + Fraction(1, 2))}%"


def _alt(groups: Sequence[Ratings], scale: Sequence[Answer], title: str, *, weighted: bool) -> str:
    said = [f"{title}."]
    for group in groups:
        if group.label:
            said.append(f"{group.label}:")
        for place, question in enumerate(group.questions):
            bar = _bar(group, place, weighted=weighted)
            told = [
                f"{a.name} {bar.counts[a.name]:,}"
                + (f" ({_percent(bar.share(a.name))} of the weight)" if weighted else "")
                for a in scale
                if bar.counts.get(a.name)
            ]
            said.append(f"{_words(question)} (n = {bar.n:,}): {', '.join(told)}.")
    return " ".join(said)
