"""The parts ``searches`` and ``exclusions``: what was searched, and what was excluded and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from numerate.parts.declaration import Declaration, Manual, Yield
from numerate.parts.imported_flow import database_names, is_imported, settled_steps
from numerate.parts.roletables import RoleTable, read_roles, slug
from numerate.review.extraction import Extraction
from numerate.review.results import (
    Style,
    Table,
    TableColumn,
    claim,
    number,
    row,
    table,
)
from numerate.review.synthesis.selection_process import NO_REASON

_MISSING: Final = "not reported"
_SEARCHES: Final = Manual.of("""
Tables:
- searches | database, date; optional round, platform, interface, limits, query (or search_string),
  hits | One row per round and database, as numerate import writes it
- databases | optional: database, name, position | One row per source
Keys:
- searches.n, .databases, .rounds | searches, sources, rounds
- searches.hits, searches.hits.D, searches.hits.roundR | records that databases reported
- searches.first, .last | day of the first and of the last search
- searches.last.roundR | day of the last search of a round
- claims searches.strings_told, .hits_told | every search has its query, its hits
- tables searches, search_strings | the search log; the queries as they were run
Sentences:
- We searched [six]{num=searches.databases as=words} databases, last on
  [March 4, 2024]{num=searches.last}.
Sources:
- PRISMA-S, items 1, 8, 9, 13 and 15: Rethlefsen et al. 2021, Systematic Reviews 10, 39
""")


@dataclass(frozen=True)
class searches(Declaration):  # noqa: N801 - declared like a function
    """The search log: databases, dates, hits, and the search strings as they were run.

    Attributes:
        table: The table of searches.
        by: The column of rounds, where there is one.
        columns: The column of a role, where neither its name nor the dictionary tells.
    """

    manual: ClassVar[Manual] = _SEARCHES
    table: str = "searches"
    by: str = field(default="round", kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Counts, dates and hits, the log as a table, and the table of queries."""
        log = read_roles(self, data, self.table, self.columns)
        rows = log.rows
        names = database_names(data)
        source = log.column("database")
        yield number("searches.n", rows.count(), "Searches run", rows=rows, unit="searches")
        yield number("searches.databases", rows.distinct(source), "Databases and registers",
                     rows=rows, unit="databases")  # fmt: skip
        if "date" in log:
            yield from self._dates(log)
        if self.by in log:
            yield number("searches.rounds", rows.distinct(log.column(self.by)), "Rounds searched",
                         rows=rows, unit="rounds")  # fmt: skip
        if "hits" in log:
            yield from self._hits(log, names)
        query = next((role for role in ("query", "search_string") if role in log), None)
        if query:
            told = rows.present(log.column(query))
            yield claim("searches.strings_told", told.count() == rows.count(),
                        f"{told.count()} of {rows.count()} searches have their query",
                        "The query of every search is told", rows=rows,
                        against=rows.absent(log.column(query)))  # fmt: skip
            yield _strings(log, names, query)
        yield self._table(log, names)

    def _dates(self, log: RoleTable) -> Iterator[Yield]:
        rows, column = log.rows, log.column("date")
        for name, value in (("first", rows.least(column)), ("last", rows.greatest(column))):
            if value is not None:
                yield number(f"searches.{name}", value, f"Day of the {name} search", rows=rows,
                             style=Style("date"))  # fmt: skip
        if self.by in log:
            for value, found in rows.groups(log.column(self.by)).items():
                last = found.greatest(column)
                if last is not None:
                    yield number(f"searches.last.round{slug(value)}", last,
                                 f"Day of the last search of round {value}", rows=found,
                                 style=Style("date"))  # fmt: skip

    def _hits(self, log: RoleTable, names: Mapping[str, str]) -> Iterator[Yield]:
        rows, column = log.rows, log.column("hits")
        told = rows.present(column)
        yield number("searches.hits", rows.total(column), "Records that the searches found, as "
                     "databases reported", rows=rows, unit="records")  # fmt: skip
        yield claim("searches.hits_told", told.count() == rows.count(),
                    f"{told.count()} of {rows.count()} searches have their hits",
                    "The hits of every search are told", rows=rows,
                    against=rows.absent(column))  # fmt: skip
        for value, found in rows.groups(log.column("database")).items():
            yield number(f"searches.hits.{slug(value)}", found.total(column),
                         f"Records found in {names.get(str(value), value)}", rows=found,
                         unit="records")  # fmt: skip
        if self.by in log:
            for value, found in rows.groups(log.column(self.by)).items():
                yield number(f"searches.hits.round{slug(value)}", found.total(column),
                             f"Records found in round {value}", rows=found,
                             unit="records")  # fmt: skip

    def _table(self, log: RoleTable, names: Mapping[str, str]) -> Table:
        heads = {
            "database": "Database",
            self.by: "Round",
            "platform": "Platform",
            "interface": "Interface",
            "date": "Date",
            "limits": "Limits",
            "hits": "Hits",
        }
        kept = [role for role in heads if role in log]
        cells = [log.values(role) for role in kept]
        body = [
            row(*(_told(value, names if role == "database" else {}) for role, value in
                  zip(kept, values, strict=True)), name=f"search{place}")
            for place, values in enumerate(zip(*cells, strict=True), 1)
        ]  # fmt: skip
        return table(
            "searches",
            definition="Every search: where and when it was run, and what it found",
            columns=[TableColumn(align="right" if role == "hits" else "left") for role in kept],
            head=[[heads[role] for role in kept]], body=body, rows=log.rows,
        )  # fmt: skip


