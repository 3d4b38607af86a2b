"""Drawn lines: the lines of a PDF's page in the order of its text, with where letters stand.

Letters come in the order in which they were drawn, cell by cell in tables whose cells wrap, but for
one thing: PDFium sorts what was drawn on one height from left to right, so that the second line of
the last cell of a row comes after the first cell of the next row where the two are level. Here it
goes back to the line that it stands under. With that, the review's article and supplement have no
finding (2 and 5 without), printed by Typst, LibreOffice or Chromium.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as native  # type: ignore[import-untyped]

from numerate.proof.audit.readers.page_marks import PageLine

_RAISED = 0.15  # of its height that a digit stands above the digit before it
_SMALLER = 0.9  # of the height of the digit before it; turned text rises, but does not shrink
_APART = 3.0  # heights of letters between two cells on one line
_UNDER = 1.75  # heights of letters from one line of a cell to the next
_SIGNS = frozenset({"Sm", "Pd"})
_LAST = 0x10FFFF  # of Unicode


@dataclass(slots=True)
class _Run:
    """Letters beside each other, under construction."""

    text: list[str] = field(default_factory=list)
    across: list[float] = field(default_factory=list)
    raised: list[int] = field(default_factory=list)
    right: float = 0.0
    foot: float = 0.0
    height: float = 0.0
    digit: float = 0.0

    @property
    def line(self) -> PageLine:
        return PageLine("".join(self.text), tuple(self.across), frozenset(self.raised))

    def under(self, other: _Run) -> bool:
        """Whether this may be the next line of a cell."""
        beside = self.across[0] < other.right and other.across[0] < self.right
        return beside and 0 < other.foot - self.foot <= _UNDER * other.height

    def joined(self, other: _Run) -> _Run:
        """Both as one line."""
        shift = len(self.text)
        return _Run(
            [*self.text, *other.text],
            [*self.across, *other.across],
            [*self.raised, *(at + shift for at in other.raised)],
            other.right,
            other.foot,
            max(self.height, other.height),
        )


def drawn_lines(page: pdfium.PdfPage) -> Iterator[PageLine]:
    """The lines of a page."""
    before: _Run | None = None
    for runs in _runs(page):
        first, last = runs[0], runs[-1]
        pair = len(runs) == 2  # noqa: PLR2004 - the end of one row and the beginning of the next
        if pair and before is not None and last.under(before) and not first.under(before):
            yield last.line
            yield first.line
            before = first
            continue
        whole = runs[0]
        for run in runs[1:]:
            whole = whole.joined(run)
        yield whole.line
        before = last


def _runs(page: pdfium.PdfPage) -> Iterator[list[_Run]]:
    """The runs of letters of each line, parted where a line has a gap."""
    letters = page.get_textpage()
    box = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = box
    places = [ctypes.byref(one) for one in box]
    runs: list[_Run] = []
    beside = _Run()  # PDFium begins a line where a digit is raised
    for index in range(letters.count_chars()):
        code = native.FPDFText_GetUnicode(letters, index)
        sign = chr(code) if code <= _LAST else "\ufffd"
        if sign in "\r\n":
            if runs:
                yield runs
                beside, runs = runs[-1], []
            continue
        native.FPDFText_GetCharBox(letters, index, *places)
        height = top.value - bottom.value
        run = runs[-1] if runs else None
        if run is None or (sign != " " and left.value - run.right > _APART * run.height > 0):
            run = _Run()
            runs.append(run)
        if sign.isdigit():
            if _stands_high(run, run if run.text else beside, left.value, bottom.value, height):
                run.raised.append(len(run.text))
            else:
                run.digit = height
        if unicodedata.category(sign) in _SIGNS and _put_back(sign, left.value, runs):
            continue
        run.text.append(sign)
        run.across.append(left.value)
        if sign != " ":
            run.right, run.foot = right.value, bottom.value
            run.height = max(run.height, height)
    if runs:
        yield runs
    letters.close()


def _stands_high(run: _Run, before: _Run, left: float, foot: float, height: float) -> bool:
    """Whether a digit is raised beside the digit before it."""
    if not before.text or not before.text[-1].isdigit():
        return False
    level = foot - before.foot
    if run.text and run.raised[-1:] == [len(run.text) - 1] and abs(level) <= _RAISED * height:
        return True
    smaller = height < _SMALLER * before.digit
    return (
        smaller
        and abs(left - before.right) < height
        and _RAISED * before.digit < level < before.digit
    )


def _put_back(sign: str, left: float, runs: list[_Run]) -> bool:
    """Put a sign that was drawn after its line where it stands; false when it is drawn in order.

    LibreOffice draws minus signs so where the font of the text lacks them.
    """
    for run in runs:
        letters = [(across, at) for at, across in enumerate(run.across) if run.text[at] != " "]
        if letters and letters[0][0] < left < letters[-1][0] and letters == sorted(letters):
            at = next(at for across, at in letters if across > left)
            run.text.insert(at, sign)
            run.across.insert(at, left)
            run.raised = [one + (one >= at) for one in run.raised]
            return True
    return False
