"""The part ``flow``: the PRISMA flow of a review, from its records or from counts alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from numerate.ground.errors import stop_on
from numerate.ground.issues import Issue
from numerate.parts.counted_flow import FlowCounts, counts_of, flow_of
from numerate.parts.declaration import Declaration, Manual, Yield
from numerate.parts.flow_numbers import SourcedFlow, flow_results
from numerate.parts.imported_flow import flow_from_imports, is_imported
from numerate.parts.record_flow import flow_from_records
from numerate.parts.screening_tables import RecordTables
from numerate.review.extraction import Extraction
from numerate.review.figures.flowchart import draw_flow
from numerate.review.results import claim, figure
from numerate.review.synthesis.balance import imbalances

COUNTS: Final = ("flow", "flow_counts", "reported_flow", "prisma")
_MANUAL: Final = Manual.of("""
Tables:
- records | record_id; database; duplicates by kept (yes, no), duplicate_of or duplicate_group;
  optional round, removed (automation, other) | One row per record that a search gave
- databases | database, name; optional kind (database, register, or another method such as website),
  position | One row per source; without it, databases stand as records name them
- screening_decisions, or screening by reviewer | record_id, decision (include, exclude); optional
  reason | One row per record; decisions of reviewers count where they agree
- retrieval | report_id, retrieved (yes, no); optional record_id | One row per report sought
- fulltext_decisions, or fulltext by reviewer | report_id, decision, reason | One row per report
- studies | optional: its rows are the studies included | One row per study
- exclusion_reasons | optional: reason, label, position | One row per reason
- duplicates, screening, fulltext, unseen_records | as numerate import and dedup write them;
  docs/records.md says what counts as decided | One row per duplicate, or per decision
- flow (or what counts= names) | stage, count; optional part (database, reason), round | One row per
  count: the whole flow where there are no records; beside records, what they cannot tell
- reported_flow | data, n | PRISMA2020's CSV, as numerate import writes it
Keys:
- flow.identified, .databases, .registers, .removed, .duplicates, .automation, .removed_other |
  records before screening
- flow.database.D, flow.register.D | records of one source
- flow.screened, .excluded, .excluded.R | records screened and excluded, by reason where reasons are
  told at title and abstract
- flow.sought, .not_retrieved, .assessed, .reports_excluded, .reason.R | reports
- flow.included, .reports; flow.previous, .previous_reports, .total, .total_reports,
  .meta_analysis | studies and reports included
- flow.other.identified, .sought, .not_retrieved, .assessed, .reports_excluded, .reason.R |
  other methods
- any of these with .round1 | one column of searches, where there are several
- claims flow.balanced, .all_retrieved, .one_report_each | each fails when the data turn
- table flow; figure prisma | the boxes with their counts; the diagram
Sentences:
- The searches gave [2,881]{num=flow.identified} records; after removal of
  [90]{num=flow.duplicates} duplicates, [2,791]{num=flow.screened} were screened and
  [63]{num=flow.assessed} reports assessed. We included [29]{num=flow.included} studies.
- ![Flow of the review](/_generated/figures/prisma.svg){#fig-prisma}
Sources:
- PRISMA 2020: Page et al. 2021, BMJ 372, n71, and its four templates
- PRISMA-ScR: Tricco et al. 2018, Annals of Internal Medicine 169, 467-473
- PRISMA2020's CSV: Haddaway et al. 2022, Campbell Systematic Reviews 18, e1230
""")


@dataclass(frozen=True)
class flow(Declaration):  # noqa: N801 - declared like a function
    """The flow of records, reports and studies, with its diagram.

    Attributes:
        counts: The table of counts; by default ``flow`` or ``reported_flow``, where one is there.
        by: The column of records (or counts) that sets columns of the diagram apart.
        labels: What those columns are called, by value, as in ``{"1": "First search"}``.
        columns: The column of a role, where neither its name nor the dictionary tells.
        records: The table of records.
        words: ``prisma``, or ``prisma-scr`` for sources of evidence.
        zeros: Whether rows inside a box whose count is zero are shown.
        footnotes: Whether the official footnotes are printed.
        figure: The key of the diagram.
    """

    manual: ClassVar[Manual] = _MANUAL
    counts: str = field(default="", kw_only=True)
    by: str = field(default="", kw_only=True)
    labels: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    records: str = field(default="records", kw_only=True)
    words: str = field(default="prisma", kw_only=True)
    zeros: bool = field(default=False, kw_only=True)
    footnotes: bool = field(default=False, kw_only=True)
    figure: str = field(default="prisma", kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Numbers of every box, the diagram, its table, and the claim that it balances.

        Raises:
            NumerateError: When the flow does not balance; it is then neither counted nor drawn.
        """
        made, advice = self.made(data)
        yield from advice
        issues = [
            replace(issue, line=made.line(issue)) for issue in imbalances(made.flow, made.file)
        ]
        stop_on(issue for issue in issues if issue.severity == "fault")
        yield from issues
        numbers = list(flow_results(made))
        yield from numbers
        yield claim(
            "flow.balanced", holds=True,
            rule="screened = identified − removed; sought = screened − excluded; assessed = sought "
            "− not retrieved; included = assessed − excluded, in every column and in total",
            definition="Every box of the flow diagram follows from the boxes before it",
            rows=made.rows,
        )  # fmt: skip
        yield figure(
            self.figure,
            draw_flow(made.flow, zeros=self.zeros, footnotes=self.footnotes),
            "PRISMA 2020 flow diagram of the review",
            rows=made.rows,
        )

    def made(self, data: Extraction) -> tuple[SourcedFlow, list[Issue]]:
        """The flow with the rows behind each of its counts, and advice on how it was settled."""
        words = self.one_of("words", self.words, ("prisma", "prisma-scr"))
        there = [name for name in COUNTS if name in data.tables]
        name = self.counts or (there[0] if there else "")
        counts: FlowCounts | None = None
        if not self.counts and not self.columns and is_imported(data, self.records):
            made, advice = flow_from_imports(data, self.by, self.labels)
            return replace(made, flow=replace(made.flow, words=words)), advice
        if name:
            counts = counts_of(self, data, name, self.by, self.columns)
        if self.records in data.tables:
            tables = RecordTables.read(self, data, self.records, self.columns)
            made = flow_from_records(tables, counts, self.by, self.labels)
        elif counts is not None:
            made = flow_of(counts, self.labels)
        else:
            raise self.wrong(
                "unknown-table",
                f"there is no table '{self.records}' of records and none of counts",
                f"one of: {', '.join(data)}",
                "name the table of counts with counts=, or import the records",
            )
        evidence = replace(made.flow, words=words)
        return replace(made, flow=evidence), []
