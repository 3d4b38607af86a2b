"""Stale text: what stands between the brackets is no longer what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from numerate.ground.issues import Issue
from numerate.paper.manuscript.naming import Names
from numerate.paper.manuscript.prose import Mark, Passage
from numerate.proof.check.facts import Facts, NumberFact
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.review.results.enumeration import list_text, plural_text

CODE = "stale-text"
PLACEHOLDERS = frozenset({"", "…", "...", "?", "??", "X", "XX", "XXX"})
_PARTIAL = frozenset({"low", "high", "year"})


@dataclass(frozen=True, slots=True)
class Stale:
    """A bracket text that is not what is printed: its mark, what stands there, what is printed."""

    mark: Mark
    text: str
    printed: str


def stale(passage: Passage, facts: Facts | None, names: Names) -> Iterator[Stale]:
    """The bracket texts of a passage that are not what is printed; placeholders among them."""
    for mark in passage.marked("num", "list", "plural", "ref"):
        text = " ".join(passage.text[mark.start : mark.end].split())
        printed = _wordings(mark, facts, names)
        if printed and text not in printed:
            yield Stale(mark, text, printed[0])


def _wordings(mark: Mark, facts: Facts | None, names: Names) -> tuple[str, ...]:
    """What is printed, and other wordings of the same value; nothing for an unknown key."""
    if mark.kind == "ref":
        name, _, label = mark.key.partition("#")
        found = names.get(name, {}).get(label)
        return (found.label,) if found else ()
    if facts and mark.kind in {"list", "plural"}:
        told = _enumerated(mark, facts)
        return (" ".join(told.split()),) if told else ()
    number = facts.numbers.get(mark.key) if facts else None
    return _of_number(mark, number) if number else ()


def _of_number(mark: Mark, number: NumberFact) -> tuple[str, ...]:
    if mark.form:
        if mark.form not in number.forms:
            return ()
        printed = number.forms[mark.form]
        if mark.form in _PARTIAL:
            return (printed,)
    else:
        printed = number.text
    whole = [text for form, text in number.forms.items() if form not in _PARTIAL]
    return tuple(
        " ".join(text.split()) for text in (printed, number.text, *whole, *number.translated)
    )


def _enumerated(mark: Mark, facts: Facts) -> str | None:
    """What a list prints, or the words that fit a number; None where it cannot be told."""
    found, number = facts.lists.get(mark.key), facts.numbers.get(mark.key)
    if mark.kind == "list":
        return list_text(found.entry, mark.form, dict(mark.options)) if found else None
    if found or number:
        value = found.entry["count"] if found else number.value if number else 0
        return plural_text(value, dict(mark.options))
    return None


def _check(review: Review) -> Iterator[Issue]:
    for _, passage in review.texts:
        for one in stale(passage, review.facts, review.names):
            if one.text in PLACEHOLDERS:
                continue
            yield issue(
                CODE,
                passage.place(one.mark.start),
                found=f"[{one.text}]{{{one.mark.kind}={one.mark.key}}}",
                expected=f"«{one.printed}», which is printed here",
                todo="look whether the sentence still says what you mean; "
                "numerate sync puts the new text between the brackets",
            )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="The text between the brackets is not what is printed",
    why="Only authors see what stands between the brackets. When it parts from what readers see, "
    "the sentence around it was written for another number. Any wording of the right value will "
    "do, and so will a placeholder such as […].",
    bad=Example(text="The review includes [three]{num=flow.included as=words} studies.\n"),
    good=Example(text="The review includes [four]{num=flow.included as=words} studies.\n"),
    needs=("documents", "ledger"),
    check=_check,
)
