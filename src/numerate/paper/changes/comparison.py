"""The comparison of two versions: everything that differs, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from numerate.ground.errors import stop_on
from numerate.paper.changes.causes import Causes
from numerate.paper.changes.compared_prose import read_prose
from numerate.paper.changes.difference import ClaimChange, Difference, NumberChange, Stated
from numerate.paper.changes.inclusion import references, study_changes
from numerate.paper.changes.printed import figure_changes, table_changes
from numerate.paper.changes.renames import Renames, read_renames
from numerate.paper.changes.sentence_changes import sentence_changes
from numerate.paper.changes.undeclared import undeclared
from numerate.paper.changes.version import Entries, Version

FLOW = "flow."


def diff(old: Version, new: Version) -> Difference:
    """What differs between two versions.

    Args:
        old: The earlier version.
        new: The later version; its renames.csv tells what has another name in it.

    Raises:
        NumerateError: When renames.csv is faulty, or a data table was renamed without a word.
    """
    renames = read_renames(new.renames)
    issues = undeclared(old, new, renames)
    stop_on(issues)
    causes = Causes(old, new, renames)
    before = stated(_renamed(old.numbers, renames))
    after = stated(new.numbers)
    moved = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    added, removed, changed = study_changes(causes)
    prose = read_prose(old, new)
    cited = references(old, prose[0]), references(new, prose[1])
    return Difference(
        old=old.name,
        new=new.name,
        studies_added=added,
        studies_removed=removed,
        studies_changed=changed,
        flow=_boxes(old, new, moved),
        numbers=tuple(_numbers(moved, before, after, causes)),
        claims=tuple(_claims(moved, causes)),
        tables=table_changes(old, new, renames),
        figures=figure_changes(old, new, renames),
        sentences=sentence_changes(old, new, renames, prose),
        references_added=tuple(sorted(cited[1] - cited[0])),
        references_removed=tuple(sorted(cited[0] - cited[1])),
        code=causes.code(),
        renamed={key: renames.key(key) for key in old.numbers if renames.key(key) != key},
        advice=(*issues, *old.unread, *new.unread),
    )


def stated(numbers: Entries) -> dict[str, Stated]:
    """What a version says of each number, without where it comes from."""
    return {
        key: Stated(
            value=_frozen(entry["value"]),
            text=entry["text"],
            definition=entry.get("definition", ""),
            unit=entry.get("unit", ""),
            forms=tuple(entry.get("forms", {}).items()),
        )
        for key, entry in numbers.items()
    }


def _frozen(value: Any) -> Any:  # noqa: ANN401 - JSON
    return tuple(value) if isinstance(value, list) else value


def _renamed(entries: Entries, renames: Renames) -> dict[str, Mapping[str, Any]]:
    return {renames.key(key): entry for key, entry in entries.items()}


def _numbers(
    moved: set[str], before: Mapping[str, Stated], after: Mapping[str, Stated], causes: Causes
) -> Iterator[NumberChange]:
    old = _renamed(causes.old.numbers, causes.renames)
    for key in sorted(moved):
        found = causes.of(
            old.get(key, {}), causes.new.numbers.get(key, {}), lambda other: other in moved
        )
        yield NumberChange(key=key, old=before.get(key), new=after.get(key), causes=found)


def _claims(moved: set[str], causes: Causes) -> Iterator[ClaimChange]:
    old = _renamed(causes.old.claims, causes.renames)
    new = causes.new.claims
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        holds = [bool(one["holds"]) if one else None for one in (was, now)]
        if holds[0] == holds[1]:
            continue
        yield ClaimChange(
            key=key,
            definition=str((now or was or {}).get("definition", "")),
            old=holds[0],
            new=holds[1],
            old_rule=str((was or {}).get("rule", "")),
            new_rule=str((now or {}).get("rule", "")),
            causes=causes.of(was or {}, now or {}, lambda other: other in moved),
        )


def _boxes(old: Version, new: Version, moved: set[str]) -> tuple[str, ...]:
    """The changed boxes of the flow, in the order in which the diagram names them."""
    named: dict[str, None] = {}
    for version in (new, old):
        for figure in version.figures.values():
            keys = [str(key) for key in figure.get("of", ())]
            if keys and all(key.startswith(FLOW) for key in keys):
                named |= dict.fromkeys(keys)
    return tuple(key for key in named if key in moved)
