"""Confidence in the findings of a qualitative synthesis: GRADE-CERQual.

Confidence belongs to a finding, never to a study: 42% of published uses had it wrong (Wainwright et
al., 2023). It is a judgement on four components that no arithmetic replaces, so that the level is
data; what can be checked is that every component was assessed, that concerns have reasons, and that
a high confidence beside a serious concern is explained.

Source: Lewin S, et al. Applying GRADE-CERQual to qualitative evidence synthesis findings.
Implementation Science 2018;13(Suppl 1):2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from numerate.ground.issues import Issue, quoted

COMPONENTS: Final = ("Methodological limitations", "Coherence", "Adequacy", "Relevance")
CONCERNS: Final = ("No or very minor", "Minor", "Moderate", "Serious")
LEVELS: Final = ("High", "Moderate", "Low", "Very low")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFinding:
    """One finding of the review, with the confidence in it.

    Attributes:
        id: Its short name.
        text: The finding in a sentence.
        confidence: One of the four levels.
        explanation: Why that level.
        studies: The studies that contribute to it.
        file: The table it stands in, for messages.
        line: Its line there.
    """

    id: str
    text: str
    confidence: str
    explanation: str = ""
    studies: tuple[str, ...] = ()
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """The assessment of one component for one finding."""

    finding: str
    component: str
    concern: str
    why: str = ""
    file: str = ""
    line: int | None = None


def confidence_issues(
    findings: Sequence[ReviewFinding], concerns: Iterable[Concern]
) -> list[Issue]:
    """What is wrong with the findings and the assessments of their components.

    >>> finding = ReviewFinding(id="f1", text="Shame kept them silent.", confidence="High",
    ...                   explanation="No concerns.", studies=("a", "b"))
    >>> sorted({issue.code for issue in confidence_issues([finding], [])})
    ['component-missing']
    """
    known = {finding.id: finding for finding in findings}
    found: list[Issue] = []
    assessed: dict[tuple[str, str], Concern] = {}
    for one in concerns:
        component, concern = _of(one.component, COMPONENTS), _of(one.concern, CONCERNS)
        if one.finding not in known:
            found.append(_unknown(one, one.finding, "a finding", known))
        elif component is None:
            found.append(_unknown(one, one.component, "a component", COMPONENTS))
        elif concern is None:
            found.append(_unknown(one, one.concern, "a level of concern", CONCERNS))
        elif (one.finding, component) in assessed:
            found.append(_twice(one, component))
        else:
            assessed[one.finding, component] = one
            if CONCERNS.index(concern) > 0 and not one.why.strip():
                found.append(_without_reason(one, component, concern))
    for finding in findings:
        found += _finding_issues(finding, assessed)
    return found


def confidence_counts(findings: Iterable[ReviewFinding]) -> dict[str, int]:
    """How many findings have each level, all four of them.

    >>> confidence_counts([ReviewFinding(id="f", text="", confidence=" high")])["High"]
    1
    """
    counts = Counter(_of(finding.confidence, LEVELS) for finding in findings)
    return {level: counts[level] for level in LEVELS}


def _finding_issues(
    finding: ReviewFinding, assessed: Mapping[tuple[str, str], Concern]
) -> Iterable[Issue]:
    level = _of(finding.confidence, LEVELS)
    if level is None:
        yield _unknown(finding, finding.confidence, "a level of confidence", LEVELS)
    if not finding.studies:
        yield _about(
            finding,
            "finding-without-study",
            f"the finding {finding.id} has no study",
            "the studies that contribute to it",
            "name them; confidence is in a finding that studies bear out",
        )
    absent = [one for one in COMPONENTS if (finding.id, one) not in assessed]
    if absent:
        yield _about(
            finding,
            "component-missing",
            f"{', '.join(absent)} of {finding.id} not assessed",
            "an assessment of all four components",
            "assess them, also where there is no concern",
        )
    serious = [
        name
        for (which, name), one in assessed.items()
        if which == finding.id and _of(one.concern, CONCERNS) == "Serious"
    ]
    if not finding.explanation.strip() and (level != "High" or serious):
        reason = f" beside serious concerns about {serious[0].lower()}" if serious else ""
        yield _about(
            finding,
            "unexplained-confidence",
            f"the confidence in {finding.id} is {quoted(finding.confidence)}{reason}, unexplained",
            "an explanation of the level",
            "say which concerns led to it",
        )


def _of(text: str, known: Sequence[str]) -> str | None:
    wanted = " ".join(text.split()).casefold()
    wanted = wanted.removesuffix(" concerns").removesuffix(" confidence")
    return next((name for name in known if name.casefold() == wanted), None)


def _about(finding: ReviewFinding, code: str, found: str, expected: str, todo: str) -> Issue:
    return Issue(
        code=code, file=finding.file, line=finding.line, found=found, expected=expected, todo=todo
    )


def _unknown(one: ReviewFinding | Concern, word: str, what: str, known: Iterable[str]) -> Issue:
    return Issue(
        code="unknown-word",
        file=one.file,
        line=one.line,
        found=f"{quoted(word)} as {what}",
        expected=f"one of: {', '.join(known)}",
        todo="correct the word; a study is no finding",
    )


def _twice(one: Concern, component: str) -> Issue:
    return Issue(
        code="judged-twice",
        file=one.file,
        line=one.line,
        found=f"{component} of {one.finding} is assessed again",
        expected="one assessment for each component of a finding",
        todo="keep the one agreed on",
    )


def _without_reason(one: Concern, component: str, concern: str) -> Issue:
    return Issue(
        code="concern-without-reason",
        file=one.file,
        line=one.line,
        found=f"{concern.lower()} concerns about {component.lower()} of {one.finding}, no reason",
        expected="a reason for every concern",
        todo="say what the concern is",
    )
