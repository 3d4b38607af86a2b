"""Silences: comments that let one issue pass at one place, each with its reason.

``<!-- numerate: allow typed-number: the article prints it so -->`` in a manuscript; the same words
after ``#`` in analysis modules, YAML and front matter, and after ``%`` in a bibliography. It stands
at the end of the line it is about, or on a line of its own before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from numerate.ground.issues import Issue
from numerate.ground.project import SETTINGS
from numerate.paper.manuscript.fences import fenced
from numerate.paper.manuscript.source import Line, read_text, shown
from numerate.proof.check.review import Review

_FORM = (
    r"numerate:\s*allow\b[ \t]*(?P<codes>[\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)?[ \t]*"
    r"(?::[ \t]*(?P<reason>.*?))?[ \t]*"
)
_IN_MARKDOWN = re.compile(rf"<!--\s*{_FORM}-->")
_AFTER_HASH = re.compile(rf"(?:^|\s)#+\s*{_FORM}$")
_AFTER_PERCENT = re.compile(rf"(?:^|\s)%+\s*{_FORM}$")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_BLANKS = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """One comment that lets issues pass.

    Attributes:
        file: Its file.
        line: Its line.
        column: Its column.
        covers: The line that it is about.
        codes: The issues that it lets pass.
        reason: Why; empty when none is given, and then nothing passes.
    """

    file: str
    line: int
    column: int
    covers: int
    codes: tuple[str, ...]
    reason: str

    def lets_pass(self, issue: Issue) -> bool:
        """Whether it is about this issue."""
        here = issue.file == self.file and issue.line in {self.line, self.covers}
        return here and bool(self.reason) and issue.code in self.codes


def silences(review: Review) -> tuple[Silence, ...]:
    """Every silence of a review: in its documents, its analysis, its settings, its references."""
    found = list(_in_lines(_text_lines(review.lines), _IN_MARKDOWN))
    headers = [line for document in review.documents for line in document.source.header]
    found += _in_lines(headers, _AFTER_HASH)
    root = review.project.root
    others = [(path, _AFTER_HASH) for path in sorted(review.project.analysis.rglob("*.py"))]
    others.append((root / SETTINGS, _AFTER_HASH))
    others += [(path, _AFTER_PERCENT) for path in sorted(root.glob("*.bib"))]
    for path, form in others:
        text = read_text(path, root)
        if isinstance(text, str) and "numerate:" in text:
            name = shown(path, root)
            lines = [Line(line, name, at) for at, line in enumerate(text.split("\n"), start=1)]
            found += _in_lines(lines, form)
    return tuple(dict.fromkeys(found))


def applied(
    issues: Iterable[Issue], given: Sequence[Silence]
) -> tuple[list[Issue], list[tuple[Issue, Silence]]]:
    """The issues that stay, and those that a silence lets pass, each with it."""
    stay: list[Issue] = []
    passed: list[tuple[Issue, Silence]] = []
    for issue in issues:
        by = next((one for one in given if one.lets_pass(issue)), None)
        if by is None:
            stay.append(issue)
        else:
            passed.append((issue, by))
    return stay, passed


def _text_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines outside of code, code spans blanked out."""
    for line, kind in zip(lines, fenced(line.text for line in lines), strict=True):
        if kind.kind not in {"text", "comment"} or not line.text:
            continue
        text = line.text
        if "`" in text:
            text = _CODE.sub(lambda m: "x" * len(m[0]), text)
        yield Line(text, line.file, line.number)


def _in_lines(lines: Iterable[Line], form: re.Pattern[str]) -> Iterator[Silence]:
    waiting: list[tuple[Line, re.Match[str]]] = []
    for line in lines:
        found = list(form.finditer(line.text)) if "numerate:" in line.text else []
        rest = form.sub("", line.text) if found else line.text
        alone = bool(found) and not _BLANKS.search(rest.strip("#% \t"))
        if alone:
            waiting += [(line, match) for match in found]
            continue
        yield from (_made(line, match, line.number) for match in found)
        if line.text.strip():
            about = [one for one in waiting if one[0].file == line.file]
            yield from (_made(before, match, line.number) for before, match in about)
            yield from (_made(b, m, b.number) for b, m in waiting if b.file != line.file)
            waiting = []
    yield from (_made(line, match, line.number) for line, match in waiting)


def _made(line: Line, match: re.Match[str], covers: int) -> Silence:
    codes = (match["codes"] or "").split(",")
    return Silence(
        file=line.file,
        line=line.number,
        column=match.start() + 1,
        covers=covers,
        codes=tuple(code.strip() for code in codes if code.strip()),
        reason=(match["reason"] or "").strip(),
    )
