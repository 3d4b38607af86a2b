"""What the text says in words of gender, age, orientation and other such covariates."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from analysis.covariates import OWN_IMAGE, subgroup_votes
from analysis.evidence import Evidence, evidence
from numerate import Claim, Extraction, Result, claim, say, say_near, told_share

LARGE = ("gender", "age", "sexual_orientation")
_TWO_THIRDS = Fraction(2, 3)


def results(data: Extraction) -> Iterator[Result]:
    """The claims of the paragraph on sociodemographic characteristics."""
    known = evidence(data)
    yield from _gender(known)
    yield from _age(known)
    yield from _orientation(known)
    yield from _other_sociodemographic(known)


def _gender(known: Evidence) -> Iterator[Claim]:
    count = known.count("gender")
    rows = known.of("gender")
    yield _most_studied(known)
    positive = count.count("positive")
    yield claim(
        "covariates.gender.not_reliable",
        0 < count.n > positive,
        f"{told_share(positive, count.n)} vote positive; reliable would be all",
        "Not every dataset finds perpetration more common among boys and men",
        rows=rows,
        against=rows,
    )
    saying = say("over half", positive, count.n)
    yield claim(
        "covariates.gender.over_half_positive",
        saying.holds,
        saying.rule,
        "In over half of the datasets boys and men perpetrate more often",
        rows=rows,
        against=known.not_voting("gender", "positive"),
    )
    yield _gender_rest(known)
    higher = rows.where(direction="negative", significant="yes")
    saying = say("none", higher.count(), rows.count())
    yield claim(
        "covariates.gender.none_negative",
        saying.holds and not count.count("negative"),
        f"findings significantly higher among girls and women: {saying.rule}",
        "No finding shows perpetration to be more common among girls and women",
        rows=rows,
        against=higher,
    )
    yield _gender_subgroup(known)


def _most_studied(known: Evidence) -> Claim:
    count = known.count("gender")
    sizes = {name: other.n for name, other in known.counts.items()}
    rivals = [name for name, n in sizes.items() if n >= count.n and name != "gender"]
    return claim(
        "covariates.gender.most_studied",
        bool(count.n) and not rivals,
        f"gender {count.n}, next {max((n for c, n in sizes.items() if c != 'gender'), default=0)}",
        "More datasets studied gender than any other construct",
        rows=known.of("gender"),
        against=known.of(*rivals),
    )


def _gender_rest(known: Evidence) -> Claim:
    count = known.count("gender")
    rest = count.n - count.count("positive")
    fitting = count.count("nonsignificant") + count.count("mixed")
    return claim(
        "covariates.gender.rest_not_significant",
        0 < rest == fitting,
        f"{fitting} of the {rest} votes that are not positive are nonsignificant or mixed",
        "Datasets that do not vote positive on gender vote nonsignificant or mixed",
        rows=known.of("gender"),
        against=known.voting("gender", "negative"),
    )


def _gender_subgroup(known: Evidence) -> Claim:
    votes = subgroup_votes(known)
    rows = known.of_votes("gender vote that depends on who took the image", votes)
    received = rows.without(act_type=OWN_IMAGE)
    against = received.where(significant="yes")
    return claim(
        "covariates.gender.mixed_subgroup",
        len(votes) == 1 and bool(received.count()) and not against.count(),
        f"{len(votes)} dataset positive for images taken by oneself and not for images received",
        "One study finds a gender difference only for images that the perpetrator took",
        rows=rows,
        against=against,
    )


def _age(known: Evidence) -> Iterator[Claim]:
    count = known.count("age")
    rows = known.of("age")
    saying = say_near("roughly two-thirds", count.count("nonsignificant"), count.n, _TWO_THIRDS)
    yield claim(
        "covariates.age.two_thirds_nonsignificant",
        saying.holds,
        f"nonsignificant: {saying.rule}",
        "In roughly two-thirds of the datasets age is not significant",
        rows=rows,
        against=known.not_voting("age", "nonsignificant"),
    )
    significant = rows.where(significant="yes")
    up = significant.where(direction="positive").count()
    down = significant.where(direction="negative").count()
    rest = count.n - count.count("nonsignificant")
    yield claim(
        "covariates.age.rest_significant",
        bool(rest and up and down),
        f"{rest} other votes; {up} findings positive, {down} negative",
        "The other datasets find positive and/or negative associations with age",
        rows=rows,
    )


def _orientation(known: Evidence) -> Iterator[Claim]:
    count = known.count("sexual_orientation")
    rows = known.of("sexual_orientation")
    saying = say_near("two-thirds", count.count("nonsignificant"), count.n, _TWO_THIRDS)
    yield claim(
        "covariates.sexual_orientation.two_thirds_nonsignificant",
        saying.holds,
        f"nonsignificant: {saying.rule}",
        "In two-thirds of the datasets sexual orientation is not significant",
        rows=rows,
        against=known.not_voting("sexual_orientation", "nonsignificant"),
    )
    rest = count.n - count.count("nonsignificant")
    yield claim(
        "covariates.sexual_orientation.rest_positive",
        0 < rest == count.count("positive"),
        f"{count.count('positive')} of the {rest} other votes are positive",
        "The other datasets find higher rates among non-heterosexual participants",
        rows=rows,
        against=known.not_voting("sexual_orientation", "nonsignificant", "positive"),
    )


def _other_sociodemographic(known: Evidence) -> Iterator[Claim]:
    others = [name for name in known.in_domain("sociodemographic") if name not in LARGE]
    rows = known.of(*others)
    datasets = {vote.dataset for name in others for vote in known.count(name).votes}
    studies = known.studies.count()
    saying = say("a handful", len(datasets), studies)
    yield claim(
        "domains.sociodemographic.others_handful",
        saying.holds,
        f"{len(others)} smaller constructs, distinct datasets: {saying.rule}",
        "A handful of studies examined the other sociodemographic constructs",
        rows=rows,
    )
    directed = [
        vote
        for name in others
        for vote in known.count(name).votes
        if vote.category in {"positive", "negative"}
    ]
    yield claim(
        "domains.sociodemographic.others_nonsignificant_or_mixed",
        bool(others) and not directed,
        f"{len(directed)} positive or negative votes on {len(others)} smaller constructs",
        "The other sociodemographic constructs gave nonsignificant or mixed results only",
        rows=rows,
        against=known.of_votes("positive or negative vote", directed),
    )
    sizes = [known.count(name).n for name in ("ethnicity_race", "nationality")]
    sayings = [say("very few", n, studies) for n in sizes]
    yield claim(
        "domains.sociodemographic.identity_very_few",
        all(saying.holds for saying in sayings),
        f"ethnicity/race {sayings[0].rule}; nationality {sayings[1].rule}",
        "Very few studies examined ethnicity or race, and nationality",
        rows=known.of("ethnicity_race", "nationality"),
    )
