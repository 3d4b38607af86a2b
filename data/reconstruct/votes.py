"""How many votes of each kind every construct has, and which studies hold them.

Stated: the number of studies per construct and domain, and what the text says of the votes.
Reconstructed: the exact split where the text leaves room, and which unnamed study holds which vote.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .characteristics import longitudinal
from .draws import shuffled
from .studies import QUANTITATIVE, Study

POSITIVE, NEGATIVE, NONSIGNIFICANT, MIXED = "positive", "negative", "nonsignificant", "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Votes of unnamed studies on a construct.

    `start` is the place in the pool of the domain from which holders are taken; `lean` is the
    direction of the significant half of a mixed vote.
    """

    start: int
    positive: int = 0
    negative: int = 0
    nonsignificant: int = 0
    mixed: int = 0
    lean: str = POSITIVE

    def votes(self) -> list[str]:
        """One entry per unnamed study."""
        return (
            [POSITIVE] * self.positive
            + [NEGATIVE] * self.negative
            + [NONSIGNIFICANT] * self.nonsignificant
            + [MIXED] * self.mixed
        )


# Size of a domain's pool of unnamed studies, and the plan of each of its constructs. Named studies
# come on top: the results that the article states, and those in FORCED.
POOLS = {
    "sociodemographic": 36,
    "sharing": 25,
    "aggression": 14,
    "social_cognitive": 9,
    "personality": 12,
    "wellbeing": 13,
    "sexual_behavior": 8,
}
PLANS = {
    "sociodemographic": {
        "gender": Plan(start=0, positive=30, nonsignificant=6),
        "age": Plan(start=0, positive=5, negative=3, nonsignificant=22, mixed=1),
        "sexual_orientation": Plan(start=10, positive=7, nonsignificant=14),
        "ethnicity_race": Plan(start=20, nonsignificant=4, mixed=6, lean="difference"),
        "relationship_status": Plan(start=20, nonsignificant=3, mixed=2, lean="difference"),
        "nationality": Plan(start=26, nonsignificant=2, mixed=2, lean="difference"),
        "education": Plan(start=29, nonsignificant=3, mixed=1, lean=NEGATIVE),
        "residence": Plan(start=28, nonsignificant=2, mixed=1, lean="difference"),
        "ses": Plan(start=31, nonsignificant=1, mixed=1),
        "religiosity": Plan(start=35, negative=1),
    },
    "sharing": {
        "victimization": Plan(start=0, positive=13),
        "bystander": Plan(start=0, positive=9),
        "previous_perpetration": Plan(start=0, positive=3),
        "sending": Plan(start=7, positive=13, nonsignificant=3, mixed=2),
        "receiving": Plan(start=8, positive=5, nonsignificant=1, mixed=1),
        "requesting": Plan(start=10, positive=4, nonsignificant=1, mixed=1),
        "pressured_sexting": Plan(start=13, positive=6),
        "unwanted_sexting": Plan(start=16, positive=5),
        "risky_sexting": Plan(start=20, positive=3),
    },
    "aggression": {
        "bullying_perpetration": Plan(start=0, positive=2, nonsignificant=1, mixed=1),
        "bullying_victimization": Plan(start=1, positive=1, nonsignificant=1, mixed=1),
        "peer_problems": Plan(start=4, nonsignificant=1, mixed=1),
        "prosocial_behavior": Plan(start=4, negative=1, mixed=1, lean=NEGATIVE),
        "alcohol_use": Plan(start=6, nonsignificant=3),
        "drug_use": Plan(start=6, positive=2),
        "impulsivity": Plan(start=8, positive=2),
        "self_control": Plan(start=8, nonsignificant=2),
        "ep_s_victimization": Plan(start=10, positive=2),
        "anger_hostility_aggression": Plan(start=12, positive=2),
        "delinquent_peers": Plan(start=13, positive=1),
    },
    "social_cognitive": {
        "cognitions": Plan(start=0, positive=3, nonsignificant=2, mixed=1),
        "sexism": Plan(start=6, positive=2),
        "moral_disengagement": Plan(start=8, positive=1),
    },
    "personality": {
        "narcissism": Plan(start=0, positive=3, mixed=2),
        "psychopathy": Plan(start=0, positive=3, nonsignificant=1, mixed=1),
        "machiavellianism": Plan(start=1, positive=3, nonsignificant=1, mixed=1),
        "sadism": Plan(start=2, positive=2),
        "callousness": Plan(start=6, positive=2),
        "empathy": Plan(start=6, negative=2, nonsignificant=1, mixed=1, lean=NEGATIVE),
        "conscientiousness": Plan(start=10, negative=1, mixed=1, lean=NEGATIVE),
        "agreeableness": Plan(start=10, negative=1, nonsignificant=1),
        "openness": Plan(start=10, negative=1, mixed=1, lean=NEGATIVE),
        "extraversion": Plan(start=10, nonsignificant=2),
        "neuroticism": Plan(start=11, nonsignificant=1),
    },
    "wellbeing": {
        "depression": Plan(start=0, positive=2, nonsignificant=3, mixed=1),
        "anxiety": Plan(start=1, positive=1, nonsignificant=2, mixed=2),
        "distress": Plan(start=6, positive=2, nonsignificant=1, mixed=1),
        "self_esteem": Plan(start=9, negative=1, nonsignificant=1, mixed=1, lean=NEGATIVE),
        "body_esteem": Plan(start=10, nonsignificant=1, mixed=1, lean=NEGATIVE),
        "general_mental_health": Plan(start=12, negative=1, mixed=1, lean=NEGATIVE),
        "loneliness": Plan(start=3, nonsignificant=1),
    },
    "sexual_behavior": {
        "sexual_activity": Plan(start=0, positive=4),
        "sexual_debut_age": Plan(start=2, negative=2),
        "pornography_use": Plan(start=3, positive=1, negative=1, nonsignificant=1, mixed=1),
        "dating_app_use": Plan(start=6, positive=2),
    },
}
# Votes that the totals force upon numbers under which named studies are counted. Gender has 48
# studies and only 36 are unnamed; the domain has 48 too, so both age studies below analysed gender.
# They get the mildest vote. The traits of maes2023 and the kind of sexting of the shared dataset
# are not stated: one construct is taken, and the rows are not attributed.
FORCED_GENDER = ("patchin2019", "vandeneynde2023", "clancyklettke2021", "clancymaas2021",
                 "said2023", "clancy2023", "clancy2020", "gamezguadix2022", "sesar2021",
                 "clancy2019", "barrensedias2020", "walker2021")  # fmt: skip
