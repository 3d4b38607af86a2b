"""What Typst says of a document that it laid out: letters without a font, and its warnings.

Typst names the letters that no font has only when it is asked for PDF/UA-1, and then gives no
file. So a document that breaks the standard is laid out again without it, and what Typst said
the first time becomes advice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from numerate.ground.issues import Issue
from numerate.paper.render.rendition import Place

_SAID = re.compile(
    r"^(?:error|warning): (?P<message>.+)$(?:\n +┌─ \S*__typst_py_bytes__\.typ:(?P<line>\d+))?",
    re.MULTILINE,
)
_LETTERS = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_BREACH: Final = "PDF/UA-1 error: "
# What Typst says of pictures at the place in our template that draws them all: which ones it means.
_PICTURES: Final = {
    "missing alt text": re.compile(r'picture\("((?:[^"\\]|\\.)+)"(?!, alt:)'),
    "embedding PDFs is currently not supported in this export mode": re.compile(
        r'picture\("((?:[^"\\]|\\.)+\.pdf)"', re.IGNORECASE
    ),
}
_PICTURE = re.compile(r'picture\("((?:[^"\\]|\\.)+)"')
_OURS: Final = ("did not converge",)  # where figures go: any of the places found will do
_MOST: Final = 12  # letters that are listed
_FONTS: Final = {
    "ARABIC": "Noto Naskh Arabic",
    "CJK": "Noto Serif CJK",
    "HANGUL": "Noto Serif CJK",
    "HIRAGANA": "Noto Serif CJK",
    "KATAKANA": "Noto Serif CJK",
    "": "Noto Sans Symbols 2 or Noto Emoji",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that Typst said, and the line of the markup that it is about; 0 for none."""

    message: str
    line: int


def said(diagnostics: Iterable[str]) -> tuple[Said, ...]:
    r"""What stands in Typst's diagnostics, each thing once.

    >>> said(["warning: unknown font family: x\n  ┌─ __typst_py_bytes__.typ:3:0\n"])
    (Said(message='unknown font family: x', line=3),)
    """
    found = (
        Said(match["message"], int(match["line"] or 0))
        for text in diagnostics
        for match in _SAID.finditer(text)
    )
    return tuple(dict.fromkeys(found))


def letters_without_font(messages: Iterable[Said]) -> str:
    """The letters that no font has, in the order in which they stand."""
    found = (_LETTERS.search(one.message) for one in messages)
    return "".join(dict.fromkeys(letter for match in found if match for letter in match[1]))


def advice_on(messages: Iterable[Said], source: str, place: Place) -> list[Issue]:
    """Advice for the author of a document.

    Args:
        messages: What Typst said.
        source: The markup that it read.
        place: Where the document stands.
    """
    messages = tuple(messages)
    return [
        *_on_letters(letters_without_font(messages), source, place),
        *_others(messages, source, place),
    ]


def _on_letters(letters: str, source: str, place: Place) -> Iterator[Issue]:
    scripts: dict[str, str] = {}
    for letter in letters:
        scripts[_script(letter)] = scripts.get(_script(letter), "") + letter
    for script, held in scripts.items():
        font = _FONTS.get(script, f"Noto Sans {script.title()}")
        more = f" and {len(held) - _MOST} more" if len(held) > _MOST else ""
        yield Issue(
            code="letters-without-font",
            **_where(held[0], source, place),
            found=f"no font on this computer has {' '.join(held[:_MOST])}{more}",
            expected="a font that has them; the PDF shows boxes, or nothing, in their place",
            todo=f"install a font for them, such as {font}, and render again",
            severity="advice",
        )


def _script(letter: str) -> str:
    """The first word of a letter's name in Unicode; empty for signs and pictures."""
    if unicodedata.category(letter)[0] not in "LM":
        return ""
    return unicodedata.name(letter, "").partition(" ")[0]


def _where(letter: str, source: str, place: Place) -> dict[str, Any]:
    """The file and line where a letter stands: in the text, or in a picture."""
    found = place.places.text(letter)
    if found is not None:
        return {"file": found.file, "line": found.line, "column": found.column}
    for name in dict.fromkeys(_PICTURE.findall(source)):
        path = Path(name)
        if path.suffix.lower() == ".svg" and path.is_file():
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            for number, line in enumerate(lines, start=1):
                if letter in line:
                    shown = (
                        path.relative_to(place.root) if path.is_relative_to(place.root) else path
                    )
                    return {"file": shown.as_posix(), "line": number}
    return {"file": place.shown}


def _others(messages: Iterable[Said], source: str, place: Place) -> Iterator[Issue]:
    lines = source.splitlines()
    told: set[tuple[str, str]] = set()
    for one in messages:
        if _LETTERS.search(one.message) or any(words in one.message for words in _OURS):
            continue
        line = lines[one.line - 1] if 0 < one.line <= len(lines) else ""
        breach = _PICTURES.get(one.message.removeprefix(_BREACH))
        names = breach.findall(source) if breach else []
        for words in [Path(name).name for name in names] or [_words_at(one.message, line)]:
            issue = _other(one.message, words if names else "", _at(words, place))
            if (issue.found, str(issue.line)) not in told:
                told.add((issue.found, str(issue.line)))
                yield issue


def _other(message: str, picture: str, at: dict[str, Any]) -> Issue:
    breach = message.startswith(_BREACH) or message.removeprefix(_BREACH) in _PICTURES
    about = f" ({picture})" if picture else ""
    made = "the PDF is made, but does not claim to be accessible" if breach else "the PDF is made"
    todo = "give the picture an alternative text: ![caption](file){fig-alt=…}"
    if message.removeprefix(_BREACH) != "missing alt text":
        todo = "save the picture as SVG" if picture else "mend what it says"
    return Issue(
        code="not-accessible" if breach else "typst-warning",
        **at,
        found=f"Typst says: {message.removeprefix(_BREACH)}{about}",
        expected="a PDF that conforms to PDF/UA-1" if breach else "a document without warnings",
        todo=f"{todo}; {made}",
        severity="advice",
    )


def _words_at(message: str, line: str) -> str:
    """Words of the source that a message is about: a setting, or a line of the text."""
    return "mainfont" if message.startswith("unknown font") else line.strip()


def _at(words: str, place: Place) -> dict[str, Any]:
    found = place.places.text(words) if words else None
    if found is None:
        return {"file": place.shown}
    return {"file": found.file, "line": found.line, "column": found.column}
