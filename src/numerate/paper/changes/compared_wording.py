"""Wording: what a version prints for a number, a list, a citation set, a label or a table cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from numerate.paper.changes.version import Version
from numerate.review.results.enumeration import counted, list_text, plural_text

UNKNOWN = "—"


def number_text(version: Version, key: str, form: str = "") -> str:
    """A number as the version prints it, in one of its forms."""
    entry = version.numbers.get(key)
    if entry is None:
        return UNKNOWN
    return str(entry.get("forms", {}).get(form, entry["text"]) if form else entry["text"])


def listed(version: Version, key: str, form: str, options: Mapping[str, str]) -> str:
    """A list as the version prints it; for one told with citations, the works beside each."""
    entry = version.lists.get(key)
    told = list_text(entry, form, options) if entry else None
    if entry is None or told is None:
        return UNKNOWN
    works = [work for one in entry["members"] for work in one.get("cite", ())]
    return f"{told} [{cited(works)}]" if (form or entry["form"]) == "cited" and works else told


def plural(version: Version, key: str, options: Mapping[str, str]) -> str:
    """The words that the version prints after a number."""
    entry = version.lists.get(key) or version.numbers.get(key)
    told = plural_text(counted(entry), options) if entry else None
    return told or UNKNOWN


def enumerated(version: Version, kind: str, key: str, form: str, options: Mapping[str, str]) -> str:
    """What the version prints for a list or a plural."""
    if kind == "list":
        return listed(version, key, form, options)
    return plural(version, key, options)


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
    elif "list" in part:
        text = listed(version, part["list"], part.get("as") or "", part)
    elif "plural" in part:
        text = plural(version, part["plural"], part)
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