def _strings(log: RoleTable, names: Mapping[str, str], query: str) -> Table:
    pairs = dict.fromkeys(
        (str(source), str(text or _MISSING))
        for source, text in zip(log.values("database"), log.values(query), strict=True)
    )
    return table(
        "search_strings",
        definition="The query of each database as it was run",
        columns=[TableColumn(width=0.2), TableColumn(width=0.8)],
        head=[["Database", "Query"]],
        body=[row(names.get(source, source), text) for source, text in pairs],
        rows=log.rows,
    )


def _told(value: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - of whatever type
    if value is None:
        return _MISSING
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return names.get(str(value), str(value))


_EXCLUSIONS: Final = Manual.of("""
Tables:
- fulltext_decisions | report_id, decision, reason | One row per report
- records | optional: record_id with authors, year, title | One row per record
- exclusion_reasons | optional: reason, label, position | One row per reason
Keys:
- exclusions.n, exclusions.reasons | reports excluded at full text, and the reasons given
- exclusions.R | reports excluded for a reason
- claim exclusions.all_reasoned | every excluded report has its reason
- table exclusions | each excluded report with its reason
Sentences:
- [182]{num=exclusions.n} reports were excluded; [Table S3]{ref=supplement#tbl-exclusions} gives the
  reason of each.
Sources:
- PRISMA 2020, item 16b: Page et al. 2021, BMJ 372, n71
""")


@dataclass(frozen=True)
class exclusions(Declaration):  # noqa: N801 - declared like a function
    """The reports excluded at full text, each with its reason.

    Attributes:
        table: The table of decisions on full texts.
        records: The table that says what a report is.
        columns: The column of a role, where neither its name nor the dictionary tells.
    """

    manual: ClassVar[Manual] = _EXCLUSIONS
    table: str = "fulltext_decisions"
    records: str = field(default="records", kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict, kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Counts by reason, the claim that all have one, and the table."""
        if not self.columns and is_imported(data, self.records):
            yield from _settled_exclusions(self, data)
            return
        judged = read_roles(self, data, self.table, self.columns)
        held = [str(v) for v in judged.rows.unique(judged.column("decision"))]
        words = [word for word in held if word.casefold().startswith("exclude")]
        out = judged.with_rows(judged.rows.first(0))
        if words:
            out = judged.with_rows(judged.rows.where(**{judged.column("decision"): words}))
        reason = out.column("reason")
        labels = _reason_labels(self, data)
        groups = out.rows.groups(reason)
        yield number("exclusions.n", out.rows.count(), "Reports excluded at full text",
                     rows=out.rows, unit="reports")  # fmt: skip
        yield number("exclusions.reasons", len(groups), "Reasons for which reports were excluded",
                     rows=out.rows, unit="reasons")  # fmt: skip
        for value, rows in groups.items():
            yield number(f"exclusions.{slug(value)}", rows.count(), "Reports excluded: "
                         f"{labels.get(str(value), value)}", rows=rows, unit="reports")  # fmt: skip
        told = out.rows.present(reason).count()
        yield claim("exclusions.all_reasoned", told == out.rows.count(),
                    f"{told} of {out.rows.count()} excluded reports have a reason",
                    "Every report excluded at full text has its reason", rows=out.rows,
                    against=out.rows.absent(reason))  # fmt: skip
        yield self._table(data, out, labels)

    def _table(self, data: Extraction, out: RoleTable, labels: Mapping[str, str]) -> Table:
        reports = [str(v) for v in out.values("report_id", "report", "record_id", "record")]
        known = _titles(self, data, self.records)
        lines = sorted(
            (known.get(report, report), labels.get(str(why), str(why or _MISSING)))
            for report, why in zip(reports, out.values("reason"), strict=True)
        )
        return table(
            "exclusions",
            definition="The reports excluded at full text, with the reason of each",
            columns=[TableColumn(width=0.65), TableColumn(width=0.35)],
            head=[["Report", "Reason"]],
            body=[row(*line) for line in lines],
            rows=out.rows,
        )


def _settled_exclusions(part: exclusions, data: Extraction) -> Iterator[Yield]:
    """The same from tables as imports write them, where the team's decision is often not told."""
    steps, _ = settled_steps(data)
    out = steps.reports_excluded
    told = {report: steps.reasons[report] for report in out.texts("record_id")}
    reasons = sorted(set(told.values()))
    yield number("exclusions.n", out.count(), "Reports excluded at full text", rows=out,
                 unit="reports")  # fmt: skip
    yield number("exclusions.reasons", len(set(reasons) - {NO_REASON}),
                 "Reasons for which reports were excluded", rows=out, unit="reasons")  # fmt: skip
    for reason in reasons:
        rows = out.where(record_id=[report for report, why in told.items() if why == reason])
        yield number(f"exclusions.{slug(reason)}", rows.count(), f"Reports excluded: {reason}",
                     rows=rows, unit="reports")  # fmt: skip
    unsaid = [report for report, why in told.items() if why == NO_REASON]
    yield claim("exclusions.all_reasoned", not unsaid,
                f"{len(told) - len(unsaid)} of {len(told)} excluded reports have a reason",
                "Every report excluded at full text has its reason", rows=out,
                against=out.where(record_id=unsaid) if unsaid else None)  # fmt: skip
    known = _titles(part, data, part.records)
    yield table(
        "exclusions",
        definition="The reports excluded at full text, with the reason of each",
        columns=[TableColumn(width=0.65), TableColumn(width=0.35)],
        head=[["Report", "Reason"]],
        body=[row(*line) for line in sorted((known[one], why) for one, why in told.items())],
        rows=out,
    )


def _reason_labels(part: Declaration, data: Extraction) -> dict[str, str]:
    if "exclusion_reasons" not in data.tables:
        return {}
    found = read_roles(part, data, "exclusion_reasons")
    labels = found.values("label") if "label" in found else found.values("reason")
    return {str(k): str(v) for k, v in zip(found.values("reason"), labels, strict=True)}


def _titles(part: Declaration, data: Extraction, name: str) -> dict[str, str]:
    """Authors, year and title of each record, as far as the table has them."""
    if name not in data.tables:
        return {}
    found = read_roles(part, data, name)
    own = next(
        (role for role in ("record_id", "report_id", "record", "report") if role in found), ""
    )
    shown = [role for role in ("authors", "author", "year", "title") if role in found]
    if not own or not shown:
        return {}
    cells = zip(*(found.values(role) for role in shown), strict=True)
    told = (". ".join(str(one) for one in line if one is not None) for line in cells)
    return {str(key): text for key, text in zip(found.values(own), told, strict=True) if text}
