"""The ledger: all numbers, lists, claims, citation sets, tables and figures, by key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from numerate.ground.issues import Issue
from numerate.ground.project import ABOUT
from numerate.review.figures.drawing import PAGE_MM
from numerate.review.results.estimate import Estimate
from numerate.review.results.figure import Figure
from numerate.review.results.listing import Listing
from numerate.review.results.number import CitationSet, Claim, Number
from numerate.review.results.origin import Origin
from numerate.review.results.tables import Inline, Table

SCHEMA = 2  # since 2 an origin keeps its conditions as values, see extraction/conditions.py
_SIGNIFICANT = 12

Result = Number | Listing | Claim | CitationSet | Table | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything that analysis computed; each mapping is sorted by key."""

    numbers: Mapping[str, Number] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    citations: Mapping[str, CitationSet] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    lists: Mapping[str, Listing] = field(default_factory=dict)


def collect(results: Iterable[Result], root: Path) -> tuple[Ledger, list[Issue]]:
    """The ledger of all results, and what is wrong with them taken together.

    Args:
        results: What the analysis modules yielded, in any order.
        root: The compendium; issues show paths as seen from it.

    Returns:
        The ledger and its issues: a key used twice, a table cell that names an unknown number,
        a number computed from one that was never yielded.
    """
    found: dict[type[Any], dict[str, Any]] = {
        kind: {} for kind in (Number, Listing, Claim, CitationSet, Table, Figure)
    }
    issues: list[Issue] = []
    for result in results:
        kept = found[type(result)]
        rival = {Number: Listing, Listing: Number}.get(type(result))
        shared = found[rival].get(result.key) if rival else None
        if shared is not None:
            issues.append(_duplicate(result, shared.origin, root))
        if result.key in kept:
            issues.append(_duplicate(result, kept[result.key].origin, root))
        kept[result.key] = result
    ledger = Ledger(
        numbers=_sorted(found[Number]),
        claims=_sorted(found[Claim]),
        citations=_sorted(found[CitationSet]),
        tables=_sorted(found[Table]),
        figures=_sorted(found[Figure]),
        lists=_sorted(found[Listing]),
    )
    return ledger, issues + list(_unknown(ledger, root)) + list(_tall(ledger, root))


def numbers_json(ledger: Ledger, root: Path) -> str:
    """The text of numbers.json: one line per key, sorted, so that a diff shows what moved."""
    sections = {
        "numbers": {key: _number(value, root) for key, value in ledger.numbers.items()},
        "claims": {key: _claim(value, root) for key, value in ledger.claims.items()},
        "citations": {key: _citations(value, root) for key, value in ledger.citations.items()},
    }
    if ledger.lists:
        sections["lists"] = {key: one.as_json(root) for key, one in ledger.lists.items()}
    lines = [f'{{"_": {_dumped(ABOUT)},', f'"schema": {SCHEMA},']
    for name, entries in sections.items():
        body = ",\n".join(f"{_dumped(key)}: {_dumped(entry)}" for key, entry in entries.items())
        lines.append(f'"{name}": {{\n{body}\n}},' if body else f'"{name}": {{}},')
    lines[-1] = lines[-1].removesuffix(",")
    return "\n".join([*lines, "}", ""])


def table_json(table: Table, root: Path) -> str:
    """The text of _generated/tables/<key>.json: one line per row."""
    entry = table.as_json()
    entry["origin"] = table.origin.as_json(root)
    lines = [f'{{"_": {_dumped(ABOUT)}']
    for name, value in entry.items():
        if name in ("head", "body") and value:
            rows = ",\n".join(_dumped(line) for line in value)
            lines.append(f'"{name}": [\n{rows}\n]')
        else:
            lines.append(f'"{name}": {_dumped(value)}')
    return ",\n".join(lines) + "\n}\n"


def lists_in(parts: Iterable[Inline]) -> Iterator[str]:
    """The keys of the lists that cell content names, nested content included."""
    for part in parts:
        if isinstance(part, dict):
            if "list" in part:
                yield str(part["list"])
            for nested in ("em", "strong", "text"):
                content = part.get(nested, ())
                yield from lists_in([content] if isinstance(content, str) else content)


def numbers_in(parts: Iterable[Inline]) -> Iterator[str]:
    """The keys of the numbers that cell content names, nested content included."""
    for part in parts:
        if isinstance(part, dict):
            if "num" in part:
                yield str(part["num"])
            for nested in ("em", "strong", "text"):
                content = part.get(nested, ())
                yield from numbers_in([content] if isinstance(content, str) else content)


