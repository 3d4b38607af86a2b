"""Wording: what a version prints for a number, a citation set, a label or a table cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from numerate.paper.changes.version import Version

UNKNOWN = "—"


def number_text(version: Version, key: str, form: str = "") -> str:
    """A number as the version prints it, in one of its forms."""
    entry = version.numbers.get(key)
    if entry is None:
        return UNKNOWN
    return str(entry.get("forms", {}).get(form, entry["text"]) if form else entry["text"])


def citations_text(version: Version, key: str) -> str:
    """The works of a citation set."""
    entry = version.citations.get(key)
    return cited(entry["keys"]) if entry else UNKNOWN


def cited(keys: Iterable[str]) -> str:
    """Some works as a reader of the comparison sees them.

    >>> cited(["amsel2016", "birke2019"])
    '@amsel2016; @birke2019'
    """
    return "; ".join(f"@{key}" for key in keys)


def label_text(version: Version, document: str, target: str) -> str:
    """What a table, figure or section is called: ``tbl-x`` here, ``supplement#tbl-x`` there."""
    other, sign, name = target.partition("#")
    labels = version.labels.get(other if sign else document, {})
    entry = labels.get(name if sign else target)
    return str(entry["label"]) if isinstance(entry, Mapping) else target


def cell_text(version: Version, parts: Any) -> str:  # noqa: ANN401 - JSON
    """A cell of a printed table as plain text."""
    if isinstance(parts, str):
        return parts
    return "".join(_part(version, part) for part in parts).strip()


def _part(version: Version, part: str | Mapping[str, Any]) -> str:
    if isinstance(part, str):
        return part
    if "num" in part:
        text = number_text(version, part["num"], part.get("as") or "")
    elif "cite" in part:
        text = cited(part["cite"])
    elif "citeset" in part:
        text = citations_text(version, part["citeset"])
    elif "ref" in part:
        text = label_text(version, "", part["ref"])
    elif "br" in part:
        text = " "
    else:
        nested = part.get("text") if "link" in part else None
        nested = nested or part.get("em") or part.get("strong") or part.get("sup") or ""
        text = cell_text(version, nested)
    return text
