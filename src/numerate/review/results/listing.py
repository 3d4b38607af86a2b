"""Lists: an enumeration of the text computed as one thing, with its order and its origin.

A sentence that names three numbers of a group is true of three members only. A list is bound as a
whole, so that the fourth member comes into the sentence by itself; and it declares to the checks
which numbers belong together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from numerate.review.extraction import Rows
from numerate.review.results.enumeration import list_text
from numerate.review.results.estimate import Estimate
from numerate.review.results.number import Number, checked_key
from numerate.review.results.origin import Origin, origin_here

Order = Literal["given", "size", "time", "name"]
_ORDERS = {
    "given": "in the order of the data",
    "size": "from the largest to the smallest",
    "time": "from the earliest to the latest",
    "name": "in alphabetical order",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of a list.

    Attributes:
        name: What it is called; empty where only its number is told.
        number: The number told of it, if any.
        cites: Keys of the works cited beside it.
    """

    name: str = ""
    number: Number | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An enumeration as the manuscript names it by ``[…]{list=key}``.

    Attributes:
        key: Dotted name by which the manuscript calls it.
        members: Its members in their order.
        definition: One sentence: what is listed.
        order: How the members are ordered.
        form: The form it is written in by default.
        empty: What it prints without members.
        serial: Whether a comma stands before "and"; the style of the review says so.
        origin: Where it comes from.
    """

    key: str
    members: tuple[Member, ...]
    definition: str
    order: Order
    form: str
    empty: str
    origin: Origin
    serial: bool = False

    @property
    def items(self) -> dict[str, list[str]]:
        """The wording of each member, by the name that ``as=`` takes."""
        return _items(self.members)

    @property
    def told_order(self) -> str:
        """The order in words."""
        return _ORDERS[self.order]

    @property
    def text(self) -> str:
        """What it prints by default."""
        return list_text(self.entry) or self.empty

    @property
    def entry(self) -> dict[str, Any]:
        """What numbers.json keeps of it, without definition and origin."""
        members = [
            {
                name: value
                for name, value in (
                    ("name", one.name),
                    ("num", one.number.key if one.number else ""),
                    ("cite", list(one.cites)),
                )
                if value
            }
            for one in self.members
        ]
        kept: dict[str, Any] = {"count": len(self.members), "form": self.form, "items": self.items}
        if self.serial:
            kept["serial"] = True
        return kept | {"empty": self.empty, "order": self.told_order, "members": members}

    def as_json(self, root: Path) -> dict[str, Any]:
        """The list as numbers.json keeps it."""
        kept = {"text": self.text, **self.entry, "definition": self.definition}
        kept["origin"] = self.origin.as_json(root)
        return kept | ({"of": list(self.origin.of)} if self.origin.of else {})


def listing(  # noqa: PLR0913 - a list is defined by these
    key: str,
    members: Iterable[Member | Number | str],
    definition: str,
    *,
    order: Order = "given",
    form: str = "",
    empty: str = "none",
    rows: Rows | Iterable[Rows] = (),
) -> Listing:
    """A list computed by the calling function.

    Args:
        key: Dotted name in lower case.
        members: What is listed: names, numbers, or members with a name, a number and citations.
        definition: One sentence that says what is listed.
        order: ``given`` keeps the order of the members; ``size`` puts the largest number first,
            ``time`` the earliest date or year, ``name`` sorts by name. Equals keep their order.
        form: The default form: ``names``, ``values``, ``counts`` (names with the number in
            parentheses), ``cited`` (names with their citations), or a form that all numbers have,
            such as ``words``. Left out: names where all have one, else values.
        empty: What is printed when there are no members.
        rows: The rows it was made from.

    Raises:
        ValueError: When the key is not a dotted name, a member is listed twice, the order needs
            numbers or names that a member lacks, or the members have no such form.

    >>> searches = Rows.of("searches", ["id"], [("a",), ("b",)], key="id")
    >>> listing("search.databases", ["ERIC", "PsycInfo"], "Databases", rows=searches).text
    'ERIC and PsycInfo'
    """
    origin_rows = rows
    made = _ordered(key, [_member(one) for one in members], order)
    names = [one.name or (one.number.key if one.number else "") for one in made]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = f"{key}: {', '.join(twice)} is listed twice"
        raise ValueError(message)
    forms = _items(made)
    default = form or ("names" if all(one.name for one in made) else "values")
    if made and default not in forms:
        message = f"{key}: its members have no form '{default}'; one of {', '.join(forms)}"
        raise ValueError(message)
    numbers = [one.number.key for one in made if one.number]
    return Listing(
        key=checked_key(key),
        members=tuple(made),
        definition=definition,
        order=order,
        form=default,
        empty=empty,
        origin=origin_here(origin_rows, numbers, 1),
    )


def _member(one: Member | Number | str) -> Member:
    if isinstance(one, Number):
        return Member(number=one)
    return Member(name=one) if isinstance(one, str) else one


def _ordered(key: str, members: list[Member], order: Order) -> list[Member]:
    if order not in get_args(Order):
        message = f"{key}: no order '{order}'; one of {', '.join(get_args(Order))}"
        raise ValueError(message)
    if order == "given":
        return members
    if order == "name":
        return sorted(members, key=lambda one: one.name.casefold())
    return sorted(members, key=lambda one: _size(key, one), reverse=order == "size")


def _size(key: str, member: Member) -> Any:  # noqa: ANN401 - a number or a date
    """What a member is ordered by: its number; of a range the first end."""
    value = member.number.value if member.number else None
    end = value[0] if isinstance(value, tuple) else value
    if end is None or isinstance(end, str | Estimate):
        message = f"{key}: '{member.name or 'a member'}' has no number or date to be ordered by"
        raise ValueError(message)
    return end


def _items(members: Iterable[Member]) -> dict[str, list[str]]:
    """Each form that every member has; without members every form is empty."""
    those = list(members)
    found: dict[str, list[str]] = {}
    if not those:
        return {name: [] for name in ("names", "Names", "values", "counts", "cited", "long")}
    numbers = [one.number for one in those if one.number]
    named = all(one.name for one in those)
    if named:
        names = [one.name for one in those]
        found["names"] = names
        found["Names"] = [names[0][:1].upper() + names[0][1:], *names[1:]]
    if len(numbers) == len(those):
        found["values"] = [one.text for one in numbers]
        shared = [form for form in numbers[0].forms if all(form in one.forms for one in numbers)]
        for form in shared:
            found[form] = [one.forms[form] for one in numbers]
        if "Words" in found:
            found["Words"][1:] = found["words"][1:]
    if named and "values" in found:
        pairs = zip(found["names"], found["values"], strict=True)
        found["counts"] = [f"{name} ({value})" for name, value in pairs]
    if named and all(one.cites for one in those):
        found["cited"] = found["names"]
    return found
