"""What the method fixes: criteria, questions, steps and constants of the protocol, counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from analysis.rounds import included
from numerate import Extraction, Number, Result, Rows, Style, claim, number

_LISTS = (
    ("method.questions.n", "research_questions", "Research questions", "questions"),
    ("method.strands.n", "strands", "Strands of the synthesis", "strands"),
    ("method.thematic.steps", "synthesis_steps", "Steps of the thematic synthesis", "steps"),
    ("method.extraction.quant_result_types", "result_types", "Kinds of results extracted", ""),
    (
        "method.instrument.dimensions",
        "instrument_dimensions",
        "Dimensions in which outcome instruments differ",
        "dimensions",
    ),
)
_CONSTANTS = (
    ("method.henry_beard.n", "studies"),
    ("method.min_studies_per_construct", "studies"),
    ("method.criteria.date_cutoff", "criteria"),
)
_PAGE = re.compile(r"\(p\. (\d+)\)")
_RATIO = Style("decimal", 1)
_TIMES = 3


def results(data: Extraction) -> Iterator[Result]:
    """Counts of criteria, questions, steps and search terms; constants; the comparison review."""
    yield from _criteria(data)
    for key, name, told, unit in _LISTS:
        rows = data["protocol_items"].where(list=name)
        yield number(key, rows.count(), told, rows=rows, unit=unit)
    yield from _search_terms(data)
    yield from _article_itself(data)
    yield from _constants(data)
    yield from _comparison(data)


def constant(data: Extraction, name: str) -> Rows:
    """The protocol's row with this constant."""
    return data["protocol"].where(key=name)


def _criteria(data: Extraction) -> Iterator[Number]:
    inclusion = data["criteria"].where(kind="inclusion")
    for key, rows, told in (
        ("method.criteria.n", inclusion, "Inclusion criteria"),
        ("method.criteria.common", inclusion.where(strand="all"), "Criteria for every study"),
        (
            "method.criteria.quant_only",
            inclusion.where(strand="quantitative"),
            "Further criteria for quantitative studies",
        ),
        (
            "method.criteria.qual_only",
            inclusion.where(strand="qualitative"),
            "Further criteria for qualitative studies",
        ),
    ):
        yield number(key, rows.count(), told, rows=rows, unit="criteria")


def _search_terms(data: Extraction) -> Iterator[Number]:
    terms = data["search_terms"]
    blocks = terms.groups("block")
    yield number(
        "method.search.parts", len(blocks), "Blocks of the search string", rows=terms, unit="blocks"
    )
    for block, rows in blocks.items():
        counts = [str(group.count()) for group in rows.groups("group").values()]
        key = f"method.search.block{block}.terms"
        told = f"Terms in block {block} of the search string"
        if len(counts) == 1:
            yield number(key, rows.count(), told, rows=rows, unit="terms")
        else:
            told += ", by group: terms of one group are combined with terms of the other"
            yield number(key, " × ".join(counts), told, rows=rows, style=Style("text"))


def _constants(data: Extraction) -> Iterator[Number]:
    for key, unit in _CONSTANTS:
        row = constant(data, key)
        yield number(key, row.whole("value"), row.one("meaning"), rows=row, unit=unit)


def _article_itself(data: Extraction) -> Iterator[Number]:
    """What the article says of itself and the data keep as it says it."""
    strands = data["protocol_items"].where(list="strands")
    for strand in ("quantitative", "qualitative"):
        rows = strands.where(item_id=f"strand_{strand}")
        yield number(f"method.strands.{strand}", rows.count(), f"Strands that are {strand}",
                     rows=rows, unit="strands")  # fmt: skip
    thanked = constant(data, "screening.acknowledged")
    yield number("screening.acknowledged.n", thanked.whole("value"), thanked.one("meaning"),
                 rows=thanked, unit="people")  # fmt: skip
    doi = constant(data, "review.doi")
    yield number("review.doi", doi.one("value"), doi.one("meaning"), rows=doi,
                 style=Style("text"))  # fmt: skip
    quoted = data["stated_facts"].where(topic="group_denigration")
    page = _PAGE.search(quoted.one("statement"))
    if page:
        yield number("themes.quotation.page", int(page[1]),
                     "Page of the quotation on group denigration", rows=quoted)  # fmt: skip


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _comparison(data: Extraction) -> Iterator[Result]:
    studies = included(data)
    other = constant(data, "method.henry_beard.n").whole("value")
    rows = (studies, constant(data, "method.henry_beard.n"))
    yield number(
        "flow.ratio_to_henry_beard",
        Fraction(studies.count(), other),
        "Included studies, as a multiple of those in the comparison review",
        rows=rows,
        style=_RATIO,
    )
    yield claim(
        "flow.more_than_three_times",
        studies.count() > _TIMES * other,
        f"{studies.count()} included studies > {_TIMES} × {other} of the comparison review",
        "This review includes more than three times as many studies as the comparison review",
        rows=rows,
    )
