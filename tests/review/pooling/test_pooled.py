"""Pooled effects against metafor, and what cannot be pooled."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerate.review.pooling.effectsizes import Effect
from numerate.review.pooling.estimability import Interval, NotEstimable
from numerate.review.pooling.heterogeneity import METHODS, tau2_error
from numerate.review.pooling.pooled import Pooled, pool
from numerate.review.pooling.profiles import MeanFit

Sets = Callable[[str], Any]
CLOSED = {"FE", "DL", "HE", "HS", "SJ"}
NAME = re.compile(r"(tight\.)?(.+)\.(FE|DL|HE|HS|SJ|PM|EB|ML|REML)(\.z|\.knha|\.adhoc)?")
# metafor's default leaves Paule-Mandel early where variances are tiny; the exact roots of others
# stand under tight.*, and that of this set is proved by its own equation below
STOPPED_EARLY = {"bcg.RD.PM.z", "bcg.RD.PM.knha"}
# log odds ratios of the first four BCG trials (Colditz et al. 1994, JAMA 271, 698-702, Table 2)
BCG = ((-0.9387, 0.3571), (-1.6662, 0.2081), (-1.3863, 0.4334), (-1.4564, 0.0203))


def fitted(effects: Any, method: str, ending: str | None) -> Pooled:  # noqa: ANN401 - a set
    """The analysis that a name of expected.json stands for."""
    test, form = {
        ".knha": ("HK", "t k-1 HK"),
        ".adhoc": ("HK ad hoc", "t k-1"),
    }.get(ending or ".z", ("Wald", "z"))
    how: Any = ("common" if method == "FE" else method, test, form)
    return pool(effects, *how)


def values(made: Pooled) -> Iterator[tuple[str, object]]:
    """A pooled effect under metafor's names."""
    spread = made.heterogeneity
    interval, prediction = made.interval, made.prediction
    yield from (
        ("k", made.k), ("est", made.estimate), ("se", made.se), ("stat", made.statistic),
        ("p", made.p), ("tau2", spread.tau2), ("I2", spread.i2), ("H2", spread.h2),
        ("Q", spread.q), ("Qp", spread.p), ("ddf", made.df),
    )  # fmt: skip
    if isinstance(interval, Interval):
        yield from (("lb", interval.lower), ("ub", interval.upper))
    if isinstance(prediction, Interval):
        yield from (("pi_lb", prediction.lower), ("pi_ub", prediction.upper))


def cases(expected: dict[str, Any], sets: Sets) -> Iterator[tuple[str, str, Any, Pooled]]:
    """Each analysis of expected.json that pools a set known here."""
    for name, wanted in expected.items():
        found = NAME.fullmatch(name)
        if found is None or not isinstance(wanted, dict) or "est" not in wanted:
            continue
        try:
            effects = sets(found[2])
        except KeyError:
            continue
        if name == "edge.k1" or (found[3] == "FE" and found[4] == ".knha"):
            continue
        yield name, found[3], wanted, fitted(effects, found[3], found[4])


def test_tightened_results_agree_to_eight_digits(expected: dict[str, Any], sets: Sets) -> None:
    """Every tight.* value of metafor 3.8-1, and every estimator in closed form, to 1e-8."""
    compared = 0
    for name, method, wanted, made in cases(expected, sets):
        if not (name.startswith("tight.") or method in CLOSED):
            continue
        if "edge.identical" in name and name.endswith(".knha"):
            continue
        if name.startswith("edge.k1."):
            continue
        for field, value in values(made):
            target = wanted.get(field)
            if target is None:
                continue
            assert isinstance(value, int | float), (name, field, value)
            assert math.isclose(value, target, rel_tol=1e-8, abs_tol=1e-8), (name, field)
            compared += 1
    assert compared > 2500


def test_every_tightened_set_is_compared(expected: dict[str, Any], sets: Sets) -> None:
    """None of the 94 tight.* results is passed over."""
    names = {name for name in expected if name.startswith("tight.")}
    assert names == {name for name, *_ in cases(expected, sets) if name.startswith("tight.")}


def test_published_results_agree_to_four_digits(expected: dict[str, Any], sets: Sets) -> None:
    """Metafor's default results; its iterations stop within 1e-4 of the root."""
    for name, _, wanted, made in cases(expected, sets):
        if name in STOPPED_EARLY or name.startswith("edge.k1.") or "identical" in name:
            continue
        for field, value in values(made):
            target = wanted.get(field)
            if field in {"est", "lb", "ub", "tau2"} and target is not None:
                assert isinstance(value, int | float)
                assert math.isclose(value, target, rel_tol=2e-3, abs_tol=1e-4), (name, field)


