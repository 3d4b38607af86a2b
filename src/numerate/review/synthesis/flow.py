"""The flow of a review from searches to included studies, as PRISMA 2020 counts it.

Source: Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 statement. BMJ 2021;372:n71, and
the four templates of its flow diagram (new or updated review, with or without other methods).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One named part of a box with its count: a database, a reason, a strand."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """A count and, where they are known, its parts, in the order in which they are printed."""

    count: int
    parts: tuple[Part, ...] = ()

    @classmethod
    def of(cls, parts: Iterable[Part]) -> Tally:
        """The tally whose count is the sum of its parts.

        >>> Tally.of([Part("Embase", 4), Part("PsycInfo", 3)]).count
        7
        """
        kept = tuple(parts)
        return cls(sum(part.count for part in kept), kept)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Studies, and the reports about them; ``reports`` is None when each study has one report."""

    studies: int
    reports: int | None = None

    @property
    def reports_or_studies(self) -> int:
        """The reports, one for each study where they were not counted apart."""
        return self.studies if self.reports is None else self.reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Searches:
    """One or several searches of databases and registers, followed to the end.

    A count of None means that the step does not exist in this review, so it has no box; 0 means
    that it exists and nothing was counted.

    Attributes:
        label: Name of these searches ("Searches 1 and 2"); empty when the review has one column.
        databases: Records found in databases, by database.
        registers: Records found in registers, by register.
        duplicates: Duplicate records removed before screening.
        automation: Records marked as ineligible by automation tools before screening.
        other: Records removed before screening for other reasons.
        screened: Records screened on title and abstract; None in a review without that step.
        excluded: Records excluded in screening, by people and by automation tools; None likewise.
        excluded_by_automation: Those of ``excluded`` that automation tools excluded.
        screening_reasons: Those that people excluded by reason, where reasons were kept.
        sought: Reports sought for retrieval.
        not_retrieved: Reports that could not be had.
        assessed: Reports assessed for eligibility.
        reports_excluded: Reports excluded, by their one primary reason.
        included: Studies and reports from these searches; needed only beside other columns.
    """

    databases: Tally
    screened: int | None
    excluded: int | None
    assessed: int
    reports_excluded: Tally
    label: str = ""
    registers: Tally | None = None
    duplicates: int | None = None
    automation: int | None = None
    other: int | None = None
    excluded_by_automation: int | None = None
    screening_reasons: tuple[Part, ...] = ()
    sought: int | None = None
    not_retrieved: int | None = None
    included: Inclusion | None = None

    @property
    def identified(self) -> int:
        """Records found in databases and registers."""
        return self.databases.count + (self.registers.count if self.registers else 0)

    @property
    def removed(self) -> int:
        """Records removed before screening."""
        return (self.duplicates or 0) + (self.automation or 0) + (self.other or 0)

    @property
    def passed(self) -> int:
        """Records that screening did not exclude; without that step, all that were left."""
        if self.screened is None:
            return self.identified - self.removed
        return self.screened - (self.excluded or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMethods:
    """What came of websites, organisations, citation searching and the like.

    Attributes:
        identified: Records found, by method ("Websites", "Organisations", "Citation searching").
        sought: Reports sought for retrieval.
        not_retrieved: Reports that could not be had; None when the step does not exist.
        assessed: Reports assessed for eligibility.
        reports_excluded: Reports excluded, by their one primary reason.
    """

    identified: Tally
    assessed: int
    reports_excluded: Tally
    sought: int | None = None
    not_retrieved: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The whole flow; ``previous`` makes it an updated review, ``other`` adds the other methods.

    Attributes:
        searches: One column, or several (rounds) that are added up.
        included: Studies and reports included by these searches (in an update: the new ones).
        other: Other methods of finding studies.
        previous: What the previous version of the review included.
        total: Previous and new together; None in a first review.
        known: Included studies that the previous version holds already: their new report adds a
            report to the total but no study.
        strands: Parts of the included studies ("quantitative", "qualitative").
        strands_overlap: True when a study may belong to more than one strand.
        meta_analysis: Those of all included studies that are in the meta-analysis.
        words: ``prisma``, or ``prisma-scr`` where studies are sources of evidence.
    """

    searches: tuple[Searches, ...]
    included: Inclusion
    other: OtherMethods | None = None
    previous: Inclusion | None = None
    total: Inclusion | None = None
    known: int = 0
    strands: tuple[Part, ...] = ()
    strands_overlap: bool = False
    meta_analysis: Inclusion | None = None
    words: str = "prisma"

    @property
    def all(self) -> Inclusion:
        """Everything that the review includes: the total of an update, else the included."""
        return self.total or self.included


def together(searches: Iterable[Searches], label: str = "") -> Searches:
    """Several columns added up, box by box and part by part, parts in the order first seen.

    >>> first = Searches(label="1", databases=Tally(9), duplicates=1, screened=8, excluded=5,
    ...                  assessed=3, reports_excluded=Tally(1))
    >>> second = Searches(label="2", databases=Tally(5), screened=5, excluded=4, assessed=1,
    ...                   reports_excluded=Tally(0))
    >>> both = together([first, second])
    >>> both.identified, both.duplicates, both.screened, both.sought
    (14, 1, 13, None)
    """
    columns = tuple(searches)
    return Searches(
        label=label,
        databases=_tallied(column.databases for column in columns) or Tally(0),
        registers=_tallied(column.registers for column in columns),
        duplicates=_summed(column.duplicates for column in columns),
        automation=_summed(column.automation for column in columns),
        other=_summed(column.other for column in columns),
        screened=_summed(column.screened for column in columns),
        excluded=_summed(column.excluded for column in columns),
        excluded_by_automation=_summed(column.excluded_by_automation for column in columns),
        screening_reasons=_joined(column.screening_reasons for column in columns),
        sought=_sought(columns),
        not_retrieved=_summed(column.not_retrieved for column in columns),
        assessed=sum(column.assessed for column in columns),
        reports_excluded=_tallied(column.reports_excluded for column in columns) or Tally(0),
        included=_included(tuple(column.included for column in columns)),
    )


def _summed(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _sought(columns: tuple[Searches, ...]) -> int | None:
    if all(column.sought is None for column in columns):
        return None
    return sum(column.passed if column.sought is None else column.sought for column in columns)


def _tallied(tallies: Iterable[Tally | None]) -> Tally | None:
    known = [tally for tally in tallies if tally is not None]
    if not known:
        return None
    return Tally(sum(tally.count for tally in known), _joined(tally.parts for tally in known))


def _joined(several: Iterable[tuple[Part, ...]]) -> tuple[Part, ...]:
    sums: dict[str, int] = {}
    for parts in several:
        for part in parts:
            sums[part.label] = sums.get(part.label, 0) + part.count
    return tuple(Part(label, count) for label, count in sums.items())


def _included(columns: tuple[Inclusion | None, ...]) -> Inclusion | None:
    known = [column for column in columns if column is not None]
    if not known or len(known) < len(columns):
        return None
    reports = [column.reports for column in known]
    return Inclusion(
        sum(column.studies for column in known),
        None
        if all(count is None for count in reports)
        else sum(column.reports_or_studies for column in known),
    )
