"""Ratings and decisions on titles, abstracts and full texts.

Stated: who rated what, the totals of every step and 95.6% agreement on titles and abstracts.
Reconstructed: which record and which report. On 195 full texts no whole number of agreements gives
the printed 74.8%: the data hold 146 of 195, the nearest that is possible (74.9%).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .draws import shuffled
from .searches import Record
from .tables import NOT_APPLICABLE, RECONSTRUCTED, Row

INCLUDE, EXCLUDE = "include", "exclude"
YES_NO = {True: "yes", False: "no"}

# Rounds 1 and 2, 8,450 records: 196 kept, of them 120 by both reviewers at once;
# 372 conflicts (95.6% agreement), 76 settled by keeping the record.
KEPT_BY_BOTH = 120
FIRST_ONLY = 198
SECOND_ONLY = 174
# Full texts of rounds 1 and 2: 48 included, 30 of them by both at once; 49 conflicts.
INCLUDED_BY_BOTH = 30
FULL_TEXT_CONFLICTS = 49
SOUGHT = {1: 150, 2: 46, 3: 56}
NOT_RETRIEVED = {1: 1, 2: 0, 3: 1}
INCLUDED = {1: 41, 2: 7, 3: 20}
REASONS_ROUNDS_12 = {"no_perpetration": 52, "not_peer_reviewed": 11, "not_english": 3,
                     "abuse_material": 4, "conflated": 38, "no_covariates_or_motives": 27,
                     "no_first_person": 12}  # fmt: skip
REASONS_ROUND_3 = {"no_perpetration": 12, "not_peer_reviewed": 3, "not_english": 1,
                   "abuse_material": 1, "conflated": 9, "no_covariates_or_motives": 6,
                   "no_first_person": 3}  # fmt: skip
ALONE = 3  # the round that one reviewer screened alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report sought for retrieval."""

    report_id: str
    record_id: str
    round: int
    retrieved: bool
    included: bool
    reason: str


def reports(found: Sequence[Record]) -> list[Report]:
    """The 252 reports sought, each from a kept record, with what became of it."""
    chosen: list[tuple[Record, bool, bool]] = []
    for number in (1, 2, 3):
        screened = {one.record_id: one for one in found if one.kept and one.round == number}
        ids = shuffled(f"sought {number}", screened)[: SOUGHT[number]]
        missing = NOT_RETRIEVED[number]
        for place, one in enumerate(ids):
            retrieved = place >= missing
            included = missing <= place < missing + INCLUDED[number]
            chosen.append((screened[one], retrieved, included))
    chosen.sort(key=lambda item: item[0].record_id)
    early, late = _reason_list(REASONS_ROUNDS_12), _reason_list(REASONS_ROUND_3)
    return [
        Report(
            report_id=f"P{serial:03d}",
            record_id=record.record_id,
            round=record.round,
            retrieved=retrieved,
            included=included,
            reason=_reason(
                late if record.round == ALONE else early, excluded=retrieved and not included
            ),
        )
        for serial, (record, retrieved, included) in enumerate(chosen, 1)
    ]


def _reason(left: list[str], *, excluded: bool) -> str:
    return left.pop() if excluded else NOT_APPLICABLE


def _reason_list(counts: Mapping[str, int]) -> list[str]:
    slots = [(reason, serial) for reason, count in counts.items() for serial in range(count)]
    return [reason for reason, _ in shuffled("reasons", slots)]


def screening_rows(
    found: Sequence[Record], sought: Sequence[Report]
) -> tuple[list[Row], list[Row]]:
    """Ratings of titles and abstracts, and the decisions."""
    kept = {one.record_id for one in sought}
    ratings = _screening_ratings(found, kept)
    rows: list[Row] = []
    decisions: list[Row] = []
    for one in found:
        if not one.kept:
            continue
        given = ratings.get(one.record_id, (EXCLUDE, EXCLUDE))
        final = INCLUDE if one.record_id in kept else EXCLUDE
        pairs = _rated(one.round, given, final)
        rows += [
            {"record_id": one.record_id, "reviewer": who, "decision": what, "basis": RECONSTRUCTED}
            for who, what in pairs
        ]
        decisions.append({
            "record_id": one.record_id,
            "decision": final,
            "settled_by": _settled([what for _, what in pairs]),
            "basis": RECONSTRUCTED,
        })  # fmt: skip
    return rows, decisions