def test_errors_of_tau2_agree(expected: dict[str, Any], sets: Sets) -> None:
    """The standard error of tau² of ML, REML, PM and EB in the tight.* results, to 1e-8."""
    for name, method, wanted, made in cases(expected, sets):
        if name.startswith("tight."):
            effects = sets(name.removeprefix("tight.").rsplit(".", 2)[0]).effects
            v = [effect.v for effect in effects]
            how: Any = method
            fit = MeanFit([effect.y for effect in effects], v)
            error = tau2_error(fit, v, how, float(made.tau2))  # type: ignore[arg-type]
            assert math.isclose(float(error), wanted["se_tau2"], rel_tol=1e-8)  # type: ignore[arg-type]


def test_an_early_stop_is_not_copied(sets: Sets) -> None:
    """Paule-Mandel by its definition: at the root Q equals k - 1 (BCG risk differences)."""
    effects = sets("bcg.RD").effects
    made = pool(effects, "PM")
    assert not isinstance(made.tau2, NotEstimable)
    fit = MeanFit([effect.y for effect in effects], [effect.v for effect in effects])
    assert math.isclose(fit.at(made.tau2).rw, 12, rel_tol=1e-10)


def test_reml_where_metafor_does_not_converge(sets: Sets) -> None:
    """An independent computation gives 684.6462 for the hospital stays (Normand 1999)."""
    tau2 = pool(sets("normand.MD"), "REML").tau2
    assert not isinstance(tau2, NotEstimable)
    assert round(tau2, 4) == 684.6462


def test_published_bcg_values() -> None:
    """Typed from the metafor manual's BCG example, so that it holds without the data folder."""
    y = (-0.8893, -1.5854, -1.3481, -1.4416, -0.2175, -0.7861, -1.6209, 0.0120, -0.4694,
         -1.3713, -0.3394, 0.4459, -0.0173)  # fmt: skip
    v = (0.3256, 0.1946, 0.4154, 0.0200, 0.0512, 0.0069, 0.2230, 0.0040, 0.0564, 0.0730, 0.0124,
         0.5325, 0.0714)  # fmt: skip
    made = pool([Effect(str(i), a, b) for i, (a, b) in enumerate(zip(y, v, strict=True))])
    assert isinstance(made.interval, Interval)
    assert abs(made.estimate - -0.7145) < 5e-4
    assert abs(made.interval.lower - -1.0669) < 1e-3
    assert abs(made.interval.upper - -0.3622) < 1e-3
    assert abs(float(made.tau2) - 0.3132) < 1e-3  # type: ignore[arg-type]
    assert abs(float(made.heterogeneity.i2) - 92.22) < 0.05  # type: ignore[arg-type]


@pytest.mark.parametrize(("form", "key"), [("z", "z"), ("t k-1", "t_km1"), ("t k-2", "t_km2")])
@pytest.mark.parametrize(("name", "method"), [("bcg.PI", "REML"), ("bcg.PI.DL", "DL")])
def test_prediction_has_its_forms(  # noqa: PLR0913, PLR0917 - parameters and fixtures
    form: Any,  # noqa: ANN401 - a literal
    key: str,
    name: str,
    method: Any,  # noqa: ANN401 - a literal
    expected: dict[str, Any],
    sets: Sets,
) -> None:
    """BCG log risk ratios in three forms, from metafor with each distribution by hand."""
    made = pool(sets("bcg.RR"), method, form=form).prediction
    assert isinstance(made, Interval)
    assert [made.lower, made.upper] == pytest.approx(expected[name][key], abs=1e-6)


def test_the_default_form_goes_with_the_interval() -> None:
    """Higgins's form beside Wald, k - 1 with the Hartung-Knapp error beside Hartung-Knapp."""
    effects = [Effect(str(i), y, v) for i, (y, v) in enumerate(BCG)]
    assert pool(effects).form == "t k-2"
    assert pool(effects, test="HK").form == "t k-1 HK"


