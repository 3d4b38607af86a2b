"""Quality of the included studies by the Mixed Methods Appraisal Tool: answers per criterion.

There is no total score: the tool's authors advise against one, and the review did without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.method import constant
from analysis.rounds import included, of_included
from numerate import (
    MMAT_2018,
    Answer,
    Claim,
    Criterion,
    CriterionCount,
    Extraction,
    Number,
    Result,
    Rows,
    claim,
    criterion_counts,
    most_frequent_problems,
    number,
)

STRANDS = {"quantitative": "quant", "qualitative": "qual"}
EXCLUDED = "appraisal.excluded_on_quality"
# the two criteria per strand that the published review names as the most frequent problems
_TOP = {"quantitative": ("4.2", "4.4"), "qualitative": ("1.3", "1.5")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraised:
    """The appraisal of one strand.

    Attributes:
        strand: quantitative or qualitative.
        rows: Its answers.
        criteria: Every criterion of the tool, by number.
        counts: Answers per criterion that is asked of the strand's studies.
        studies: The strand's included studies.
    """

    strand: str
    rows: Rows
    criteria: Mapping[str, Criterion]
    counts: tuple[CriterionCount, ...]
    studies: Rows

    def key(self, criterion: str, answer: str) -> str:
        """The key of the number of studies with an answer."""
        short = answer.replace("'", "").replace(" ", "_")
        name = criterion.lower().replace(".", "_")
        return f"appraisal.{STRANDS[self.strand]}.c{name}.{short}"


def appraised(data: Extraction, strand: str) -> Appraised:
    """The appraisal of one strand in an extraction."""
    studies = included(data).where(strand=strand)
    rows = of_included(data, "appraisal").among("study_id", studies)
    criteria = criteria_of(data)
    return Appraised(
        strand=strand,
        rows=rows,
        criteria={criterion.id: criterion for criterion in criteria},
        counts=criterion_counts(criteria, answers(rows), MMAT_2018),
        studies=studies,
    )


def criteria_of(data: Extraction) -> list[Criterion]:
    """Every criterion of the tool, in its order."""
    rows = sorted(data["appraisal_criteria"], key=lambda row: int(row["position"]))
    return [
        Criterion(
            id=row["criterion"],
            category=row["category"],
            label=row["label"],
            problem=row["problem"],
        )
        for row in rows
    ]


def answers(rows: Rows) -> list[Answer]:
    """The rows of the appraisal as values, in their order."""
    columns = ("study_id", "category", "criterion", "answer")
    cells = zip(rows.ids, *(rows.texts(column) for column in columns), strict=True)
    return [
        Answer(id=name, study=study, category=category, criterion=criterion, answer=answer)
        for name, study, category, criterion, answer in cells
    ]


def results(data: Extraction) -> Iterator[Result]:
    """Answers per criterion of both strands, the most frequent problems, and nothing excluded."""
    options = data["protocol_items"].where(list="appraisal_answers")
    yield number("appraisal.options.n", options.count(), "Possible answers to a criterion",
                 rows=options, unit="answers")  # fmt: skip
    yield from _excluded(data)
    for strand in STRANDS:
        known = appraised(data, strand)
        yield from _counts(known)
        yield _top(known)


def _counts(known: Appraised) -> Iterator[Number]:
    for count in known.counts:
        asked = known.rows.where(criterion=count.criterion.id)
        for answer, studies in count.by_answer:
            chosen = asked.where(answer=answer) if answer in MMAT_2018.answers else asked
            yield number(
                known.key(count.criterion.id, answer),
                studies,
                f"{known.strand.capitalize()} studies with '{answer}' for "
                f"{count.criterion.id}: {count.criterion.label}",
                rows=chosen,
                unit="studies",
            )


def _top(known: Appraised) -> Claim:
    expected = _TOP[known.strand]
    top = most_frequent_problems(known.counts, len(expected))
    shown = ", ".join(
        f"{one.criterion.id} {one.criterion.problem.lower()} ({one.problems} of {one.studies})"
        for one in top
    )
    return claim(
        f"appraisal.{STRANDS[known.strand]}.top_issues",
        {one.criterion.id for one in top} == set(expected),
        f"the criteria most often answered with no or can't tell: {shown}",
        "The most frequent problems: "
        + "; ".join(known.criteria[name].problem.lower() for name in expected),
        rows=known.rows,
        against=known.rows.where(criterion=expected, answer="yes"),
    )


def _excluded(data: Extraction) -> Iterator[Result]:
    stated = constant(data, EXCLUDED)
    reasons = data["exclusion_reasons"].not_among("criterion", data["criteria"])
    excluded = data["fulltext_decisions"].where(decision="exclude").among("reason", reasons)
    yield number(EXCLUDED, stated.whole("value"), stated.one("meaning"), rows=stated,
                 unit="studies")  # fmt: skip
    yield claim(
        "appraisal.none_excluded",
        stated.whole("value") == 0 == excluded.count(),
        f"{stated.one('value')} studies excluded on quality by the protocol; {excluded.count()} "
        "reports excluded for a reason that is no eligibility criterion",
        "No study was excluded because of its quality",
        rows=(stated, data["fulltext_decisions"]),
        against=excluded,
    )
