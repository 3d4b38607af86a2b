"""What one pooled effect yields: numbers under its key, claims about it, the table of studies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from numerate.parts.analysis_setup import Setup, form_told
from numerate.review.figures.pooledforest import bound, decimals
from numerate.review.pooling.estimability import Interval, NotEstimable, known
from numerate.review.pooling.pooled import Pooled
from numerate.review.results import (
    Claim,
    Number,
    Result,
    Style,
    Table,
    TableColumn,
    claim,
    number,
    row,
    table,
)

TWO: Final = Style("decimal", 2)
THREE: Final = Style("decimal", 3)
FOUR: Final = Style("decimal", 4)
PERCENT: Final = Style("percent", 0)
P: Final = Style("p")
_ALPHA: Final = 0.05


def people_of(setup: Setup, studies: tuple[str, ...]) -> int | None:
    """Participants of some studies; None where the rows do not tell all of them."""
    return _summed(setup, studies, ("n", "control_n"))


def events_of(setup: Setup, studies: tuple[str, ...]) -> int | None:
    """Events of some studies; None where the rows do not tell them."""
    return _summed(setup, studies, ("events", "control_events"))


def _summed(setup: Setup, studies: tuple[str, ...], roles: tuple[str, ...]) -> int | None:
    raw = {one.study: one for one in setup.read.raw}
    total = 0.0
    if all(hasattr(one, roles[0]) for one in raw.values()):
        for study in studies:
            total += sum(getattr(raw[study], role, 0.0) for role in roles)
        return int(total) if total == int(total) else None
    source = setup.read.source
    if roles[0] not in source:
        return None
    told: list[Any] = source.values(roles[0])
    values = [told[setup.read.lines[study]] for study in studies]
    return None if None in values else int(sum(values))


def pooled_numbers(setup: Setup, key: str, made: Pooled, what: str) -> Iterator[Result]:
    """The numbers and claims of one pooled effect.

    Args:
        setup: The analysis.
        key: The key of its composite number; the others stand below it.
        made: The pooled effect.
        what: What it is, as definitions begin.
    """
    people, events = people_of(setup, made.studies), events_of(setup, made.studies)
    whole = number(key, setup.estimate(made, people), f"{what}, with its interval, I² and "
                   f"studies: {setup.how}", rows=setup.rows)  # fmt: skip
    yield whole
    yield setup.number(f"{key}.k", made.k, f"{what}: studies that contribute", Style(),
                       unit="studies")  # fmt: skip
    for name, count, unit in (("n", people, "participants"), ("events", events, "events")):
        if count is not None:
            yield setup.number(f"{key}.{name}", count, f"{what}: {unit} in the studies pooled",
                               Style(), unit=unit)  # fmt: skip
    yield from _effect_numbers(setup, key, made, what)
    yield from _spread_numbers(setup, key, made, what)
    yield from _claims(setup, key, made, whole)


def _effect_numbers(setup: Setup, key: str, made: Pooled, what: str) -> Iterator[Number]:
    style, how = setup.style, setup.how
    yield setup.number(f"{key}.estimate", setup.back(made.estimate), f"{what}: {how}", style)
    level = f"{setup.level:g}%"
    spans = (
        ("", made.interval, f"{level} confidence interval; {how}"),
        ("pi_", made.prediction, f"{level} prediction interval, {form_told(made)}"),
    )
    for prefix, span, told in spans:
        ends = setup.ends(span)
        why = span if isinstance(span, NotEstimable) else NotEstimable("beyond what can be told")
        for place, (name, side) in enumerate((("lower", "Lower"), ("upper", "Upper"))):
            value = ends[place] if ends else why
            yield setup.number(f"{key}.{prefix}{name}", value, f"{what}: {side.lower()} end of the "
                               f"{told}", _bounded(setup, value))  # fmt: skip
    yield setup.number(f"{key}.y", made.estimate, f"{what} on the scale of pooling "
                       f"({setup.effects.measure.scale})", FOUR)  # fmt: skip
    yield setup.number(f"{key}.se", made.se, f"{what}: its standard error on the scale of pooling",
                       FOUR)  # fmt: skip
    if setup.effects.measure.null is not None:
        letter = "z" if made.df is None else f"t with {made.df} degrees of freedom"
        yield setup.number(f"{key}.statistic", made.statistic, f"{what}: {letter}", TWO)
        yield setup.number(f"{key}.p", made.p, f"{what}: two-sided p of no effect", P)


def _bounded(setup: Setup, value: object) -> Style:
    """The style of a bound; with further decimals where it would round to no effect and is not."""
    if not isinstance(value, float) or setup.percent:
        return setup.style
    shown = bound(value, setup.digits, setup.effects.measure.null)
    digits = len(shown.partition(".")[2])
    return Style(setup.style.kind, digits, leading_zero=setup.style.leading_zero)


def _spread_numbers(setup: Setup, key: str, made: Pooled, what: str) -> Iterator[Number]:
    spread = made.heterogeneity
    yield setup.number(f"{key}.tau2", spread.tau2, f"{what}: between-study variance tau², "
                       f"{setup.model}", THREE)  # fmt: skip
    for name, span, style in (("tau2", spread.tau2_interval, THREE),
                              ("i2", spread.i2_interval, PERCENT)):  # fmt: skip
        inside = span if isinstance(span, Interval) else None
        ends = (inside.lower, inside.upper) if inside else (span, span)
        for place, side in enumerate(("lower", "upper")):
            value: Any = ends[place]
            yield setup.number(f"{key}.{name}_{side}", value, f"{what}: {side} end of the interval "
                               f"of {name.replace('2', '²')} by Q profile", style)  # fmt: skip
    by_q = "(Q − df)/Q" if setup.i2_by_q or setup.inverse == "common" else "tau²/(tau² + s²)"
    yield setup.number(f"{key}.i2", spread.i2, f"{what}: I² as {by_q}", PERCENT)
    yield setup.number(f"{key}.i2q", spread.i2_q, f"{what}: I² as (Q − df)/Q, cut at 0", PERCENT)
    yield setup.number(f"{key}.q", spread.q, f"{what}: Cochran's Q", TWO)
    yield setup.number(f"{key}.df", spread.df, f"{what}: degrees of freedom of Q", Style())
    yield setup.number(f"{key}.qp", spread.p, f"{what}: p of Q", P)


def _claims(setup: Setup, key: str, made: Pooled, whole: Number) -> Iterator[Claim]:
    null = setup.effects.measure.null
    if null is None:
        return
    ends, beyond = setup.ends(made.interval), setup.ends(made.prediction)
    value = setup.back(made.estimate)
    told = _interval_told(setup, ends)
    shown = decimals(null, setup.digits)
    below = ends is not None and ends[1] < null
    above = ends is not None and ends[0] > null

    def said(name: str, rule: str, definition: str, *, holds: bool) -> Claim:
        return claim(f"{key}.{name}", holds, rule, definition, rows=setup.rows, of=[whole])

    yield said("ci_excludes_null", f"confidence interval {told} without {shown}",
               f"The confidence interval excludes no effect ({shown})",
               holds=below or above)  # fmt: skip
    yield said("ci_includes_null", f"confidence interval {told} holds {shown}",
               f"The confidence interval includes no effect ({shown})",
               holds=ends is not None and not (below or above))  # fmt: skip
    p = format(made.p, ".3g") if known(made.p) else NOT_GIVEN
    yield said("significant", f"p = {p} < {_ALPHA}",
               "The pooled effect is statistically significant at 5%",
               holds=known(made.p) and float(made.p) < _ALPHA)  # fmt: skip
    yield said("below_null", f"confidence interval {told} below {shown}",
               f"The whole confidence interval lies below no effect ({shown})",
               holds=below)  # fmt: skip
    yield said("above_null", f"confidence interval {told} above {shown}",
               f"The whole confidence interval lies above no effect ({shown})",
               holds=above)  # fmt: skip
    yield said("pi_excludes_null", f"prediction interval {_interval_told(setup, beyond)} without "
               f"{shown}", f"The prediction interval excludes no effect ({shown})",
               holds=beyond is not None and not beyond[0] <= null <= beyond[1])  # fmt: skip
    inside = [e for e in setup.effects.effects if e.study in set(made.studies)]
    same = [(setup.back(e.y) - null) * (value - null) > 0 for e in inside]
    yield said("all_same_direction", f"{sum(same)} of {len(same)} studies on the side of the "
               "pooled effect", "All studies point the same way", holds=all(same))  # fmt: skip


NOT_GIVEN: Final = "not estimable"


def _interval_told(setup: Setup, ends: tuple[float, float] | None) -> str:
    if ends is None:
        return NOT_GIVEN
    null = setup.effects.measure.null
    return " to ".join(bound(end, setup.digits, null) for end in ends)


def weight_numbers(setup: Setup, key: str, made: Pooled) -> Iterator[Number]:
    """The effect and weight of each study."""
    weights = dict(zip(made.studies, made.weights, strict=True))
    for effect in setup.effects.effects:
        name, label = setup.slugs[effect.study], setup.label(effect.study)
        interval = setup.ends(effect.interval(setup.share)) or (None, None)
        told = f"{label}: {setup.effects.measure.name}"
        back = (100.0 if setup.percent else 1.0) * setup.effects.measure.back(effect.y, effect.n)
        yield setup.number(f"{key}.study.{name}", back, told, setup.style)
        for end, value in zip(("lower", "upper"), interval, strict=True):
            yield setup.number(f"{key}.study.{name}.{end}", value, f"{told}, {end} end of its "
                               f"{setup.level:g}% confidence interval",
                               _bounded(setup, value))  # fmt: skip
        if effect.study in weights:
            yield setup.number(f"{key}.weight.{name}", weights[effect.study],
                               f"{label}: its weight in percent", Style("percent", 1))  # fmt: skip


def effects_table(setup: Setup, key: str, made: Pooled) -> Table:
    """Each study's effect, interval and weight, and the pooled effect below them."""
    body = []
    weighted = set(made.studies)
    for effect in setup.effects.effects:
        at = setup.slugs[effect.study]
        weight: Any = {"num": f"{key}.weight.{at}"} if effect.study in weighted else "none"
        body.append(row(setup.label(effect.study), {"num": f"{key}.study.{at}"},
                        [{"num": f"{key}.study.{at}.lower"}, " to ",
                         {"num": f"{key}.study.{at}.upper"}], weight, name=at))  # fmt: skip
    body += [
        row(setup.label(gone.study), f"left out: {gone.reason}", "", "")
        for gone in setup.effects.left_out
    ]
    body.append(row("Pooled", {"num": f"{key}.estimate"},
                    [{"num": f"{key}.lower"}, " to ", {"num": f"{key}.upper"}], "100%",
                    name="pooled", kind="total"))  # fmt: skip
    name = setup.effects.measure.name
    return table(
        f"pool_{setup.name}",
        definition=f"The {name} of each study of {setup.name}, and pooled",
        columns=[TableColumn(), *(TableColumn(align="right") for _ in range(3))],
        head=[["Study", name[0].upper() + name[1:], f"{setup.level:g}% CI", "Weight"]],
        body=body,
        notes=[f"Pooled: {setup.how}."],
        rows=setup.rows,
    )
