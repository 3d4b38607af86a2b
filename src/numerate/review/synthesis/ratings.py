"""Answers of an appraisal in a form to be shown: MMAT, risk of bias, any tool with named answers.

Nothing here adds answers up to a score: MMAT and the risk-of-bias tools advise against it.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue

Rank = Literal["good", "fair", "poor", "worst", "unclear", "missing", "absent"]
# the answers of MMAT 2018 and of the tools that robvis knows, from best to worst
KNOWN: Final[dict[str, Rank]] = {
    "Yes": "good",
    "Low": "good",
    "Moderate": "fair",
    "Some concerns": "fair",
    "Can't tell": "unclear",
    "Unclear": "unclear",
    "High": "poor",
    "Serious": "poor",
    "No": "poor",
    "Very high": "worst",
    "Critical": "worst",
    "No information": "missing",
    "Not applicable": "absent",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer, and where it stands between good and worst."""

    name: str
    rank: Rank


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion or domain: a short id ("3.1", "D1") and what it asks."""

    id: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Rated:
    """One study's answers in the order of the questions; None where it was not asked."""

    study: str
    answers: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """The answers of one group of studies; no question is ever left out.

    Attributes:
        questions: In the tool's order; an overall judgement, where there is one, comes last.
        studies: In the order to be printed.
        scale: The possible answers from best to worst.
        overall: Whether the last question is an overall judgement.
        label: Name of the group of studies.
    """

    questions: tuple[Question, ...]
    studies: tuple[Rated, ...]
    scale: tuple[Answer, ...]
    overall: bool = False
    label: str = ""

    def counts(self, place: int) -> dict[str, int]:
        """How often each answer of the scale was given to the question at ``place``."""
        given = Counter(rated.answers[place] for rated in self.studies)
        return {answer.name: given[answer.name] for answer in self.scale}


def scale(names: Iterable[str]) -> tuple[Answer, ...]:
    """The answers of a tool from their names, from best to worst, spelt as given.

    Args:
        names: Names known here; small and capital letters are alike.

    Raises:
        KeyError: When a name is not among the known answers.

    >>> [(answer.name, answer.rank) for answer in scale(["no", "yes", "can't tell"])]
    [('yes', 'good'), ("can't tell", 'unclear'), ('no', 'poor')]
    """
    by_key = {_plain(name): place for place, name in enumerate(KNOWN)}
    ranks = list(KNOWN.values())
    places = {name: by_key[_plain(name)] for name in names}
    return tuple(
        Answer(name, ranks[places[name]]) for name in sorted(places, key=places.__getitem__)
    )


def _plain(name: str) -> str:
    return name.casefold().replace("\u2019", "'")


def rating_issues(ratings: Ratings, file: str = "") -> list[Issue]:
    """Answers outside the scale, and studies with too few or too many answers.

    >>> question = (Question("D1"),)
    >>> odd = Ratings(questions=question, studies=(Rated("A", ("Hihg",)),), scale=scale(["High"]))
    >>> rating_issues(odd)[0].found
    "'Hihg' for D1 of A"
    """
    names = [answer.name for answer in ratings.scale]
    found: list[Issue] = []
    for rated in ratings.studies:
        if len(rated.answers) != len(ratings.questions):
            found.append(
                Issue(
                    code="answers-missing",
                    file=file,
                    found=f"{len(rated.answers)} answers for {rated.study}",
                    expected=f"{len(ratings.questions)}, one for each question",
                    todo="give every answer; None where the question was not asked",
                )
            )
        for question, answer in zip(ratings.questions, rated.answers, strict=False):
            if answer is not None and answer not in names:
                found.append(
                    Issue(
                        code="answer-off-scale",
                        file=file,
                        found=f"'{answer}' for {question.id} of {rated.study}",
                        expected=f"one of: {', '.join(names)}",
                        todo="correct the answer, or add it to the scale",
                    )
                )
    return found


def ratings_from_csv(text: str, file: str = "", label: str = "") -> Ratings:
    r"""The ratings of a CSV as the R package robvis reads it: ``Study, D1 … Dn, Overall``.

    Every column between is a domain, however many there are; ``Overall`` may be absent, and a last
    numeric column ``Weight`` is left out. An empty cell is a question that was not asked.

    Args:
        text: The file's content.
        file: Its path, for issues.
        label: Name of the group of studies.

    Raises:
        NumerateError: When there is no column of studies, a row is ragged, or an answer is unknown.

    >>> made = ratings_from_csv("Study,D1,D2,Overall\nA,Low,High,High\n")
    >>> [question.id for question in made.questions], made.overall
    (['D1', 'D2', 'Overall'], True)
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    rows = [(reader.line_num, row) for row in reader if any(row)]
    head = [name.strip() for name in rows[0][1]] if rows else []
    if len(head) < 2 or head[0].lower() != "study":  # noqa: PLR2004 - a study and one domain
        raise NumerateError(_not_ratings(file, head))
    last = len(head) - 1 if head[-1].lower() == "weight" else len(head)
    issues = [_ragged(file, line, row, head) for line, row in rows if len(row) != len(head)]
    studies = tuple(
        Rated(row[0].strip(), tuple(cell.strip() or None for cell in row[1:last]))
        for _, row in rows[1:]
        if len(row) == len(head)
    )
    plain = {_plain(name) for name in KNOWN}
    given = {answer for rated in studies for answer in rated.answers if answer}
    made = Ratings(
        questions=tuple(Question(name.replace(".", " ")) for name in head[1:last]),
        studies=studies,
        scale=scale(answer for answer in given if _plain(answer) in plain),
        overall=head[last - 1].lower() == "overall",
        label=label,
    )
    issues += rating_issues(made, file)
    if issues:
        raise NumerateError(issues)
    return made


def _not_ratings(file: str, head: list[str]) -> Issue:
    return Issue(
        code="missing-column",
        file=file,
        line=1,
        found=f"the columns {', '.join(head) or '(none)'}",
        expected="Study, then one column for each domain, and perhaps Overall",
        todo="give a file in the format of the R package robvis",
    )


def _ragged(file: str, line: int, row: list[str], head: list[str]) -> Issue:
    return Issue(
        code="ragged-row",
        file=file,
        line=line,
        found=f"{len(row)} cells",
        expected=f"{len(head)}, as in the first line",
        todo="add or remove cells",
    )
