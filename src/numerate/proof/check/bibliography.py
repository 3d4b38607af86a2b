"""The bibliography of a review: every entry with its fields and its line."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bibtexparser.entrypoint import parse_string

from numerate.ground.project import Project
from numerate.paper.manuscript.citations import bibliographies
from numerate.paper.manuscript.document import Document
from numerate.paper.manuscript.source import read_text, shown

_BRACES = re.compile(r"[{}]|\\[a-zA-Z]+\s?|\\.")
_ALIASES = {
    "journaltitle": "journal",
    "container-title": "journal",
    "date": "year",
    "issued": "year",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "publisher-place": "location",
    "DOI": "doi",
    "URL": "url",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One entry of a bibliography.

    Attributes:
        key: Its key.
        type: Its type, such as ``article``; of CSL JSON ``article-journal``.
        fields: Its fields by lower-case name; equal things under one name (``journal``, ``year``,
            ``publisher``); names of persons separated by `` and ``.
        file: Its file.
        line: The line on which it begins.
        repeated: Names of fields that it states more than once.
    """

    key: str
    type: str
    fields: Mapping[str, str]
    file: str
    line: int | None
    repeated: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        """The year of publication; empty without one."""
        found = re.search(r"\d{4}", self.fields.get("year", ""))
        return found[0] if found else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Family names of its authors, or editors, and names of organisations, folded."""
        stated = self.fields.get("author") or self.fields.get("editor") or ""
        return tuple(folded(_family(name)) for name in re.split(r"\s+and\s+", stated) if name)


def read_works(documents: Sequence[Document], project: Project) -> tuple[Work, ...] | None:
    """The entries of the bibliographies that the documents name; None when none can be read."""
    paths = dict.fromkeys(
        Path(name) for d in documents for name in bibliographies(d.settings()) if "://" not in name
    )
    found: list[Work] = []
    read = False
    for path in paths:
        text = read_text(path, project.root)
        if not isinstance(text, str):
            continue
        name = shown(path, project.root)
        if path.suffix.lower() in {".bib", ".bibtex"}:
            found += _bibtex(text, name)
            read = True
        elif path.suffix.lower() == ".json":
            found += _csl(text, name)
            read = True
    return tuple(found) if read else None


def bare_doi(stated: str) -> str:
    r"""A DOI without the address or the name before it, as the references print it.

    >>> bare_doi("https://doi.org/10.1000/abc"), bare_doi("DOI: 10.1000/a{\\_}b.")
    ('10.1000/abc', '10.1000/a_b')
    """
    plain = re.sub(r"\\url\b|[{}\s]", "", stated).replace("\\", "")
    return _RESOLVER.sub("", plain).rstrip(".,;")


_RESOLVER = re.compile(
    r"^(?:(?:https?:)?/*(?:[\w-]+\.)*doi\.[\w.-]+/+)?(?:doi[:.]*)?(?=10\.)", re.IGNORECASE
)


def folded(text: str) -> str:
    """Letters and digits only, without accents, in lower case.

    >>> folded("{Ribeiro Ferreira}"), folded("Frøyland")
    ('ribeiroferreira', 'froyland')
    """
    plain = _BRACES.sub("", text).translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in decomposed if char.isalnum()).lower()


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "ß": "ss", "ł": "l", "đ": "d"})


def _family(name: str) -> str:
    bare = name.strip()
    if bare.startswith("{"):
        return bare
    return bare.split(",")[0] if "," in bare else bare.rsplit(" ", maxsplit=1)[-1]


def _bibtex(text: str, file: str) -> Iterator[Work]:
    library = parse_string(text, parse_stack=[])
    blocks: list[Any] = [*library.entries]
    blocks += [block.ignore_error_block for block in library.failed_blocks if _is_entry(block)]
    for entry in sorted(blocks, key=lambda block: block.start_line or 0):
        fields = {field.key.lower(): _unwrapped(str(field.value)) for field in entry.fields}
        yield Work(
            key=entry.key,
            type=entry.entry_type.lower(),
            fields=_named(fields),
            file=file,
            line=entry.start_line + 1 if entry.start_line is not None else None,
            repeated=_repeated([field.key for field in entry.fields]),
        )


def _repeated(names: Sequence[str]) -> tuple[str, ...]:
    """What an entry states twice: fields of one name, or of one meaning in journals and dates."""
    found: dict[str, list[str]] = {}
    for name in names:
        lower = name.lower()
        same = _ALIASES[lower] if lower in {"journaltitle", "date"} else lower
        found.setdefault(same, []).append(lower)
    return tuple(
        " and ".join(dict.fromkeys(stated)) for stated in found.values() if len(stated) > 1
    )


def _is_entry(block: Any) -> bool:  # noqa: ANN401 - of a library without types
    return hasattr(getattr(block, "ignore_error_block", None), "entry_type")


def _unwrapped(value: str) -> str:
    value = value.strip()
    for opening, closing in (("{", "}"), ('"', '"')):
        if value.startswith(opening) and value.endswith(closing) and len(value) > 1:
            value = value[1:-1]
            break
    return " ".join(value.split())


def _csl(text: str, file: str) -> Iterator[Work]:
    try:
        items = json.loads(text)
    except ValueError:
        return
    for item in items if isinstance(items, list) else items.get("items", []):
        if isinstance(item, dict) and item.get("id"):
            fields = {str(name): _told(value) for name, value in item.items()}
            key = str(item["id"])
            line = text.count("\n", 0, max(text.find(f'"{key}"'), 0)) + 1
            yield Work(
                key=key, type=str(item.get("type", "")), fields=_named(fields), file=file, line=line
            )


def _told(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if isinstance(value, list):
        return " and ".join(_person(one) for one in value)
    if isinstance(value, dict):
        parts = value.get("date-parts") or [[value.get("raw") or value.get("literal") or ""]]
        return str(parts[0][0]) if parts and parts[0] else ""
    return str(value)


def _person(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if not isinstance(value, dict):
        return str(value)
    if value.get("literal"):
        return "{" + str(value["literal"]) + "}"
    return f"{value.get('family', '')}, {value.get('given', '')}"


def _named(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields with equal things under one name, empty ones left out."""
    made: dict[str, str] = {}
    for name, value in fields.items():
        if value.strip("{} "):
            made.setdefault(_ALIASES.get(name, name.lower()), value)
    return made


def titles(works: Iterable[Work]) -> Iterator[tuple[str, Work]]:
    """Each work with its title and year, folded; a title in brackets stands in for none known."""
    for work in works:
        title = folded(work.fields.get("title", ""))
        stands_in = work.fields.get("title", "").lstrip("{ ").startswith("[")
        if title and not stands_in:
            yield f"{title} {work.year}", work
