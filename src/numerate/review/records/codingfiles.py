"""Codings from programs for qualitative analysis: REFI-QDA projects, and NVivo's matrices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.records.batches import Refusal
from numerate.review.records.decoding import decoded
from numerate.review.records.markup import parsed_events, text_of
from numerate.review.records.sheetfiles import Sheet
from numerate.review.records.spellings import line_of_text

# What a cell of a matrix can count; the file does not tell which.
MEASURES: Final = (
    "coding references",
    "files coded",
    "cases coded",
    "words coded",
    "row percentage",
    "column percentage",
    "coding presence",
    "duration coded",
)
_NUMBERED: Final = re.compile(r"\s*(?:[A-Z]{1,3}|\d+)\s*:\s*(?P<name>\S.*)")
_PROJECT: Final = (".qde", ".qdc")
_INTERNAL: Final = "internal://"


@dataclass(frozen=True, slots=True)
class Codings:
    """The codebook of a project, and each passage that is coded.

    Attributes:
        codes: Rows ``code_id, code, parent, description``.
        codings: Rows ``coding_id, source, code_id, begins, ends, text, coder``.
        counted: Codes and codings in the file, counted by its text alone.
        refusals: Codings that point to no code.
    """

    codes: tuple[dict[str, str], ...]
    codings: tuple[dict[str, str], ...]
    counted: int
    refusals: tuple[Refusal, ...] = ()


def is_matrix(sheet: Sheet) -> bool:
    """Whether a sheet is a matrix: nothing above its rows' names, numbered names above its columns.

    >>> is_matrix(Sheet(header=("", "A : Amsel 2016"), rows=()))
    True
    """
    first, *others = sheet.header
    return not first and bool(others) and all(_NUMBERED.match(name) for name in others if name)


def matrix(sheet: Sheet) -> Iterator[dict[str, str]]:
    """One row a cell: what the row is, what the column is, and the cell.

    >>> sheet = Sheet(header=("", "A : Amsel 2016"), rows=((2, ("1 : Ritual", "3")),))
    >>> [tuple(row.values()) for row in matrix(sheet)]
    [('Ritual', 'Amsel 2016', '3')]
    """
    for _, (first, *cells) in sheet.rows:
        for name, cell in zip(sheet.header[1:], cells, strict=True):
            if name:
                yield {"row": _name(first), "column": _name(name), "value": cell.strip()}


def _name(text: str) -> str:
    found = _NUMBERED.match(text)
    return found["name"].strip() if found else text.strip()


def is_project(names: Mapping[str, bytes]) -> bool:
    """Whether an archive with these files is a REFI-QDA project."""
    return any(name.lower().endswith(_PROJECT) for name in names)


def from_project(files: Mapping[str, bytes], shown: str) -> Codings:
    """The codebook and the codings of a REFI-QDA project.

    Args:
        files: The archive's files by name.
        shown: The archive's path, for issues.

    Raises:
        NumerateError: When its XML cannot be read.
    """
    name = next(name for name in files if name.lower().endswith(_PROJECT))
    text = decoded(files[name], f"{shown}:{name}").text
    root = next(parsed_events(text, f"{shown}:{name}", "{*}Project"), None)
    if root is None:
        root = next(parsed_events(text, f"{shown}:{name}", "{*}CodeBook"), None)
    if root is None:
        raise NumerateError(_no_project(f"{shown}:{name}"))
    codes = tuple(_codes(root))
    known = {code["code_id"] for code in codes}
    people = {one.get("guid", ""): one.get("name", "") for one in root.iterfind(".//{*}User")}
    refusals: list[Refusal] = []
    codings: list[dict[str, str]] = []
    for one in _codings(root, files, people):
        if one["code_id"] in known:
            codings.append(one)
        else:
            refusals.append(Refusal(1, "a coding that points to no code", one["coding_id"]))
    counted = len(re.findall(r"<(?:\w+:)?(?:Code|Coding)(?=[\s>/])", text))
    return Codings(codes, tuple(codings), counted, tuple(refusals))


def _codes(root: etree._Element) -> Iterator[dict[str, str]]:
    for code in root.iterfind(".//{*}Code"):
        parent = code.getparent()
        above = parent is not None and etree.QName(parent).localname == "Code"
        description = code.find("{*}Description")
        yield {
            "code_id": code.get("guid", ""),
            "code": code.get("name", ""),
            "parent": parent.get("guid", "") if above and parent is not None else "",
            "description": line_of_text(text_of(description)) if description is not None else "",
        }


def _codings(
    root: etree._Element, files: Mapping[str, bytes], people: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    for coding in root.iterfind(".//{*}Coding"):
        selection = coding.getparent()
        reference = coding.find("{*}CodeRef")
        if selection is None or reference is None:
            continue
        source = _source(selection)
        begins, ends = selection.get("startPosition", ""), selection.get("endPosition", "")
        yield {
            "coding_id": coding.get("guid", ""),
            "source": source.get("name", "") if source is not None else "",
            "code_id": reference.get("targetGUID", ""),
            "begins": begins,
            "ends": ends,
            "text": _passage(source, files, begins, ends) or selection.get("name", ""),
            "coder": people.get(coding.get("creatingUser", ""), ""),
        }


def _source(element: etree._Element) -> etree._Element | None:
    held: etree._Element | None = element
    while held is not None and not etree.QName(held).localname.endswith("Source"):
        held = held.getparent()
    return held


def _passage(
    source: etree._Element | None, files: Mapping[str, bytes], begins: str, ends: str
) -> str:
    """The words that are coded, where the project holds the source's plain text."""
    if source is None or not (begins.isdecimal() and ends.isdecimal()):
        return ""
    content = source.find("{*}PlainTextContent")
    if content is not None:
        return text_of(content)[int(begins) : int(ends)]
    path = source.get("plainTextPath", "").removeprefix(_INTERNAL)
    held = next((files[name] for name in files if path and name.endswith(path)), b"")
    return held.decode("utf-8-sig", errors="replace")[int(begins) : int(ends)]


def _no_project(shown: str) -> Issue:
    return Issue(
        code="bad-xml",
        file=shown,
        found="neither a Project nor a CodeBook",
        expected="a project or codebook in the REFI-QDA format",
        todo="export the project again in the REFI-QDA format",
    )
