"""What became of each record, from the tables that ``numerate import`` and ``dedup`` write.

Screening tools tell what each reviewer said, and seldom what the team decided. So what a team's
decision is where nobody wrote it down is a rule here, told in docs/records.md, and every record
that no rule settles is a fault with its line: a count of the flow is never guessed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from numerate.ground.issues import Issue, quoted
from numerate.ground.project import DATA
from numerate.review.extraction import Extraction, Rows
from numerate.review.synthesis.double_rating import Rating, Scale
from numerate.review.synthesis.flow import Flow, Inclusion, Part, Searches, Tally

INCLUDE: Final = "include"
EXCLUDE: Final = "exclude"
DECISIONS: Final = Scale(
    categories=(INCLUDE, "maybe", EXCLUDE), becomes={"maybe": INCLUDE}
)  # who is in doubt sends a record on, as Cochrane's handbook (4.6.4) has it
NO_REASON: Final = "No reason recorded"
UNSETTLED_REASON: Final = "Reviewers gave different reasons"
# reasons at full text that say that there was no full text to read: a box of its own
UNREAD: Final = re.compile(
    r"(?:no|not|without)\s+(?:the\s+)?full[\s-]?texts?\b(?!\s+article)|full[\s-]?texts?\s+"
    r"(?:is\s+|was\s+)?(?:not|un)\s?(?:available|retriev|obtain|found|access)\w*|"
    r"(?:report\s+)?not\s+(?:retriev|obtain|be\s+retriev|be\s+obtain)\w*",
    re.IGNORECASE,
)
_STAGES: Final = {
    "screening": ("record_id", "screening_decisions"),
    "fulltext": ("report_id", "fulltext_decisions"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The records in each box of the flow; each is a selection of the table of records.

    Attributes:
        records: Identified.
        duplicates: Removed as duplicates; None before deduplication.
        unseen: That nobody saw, in a tool that ranks records; None without such a tool.
        screened: Screened on title and abstract.
        excluded: Excluded there.
        sought: Whose report was sought.
        not_retrieved: Whose report could not be had; None when none is told of.
        assessed: Whose report was read in full.
        reports_excluded: Excluded then.
        included: Included.
        reasons: The reason for each excluded report, by its record.
    """

    records: Rows
    duplicates: Rows | None
    unseen: Rows | None
    screened: Rows
    excluded: Rows
    sought: Rows
    not_retrieved: Rows | None
    assessed: Rows
    reports_excluded: Rows
    included: Rows
    reasons: dict[str, str] = field(default_factory=dict)

    def boxes(self) -> dict[str, Rows]:
        """The rows of each box that this review has, in the order of the diagram."""
        names = (name for name in self.__slots__ if name != "reasons")
        found = {name: getattr(self, name) for name in names}
        return {name: rows for name, rows in found.items() if rows is not None}

    def of_round(self, number: int) -> Steps:
        """The same of the records that one round of searches found."""
        told: dict[str, Any] = {
            name: rows.where(round=number) for name, rows in self.boxes().items()
        }
        return replace(self, **told)


