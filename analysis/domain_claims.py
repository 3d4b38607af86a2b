"""What the text says in words of aggression, cognitions, personality, well-being and sexuality."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.evidence import Evidence, evidence
from analysis.vote_claims import leading, varied
from numerate import Category, Claim, Extraction, Result, claim, say

BULLYING_AND_PEERS = (
    "bullying_perpetration",
    "bullying_victimization",
    "peer_problems",
    "prosocial_behavior",
)
DARK_TRAITS = ("narcissism", "psychopathy", "machiavellianism", "sadism", "callousness")
BRIGHT_TRAITS = ("empathy", "conscientiousness", "agreeableness", "openness")
WELLBEING = (
    "depression",
    "anxiety",
    "distress",
    "self_esteem",
    "body_esteem",
    "general_mental_health",
)
# the article appeared in 2025; "the last five years" begin with the fifth year before it
_FIVE_YEARS_BEFORE = 2025 - 5

_SIZES = (
    ("domains.wellbeing.handful", "a handful"),
    ("domains.social_cognitive.handful", "only a handful"),
    ("domains.sexual_behavior.few", "few"),
    ("domains.aggression.numerous", "numerous"),
)
# construct, the category of every vote at bivariate level, and the last part of the key
_BIVARIATE: tuple[tuple[str, Category, str], ...] = (
    ("sexual_activity", "positive", "bivariate_all_positive"),
    ("sexual_debut_age", "negative", "bivariate_all_negative"),
    ("dating_app_use", "positive", "bivariate_all_positive"),
)
_NO_LONGER = (("sexual_activity", "clancy2020"), ("dating_app_use", "seto2023"))


def results(data: Extraction) -> Iterator[Result]:
    """The claims of the paragraphs on the five smaller domains."""
    known = evidence(data)
    for key, word in _SIZES:
        yield _size(known, key, word)
    yield varied(
        known,
        "domains.aggression.four_inconsistent",
        BULLYING_AND_PEERS,
        "Results on bullying, peer problems and prosocial behavior vary within or across studies",
    )
    yield from _cognitions(data, known)
    yield from _personality(known)
    yield varied(
        known,
        "domains.wellbeing.all_inconsistent",
        WELLBEING,
        "Results on each indicator of well-being vary within or across studies",
    )
    for construct, category, name in _BIVARIATE:
        yield _bivariate(known, construct, category, name)
    for construct, citation in _NO_LONGER:
        yield _no_longer(known, construct, citation)
    yield _pornography(known)


def _size(known: Evidence, key: str, word: str) -> Claim:
    domain = key.split(".")[1]
    of = " of" if "handful" in word else ""
    saying = say(word, len(known.domain_datasets(domain)), known.studies.count())
    return claim(
        key,
        saying.holds,
        f"datasets in the domain, of all quantitative studies: {saying.rule}",
        f"{word.capitalize()}{of} studies examined {known.domains[domain].lower()}",
        rows=known.domain_rows(domain),
    )


def _cognitions(data: Extraction, known: Evidence) -> Iterator[Claim]:
    rows = known.of("cognitions")
    count = known.count("cognitions")
    studies = data["studies"].among("study_id", rows)
    early = studies.at_most("year", _FIVE_YEARS_BEFORE - 1)
    yield claim(
        "covariates.cognitions.last_five_years",
        bool(studies.count()) and not early.count(),
        f"{studies.count() - early.count()} of {studies.count()} studies published in "
        f"{_FIVE_YEARS_BEFORE} or later",
        "Every study of offense-supportive cognitions was published in the last five years",
        rows=studies,
        against=early,
    )
    saying = say("several", count.n, known.studies.count())
    yield claim(
        "covariates.cognitions.several",
        saying.holds,
        saying.rule,
        "Several studies examined offense-supportive cognitions",
        rows=rows,
    )
    yield claim(
        "covariates.cognitions.positive_and_nonsignificant",
        all(count.count(c) for c in ("positive", "nonsignificant", "mixed"))
        and not count.count("negative"),
        f"{count.count('positive')} positive, {count.count('nonsignificant')} nonsignificant, "
        f"{count.count('mixed')} mixed, {count.count('negative')} negative votes",
        "Results on cognitions are positive and nonsignificant, across and within studies",
        rows=rows,
        against=known.voting("cognitions", "negative"),
    )
    yield _instruments(known)


def _instruments(known: Evidence) -> Claim:
    rows = known.of("cognitions").present("instrument")
    users = {name: used.unique("study_id") for name, used in rows.groups("instrument").items()}
    repeated = [name for name, studies in users.items() if len(studies) > 1]
    measured, studied = rows.distinct("study_id"), known.count("cognitions").n
    return claim(
        "covariates.cognitions.no_shared_instrument",
        bool(users) and not repeated and measured == studied,
        f"{len(users)} instruments in {measured} of {studied} studies, {len(repeated)} of them "
        "used more than once",
        "No two studies measured offense-supportive cognitions with the same instrument",
        rows=known.of("cognitions"),
        against=rows.where(instrument=repeated) if repeated else None,
    )


def _personality(known: Evidence) -> Iterator[Claim]:
    yield leading(
        known,
        "domains.personality.dark_positive_modal",
        DARK_TRAITS,
        "positive",
        "Positive votes are the most frequent on every dark trait",
    )
    yield leading(
        known,
        "domains.personality.others_negative_modal",
        BRIGHT_TRAITS,
        "negative",
        "Negative votes are the most frequent on empathy and the other bright traits",
    )
    traits = (*DARK_TRAITS, *BRIGHT_TRAITS)
    steady = [name for name in traits if known.count(name).consistent]
    saying = say("the majority", len(traits) - len(steady), len(traits))
    yield claim(
        "domains.personality.majority_varied",
        saying.holds,
        f"traits whose votes are mixed or of several categories: {saying.rule}",
        "Results vary for the majority of the traits with a direction",
        rows=known.of(*traits),
        against=known.of(*steady),
    )
    rows = known.domain_rows("personality").where(level="multiple")
    saying = say("frequently", rows.where(significant="no").count(), rows.count())
    yield claim(
        "domains.personality.multiple_frequently_nonsignificant",
        saying.holds,
        f"multiple regression results that are nonsignificant: {saying.rule}",
        "Personality traits are frequently nonsignificant in multiple regression",
        rows=rows,
        against=rows.where(significant="yes"),
    )


def _bivariate(known: Evidence, construct: str, category: Category, name: str) -> Claim:
    count = known.at("bivariate").get(construct)
    rows = known.of(construct).where(level="bivariate")
    saying = say("all", count.count(category) if count else 0, known.count(construct).n)
    contrary = [vote for vote in count.votes if vote.category != category] if count else []
    return claim(
        f"covariates.{construct}.{name}",
        saying.holds,
        f"{category} votes at bivariate level: {saying.rule}",
        f"{known.constructs[construct].label}: every dataset votes {category} at bivariate level",
        rows=rows,
        against=known.of_votes(f"bivariate vote not {category}", contrary),
    )


def _no_longer(known: Evidence, construct: str, citation: str) -> Claim:
    rows = known.of(construct)
    stated = rows.where(attributed_to=citation)
    multiple = stated.where(level="multiple")
    bivariate = stated.where(level="bivariate", significant="yes")
    significant = multiple.where(significant="yes")
    return claim(
        f"covariates.{construct}.multiple_not_significant",
        bool(multiple.count() and bivariate.count()) and not significant.count(),
        f"{citation}: {bivariate.count()} significant bivariate result; {significant.count()} of "
        f"{multiple.count()} multiple regression results significant",
        f"{known.constructs[construct].label}: an association that multiple regression removes",
        rows=stated,
        against=significant,
    )


def _pornography(known: Evidence) -> Claim:
    count = known.count("pornography_use")
    wanted: tuple[Category, ...] = ("negative", "positive", "nonsignificant")
    return claim(
        "covariates.pornography_use.all_directions",
        all(count.count(category) for category in wanted),
        ", ".join(f"{count.count(category)} {category}" for category in wanted),
        "Votes on pornography use are negative, positive and nonsignificant",
        rows=known.of("pornography_use"),
    )
