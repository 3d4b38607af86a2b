"""Dates of a document: today, last modified or stated, written in its language."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
}
_LONG = {
    "en": "MMMM D, YYYY",
    "de": "D. MMMM YYYY",
    "es": "D [de] MMMM [de] YYYY",
    "pt": "D [de] MMMM [de] YYYY",
}
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
    base = lang.split("-", maxsplit=1)[0].lower()
    language = base if base in _MONTHS else "en"
    pattern = {
        None: _LONG.get(language, "D MMMM YYYY"),
        "long": _LONG.get(language, "D MMMM YYYY"),
        "full": "dddd, " + _LONG.get(language, "D MMMM YYYY"),
        "medium": "MMM D, YYYY" if language == "en" else "D MMM YYYY",
        "short": "M/D/YY" if language == "en" else "DD/MM/YYYY",
        "iso": "YYYY-MM-DD",
    }.get(form, form or "")
    months = _MONTHS[language].split()
    days = _DAYS[language].split()
    values = {
        "YYYY": f"{day.year:04d}",
        "YY": f"{day.year % 100:02d}",
        "MMMM": months[day.month - 1],
        "MMM": months[day.month - 1][:3],
        "MM": f"{day.month:02d}",
        "M": str(day.month),
        "Do": f"{day.day}{_ordinal(day.day)}",
        "DD": f"{day.day:02d}",
        "D": str(day.day),
        "dddd": days[day.weekday()],
        "ddd": days[day.weekday()][:3],
        "HH": "00",
        "H": "0",
        "mm": "00",
        "ss": "00",
    }
    return _TOKEN.sub(lambda m: values.get(m[0], m[1] or ""), pattern)


def _ordinal(number: int) -> str:
    if 10 <= number % 100 <= 20:  # noqa: PLR2004 - eleventh to thirteenth
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
