"""A flow from records, as imports write their tables: each count with the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from numerate.parts.counted_flow import FlowCounts, rest_of
from numerate.parts.flow_numbers import SourcedFlow
from numerate.parts.roletables import RoleTable, slug
from numerate.parts.screening_tables import NO, NONE, RECORD, REPORT, RecordTables, decision_word
from numerate.review.extraction import Rows
from numerate.review.synthesis.flow import Inclusion, OtherMethods, Part, Searches, Tally


def flow_from_records(
    tables: RecordTables, counts: FlowCounts | None, by: str, labels: Mapping[str, str]
) -> SourcedFlow:
    """The flow that records tell; counts add what they cannot: previous studies, other methods.

    Args:
        tables: The records and decisions.
        counts: Counts beside them, or None.
        by: The column of records that sets columns apart; empty for one column.
        labels: What columns are called, by value.
    """
    behind: dict[str, Rows] = {}
    records = tables.records
    groups: dict[str, Callable[[Rows], Rows]] = {"": lambda rows: rows}
    if by:
        column = records.column(by)
        groups = {str(value): _picker(column, value) for value in records.rows.unique(column)}
    searches = []
    for value, pick in groups.items():
        label = labels.get(value, f"Search {value}" if value.isdigit() else value)
        end = f".{slug(by)}{slug(value)}" if len(groups) > 1 else ""
        searches.append(_column(tables, pick, (label if end else "", end), behind))
    if len(groups) > 1:
        _column(tables, lambda rows: rows, ("", ""), behind)
    other = _other_methods(tables, behind)
    judged = tables.judged
    included = _decided(judged, "include")
    behind["flow.included"] = included if tables.studies is None else tables.studies
    behind["flow.reports"] = included
    studies = behind["flow.included"].count()
    reports = included.count() if included.count() != studies else None
    flow = rest_of(counts, tuple(searches), Inclusion(studies, reports))
    names = tuple(f"{slug(by)}{slug(value)}" for value in groups) if len(groups) > 1 else ()
    every = [records.rows, judged.rows]
    every += [one.rows for one in (tables.screened, tables.retrieval) if one is not None]
    every += [counts.table.rows] if counts is not None else []
    return SourcedFlow(flow=replace(flow, other=other or flow.other), columns=names, behind=behind,
                       rows=tuple(every), file=records.file, ids=tables.ids)  # fmt: skip


def _picker(column: str, value: Any) -> Callable[[Rows], Rows]:  # noqa: ANN401 - of the column
    return lambda rows: rows.where(**{column: value})


def _decided(table: RoleTable, word: str) -> Rows:
    """The rows with a decision, however it is spelt."""
    column = table.column("decision")
    held = {value for value in table.rows.unique(column) if decision_word(value) == word}
    return table.rows.where(**{column: sorted(held)}) if held else table.rows.first(0)


def _of_records(table: RoleTable, records: Rows, own: str) -> RoleTable:
    """The rows of a table that are about some records, through a column of them."""
    roles = RECORD if any(role in table for role in RECORD) else REPORT
    return table.with_rows(table.rows.among(table.column(*roles), records, own))


def _column(
    tables: RecordTables, pick: Callable[[Rows], Rows], named: tuple[str, str],
    behind: dict[str, Rows],
) -> Searches:  # fmt: skip
    """One column of searches, and the rows behind each of its counts."""
    records, (label, end) = tables.records, named
    own, ids = records.column(*RECORD), tables.ids
    found = _by_kind(tables, pick(records.rows), others=False)
    whole = _either(records, pick, tables)
    kept = whole.among(own, tables.kept)
    behind[f"flow.identified{end}"] = whole
    for kind, by_name in found.items():
        for name, rows in by_name.items():
            behind[f"flow.{kind}.{slug(ids.get(name, name))}{end}"] = rows
    duplicates = None
    if tables.duplicates is not None:
        duplicates = behind[f"flow.duplicates{end}"] = whole.among(own, tables.duplicates)
    removed = {why: whole.among(own, rows) for why, rows in tables.removed.items()}
    automation = [rows.count() for why, rows in removed.items() if "automat" in why.casefold()]
    other = [rows.count() for why, rows in removed.items() if "automat" not in why.casefold()]
    screened = excluded = None
    passed: Rows = kept
    reasons: tuple[Part, ...] = ()
    if tables.screened is not None:
        decided = _of_records(tables.screened, kept, own)
        out = _decided(decided, "exclude")
        behind |= {f"flow.screened{end}": kept, f"flow.excluded{end}": out}
        screened, excluded = kept.count(), out.count()
        passed = kept.not_among(own, out, decided.column(*RECORD))
        reasons = _by_reason(tables, decided.with_rows(out), f"flow.excluded{end}", end, behind)
    sought, lost, judged = _reports(tables, passed, own, end, behind)
    out = behind[f"flow.reports_excluded{end}"]
    told = _by_reason(tables, judged.with_rows(out), "flow.reason", end, behind)
    ins = behind[f"flow.included{end}"] = _decided(judged, "include")
    return Searches(
        label=label,
        databases=_tally(found["database"]) or Tally(0),
        registers=_tally(found["register"]),
        duplicates=None if duplicates is None else duplicates.count(),
        automation=sum(automation) if automation else None,
        other=sum(other) if other else None,
        screened=screened, excluded=excluded, screening_reasons=reasons,
        sought=sought, not_retrieved=lost, assessed=judged.rows.count(),
        reports_excluded=Tally(out.count(), told),
        included=Inclusion(ins.count()) if end else None,
    )  # fmt: skip


def _reports(
    tables: RecordTables, passed: Rows, own: str, end: str, behind: dict[str, Rows]
) -> tuple[int | None, int | None, RoleTable]:
    """Reports sought and not retrieved, and the decisions on those assessed."""
    judged = tables.judged
    if tables.retrieval is None:
        judged = _of_records(judged, passed, own)
        sought = lost = None
    else:
        asked = _of_records(tables.retrieval, passed, own)
        column = asked.column("retrieved")
        gone = asked.rows.matching(
            f"{column} is no", lambda frame: frame[column].astype(str).isin(NO)
        )
        behind |= {f"flow.sought{end}": asked.rows, f"flow.not_retrieved{end}": gone}
        sought, lost = asked.rows.count(), gone.count()
        report = asked.column(*REPORT)
        linked = judged.column(*REPORT)
        judged = judged.with_rows(judged.rows.among(linked, asked.rows, report))
    behind[f"flow.assessed{end}"] = judged.rows
    behind[f"flow.reports_excluded{end}"] = _decided(judged, "exclude")
    return sought, lost, judged


def _either(records: RoleTable, pick: Callable[[Rows], Rows], tables: RecordTables) -> Rows:
    """The records of databases and registers of one column."""
    rows = pick(records.rows)
    if "database" not in records:
        return rows
    column = records.column("database")
    others = [
        key for key, (_, kind) in tables.names.items() if kind not in {"database", "register"}
    ]
    held = [value for value in rows.unique(column) if str(value) in others]
    return rows.without(**{column: held}) if held else rows


def _by_kind(tables: RecordTables, rows: Rows, *, others: bool) -> dict[str, dict[str, Rows]]:
    """The records of each source by kind, in the order of the sources."""
    found: dict[str, dict[str, Rows]] = {"database": {}, "register": {}, "other": {}}
    if "database" not in tables.records:
        return found
    column = tables.records.column("database")
    held = rows.groups(column)
    place = {key: index for index, key in enumerate(tables.names)}
    for value in sorted(held, key=lambda one: (place.get(str(one), len(place)), str(one))):
        name, kind = tables.source(str(value))
        group = kind if kind in {"database", "register"} else "other"
        if (group == "other") == others:
            label = name if group != "other" else kind[:1].upper() + kind[1:]
            found[group][label] = held[value]
    return found


def _tally(by_name: Mapping[str, Rows]) -> Tally | None:
    return Tally.of(Part(name, rows.count()) for name, rows in by_name.items()) if by_name else None


def _by_reason(
    tables: RecordTables, out: RoleTable, key: str, end: str, behind: dict[str, Rows]
) -> tuple[Part, ...]:
    """The rows of each reason, in the order of the reasons; none where no reason is told."""
    if "reason" not in out:
        return ()
    column = out.column("reason")
    groups = out.rows.groups(column)
    place = {key: index for index, key in enumerate(tables.reasons)}
    found = []
    for value in sorted(groups, key=lambda one: (place.get(str(one), len(place)), str(one))):
        if str(value).casefold() in NONE:
            continue
        label = tables.reason(str(value))
        stem = key.removesuffix(end) if end else key
        behind[f"{stem}.{slug(tables.ids.get(label, label))}{end}"] = groups[value]
        found.append(Part(label, groups[value].count()))
    told = sum(part.count for part in found)
    if found and told < out.rows.count():
        found.append(Part("No reason recorded", out.rows.count() - told))
    return tuple(found)


def _other_methods(tables: RecordTables, behind: dict[str, Rows]) -> OtherMethods | None:
    """What sources that are neither database nor register gave."""
    found = _by_kind(tables, tables.records.rows, others=True)["other"]
    if not found:
        return None
    own = tables.records.column(*RECORD)
    every = tables.records.rows.where(**{
        tables.records.column("database"): sorted(
            {value for rows in found.values() for value in rows.unique(
                tables.records.column("database"))}
        )
    })  # fmt: skip
    behind["flow.other.identified"] = every
    for name, rows in found.items():
        behind[f"flow.other.method.{slug(name)}"] = rows
    inside: dict[str, Rows] = {}
    passed = every.among(own, tables.kept)
    sought, lost, judged = _reports(tables, passed, own, "", inside)
    for box in ("sought", "not_retrieved", "assessed", "reports_excluded"):
        if f"flow.{box}" in inside:
            behind[f"flow.other.{box}"] = inside[f"flow.{box}"]
    out = judged.with_rows(inside["flow.reports_excluded"])
    told = _by_reason(tables, out, "flow.other.reason", "", behind)
    return OtherMethods(
        identified=_tally(found) or Tally(0),
        sought=sought,
        not_retrieved=lost,
        assessed=judged.rows.count(),
        reports_excluded=Tally(out.rows.count(), told),
    )
