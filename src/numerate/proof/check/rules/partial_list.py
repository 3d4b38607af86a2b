"""Partial lists: sentences that tell some members of a group by hand, or another number of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from numerate.ground.issues import Issue
from numerate.paper.manuscript.prose import Mark, Passage
from numerate.paper.manuscript.sentences import sentence_bounds
from numerate.proof.check.facts import Facts, ListFact
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "partial-list"
_FEWEST = 2  # one member picked out is a number of its own
_NAMED = re.compile(r"(?:[\s,]+[\w’'-]+){1,4}\s+\((?P<items>[^()]+)\)")
_BEFORE_LIST = re.compile(r"(?:[\s,]+[\w’'-]+){1,4}\s*[(:,–—]\s*")
_BETWEEN = re.compile(r",\s+(?:and|or)\s+|,\s+|\s+(?:and|or)\s+")
_LONGEST_NAME = 4


def _check(review: Review) -> Iterator[Issue]:
    facts = review.facts
    if facts is None:
        return
    for _, passage in review.texts:
        marks = tuple(passage.marked("num", "list"))
        if not marks:
            continue
        bound = [(mark.start, mark.end) for mark in marks]
        for start, end in sentence_bounds(passage.text, bound):
            inside = [mark for mark in marks if start <= mark.start < end]
            yield from _partial(passage, inside, facts)
            yield from _miscounted(passage, inside, facts)


def _partial(passage: Passage, marks: list[Mark], facts: Facts) -> Iterator[Issue]:
    """Groups of which a sentence binds some numbers and not the others."""
    typed = {mark.key for mark in marks if mark.kind == "num"}
    told = set(typed)
    for mark in marks:
        if mark.kind == "list" and mark.key in facts.lists:
            told.update(facts.lists[mark.key].numbers)
    for key, group in facts.lists.items():
        members = dict.fromkeys(group.numbers)
        left = [one for one in members if one not in told]
        if left and len(members.keys() & typed) >= _FEWEST:
            first = next(mark for mark in marks if mark.key in members)
            yield issue(
                CODE,
                passage.place(first.start),
                found=f"{len(members) - len(left)} of the {len(members)} members of «{key}»; not "
                f"{', '.join(left)}",
                expected=f"all members of {group.definition[:1].lower()}{group.definition[1:]}",
                todo=f"bind the enumeration as one thing: […]{{list={key}}}; or say why only these "
                "are meant",
            )


def _miscounted(passage: Passage, marks: list[Mark], facts: Facts) -> Iterator[Issue]:
    """Bound counts with an enumeration behind them that has more or fewer members."""
    following = (*marks[1:], None) if marks else ()
    for count, after in zip(marks, following, strict=True):
        number = facts.numbers.get(count.key) if count.kind == "num" else None
        if number is None or not isinstance(number.value, int):
            continue
        many = _listed(passage, count, after, facts.lists)
        if many is not None and many != number.value:
            yield issue(
                CODE,
                passage.place(count.start),
                found=f"{number.text} by «{count.key}», and {many} members enumerated behind it",
                expected="as many members as the number says",
                todo="bind the enumeration as a list of the same rows, or correct the count",
            )


def _listed(
    passage: Passage, count: Mark, after: Mark | None, lists: Mapping[str, ListFact]
) -> int | None:
    """How many members stand right behind a count; None where there is no enumeration."""
    if after is not None and after.kind == "list":
        between = passage.text[count.end : after.start]
        found = lists.get(after.key)
        if found and "max" not in dict(after.options) and _BEFORE_LIST.fullmatch(between):
            return int(found.entry["count"])
    match = _NAMED.match(passage.text, count.end)
    if match is None or (after is not None and after.start < match.end()):
        return None
    names = _BETWEEN.split(match["items"])
    short = all(0 < len(name.split()) <= _LONGEST_NAME for name in names)
    named = sum(name[:1].isupper() for name in names) == len(names)
    return len(names) if len(names) > _FEWEST and short and named else None


RULE = Rule(
    code=CODE,
    severity="fault",
    title="Some members of a group are told by hand, and not all",
    why="A sentence that binds two rounds of three, or names five of six databases, was whole when "
    "it was written; the next round leaves it standing as it is. What belongs together, the lists "
    "of the analysis declare. One member alone may be picked out.",
    bad=Example(text="Searched were [two]{num=search.databases as=words} databases (ERIC, "
                "MEDLINE and CINAHL).\n"),
    good=Example(text="Searched were [two]{num=search.databases as=words} databases ([ERIC and "
                 "MEDLINE]{list=search.database_names}).\n"),
    needs=("documents", "ledger"),
    check=_check,
)  # fmt: skip
