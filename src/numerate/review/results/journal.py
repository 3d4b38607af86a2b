"""How journals write a result: APA, BMJ, JAMA, Lancet and Cochrane.

Sources: APA Publication Manual, 7th edition, 6.36, 6.43-6.44; BMJ house style (capital P, no space
around signs, thin space in thousands from 10 000); AMA Manual of Style, 11th edition, 17.4 and 18
(P without leading zero, hyphen in intervals, "to" beside a minus); Lancet's formatting guidelines
(raised decimal point, P to two figures down to 0·0001); Cochrane Style Manual, statistics.
Statistics that APA sets in italics are printed upright, since a bound number is plain text.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from numerate.review.results.estimate import Estimate, Real
from numerate.review.results.wording import rounded

_MINUS: Final = "\N{MINUS SIGN}"
_NARROW: Final = "\N{NARROW NO-BREAK SPACE}"
_MOST_DIGITS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The habits of one style.

    Attributes:
        name: What ``as=`` and ``_quarto.yml`` call it.
        frame: Estimate, interval and the rest: ``{e}``, ``{ci}``, and ``{more}`` for what follows,
            which brings its own separator.
        named: How measure and estimate stand together: ``{m} {e}``.
        interval: How an interval is written: ``{level}``, ``{low}``, ``{high}``.
        prediction: The same of a prediction interval.
        to: What stands between its ends.
        equals: The sign of equality with its spaces.
        p: The letter of a p value.
        p_zero: Whether a p value has a leading zero.
        p_figures: Least decimals and most decimals of a p value; below, it is "< 0.001".
        p_two_figures: Whether a p value has two figures, as far as the most decimals allow.
        point: The decimal point.
        group: What separates thousands.
        grouped_from: The smallest number that is so separated.
        spelt: Whether measures are spelt out.
        unit_in_interval: Whether % stands at the ends of an interval too.
        i2_digits: Decimals of I².
        bare_within_one: Whether values that cannot exceed 1 lose their leading zero.
        tells: The parts after the interval, in order.
    """

    name: str
    frame: str
    named: str
    interval: str
    prediction: str
    to: str
    equals: str
    p: str
    p_zero: bool
    p_figures: tuple[int, int]
    p_two_figures: bool = False
    point: str = "."
    group: str = ","
    grouped_from: int = 1000
    spelt: bool = False
    unit_in_interval: bool = True
    i2_digits: int = 0
    bare_within_one: bool = False
    tells: tuple[str, ...] = ("heterogeneity", "sample", "certainty")


_COCHRANE: Final = Journal(
    name="cochrane",
    frame="{e}, {ci}{more}",
    named="{m} {e}",
    interval="{level}% CI {low}{to}{high}",
    prediction="{level}% PI {low}{to}{high}",
    to=" to ",
    equals=" = ",
    p="P",
    p_zero=True,
    p_figures=(2, 3),
)
_BMJ: Final = Journal(
    name="bmj",
    frame="{e} ({ci}{more})",
    named="{m} {e}",
    interval="{level}% confidence interval {low}{to}{high}",
    prediction="{level}% prediction interval {low}{to}{high}",
    to=" to ",
    equals="=",
    p="P",
    p_zero=True,
    p_figures=(2, 3),
    group=_NARROW,
    grouped_from=10_000,
    spelt=True,
)
_LANCET: Final = Journal(
    name="lancet",
    frame="{e} ({ci}{more})",
    named="{m} {e}",
    interval="{level}% CI {low}{to}{high}",
    prediction="{level}% PI {low}{to}{high}",
    to="–",
    equals="=",
    p="p",
    p_zero=True,
    p_figures=(2, 4),
    p_two_figures=True,
    point="·",
    group=_NARROW,
    grouped_from=10_000,
    unit_in_interval=False,
)
_JAMA: Final = Journal(
    name="jama",
    frame="{e} ({ci}){more}",
    named="{m}, {e}",
    interval="{level}% CI, {low}{to}{high}",
    prediction="{level}% PI, {low}{to}{high}",
    to="-",
    equals=" = ",
    p="P",
    p_zero=False,
    p_figures=(2, 3),
    tells=("p", "heterogeneity", "sample", "certainty"),
)
_APA: Final = Journal(
    name="apa",
    frame="{e}, {ci}{more}",
    named="{m} = {e}",
    interval="{level}% CI [{low}, {high}]",
    prediction="{level}% PI [{low}, {high}]",
    to=", ",
    equals=" = ",
    p="p",
    p_zero=False,
    p_figures=(3, 3),
    i2_digits=1,
    bare_within_one=True,
    tells=("test", "heterogeneity"),
)
JOURNALS: Final = {one.name: one for one in (_APA, _BMJ, _JAMA, _LANCET, _COCHRANE)}
DEFAULT: Final = _COCHRANE.name


