"""The identities of a PRISMA 2020 flow: what each box must be, given the boxes before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from numerate.ground.issues import Issue
from numerate.review.synthesis.flow import Flow, OtherMethods, Searches, Tally, together

_TODO = "correct the data behind these counts; the diagram is not drawn until they agree"


@dataclass(frozen=True, slots=True)
class _Step:
    """One box and the counts that make it: ``added`` minus ``taken`` should give ``count``."""

    box: str
    count: int
    added: tuple[tuple[str, int], ...]
    taken: tuple[tuple[str, int], ...] = ()

    @property
    def due(self) -> int:
        return sum(n for _, n in self.added) - sum(n for _, n in self.taken)

    @property
    def sum(self) -> str:
        plus = " + ".join(f"{name} {_n(count)}" for name, count in self.added)
        minus = "".join(f" − {name} {_n(count)}" for name, count in self.taken)
        return f"{_n(self.due)} = {plus}{minus}"


def imbalances(flow: Flow, file: str = "") -> list[Issue]:
    """Every identity of the flow that does not hold, with the boxes' names and both numbers.

    Args:
        flow: The flow; nothing is assumed about its counts.
        file: Where the counts come from, for the issues.

    Returns:
        Faults (the flow must not be drawn) and, for records from other methods that vanish without
        a box, advice. Empty when the flow balances.

    >>> from numerate.review.synthesis.flow import Inclusion
    >>> column = Searches(databases=Tally(9), duplicates=1, screened=7, excluded=5,
    ...                   assessed=2, reports_excluded=Tally(1))
    >>> for issue in imbalances(Flow(searches=(column,), included=Inclusion(1))):
    ...     print(issue)
    unbalanced-flow: Records screened (n = 7)
        expected: 8 = Records identified 9 − Records removed before screening 1
        to do:    correct the data behind these counts; the diagram is not drawn until they agree
    """
    return [*_faults(flow, file), *_advice(flow, file)]


def _faults(flow: Flow, file: str) -> Iterator[Issue]:
    if not flow.searches:
        yield _fault(file, "a flow without searches", "at least one column of searches")
        return
    for column in flow.searches:
        where = f" in {column.label}" if column.label else ""
        yield from _negatives(file, where, _counts(column))
        yield from _parts(file, where, _tallies(column))
        yield from _broken(file, where, _search_steps(column))
        yield from _automation(file, where, column)
    yield from _unlike(file, flow.searches)
    if flow.other:
        where = " from other methods"
        yield from _negatives(file, where, _other_counts(flow.other))
        yield from _parts(file, where, _other_tallies(flow.other))
        yield from _broken(file, where, _other_steps(flow.other))
    yield from _broken(file, "", _included_steps(flow))
    yield from _strands(file, flow)
    yield from _limits(file, flow)


def _search_steps(column: Searches) -> Iterator[_Step]:
    removed = (("Records removed before screening", column.removed),) if column.removed else ()
    screened: tuple[tuple[str, int], ...] = (("Records identified", column.identified),)
    excluded = removed
    if column.screened is not None:
        yield _Step("Records screened", column.screened, screened, removed)
        screened = (("Records screened", column.screened),)
        excluded = (("Records excluded", column.excluded or 0),)
    lost = (
        (("Reports not retrieved", column.not_retrieved),)
        if column.not_retrieved is not None
        else ()
    )
    if column.sought is None:
        yield _Step("Reports assessed for eligibility", column.assessed, screened, excluded + lost)
    else:
        yield _Step("Reports sought for retrieval", column.sought, screened, excluded)
        sought = (("Reports sought for retrieval", column.sought),)
        yield _Step("Reports assessed for eligibility", column.assessed, sought, lost)
    if column.included:
        yield _Step(
            "Reports of included studies",
            column.included.reports_or_studies,
            (("Reports assessed for eligibility", column.assessed),),
            (("Reports excluded", column.reports_excluded.count),),
        )


def _other_steps(other: OtherMethods) -> Iterator[_Step]:
    lost = (
        (("Reports not retrieved", other.not_retrieved),) if other.not_retrieved is not None else ()
    )
    if other.sought is not None:
        sought = (("Reports sought for retrieval", other.sought),)
        yield _Step("Reports assessed for eligibility", other.assessed, sought, lost)


def _included_steps(flow: Flow) -> Iterator[_Step]:
    new = "new included" if flow.previous else "included"
    column = together(flow.searches)
    assessed = [("Reports assessed for eligibility", column.assessed)]
    excluded = [("Reports excluded", column.reports_excluded.count)]
    if flow.other:
        assessed.append(("those from other methods", flow.other.assessed))
        excluded.append(("those from other methods", flow.other.reports_excluded.count))
    yield _Step(
        f"Reports of {new} studies",
        flow.included.reports_or_studies,
        tuple(assessed),
        tuple(excluded),
    )
    if column.included and not flow.other:
        rounds = tuple(
            (each.label or "one column", each.included.studies)
            for each in flow.searches
            if each.included
        )
        yield _Step(f"Studies {new} in review", flow.included.studies, rounds)
    if flow.previous and flow.total:
        yield _Step(
            "Total studies included in review",
            flow.total.studies,
            (
                ("Studies of the previous version", flow.previous.studies),
                ("New studies", flow.included.studies),
            ),
            (("those the previous version has already", flow.known),) if flow.known else (),
        )
        yield _Step(
            "Reports of total included studies",
            flow.total.reports_or_studies,
            (
                ("Reports of the previous version", flow.previous.reports_or_studies),
                ("Reports of new included studies", flow.included.reports_or_studies),
            ),
        )


def _broken(file: str, where: str, steps: Iterator[_Step]) -> Iterator[Issue]:
    for step in steps:
        if step.due != step.count:
            yield _fault(file, f"{step.box}{where} (n = {_n(step.count)})", step.sum)


def _parts(file: str, where: str, tallies: Iterator[tuple[str, Tally]]) -> Iterator[Issue]:
    for name, tally in tallies:
        seen = [part.label for part in tally.parts]
        for label in sorted({label for label in seen if seen.count(label) > 1}):
            yield _fault(file, f"{name}{where}: '{label}' twice", "each part once")
        due = sum(part.count for part in tally.parts)
        if tally.parts and due != tally.count:
            named = " + ".join(f"{part.label} {_n(part.count)}" for part in tally.parts)
            yield _fault(file, f"{name}{where} (n = {_n(tally.count)})", f"{_n(due)} = {named}")


def _unlike(file: str, columns: tuple[Searches, ...]) -> Iterator[Issue]:
    named: dict[str, dict[str, bool]] = {}
    for column in columns:
        for name, tally in _tallies(column):
            if tally.count:
                named.setdefault(name, {})[column.label] = bool(tally.parts)
    for name, by_column in named.items():
        if len(set(by_column.values())) > 1:
            without = " and ".join(label for label, parts in by_column.items() if not parts)
            yield _fault(
                file,
                f"{name} in {without}: one count without its parts",
                "the parts in every column of searches, so that they can be added up, or in none",
            )


def _negatives(file: str, where: str, counts: Iterator[tuple[str, int | None]]) -> Iterator[Issue]:
    for name, count in counts:
        if count is not None and count < 0:
            yield _fault(file, f"{name}{where} (n = {_n(count)})", "a count of 0 or more")


def _automation(file: str, where: str, column: Searches) -> Iterator[Issue]:
    tools = column.excluded_by_automation or 0
    excluded = column.excluded or 0
    if tools > excluded:
        yield _fault(
            file,
            f"Records excluded by automation tools{where} (n = {_n(tools)})",
            f"at most Records excluded (n = {_n(excluded)})",
        )


def _strands(file: str, flow: Flow) -> Iterator[Issue]:
    if not flow.strands:
        return
    studies = flow.all.studies
    named = " + ".join(f"{part.label} {_n(part.count)}" for part in flow.strands)
    due = sum(part.count for part in flow.strands)
    largest = max(part.count for part in flow.strands)
    held = largest <= studies <= due if flow.strands_overlap else studies == due
    if not held:
        rule = f"{_n(due)} = {named}"
        if flow.strands_overlap:
            rule = f"between {_n(largest)} and {rule}"
        yield _fault(file, f"Studies included in review (n = {_n(studies)})", rule)


def _limits(file: str, flow: Flow) -> Iterator[Issue]:
    boxes = [
        ("included in previous version of review", flow.previous),
        ("included in review", flow.included),
        ("included in review, in total", flow.total),
        ("included in meta-analysis", flow.meta_analysis),
    ]
    for name, box in boxes:
        if box and box.reports is not None and box.studies > box.reports:
            yield _fault(
                file,
                f"Studies {name} (n = {_n(box.studies)})",
                f"at most one for each of their reports (n = {_n(box.reports)})",
            )
        yield from _negatives(file, f" {name}", iter([("Studies", box.studies if box else None)]))
    if flow.meta_analysis and flow.meta_analysis.studies > flow.all.studies:
        yield _fault(
            file,
            f"Studies included in meta-analysis (n = {_n(flow.meta_analysis.studies)})",
            f"at most Studies included in review (n = {_n(flow.all.studies)})",
        )
    held = min(flow.previous.studies if flow.previous else 0, flow.included.studies)
    if not 0 <= flow.known <= held:
        yield _fault(
            file,
            f"new studies that the previous version has already (n = {_n(flow.known)})",
            f"between 0 and {_n(held)}",
        )
    if (flow.total is None) != (flow.previous is None):
        yield _fault(
            file,
            "only one of previous studies and total studies",
            "both in an updated review, neither in a first one",
        )


def _advice(flow: Flow, file: str) -> Iterator[Issue]:
    other = flow.other
    if other is None:
        return
    asked = other.assessed if other.sought is None else other.sought
    if asked < other.identified.count:
        yield Issue(
            code="records-without-box",
            file=file,
            found=f"{_n(other.identified.count)} records identified from other methods, "
            f"{_n(asked)} reports sought",
            expected="as many reports as records: PRISMA 2020 has no box for what is left out here",
            todo="say in the text what became of the others",
            severity="advice",
        )
    elif asked > other.identified.count:
        yield _fault(
            file,
            f"Reports sought for retrieval from other methods (n = {_n(asked)})",
            f"at most Records identified from other methods (n = {_n(other.identified.count)})",
        )


def _counts(column: Searches) -> Iterator[tuple[str, int | None]]:
    yield "Duplicate records removed", column.duplicates
    yield "Records marked as ineligible by automation tools", column.automation
    yield "Records removed for other reasons", column.other
    yield "Records screened", column.screened
    yield "Records excluded", column.excluded
    yield "Records excluded by automation tools", column.excluded_by_automation
    yield "Reports sought for retrieval", column.sought
    yield "Reports not retrieved", column.not_retrieved
    yield "Reports assessed for eligibility", column.assessed
    for name, tally in _tallies(column):
        yield from _tally_counts(name, tally)


def _other_counts(other: OtherMethods) -> Iterator[tuple[str, int | None]]:
    yield "Reports sought for retrieval", other.sought
    yield "Reports not retrieved", other.not_retrieved
    yield "Reports assessed for eligibility", other.assessed
    for name, tally in _other_tallies(other):
        yield from _tally_counts(name, tally)


def _tally_counts(name: str, tally: Tally) -> Iterator[tuple[str, int]]:
    yield name, tally.count
    for part in tally.parts:
        yield f"{name}: {part.label}", part.count


def _tallies(column: Searches) -> Iterator[tuple[str, Tally]]:
    yield "Records identified from databases", column.databases
    if column.registers:
        yield "Records identified from registers", column.registers
    yield "Reports excluded", column.reports_excluded
    if column.screening_reasons:
        tools = column.excluded_by_automation or 0
        yield "Records excluded", Tally((column.excluded or 0) - tools, column.screening_reasons)


def _other_tallies(other: OtherMethods) -> Iterator[tuple[str, Tally]]:
    yield "Records identified", other.identified
    yield "Reports excluded", other.reports_excluded


def _fault(file: str, found: str, expected: str) -> Issue:
    return Issue(code="unbalanced-flow", file=file, found=found, expected=expected, todo=_TODO)


def _n(count: int) -> str:
    return f"{count:,}"
