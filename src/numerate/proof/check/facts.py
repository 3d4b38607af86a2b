"""Facts: what the analysis computed, as the generated files tell it.

They are read from the files of _generated/ when these are known to be fresh, and from the very same
texts computed anew when not; so there is one way of reading, and none of it loads the analysis.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from numerate import __version__
from numerate.ground.inputs import (
    STAMP,
    analysis_digests,
    data_digests,
    digest,
    folder_digests,
    read_stamp,
)
from numerate.ground.issues import Issue
from numerate.ground.project import Project

NUMBERS, LABELS, CHECKLIST = "numbers.json", "labels.json", "tables/prisma_checklist.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One number, claim, citation set, table or figure.

    Attributes:
        key: Its key.
        definition: What it is, in one sentence.
        file: The file of the function that computes it.
        line: The line of that function.
        of: Keys of the numbers it was computed from.
    """

    key: str
    definition: str
    file: str
    line: int | None
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFact(Fact):
    """A number: its value, wording and forms, and its wordings in other languages."""

    value: Any
    text: str
    forms: Mapping[str, str]
    unit: str
    translated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFact(Fact):
    """A list: the wording of its members by form, and the whole entry as it is stored."""

    items: Mapping[str, tuple[str, ...]]
    entry: Mapping[str, Any]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The keys of the numbers of its members."""
        return tuple(one["num"] for one in self.entry["members"] if "num" in one)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFact(Fact):
    """A claim, and whether it holds."""

    holds: bool
    rule: str
    against: tuple[str, ...]
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationFact(Fact):
    """A citation set: the keys of its works."""

    works: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFact(Fact):
    """A table: its header rows, rows and notes as they are stored."""

    head: tuple[Any, ...]
    body: tuple[Any, ...]
    notes: tuple[Any, ...]

    def parts(self) -> Iterator[Mapping[str, Any]]:
        """Every object in its cells and notes: numbers, citations, references."""
        texts = [cell["text"] for row in self.head for cell in row]
        texts += [cell["text"] for row in self.body for cell in row["cells"]]
        texts += [note["text"] for note in self.notes]
        for text in texts:
            yield from _objects(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFact(Fact):
    """A figure: its alternative text."""

    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that the analysis computed.

    Attributes:
        numbers: Numbers by key.
        claims: Claims by key.
        citations: Citation sets by key.
        tables: Tables by key.
        figures: Figures by key.
        lists: Lists by key.
        issues: What is wrong with the data and the analysis.
        generated: The digest that each generated file should have.
        moved: What changed since _generated/ was written; empty when nothing did.
        stored: Whether the facts were read from _generated/, which is known to be fresh.
    """

    numbers: Mapping[str, NumberFact] = field(default_factory=dict)
    claims: Mapping[str, ClaimFact] = field(default_factory=dict)
    citations: Mapping[str, CitationFact] = field(default_factory=dict)
    tables: Mapping[str, TableFact] = field(default_factory=dict)
    figures: Mapping[str, FigureFact] = field(default_factory=dict)
    lists: Mapping[str, ListFact] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    generated: Mapping[str, str] = field(default_factory=dict)
    moved: tuple[str, ...] = ()
    stored: bool = False


def remembered(project: Project) -> Facts | None:
    """The facts as _generated/ holds them; None when its content may not be what the data give.

    Decided by content: the digests of data and analysis must be those that the build wrote down,
    and the files must be those that it wrote.
    """
    stamp = read_stamp(project)
    if stamp is None or stamp.get("numerate") != __version__ or stamp.get("advice") != 0:
        return None
    fresh = (
        stamp.get("data") == data_digests(project)
        and stamp.get("analysis") == analysis_digests(project)
        and stamp.get("generated") == folder_digests(project.generated)
    )
    if not fresh:
        return None
    names = [name for name in stamp["generated"] if name.endswith(".json")]
    files = {name: (project.generated / name).read_bytes() for name in names}
    return replace(facts_of(files, generated=dict(stamp["generated"])), stored=True)