def _screening_ratings(found: Sequence[Record], kept: set[str]) -> dict[str, tuple[str, str]]:
    """Ratings that are not twice exclude: both include, or one of each."""
    first = [one.record_id for one in found if one.kept and one.round < ALONE]
    in_rounds = shuffled("kept by both", kept.intersection(first))
    conflicts = in_rounds[KEPT_BY_BOTH:]
    dropped = shuffled("conflicts", set(first) - kept)
    conflicts += dropped[: FIRST_ONLY + SECOND_ONLY - len(conflicts)]
    ratings = dict.fromkeys(in_rounds[:KEPT_BY_BOTH], (INCLUDE, INCLUDE))
    for place, record in enumerate(shuffled("who includes", conflicts)):
        ratings[record] = (INCLUDE, EXCLUDE) if place < FIRST_ONLY else (EXCLUDE, INCLUDE)
    return ratings


def _rated(number: int, given: tuple[str, str], final: str) -> list[tuple[str, str]]:
    """Two ratings in rounds 1 and 2, one in round 3."""
    return [("R3", final)] if number == ALONE else [("R1", given[0]), ("R2", given[1])]


def _settled(ratings: Sequence[str]) -> str:
    if len(ratings) == 1:
        return "one reviewer"
    return "agreement" if len(set(ratings)) == 1 else "consensus"


def retrieval_rows(sought: Sequence[Report]) -> list[Row]:
    """The reports sought and whether they were obtained."""
    return [
        {
            "report_id": one.report_id,
            "record_id": one.record_id,
            "retrieved": YES_NO[one.retrieved],
            "basis": RECONSTRUCTED,
        }
        for one in sought
    ]


def fulltext_rows(sought: Sequence[Report]) -> tuple[list[Row], list[Row]]:
    """Ratings of full texts, and the decisions with their reasons."""
    ratings = _fulltext_ratings(sought)
    rows: list[Row] = []
    decisions: list[Row] = []
    for one in sought:
        if not one.retrieved:
            continue
        final = INCLUDE if one.included else EXCLUDE
        pairs = _rated(one.round, ratings.get(one.report_id, (EXCLUDE, EXCLUDE)), final)
        rows += [
            {
                "report_id": one.report_id,
                "reviewer": who,
                "decision": what,
                "reason": NOT_APPLICABLE if what == INCLUDE else _rater_reason(one),
                "basis": RECONSTRUCTED,
            }
            for who, what in pairs
        ]
        decisions.append({
            "report_id": one.report_id,
            "decision": final,
            "reason": one.reason,
            "settled_by": _settled([what for _, what in pairs]),
            "basis": RECONSTRUCTED,
        })  # fmt: skip
    return rows, decisions


def _fulltext_ratings(sought: Sequence[Report]) -> dict[str, tuple[str, str]]:
    first = [one for one in sought if one.retrieved and one.round < ALONE]
    included = shuffled("included by both", [one.report_id for one in first if one.included])
    excluded = shuffled("late excluded", [one.report_id for one in first if not one.included])
    conflicts = included[INCLUDED_BY_BOTH:]
    conflicts += excluded[: FULL_TEXT_CONFLICTS - len(conflicts)]
    ratings = dict.fromkeys(included[:INCLUDED_BY_BOTH], (INCLUDE, INCLUDE))
    for place, report in enumerate(shuffled("who includes reports", conflicts)):
        ratings[report] = (INCLUDE, EXCLUDE) if place % 2 == 0 else (EXCLUDE, INCLUDE)
    return ratings


def _rater_reason(one: Report) -> str:
    """The reason of a reviewer who excluded: the final one, or the one given before discussion."""
    if one.reason != NOT_APPLICABLE:
        return one.reason
    return shuffled(f"first reason {one.report_id}", ["conflated", "no_perpetration"])[0]