def _number(number: Number, root: Path) -> dict[str, Any]:
    entry: dict[str, Any] = {"value": _value(number.value), "text": number.text}
    if number.forms:
        entry["forms"] = number.forms
    if number.unit:
        entry["unit"] = number.unit
    entry |= {"definition": number.definition, "origin": number.origin.as_json(root)}
    if number.origin.of:
        entry["of"] = list(number.origin.of)
    return entry


def _claim(claim: Claim, root: Path) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "holds": claim.holds,
        "rule": claim.rule,
        "definition": claim.definition,
        "origin": claim.origin.as_json(root),
    }
    if claim.against:
        entry["against"] = list(claim.against)
    if claim.origin.of:
        entry["of"] = list(claim.origin.of)
    return entry


def _citations(citations: CitationSet, root: Path) -> dict[str, Any]:
    return {
        "keys": list(citations.citations),
        "definition": citations.definition,
        "origin": citations.origin.as_json(root),
    }


def _value(value: Any) -> Any:  # noqa: ANN401 - JSON of any quantity
    """A value as JSON: dates as ISO, fractions to twelve significant digits on every machine."""
    if isinstance(value, Estimate):
        return [_value(one) for one in value.numbers()]
    if isinstance(value, tuple):
        return [_value(end) for end in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else _short(float(value))
    if isinstance(value, Decimal | float):
        return _short(float(value))
    return value


def _short(value: float) -> float:
    return float(f"{value:.{_SIGNIFICANT}g}")


def _dumped(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(value, ensure_ascii=False)


def _sorted(entries: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(entries.items()))


def _duplicate(result: Result, first: Origin, root: Path) -> Issue:
    place = result.origin.as_json(root)
    earlier = first.as_json(root)
    there = f"{earlier['function']} ({earlier['file']}:{earlier['line']})"
    return Issue(
        code="duplicate-result",
        file=place["file"],
        line=place["line"],
        found=f"'{result.key}' is computed again by {place['function']}",
        expected=f"each key once; {there} has it",
        todo="rename one of them, or remove it",
    )


def _unknown(ledger: Ledger, root: Path) -> Iterator[Issue]:
    """Issues for numbers that tables name or others build on, but that nobody yielded."""
    for table in ledger.tables.values():
        cells = [one for line in table.head for one in line]
        cells += [one for line in table.body for one in line.cells]
        named = {key for one in cells for key in numbers_in(one.text)}
        named |= {key for note in table.notes for key in numbers_in(note.text)}
        yield from _missing(named, table, ledger, root, f"table '{table.key}' prints")
        lists = {key for one in cells for key in lists_in(one.text)}
        lists |= {key for note in table.notes for key in lists_in(note.text)}
        unknown = lists - set(ledger.lists)
        yield from _missing(unknown, table, ledger, root, f"table '{table.key}' lists")
    results: list[Number | Claim | Listing] = [*ledger.numbers.values(), *ledger.claims.values()]
    for result in (*results, *ledger.lists.values()):
        yield from _missing(result.origin.of, result, ledger, root, f"'{result.key}' builds on")


def _tall(ledger: Ledger, root: Path) -> Iterator[Issue]:
    """An advice for each figure that no page holds, and that every format would shrink."""
    for figure in ledger.figures.values():
        if figure.drawing.height_mm > PAGE_MM:
            place = figure.origin.as_json(root)
            yield Issue(
                code="tall-figure",
                severity="advice",
                file=place["file"],
                line=place["line"],
                found=f"the figure '{figure.key}' is {figure.drawing.height_mm:.0f} mm high",
                expected=f"at most {PAGE_MM:.0f} mm, which a page holds without shrinking it",
                todo="split it, as draw_traffic_lights does with 40 studies a page",
            )


def _missing(
    keys: Iterable[str], by: Result, ledger: Ledger, root: Path, what: str
) -> Iterator[Issue]:
    for key in sorted(key for key in set(keys) if key not in ledger.numbers):
        place = by.origin.as_json(root)
        yield Issue(
            code="unknown-number",
            file=place["file"],
            line=place["line"],
            found=f"{what} '{key}', which no analysis module yields",
            expected="the key of a number",
            todo="yield that number from its module, or correct the key",
        )