def facts_of(
    files: Mapping[str, bytes],
    *,
    issues: tuple[Issue, ...] = (),
    generated: Mapping[str, str] | None = None,
    moved: tuple[str, ...] = (),
) -> Facts:
    """The facts that generated files tell.

    Args:
        files: The files by path inside _generated/; only JSON is read.
        issues: What is wrong with the data and the analysis.
        generated: The digest that each file should have; computed when not given.
        moved: What changed since _generated/ was written.
    """
    stored = json.loads(files[NUMBERS])
    tables = [_read(files[name]) for name in sorted(files) if name.startswith("tables/")]
    figures = [
        _read(files[name]) for name in sorted(files) if _is_figure(name) and name.endswith(".json")
    ]
    translated: dict[str, list[str]] = {}
    for name in sorted(files):
        for key, one in (
            _read(files[name])["numbers"].items() if name.startswith("languages/") else ()
        ):
            translated.setdefault(key, []).extend([one["text"], *one["forms"].values()])
    return Facts(
        numbers={
            key: replace(_number(key, one), translated=tuple(translated.get(key, ())))
            for key, one in stored["numbers"].items()
        },
        claims={key: _claim(key, one) for key, one in stored["claims"].items()},
        citations={key: _citations(key, one) for key, one in stored["citations"].items()},
        tables={one["key"]: _table(one) for one in tables},
        figures={
            one["key"]: FigureFact(**_fact(one["key"], one), alt=one["alt"]) for one in figures
        },
        lists={key: _list(key, one) for key, one in stored.get("lists", {}).items()},
        issues=issues,
        generated=generated
        or {name: digest(content) for name, content in files.items() if name != STAMP},
        moved=moved,
    )


def _is_figure(name: str) -> bool:
    return Path(name).parts[0] == "figures"


def _read(content: bytes) -> dict[str, Any]:
    return json.loads(content)  # type: ignore[no-any-return]  # JSON


def _fact(key: str, stored: Mapping[str, Any]) -> dict[str, Any]:
    origin = stored.get("origin", {})
    return {
        "key": key,
        "definition": stored.get("definition", ""),
        "file": origin.get("file", ""),
        "line": origin.get("line"),
        "of": tuple(stored.get("of", ())),
    }


def _number(key: str, stored: Mapping[str, Any]) -> NumberFact:
    return NumberFact(
        **_fact(key, stored),
        value=stored["value"],
        text=stored["text"],
        forms=stored.get("forms", {}),
        unit=stored.get("unit", ""),
    )


def _list(key: str, stored: Mapping[str, Any]) -> ListFact:
    items = {form: tuple(told) for form, told in stored["items"].items()}
    return ListFact(**_fact(key, stored), items=items, entry=stored)


def _claim(key: str, stored: Mapping[str, Any]) -> ClaimFact:
    return ClaimFact(
        **_fact(key, stored),
        holds=stored["holds"],
        rule=stored["rule"],
        against=tuple(stored.get("against", ())),
    )


def _citations(key: str, stored: Mapping[str, Any]) -> CitationFact:
    return CitationFact(**_fact(key, stored), works=tuple(stored["keys"]))


def _table(stored: Mapping[str, Any]) -> TableFact:
    return TableFact(
        **_fact(stored["key"], stored),
        head=tuple(stored["head"]),
        body=tuple(stored["body"]),
        notes=tuple(stored["notes"]),
    )


def _figure(stored: Mapping[str, Any]) -> FigureFact:
    return FigureFact(**_fact(stored["key"], stored), alt=stored["alt"])


def _objects(text: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - JSON of a cell
    for part in text if isinstance(text, list | tuple) else ():
        if isinstance(part, dict):
            yield part
            for nested in ("em", "strong", "text", "sup"):
                yield from _objects(part.get(nested))
