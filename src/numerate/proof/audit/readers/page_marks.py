"""Page marks: what belongs to the page and not to the text: page and line numbers, running heads.

They are put aside and kept, not dropped: a table whose rows are numbered looks like numbered lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from numerate.paper.render.table_rows import CONTINUED
from numerate.proof.audit.readers.printed_file import Fragment

_EDGE = 3  # lines at the head and the foot of a page where furniture stands
_FEW_PAGES = 2
_SHARE = 0.25
_DIGITS = re.compile(r"\d+")
_ALONE = re.compile(
    r"\s*(?P<dash>[-–—]\s?)?(?:page\s|p\.\s?)?(?P<page>\d{1,5})(?:\s?(?:/|of)\s?\d{1,5})?"
    r"(?(dash)\s?[-–—])\s*",
    re.IGNORECASE,
)
_AGAIN = re.compile(rf"\((?:{'|'.join(CONTINUED.values())})\)\s*$")
_LONGEST_HEADING = 12  # lines at the top of a page, the head of the table included
_NUMBERED = re.compile(r"\s*(\d{1,5})(?=\s|$)")
_LEAST_NUMBERED = 5
_LEAST_IN_COLUMN = 5
_LONGEST_NUMBER = 5
_MOST_UNNUMBERED = 0.15


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page.

    Attributes:
        text: Its words.
        across: Of each character, where it begins on the page, in points; empty where unknown.
        raised: Characters that stand higher than the digit before them.
    """

    text: str
    across: tuple[float, ...] = ()
    raised: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Line:
    """A line, and what of it was found to belong to the page."""

    text: str
    number: str = ""
    aside: bool = False
    across: tuple[float, ...] = ()
    raised: frozenset[int] = frozenset()


def without_page_marks(pages: Sequence[Sequence[PageLine]]) -> tuple[Fragment, ...]:
    """The lines of all pages as fragments, those of the page marked as aside.

    >>> lines = [["Sharing 1", "a"], ["Sharing 2", "b"]]
    >>> told = without_page_marks([[PageLine(text) for text in page] for page in lines])
    >>> [(one.text, one.aside) for one in told]
    [('Sharing 1', True), ('a', False), ('Sharing 2', True), ('b', False)]
    """
    laid = [
        [_Line(one.text, across=one.across, raised=one.raised) for one in page if one.text.strip()]
        for page in pages
    ]
    for page in laid:
        _line_numbers(page)
    bodies = [[line for line in page if line.text.strip()] for page in laid]
    for body in bodies:
        _columns_of_numbers(body)
    _running(bodies)
    _page_numbers(bodies)
    _continued(bodies)
    return tuple(_fragments(laid))


def _fragments(pages: Sequence[Sequence[_Line]]) -> Iterator[Fragment]:
    for number, page in enumerate(pages, start=1):
        for line in page:
            if line.number:
                yield Fragment(text=line.number, page=number, aside=True)
            if line.text.strip():
                yield Fragment(
                    text=line.text,
                    page=number,
                    aside=line.aside,
                    across=line.across,
                    raised=line.raised,
                )


def _line_numbers(page: Sequence[_Line]) -> None:
    """Take the numbers off the lines of a page where nearly every line has the next number.

    A table whose rows are numbered looks the same, so the numbers are put aside, not forgotten.
    """
    found = [_NUMBERED.match(line.text) for line in page]
    values = [int(match[1]) if match else None for match in found]
    chain = _chain(values)
    if len(chain) < _LEAST_NUMBERED or len(page) - len(chain) > _MOST_UNNUMBERED * len(page) + 2:
        return
    for index in chain:
        match = found[index]
        if match:
            page[index].number = match[1]
            page[index].text = page[index].text[match.end() :]
            page[index].across = page[index].across[match.end() :]
            page[index].raised = frozenset(at - match.end() for at in page[index].raised)


def _columns_of_numbers(page: Sequence[_Line]) -> None:
    """Mark numbers that stand alone on their lines and count up one by one, many in a row.

    So a page comes out whose line numbers were read after its text. A column of a table counts up
    like that too, so the numbers are put aside, not forgotten.
    """
    run: list[_Line] = []
    last = 0
    for line in [*page, _Line("")]:
        text = line.text.strip()
        value = int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else -1
        if run and value == last + 1:
            run.append(line)
        else:
            for one in run if len(run) >= _LEAST_IN_COLUMN else ():
                one.aside = True
            run = [line] if value >= 0 else []
        last = value


def _chain(values: Sequence[int | None]) -> list[int]:
    """The longest run of lines whose numbers count up one by one; lines between may lack one."""
    best: list[int] = []
    ends: dict[int, list[int]] = {}
    for index, value in enumerate(values):
        if value is None:
            continue
        chain = [*ends.get(value - 1, []), index]
        if len(chain) > len(ends.get(value, [])):
            ends[value] = chain
        if len(chain) > len(best):
            best = chain
    return best


def _running(pages: Sequence[Sequence[_Line]]) -> None:
    """Mark lines at the edges of pages that are the same on several of them but for numbers."""
    if len(pages) < _FEW_PAGES:
        return
    counted: Counter[str] = Counter()
    for page in pages:
        counted.update({_masked(line.text) for line in _edges(page)})
    least = max(_FEW_PAGES, _SHARE * len(pages))
    for page in pages:
        for side in (page[:_EDGE], page[::-1][:_EDGE]):
            for line in side:
                if counted[_masked(line.text)] < least or not _masked(line.text).strip("#"):
                    break
                line.aside = True


def _page_numbers(pages: Sequence[Sequence[_Line]]) -> None:
    """Mark numbers alone on the first or last line that count up with the pages.

    A text that parts no pages has them anywhere: numbers alone on their lines that count up from 1.
    """
    if len(pages) == 1:
        alone = [_ALONE.fullmatch(line.text) for line in pages[0]]
        values = [int(match["page"]) if match else None for match in alone]
        chain = _chain(values)
        if len(chain) > 1 and values[chain[0]] == 1:
            for index in chain:
                pages[0][index].aside = True
    for side in (0, -1):
        offsets: Counter[int] = Counter()
        found: list[tuple[_Line, int]] = []
        for index, page in enumerate(pages):
            rest = [line for line in page if not line.aside]
            match = _ALONE.fullmatch(rest[side].text) if rest else None
            if match:
                found.append((rest[side], int(match["page"]) - index))
                offsets[int(match["page"]) - index] += 1
        for line, offset in found:
            if offset == 1 or offsets[offset] >= _FEW_PAGES:
                line.aside = True


def _continued(pages: Sequence[Sequence[_Line]]) -> None:
    """Drop headings of groups that say "(continued)" and repeat what an earlier page says.

    One that differs from the heading it repeats stays, and is compared.
    """
    before = ""
    for page in pages:
        body = [line for line in page if not line.aside]
        for end, line in enumerate(body[:_LONGEST_HEADING]):
            if not _AGAIN.search(line.text):
                continue
            for start in range(end + 1):
                words = _AGAIN.sub("", _solid(body[start : end + 1]))
                if words and words in before:
                    for one in body[start : end + 1]:
                        one.text, one.across, one.raised = "", (), frozenset()
                    break
            break
        before += _solid(body)


def _solid(lines: Sequence[_Line]) -> str:
    """The words of lines without the blanks between them."""
    return "".join("".join(line.text.split()) for line in lines)


def _edges(page: Sequence[_Line]) -> list[_Line]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _masked(text: str) -> str:
    return _DIGITS.sub("#", " ".join(text.split()))
