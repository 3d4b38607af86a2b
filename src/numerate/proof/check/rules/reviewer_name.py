"""Reviewer names: people in data that should hold codes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import stringify
from numerate.paper.manuscript.authors import read_authors
from numerate.paper.manuscript.metatree import meta_inlines
from numerate.paper.manuscript.places import Place
from numerate.paper.manuscript.source import read_text
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.proof.check.rules.exposed_email import shared_files

CODE = "reviewer-name"
_COLUMN = re.compile(
    r"(?i)(?:^|_)(?:reviewer|rater|screener|coder|assessor|appraiser|extractor|judge|checker"
    r"|(?:screened|extracted|coded|rated|judged|checked|entered|appraised|decided|settled)_by)"
    r"s?(?:_?\d|_name)?$"
)
_NAME = re.compile(
    r"^[A-ZÀ-Ž][\w’'.-]+(?:,?\s+(?:van|von|de|der|den|la)\b)*(?:,?\s+[A-ZÀ-Ž][\w’'.-]*)+$"
)
_CODES = re.compile(
    r"(?i)\b(?:reviewer|rater|coder|author|screener|first|second|third|team|person)\b"
)
_PARTS = 2


def _check(review: Review) -> Iterator[Issue]:
    full, parts = _authors(review)
    for path in shared_files(review):
        text = read_text(path, review.project.root)
        if not isinstance(text, str):
            continue
        name = review.project.relative(path)
        if path.suffix == ".csv":
            yield from _in_columns(text, name, full | parts)
        for person in sorted(full):
            if person in text:
                before = text[: text.index(person)]
                place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
                yield _issue(place, person, text.count(person))


def _authors(review: Review) -> tuple[set[str], set[str]]:
    """The authors' names: given and family name together, and each by itself."""
    full: set[str] = set()
    parts: set[str] = set()
    for document in review.documents:
        for person in read_authors(document.meta).people:
            node = person.get("name")
            held = node["c"] if node is not None and node["t"] == "MetaMap" else {}
            told = {key: stringify(meta_inlines(one)) for key, one in held.items()}
            given, family = told.get("given", ""), told.get("family", "")
            if given and family:
                full |= {f"{given} {family}", f"{family}, {given}"}
                parts |= {given, family}
    return full, parts


def _in_columns(text: str, file: str, names: set[str]) -> Iterator[Issue]:
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    columns = [at for at, column in enumerate(header) if _COLUMN.search(column)]
    if not columns:
        return
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for row in reader:
        for at in columns:
            value = row[at].strip() if at < len(row) else ""
            counts[value] += 1
            first.setdefault(value, reader.line_num)
    for value, line in first.items():
        if value in names or (_NAME.match(value) and not _CODES.search(value)):
            yield _issue((file, line), value, counts[value])


def _issue(place: Place | tuple[str, int | None], name: str, count: int) -> Issue:
    times = f", {count:,} times in this file" if count > 1 else ""
    return issue(
        CODE,
        place,
        found=f"«{name}», a person{times}",
        expected="a code, such as R1, with its meaning in the dictionary",
        todo="replace the name by a code wherever it stands",
    )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="Shared data name a reviewer",
    why="Who disagreed with whom is nobody's business. Columns of reviewers, raters, coders and "
    "the like should hold codes, and no author should be named in data or generated files.",
    bad=Example(
        file="data/searches.csv",
        instead_of="search,date,database,hits\nS1,2024-03-04,ERIC,5\nS2,2024-03-04,MEDLINE,7",
        text="search,date,database,hits,checked_by\nS1,2024-03-04,ERIC,5,Ben Birke\n"
        "S2,2024-03-04,MEDLINE,7,Ben Birke",
    ),
    good=Example(
        file="data/searches.csv",
        instead_of="search,date,database,hits\nS1,2024-03-04,ERIC,5\nS2,2024-03-04,MEDLINE,7",
        text="search,date,database,hits,checked_by\nS1,2024-03-04,ERIC,5,R1\n"
        "S2,2024-03-04,MEDLINE,7,R2",
    ),
    needs=("data",),
    check=_check,
)
