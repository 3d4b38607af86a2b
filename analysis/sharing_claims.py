"""What the text says in words of experiences with the sharing of intimate images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.evidence import Evidence, evidence
from analysis.vote_claims import leading
from numerate import Claim, Extraction, Result, Rows, claim, say, told_share

BASIC = ("sending", "receiving", "requesting")
RISKY = ("pressured_sexting", "unwanted_sexting", "risky_sexting")
_ROBUST = ("victimization", "bystander")


def results(data: Extraction) -> Iterator[Result]:
    """The claims of the paragraph on image-sharing experiences."""
    known = evidence(data)
    yield _victimization_analyses(known)
    yield _most_robust(known)
    yield _previous_perpetration(data, known)
    yield from _basic_sexting(known)
    yield from _risky_sexting(known)
    sharing = known.in_domain("sharing")
    yield leading(
        known,
        "domains.sharing.positive_modal",
        sharing,
        "positive",
        "Positive votes are the most frequent on every experience with image sharing",
    )


def _victimization_analyses(known: Evidence) -> Claim:
    rows = known.of("victimization")
    fitting = rows.where(direction="positive", significant="yes")
    saying = say("all", fitting.count(), rows.count())
    return claim(
        "covariates.victimization.all_analyses_positive",
        saying.holds,
        f"analyses that are positive and significant: {saying.rule}",
        "Every single analysis of victimization shows a positive association",
        rows=rows,
        against=rows.not_among("finding_id", fitting),
    )


def _most_robust(known: Evidence) -> Claim:
    steady = {
        name: count.n
        for name, count in known.counts.items()
        if count.consistent and count.count("positive") == count.n
    }
    ranked = sorted(steady, key=lambda name: -steady[name])
    top = [name for name in ranked if steady[name] > _runner_up(steady, ranked)]
    shown = ", ".join(f"{known.constructs[n].label} {steady[n]}" for n in ranked[:3])
    doubtful = [name for name in _ROBUST if name not in top]
    return claim(
        "domains.sharing.most_robust",
        set(top) == set(_ROBUST),
        f"constructs with positive votes only, by number of votes: {shown}",
        "Victimization and bystanding have more votes than any other construct without exception",
        rows=known.of(*_ROBUST),
        against=_contrary(known, doubtful),
    )


def _runner_up(sizes: dict[str, int], ranked: Sequence[str]) -> int:
    return sizes[ranked[len(_ROBUST)]] if len(ranked) > len(_ROBUST) else 0


def _contrary(known: Evidence, constructs: Sequence[str]) -> Rows:
    votes = [
        vote for name in constructs for vote in known.count(name).votes
        if vote.category != "positive"
    ]  # fmt: skip
    return known.of_votes("vote not positive", votes)


def _previous_perpetration(data: Extraction, known: Evidence) -> Claim:
    count = known.count("previous_perpetration")
    rows = known.of("previous_perpetration")
    designs = data["quantitative_studies"].among("study_id", rows)
    once = designs.without(design="longitudinal")
    saying = say("all", count.count("positive"), count.n)
    return claim(
        "covariates.previous_perpetration.all_longitudinal_positive",
        saying.holds and not once.count(),
        f"positive votes: {saying.rule}; {once.count()} of the studies not longitudinal",
        "Every longitudinal study finds that earlier perpetration predicts later perpetration",
        rows=(rows, designs),
        against=known.not_voting("previous_perpetration", "positive"),
    )


def _basic_sexting(known: Evidence) -> Iterator[Claim]:
    for construct in BASIC:
        count = known.count(construct)
        saying = say("most", count.count("positive"), count.n)
        yield claim(
            f"covariates.{construct}.most_positive",
            saying.holds,
            f"positive votes: {saying.rule}",
            f"Most datasets on {known.constructs[construct].label} vote positive",
            rows=known.of(construct),
            against=known.not_voting(construct, "positive"),
        )
    counts = [known.count(construct) for construct in BASIC]
    total = sum(count.n for count in counts)
    nonsignificant = sum(count.count("nonsignificant") for count in counts)
    mixed = sum(count.count("mixed") for count in counts)
    saying = say("some", nonsignificant + mixed, total)
    yield claim(
        "domains.sharing.basic_some_not_positive",
        saying.holds and bool(nonsignificant and mixed),
        f"{nonsignificant} nonsignificant and {mixed} mixed votes: {saying.rule}",
        "Some datasets on sending, receiving and requesting are nonsignificant, some are mixed",
        rows=known.of(*BASIC),
    )


def _risky_sexting(known: Evidence) -> Iterator[Claim]:
    count = known.count("risky_sexting")
    against = known.not_voting("risky_sexting", "positive")
    yield claim(
        "covariates.risky_sexting.all_but_one_positive",
        count.n - count.count("positive") == 1,
        f"{told_share(count.count('positive'), count.n)} vote positive; 'all but one' leaves one",
        "All datasets on risky sexting but one vote positive",
        rows=known.of("risky_sexting"),
        against=against,
    )
    counts = [known.count(construct) for construct in RISKY]
    positive = sum(one.count("positive") for one in counts)
    saying = say("nearly all", positive, sum(one.n for one in counts))
    yield claim(
        "domains.sharing.risky_group_nearly_all_positive",
        saying.holds,
        f"pressured, unwanted and risky sexting, positive votes: {saying.rule}",
        "Nearly all votes on pressured, unwanted and risky sexting are positive",
        rows=known.of(*RISKY),
        against=_contrary(known, RISKY),
    )
