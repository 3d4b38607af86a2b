"""Judgements of an appraisal, one row each, checked against their tool and set out to be shown.

A blank is not the best answer and not the worst: it is told, drawn as an empty place, and counts in
no share. " low " and "Low" are one answer; "Hihg" is none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from numerate.ground.issues import Issue, quoted
from numerate.review.synthesis.appraisal_tools import OVERALL, AppraisalTool, plain
from numerate.review.synthesis.ratings import Question, Rank, Rated, Ratings

# ranks that can be set in order; the others (no information, not applicable) cannot
_ORDER: Final[dict[Rank, int]] = {
    "good": 0,
    "near": 1,
    "fair": 2,
    "unclear": 2,
    "poor": 3,
    "worst": 4,
}
# AMSTAR 2: Shea et al. (2017), Box 2
_CRITICAL: Final = frozenset({"2", "4", "7", "9", "11", "13", "15"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One judgement, as somebody wrote it down.

    Attributes:
        study: The study, model or review.
        domain: The domain's id or label; ``Overall`` for the overall judgement.
        word: The judgement; empty when it is not made yet.
        result: The result it is about, where the tool judges results; empty else.
        support: Why it was judged so.
        file: The table it stands in, for messages.
        line: Its line there.
    """

    study: str
    domain: str
    word: str
    result: str = ""
    support: str = ""
    file: str = ""
    line: int | None = None

    @property
    def unit(self) -> str:
        """What is judged, as a row of a figure is called."""
        return f"{self.study}: {self.result}" if self.result else self.study


def judgement_issues(judgements: Sequence[Judgement], tool: AppraisalTool) -> list[Issue]:
    """What is wrong with judgements: unknown domains and words, doubles, blanks, overall ones.

    A blank and a domain without a row are an advice, since an appraisal may be under way; all else
    is a fault.

    >>> from numerate.review.synthesis.appraisal_tools import tool
    >>> given = [Judgement(study="A", domain="D1", word="Lo", file="data/rob.csv", line=2)]
    >>> judgement_issues(given, tool("rob2"))[0].found
    "'Lo' for D1 of A"
    """
    found: list[Issue] = []
    seen: dict[tuple[str, str], Judgement] = {}
    for one in judgements:
        domain = tool.domain(one.domain)
        if domain is None:
            found.append(_unknown_domain(one, tool))
            continue
        earlier = seen.setdefault((one.unit, domain.id), one)
        if earlier is not one:
            found.append(_twice(earlier, one, domain))
        if not one.word.strip():
            found.append(_blank(one, domain))
        elif tool.word(one.word, domain.id) is None:
            found.append(_off_scale(one, domain, tool))
    found += _without_row(judgements, seen, tool)
    return found + list(_overall_issues(seen, tool))


def ratings_of(judgements: Sequence[Judgement], tool: AppraisalTool, label: str = "") -> Ratings:
    """The judgements as rows and columns, in the tool's order of domains and its own spelling.

    Args:
        judgements: Without faults; what ``judgement_issues`` calls a fault is left empty.
        tool: The tool they were made with.
        label: Name of the group of studies.

    >>> from numerate.review.synthesis.appraisal_tools import tool
    >>> given = [Judgement(study="A", domain="d1", word=" low "),
    ...          Judgement(study="A", domain="Overall", word="Some concerns")]
    >>> made = ratings_of(given, tool("rob2"))
    >>> [question.id for question in made.questions], made.studies[0].answers[0]
    (['D1', 'D2', 'D3', 'D4', 'D5', 'Overall'], 'Low')
    """
    cells: dict[str, dict[str, str]] = {}
    for one in judgements:
        domain = tool.domain(one.domain)
        row = cells.setdefault(one.unit, {})
        word = tool.word(one.word, domain.id) if domain else None
        if domain and word:
            row[domain.id] = word
    given = {name for row in cells.values() for name in row}
    asked = [one for one in tool.domains if one.id in given or one.id not in tool.optional]
    overall = OVERALL.id in given
    questions = (*asked, OVERALL) if overall else tuple(asked)
    return Ratings(
        questions=questions,
        studies=tuple(
            Rated(unit, tuple(row.get(question.id) for question in questions))
            for unit, row in cells.items()
        ),
        scale=tool.scale(word for row in cells.values() for word in row.values()),
        overall=overall,
        label=label,
    )


