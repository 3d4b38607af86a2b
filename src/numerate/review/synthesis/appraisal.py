"""Appraisal: answers per criterion of a quality tool, never added up to a score.

The 2018 version of the Mixed Methods Appraisal Tool advises against an overall score and against
excluding studies (Hong QN, Pluye P, Fàbregues S, et al. Education for Information 2018;34:285-291).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

NO_ANSWER = "no answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """An appraisal tool: its answers, and which criteria it asks of which studies.

    Attributes:
        name: Name of the tool.
        answers: Every answer, in the order to be shown.
        good: The answer that tells of no problem.
        asked: For each category of studies, the groups of criteria it is asked. A group is a set of
            criterion categories of which exactly one applies to a study, so that a mixed-methods
            study can be asked the criteria of one of several quantitative designs.
    """

    name: str
    answers: tuple[str, ...]
    good: str
    asked: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)


_SCREENING = frozenset({"screening"})
_QUANTITATIVE = ("randomized", "nonrandomized", "descriptive")

MMAT_2018 = Tool(
    name="Mixed Methods Appraisal Tool, version 2018",
    answers=("yes", "can't tell", "no"),
    good="yes",
    asked={
        **{
            category: (_SCREENING, frozenset({category}))
            for category in ("qualitative", *_QUANTITATIVE)
        },
        "mixed": (
            _SCREENING,
            frozenset({"qualitative"}),
            frozenset(_QUANTITATIVE),
            frozenset({"mixed"}),
        ),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion of a tool, and the category of criteria it belongs to."""

    id: str
    category: str
    label: str
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer for one study and criterion; ``category`` is that of the study."""

    id: str
    study: str
    category: str
    criterion: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionCount:
    """How the studies that a criterion is asked of were answered.

    Attributes:
        criterion: The criterion.
        by_answer: Studies per answer, in the tool's order; ``no answer`` last when there are any.
        studies: How many studies the criterion is asked of.
        problems: How many of them have another answer than the good one, or none.
    """

    criterion: Criterion
    by_answer: tuple[tuple[str, int], ...]
    studies: int
    problems: int

    def count(self, answer: str) -> int:
        """How many studies have an answer."""
        return dict(self.by_answer).get(answer, 0)

    @property
    def share(self) -> Fraction:
        """Share of the studies with a problem; 0 when the criterion is asked of none."""
        return Fraction(self.problems, self.studies) if self.studies else Fraction(0)


def criterion_counts(
    criteria: Sequence[Criterion], answers: Iterable[Answer], tool: Tool
) -> tuple[CriterionCount, ...]:
    """The answers to every criterion that is asked of at least one study, in the order given.

    A study that a criterion is asked of and that has no answer is counted as "no answer".

    >>> criteria = [Criterion(id="4.1", category="descriptive", label="Sampling strategy"),
    ...             Criterion(id="4.2", category="descriptive", label="Sample representative")]
    >>> given = [Answer(id="1", study="a", category="descriptive", criterion="4.1", answer="yes")]
    >>> [count.by_answer for count in criterion_counts(criteria, given, MMAT_2018)]
    [(('yes', 1), ("can't tell", 0), ('no', 0)),
     (('yes', 0), ("can't tell", 0), ('no', 0), ('no answer', 1))]
    """
    given = list(answers)
    asked = criteria_asked(criteria, given, tool)
    found: dict[str, dict[str, str]] = {criterion.id: {} for criterion in criteria}
    for one in given:
        found.setdefault(one.criterion, {})[one.study] = one.answer
    counts = []
    for criterion in criteria:
        studies = {study for study, names in asked.items() if criterion.id in names}
        if studies:
            counts.append(_count(criterion, studies, found[criterion.id], tool))
    return tuple(counts)


def criteria_asked(
    criteria: Sequence[Criterion], answers: Iterable[Answer], tool: Tool
) -> dict[str, tuple[str, ...]]:
    """The criteria that each study has to be asked, by study.

    Where a tool lets one of several designs apply, it is the design most of whose criteria are
    answered; the first of them when none is.
    """
    by_study: dict[str, list[Answer]] = {}
    for one in answers:
        by_study.setdefault(one.study, []).append(one)
    category_of = {criterion.id: criterion.category for criterion in criteria}
    asked = {}
    for study in sorted(by_study):
        answered = Counter(category_of.get(one.criterion, "") for one in by_study[study])
        chosen = {
            min(group, key=lambda name: (-answered[name], name))
            for group in tool.asked.get(by_study[study][0].category, ())
        }
        asked[study] = tuple(one.id for one in criteria if one.category in chosen)
    return asked


def most_frequent_problems(
    counts: Iterable[CriterionCount], number: int
) -> tuple[CriterionCount, ...]:
    """The criteria with the largest share of problems, the largest first, ties in order given.

    Criteria without any problem are left out, and criteria that tie with the last one are kept, so
    that there may be fewer or more of them than asked for.
    """
    ranked = sorted((one for one in counts if one.problems), key=lambda one: -one.share)
    if len(ranked) <= number:
        return tuple(ranked)
    bound = ranked[number - 1].share
    return tuple(one for one in ranked if one.share >= bound)


def _count(
    criterion: Criterion, studies: set[str], found: Mapping[str, str], tool: Tool
) -> CriterionCount:
    counted = Counter(found.get(study, NO_ANSWER) for study in studies)
    extra = [name for name in sorted(counted) if name not in tool.answers]
    return CriterionCount(
        criterion=criterion,
        by_answer=tuple((name, counted[name]) for name in (*tool.answers, *extra)),
        studies=len(studies),
        problems=len(studies) - counted[tool.good],
    )
