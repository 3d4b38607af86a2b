"""Votes on covariates: the numbers of the published article, and claims that data can break."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from analysis import domain_claims, sharing_claims, sociodemographic_claims, vote_claims
from analysis.evidence import evidence
from numerate.review.extraction import Extraction
from numerate.review.results import Claim, Ledger, Result
from numerate.review.synthesis.votes import CATEGORIES

Changed = Callable[[str, str, str, str], Extraction]

# the article, Results: n behind each construct, by domain with its own n
PUBLISHED: dict[tuple[str, int], dict[str, int]] = {
    ("sociodemographic", 48): {
        "gender": 48, "age": 33, "sexual_orientation": 21, "ethnicity_race": 10,
        "relationship_status": 5, "nationality": 4, "education": 4, "residence": 3, "ses": 2,
    },
    ("sharing", 28): {
        "victimization": 14, "bystander": 9, "previous_perpetration": 3, "sending": 19,
        "receiving": 7, "requesting": 6, "pressured_sexting": 6, "unwanted_sexting": 5,
        "risky_sexting": 4,
    },
    ("aggression", 14): {
        "bullying_perpetration": 4, "bullying_victimization": 3, "peer_problems": 2,
        "prosocial_behavior": 2, "drug_use": 2, "impulsivity": 2, "ep_s_victimization": 2,
        "anger_hostility_aggression": 2, "alcohol_use": 3, "self_control": 2,
    },
    ("social_cognitive", 13): {"cognitions": 8, "sexism": 3, "moral_disengagement": 2},
    ("personality", 13): {
        "narcissism": 6, "psychopathy": 5, "machiavellianism": 5, "sadism": 2, "callousness": 2,
        "empathy": 4, "conscientiousness": 2, "agreeableness": 2, "openness": 2,
        "extraversion": 2,
    },
    ("wellbeing", 13): {
        "depression": 6, "anxiety": 5, "distress": 4, "self_esteem": 3, "body_esteem": 2,
        "general_mental_health": 2,
    },
    ("sexual_behavior", 10): {
        "sexual_activity": 5, "sexual_debut_age": 2, "pornography_use": 4, "dating_app_use": 3,
    },
}  # fmt: skip


def failing(results: Iterable[Result]) -> dict[str, Claim]:
    """The claims that do not hold."""
    return {one.key: one for one in results if isinstance(one, Claim) and not one.holds}


def test_published_counts(ledger: Ledger) -> None:
    """Every n of a construct and of a domain is that of the article, Results."""
    found = {key: number.value for key, number in ledger.numbers.items()}
    for (domain, size), constructs in PUBLISHED.items():
        assert found[f"domains.{domain}.n"] == size
        for construct, n in constructs.items():
            assert found[f"covariates.{construct}.n"] == n, construct
    assert found["covariates.constructs.n"] == 51
    assert found["covariates.votes.n"] == 308


def test_votes_add_up(ledger: Ledger) -> None:
    """The four categories of each construct add up to its n."""
    for constructs in PUBLISHED.values():
        for construct in constructs:
            values = [int(ledger.numbers[f"covariates.{construct}.{c}"]) for c in CATEGORIES]
            assert sum(values) == int(ledger.numbers[f"covariates.{construct}.n"])


def test_order_of_domains(data: Extraction) -> None:
    """Domains stand by size as in Table 1 of the article, constructs by n within each."""
    known = evidence(data)
    assert known.ordered_domains() == tuple(domain for domain, _ in PUBLISHED)
    assert known.in_domain("sharing")[:3] == ("sending", "victimization", "bystander")


def test_flipped_victimization(changed: Changed, data: Extraction) -> None:
    """One victimization finding made nonsignificant breaks its claims, and names the row."""
    row = evidence(data).of("victimization").ids[0]
    flipped = changed("findings", row, "significant", "no")
    found = failing([*vote_claims.results(flipped), *sharing_claims.results(flipped)])
    assert set(found) == {
        "covariates.victimization.all_positive",
        "covariates.victimization.all_analyses_positive",
        "domains.sharing.most_robust",
    }
    assert all(row in claim.against for claim in found.values())
    assert "19 of 20" in found["covariates.victimization.all_analyses_positive"].rule


@pytest.mark.parametrize(
    ("construct", "column", "text", "key"),
    [
        ("gender", "direction", "negative", "covariates.gender.none_negative"),
        ("sexual_orientation", "direction", "negative",
         "covariates.sexual_orientation.rest_positive"),
    ],
)  # fmt: skip
def test_reversed_finding(  # noqa: PLR0913, PLR0917 - a case has these parts
    changed: Changed, data: Extraction, construct: str, column: str, text: str, key: str
) -> None:
    """One significant finding turned round breaks the claim that none points that way."""
    rows = evidence(data).voting(construct, "positive")
    row = rows.where(direction="positive").ids[0]
    found = failing(sociodemographic_claims.results(changed("findings", row, column, text)))
    assert row in found[key].against


def test_shared_instrument(changed: Changed, data: Extraction) -> None:
    """Two studies with one instrument for cognitions break the claim that none is shared."""
    rows = evidence(data).of("cognitions").present("instrument")
    used = rows.groups("instrument")
    first, second = list(used)[:2]
    row = used[second].ids[0]
    found = failing(domain_claims.results(changed("findings", row, "instrument", str(first))))
    assert row in found["covariates.cognitions.no_shared_instrument"].against


def test_construct_of_one_study_disappears(
    data: Extraction, without: Callable[..., Extraction]
) -> None:
    """When one of two datasets goes, the construct is dropped and its claim no longer holds."""
    known = evidence(data)
    votes = known.count("moral_disengagement").votes
    left = without("findings", *votes[0].findings)
    assert "moral_disengagement" in evidence(left).dropped
    assert "covariates.moral_disengagement.all_positive" in failing(vote_claims.results(left))
