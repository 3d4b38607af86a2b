"""Answers of an appraisal in a form to be shown: MMAT, risk of bias, any tool with named answers.

Nothing here adds answers up to a score: MMAT and the risk-of-bias tools advise against it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue, quoted

Rank = Literal["good", "near", "fair", "poor", "worst", "unclear", "missing", "absent"]
# the answers of the tools of appraisal_tools and of robvis, from best to worst
KNOWN: Final[dict[str, Rank]] = {
    "Yes": "good",
    "Low": "good",
    "Low except for concerns about uncontrolled confounding": "near",
    "Moderate": "fair",
    "Partial yes": "fair",
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
    "No meta-analysis": "absent",
}
_DIRECTED: Final = re.compile(r"d\d+j")


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
    """One study's answers in the order of the questions; None where it was not asked.

    Attributes:
        study: The study.
        answers: Its answers.
        weight: Its weight in a meta-analysis; None without one.
    """

    study: str
    answers: tuple[str | None, ...]
    weight: Fraction | None = None


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

    def weights(self, place: int) -> dict[str, Fraction]:
        """The weight of the studies with each answer to the question at ``place``."""
        found = dict.fromkeys((answer.name for answer in self.scale), Fraction(0))
        for rated in self.studies:
            answer = rated.answers[place]
            if answer is not None:
                found[answer] += rated.weight or 0
        return found


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
    return " ".join(name.split()).casefold().replace("\u2019", "'")


_PLAIN: Final = {_plain(name): name for name in KNOWN}


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
    numeric column ``Weight`` holds weights. The sets with directions of bias (``d1j, d1t, d1d``)
    give their judgements. An empty cell is a question that was not asked. Spaces and capitals do
    not make another answer: of two spellings the usual one is taken.

    Args:
        text: The file's content.
        file: Its path, for issues.
        label: Name of the group of studies.

    Raises:
        NumerateError: When there is no column of studies, a row is ragged, a weight is no number,
            or an answer is unknown.

    >>> made = ratings_from_csv("Study,D1,D2,Overall\nA,Low, low ,High\n")
    >>> [question.id for question in made.questions], made.overall, made.studies[0].answers
    (['D1', 'D2', 'Overall'], True, ('Low', 'Low', 'High'))
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    head = [name.strip() for name in rows[0][1]] if rows else []
    lowered = [name.lower() for name in head]
    columns = _domains(lowered)
    if "study" not in lowered or not columns:
        raise NumerateError(_not_ratings(file, head))
    study = lowered.index("study")
    body = [(line, row) for line, row in rows[1:] if len(row) == len(head)]
    issues = [_ragged(file, line, row, head) for line, row in rows if len(row) != len(head)]
    spelt = _spellings(row[place] for _, row in body for place in columns)
    weights: dict[int, Fraction] = {}
    if lowered[-1] == "weight":
        issues += _weights(body, file, weights)
    made = Ratings(
        questions=tuple(Question(_heading(head[place])) for place in columns),
        studies=tuple(
            Rated(
                row[study].strip(),
                tuple(spelt.get(_plain(row[place])) or None for place in columns),
                weights.get(line),
            )
            for line, row in body
        ),
        scale=scale(name for name in spelt.values() if _plain(name) in _PLAIN),
        overall=lowered[columns[-1]] == "overall",
        label=label,
    )
    issues += rating_issues(made, file)
    if issues:
        raise NumerateError(issues)
    return made


def _domains(lowered: list[str]) -> list[int]:
    """The columns that hold judgements, by place."""
    directed = [place for place, name in enumerate(lowered) if _DIRECTED.fullmatch(name)]
    if directed:
        return directed + [place for place, name in enumerate(lowered) if name == "overall"]
    return [place for place, name in enumerate(lowered) if place and name not in {"weight", ""}]


def _heading(name: str) -> str:
    if _DIRECTED.fullmatch(name.lower()):
        return name[:-1].upper()
    return "Overall" if name == "overall" else name.replace(".", " ")


def _spellings(cells: Iterable[str]) -> dict[str, str]:
    """One spelling for each answer: as it is given, or the usual one where it is given in two."""
    found: dict[str, set[str]] = {}
    for cell in cells:
        if name := " ".join(cell.split()):
            found.setdefault(_plain(name), set()).add(name)
    return {
        key: next(iter(names)) if len(names) == 1 else _PLAIN.get(key, min(names))
        for key, names in found.items()
    }


def _weights(
    body: Iterable[tuple[int, list[str]]], file: str, weights: dict[int, Fraction]
) -> list[Issue]:
    """The weights by line, and an issue for each that is none."""
    found = []
    for line, row in body:
        try:
            weights[line] = Fraction(row[-1].strip().removesuffix("%") or "0")
            wrong = weights[line] < 0
        except ValueError:
            wrong = True
        if wrong:
            found.append(
                Issue(
                    code="bad-weight",
                    file=file,
                    line=line,
                    found=f"the weight {quoted(row[-1])} of {quoted(row[0])}",
                    expected="a number of at least 0, as in 12.5",
                    todo="give the weight from the meta-analysis, or take the column out",
                )
            )
    return found


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
