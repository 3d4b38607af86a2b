"""Feasibility: whether a printed percentage or mean can come from whole numbers at all.

Source: Brown NJL, Heathers JAJ. The GRIM test. Social Psychological and Personality Science
2017;8:363-369. Both common roundings of a tie, half up and half to even, are tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

_ROUNDINGS = (ROUND_HALF_UP, ROUND_HALF_EVEN)
_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Feasibility:
    """Whether a printed value can be a whole number divided by a base.

    Attributes:
        printed: The value as printed, without a percent sign.
        base: The whole number it is said to be a share or mean of.
        counts: Every whole number that rounds to the printed value, as a range from the smallest
            to the largest; None when there is none.
        below: The nearest possible value below, and the count that gives it; None at the bottom.
        above: The nearest possible value above, and the count that gives it; None at the top.
    """

    printed: str
    base: int
    counts: tuple[int, int] | None
    below: tuple[int, Decimal] | None
    above: tuple[int, Decimal] | None

    @property
    def possible(self) -> bool:
        """Whether at least one whole number gives the printed value."""
        return self.counts is not None


def percentage(printed: str, base: int) -> Feasibility:
    """Whether a printed percentage can be a count out of ``base``.

    Args:
        printed: The percentage as printed, such as ``74.8%``; its decimals count.
        base: The number of cases it is a percentage of.

    Raises:
        ValueError: When the text is no number, or the base is not positive.

    >>> found = percentage("74.8%", 195)
    >>> found.possible, found.below, found.above
    (False, (145, Decimal('74.4')), (146, Decimal('74.9')))
    >>> percentage("95.6%", 8450).counts
    (8074, 8082)
    """
    return _feasibility(printed.replace("%", "").strip(), base, scale=_PERCENT, highest=base)


def mean(printed: str, n: int, *, items: int = 1) -> Feasibility:
    """Whether a printed mean of whole numbers can come from ``n`` people (the GRIM test).

    Args:
        printed: The mean as printed, such as ``3.45``.
        n: How many people answered.
        items: How many whole-number items each answered, when the mean is over all of them.

    Raises:
        ValueError: When the text is no number, or n or items is not positive.

    >>> mean("5.19", 28).possible, mean("5.18", 28).possible
    (False, True)
    """
    if items < 1:
        raise ValueError(f"a mean needs at least one item, not {items}")
    return _feasibility(printed.strip(), n * items, scale=1, highest=None)


def rounded_both_ways(value: Fraction, digits: int) -> tuple[Decimal, Decimal]:
    """A value rounded half up (away from zero) and half to even, in this order.

    >>> rounded_both_ways(Fraction(1, 8), 2)
    (Decimal('0.13'), Decimal('0.12'))
    """
    half_up, half_even = (_rounded(value, digits, rounding) for rounding in _ROUNDINGS)
    return half_up, half_even


def _feasibility(printed: str, base: int, *, scale: int, highest: int | None) -> Feasibility:
    value = _number(printed)
    if base < 1:
        raise ValueError(f"a base is a whole number from 1, not {base}")
    digits = decimals(printed)
    middle = int(value * base / scale)
    reach = int(Fraction(base, scale * 10**digits)) + 2
    top = middle + reach if highest is None else min(highest, middle + reach)
    start = middle - reach if highest is None else min(max(0, middle - reach), top)
    fits: list[int] = []
    below: tuple[int, Decimal] | None = None
    above: tuple[int, Decimal] | None = None
    for count in range(start, top + 1):
        exact = Fraction(count * scale, base)
        shown = rounded_both_ways(exact, digits)
        if any(Fraction(one) == value for one in shown):
            fits.append(count)
        elif exact < value:
            below = (count, shown[0])
        elif above is None:
            above = (count, shown[0])
    return Feasibility(
        printed=printed,
        base=base,
        counts=(fits[0], fits[-1]) if fits else None,
        below=below,
        above=above,
    )


def decimals(printed: str) -> int:
    """How many decimals a number is printed with.

    >>> decimals("74.8%"), decimals("75"), decimals("10,324.50")
    (1, 0, 2)
    """
    return len(printed.strip().removesuffix("%").strip().partition(".")[2])


def _number(printed: str) -> Fraction:
    try:
        return Fraction(printed.replace(",", ""))
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"'{printed}' is no number") from error


def _rounded(value: Fraction, digits: int, rounding: str) -> Decimal:
    scaled = value * 10**digits
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    twice = rest * 2
    up = twice > scaled.denominator or (
        twice == scaled.denominator and (rounding == ROUND_HALF_UP or whole % 2 == 1)
    )
    units = (whole + up) * (1 if value >= 0 else -1)
    return Decimal(units).scaleb(-digits)
