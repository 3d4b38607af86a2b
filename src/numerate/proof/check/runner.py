"""Running the rules: what they find, less what silences let pass, and what was not looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from numerate.ground.issues import Issue, ordered
from numerate.paper.manuscript.naming import key_issues
from numerate.paper.manuscript.places import Place
from numerate.proof.check.catalogue import RULES
from numerate.proof.check.missing_things import Missing, missing_things
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Rule, issue
from numerate.proof.check.silences import Silence, applied, silences


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of a check.

    Attributes:
        issues: Everything found and not let pass, by place.
        silenced: What silences let pass, each with its silence.
        checked: What was looked at, and how many of each.
        missing: What was not looked at, and why.
        rules: The codes of the rules that were run.
    """

    issues: tuple[Issue, ...]
    silenced: tuple[tuple[Issue, Silence], ...]
    checked: tuple[tuple[str, int], ...]
    missing: tuple[Missing, ...]
    rules: tuple[str, ...] = ()

    @property
    def faults(self) -> int:
        """How many issues fail the check."""
        return sum(1 for one in self.issues if one.severity == "fault")


def checked(review: Review, found: Sequence[Issue] = (), *, strict: bool = False) -> Report:
    """Run every rule that can be run.

    Args:
        review: What is looked at.
        found: What is known already: faults that bar the analysis, say.
        strict: Whether advice counts as a fault.
    """
    missing = missing_things(review)
    bars = {need for one in missing for need in one.bars}
    run = [rule for rule in RULES if not bars & set(rule.needs)]
    issues = [*found, *review.reading.issues]
    if review.facts is not None:
        issues += review.facts.issues
        issues += key_issues(review.documents, review.facts, review.names)
    for rule in run:
        issues += rule.check(review) if rule.check else ()
    given = silences(review)
    stay, passed = applied(ordered(issues), given)
    stay += _of_silences(given, passed, {rule.code for rule in run}, bars=bool(bars))
    if strict:
        stay = [replace(one, severity="fault") for one in stay]
    return Report(
        issues=ordered(stay),
        silenced=tuple(passed),
        checked=tuple(_counts(review, run)),
        missing=missing,
        rules=tuple(rule.code for rule in run),
    )


def _of_silences(
    given: Iterable[Silence],
    passed: Sequence[tuple[Issue, Silence]],
    run: set[str],
    *,
    bars: bool,
) -> Iterator[Issue]:
    """Silences without a reason, and those that let nothing pass."""
    known = {rule.code for rule in RULES}
    used = {(silence, issue.code) for issue, silence in passed}
    for silence in given:
        place = Place(silence.file, silence.line, silence.column)
        if not silence.reason:
            yield issue(
                "unexplained-silence",
                place,
                found=f"a silence of {', '.join(silence.codes) or 'no rule'} without a reason",
                expected="numerate: allow rule: why it does not hold here",
                todo="write the reason after a colon; without it nothing is let pass",
            )
            continue
        for code in silence.codes:
            barred = bars and code not in run
            if (silence, code) in used or (barred and code in known):
                continue
            strange = "" if code in known else ", which is no rule"
            yield issue(
                "idle-silence",
                place,
                found=f"a silence of {code}{strange}, that lets nothing pass",
                expected=f"an issue of that rule in line {silence.covers}",
                todo="remove it, or put it at the end of the line it is about",
            )
        if not silence.codes:
            yield issue(
                "idle-silence",
                place,
                found="a silence that names no rule",
                expected="numerate: allow rule: why it does not hold here",
                todo="name the rule; numerate rules lists them",
            )


def _counts(review: Review, run: Sequence[Rule]) -> Iterator[tuple[str, int]]:
    facts, stages = review.facts, review.stages
    yield "document", len(review.documents)
    yield "source file", len({p for d in review.documents for p in d.source.files})
    yield "passage", len(review.texts)
    yield "bound text", sum(len(d.uses) for d in review.documents)
    if facts is not None:
        yield "number", len(facts.numbers)
        yield "list", len(facts.lists)
        yield "claim", len(facts.claims)
        yield "computed table", len(facts.tables)
        yield "computed figure", len(facts.figures)
    if stages is not None:
        yield "stage", len(stages.stages)
        yield "row of stages", sum(len(stage.ids) for stage in stages.stages)
    if review.works is not None:
        yield "reference", len(review.works)
    yield "rule", len(run)
