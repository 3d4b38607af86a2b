"""Unread markup: tags and commands in a bibliography that no program reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.bibliography import Work
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "unread-markup"
_FIELDS = ("title", "subtitle", "booktitle", "journal", "publisher", "author", "editor")
_TAG = re.compile(r"<(/?)(i|em|b|strong|sub|sup|scp|sc|u|span|italic|bold)(?:\s+[\w:-]+=[^<>]*)?>")
_COMMAND = re.compile(r"\\(?:[a-z]*(?:cite|ref|footnote)[a-z]*|newcommand|def|input|include)\b")
_SHOWN = 60


def _check(review: Review) -> Iterator[Issue]:
    for work in review.works or ():
        for name, text in work.fields.items():
            told = _unread(text) if name in _FIELDS else ""
            if told:
                yield _issue(work, name, told, text)


def _issue(work: Work, name: str, told: str, text: str) -> Issue:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return issue(
        CODE,
        (work.file, work.line),
        found=f"{work.key}: {told} in {name}: {shown}",
        expected="tags that open and close (<i>…</i>), or \\emph{…}, and no commands of a text",
        todo="write the field as it should be printed",
        severity="advice",
    )


def _unread(text: str) -> str:
    """The first mark in a text that would be printed as it stands, or lost."""
    opened: list[str] = []
    for tag in _TAG.finditer(text):
        if not tag[1]:
            opened.append(tag[2])
        elif opened and opened[-1] == tag[2]:
            opened.pop()
        else:
            return tag[0]
    if opened:
        return f"<{opened[-1]}>"
    command = _COMMAND.search(text)
    return command[0] if command else ""


RULE = Rule(
    code=CODE,
    severity="advice",
    title="Markup in the bibliography cannot be read",
    why="A tag that never closes is printed as it stands, and a command such as \\cite is lost. "
    "Tags and entities that exports leave (<i>E. coli</i>, &amp;) are read as what they mean.",
    bad=Example(
        file="references.bib",
        instead_of="Bedtime stories and the time to fall asleep",
        text="Bedtime stories and <i>the time to fall asleep",
    ),
    good=Example(
        file="references.bib",
        instead_of="Bedtime stories and the time to fall asleep",
        text="Bedtime stories &amp; <i>the time</i> to fall asleep of p<b and c>d",
    ),
    needs=("bibliography",),
    check=_check,
)
