"""What is wrong with a manuscript that could be read: references, ids, works that do not meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import Node
from numerate.paper.manuscript.authors import read_authors
from numerate.paper.manuscript.citations import bibliographies
from numerate.paper.manuscript.places import Place, Places
from numerate.paper.manuscript.resolution import Findings

_SHOWN = 60
_RAW = {
    "html": ("HTML", "PDF and Word leave it out"),
    "typst": ("Typst", "HTML and Word leave it out"),
    "openxml": ("OpenXML", "HTML and PDF leave it out"),
}
_OURS = frozenset({"numerate", "numerate.lua"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a document when its faults are looked for.

    Attributes:
        places: Where things stand in the source.
        meta: The metadata as pandoc read it.
        settings: The merged settings.
        works: Keys of the works that can be cited; None when they could not be read.
        elsewhere: Ids that executable cells would give.
    """

    places: Places
    meta: Mapping[str, Node]
    settings: Mapping[str, Any]
    works: frozenset[str] | None
    elsewhere: frozenset[str]


def faults(known: Known, found: Findings) -> list[Issue]:
    """Every issue of a document that was read and resolved.

    Args:
        known: The document.
        found: What came to light while it was resolved.
    """
    places = known.places
    dead = [key for key in dict.fromkeys(found.dead) if key.lower() not in known.elsewhere]
    unknown = dict.fromkeys(read_authors(known.meta).unknown)
    return [
        *(_dead(key, places) for key in dead),
        *(_repeated(key, places) for key in dict.fromkeys(found.repeated)),
        *(_hidden(key, before, places) for key, before in dict.fromkeys(found.hidden)),
        *(_unknown_affiliation(key, places) for key in unknown),
        *_unknown_works(known, found.cited),
    ]


def raw_text(found: list[tuple[str, str]], places: Places) -> list[Issue]:
    """An advice for each raw text that some formats do not show."""
    counts: dict[str, int] = {}
    issues: list[Issue] = []
    for name, value in found:
        issues.append(_lost(name, value, places, counts.get(value, 0)))
        counts[value] = counts.get(value, 0) + 1
    return issues


def filters_not_run(settings: Mapping[str, Any], places: Places) -> list[Issue]:
    """An advice for each Lua filter of the author's that only Quarto runs."""
    stated = settings.get("filters")
    issues: list[Issue] = []
    for item in stated if isinstance(stated, list) else [stated] if stated else []:
        name = str(item.get("path", "") if isinstance(item, Mapping) else item)
        if not name or name == "quarto" or name.rpartition("/")[2] in _OURS:
            continue
        issues.append(
            Issue(
                code="filter-not-run",
                **_placed(places.text(name)),
                found=f"the filter {name}",
                expected="a text that needs no filter",
                todo="render with Quarto (--engine quarto) if the filter changes the text",
                severity="advice",
            )
        )
    return issues


def missing_styles(formats: Mapping[str, Mapping[str, Any]], places: Places) -> list[Issue]:
    """A fault for each citation style that is no file; an address is looked up later."""
    named = [str(formats[fmt].get("csl") or "") for fmt in formats]
    return [
        style_issue(name, f"the citation style {name} is not there", places)
        for name in dict.fromkeys(named)
        if name and "://" not in name and not Path(name).is_file()
    ]


def style_issue(name: str, found: str, places: Places) -> Issue:
    """A citation style, or another file of citations, that cannot be read."""
    place = places.text(Path(name).name) if name else None
    return Issue(
        code="missing-file",
        file=place.file if place else "",
        line=place.line if place else None,
        found=found,
        expected="a file that can be read, or an address that can be reached",
        todo="put the file into the compendium and name it there",
    )


def _placed(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {"file": place.file, "line": place.line, "column": place.column}


def _dead(key: str, places: Places) -> Issue:
    return Issue(
        code="dead-reference",
        **_placed(places.of("@", key)),
        found=f"@{key}",
        expected=f"something in this document with the id {key}",
        todo="correct the reference, or give the id to what it means",
    )


def _repeated(key: str, places: Places) -> Issue:
    first = places.of("id", key)
    at = f", which stands at {first.file}:{first.line} already" if first else ""
    return Issue(
        code="repeated-id",
        **_placed(places.of("id", key, 1)),
        found=f"the id {key}{at}",
        expected="each id once",
        todo="give one of them another id",
    )


def _hidden(key: str, before: int, places: Places) -> Issue:
    return Issue(
        code="nested-citation",
        **_placed(places.of("@", key, before)),
        found=f"@{key} within the words of another citation",
        expected="each work in brackets of its own, or after a semicolon: [see @a; and @b]",
        todo="take it out of the emphasis, quotation or note that stands within the brackets",
    )


def _unknown_affiliation(key: str, places: Places) -> Issue:
    return Issue(
        code="unknown-affiliation",
        **_placed(places.text(f"ref: {key}") or places.text(key)),
        found=f"the affiliation {key}",
        expected="the id of an affiliation that is stated",
        todo="correct the id, or state the affiliation under affiliations:",
    )


def _unknown_works(known: Known, cited: list[str]) -> list[Issue]:
    if known.works is None:
        return []
    names = [Path(name).name for name in bibliographies(known.settings)]
    named = bool(names or known.settings.get("references"))
    counts: dict[str, int] = {}
    issues: list[Issue] = []
    for key in cited:
        if key in known.works:
            continue
        place = known.places.of("@", key, counts.get(key, 0))
        counts[key] = counts.get(key, 0) + 1
        if named:
            listed = ", ".join(names) or "the document's references"
            expected = f"the key of a work in {listed}"
            todo = "correct the key, or add the work to the bibliography"
        else:
            expected = "a bibliography in the metadata"
            todo = "name the bibliography, or write \\@ for the sign itself"
        issues.append(
            Issue(
                code="unknown-citation",
                **_placed(place),
                found=f"@{key}",
                expected=expected,
                todo=todo,
                severity="fault" if named else "advice",
            )
        )
    return issues


def _lost(name: str, value: str, places: Places, occurrence: int) -> Issue:
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    start = max(lines, key=len, default=value)
    told = start if len(start) <= _SHOWN else start[:_SHOWN] + "…"
    language, left_out = _RAW.get(name.removesuffix("4").removesuffix("5"), ("LaTeX", ""))
    return Issue(
        code="raw-text",
        **_placed(places.prose(start, occurrence) or places.text(start, occurrence)),
        found=f"raw {language}: {told}",
        expected="Markdown, which every format shows",
        todo=f"write it in Markdown; {left_out or 'no format shows it'}",
        severity="advice",
    )
