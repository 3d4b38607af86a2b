"""Typed numbers: quantities in the text that are bound to no key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from numerate.ground.issues import Issue
from numerate.paper.manuscript.prose import Passage
from numerate.proof.check.numerals import Numeral, numerals
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.proof.check.suggestions import Suggestions, advice, suggestions

CODE = "typed-number"
BLANK = "\ue000"
_NOT_OURS = (
    "num", "list", "plural", "claim", "cite", "ref", "fixed", "citation", "code", "math", "script",
    "quote",
)  # fmt: skip
_REFERENCES = frozenset({"references", "bibliography", "works cited", "literature cited"})
_QUOTED = re.compile(r"“[^“”]{1,600}”")
_AMOUNT = r"(?P<number>\d+(?:(?:\{,\}|,|\\,)\d{3})*(?:\.\d+)?(?:\\?%)?)"
# n, N, k or K with its sign before a number
_COUNT = re.compile(
    rf"(?<![\w\\])[nNkK](?:_(?:\w|\{{[^{{}}]*\}}))?\s*(?:=|\\(?:approx|geq?|leq?)\b)\s*{_AMOUNT}"
)
_AROUND = 120
_SHOWN = 6


def blanked(passage: Passage, kinds: tuple[str, ...] = (*_NOT_OURS, "link")) -> str:
    """The text of a passage with marked stretches blanked out, character by character."""
    text = passage.text
    for mark in passage.marked(*kinds):
        text = text[: mark.start] + BLANK * (mark.end - mark.start) + text[mark.end :]
    if "quote" in kinds and "“" in text:
        text = _QUOTED.sub(lambda match: BLANK * len(match[0]), text)
    return text


def is_ours(passage: Passage) -> bool:
    """Whether a passage says something in the authors' own voice that may be typed wrongly."""
    if "fixed" in passage.within or "quote" in passage.within:
        return False
    return not any(title.lower() in _REFERENCES for title in passage.section)


def _check(review: Review) -> Iterator[Issue]:
    known = suggestions(review.facts)
    for document in review.documents:
        row: list[tuple[Passage, Numeral]] = []
        place = ""
        for passage in review.passages(document):
            here = next((w for w in passage.within if w.startswith("table ")), "")
            if here != place:
                yield from _of_row(row)
                row, place = [], here
            if not is_ours(passage):
                continue
            found = [*numerals(blanked(passage), passage.kind), *_in_formulas(passage)]
            if here:
                row += [(passage, numeral) for numeral in found]
            else:
                yield from (_issue(passage, numeral, known) for numeral in found)
        yield from _of_row(row)


def _in_formulas(passage: Passage) -> Iterator[Numeral]:
    """Counts within formulas: ``$n = 12$``, ``$N_1 = 1{,}242$``."""
    fixed = list(passage.marked("fixed", "quote"))
    for mark in passage.marked("math"):
        if any(one.start <= mark.start and mark.end <= one.end for one in fixed):
            continue
        for match in _COUNT.finditer(passage.text, mark.start, mark.end):
            start, end = match.span("number")
            written = match["number"]
            bare = written.replace("{,}", "").replace("\\,", "").replace("\\", "").replace(",", "")
            percent = bare.endswith("%")
            yield Numeral(
                start=start,
                end=end,
                text=written,
                kind="percent" if percent else "number",
                value=Fraction(bare.removesuffix("%")),
                plain=bare,
            )


def _issue(passage: Passage, numeral: Numeral, known: Suggestions) -> Issue:
    around = passage.text[max(0, numeral.start - _AROUND) : numeral.end + _AROUND]
    where = {"paragraph": "the text", "note": "a footnote"}.get(passage.kind, f"a {passage.kind}")
    if passage.kind == "abstract":
        where = "the abstract"
    return issue(
        CODE,
        passage.place(numeral.start),
        found=f"«{numeral.text}» is typed in {where}",
        expected="a number that follows the data: [" + numeral.text + "]{num=…}",
        todo=advice(numeral, known.of(numeral), around),
    )


def _of_row(row: list[tuple[Passage, Numeral]]) -> Iterator[Issue]:
    """One issue for all numbers in a row of a table made by hand."""
    if not row:
        return
    texts = [numeral.text for _, numeral in row]
    more = f" and {len(texts) - _SHOWN} more" if len(texts) > _SHOWN else ""
    passage, first = row[0]
    yield issue(
        CODE,
        passage.place(first.start),
        found=f"a row of a table made by hand types «{'», «'.join(texts[:_SHOWN])}»{more}",
        expected="numbers that follow the data",
        todo="let analysis/ make the table and name it by table=…; or bind each number; "
        "or put the table in a division ::: {.fixed}",
    )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A number in the text is bound to no key",
    why="A typed number stays as it is when the data change. Digits, number words (six, "
    "two-thirds, half, twice, none of the …), dates, and rows of tables made by hand count. Not "
    "meant: years and pages of citations, numbers of sections, tables and figures, identifiers, "
    "versions, addresses, code, quotations, mathematics but for counts (n = 12), statistical "
    "notation with its sign "
    "(p < .05, 95% CI). The keys that have exactly this value are named; none is chosen.",
    bad=Example(text="The review includes four studies with 1,242 children (Table 1).\n"),
    good=Example(
        text="The review includes [four]{num=flow.included as=words} studies with\n"
        "[1,242]{num=studies.participants} children (Table 1).\n"
    ),
    check=_check,
)
