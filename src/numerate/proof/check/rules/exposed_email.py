"""Exposed e-mail addresses: in data that is shared and in generated files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from numerate.ground.issues import Issue
from numerate.paper.manuscript.places import Place
from numerate.paper.manuscript.source import read_text
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "exposed-email"
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TEXTS = frozenset({".csv", ".json", ".svg", ".md", ".txt", ".yml", ".yaml"})


def shared_files(review: Review) -> Iterator[Path]:
    """The texts that go out with a review besides its manuscript: data and generated files."""
    for folder in (review.project.data, review.project.generated):
        yield from (p for p in sorted(folder.rglob("*")) if p.suffix in _TEXTS and p.is_file())


def _check(review: Review) -> Iterator[Issue]:
    for path in shared_files(review):
        if b"@" not in path.read_bytes():
            continue
        text = read_text(path, review.project.root)
        for number, line in enumerate(text.split("\n") if isinstance(text, str) else (), start=1):
            for match in _ADDRESS.finditer(line) if "@" in line else ():
                yield issue(
                    CODE,
                    Place(review.project.relative(path), number, match.start() + 1),
                    found=f"the e-mail address {match[0]}",
                    expected="data that name no one",
                    todo="remove it; write to authors from a list that is not shared",
                )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="An e-mail address stands in shared data",
    why="Extraction sheets collect addresses of study authors and reviewers, and a published "
    "repository keeps them for ever. The address in the title block is meant to be there.",
    bad=Example(
        file="data/studies.csv",
        instead_of="Amsel (2016),2016",
        text="Amsel (2016; asked at ada@example.org),2016",
    ),
    good=Example(
        file="data/studies.csv", instead_of="Amsel (2016),2016", text="Amsel (2016; asked),2016"
    ),
    needs=("data",),
    check=_check,
)
