"""Capitals in titles: titles in title case or in capitals, which are printed as they are given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "title-capitals"
_BRACED = re.compile(r"\{(?:[^{}]|\{[^{}]*\})*\}")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_AFTER_STOP = re.compile(r"[:.?!]\s+[^\W\d_][\w'’-]*")
_LONG = 4
_FEWEST = 4
_GERMAN = ("german", "ngerman", "de", "austrian", "naustrian", "swissgerman")


def _check(review: Review) -> Iterator[Issue]:
    for work in review.works or ():
        title = work.fields.get("title", "")
        language = (work.fields.get("langid") or work.fields.get("language") or "").lower()
        told = "" if language.startswith(_GERMAN) else _capitals(title)
        if told:
            yield issue(
                CODE,
                (work.file, work.line),
                found=f"{work.key}: {told}",
                expected="the case of a sentence, as APA and most styles of journals print titles",
                todo="write it so; or put braces round the words that keep their capitals, and the "
                "others are set small",
                severity="advice",
            )


def _capitals(title: str) -> str:
    """What is wrong with the capitals of a title; empty when nothing is."""
    if title.startswith("{") and title.endswith("}"):
        return ""
    if len(title) > _LONG and title == title.upper() and len(_WORD.findall(title)) > 1:
        return f"the title is in capitals: {title}"
    if _BRACED.search(title):  # the convention of BibTeX: braces hold what must stay
        return ""
    begins = _AFTER_STOP.sub(" ", title)
    words = [word for word in _WORD.findall(begins)[1:] if len(word) >= _LONG]
    capitals = [word for word in words if word[0].isupper() and not word[1:].isupper()]
    if len(capitals) >= _FEWEST and len(capitals) > 2 * (len(words) - len(capitals)):
        return f"the title has capitals in {', '.join(capitals)}"
    return ""


RULE = Rule(
    code=CODE,
    severity="advice",
    title="A title is in title case or in capitals",
    why="Titles are printed in the capitals that they are given in: no Norway becomes norway. "
    "Where most words begin with a capital, one reference differs from the others. Titles with "
    "a langid of German, and those in which braces mark words, are left out.",
    bad=Example(
        file="references.bib",
        instead_of="Bedtime stories and the time to fall asleep",
        text="Bedtime Stories and the Time That Children Need to Fall Asleep",
    ),
    good=Example(
        file="references.bib",
        instead_of="Bedtime stories and the time to fall asleep",
        text="Bedtime stories in Norway and the United States: A Cochrane review",
    ),
    needs=("bibliography",),
    check=_check,
)
