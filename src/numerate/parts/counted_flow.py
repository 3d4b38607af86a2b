"""A flow from counts alone: a table of stages, or the CSV of PRISMA2020 declared as data.

The stages have the names of PRISMA2020's CSV and plain ones beside them. A row without a part is
the whole count of its stage; rows with a part are its databases or reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from numerate.ground.errors import NumerateError, stop_on
from numerate.ground.issues import Issue, quoted
from numerate.parts.declaration import Declaration
from numerate.parts.flow_numbers import SourcedFlow
from numerate.parts.roletables import RoleTable, read_roles, slug
from numerate.review.extraction import Extraction
from numerate.review.synthesis.flow import Flow, Inclusion, OtherMethods, Part, Searches, Tally
from numerate.review.synthesis.flow import together as added
from numerate.review.synthesis.prisma_csv import flow_from_cells

# stage as read here | key of its number | plain names | words of the issue about it
_STAGES: Final = """
database_results|databases|databases database_specific_results|Records identified from databases
register_results|registers|registers register_specific_results|Records identified from registers
website_results|other.identified|websites|
organisation_results|other.identified|organisations|
citations_results|other.identified|citations citation_searching|
other_results|other.identified|other_methods|
duplicates|duplicates|duplicates_removed duplicate_records|Duplicate records removed
excluded_automatic|automation|automation automation_tools|Records marked as ineligible
excluded_other|removed_other|removed_other removed_for_other_reasons|Records removed for other
records_screened|screened|screened|Records screened
records_excluded|excluded|excluded excluded_title_abstract|Records excluded
dbr_sought_reports|sought|sought reports_sought|Reports sought for retrieval
dbr_notretrieved_reports|not_retrieved|not_retrieved reports_not_retrieved|Reports not retrieved
dbr_assessed|assessed|assessed reports_assessed|Reports assessed for eligibility
dbr_excluded|reports_excluded|reports_excluded excluded_full_text|Reports excluded
other_sought_reports|other.sought|other_sought|
other_notretrieved_reports|other.not_retrieved|other_not_retrieved|
other_assessed|other.assessed||
other_excluded|other.reports_excluded|other_reports_excluded|
new_studies|included|included studies_included studies|Studies included
new_reports|reports|reports reports_included|Reports of
previous_studies|previous|previous|
previous_reports|previous_reports||
known_studies|known|known|
total_studies|total|total|Total studies
total_reports|total_reports||Reports of total
total_studies_ma|meta_analysis|meta_analysis|Studies included in meta-analysis
total_reports_ma|meta_analysis_reports|meta_analysis_reports|
strands|strand|strand|
"""
_LINES: Final = [line.split("|") for line in _STAGES.strip().splitlines()]
_KEYS: Final = {stage: key for stage, key, _, _ in _LINES}
_KNOWN: Final = {name: stage for stage, _, plain, _ in _LINES for name in (stage, *plain.split())}
_WORDS: Final = {stage: words for stage, _, _, words in _LINES if words}
_METHODS: Final = {
    "website_results": "Websites",
    "organisation_results": "Organisations",
    "citations_results": "Citation searching",
}
AUTOMATION: Final = ("automation tools", "automation", "excluded by automation tools")


@dataclass(frozen=True, kw_only=True)
class FlowCounts:
    """The counts of a table, by stage.

    Attributes:
        table: The table.
        totals: The count of a stage (and column) that stands without a part.
        parts: The counts of its parts.
        places: The first place of a stage among the rows, by stage and column.
        columns: The columns of searches, in the order of the rows; one empty name without.
        ready: The flow, where the table is PRISMA2020's CSV.
    """

    table: RoleTable
    totals: Mapping[tuple[str, str], int] = field(default_factory=dict)
    parts: Mapping[tuple[str, str], tuple[Part, ...]] = field(default_factory=dict)
    places: Mapping[tuple[str, str], int] = field(default_factory=dict)
    columns: tuple[str, ...] = ("",)
    ready: Flow | None = None

    def tally(self, stage: str, column: str = "") -> Tally | None:
        """The count of a stage with its parts; None when it is not there."""
        parts = self.parts.get((stage, column), ())
        total = self.totals.get((stage, column))
        if total is None:
            return Tally.of(parts) if parts else None
        return Tally(total, parts)

    def count(self, stage: str, column: str = "") -> int | None:
        """The count of a stage; None when it is not there."""
        found = self.tally(stage, column)
        return found.count if found else None

    def needed(self, stage: str, column: str = "") -> int:
        """The count of a stage that a flow cannot do without."""
        found = self.count(stage, column)
        if found is None:
            where = f" of {column}" if column else ""
            raise NumerateError(
                Issue(
                    code="missing-count",
                    file=self.table.file,
                    line=1,
                    found=f"no count for {stage}{where}",
                    expected="a row with the stage and its count",
                    todo=f"add it ({', '.join(n for n, s in _KNOWN.items() if s == stage)})",
                )
            )
        return found

    def inclusion(self, studies: str, reports: str, column: str = "") -> Inclusion | None:
        """Studies and their reports; None when studies are not counted."""
        count = self.count(studies, column)
        return None if count is None else Inclusion(count, self.count(reports, column))


def counts_of(
    part: Declaration, data: Extraction, name: str, by: str, columns: Mapping[str, str]
) -> FlowCounts:
    """The counts of a table.

    Raises:
        NumerateError: With every unknown stage, missing or negative count, and double row.
    """
    table = read_roles(part, data, name, columns)
    if "stage" not in table and "data" in table and "n" in table:
        names = [str(value or "").strip() for value in table.values("data")]
        texts = table.rows.texts(table.column("n"))
        cells = {one: text for one, text in zip(names, texts, strict=True) if one not in {"", "NA"}}
        lines = dict(zip(names, table.rows.lines, strict=True))
        return FlowCounts(table=table, ready=flow_from_cells(cells, lines, table.file))
    stages = [str(value or "") for value in table.values("stage")]
    counted = table.values("count", "n")
    named = table.values("part") if "part" in table else [None] * len(stages)
    own = by or ("round" if "round" in table else "")
    over = table.values(own) if own and own in table else [None] * len(stages)
    issues: list[Issue] = []
    totals: dict[tuple[str, str], int] = {}
    parts: dict[tuple[str, str], list[Part]] = {}
    places: dict[tuple[str, str], int] = {}
    for place, (stage, count, one, column) in enumerate(
        zip(stages, counted, named, over, strict=True)
    ):
        known = _KNOWN.get(slug(stage))
        if known is None:
            issues.append(_unknown(table, place, stage))
            continue
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            issues.append(table.fault(place, "wrong-type", f"the count of {stage} is {count}",
                                      "a whole number of 0 or more",
                                      "correct the count"))  # fmt: skip
            continue
        at = (known, "" if column is None else str(column))
        twice = (one is None and at in totals) or (
            one is not None and any(each.label == str(one) for each in parts.get(at, ()))
        )
        if twice:
            issues.append(table.fault(place, "counted-twice", f"{stage}{f', {one}' if one else ''} "
                                      "again", "one row for each count",
                                      "add the rows up, or tell their parts apart"))  # fmt: skip
        places.setdefault(at, place)
        if one is None or one == "":
            totals[at] = count
        else:
            parts.setdefault(at, []).append(Part(str(one), count))
    stop_on(issues)
    found = tuple(dict.fromkeys(str(value) for value in over if value is not None)) or ("",)
    return FlowCounts(table=table, totals=totals, places=places, columns=found,
                      parts={at: tuple(given) for at, given in parts.items()})  # fmt: skip


def _unknown(table: RoleTable, place: int, stage: str) -> Issue:
    near = get_close_matches(slug(stage), list(_KNOWN), n=1)
    return table.fault(
        place, "unknown-stage", f"the stage {quoted(stage)}", f"one of: {', '.join(_KEYS)}",
        f"correct it{f', perhaps to {near[0]}' if near else ''}",
    )  # fmt: skip


def flow_of(counts: FlowCounts, labels: Mapping[str, str]) -> SourcedFlow:
    """The flow that counts tell by themselves."""
    lines = {
        words: counts.table.rows.lines[place]
        for stage, words in sorted(_WORDS.items(), key=lambda pair: -len(pair[1]))
        for (one, _), place in counts.places.items()
        if one == stage
    }
    several = len(counts.columns) > 1
    if counts.ready is not None:
        made = counts.ready
    else:
        searches = tuple(searches_of(counts, column, labels) for column in counts.columns)
        made = rest_of(counts, searches)
    names = tuple(f"round{slug(one)}" for one in counts.columns) if several else ()
    rows = counts.table.rows
    return SourcedFlow(flow=made, columns=names, rows=(rows,), file=counts.table.file, lines=lines)


def searches_of(counts: FlowCounts, column: str, labels: Mapping[str, str]) -> Searches:
    """One column of searches."""
    screened = counts.count("records_screened", column)
    left_out = counts.tally("records_excluded", column) or Tally(0)
    tools = sum(p.count for p in left_out.parts if p.label.casefold() in AUTOMATION)
    reasons = tuple(p for p in left_out.parts if p.label.casefold() not in AUTOMATION)
    named = left_out.count - tools - sum(part.count for part in reasons)
    databases = counts.tally("database_results", column)
    if databases is None:
        counts.needed("database_results", column)
    return Searches(
        label=labels.get(column, f"Search {column}" if column.isdigit() else column),
        databases=databases or Tally(0),
        registers=counts.tally("register_results", column),
        duplicates=counts.count("duplicates", column),
        automation=counts.count("excluded_automatic", column),
        other=counts.count("excluded_other", column),
        screened=screened,
        excluded=None if screened is None else counts.needed("records_excluded", column),
        excluded_by_automation=tools or None,
        screening_reasons=reasons if reasons and not (tools and named) else (),
        sought=counts.count("dbr_sought_reports", column),
        not_retrieved=counts.count("dbr_notretrieved_reports", column),
        assessed=counts.needed("dbr_assessed", column),
        reports_excluded=counts.tally("dbr_excluded", column) or Tally(0),
        included=counts.inclusion("new_studies", "new_reports", column) if column else None,
    )


def rest_of(
    counts: FlowCounts | None, searches: tuple[Searches, ...], included: Inclusion | None = None,
    strands: tuple[Part, ...] = (),
) -> Flow:  # fmt: skip
    """The flow of some columns with what else counts tell: previous studies, other methods."""
    whole = added(searches).included
    if counts is None:
        return Flow(searches=searches, included=included or whole or Inclusion(0), strands=strands)
    if included is None:
        included = counts.inclusion("new_studies", "new_reports") or whole
    if included is None:
        included = Inclusion(counts.needed("new_studies"))
    previous = counts.inclusion("previous_studies", "previous_reports")
    total = counts.inclusion("total_studies", "total_reports")
    known = counts.count("known_studies") or 0
    if previous is not None and total is None:
        reports = None
        if previous.reports is not None or included.reports is not None:
            reports = previous.reports_or_studies + included.reports_or_studies
        total = Inclusion(previous.studies + included.studies - known, reports)
    told = counts.tally("strands")
    return Flow(
        searches=searches,
        included=included,
        other=_other(counts),
        previous=previous,
        total=total if previous is not None else None,
        known=known,
        strands=strands or (told.parts if told else ()),
        meta_analysis=counts.inclusion("total_studies_ma", "total_reports_ma"),
    )


def _other(counts: FlowCounts) -> OtherMethods | None:
    parts = [
        Part(label, count)
        for stage, label in _METHODS.items()
        if (count := counts.count(stage)) is not None
    ]
    named = counts.tally("other_results")
    parts += named.parts if named else ()
    if named is not None and not named.parts:
        parts.append(Part("Other methods", named.count))
    if not any(part.count for part in parts):
        return None
    return OtherMethods(
        identified=Tally.of(parts),
        sought=counts.count("other_sought_reports"),
        not_retrieved=counts.count("other_notretrieved_reports"),
        assessed=counts.needed("other_assessed"),
        reports_excluded=counts.tally("other_excluded") or Tally(0),
    )
