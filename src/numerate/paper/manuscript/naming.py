"""Keys and labels: what the manuscript names must exist, and claims it makes must hold."""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from numerate.ground.issues import Issue
from numerate.ground.project import ABOUT
from numerate.paper.manuscript.document import Document, Label, keys_used
from numerate.paper.manuscript.keys import Use

_SUGGESTED = 3
_LISTED = 8
_TO_DO = "correct the key, or let a module in analysis/ yield it"


@dataclass(frozen=True, slots=True)
class _Kind:
    """The keys of one kind, and how a reader calls that kind."""

    name: str
    code: str
    keys: Collection[str]


Names = Mapping[str, Mapping[str, Label]]


class Worded(Protocol):
    """What must be known of a number: its wordings by the name that ``as=`` takes."""

    @property
    def forms(self) -> Mapping[str, str]:
        """The wordings."""


class Enumerated(Protocol):
    """What must be known of a list: the wording of its members by the name that ``as=`` takes."""

    @property
    def items(self) -> Mapping[str, Sequence[str]]:
        """The wordings."""


class Cited(Protocol):
    """What must be known of a citation set."""

    @property
    def works(self) -> Sequence[str]:
        """The works in it."""

    @property
    def definition(self) -> str:
        """Which studies it holds."""


class Judged(Protocol):
    """What must be known of a claim."""

    @property
    def holds(self) -> bool:
        """Whether the data support it."""

    @property
    def rule(self) -> str:
        """What was tested, with numbers."""

    @property
    def definition(self) -> str:
        """What it means."""

    @property
    def against(self) -> Sequence[str]:
        """The rows that contradict it."""

    @property
    def places(self) -> Sequence[str]:
        """The same rows as file:line; empty where only _generated/ was read."""


class Known(Protocol):
    """What must be known of a ledger: fresh from the analysis, or read from _generated/."""

    @property
    def numbers(self) -> Mapping[str, Worded]:
        """Numbers by key."""

    @property
    def claims(self) -> Mapping[str, Judged]:
        """Claims by key."""

    @property
    def citations(self) -> Mapping[str, Cited]:
        """Citation sets by key."""

    @property
    def lists(self) -> Mapping[str, Enumerated]:
        """Lists by key."""

    @property
    def tables(self) -> Mapping[str, object]:
        """Tables by key."""

    @property
    def figures(self) -> Mapping[str, object]:
        """Figures by key."""


def key_issues(documents: Sequence[Document], ledger: Known, names: Names) -> list[Issue]:
    """Every key in the manuscript that nothing stands behind, and every claim that fails.

    Args:
        documents: The documents, parsed.
        ledger: What analysis computed.
        names: The labels of each document, by its name and their id.
    """
    kinds = {
        "num": _Kind("number", "unknown-number", ledger.numbers),
        "list": _Kind("list", "unknown-list", ledger.lists),
        "plural": _Kind("number", "unknown-number", {**ledger.numbers, **ledger.lists}),
        "claim": _Kind("claim", "unknown-claim", ledger.claims),
        "cite": _Kind("citation set", "unknown-citation-set", ledger.citations),
        "table": _Kind("table", "unknown-table", ledger.tables),
        "figure": _Kind("figure", "unknown-figure", ledger.figures),
        "ref": _Kind("label", "unknown-label", _references(names)),
    }
    issues: list[Issue] = []
    for document in documents:
        for use in keys_used(document):
            known = kinds[use.kind]
            if use.key not in known.keys:
                issues.append(_unknown(use, known))
            elif use.kind == "num" and use.form:
                issues += _form(use, ledger.numbers[use.key].forms)
            elif use.kind == "list":
                issues += _form(use, ledger.lists[use.key].items) + _most(use)
            elif use.kind == "plural":
                issues += _words(use)
            elif use.kind == "cite" and not ledger.citations[use.key].works:
                issues.append(_empty(use, ledger.citations[use.key]))
            elif use.kind == "claim" and not ledger.claims[use.key].holds:
                issues.append(_failed(use, ledger.claims[use.key]))
    return issues


