"""Partial lists: what a sentence binds of a group that the analysis declares."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from numerate.paper.manuscript.prose import Mark, Passage
from numerate.proof.check.facts import Facts, ListFact, NumberFact
from numerate.proof.check.rules import partial_list


def _number(key: str, value: int) -> NumberFact:
    return NumberFact(
        key=key, definition="", file="", line=None, value=value, text=str(value), forms={}, unit=""
    )


def _list(key: str, *numbers: str) -> ListFact:
    entry = {"count": len(numbers), "form": "values", "members": [{"num": n} for n in numbers]}
    return ListFact(key=key, definition="Records by round", file="", line=None, items={},
                    entry=entry)  # fmt: skip


FACTS = Facts(
    numbers={f"r.{n}": _number(f"r.{n}", 10 * n) for n in (1, 2, 3, 4)} | {"n": _number("n", 4)},
    lists={"by.round": _list("by.round", "r.1", "r.2", "r.3", "r.4"),
           "later": _list("later", "r.3", "r.4")},
)  # fmt: skip


def _found(text: str) -> list[str]:
    """What the rule says of a text in which ⟨key⟩ is bound, ⟨*key⟩ as a list."""
    plain, marks = "", []
    for number, part in enumerate(text.replace("⟩", "⟨").split("⟨")):
        if number % 2:
            kind = "list" if part.startswith("*") else "num"
            marks.append(Mark(len(plain), len(plain) + 1, kind, part.lstrip("*")))
            plain += "x"
        else:
            plain += part
    passage = Passage(kind="paragraph", text=plain, marks=tuple(marks))
    review = SimpleNamespace(facts=FACTS, texts=((None, passage),))
    return [one.found for one in partial_list.RULE.check(review)]  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "They gave ⟨r.1⟩, ⟨r.2⟩, ⟨r.3⟩ and ⟨r.4⟩ records.",
        "The last round gave ⟨r.4⟩ records.",
        "The first gave ⟨r.1⟩. The second gave ⟨r.2⟩.",
        "They gave ⟨r.1⟩, ⟨r.2⟩ and later ⟨*later⟩ records.",
        "The ⟨n⟩ rounds (⟨*by.round⟩) are told.",
        "The ⟨n⟩ bases (ERIC, CINAHL, Scopus and Web of Science) were searched.",
        "The ⟨n⟩ answers (yes, no or can’t tell, as ever) were counted.",
        "The ⟨n⟩ studies (ERIC) remain.",
    ],
)
def test_whole_groups_and_single_members_pass(text: str) -> None:
    """All members, one member, members in two sentences, or the rest by a list."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They gave ⟨r.1⟩, ⟨r.2⟩ and ⟨r.3⟩ records.",
         "3 of the 4 members of «by.round»; not r.4"),
        ("They gave ⟨r.2⟩ and ⟨r.4⟩ records.", "2 of the 4 members of «by.round»; not r.1, r.3"),
        ("The ⟨n⟩ rounds (⟨*later⟩) are told.", "4 by «n», and 2 members enumerated behind it"),
        ("The ⟨n⟩ bases (ERIC, CINAHL and Scopus) were searched.",
         "4 by «n», and 3 members enumerated behind it"),
    ],
)  # fmt: skip
def test_parts_of_groups_and_wrong_counts_are_faults(text: str, found: str) -> None:
    """Some members of a group, and a count with another number of members behind it."""
    assert _found(text) == [found]
