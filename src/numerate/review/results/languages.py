"""Numbers, dates and number words in the language of a manuscript that is not in English.

Digits, percentages and dates come from Unicode's CLDR by Babel (33 MB, 8 ms to load), words from
num2words (1.3 MB, 53 ms, so it is loaded when a word is asked for): tables of our own would be
wrong in more languages than they would hold.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from numerate.ground.own_words import base_language, own_words
from numerate.review.results.wording import Quantity, Style, forms, rounded

_MINUS = "\N{MINUS SIGN}"
_SMALLEST_P = Fraction(1, 1000)
_LARGEST_IN_WORDS = 10**12
_OF_NUM2WORDS = {"nb": "no"}


def locale_of(lang: str) -> Locale | None:
    """What CLDR knows of a language; None when it does not know it.

    >>> locale_of("de-AT").english_name, locale_of("xx-YY")
    ('German (Austria)', None)
    """
    for name in (lang.replace("-", "_"), base_language(lang)):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return None


def in_language(value: Quantity, style: Style, lang: str) -> tuple[str, dict[str, str]] | None:
    r"""The default wording of a value and its other wordings, in a language.

    Args:
        value: The exact value.
        style: How it is written by default.
        lang: A language tag, such as ``de`` or ``fr-CA``.

    Returns:
        Text and forms; a form that the language lacks is the English one. None for a language that
        CLDR does not know.

    >>> text, told = in_language(10324, Style(), "de")
    >>> text, told["words"]
    ('10.324', 'zehntausenddreihundertvierundzwanzig')
    >>> in_language((Fraction(4, 10), Fraction(313, 10)), Style("percent", 1), "de")[1]["to"]
    '0,4\xa0% bis 31,3\xa0%'
    """
    locale = locale_of(lang)
    if locale is None:
        return None
    english = forms(value, style)
    if isinstance(value, tuple):
        low, high = (_written(end, style, locale) for end in value)
        named = own_words(lang)
        joined = f"{low} {named['to']} {high}"
        text = low if low == high else joined if low.startswith(_MINUS) else f"{low}–{high}"
        also = f"{low} {named['and']} {high}"
        own = {"low": low, "high": high, "to": joined, "and": also, "bare": _bare(text)}
        return text, english | own
    text = _written(value, style, locale)
    if isinstance(value, date):
        return text, english | {"long": text}
    return text, english | _forms(value, style, text, locale)


def _forms(value: Quantity, style: Style, text: str, locale: Locale) -> dict[str, str]:
    if style.kind == "percent" and not isinstance(value, str):
        return {"bare": _bare(text), "whole": _written(value, Style("percent", 0), locale)}
    if style.kind == "p":
        return {"relation": f"< {text[1:]}" if text.startswith("<") else f"= {text}"}
    is_count = style.kind == "count" and isinstance(value, int)
    if is_count and isinstance(value, int) and abs(value) < _LARGEST_IN_WORDS:
        return dict(_in_words(value, base_language(str(locale))))
    return {}


def _in_words(value: int, lang: str) -> Mapping[str, str]:
    """Cardinal and ordinal in words, as far as the language has them."""
    found: dict[str, str] = {}
    name = _OF_NUM2WORDS.get(lang, lang)
    num2words = importlib.import_module("num2words").num2words
    try:
        words = num2words(value, lang=name)
        found = {"words": words, "Words": words[:1].upper() + words[1:]}
        found["ordinal"] = num2words(value, lang=name, to="ordinal")
    except (NotImplementedError, TypeError, ValueError):  # a language without ordinals, or words
        return found
    return found


def _bare(text: str) -> str:
    return text.replace("%", "").replace("\N{NO-BREAK SPACE}", "").replace("\u202f", "")


def _written(value: object, style: Style, locale: Locale) -> str:
    if isinstance(value, date):
        return str(format_date(value, "long", locale=locale))
    if isinstance(value, str):
        return value
    if not isinstance(value, (int, float, Fraction, Decimal)):
        message = f"{value!r} is no number, date or text"
        raise TypeError(message)
    if style.kind == "year":
        return str(int(value))
    if style.kind == "p":
        small = value < _SMALLEST_P
        near = Decimal("0.001") if small else rounded(value, 3)
        return "<" * small + _digits(near, 3, locale)
    text = _digits(rounded(value, style.digits), style.digits, locale)
    if style.kind != "percent":
        return text
    pattern = locale.percent_formats[None].pattern
    before, _, after = pattern.partition("#,##0")
    return f"{before}{text}{after}"


def _digits(value: Decimal, digits: int, locale: Locale) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text = str(format_decimal(value, format=pattern, locale=locale))
    return text.replace("-", _MINUS)
