"""Effects as papers report them."""

from __future__ import annotations

import pytest

from numerate.review.pooling.effectsizes import Effect, EffectSet, Reported, generic, onto_scale
from numerate.review.pooling.scales import MEASURES


def test_an_interval_gives_the_error() -> None:
    """OR 0.56 (0.36 to 0.88): ln -0.579818, SE 0.228019 (Cochrane Handbook, chapter 6)."""
    effect = generic([Reported(study="a", estimate=0.56, lower=0.36, upper=0.88)], "OR").effects[0]
    assert (round(effect.y, 6), round(effect.se, 6)) == (-0.579818, 0.228019)


def test_errors_and_variances_are_taken_as_they_are() -> None:
    """On the scale of pooling."""
    made = generic(
        [
            Reported(study="a", estimate=0.3, se=0.2),
            Reported(study="b", estimate=0.3, variance=0.04),
        ]
    )
    assert [effect.v for effect in made.effects] == pytest.approx([0.04, 0.04])


@pytest.mark.parametrize(
    "row",
    [
        Reported(study="Smith", estimate=0.5),
        Reported(study="Smith", estimate=0.5, se=0.1, variance=0.01),
        Reported(study="Smith", estimate=0.5, lower=0.6, upper=0.9),
        Reported(study="Smith", estimate=0.5, lower=0.9, upper=0.1),
        Reported(study="Smith", estimate=0.5, lower=0.5, upper=0.5),
        Reported(study="Smith", estimate=0.5, lower=0.2),
        Reported(study="Smith", estimate=0.5, se=0.0),
        Reported(study="Smith", estimate=-0.5, se=0.1),
        Reported(study="Smith", estimate=0.0, lower=0.0, upper=1.0),
    ],
)
def test_rows_that_cannot_be_are_refused_by_name(row: Reported) -> None:
    """No precision, two of them, an interval beside the estimate or turned, a ratio below 0."""
    with pytest.raises(ValueError, match="Smith"):
        generic([row], "RR")


@pytest.mark.parametrize("code", ["RR", "RD", "PLO", "PAS", "ZCOR", "PR", "PFT"])
def test_the_scale_is_left_as_it_was_entered(code: str) -> None:
    """There and back again."""
    assert MEASURES[code].back(onto_scale(0.37, MEASURES[code])) == pytest.approx(0.37)


def test_far_values_come_back_within_their_scale() -> None:
    """A huge logit is 1, a huge z is 1, a negative angle is 0, a huge log is not an overflow."""
    assert MEASURES["PLO"].back(-800) == 0
    assert MEASURES["PLO"].back(800) == 1
    assert MEASURES["ZCOR"].back(99) == 1
    assert MEASURES["PAS"].back(-0.2) == 0
    assert MEASURES["PFT"].back(9.0, 20) == 1
    assert MEASURES["RR"].back(1e4) == float("inf")


def test_sets_lose_and_keep_studies() -> None:
    """Without and only keep the order, the measure and the rule."""
    effects = tuple(Effect(name, 0.1, 0.01) for name in "abc")
    made = EffectSet(measure=MEASURES["RR"], effects=effects, rule="0.5")
    assert [e.study for e in made.without("b").effects] == ["a", "c"]
    assert [e.study for e in made.only(["c", "a"]).effects] == ["a", "c"]
    assert made.only(["a"]).rule == "0.5"
    assert made.harmonic_n == 0