def told(one: Estimate, journal: str = DEFAULT) -> str:
    """The estimate with all that the style tells beside it.

    Raises:
        KeyError: When the style is not one of ``JOURNALS``.

    >>> from numerate.review.results.estimate import MEASURES
    >>> pooled = Estimate(measure=MEASURES["RR"], value=0.4894, low=0.3301, high=0.7257, i2=92.12,
    ...                   k=13, n=357347)
    >>> told(pooled)
    'RR 0.49, 95% CI 0.33 to 0.73; I² = 92%; 13 studies, 357,347 participants'
    >>> told(pooled, "jama")
    'RR, 0.49 (95% CI, 0.33-0.73); I² = 92%; 13 studies, 357,347 participants'
    """
    style = JOURNALS[journal]
    parts = [(name, _PARTS[name](one, style)) for name in style.tells]
    more = "".join(
        (", " if name == "test" and style.name == _APA.name else "; ") + text
        for name, text in parts
        if text
    )
    return style.frame.format(e=_estimate(one, style), ci=_interval(one, style), more=more)


def parts(one: Estimate, journal: str = DEFAULT) -> dict[str, str]:
    """The parts of an estimate, each in the style, for sentences that need them apart.

    >>> from numerate.review.results.estimate import MEASURES
    >>> pooled = Estimate(measure=MEASURES["RR"], value=0.86, low=0.75, high=0.9981, p=0.047)
    >>> parts(pooled)["short"], parts(pooled, "apa")["p"]
    ('RR 0.86, 95% CI 0.75 to 0.998', 'p = .047')
    """
    style = JOURNALS[journal]
    short = style.frame.format(e=_estimate(one, style), ci=_interval(one, style), more="")
    made = {
        "short": short,
        "estimate": _value(one, one.value, style) + _unit(one),
        "ci": _interval(one, style),
        "p": p_value(one.p, style, one.level) if one.p is not None else "",
        "prediction": _prediction(one, style),
        "heterogeneity": _spread(one, style),
        "sample": _sample(one, style),
    }
    return {name: text for name, text in made.items() if text}


def p_value(p: Real, style: Journal, level: Real = 95) -> str:
    """A p value; one that rounds to the bound of significance gets a further decimal.

    >>> [p_value(p, JOURNALS["bmj"]) for p in (0.0004, 0.0042, 0.046, 0.3, 0.998)]
    ['P<0.001', 'P=0.004', 'P=0.046', 'P=0.30', 'P>0.99']
    """
    least, most = style.p_figures
    floor = Decimal(1).scaleb(-most)
    less, equal, more = ((f" {sign} " if " " in style.equals else sign) for sign in "<=>")
    if p < Fraction(floor):
        return style.p + less + _p_digits(floor, style)
    digits = least
    while digits < most and p < Fraction(1, 10 ** (digits - style.p_two_figures)):
        digits += 1
    bound = 1 - Fraction(str(level)) / 100
    while p < bound <= Fraction(rounded(p, digits)) and digits < _MOST_DIGITS:
        digits += 1
    near = rounded(p, digits)
    if near == 1:
        return style.p + more + _p_digits(1 - Decimal(1).scaleb(-digits), style)
    return style.p + equal + _p_digits(near, style)


def count(number: int, style: Journal) -> str:
    """A whole number with its thousands apart.

    >>> count(357347, JOURNALS["cochrane"]), count(1234, JOURNALS["bmj"])
    ('357,347', '1234')
    """
    return f"{number:,}".replace(",", style.group) if number >= style.grouped_from else str(number)


def _p_digits(value: Decimal, style: Journal) -> str:
    text = f"{value:f}".replace(".", style.point)
    return text if style.p_zero else text.removeprefix("0")


def _estimate(one: Estimate, style: Journal) -> str:
    name = one.measure.long if style.spelt and one.measure.long else one.measure.short
    value = _value(one, one.value, style) + _unit(one)
    return style.named.format(m=name, e=value) if name else value


def _unit(one: Estimate) -> str:
    return one.unit if one.unit in {"", "%"} else f" {one.unit}"


