"""Unused keys: results that nothing prints and nothing builds on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from numerate.ground.issues import Issue
from numerate.ground.project import ANALYSIS
from numerate.paper.manuscript.source import read_text
from numerate.proof.check.facts import Fact, Facts
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "unused-key"
_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_SHOWN = 4
_LARGEST = 300_000  # bytes of a table of data in which keys are looked for


def _check(review: Review) -> Iterator[Issue]:
    facts = review.facts
    if facts is None:
        return
    used = _named(review, facts)
    kinds: tuple[tuple[str, Mapping[str, Fact]], ...] = (
        ("number", facts.numbers),
        ("list", facts.lists),
        ("claim", facts.claims),
        ("citation set", facts.citations),
        ("table", facts.tables),
        ("figure", facts.figures),
    )
    for kind, results in kinds:
        places: dict[tuple[str, int | None], list[str]] = {}
        for key, fact in results.items():
            if key not in used[kind] and fact.file.startswith(f"{ANALYSIS}/"):
                places.setdefault((fact.file, fact.line), []).append(key)
        for place, keys in places.items():
            yield _issue(kind, place, keys)


def _issue(kind: str, place: tuple[str, int | None], keys: list[str]) -> Issue:
    rest = len(keys) - _SHOWN
    shown = ", ".join(keys[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
    many = f"{len(keys)} {kind}s that nothing uses: {shown}"
    return issue(
        CODE,
        place,
        found=many if len(keys) > 1 else f"the {kind} {shown}, which nothing uses",
        expected="results that a document prints, or that others are computed from",
        todo="print it, or take it out; or let it pass with a comment before the function",
        severity="advice",
    )


def _named(review: Review, facts: Facts) -> dict[str, set[str]]:
    """The keys in use, by the kind of result."""
    by_kind = {
        "number": "num", "list": "list", "claim": "claim", "citation set": "cite", "table": "table",
        "figure": "figure",
    }  # fmt: skip
    used = {
        kind: {use.key for d in review.documents for use in d.uses if use.kind == short}
        for kind, short in by_kind.items()
    }
    plurals = {use.key for d in review.documents for use in d.uses if use.kind == "plural"}
    used["number"] |= plurals
    used["list"] |= plurals
    for table in facts.tables.values():
        for part in table.parts():
            used["number"].update(part[name] for name in ("num", "plural") if name in part)
            used["list"].update(part[name] for name in ("list", "plural") if name in part)
            used["citation set"].update([part["citeset"]] if "citeset" in part else [])
    others: tuple[Mapping[str, Fact], ...] = (facts.numbers, facts.claims, facts.tables)
    for results in (*others, facts.figures, facts.lists):
        for fact in results.values():
            used["number"].update(fact.of)
    in_data = _in_data(review)
    for kind in ("number", "list", "claim", "citation set"):
        used[kind] |= in_data
    return used


def _in_data(review: Review) -> set[str]:
    """Keys that tables of data name, as a list of published numbers does."""
    found: set[str] = set()
    for path in sorted(review.project.data.rglob("*.csv")):
        if path.stat().st_size <= _LARGEST:
            text = read_text(path, review.project.root)
            found.update(_KEY.findall(text) if isinstance(text, str) else ())
    return found


RULE = Rule(
    code=CODE,
    severity="advice",
    title="A result is computed that nothing uses",
    why="A number that no text, table, figure, claim or list of published numbers names is either "
    "missing from the paper or not needed. One advice for each function that yields some.",
    bad=Example(
        file="manuscript/article.qmd",
        instead_of="agreed on [90.0%]{num=agreement.percent} of them",
        text="agreed on most of them",
    ),
    good=Example(
        file="manuscript/article.qmd",
        instead_of="agreed on [90.0%]{num=agreement.percent} of them",
        text="agreed on [90.0%]{num=agreement.percent}",
    ),
    needs=("documents", "ledger"),
    check=_check,
)
