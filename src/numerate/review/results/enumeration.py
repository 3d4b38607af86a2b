"""Enumerations: members joined into a phrase, and words that follow a number.

What is stored of a list is the wording of each member in each form, never the finished sentence, so
that the manuscript can shorten it (``max=``) or repeat a word before each member (``each=``). The
Lua filter joins by the same rules; a test holds the two to each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from numerate.review.results.wording import in_words

_FEW = 10  # below it a count of what is left out is written as a word (APA 7, 6.32)
_TWO = 2
# what the braces of a list or a plural may say besides the key and the form
OPTIONS = ("max", "rest", "each", "empty", "one", "other", "zero")


def joined(  # noqa: PLR0913 - an enumeration is written by these
    items: Sequence[str],
    *,
    serial: bool = False,
    limit: int = 0,
    rest: str = "",
    each: str = "",
    empty: str = "none",
) -> str:
    """The members as a phrase of a sentence.

    Members that hold a comma themselves are set apart by semicolons.

    Args:
        items: The members as they are written.
        serial: Whether a comma stands before "and" from three members on.
        limit: How many members are told at most; 0 for all.
        rest: What the others are called; "others" (one: "other") when empty.
        each: A word before each member, such as "on".
        empty: What is written when there are no members.

    >>> joined(["12,958", "5,823", "6,742"]), joined(["A", "B", "C"], serial=True)
    ('12,958, 5,823 and 6,742', 'A, B, and C')
    >>> joined(["Italy", "Spain", "Peru", "Chad"], limit=2), joined([])
    ('Italy, Spain and two others', 'none')
    >>> joined(["May 1, 2020", "May 2, 2021", "May 3, 2022"])
    'May 1, 2020; May 2, 2021; and May 3, 2022'
    """
    if not items:
        return empty
    told = [f"{each} {one}" if each else one for one in items]
    left = len(told) - limit if 0 < limit < len(told) else 0
    if left:
        many = in_words(left) if left < _FEW else f"{left:,}"
        told = [*told[:limit], f"{many} {rest or ('other' if left == 1 else 'others')}"]
    if len(told) == 1:
        return told[0]
    parted = len(told) > _TWO and any(", " in one for one in told)
    comma = ";" if parted else ","
    before = comma if parted or (serial and len(told) > _TWO) else ""
    return f"{f'{comma} '.join(told[:-1])}{before} and {told[-1]}"


def list_text(
    entry: Mapping[str, Any], form: str = "", options: Mapping[str, str] | None = None
) -> str | None:
    """What a stored list prints; None when it has no such form or ``max`` is no whole number.

    Args:
        entry: The list as numbers.json keeps it.
        form: What ``as=`` says.
        options: What else the braces say.
    """
    said = options or {}
    items = entry["items"].get(form or entry["form"])
    most = said.get("max", "0")
    if items is None or not most.isdecimal():
        return None
    return joined(
        items,
        serial=bool(entry.get("serial")),
        limit=int(most),
        rest=said.get("rest", ""),
        each=said.get("each", ""),
        empty=said.get("empty", entry["empty"]),
    )


def plural_text(value: Any, options: Mapping[str, str]) -> str | None:  # noqa: ANN401 - JSON
    """The words that fit a count: ``zero`` where given for none, ``one`` for 1, else ``other``.

    None when ``one`` or ``other`` is not given.

    >>> words = {"one": "statement is", "other": "statements are"}
    >>> plural_text(1, words), plural_text(2, words), plural_text(0, words)
    ('statement is', 'statements are', 'statements are')
    """
    if not {"one", "other"} <= set(options):
        return None
    if value == 0 and "zero" in options:
        return options["zero"]
    return options["one" if value == 1 else "other"]


def counted(entry: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """What a plural goes by: the value of a stored number, the members of a stored list."""
    return entry["count"] if "items" in entry else entry["value"]