def labels_json(names: Names) -> str:
    """The text of labels.json: what each document calls its tables, figures and sections."""
    sections = [f'"_": {json.dumps(ABOUT)}', '"schema": 1']
    for document, found in sorted(names.items()):
        entries = [
            f"{json.dumps(name)}: "
            + json.dumps({"label": one.label, "title": one.title}, ensure_ascii=False)
            for name, one in sorted(found.items())
        ]
        body = ",\n".join(entries)
        sections.append(f"{json.dumps(document)}: {{\n{body}\n}}")
    return "{" + ",\n".join(sections) + "\n}\n"


def _references(names: Names) -> set[str]:
    return {f"{document}#{name}" for document, found in names.items() for name in found}


def _unknown(use: Use, known: _Kind) -> Issue:
    return Issue(
        code=known.code,
        file=use.file,
        line=use.line,
        column=use.column,
        found=f"no {known.name} has the key '{use.key}'",
        expected=_nearest(use.key, sorted(known.keys), known.name),
        todo="correct the document's name or the id after #" if use.kind == "ref" else _TO_DO,
    )


def _nearest(key: str, keys: Sequence[str], name: str) -> str:
    near = difflib.get_close_matches(key, keys, n=_SUGGESTED, cutoff=0.5)
    if near:
        return f"a key that is there, such as {', '.join(near)}"
    if not keys:
        return f"some {name} in the ledger, which holds none"
    if len(keys) <= _LISTED:
        return f"one of: {', '.join(keys)}"
    return f"one of the {len(keys)} keys of {name}s in the ledger"


def _form(use: Use, forms: Mapping[str, object]) -> list[Issue]:
    if not use.form or use.form in forms:
        return []
    return [
        Issue(
            code="unknown-form",
            file=use.file,
            line=use.line,
            column=use.column,
            found=f"'{use.key}' cannot be written as={use.form}",
            expected=f"one of: {', '.join(forms)}" if forms else "no as= at all",
            todo="correct as=, or leave it out",
        )
    ]


def _empty(use: Use, found: Cited) -> Issue:
    return Issue(
        code="empty-citation-set",
        file=use.file,
        line=use.line,
        column=use.column,
        found=f"the citation set '{use.key}' is empty, and nothing would be printed",
        expected=f"at least one work: {found.definition}",
        todo="rewrite the sentence, which no study bears out any more; or look at the data",
    )


def _most(use: Use) -> list[Issue]:
    most = dict(use.options).get("max", "0")
    expected = "a whole number, such as max=5"
    return [] if most.isdecimal() else [_misworded(use, f"max={most}", expected)]


def _words(use: Use) -> list[Issue]:
    missing = [name for name in ("one", "other") if name not in dict(use.options)]
    found = f"plural={use.key} without {' and '.join(f'{name}=' for name in missing)}"
    expected = 'both wordings: one="study was" other="studies were"'
    return [_misworded(use, found, expected)] if missing else []


def _misworded(use: Use, found: str, expected: str) -> Issue:
    return Issue(
        code="unknown-form",
        file=use.file,
        line=use.line,
        column=use.column,
        found=found,
        expected=expected,
        todo="correct what stands in the braces; docs/manuscript.md tells what may stand there",
    )


def _failed(use: Use, claim: Judged) -> Issue:
    rows = [f"{name} ({place})" for name, place in zip(claim.against, claim.places, strict=False)]
    against = f"; against it: {', '.join(rows or claim.against)}" if claim.against else ""
    return Issue(
        code="claim-fails",
        file=use.file,
        line=use.line,
        column=use.column,
        found=f"the text says «{use.text}», but the data say {claim.rule}{against}",
        expected=claim.definition,
        todo="rewrite the sentence, or look at the rows that speak against it",
    )