def judgements_from_csv(text: str, file: str = "") -> list[Judgement]:
    r"""The judgements of a wide CSV as robvis reads it, one for each cell, blanks among them.

    >>> made = judgements_from_csv("Study,D1,Overall\nA,Low,\n")
    >>> [(one.domain, one.word, one.line) for one in made]
    [('D1', 'Low', 2), ('Overall', '', 2)]
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    head = [name.strip() for name in next(reader, [])]
    return [
        Judgement(study=row[0].strip(), domain=name, word=cell.strip(), file=file, line=line)
        for line, row in ((reader.line_num, row) for row in reader)
        if any(cell.strip() for cell in row)
        for name, cell in zip(head[1:], row[1:], strict=False)
        if name and plain(name) != "weight"
    ]


def amstar_overall(answers: Mapping[str, str]) -> str | None:
    """The overall confidence in a review by AMSTAR 2; None while an item is not answered.

    An item answered "No" is a weakness, a critical one for items 2, 4, 7, 9, 11, 13 and 15;
    "Partial yes" and "No meta-analysis" are none. High: at most one weakness that is not critical;
    Moderate: more of those; Low: one critical weakness; Critically low: more than one (Shea et al.,
    2017).

    >>> amstar_overall({str(item): "Yes" for item in range(1, 17)} | {"2": "No", "10": "No"})
    'Low'
    """
    items = {str(item) for item in range(1, 17)}
    if not items <= set(answers):
        return None
    weak = {item for item in items if answers[item] == "No"}
    critical = len(weak & _CRITICAL)
    if critical:
        return "Low" if critical == 1 else "Critically low"
    return "Moderate" if len(weak) > 1 else "High"


def stars(answers: Mapping[str, str]) -> dict[str, int]:
    """The stars of the Newcastle-Ottawa Scale by part, and in all.

    >>> stars({"S1": "1", "S2": "1", "S3": "0", "S4": "1", "C1": "2", "O1": "1", "O2": "0",
    ...        "O3": "1"})
    {'Selection': 3, 'Comparability': 2, 'Outcome': 2, 'all': 7}
    """
    names = {"S": "Selection", "C": "Comparability", "O": "Outcome", "E": "Exposure"}
    found: dict[str, int] = {}
    for item, given in answers.items():
        part = names[item[:1]]
        found[part] = found.get(part, 0) + int(given)
    return found | {"all": sum(found.values())}


def _without_row(
    judgements: Sequence[Judgement],
    seen: Mapping[tuple[str, str], Judgement],
    tool: AppraisalTool,
) -> Iterator[Issue]:
    for unit in dict.fromkeys(one.unit for one in judgements):
        absent = [
            one.id
            for one in tool.domains
            if one.id not in tool.optional and (unit, one.id) not in seen
        ]
        if absent:
            first = next(one for one in judgements if one.unit == unit)
            yield Issue(
                code="judgement-missing",
                severity="advice",
                file=first.file,
                line=first.line,
                found=f"{unit} has no row for {', '.join(absent)}",
                expected=f"a judgement for each domain of {tool.name}",
                todo="judge it; until then it counts in no share",
            )


def _overall_issues(
    seen: Mapping[tuple[str, str], Judgement], tool: AppraisalTool
) -> Iterator[Issue]:
    for (unit, domain), overall in seen.items():
        given = tool.word(overall.word, OVERALL.id) if domain == OVERALL.id else None
        if given is None:
            continue
        words = {
            name: word
            for (other, name), one in seen.items()
            if other == unit and name != OVERALL.id and (word := tool.word(one.word, name))
        }
        if tool.id == "amstar2":
            computed = amstar_overall(words)
            if computed not in {None, given}:
                yield _overall(overall, f"{computed}, which the answers give by AMSTAR 2's rule")
        elif tool.overall == "worst":
            yield from _too_good(overall, given, words, tool)


def _too_good(
    overall: Judgement, given: str, words: Mapping[str, str], tool: AppraisalTool
) -> Iterator[Issue]:
    """An overall judgement that is better than one of the domains."""
    height = _ORDER.get(tool.rank(given))
    above = [
        name
        for name, word in words.items()
        if name not in tool.optional
        and height is not None
        and _ORDER.get(tool.rank(word), -1) > height
    ]
    if above:
        worst = max(above, key=lambda name: _ORDER[tool.rank(words[name])])
        yield _overall(overall, f"no better than {worst}, which is {words[worst]}")


def _overall(one: Judgement, expected: str) -> Issue:
    return Issue(
        code="overall-judgement",
        file=one.file,
        line=one.line,
        found=f"the overall judgement of {one.unit} is {quoted(one.word)}",
        expected=expected,
        todo="correct the overall judgement, or the domain",
    )


def _unknown_domain(one: Judgement, tool: AppraisalTool) -> Issue:
    ids = [each.id for each in tool.domains]
    near = get_close_matches(one.domain, ids, n=1)
    return Issue(
        code="unknown-domain",
        file=one.file,
        line=one.line,
        found=f"{quoted(one.domain)}, which {tool.name} does not ask",
        expected=f"one of: {', '.join(ids)}",
        todo=f"correct it{f', perhaps to {near[0]}' if near else ''}, or name another tool",
    )


def _off_scale(one: Judgement, domain: Question, tool: AppraisalTool) -> Issue:
    words = tool.per_domain.get(domain.id, tool.words)
    near = get_close_matches(one.word.strip().capitalize(), words, n=1)
    return Issue(
        code="answer-off-scale",
        file=one.file,
        line=one.line,
        found=f"{quoted(one.word)} for {domain.id} of {one.unit}",
        expected=f"one of: {', '.join(words)}",
        todo=f"correct it{f', perhaps to {near[0]}' if near else ''}",
    )


def _blank(one: Judgement, domain: Question) -> Issue:
    return Issue(
        code="judgement-missing",
        severity="advice",
        file=one.file,
        line=one.line,
        found=f"{domain.id} of {one.unit} is blank",
        expected="a judgement",
        todo="judge it; until then it counts in no share",
    )


def _twice(earlier: Judgement, one: Judgement, domain: Question) -> Issue:
    at = f" (line {earlier.line})" if earlier.line is not None else ""
    return Issue(
        code="judged-twice",
        file=one.file,
        line=one.line,
        found=f"{domain.id} of {one.unit} is {quoted(one.word)} after {quoted(earlier.word)}{at}",
        expected="one judgement for each domain of what is judged",
        todo="keep the one agreed on; name the result where several were judged",
    )
