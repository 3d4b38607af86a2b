"""Reporting guidelines: their items in short words, and the attribute that marks a place for one.

Sources: Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 statement. BMJ 2021;372:n71 (CC BY
4.0). Rethlefsen ML, Kirtley S, et al. PRISMA-S. Systematic Reviews 2021;10:39. Campbell M,
McKenzie JE, et al. Synthesis without meta-analysis (SWiM). BMJ 2020;368:l6890.
The numbers are the standards'; the wording here is shortened.
"""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """A reporting guideline.

    Attributes:
        name: How readers call it.
        attribute: What marks a place in the manuscript, as in ``{prisma="16a"}``.
        items: Its items, in order.
    """

    name: str
    attribute: str
    items: tuple[Item, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of its items, in order."""
        return tuple(item.number for item in self.items)


_PRISMA = """
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
_PRISMA_S = """
Information sources|Database name|1|Each database searched, and the platform it was searched on.
Information sources|Several databases at once|2|Platforms that searched several databases together.
Information sources|Registries|3|Study registries searched.
Information sources|Online resources|4|Websites and other sources that were browsed.
Information sources|Citations|5|Whether cited or citing works were looked through, and how.
Information sources|Contacts|6|Whether authors, experts or makers were asked.
Information sources|Other methods|7|Any other way in which studies were sought.
Search strategies|Full strategies|8|Every strategy exactly as it was run.
Search strategies|Limits|9|Limits put on the search, or that there were none, with reasons.
Search strategies|Filters|10|Published search filters that were used, or that there were none.
Search strategies|Earlier work|11|Strategies taken over from other reviews.
Search strategies|Updates|12|How the search was brought up to date.
Search strategies|Dates|13|The date of each search.
Peer review|Peer review|14|Whether somebody else reviewed the strategies.
Managing records|Records|15|The number of records from each source.
Managing records|Duplicates|16|How duplicates were found and removed, with the software.
"""
_SWIM = """
Methods|Groups|1a|How studies were grouped for each synthesis, and why so.
Methods|Changes|1b|Changes of the groups after the protocol, with reasons.
Methods|Metric|2|The common metric, and how results were brought to it.
Methods|Synthesis|3|The method of each synthesis, and why it was chosen.
Methods|Priorities|4|How results were chosen for the summary, where not all were.
Methods|Heterogeneity|5|How differences between studies were explored.
Methods|Certainty|6|How certainty in the findings was assessed.
Methods|Presentation|7|Which tables and figures present the data, in which order.
Results|Findings|8|What was found in each synthesis, how certain it is, and from which studies.
Discussion|Limitations|9|Limitations of the synthesis.
"""


def _items(lines: str) -> tuple[Item, ...]:
    parts = (line.split("|") for line in lines.strip().splitlines())
    return tuple(Item(number, section, topic, text) for section, topic, number, text in parts)


PRISMA = Guideline(name="PRISMA 2020", attribute="prisma", items=_items(_PRISMA))
PRISMA_S = Guideline(name="PRISMA-S", attribute="prisma-s", items=_items(_PRISMA_S))
SWIM = Guideline(name="SWiM", attribute="swim", items=_items(_SWIM))
GUIDELINES = (PRISMA, PRISMA_S, SWIM)
