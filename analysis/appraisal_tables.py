"""Tables on quality: answers per criterion of each strand, and of each study."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.appraisal import STRANDS, Appraised, appraised
from analysis.covariate_tables import NONE
from analysis.studies import names
from numerate import (
    MMAT_2018,
    NO_ANSWER,
    Cell,
    Extraction,
    Result,
    TableColumn,
    TableRow,
    group_row,
    row,
    table,
)

_SOURCE = (
    "Criteria of the Mixed Methods Appraisal Tool, version 2018, in short words of ours. The tool "
    "advises against a total score, so there is none. The answers are reconstructed so that the "
    "most frequent problems are those that the published review names."
)


def results(data: Extraction) -> Iterator[Result]:
    """The summary over both strands, and one table of answers per strand."""
    both = [appraised(data, strand) for strand in STRANDS]
    yield _summary(both)
    for known in both:
        yield _per_study(data, known)


def _summary(both: list[Appraised]) -> Result:
    extra = any(count.count(NO_ANSWER) for known in both for count in known.counts)
    shown = (*MMAT_2018.answers, NO_ANSWER) if extra else MMAT_2018.answers
    body: list[TableRow] = []
    for known in both:
        label = f"{known.strand.capitalize()} studies"
        body.append(group_row(label, 2 + len(shown), known.strand))
        for count in known.counts:
            present = dict(count.by_answer)
            body.append(
                row(
                    count.criterion.id,
                    count.criterion.label,
                    *(
                        {"num": known.key(count.criterion.id, answer)}
                        if answer in present
                        else NONE
                        for answer in shown
                    ),
                    name=f"{STRANDS[known.strand]}-{count.criterion.id}",
                )
            )
    return table(
        "quality_summary",
        definition="Studies per answer to each appraisal criterion, by strand",
        columns=[TableColumn(), TableColumn(), *(TableColumn(align="right") for _ in shown)],
        head=[["No.", "Criterion", *(_right(answer) for answer in shown)]],
        body=body,
        notes=[f"Numbers of studies. {_SOURCE}"],
        rows=[known.rows for known in both],
    )


def _per_study(data: Extraction, known: Appraised) -> Result:
    called = names(data)
    given = {
        (study, criterion): answer
        for study, criterion, answer in zip(
            known.rows.texts("study_id"),
            known.rows.texts("criterion"),
            known.rows.texts("answer"),
            strict=True,
        )
    }
    asked = [count.criterion for count in known.counts]
    body = [
        row(
            called.labels[study],
            *(_shown(given.get((study, one.id), NONE)) for one in asked),
            name=study,
        )
        for study in sorted(known.studies.values("study_id"))
    ]
    meanings = "; ".join(f"{one.id} = {one.label.lower()}" for one in asked)
    return table(
        f"quality_{STRANDS[known.strand]}",
        definition=f"Answers to each appraisal criterion per {known.strand} study",
        columns=[TableColumn(), *(TableColumn(align="center") for _ in asked)],
        head=[["Study", *(Cell(text=(one.id,), align="center") for one in asked)]],
        body=body,
        notes=[f"{meanings}. {_SOURCE}"],
        rows=known.rows,
    )


def _right(text: str) -> Cell:
    return Cell(text=(_shown(text).capitalize(),), align="right")


def _shown(answer: str) -> str:
    return answer.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
