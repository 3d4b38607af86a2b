"""The PRISMA 2020 checklist: its items in short words, and the table of where each is reported.

Source: Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 statement. BMJ 2021;372:n71 (CC BY
4.0). The numbers are the standard's; the wording here is shortened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from numerate.results.tables import (
    Cell,
    Inline,
    Table,
    TableColumn,
    TableRow,
    group_row,
    row,
    table,
)

KEY = "prisma_checklist"
_SOURCE = "https://doi.org/10.1136/bmj.n71"
_WIDTH = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One sub-item: its number, its section and topic, and what is to be reported."""

    number: str
    section: str
    topic: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item is reported.

    Attributes:
        document: How readers call the document, such as ``Article``.
        title: Title of the section around the anchor; empty when the whole document is meant.
        ref: Label that a link can point to, such as ``article#sec-flow``; empty without one.
    """

    document: str
    title: str = ""
    ref: str = ""


_ITEMS = """
Title|Title|1|Says that the report is a systematic review.
Abstract|Abstract|2|Follows the PRISMA 2020 checklist for abstracts.
Introduction|Rationale|3|Why the review was needed, given what is known.
Introduction|Objectives|4|The objectives or questions of the review.
Methods|Eligibility criteria|5|Inclusion and exclusion criteria, and how studies were grouped.
Methods|Information sources|6|All databases and other sources, with the date of each last search.
Methods|Search strategy|7|The full search strategy of every source, with filters and limits.
Methods|Selection process|8|How eligibility was decided: reviewers, independence, tools.
Methods|Data collection process|9|Who collected data, how independently, and questions to authors.
Methods|Data items|10a|Outcomes sought, and which results were taken when there were several.
Methods|Data items|10b|Other variables sought, and assumptions about missing information.
Methods|Risk of bias assessment|11|How studies were appraised: tool, reviewers, independence.
Methods|Effect measures|12|The effect measure of each outcome.
Methods|Synthesis methods|13a|How it was decided which studies went into which synthesis.
Methods|Synthesis methods|13b|How data were prepared: conversions, missing statistics.
Methods|Synthesis methods|13c|How results were tabulated or drawn.
Methods|Synthesis methods|13d|How results were synthesized, and why so.
Methods|Synthesis methods|13e|How causes of heterogeneity were explored.
Methods|Synthesis methods|13f|Sensitivity analyses.
Methods|Reporting bias assessment|14|How bias from missing results was assessed.
Methods|Certainty assessment|15|How certainty in the evidence was assessed.
Results|Study selection|16a|Results of search and selection, best with a flow diagram.
Results|Study selection|16b|Studies that seemed eligible but were excluded, with reasons.
Results|Study characteristics|17|Each included study with its characteristics.
Results|Risk of bias in studies|18|The appraisal of each study.
Results|Results of individual studies|19|Results of each study for all outcomes.
Results|Results of syntheses|20a|For each synthesis, characteristics and appraisal of its studies.
Results|Results of syntheses|20b|Results of all statistical syntheses.
Results|Results of syntheses|20c|Results on causes of heterogeneity.
Results|Results of syntheses|20d|Results of sensitivity analyses.
Results|Reporting biases|21|Bias from missing results, for each synthesis.
Results|Certainty of evidence|22|Certainty in the evidence for each outcome.
Discussion|Discussion|23a|Results interpreted in the light of other evidence.
Discussion|Discussion|23b|Limitations of the evidence.
Discussion|Discussion|23c|Limitations of the review's process.
Discussion|Discussion|23d|What follows for practice, policy and research.
Other information|Registration and protocol|24a|Registration, or that there is none.
Other information|Registration and protocol|24b|Where the protocol is, or that there is none.
Other information|Registration and protocol|24c|Changes to registration or protocol.
Other information|Support|25|Funding, and the part funders played.
Other information|Competing interests|26|Competing interests of the authors.
Other information|Availability of data, code and materials|27|What is public, and where.
"""

ITEMS: tuple[Item, ...] = tuple(
    Item(number, section, topic, text)
    for section, topic, number, text in (line.split("|") for line in _ITEMS.strip().splitlines())
)
NUMBERS = frozenset(item.number for item in ITEMS)


def checklist_table(places: Mapping[str, Sequence[Place]]) -> Table:
    """The checklist with the place of every item; an item without a place says "Not reported".

    Args:
        places: Where each item is reported, by the item's number, in reading order.
    """
    return table(
        KEY,
        definition="The 42 sub-items of the PRISMA 2020 checklist and where each is reported",
        columns=[
            TableColumn(width=0.2),
            TableColumn(width=0.07),
            TableColumn(width=0.4),
            TableColumn(width=0.33),
        ],
        head=[["Topic", "Item", "What is reported", "Where"]],
        body=_body(places),
        notes=[
            [
                "Items of the PRISMA 2020 statement (Page et al., 2021; ",
                {"link": _SOURCE, "text": ["doi:10.1136/bmj.n71"]},
                ", CC BY 4.0), in shortened words. Places are computed from marks in the text.",
            ]
        ],
    )


def _body(places: Mapping[str, Sequence[Place]]) -> Iterator[TableRow]:
    section = topic = ""
    for item in ITEMS:
        if item.section != section:
            section = item.section
            yield group_row(section, _WIDTH, section.lower().replace(" ", "_"))
        shown = "" if item.topic == topic else item.topic
        topic = item.topic
        where = Cell(text=_where(places.get(item.number, ())))
        yield row(shown, item.number, item.text, where, name=f"item{item.number}")


def _where(places: Sequence[Place]) -> tuple[Inline, ...]:
    if not places:
        return ("Not reported",)
    parts: list[Inline] = []
    for place in dict.fromkeys(places):
        if parts:
            parts.append("; ")
        parts.append(place.document)
        if place.ref:
            parts += [", ", {"ref": place.ref}]
        if place.title:
            parts.append(f" ({place.title})" if place.ref else f", {place.title}")
    return tuple(parts)
