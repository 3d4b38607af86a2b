"""The update: what changed since a release, as text and table that the manuscript includes.

PRISMA-LSR (BMJ 2024;387:e079183) asks a living review to cite the preceding version, to say what
triggered the new one, and to tell the changes to methods and to results.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from numerate.ground.project import ABOUT
from numerate.paper.changes.because import counted, listed
from numerate.paper.changes.difference import CodeChanged, Difference, NumberChange
from numerate.paper.changes.releases import Release
from numerate.paper.changes.version import Version

SCHEMA = 1
NONE = "–"
_METHODS = ("method.", "search.", "protocol.")
_SHOWN = 60


def update_json(
    difference: Difference,
    release: Release,
    versions: tuple[Version, Version],
    told: Collection[str],
) -> str:
    """The file that numerate.lua puts in for ``::: {changes-since=1.0}``.

    Args:
        difference: What changed since the release.
        release: The release.
        versions: The released and the present version.
        told: Keys of the numbers that the table tells: those of title and abstract.
    """
    lines = [
        f'{{"_": {json.dumps(ABOUT)}',
        f'"schema": {SCHEMA}',
        f'"version": {json.dumps(release.version)}',
        '"blocks": [\n' + ",\n".join(map(_dumped, _blocks(difference, release, versions))) + "\n]",
        f'"table": {_dumped(_table(difference, release.version, told))}',
    ]
    return ",\n".join(lines) + "\n}\n"


def _blocks(
    difference: Difference, release: Release, versions: tuple[Version, Version]
) -> Iterator[dict[str, Any]]:
    yield {
        "para": [
            {"strong": ["Preceding version."]},
            f" Version {release.version} of {release.date}: {release.citation}",
        ]
    }
    methods = list(_methods(difference, versions))
    yield {"para": [{"strong": ["Changes to the methods."]}, _opening(methods)]}
    if methods:
        yield {"list": [[line] for line in methods]}
    yield {"para": [{"strong": ["Changes to the results."]}, f" {_results(difference)}"]}
    claims = list(_claims(difference))
    if claims:
        yield {"list": claims}


def _opening(methods: list[str]) -> str:
    return " Since that version:" if methods else " None since that version."


def _methods(difference: Difference, versions: tuple[Version, Version]) -> Iterator[str]:
    """What changed in searches, protocol, definitions, dictionary and analysis."""
    for change in difference.numbers:
        old, new = change.old, change.new
        if change.key.startswith(_METHODS):
            yield f"{change.definition}: {_text(old)} → {_text(new)}"
        elif old and new and old.definition != new.definition:
            yield f"Defined otherwise: “{old.definition}” is now “{new.definition}”"
    before, after = versions[0].dictionary, versions[1].dictionary
    for word, names in (
        ("added to", after.keys() - before.keys()),
        ("removed from", before.keys() - after.keys()),
    ):
        if names:
            yield f"Tables {word} the extraction: {', '.join(sorted(names))}"
    if difference.code:
        yield f"The analysis changed in {_functions(difference.code)}"


def _functions(code: tuple[CodeChanged, ...]) -> str:
    names = [one.name.removeprefix("analysis.") for one in code]
    return f"{counted(len(names), 'function')} ({listed(names)})"


def _results(difference: Difference) -> str:
    counts = (
        (len(difference.studies_added), "study", "was added", "were added"),
        (len(difference.studies_removed), "study", "was removed", "were removed"),
        (len(difference.studies_changed), "study", "was extracted anew", "were extracted anew"),
        (len(difference.numbers), "number", "changed", "changed"),
    )
    told = [
        f"{counted(count, what)} {one if count == 1 else many}"
        for count, what, one, many in counts
        if count
    ]
    began = sum(claim.new is True for claim in difference.claims)
    ceased = sum(claim.old is True for claim in difference.claims)
    if not told and not difference.claims:
        return "None."
    told += [f"{counted(began, 'statement')} can be made now that could not"] if began else []
    told += [f"{counted(ceased, 'statement')} can be made no longer"] if ceased else []
    return "; ".join(told)[:1].upper() + "; ".join(told)[1:] + "."


def _claims(difference: Difference) -> Iterator[list[Any]]:
    for change in difference.claims:
        if change.new is True:
            yield [{"em": ["Holds now:"]}, f" {change.definition}"]
        elif change.old is True:
            yield [{"em": ["Holds no longer:"]}, f" {change.definition}"]


def _table(difference: Difference, version: str, told: Collection[str]) -> dict[str, Any] | None:
    """The flow and the numbers of title and abstract, before and now."""
    flow = [change for key in difference.flow for change in difference.numbers if change.key == key]
    rest = [
        change
        for change in difference.numbers
        if change.key in told and change.key not in difference.flow
    ]
    shown = [change for change in (*flow, *rest) if change.new is not None][:_SHOWN]
    if not shown:
        return None
    right = {"align": "right", "width": 0.2}
    return {
        "schema": 1,
        "key": f"changes-since-{version}",
        "columns": [{"align": "left", "width": 0.6}, right, right],
        "head": [
            [
                {"text": ["Result"]},
                {"text": [f"Version {version}"], "align": "right"},
                {"text": ["Now"], "align": "right"},
            ]
        ],
        "body": [_row(change) for change in shown],
        "notes": [],
        "landscape": False,
    }


def _row(change: NumberChange) -> dict[str, Any]:
    return {
        "kind": "row",
        "id": change.key,
        "cells": [
            {"text": [change.definition]},
            {"text": [_text(change.old)]},
            {"text": [{"num": change.key}]},
        ],
    }


def _text(stated: Any) -> str:  # noqa: ANN401 - Stated or None
    return stated.text if stated else NONE


def _dumped(value: Any) -> str:  # noqa: ANN401 - JSON
    return json.dumps(value, ensure_ascii=False)