def _value(one: Estimate, value: Real, style: Journal, digits: int | None = None) -> str:
    """A value; while it rounds to no effect though the interval leaves that out, more decimals."""
    places = one.digits if digits is None else digits
    null = one.measure.null
    while one.excludes_null and rounded(value, places) == null and places < _MOST_DIGITS:
        places += 1
    return _written(rounded(value, places), style, bare=one.measure.within_one)


def _written(value: Decimal, style: Journal, *, bare: bool = False) -> str:
    sign = _MINUS if value < 0 else ""
    whole, _, digits = f"{abs(value):f}".partition(".")
    whole = count(int(whole), style)
    whole = "" if whole == "0" and digits and bare and style.bare_within_one else whole
    return sign + whole + (style.point + digits if digits else "")


def _ends(one: Estimate, low: Real, high: Real, style: Journal, frame: str) -> str:
    unit = one.unit if one.unit == "%" and style.unit_in_interval else ""
    first, second = (_value(one, end, style) + unit for end in (low, high))
    dashed = style.to in {"–", "-"}
    to = " to " if dashed and _MINUS in first + second else style.to
    level = _written(rounded(one.level, 0 if one.level == int(one.level) else 1), style)
    return frame.format(level=level, low=first, high=second, to=to)


def _interval(one: Estimate, style: Journal) -> str:
    if one.low is None or one.high is None:
        return "confidence interval not estimable" if style.spelt else "CI not estimable"
    return _ends(one, one.low, one.high, style, style.interval)


def _prediction(one: Estimate, style: Journal) -> str:
    return _ends(one, *one.prediction, style, style.prediction) if one.prediction else ""


def _test(one: Estimate, style: Journal) -> str:
    told_p = p_value(one.p, style, one.level) if one.p is not None else ""
    if not one.statistic or one.tested is None:
        return told_p
    df = f"({_degrees(one.df, style)})" if one.df is not None else ""
    tested = f"{one.statistic}{df}{style.equals}{_written(rounded(one.tested, 2), style)}"
    return f"{tested}, {told_p}" if told_p else tested


def _degrees(df: Real, style: Journal) -> str:
    return _written(rounded(df, 0 if df == int(df) else 2), style)


def _i2(one: Estimate, style: Journal) -> str:
    if one.i2 is None:
        return ""
    return f"I²{style.equals}{_written(rounded(one.i2, style.i2_digits), style)}%"


def _q(one: Estimate, style: Journal) -> str:
    if one.q is None:
        return ""
    df = f"({one.k - 1})" if one.k is not None else ""
    told_p = f", {p_value(one.q_p, style, one.level)}" if one.q_p is not None else ""
    return f"Q{df}{style.equals}{_written(rounded(one.q, 2), style)}{told_p}"


def _tau2(one: Estimate, style: Journal) -> str:
    """The variance between studies: 0 is 0, and what rounds to it is said to be small."""
    if one.tau2 is None:
        return ""
    if one.tau2 == 0:
        return f"τ²{style.equals}0"
    digits = 2 if one.tau2 >= Fraction(1, 10) else 3
    near = rounded(one.tau2, digits)
    less = " < " if " " in style.equals else "<"
    return (
        f"τ²{style.equals}{_written(near, style)}"
        if near
        else f"τ²{less}{_written(Decimal('0.001'), style)}"
    )


def _heterogeneity(one: Estimate, style: Journal) -> str:
    found = [_i2(one, style)] if style.name != _APA.name else [_q(one, style), _i2(one, style)]
    return ", ".join(text for text in found if text)


def _spread(one: Estimate, style: Journal) -> str:
    found = (_tau2(one, style), _q(one, style), _i2(one, style))
    return ", ".join(text for text in found if text)


def _sample(one: Estimate, style: Journal) -> str:
    told_counts = [
        f"{count(number, style)} {names[number != 1]}"
        for number, names in ((one.k, one.studies), (one.n, one.people))
        if number is not None
    ]
    return ", ".join(told_counts)


def _certainty(one: Estimate, _style: Journal) -> str:
    return f"{one.certainty.replace(' ', '-')}-certainty evidence" if one.certainty else ""


def _p(one: Estimate, style: Journal) -> str:
    return p_value(one.p, style, one.level) if one.p is not None else ""


_PARTS: Final = {
    "p": _p,
    "test": _test,
    "heterogeneity": _heterogeneity,
    "sample": _sample,
    "certainty": _certainty,
}
