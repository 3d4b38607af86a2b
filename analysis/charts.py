"""The charts of the supplement: directions by study, prevalence, motives, themes, quality."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.appraisal import STRANDS, Appraised, appraised
from analysis.characteristics import QUANTITATIVE
from analysis.directions import directed
from analysis.evidence import Evidence, evidence
from analysis.motives import reasons
from analysis.rounds import of_included
from analysis.studies import Names, attributions, by_name, names
from analysis.themes import coding
from numerate import (
    MMAT_2018,
    ArrowPlot,
    Dot,
    Extraction,
    Figure,
    Matrix,
    MatrixRow,
    Question,
    RangePlot,
    RangeRow,
    Rated,
    Ratings,
    Result,
    StudyWays,
    Style,
    Way,
    draw_arrows,
    draw_matrix,
    draw_ranges,
    draw_rating_summary,
    draw_traffic_light,
    figure,
    scale,
    written,
)

_PERCENT = Style("percent", 1)
_NEUTRAL = "Studies have neutral numbers; single rows are reconstructed."


def results(data: Extraction) -> Iterator[Result]:
    """Every chart of the supplement."""
    called = names(data)
    known = evidence(data)
    for domain in known.ordered_domains():
        drawn = _directions(known, domain, called)
        if drawn is not None:
            yield drawn
    yield _prevalence(data, called)
    yield _motives(data)
    yield _themes(data)
    yield from _quality(data, called)


def _directions(known: Evidence, domain: str, called: Names) -> Figure | None:
    counts = directed(known)
    constructs = [name for name in known.in_domain(domain) if name in counts]
    ways: dict[str, dict[str, Way]] = {}
    labels: dict[str, str] = {}
    for construct in constructs:
        for direction in counts[construct].directions:
            ways.setdefault(direction.dataset, {})[construct] = direction.way
            labels[direction.dataset] = _short(direction.studies, called)
    if not ways:
        return None
    left_out = [known.constructs[n].label for n in known.in_domain(domain) if n not in counts]
    note = f"Not shown for want of comparable groups: {', '.join(left_out)}. " if left_out else ""
    plot = ArrowPlot(
        title=f"Direction of effect: {known.domains[domain].lower()}",
        constructs=tuple(known.constructs[name].label for name in constructs),
        studies=tuple(
            StudyWays(labels[dataset], tuple(ways[dataset].get(name) for name in constructs))
            for dataset in sorted(ways, key=labels.__getitem__)
        ),
        note=note + _NEUTRAL,
    )
    return figure(
        f"direction_{domain}",
        draw_arrows(plot),
        f"{known.domains[domain]}: the direction of effect in each dataset, per construct",
        rows=known.domain_rows(domain),
    )


def _short(studies: tuple[str, ...], called: Names) -> str:
    """``QN 07``, or ``QN 25/31`` for studies that share a dataset."""
    first, *others = sorted(called.short[study] for study in studies)
    return "/".join([first, *(one.partition(" ")[2] for one in others)])


def _prevalence(data: Extraction, called: Names) -> Figure:
    rows = of_included(data, QUANTITATIVE).present("prevalence")
    name_of = {row["citation"]: f"{row['name']} ({row['year']})" for row in data["named_studies"]}
    lines = sorted(by_name(rows), key=lambda row: -float(row["prevalence"]))
    plot = RangePlot(
        title="Prevalence of perpetration",
        rows=tuple(
            RangeRow(
                label=name_of.get(row["attributed_to"], called.short[row["study_id"]]),
                dots=(Dot(float(row["prevalence"])),),
                words=written(float(row["prevalence"]), _PERCENT),
            )
            for row in lines
        ),
        axis="Participants who reported perpetration",
        row_head="Study",
        note="A study is named where the published review states its prevalence; all other values "
        "are reconstructed.",
    )
    return figure(
        "prevalence",
        draw_ranges(plot),
        "Prevalence of perpetration in each quantitative study that reports it",
        rows=rows,
    )


def _motives(data: Extraction) -> Figure:
    known = reasons(data)
    percents = {
        name: sorted(float(p) for p in known.items.where(motive=name).values("percent"))
        for name in known.order
    }
    plot = RangePlot(
        title="Endorsement of motives",
        rows=tuple(
            RangeRow(
                label=known.labels[name],
                dots=tuple(Dot(percent) for percent in percents[name]),
                words=written((percents[name][0], percents[name][-1]), Style("percent")),
            )
            for name in known.order
        ),
        axis="Perpetrators who endorsed an item",
        row_head="Motive",
        note="One dot per item and study. The ends of each range are published; values between "
        "them are reconstructed.",
    )
    return figure(
        "motives",
        draw_ranges(plot),
        "Share of perpetrators who endorsed each item on motives, by group of motives",
        rows=known.items,
    )


def _themes(data: Extraction) -> Figure:
    known = coding(data)
    stated = attributions(known.rows)
    named = by_name(data["named_studies"].among("study_id", known.studies))
    rows = []
    for theme in known.order:
        count = known.counts[theme]
        cited = {stated[name] for name in known.of(theme).ids if name in stated}
        further = count.n - len(cited)
        rows.append(
            MatrixRow(
                label=count.theme.label,
                n=count.n,
                cells=(
                    *(row["citation"] in cited for row in named),
                    f"+{further}" if further else "",
                ),
                level=1 if count.theme.parent else 0,
            )
        )
    plot = Matrix(
        title="Themes by study",
        columns=(*(f"{row['name']} ({row['year']})" for row in named), "Further studies"),
        rows=tuple(rows),
        key="The published review states that the study contributes",
        note="n = all studies that contribute; further studies are known by number only. Themes "
        "stand in order of coded extracts.",
        apart=True,
    )
    return figure(
        "theme_matrix",
        draw_matrix(plot),
        "Which studies contribute to each theme",
        rows=(known.rows, data["named_studies"]),
    )


def _quality(data: Extraction, called: Names) -> Iterator[Figure]:
    both = [(known, _ratings(known, called)) for known in (appraised(data, s) for s in STRANDS)]
    yield figure(
        "quality_summary",
        draw_rating_summary([ratings for _, ratings in both], "Quality of the studies"),
        "Answers to each appraisal criterion, by strand",
        rows=[known.rows for known, _ in both],
    )
    for known, ratings in both:
        yield figure(
            f"quality_{STRANDS[known.strand]}",
            draw_traffic_light(ratings, f"Quality of the {known.strand} studies", note=_NEUTRAL),
            f"Answers to each appraisal criterion for each {known.strand} study",
            rows=known.rows,
        )


def _ratings(known: Appraised, called: Names) -> Ratings:
    given = {
        (study, criterion): answer.capitalize()
        for study, criterion, answer in zip(
            known.rows.texts("study_id"),
            known.rows.texts("criterion"),
            known.rows.texts("answer"),
            strict=True,
        )
    }
    asked = [count.criterion for count in known.counts]
    return Ratings(
        questions=tuple(Question(one.id, one.label) for one in asked),
        studies=tuple(
            Rated(called.short[study], tuple(given.get((study, one.id)) for one in asked))
            for study in sorted(known.studies.values("study_id"))
        ),
        scale=scale([answer.capitalize() for answer in MMAT_2018.answers]),
        label=f"{known.strand.capitalize()} studies",
    )
