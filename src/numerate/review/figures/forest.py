"""The forest plot, in the order that readers of Cochrane reviews know.

Study, what was counted in each group, weight, the effect in words, and its drawing: a square whose
area is the weight, a line for the interval (an arrow where the axis cuts it), a diamond for each
pooled effect, a thick grey line for the prediction interval; below, heterogeneity and tests.
Everything printed comes in as words, so that the picture says what the text says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from numerate.review.figures import look, svg
from numerate.review.figures.axes import told
from numerate.review.figures.drawing import TEXT_WIDTH, Drawing, drawing
from numerate.review.figures.effectrows import ForestGroup, ForestLine, ForestPlot
from numerate.review.figures.forestmarks import TOTAL, diamond, prediction_mark, study_mark
from numerate.review.figures.forestmeasure import GAP, PAGE, ForestMeasure, measured, row_count
from numerate.review.figures.lettering import Style, width, wrap


def draw_forest(plot: ForestPlot) -> Drawing:
    """The forest plot in one picture.

    >>> study = ForestLine(label="Aronson 1948", weight=100.0, estimate=0.41, lower=0.13,
    ...                    upper=1.26, words="0.41 [0.13, 1.26]")
    >>> plot = ForestPlot(title="Tuberculosis", groups=(ForestGroup(studies=(study,)),),
    ...                   effect_head="Risk ratio", log=True, null=1.0)
    >>> draw_forest(plot).alt
    'Tuberculosis. Risk ratio. Aronson 1948: 0.41 [0.13, 1.26], weight 100.0%.'
    """
    return _drawn(plot, measured(plot), last=True, first=True)


def forest_pages(plot: ForestPlot) -> tuple[Drawing, ...]:
    """The forest plot in as many pictures as pages need: one up to some fifty studies.

    Heads and axis are on every page, on one scale; pooled effects stay with their last studies.
    """
    measure = measured(plot)
    most = int(PAGE / measure.pitch)
    if row_count(plot.groups) <= most + 4:
        return (draw_forest(plot),)
    pages: list[list[ForestGroup]] = [[]]
    room = most
    for group in plot.groups:
        rest: ForestGroup | None = group
        while rest is not None:
            kept, more = _split(rest, room)
            if kept is not None:
                pages[-1].append(kept)
                room -= row_count((kept,))
            rest = more
            if more is not None:
                pages.append([])
                room = most
    last = len(pages) - 1
    return tuple(
        _drawn(replace(plot, groups=tuple(page)), measure, last=i == last, first=not i)
        for i, page in enumerate(pages)
    )


def _split(group: ForestGroup, room: int) -> tuple[ForestGroup | None, ForestGroup | None]:
    """What of a group fits into a number of rows, and what is left."""
    if row_count((group,)) <= room:
        return group, None
    head = int(bool(group.heading))
    fits = min(len(group.studies) - 2, room - head)
    if fits < 2:  # noqa: PLR2004 - a page does not end on a lonely study
        return None, group
    heading = group.heading
    if heading and not heading.endswith(" (continued)"):
        heading += " (continued)"
    first = ForestGroup(heading=group.heading, studies=group.studies[:fits])
    return first, replace(group, heading=heading, studies=group.studies[fits:])


def _drawn(plot: ForestPlot, measure: ForestMeasure, *, last: bool, first: bool) -> Drawing:
    top = look.EDGE + look.SMALL * (3.4 if plot.arms or plot.effect_note else 2.0)
    parts = list(_heads(plot, measure, top))
    y = top + 3
    body: list[str] = []
    for group in plot.groups:
        made, y = _group(group, measure, y)
        body += made
    bottom = y + 3
    parts += _frame(plot, measure, top, bottom)
    parts += body
    y = bottom + 13
    if any(plot.favours):
        parts += _favours(plot, measure, y + 6)
        y += 11
    if plot.axis:
        middle = (measure.axis.start + measure.axis.end) / 2
        parts.append(look.middled(middle, y + 6, plot.axis, look.SMALL, anchor="middle"))
        y += 11
    if plot.note and last:
        made, tall = look.note(plot.note, look.EDGE, y + 2, TEXT_WIDTH)
        parts += made
        y += 2 + tall
    title = plot.title if first else f"{plot.title} (continued)"
    return drawing(parts, (TEXT_WIDTH, y + 2 * look.EDGE), title, _alt(plot, title))


def _heads(plot: ForestPlot, measure: ForestMeasure, y: float) -> Iterator[str]:
    low, high = y - look.SMALL * 0.9, y - look.SMALL * 2.2
    at = look.SMALL
    first = "Study or subgroup" if any(group.heading for group in plot.groups) else "Study"
    yield look.middled(look.EDGE, low, first, at, style="bold")
    for edge, head in zip(measure.cells, plot.heads, strict=True):
        yield look.middled(edge, low, head, at, style="bold", anchor="end")
    column = 0
    for name, spans in plot.arms:
        before = measure.cells[column - 1] if column else look.EDGE + measure.label
        left, right = before + GAP, measure.cells[column + spans - 1]
        yield look.middled((left + right) / 2, high, name, at, style="bold", anchor="middle")
        yield svg.path([(left, high + 5), (right, high + 5)], stroke=look.AXIS, line=0.5)
        column += spans
    if plot.weighted:
        yield look.middled(measure.weight, low, "Weight", at, style="bold", anchor="end")
    middle = (measure.axis.start + measure.axis.end) / 2
    upper = high if plot.effect_note else low
    yield look.middled(measure.words, upper, plot.effect_head, at, style="bold")
    yield look.middled(middle, upper, plot.effect_head, at, style="bold", anchor="middle")
    if plot.effect_note:
        yield look.middled(measure.words, low, plot.effect_note, at, fill=look.SOFT)
        yield look.middled(middle, low, plot.effect_note, at, fill=look.SOFT, anchor="middle")
    yield svg.path([(look.EDGE, y + 1), (TEXT_WIDTH - look.EDGE, y + 1)], stroke=look.INK)


def _frame(plot: ForestPlot, measure: ForestMeasure, top: float, bottom: float) -> Iterator[str]:
    """The axis, the line of no effect, and a dashed one through the last pooled effect."""
    axis = measure.axis
    if plot.null is not None and axis.holds(plot.null):
        x = axis.at(plot.null)
        yield svg.path([(x, top + 1), (x, bottom)], stroke=look.INK)
    if measure.centre is not None and axis.holds(measure.centre):
        x = axis.at(measure.centre)
        yield svg.path([(x, top + 1), (x, bottom)], stroke=TOTAL, line=0.5, dash="2.5 2.5")
    yield svg.path([(axis.start, bottom), (axis.end, bottom)], stroke=look.INK)
    for tick in axis.ticks:
        x = axis.at(tick)
        yield svg.path([(x, bottom), (x, bottom + 3)], stroke=look.INK)
        yield look.middled(x, bottom + 9, told(tick), look.SMALL, anchor="middle")


def _favours(plot: ForestPlot, measure: ForestMeasure, y: float) -> Iterator[str]:
    axis = measure.axis
    middle = axis.at(axis.cut(plot.null if plot.null is not None else axis.low))
    left, right = plot.favours
    wide = width(right, look.SMALL) / look.SLACK
    start = min(middle + 5, TEXT_WIDTH - look.EDGE - wide)
    end = min(middle - 5, start - 10)
    yield look.middled(end, y, left, look.SMALL, anchor="end")
    yield look.middled(start, y, right, look.SMALL)


def _group(group: ForestGroup, measure: ForestMeasure, y: float) -> tuple[list[str], float]:
    parts: list[str] = []
    pitch, size = measure.pitch, measure.size
    if group.heading:
        parts.append(look.middled(look.EDGE, y + pitch / 2, group.heading, size, style="bold"))
        y += pitch
    indent = size * 0.8 if group.heading else 0.0
    for study in group.studies:
        lines = wrap(study.label, size, (measure.label - indent) * look.SLACK)
        tall = max(pitch, look.high(lines, size) + 2) if len(lines) > 1 else pitch
        parts += look.label(look.EDGE + indent, y + tall / 2, lines, size)
        parts += _numbers(study, measure, y + tall / 2, "regular")
        parts += study_mark(study, measure, y + tall / 2)
        y += tall
    if group.total:
        y += 1.5
        lines = wrap(group.total.label, size, measure.label * look.SLACK, "bold")
        tall = max(pitch, look.high(lines, size) + 2)
        for place, line in enumerate(lines):
            middle = y + tall / 2 + (place - (len(lines) - 1) / 2) * size * look.LEADING
            parts.append(look.middled(look.EDGE, middle, line, size, style="bold"))
        parts += _numbers(group.total, measure, y + tall / 2, "bold")
        parts += diamond(group.total, measure, y + tall / 2)
        y += tall
    if group.prediction:
        parts += prediction_mark(group.prediction, measure, y + pitch / 2)
        y += pitch
    for remark in group.remarks:
        limit = (measure.axis.start - GAP - look.EDGE) * look.SLACK
        for line in wrap(remark, look.SMALL, limit):
            parts.append(
                look.middled(look.EDGE, y + look.SMALL * 0.7, line, look.SMALL, fill=look.SOFT)
            )
            y += look.SMALL * 1.35
    return parts, y + (4 if group.total or group.remarks else 0)


def _numbers(line: ForestLine, measure: ForestMeasure, y: float, style: Style) -> Iterator[str]:
    size = measure.size
    for edge, cell in zip(measure.cells, line.cells, strict=False):
        yield look.middled(edge, y, cell, size, style=style, anchor="end")
    if line.weight is not None:
        words = f"{line.weight:.1f}%"
        yield look.middled(measure.weight, y, words, size, style=style, anchor="end")
    fill = look.INK if line.estimate is not None else look.SOFT
    yield look.middled(measure.words, y, line.words, size, style=style, fill=fill)


def _alt(plot: ForestPlot, title: str) -> str:
    said = [f"{title}. {plot.effect_head}."]
    for group in plot.groups:
        said += [f"{group.heading}:"] if group.heading else []
        said += [_line_told(line) for line in group.studies]
        said += [_line_told(group.total)] if group.total else []
        if group.prediction:
            said.append(f"{group.prediction.label}: {group.prediction.words}.")
        said += [remark if remark.endswith(".") else f"{remark}." for remark in group.remarks]
    if plot.null is not None and any(plot.favours):
        said.append(f"Left of {told(plot.null)}: {plot.favours[0]}; right: {plot.favours[1]}.")
    return " ".join(said)


def _line_told(line: ForestLine) -> str:
    weight = f", weight {line.weight:.1f}%" if line.weight is not None else ""
    return f"{line.label}: {line.words}{weight}."
