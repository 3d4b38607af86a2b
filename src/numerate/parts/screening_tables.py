"""The tables that a flow from records reads, with one decision for each record and report.

Decisions of single reviewers count where they agree; where they do not, and nothing is settled, the
record has no decision and is told with its line. A report is its record unless a table says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from numerate.ground.errors import stop_on
from numerate.ground.issues import Issue
from numerate.parts.declaration import Declaration
from numerate.parts.roletables import RoleTable, read_roles
from numerate.review.extraction import Extraction, Rows

RECORD: Final = ("record_id", "record")
REPORT: Final = ("report_id", "report", "record_id", "record")
NO: Final = frozenset({"no", "false", "0", "False", "not retrieved"})
NONE: Final = frozenset({"", "none", "no", "not applicable"})
_INCLUDE: Final = frozenset({"include", "included", "yes"})
_EXCLUDE: Final = frozenset({"exclude", "excluded", "no"})
_TELLING: Final = 20


@dataclass(frozen=True, kw_only=True)
class RecordTables:
    """The tables of a flow from records.

    Attributes:
        part: The part that reads them.
        records: All records.
        kept: Those that are no duplicates and were not removed otherwise.
        duplicates: Those that are.
        removed: Those removed before screening for other reasons, by the reason.
        screened: Decisions on title and abstract, one a record; None without that step.
        retrieval: Reports sought; None without that step.
        judged: Decisions on full texts, one a report.
        studies: The studies included; None where reports stand for them.
        names: What sources are called, and their kind.
        reasons: What reasons are called, in order.
    """

    part: Declaration
    records: RoleTable
    kept: Rows
    duplicates: Rows | None
    removed: Mapping[str, Rows]
    screened: RoleTable | None
    retrieval: RoleTable | None
    judged: RoleTable
    studies: Rows | None
    names: Mapping[str, tuple[str, str]]
    reasons: Mapping[str, str]

    @classmethod
    def read(
        cls, part: Declaration, data: Extraction, name: str, columns: Mapping[str, str]
    ) -> RecordTables:
        """The tables of an extraction, with their decisions settled.

        Raises:
            NumerateError: With decisions that reviewers disagree on and nobody settled.
        """
        records = read_roles(part, data, name, columns)
        records.column(*RECORD)
        duplicates = _duplicates(records)
        kept = records.rows if duplicates is None else _apart(records.rows, duplicates, RECORD)
        removed = {}
        if "removed" in records:
            column = records.column("removed")
            removed = {str(why): found for why, found in kept.present(column).groups(column).items()
                       if str(why).casefold() not in NONE}  # fmt: skip
            for found in removed.values():
                kept = _apart(kept, found, RECORD)
        judged = _settled(part, data, ("fulltext_decisions", "fulltext"), REPORT)
        if judged is None:
            raise part.wrong(
                "unknown-table", "there is no table 'fulltext_decisions' or 'fulltext'",
                f"one of: {', '.join(data)}", "add the decisions, or give the flow as counts",
            )  # fmt: skip
        return cls(
            part=part, records=records, kept=kept, duplicates=duplicates, removed=removed,
            screened=_settled(part, data, ("screening_decisions", "screening"), RECORD),
            retrieval=read_roles(part, data, "retrieval") if "retrieval" in data.tables else None,
            judged=judged, studies=data["studies"] if "studies" in data.tables else None,
            names=_sources(part, data), reasons=_reasons(part, data),
        )  # fmt: skip

    def source(self, value: str) -> tuple[str, str]:
        """The name and the kind of a source."""
        return self.names.get(value, (value, "database"))

    @property
    def ids(self) -> dict[str, str]:
        """The short name in the data of each source and reason, by what it is called."""
        sources = {name: key for key, (name, _) in self.names.items()}
        return sources | {label: key for key, label in self.reasons.items()}

    def reason(self, value: str) -> str:
        """What a reason is called."""
        return self.reasons.get(value, value[:1].upper() + value[1:].replace("_", " "))


def _duplicates(records: RoleTable) -> Rows | None:
    """The records that are duplicates; None where no column tells."""
    rows = records.rows
    if "kept" in records:
        column = records.column("kept")
        return rows.matching(f"{column} is no", lambda f: f[column].astype(str).isin(NO))
    if "duplicate_of" in records:
        column = records.column("duplicate_of")
        return rows.present(column).matching(
            f"{column} is another record", lambda f: ~f[column].astype(str).isin(NONE)
        )
    if "duplicate_group" in records:
        column, own = records.column("duplicate_group"), records.column(*RECORD)
        return rows.present(column).matching(
            f"{column} is another record", lambda f: f[column].astype(str) != f[own].astype(str)
        )
    return None


def _apart(rows: Rows, without: Rows, roles: tuple[str, ...]) -> Rows:
    column = next(role for role in roles if role in rows.table.typed.columns)
    return rows.not_among(column, without)


def _settled(
    part: Declaration, data: Extraction, tables: tuple[str, str], roles: tuple[str, ...]
) -> RoleTable | None:
    """One decision for each record or report; None where there is no table of them."""
    settled, single = tables
    if settled in data.tables:
        found = read_roles(part, data, settled)
        found.column(*roles)
        stop_on(_unknown(found, maybe=False))
        return found
    if single not in data.tables:
        return None
    found = read_roles(part, data, single)
    key = found.column(*roles)
    issues = list(_unknown(found, maybe=True))
    if "reviewer" not in found:
        stop_on(issues)
        return found
    first: dict[str, str] = {}
    keep: list[int] = []
    told: set[str] = set()
    pairs = zip(found.values(*roles), found.values("decision"), strict=True)
    for place, (item, decision) in enumerate(pairs):
        word = decision_word(decision)
        if str(item) not in first:
            first[str(item)] = word
            keep.append(place)
        elif first[str(item)] != word and str(item) not in told and len(told) < _TELLING:
            told.add(str(item))
            issues.append(found.fault(
                place, "unsettled-decision",
                f"{key} {item}: {word} here, {first[str(item)]} by another reviewer",
                f"agreement, or a table {settled} with one row a record",
                f"settle it, and write the decision into {settled}",
            ))  # fmt: skip
    stop_on(issues)
    rows = found.rows
    return found.with_rows(Rows(rows.table, rows.positions[keep], rows.conditions))


def decision_word(decision: object) -> str:
    """A decision as it is counted: include, exclude, or what else is written there."""
    word = " ".join(str(decision or "").split()).casefold()
    return "include" if word in _INCLUDE else "exclude" if word in _EXCLUDE else word


def _unknown(table: RoleTable, *, maybe: bool) -> Iterator[Issue]:
    """Decisions that are none."""
    known = {"include", "exclude", *(["maybe"] if maybe else [])}
    for place, decision in enumerate(table.values("decision")):
        if decision_word(decision) not in known:
            yield table.fault(
                place, "unknown-word", f"the decision is '{decision or ''}'",
                "include or exclude", "correct the decision, or settle it",
            )  # fmt: skip


def _sources(part: Declaration, data: Extraction) -> dict[str, tuple[str, str]]:
    """The name and kind of each source, in the order to be printed."""
    if "databases" not in data.tables:
        return {}
    table = read_roles(part, data, "databases")
    keys = [str(value) for value in table.values("database")]
    names = table.values("name") if "name" in table else keys
    kinds = table.values("kind") if "kind" in table else ["database"] * len(keys)
    order = table.values("position") if "position" in table else list(range(len(keys)))
    rows = sorted(zip(order, keys, names, kinds, strict=True), key=lambda one: one[0])
    return {key: (str(name), str(kind or "database")) for _, key, name, kind in rows}


def _reasons(part: Declaration, data: Extraction) -> dict[str, str]:
    """What each reason for exclusion is called, in the order to be printed."""
    if "exclusion_reasons" not in data.tables:
        return {}
    table = read_roles(part, data, "exclusion_reasons")
    keys = [str(value) for value in table.values("reason")]
    labels = table.values("label") if "label" in table else keys
    order = table.values("position") if "position" in table else list(range(len(keys)))
    rows = sorted(zip(order, keys, labels, strict=True), key=lambda one: one[0])
    return {key: str(label) for _, key, label in rows}
