"""Dates of a document: today, last modified or stated, written in its language."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_day_names, get_month_names

_STYLES = ("full", "long", "medium", "short")
_READ = (
    "%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%m-%d-%Y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y",
    "%d %b %Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%d.%m.%Y",
)  # fmt: skip
_TOKEN = re.compile(r"\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|Do|DD|D|dddd|ddd|HH|H|mm|ss")


def read_date(stated: str, path: Path, today: date | None = None) -> date | None:
    """The day that a text names, None when it names none.

    >>> read_date("2021-11-29", Path("a.qmd"))
    datetime.date(2021, 11, 29)
    """
    word = stated.strip()
    now = today or datetime.now(tz=UTC).astimezone().date()
    if word in {"today", "now"}:
        return now
    if word == "last-modified":
        stamp = path.stat().st_mtime if path.is_file() else None
        return now if stamp is None else datetime.fromtimestamp(stamp, tz=UTC).date()
    for form in _READ:
        try:
            return datetime.strptime(word, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return None


def written_date(day: date, lang: str = "en", form: str | None = None) -> str:
    """A day in words, as Quarto writes it unless a format is stated.

    >>> written_date(date(2021, 11, 29)), written_date(date(2021, 11, 29), form="iso")
    ('November 29, 2021', '2021-11-29')
    >>> written_date(date(2021, 11, 29), "de")
    '29. November 2021'
    """
    locale = _locale(lang)
    if form in (None, *_STYLES) and locale.language != "en":
        return str(format_date(day, form or "long", locale=locale))
    pattern = {
        None: "MMMM D, YYYY",
        "long": "MMMM D, YYYY",
        "full": "dddd, MMMM D, YYYY",
        "medium": "MMM D, YYYY",
        "short": "M/D/YY",
        "iso": "YYYY-MM-DD",
    }.get(form, form or "")
    values: dict[str, str] = {
        "YYYY": f"{day.year:04d}",
        "YY": f"{day.year % 100:02d}",
        "MMMM": str(get_month_names("wide", locale=locale)[day.month]),
        "MMM": str(get_month_names("abbreviated", locale=locale)[day.month]),
        "MM": f"{day.month:02d}",
        "M": str(day.month),
        "Do": f"{day.day}{_ordinal(day.day)}",
        "DD": f"{day.day:02d}",
        "D": str(day.day),
        "dddd": str(get_day_names("wide", locale=locale)[day.weekday()]),
        "ddd": str(get_day_names("abbreviated", locale=locale)[day.weekday()]),
        "HH": "00",
        "H": "0",
        "mm": "00",
        "ss": "00",
    }
    return _TOKEN.sub(lambda m: values.get(m[0], m[1] or ""), pattern)


def _locale(lang: str) -> Locale:
    """What CLDR knows of a language; English for one that it does not know."""
    for name in (lang.replace("-", "_"), lang.replace("_", "-").split("-", maxsplit=1)[0].lower()):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


def _ordinal(number: int) -> str:
    if 10 <= number % 100 <= 20:  # noqa: PLR2004 - eleventh to thirteenth
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
