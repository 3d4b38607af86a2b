"""Clashing keys: keys that name another author or year than their entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.bibliography import Work, folded
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "clashing-key"
_KEY = re.compile(
    r"^(?P<name>[^\W\d_]{3,}(?:[-_][^\W\d_]+)*?)[-_:]?(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
)
_LETTERS = 3


def _check(review: Review) -> Iterator[Issue]:
    for work in review.works or ():
        found = _KEY.match(work.key)
        if found is None:
            continue
        if work.year and found["year"] != work.year:
            yield _issue(work, f"the year {found['year']}", f"the year {work.year}")
        elif work.names and not _named(folded(found["name"]), work):
            first = (work.fields.get("author") or work.fields.get("editor") or "").split(" and ")[0]
            yield _issue(work, f"the name «{found['name']}»", f"the name of {first}")


def _named(name: str, work: Work) -> bool:
    """Whether a key begins like a name or title of its entry, particles left out or not."""
    told = (*work.names, folded(work.fields.get("title", "")))
    return any(
        name[:_LETTERS] in (one if len(one) < len(name) else one[: len(name) + 8]) for one in told
    )


def _issue(work: Work, found: str, expected: str) -> Issue:
    return issue(
        CODE,
        (work.file, work.line),
        found=f"{work.key} says {found}",
        expected=f"{expected}, as its entry says",
        todo="correct the key or the entry: one of them is another work",
    )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A citation key clashes with the author or year of its entry",
    why="Who cites smith2019 means Smith, 2019. Other kinds of key are passed over.",
    bad=Example(file="references.bib", instead_of="year    = {2021}", text="year    = {2012}"),
    good=Example(file="references.bib", instead_of="year    = {2021}", text="year    = {2021},"),
    needs=("bibliography",),
    check=_check,
)
