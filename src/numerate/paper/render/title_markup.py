"""The title block: title, authors, abstract and so on, in the same words in each format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from numerate.ground.own_words import own_words
from numerate.paper.manuscript.ast import Node, link, text, words
from numerate.paper.render.file_metadata import (
    Meta,
    blocks_in,
    flag_in,
    inlines_in,
    map_in,
    maps_in,
    text_in,
    texts_in,
)

_AFFILIATION_PARTS = ("department", "name", "address", "city", "region", "state", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """One author as printed.

    Attributes:
        name: Name in reading order.
        marks: Numbers of the affiliations, empty when all authors share theirs.
        orcid: The iD's sixteen digits with hyphens, or empty.
        email: Address, or empty.
        corresponding: Whether letters go to this author.
        equal: Whether several authors share the work equally, and this one is among them.
        deceased: Whether the author has died.
        roles: What the author did.
        note: What else is said of the author, as inlines.
    """

    name: str
    marks: tuple[str, ...] = ()
    orcid: str = ""
    email: str = ""
    corresponding: bool = False
    equal: bool = False
    deceased: bool = False
    roles: tuple[str, ...] = ()
    note: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleBlock:
    """What stands above the text of a document.

    Attributes:
        affiliations: (number, text) pairs; the number is empty when all authors share them.
        notes: Lines of inlines below the affiliations: correspondence, ORCID iDs, author notes.
    """

    title: tuple[Node, ...] = ()
    subtitle: tuple[Node, ...] = ()
    authors: tuple[Author, ...] = ()
    affiliations: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[Node, ...], ...] = ()
    date: str = ""
    doi: str = ""
    abstract_title: str = "Abstract"
    abstract: tuple[Node, ...] = ()
    keywords_title: str = "Keywords"
    keywords: tuple[str, ...] = ()
    running_title: str = ""

    def lines(self) -> Iterator[tuple[str, list[Node]]]:
        """The lines above the abstract, each with its part.

        Parts: title, subtitle, authors, affiliation, author-note, date, doi.
        """
        if self.title:
            yield "title", list(self.title)
        if self.subtitle:
            yield "subtitle", list(self.subtitle)
        if self.authors:
            yield "authors", self._author_line()
        for number, name in self.affiliations:
            yield "affiliation", [*_superscript(number), *words(" " * bool(number) + name)]
        for note in self.notes:
            yield "author-note", list(note)
        if self.date:
            yield "date", words(self.date)
        if self.doi:
            url = f"https://doi.org/{self.doi}"
            yield "doi", [link([text(url)], url)]

    def _author_line(self) -> list[Node]:
        line: list[Node] = []
        for index, author in enumerate(self.authors):
            line += words(f"{', ' * bool(index)}{author.name}")
            line += _superscript(",".join(author.marks))
        return line


def title_block(meta: Meta) -> TitleBlock:
    """The title block that a finished document's metadata describe.

    >>> title_block({"title": {"t": "MetaString", "c": "A review"}}).running_title
    'A review'
    """
    authors = tuple(_author(entry) for entry in maps_in(meta, "by-author"))
    affiliations = _affiliations(meta)
    if not authors:
        authors = tuple(Author(name=name) for name in texts_in(meta, "author"))
    if len(affiliations) < 2 or _shared(authors):  # noqa: PLR2004 - one needs no numbers
        authors = tuple(_unmarked(author) for author in authors)
        affiliations = tuple(("", name) for _, name in affiliations)
    return TitleBlock(
        title=tuple(inlines_in(meta, "title")),
        subtitle=tuple(inlines_in(meta, "subtitle")),
        authors=authors,
        affiliations=affiliations,
        notes=tuple(_notes(authors, meta)),
        date=text_in(meta, "date"),
        doi=text_in(meta, "doi").removeprefix("https://doi.org/"),
        abstract_title=text_in(meta, "abstract-title") or "Abstract",
        abstract=tuple(blocks_in(meta, "abstract")),
        keywords_title=text_in(meta, "keywords-title") or "Keywords",
        keywords=tuple(texts_in(meta, "keywords")),
        running_title=text_in(meta, "running-title", "running-head", "shorttitle", "short-title")
        or shortened(text_in(meta, "title")),
    )


def _superscript(mark: str) -> list[Node]:
    return [{"t": "Superscript", "c": [text(mark)]}] if mark else []


def shortened(title: str, longest: int = 72) -> str:
    """A title for the head of a page: its part before a colon, dash or question, or its start.

    >>> shortened("What drives the sharing of images? A recomputed mixed-methods synthesis of all")
    'What drives the sharing of images?'
    """
    if len(title) <= longest:
        return title
    first = re.match(rf".{{12,{longest}}}?(?=[:–—]\s|\s[–—]\s|(?<=[?.!])\s)", title)
    if first:
        return first[0]
    return title[:longest].rsplit(" ", 1)[0].rstrip(",;") + " …"


def _author(entry: Meta) -> Author:
    name = map_in(entry, "name")
    literal = text_in(name, "literal") or text_in(entry, "name", "literal")
    if not literal:
        literal = f"{text_in(name, 'given')} {text_in(name, 'family')}".strip()
    return Author(
        name=literal,
        marks=tuple(text_in(place, "number") for place in maps_in(entry, "affiliations")),
        orcid=text_in(entry, "orcid").rsplit("/", 1)[-1],
        email=text_in(entry, "email"),
        corresponding=flag_in(entry, "corresponding"),
        equal=flag_in(entry, "equal-contributor"),
        deceased=flag_in(entry, "deceased"),
        roles=tuple(texts_in(entry, "roles")),
        note=tuple(inlines_in(entry, "note")),
    )


def _affiliations(meta: Meta) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    groups = [maps_in(meta, "affiliations")]
    groups += [maps_in(author, "affiliations") for author in maps_in(meta, "by-author")]
    for group in groups:
        for place in group:
            parts = (text_in(place, part) for part in _AFFILIATION_PARTS)
            found.setdefault(text_in(place, "number"), ", ".join(part for part in parts if part))
    return tuple((number, name) for number, name in found.items() if name)


def _shared(authors: tuple[Author, ...]) -> bool:
    return len({author.marks for author in authors}) < 2  # noqa: PLR2004 - all the same


def _unmarked(author: Author) -> Author:
    return replace(author, marks=())


def _notes(authors: tuple[Author, ...], meta: Meta) -> Iterator[tuple[Node, ...]]:
    named = own_words(text_in(meta, "lang"))
    for author in authors:
        if author.corresponding and author.email:
            address = link(words(author.email), f"mailto:{author.email}")
            yield (*words(f"{named['correspondence']}: {author.name}, "), address)
    known = [author for author in authors if author.orcid]
    if known:
        line = words("ORCID: ")
        for index, author in enumerate(known):
            line += words(f"{'; ' if index else ''}{author.name}, ")
            url = f"https://orcid.org/{author.orcid}"
            line.append(link([text(url)], url))
        yield tuple(line)
    for key, among in (
        ("equal", [author.name for author in authors if author.equal]),
        ("deceased", [author.name for author in authors if author.deceased]),
    ):
        if among:
            yield tuple(words(f"{named[key]}: {', '.join(among)}"))
    roles = [f"{one.name}, {', '.join(one.roles)}" for one in authors if one.roles]
    if roles:
        yield tuple(words(f"{named['roles']}: {'; '.join(roles)}"))
    for author in authors:
        if author.note:
            yield (*words(f"{author.name}: "), *author.note)
    yield from _statements(meta, named)


def _statements(meta: Meta, named: Mapping[str, str]) -> Iterator[tuple[Node, ...]]:
    """Thanks, funding, acknowledgements, licence and copyright, as they are stated."""
    thanks = inlines_in(meta, "thanks")
    if thanks:
        yield tuple(thanks)
    for key in ("funding", "acknowledgements", "license", "copyright"):
        stated = meta.get(key) or meta.get(key.replace("ledge", "ledg"))
        told = list(inlines_in({key: stated}, key)) if stated else []
        told = told or words("; ".join(_leaves(stated)) if stated else "")
        if told:
            yield (*words(f"{named[key]}: "), *told)


def _leaves(node: Meta) -> Iterator[str]:
    """The texts within a map or list, each map on its own."""
    kind, content = node["t"], node["c"]
    if kind == "MetaList":
        for item in content:
            yield ", ".join(_leaves(item))
    elif kind == "MetaMap":
        for item in content.values():
            yield from _leaves(item)
    elif kind != "MetaBool":
        yield text_in({"leaf": node}, "leaf")