@dataclass(slots=True)
class _Stage:
    """The decisions of one stage, on the records that deduplication kept."""

    name: str
    said: dict[str, dict[str, tuple[str, str]]] = field(default_factory=lambda: defaultdict(dict))
    team: dict[str, tuple[str, str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    outcome: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    apart: list[str] = field(default_factory=list)

    @property
    def decided(self) -> set[str]:
        """Records on which somebody decided."""
        return self.said.keys() | self.team.keys()


def selection_process(data: Extraction) -> tuple[Steps | None, list[Issue]]:
    """The records in each box, and what stands in the way of counting them.

    Args:
        data: Tables as imports make them: ``records``, and of ``duplicates``, ``screening``,
            ``screening_decisions``, ``fulltext``, ``fulltext_decisions``, ``retrieval`` and
            ``unseen_records`` those that are there.

    Returns:
        The steps, or None when a record or report is undecided; and the issues.
    """
    records = data["records"]
    kept = dict(_pairs(data, "duplicates", "record_id", "kept_id"))
    screening, fulltext = (_stage(data, name, kept) for name in _STAGES)
    for one in (screening, fulltext):
        _settle(one)
    titles = dict(_pairs(data, "records", "record_id", "title"))
    issues = [*_settled_later(screening, fulltext), *_reasons_apart(fulltext)]
    for record in screening.apart:
        screening.outcome[record] = INCLUDE if record in fulltext.decided else EXCLUDE
    lost = _not_retrieved(data, fulltext, kept)
    for record in fulltext.decided - screening.decided:
        screening.team[record] = (INCLUDE, "")  # what was read in full was sent on
        screening.outcome[record] = INCLUDE
    unseen = {kept.get(one, one) for one, _ in _pairs(data, "unseen_records", "record_id", "tool")}
    unseen -= screening.decided
    issues += _undecided(records, {*kept, *unseen}, screening)
    issues += _unread(data, screening, fulltext, lost, titles)
    issues += _unsettled(data, fulltext, titles)
    if any(issue.severity == "fault" for issue in issues):
        return None, issues
    excluded = {record for record, told in screening.outcome.items() if told == EXCLUDE}
    found = records.without(record_id=sorted(kept)) if kept else records
    screened = _chosen(found, "not among unseen_records", unseen, out=True) if unseen else found
    sought = _chosen(screened, "not excluded on title and abstract", excluded, out=True)
    assessed = _chosen(sought, "read in full", lost, out=True) if lost else sought
    out = {report for report, told in fulltext.outcome.items() if told == EXCLUDE} - lost
    steps = Steps(
        records=records,
        duplicates=records.where(record_id=sorted(kept)) if kept else _none(data, records),
        unseen=_chosen(found, "among unseen_records", unseen) if unseen else None,
        screened=screened,
        excluded=_chosen(screened, "excluded on title and abstract", excluded),
        sought=sought,
        not_retrieved=_chosen(sought, "not retrieved", lost) if lost else None,
        assessed=assessed,
        reports_excluded=_chosen(assessed, "excluded at full text", out),
        included=_chosen(assessed, "not excluded at full text", out, out=True),
        reasons={report: fulltext.reasons.get(report) or NO_REASON for report in sorted(out)},
    )
    return steps, issues


def selection_flow(
    data: Extraction,
    steps: Steps,
    names: Mapping[str, str],
    rounds: Mapping[int, str] = MappingProxyType({}),
) -> Flow:
    """The flow diagram of these steps.

    Args:
        data: The extraction.
        steps: The rows of each box.
        names: How a database is called in print.
        rounds: What each round is called that gets a column of its own; none for one column.
    """
    columns = [(steps.of_round(one), label) for one, label in rounds.items()] or [(steps, "")]
    return Flow(
        searches=tuple(_searches(data, one, label, names) for one, label in columns),
        included=Inclusion(steps.included.count()),
    )


def stage_ratings(data: Extraction, stage: str) -> tuple[Rating, ...]:
    """What each reviewer said at a stage, without labels given to train a model.

    Args:
        data: The extraction.
        stage: ``screening`` or ``fulltext``, as the table is called.
    """
    if stage not in data:
        return ()
    rows = data[stage]
    cells = zip(rows, rows.lines, strict=True)
    return tuple(
        Rating(
            item=str(row[_STAGES[stage][0]]),
            rater=str(row["reviewer"]),
            value=str(row["decision"] or ""),
            stage=stage,
            file=f"{DATA}/{rows.table.schema.path}",
            line=line,
        )
        for row, line in cells
        if row.get("prior") != "yes"
    )


def _pairs(data: Extraction, table: str, first: str, second: str) -> Iterator[tuple[str, str]]:
    """Two columns of a table as text; nothing where the table is not there."""
    if table in data:
        yield from zip(data[table].texts(first), data[table].texts(second), strict=True)


def _stage(data: Extraction, name: str, kept: dict[str, str]) -> _Stage:
    key, settled = _STAGES[name]
    made = _Stage(name)
    if name in data:
        for row, line in zip(data[name], data[name].lines, strict=True):
            record = kept.get(str(row[key]), str(row[key]))
            told = (DECISIONS.becomes.get(row["decision"], row["decision"]), row.get("reason"))
            made.said[record].setdefault(str(row["reviewer"]), (told[0], told[1] or ""))
            made.lines.setdefault(record, line)
    if settled in data:
        for row in data[settled]:
            record = kept.get(str(row[key]), str(row[key]))
            if row["decision"] in {INCLUDE, EXCLUDE}:
                made.team[record] = (str(row["decision"]), row.get("reason") or "")
    return made


def _settle(stage: _Stage) -> None:
    """The team's decision where it is told; else that of all, or of most of three and more."""
    for record, said in stage.said.items():
        votes = Counter(decision for decision, _ in said.values())
        (first, most), *rest = votes.most_common()
        if rest and most == rest[0][1]:
            stage.apart += [record] if record not in stage.team else []
            continue
        stage.outcome[record] = first
        given = {
            " ".join(reason.split()).casefold(): reason
            for decision, reason in said.values()
            if decision == EXCLUDE and reason.strip()
        }
        if first == EXCLUDE and given:
            stage.reasons[record] = (
                UNSETTLED_REASON if len(given) > 1 else _sentence(*given.values())
            )
    for record, (decision, reason) in stage.team.items():
        stage.outcome[record] = decision
        if reason:
            stage.reasons[record] = _sentence(reason)


def _sentence(reason: str) -> str:
    plain = " ".join(reason.split())
    return plain[:1].upper() + plain[1:]


def _not_retrieved(data: Extraction, fulltext: _Stage, kept: dict[str, str]) -> set[str]:
    """Records whose report could not be had: by a table of retrieval, or by the reason given."""
    by_reason = {
        record
        for record, reason in fulltext.reasons.items()
        if fulltext.outcome.get(record) == EXCLUDE and UNREAD.search(reason)
    }
    if "retrieval" not in data or "retrieved" not in data["retrieval"].frame.columns:
        return by_reason
    told = _pairs(data, "retrieval", "record_id", "retrieved")
    return by_reason | {kept.get(one, one) for one, had in told if had.lower() in {"no", "false"}}


def _chosen(rows: Rows, how: str, wanted: Collection[str], *, out: bool = False) -> Rows:
    """The rows whose record is among some; ``out`` takes the others."""
    return rows.matching(how, lambda frame: frame["record_id"].isin(list(wanted)) != out)


def _none(data: Extraction, records: Rows) -> Rows | None:
    """No duplicates: an empty box after a deduplication that found none, no box before one."""
    return records.first(0) if "duplicates" in data else None


def _searches(data: Extraction, steps: Steps, label: str, names: Mapping[str, str]) -> Searches:
    found = Counter(steps.records.texts("database"))
    order = data["searches"].texts("database") if "searches" in data else []
    listed = [one for one in dict.fromkeys([*order, *sorted(found)]) if found[one]]
    reasons = Counter(steps.reasons[record] for record in steps.reports_excluded.texts("record_id"))
    lost = steps.not_retrieved
    return Searches(
        label=label,
        databases=Tally.of(
            Part(names.get(one, one) or "Database not told", found[one]) for one in listed
        ),
        duplicates=None if steps.duplicates is None else steps.duplicates.count(),
        automation=None if steps.unseen is None else steps.unseen.count(),
        screened=steps.screened.count(),
        excluded=steps.excluded.count(),
        sought=steps.sought.count(),
        not_retrieved=0 if lost is None else lost.count(),
        assessed=steps.assessed.count(),
        reports_excluded=Tally.of(
            Part(reason, count)
            for reason, count in sorted(reasons.items(), key=lambda one: (-one[1], one[0]))
        ),
        included=Inclusion(steps.included.count()) if label else None,
    )


def _settled_later(screening: _Stage, fulltext: _Stage) -> Iterator[Issue]:
    if screening.apart:
        on = sum(record in fulltext.decided for record in screening.apart)
        yield Issue(
            code="settled-by-next-step",
            file=f"{DATA}/screening.csv",
            line=screening.lines[screening.apart[0]],
            found=f"reviewers differ on {len(screening.apart)} records without a decision of the "
            f"team; {on} were read in full, so they count as sent on, the others as excluded",
            expected="the team's decisions",
            todo="import a sheet of them (title or DOI, stage, decision) if this is not so",
            severity="advice",
        )


def _reasons_apart(fulltext: _Stage) -> Iterator[Issue]:
    apart = [one for one, reason in fulltext.reasons.items() if reason == UNSETTLED_REASON]
    for report in apart:
        given = sorted({quoted(reason) for _, reason in fulltext.said[report].values() if reason})
        yield Issue(
            code="reasons-apart",
            file=f"{DATA}/fulltext.csv",
            line=fulltext.lines[report],
            found=f"{report} is excluded for {' and '.join(given)}",
            expected="one reason for each report, as PRISMA 2020 counts them",
            todo="import a sheet with the team's decision and reason; until then it is counted as "
            f"'{UNSETTLED_REASON}'",
            severity="advice",
        )


def _undecided(records: Rows, aside: set[str], screening: _Stage) -> Iterator[Issue]:
    """Records that nobody decided on: one issue for all of them, since they may be thousands."""
    open_ = [
        (line, record)
        for record, line in zip(records.texts("record_id"), records.lines, strict=True)
        if record not in aside and record not in screening.decided
    ]
    if open_:
        yield Issue(
            code="undecided-record",
            file=f"{DATA}/records.csv",
            line=open_[0][0],
            found=f"{len(open_):,} records have no decision on title and abstract, the first here",
            expected="a decision on every record that is no duplicate",
            todo="import the screening tool's export; the flow is not counted until it is whole",
        )


def _unread(
    data: Extraction,
    screening: _Stage,
    fulltext: _Stage,
    lost: set[str],
    titles: dict[str, str],
) -> Iterator[Issue]:
    on = [record for record, told in screening.outcome.items() if told == INCLUDE]
    for record in on:
        if record not in fulltext.decided and record not in lost:
            yield Issue(
                code="unread-report",
                file=_file(data, screening, record),
                line=screening.lines.get(record),
                found=f"{quoted(titles.get(record, record))} was sent on, and nothing tells what "
                "became of its report",
                expected="a decision at full text, or that the report could not be had",
                todo="import the decisions at full text; one with the reason 'not retrieved' says "
                "that it could not be had",
            )


def _unsettled(data: Extraction, fulltext: _Stage, titles: dict[str, str]) -> Iterator[Issue]:
    for report in fulltext.apart:
        told = Counter(decision for decision, _ in fulltext.said[report].values())
        votes = ", ".join(f"{word} by {count}" for word, count in sorted(told.items()))
        yield Issue(
            code="unsettled-report",
            file=_file(data, fulltext, report),
            line=fulltext.lines[report],
            found=f"{quoted(titles.get(report, report))}: {votes}, and no decision of the team",
            expected="one decision on each report that was read in full",
            todo="import a sheet of the team's decisions (title or DOI, stage, decision, reason)",
        )


def _file(data: Extraction, stage: _Stage, record: str) -> str:
    table = stage.name if record in stage.said else _STAGES[stage.name][1]
    return f"{DATA}/{data[table].table.schema.path}"