FORCED_MIXED_SENDING = "clancyklettke2021"
FORCED_POSITIVE_SENDING = "clancymaas2021"
FORCED_NARCISSISM = "maes2023"
FIRST_YEAR_OF_COGNITIONS = 2020


@dataclass(frozen=True, slots=True)
class Vote:
    """One study's vote on a construct."""

    study: Study
    construct: str
    kind: str
    lean: str


def planned(all_studies: Sequence[Study]) -> list[Vote]:
    """The votes of unnamed studies, construct by construct."""
    repeated = longitudinal(all_studies)
    unnamed = [one for one in all_studies if one.strand == QUANTITATIVE and not one.citation]
    votes: list[Vote] = []
    for domain, plans in PLANS.items():
        pool = _pool(domain, unnamed, repeated)
        for construct, plan in plans.items():
            kinds = plan.votes()
            holders = [pool[(plan.start + place) % len(pool)] for place in range(len(kinds))]
            mixed_up = shuffled(f"votes {construct}", enumerate(kinds))
            votes += [
                Vote(study, construct, kind, plan.lean)
                for study, (_, kind) in zip(holders, mixed_up, strict=True)
            ]
    return votes


def _pool(domain: str, unnamed: Sequence[Study], repeated: set[str]) -> list[Study]:
    """The unnamed studies that contribute to a domain, in a drawn order."""
    by_id = {one.study_id: one for one in unnamed}
    drawn = [by_id[one] for one in shuffled(f"pool {domain}", by_id)]
    if domain == "sharing":
        drawn.sort(key=lambda one: one.study_id not in repeated)
    if domain == "social_cognitive":
        drawn.sort(key=lambda one: one.year < FIRST_YEAR_OF_COGNITIONS)
    return drawn[: POOLS[domain]]