def test_one_study_has_no_heterogeneity_and_no_prediction(expected: dict[str, Any]) -> None:
    """Its own estimate and interval (edge.k1); all else says why it is not there."""
    made = pool([Effect("a", 0.3, 0.04)], "DL")
    wanted = expected["edge.k1.DL"]
    assert isinstance(made.interval, Interval)
    assert (made.estimate, made.interval.lower) == pytest.approx((wanted["est"], wanted["lb"]))
    for value in (made.tau2, made.heterogeneity.q, made.heterogeneity.i2, made.prediction):
        assert isinstance(value, NotEstimable)


def test_hartung_knapp_needs_two_studies_that_differ() -> None:
    """One study, and equal effects: an interval without length is none."""
    alone = pool([Effect("a", 0.3, 0.04)], test="HK")
    equal = pool([Effect(str(i), 0.2, v) for i, v in enumerate((0.01, 0.02, 0.04))], test="HK")
    assert isinstance(alone.interval, NotEstimable)
    assert isinstance(equal.interval, NotEstimable)
    assert isinstance(equal.p, NotEstimable)
    assert "equal" in equal.interval.reason
    guarded = pool([Effect(str(i), 0.2, v) for i, v in enumerate((0.01, 0.02))], test="HK ad hoc")
    assert isinstance(guarded.interval, Interval)


def test_two_studies_have_no_prediction_on_no_degrees_of_freedom() -> None:
    """K - 2 = 0 for two studies."""
    made = pool([Effect("a", 0.3, 0.04), Effect("b", 0.5, 0.09)])
    assert isinstance(made.prediction, NotEstimable)


def test_the_guard_only_widens(sets: Sets) -> None:
    """Lidocaine: Hartung-Knapp alone is narrower than Wald, guarded it is wider (section 2.1)."""
    effects = sets("hine.RD")
    plain, free, guarded = (pool(effects, "DL", test) for test in ("Wald", "HK", "HK ad hoc"))
    ends = [made.interval for made in (plain, free, guarded)]
    assert all(isinstance(end, Interval) for end in ends)
    assert [(round(e.lower, 4), round(e.upper, 4)) for e in ends if isinstance(e, Interval)] == [
        (0.0038, 0.0551),
        (0.0155, 0.0434),
        (-0.0041, 0.063),
    ]


def test_nothing_to_pool_is_an_error() -> None:
    """No study, no estimate."""
    with pytest.raises(ValueError, match="no study"):
        pool([])


@pytest.mark.parametrize(("y", "v"), [(0.1, 0.0), (0.1, -1.0), (math.nan, 1.0), (1.0, math.inf)])
def test_an_effect_needs_a_variance(y: float, v: float) -> None:
    """Zero, negative and missing variances are refused with the study's key."""
    with pytest.raises(ValueError, match="Smith 2001"):
        Effect("Smith 2001", y, v)


EFFECTS = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.001, 2)), min_size=2, max_size=12)


@given(EFFECTS, st.sampled_from(METHODS))
def test_laws_of_pooling(pairs: list[tuple[float, float]], method: Any) -> None:  # noqa: ANN401
    """Between the effects, whatever their order; weights add up to 100; turned signs turn it."""
    effects = [Effect(str(i), y, v) for i, (y, v) in enumerate(pairs)]
    made = pool(effects, method)
    low, high = min(y for y, _ in pairs), max(y for y, _ in pairs)
    assert low - 1e-9 <= made.estimate <= high + 1e-9
    assert math.isclose(math.fsum(made.weights), 100)
    back = pool(effects[::-1], method)
    assert math.isclose(back.estimate, made.estimate, rel_tol=1e-6, abs_tol=1e-6)
    turned = pool([Effect(e.study, -e.y, e.v) for e in effects], method)
    assert math.isclose(turned.estimate, -made.estimate, rel_tol=1e-6, abs_tol=1e-6)
    assert math.copysign(1, made.estimate or 1.0) == 1 or made.estimate < 0


@given(EFFECTS, st.floats(0.01, 100))
def test_the_unit_does_not_matter(pairs: list[tuple[float, float]], unit: float) -> None:
    """Effects in another unit give the same tau², p and I², in that unit."""
    made = pool([Effect(str(i), y, v) for i, (y, v) in enumerate(pairs)], "PM")
    other = pool([Effect(str(i), y * unit, v * unit**2) for i, (y, v) in enumerate(pairs)], "PM")
    first, second = made.tau2, other.tau2
    assert isinstance(first, float)
    assert isinstance(second, float)
    assert math.isclose(second, first * unit**2, rel_tol=1e-6, abs_tol=1e-9 * unit**2)
