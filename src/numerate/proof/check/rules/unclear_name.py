"""Unclear names: persons and organisations that programs take apart in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "unclear-name"
_FIELDS = ("author", "editor", "translator")
# the words by which the extension's filter/bibtex.lua knows an organisation; a test compares them
ORGANISATIONS = frozenset(
    """organization organisation organizations organisations council ministry department institute
    institutes university association society commission committee agency foundation consortium
    collaboration collaborators investigators federation academy administration authority nations
    centre center centers centres secretariat directorate government parliament college hospital
    clinic laboratory corporation company initiative programme ministerium universität
    universitetet université instituttet group team network panel office bureau unit division
    trust union international statistics health services inc inc. ltd ltd. llc gmbh
    of for the on""".split()  # noqa: SIM905 - a page of words, not a column
)
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv", re.IGNORECASE)
_PARTICLE = re.compile(r"\s(?:V[ao]n|De[rnl]?|Della|D[iua]|Dos|L[ae]|Ten|Ter|Vander)\s\S+$")
_INITIALS = re.compile(r"[A-Z]{1,3}")
_FEWEST_CAPITALS = 3
_WHOLE = re.compile(r"\{[^{}]*\}")


def _check(review: Review) -> Iterator[Issue]:
    for work in review.works or ():
        for field in _FIELDS:
            stated = work.fields.get(field, "")
            for told, expected in _unclear(stated):
                yield issue(
                    CODE,
                    (work.file, work.line),
                    found=f"{work.key}: {told}",
                    expected=expected,
                    todo=f"write the {field} so in the bibliography",
                    severity="advice",
                )


def _unclear(stated: str) -> Iterator[tuple[str, str]]:
    """What is unclear in a list of names, and how it should be written."""
    if _WHOLE.fullmatch(stated.strip()):
        return
    names = [name.strip() for name in _names(stated)]
    if any(_is_organisation(name) for name in names):
        yield (
            f"an organisation without braces: {stated}",
            "a pair of braces round its whole name, and in it: {{World Health Organization}}",
        )
        return
    for name in names:
        told = _person(name)
        if told:
            yield told


def _names(stated: str) -> list[str]:
    """The names between "and" outside of braces."""
    held: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\x00{len(held) - 1}\x00"

    plain = re.sub(r"\{(?:[^{}]|\{[^{}]*\})*\}", put_aside, stated)
    found = re.split(r"\s+and\s+|\s*;\s*", plain, flags=re.IGNORECASE)
    return [re.sub(r"\x00(\d+)\x00", lambda match: held[int(match[1])], name) for name in found]


def _is_organisation(name: str) -> bool:
    if "," in name or "{" in name:
        return False
    words = name.lower().split()
    joined = re.search(r"\s\\?&\s", name) is not None
    return joined or (len(words) > 1 and any(word in ORGANISATIONS for word in words))


def _person(name: str) -> tuple[str, str] | None:
    """What is unclear in the name of a person."""
    parts = [part.strip() for part in name.split(",")]
    family = parts[0] if len(parts) > 1 else name.rsplit(" ", 1)[-1]
    marked = "{" in name or "\\" in name
    told = ""
    if len(parts) > 2 and not any(_SUFFIX.fullmatch(part) for part in parts[1:]):  # noqa: PLR2004 - family and given
        told = "several persons with commas between them"
    elif not marked and family.isupper() and sum(map(str.isalpha, family)) >= _FEWEST_CAPITALS:
        told = "a family name in capitals"
    elif not marked and len(parts) == 1 and " " in name and _INITIALS.fullmatch(family):
        told = "initials where the family name stands"
    elif not marked and len(parts) == 1 and _PARTICLE.search(name):
        told = "a particle that may belong to the family name"
    expected = "Family, Given, with and between persons: Smith, Jo and Berg, Ann"
    return (f"{told}: {name}", expected) if told else None


RULE = Rule(
    code=CODE,
    severity="advice",
    title="A name in the bibliography can be read in two ways",
    why="World Health Organization without braces is a person named Organization to most programs. "
    "Commas in place of and, initials after the family name and Vincent Van Gogh (Gogh, V. V.) go "
    "wrong likewise. Where the meaning is plain, the list of references prints it; other programs "
    "do not.",
    bad=Example(
        file="references.bib",
        instead_of="{Amsel, Ada}",
        text="{World Health Organization}",
    ),
    good=Example(
        file="references.bib",
        instead_of="{Amsel, Ada}",
        text="{{World Health Organization} and van der Berg, Jan and King, Jr., M. L.}",
    ),
    needs=("bibliography",),
    check=_check,
)
