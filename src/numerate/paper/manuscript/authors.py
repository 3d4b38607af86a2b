"""Authors and their affiliations, in whichever form they are stated, made into one form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from numerate.paper.manuscript.ast import Node, stringify, text
from numerate.paper.manuscript.metatree import meta_inlines

_FLAGS = ("corresponding", "equal-contributor", "deceased")
_NAME_PARTS = ("given", "family", "literal", "dropping-particle", "non-dropping-particle")
_TAKEN = frozenset(
    {
        "name",
        "attributes",
        "affiliation",
        "affiliations",
        "affiliation-url",
        "degrees",
        "role",
        "roles",
        *_FLAGS,
        *_NAME_PARTS,
    }
)
_ALIASES = {"state": "region", "affiliation-url": "url"}
_AFFILIATION = (
    "name", "department", "group", "address", "city", "region", "country", "postal-code",
    "url", "isni", "ringgold", "ror",
)  # fmt: skip

Map = dict[str, Node]


@dataclass(slots=True)
class Authors:
    """Everything about authors: each with affiliations, each affiliation with its number.

    Attributes:
        people: The authors as maps, in their order.
        affiliations: The affiliations as maps, in the order of their numbers.
        unknown: Affiliations that are referred to but stated nowhere.
    """

    people: list[Map] = field(default_factory=list)
    affiliations: list[Map] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def read_authors(meta: Mapping[str, Node]) -> Authors:
    """The authors that the metadata states under ``author`` or ``authors``."""
    made = Authors()
    stated = meta.get("authors") or meta.get("author")
    references: list[list[str]] = []
    for item in _items(stated):
        person, keys = _person(item, made)
        made.people.append(person)
        references.append(keys)
    renamed: dict[str, str] = {}
    for item in _items(meta.get("affiliations")):
        affiliation = _affiliation(item)
        own = _word(affiliation.get("id"))
        kept = _added(affiliation, made)
        renamed[own] = _word(kept.get("id"))
    for index, item in enumerate(_items(meta.get("institute") or meta.get("institutes"))):
        kept = _added({"name": _inlines(meta_inlines(item))}, made)
        if references:
            references[min(index, len(references) - 1)].append(_word(kept["id"]))
    named = [[renamed.get(key, key) for key in keys] for keys in references]
    _number_as_named(made, [key for keys in named for key in keys])
    by_id = {_word(a["id"]): a for a in made.affiliations}
    for person, keys in zip(made.people, named, strict=True):
        made.unknown += [key for key in keys if key not in by_id]
        places = sorted(
            (by_id[key] for key in dict.fromkeys(keys) if key in by_id),
            key=lambda place: int(_word(place["number"])),
        )
        person["affiliations"] = {"t": "MetaList", "c": [_map(place) for place in places]}
    return made


def _number_as_named(made: Authors, keys: list[str]) -> None:
    """Number the affiliations as they appear with the authors, whatever list they come from."""
    order = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    made.affiliations.sort(key=lambda place: order.get(_word(place["id"]), len(order)))
    for number, affiliation in enumerate(made.affiliations, start=1):
        affiliation["number"] = _string(str(number))


def _string(value: str) -> Node:
    return {"t": "MetaString", "c": value}


def _inlines(nodes: list[Node]) -> Node:
    return {"t": "MetaInlines", "c": nodes}


def _map(value: Map) -> Node:
    return {"t": "MetaMap", "c": value}


def _word(node: Node | None) -> str:
    return stringify(meta_inlines(node)) if node is not None else ""


def _items(node: Node | None) -> list[Node]:
    if node is None:
        return []
    return list(node["c"]) if node["t"] == "MetaList" else [node]


def _person(node: Node, made: Authors) -> tuple[Map, list[str]]:
    """One author, and the ids of the affiliations named for them."""
    if node["t"] != "MetaMap":
        return {"name": _name(meta_inlines(node)), "corresponding": _flag(value=False)}, []
    stated: Map = node["c"]
    person = {key: value for key, value in stated.items() if key not in _TAKEN}
    keys: list[str] = []
    for key in ("affiliation", "affiliations"):
        if key in stated:
            keys += _affiliations_of(stated[key], stated.get("affiliation-url"), made)
    for key in ("degrees", "role", "roles"):
        if key in stated:
            person["degrees" if key == "degrees" else "roles"] = _listed(stated[key])
    parts = {key: stated[key] for key in _NAME_PARTS if key in stated}
    whole = stated.get("name")
    if whole is not None:
        parts |= whole["c"] if whole["t"] == "MetaMap" else {"literal": whole}
    person["name"] = _name(_joined(parts), parts)
    flags = {key for key in _FLAGS if key in stated and _is_true(stated[key])}
    flags |= _attributes(stated["attributes"]) if "attributes" in stated else set()
    for name in _FLAGS:
        if name in flags or name == "corresponding":
            person[name] = _flag(value=name in flags)
    return person, keys


def _flag(*, value: bool) -> Node:
    return {"t": "MetaBool", "c": value}


def _is_true(node: Node) -> bool:
    if node["t"] == "MetaBool":
        return bool(node["c"])
    return _word(node).lower() not in {"", "false", "no"}


def _attributes(node: Node) -> set[str]:
    if node["t"] == "MetaMap":
        return {key for key, value in node["c"].items() if _is_true(value)}
    return {_word(item) for item in _items(node)}


def _listed(node: Node) -> Node:
    """Degrees or roles as a list of inlines; a role with its degree of contribution in brackets."""
    found: list[Node] = []
    for item in _items(node):
        if item["t"] == "MetaMap":
            pairs = item["c"].items()
            found += [_inlines([text(f"{k} ({_word(v)})" if _word(v) else k)]) for k, v in pairs]
        else:
            found.append(_inlines(meta_inlines(item)))
    return {"t": "MetaList", "c": found}


def _joined(parts: Map) -> list[Node]:
    if "literal" in parts:
        return meta_inlines(parts["literal"])
    order = ("given", "dropping-particle", "non-dropping-particle", "family")
    found: list[Node] = []
    for key in order:
        if key in parts:
            found += ([{"t": "Space"}] if found else []) + meta_inlines(parts[key])
    return found


def _name(literal: list[Node], parts: Map | None = None) -> Node:
    """A name with its parts; a name stated whole is parted as BibTeX would."""
    made: Map = {"literal": _inlines(literal)}
    given, family = parted(stringify(literal))
    made["given"] = (parts or {}).get("given") or _string(given)
    made["family"] = (parts or {}).get("family") or _string(family)
    return _map(made)


def parted(name: str) -> tuple[str, str]:
    """Given and family name in a whole name.

    >>> parted("Ludwig van Beethoven"), parted("Curie, Marie")
    (('Ludwig', 'van Beethoven'), ('Marie', 'Curie'))
    """
    if "," in name:
        family, _, given = name.partition(",")
        return given.strip(), family.strip()
    parts = name.split()
    if len(parts) < 2:  # noqa: PLR2004 - a single name is a family name
        return "", name
    start = len(parts) - 1
    for index in range(1, len(parts) - 1):
        if parts[index][:1].islower():
            start = index
            break
    return " ".join(parts[:start]), " ".join(parts[start:])


def _affiliations_of(node: Node, url: Node | None, made: Authors) -> list[str]:
    keys: list[str] = []
    for item in _items(node):
        if item["t"] == "MetaMap" and set(item["c"]) == {"ref"}:
            keys.append(_word(item["c"]["ref"]))
            continue
        affiliation = _affiliation(item)
        if url is not None and "url" not in affiliation:
            affiliation["url"] = url
        keys.append(_word(_added(affiliation, made)["id"]))
    return keys


def _affiliation(node: Node) -> Map:
    if node["t"] != "MetaMap":
        return {"name": _inlines(meta_inlines(node))}
    return {_ALIASES.get(key, key): value for key, value in node["c"].items()}


def _added(affiliation: Map, made: Authors) -> Map:
    """The affiliation, or the equal one that is there already."""
    for known in made.affiliations:
        if all(_same(affiliation.get(k), known.get(k)) for k in _AFFILIATION):
            return known
    affiliation.setdefault("id", _string(f"aff-{len(made.affiliations) + 1}"))
    made.affiliations.append(affiliation)
    return affiliation


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401 - nodes or None
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
