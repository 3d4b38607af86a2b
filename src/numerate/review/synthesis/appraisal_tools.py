"""Appraisal tools as data: domains, words from best to worst, the unit that is judged, the source.

A tool is looked up by its short name; the lists of questions stand in ``appraisal_lists``. Labels
are our own short words: the tools' full texts belong to their authors and are linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, Literal

from numerate.review.synthesis.appraisal_lists import JBI_LISTS, LISTS
from numerate.review.synthesis.ratings import KNOWN, Answer, Question, Rank

Unit = Literal["study", "result", "model", "review", "synthesis"]
# what the overall judgement hangs on: not better than the worst domain, on the domains by rule
# (computed), on the judge alone, or there is none
Overall = Literal["worst", "computed", "judged", "none"]
OVERALL: Final = Question("Overall")
_LOW_HIGH: Final = ("Low", "Unclear", "High")
_YES_NO: Final = ("Yes", "Unclear", "No", "Not applicable")
_UNCONTROLLED: Final = "Low except for concerns about uncontrolled confounding"
_RANKS: Final[dict[int, tuple[Rank, ...]]] = {
    1: ("good",),
    2: ("good", "poor"),
    3: ("good", "fair", "poor"),
    4: ("good", "fair", "poor", "worst"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalTool:
    """A tool: what it asks, which words it knows, of what, and where it is described.

    Attributes:
        id: Short name, such as ``rob2``.
        name: Full name.
        unit: What a judgement is about.
        domains: Domains or questions in the tool's order, without the overall judgement.
        words: Every word of the tool from best to worst, those that are no judgement last.
        tolerated: Words that files of other programs use for it, printed as they are.
        aliases: Other spellings of a word, folded, and the word.
        overall: What the overall judgement hangs on.
        optional: Ids of domains that need not be judged, such as applicability.
        per_domain: Words that single domains know instead, by the domain's id.
        ranks: Ranks of words that are not known elsewhere.
        source: Where the tool is described.
        note: What its authors advise.
    """

    id: str
    name: str
    unit: Unit
    domains: tuple[Question, ...]
    words: tuple[str, ...]
    source: str
    tolerated: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    overall: Overall = "judged"
    optional: frozenset[str] = frozenset()
    per_domain: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranks: Mapping[str, Rank] = field(default_factory=dict)
    note: str = ""

    def domain(self, name: str) -> Question | None:
        """The domain that an id or a label names; capitals, dots and spaces do not matter.

        >>> tool("rob1").domain("Random.sequence.generation").id
        'D1'
        """
        wanted = plain(name)
        every = (*self.domains, OVERALL) if self.overall != "none" else self.domains
        found = (one for one in every if wanted in {plain(one.id), plain(one.label)})
        return next(found, None)

    def word(self, text: str, domain: str = "") -> str | None:
        """The tool's word that a cell means, in the tool's spelling; None when there is none.

        >>> tool("rob2").word(" low risk "), tool("rob2").word("Serious")
        ('Low', None)
        """
        wanted = plain(text)
        for end in (" risk of bias", " risk", " concern"):
            wanted = wanted.removesuffix(end)
        known = self.per_domain.get(domain, (*self.words, *self.tolerated))
        by_plain = {plain(word): word for word in known}
        by_plain |= {name: word for name, word in self.aliases.items() if word in known}
        return by_plain.get(wanted)

    def scale(self, given: Iterable[str] = ()) -> tuple[Answer, ...]:
        """Its answers with their ranks, and of the tolerated words those that are given."""
        used = set(given)
        words = (*self.words, *(word for word in self.tolerated if word in used))
        return tuple(Answer(word, self.rank(word)) for word in words)

    def rank(self, word: str) -> Rank:
        """Where a word stands between good and worst."""
        return self.ranks.get(word) or KNOWN[word]


def plain(name: str) -> str:
    """A name as it is compared: small letters, single spaces, dots and underscores as spaces."""
    spaced = name.replace("\u2019", "'").replace(".", " ").replace("_", " ")
    return " ".join(spaced.split()).casefold()


def tool(name: str) -> AppraisalTool:
    """The tool with a short name, or with its full name.

    Raises:
        KeyError: When there is no such tool; the message names those that are near.

    >>> tool("RoB 2").id, tool("amstar2").unit
    ('rob2', 'review')
    """
    folded = _folded(name)
    for one in TOOLS.values():
        if folded in {_folded(one.id), _folded(one.name)}:
            return one
    near = get_close_matches(name.casefold(), TOOLS, n=3) or TOOLS
    raise KeyError(f"no appraisal tool '{name}'; there is {', '.join(near)}")


def own_tool(  # noqa: PLR0913 - what defines a tool
    name: str,
    domains: Iterable[tuple[str, str]],
    words: Iterable[str],
    *,
    unit: Unit = "study",
    overall: Overall = "judged",
    source: str = "",
) -> AppraisalTool:
    """A tool of a review's own, from its domains (id, label) and its words from best to worst.

    Words that tools share keep their meaning ("Unclear" is no step between "Yes" and "No"); the
    others are spread from good to worst in the order given.

    Raises:
        ValueError: With no domain, no word, one of them twice, or more than four words of its own.

    >>> mine = own_tool("Reporting", [("Q1", "Data shared")], ["Full", "Partial", "None"])
    >>> [(answer.name, answer.rank) for answer in mine.scale()]
    [('Full', 'good'), ('Partial', 'fair'), ('None', 'poor')]
    """
    questions = tuple(Question(key, label) for key, label in domains)
    listed = tuple(words)
    for what, names in (("domain", [one.id for one in questions]), ("word", list(listed))):
        if not names:
            raise ValueError(f"the tool '{name}' has no {what}")
        twice = sorted({each for each in names if [plain(n) for n in names].count(plain(each)) > 1})
        if twice:
            raise ValueError(f"the tool '{name}' has the {what} '{twice[0]}' twice")
    own = [word for word in listed if word not in KNOWN]
    if len(own) > len(_RANKS):
        raise ValueError(f"the tool '{name}' has more than {len(_RANKS)} words of its own")
    return AppraisalTool(
        id=_folded(name),
        name=name,
        unit=unit,
        domains=questions,
        words=listed,
        overall=overall,
        ranks=dict(zip(own, _RANKS[len(own)], strict=True)) if own else {},
        source=source,
    )


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _questions(name: str) -> tuple[Question, ...]:
    lines = LISTS[name].strip().splitlines()
    return tuple(Question(*(part.strip() for part in line.split("|"))) for line in lines)


_ROB2 = AppraisalTool(
    id="rob2",
    name="RoB 2",
    unit="result",
    domains=_questions("rob2"),
    words=("Low", "Some concerns", "High"),
    tolerated=("No information", "Not applicable"),
    overall="worst",
    source="Sterne JAC, et al. BMJ 2019;366:l4898",
    note="Several domains with some concerns may make the overall judgement high: it is judged.",
)
_JUDGED: Final = (
    _ROB2,
    replace(
        _ROB2,
        id="rob2-cluster",
        name="RoB 2 for cluster-randomised trials",
        domains=_questions("rob2-cluster"),
        aliases={"d1a": "D1"},
        source="Higgins JPT, et al. RoB 2 for cluster-randomized trials, 2021; riskofbias.info",
    ),
    replace(
        _ROB2,
        id="rob2-crossover",
        name="RoB 2 for crossover trials",
        domains=_questions("rob2-crossover"),
        source="Higgins JPT, et al. RoB 2 for crossover trials, 2021; riskofbias.info",
    ),
    AppraisalTool(
        id="rob1",
        name="Cochrane risk of bias tool (2011)",
        unit="study",
        domains=_questions("rob1"),
        words=_LOW_HIGH,
        tolerated=("No information",),
        overall="worst",
        source="Higgins JPT, et al. BMJ 2011;343:d5928",
    ),
    AppraisalTool(
        id="robins-i",
        name="ROBINS-I",
        unit="result",
        domains=_questions("robins-i"),
        words=("Low", "Moderate", "Serious", "Critical", "No information"),
        overall="worst",
        source="Sterne JAC, et al. BMJ 2016;355:i4919",
    ),
    AppraisalTool(
        id="robins-i-v2",
        name="ROBINS-I, version 2",
        unit="result",
        domains=_questions("robins-i-v2"),
        words=("Low", _UNCONTROLLED, "Moderate", "Serious", "Critical"),
        tolerated=("No information",),
        overall="worst",
        note="Domains 2 and 3 have changed places since 2016.",
        source="ROBINS-I V2, release of 20 November 2025; riskofbias.info",
    ),
    AppraisalTool(
        id="robins-e",
        name="ROBINS-E",
        unit="result",
        domains=_questions("robins-e"),
        words=("Low", "Some concerns", "High", "Very high"),
        tolerated=(_UNCONTROLLED, "No information"),
        overall="worst",
        source="Higgins JPT, et al. Environment International 2024;186:108602",
    ),
    AppraisalTool(
        id="quadas2",
        name="QUADAS-2",
        unit="study",
        domains=_questions("quadas2"),
        words=_LOW_HIGH,
        tolerated=("Some concerns", "No information"),
        optional=frozenset({"A1", "A2", "A3"}),
        source="Whiting PF, et al. Annals of Internal Medicine 2011;155:529-536",
        note="The tool has no overall judgement; one that is given is the review's own.",
    ),
    AppraisalTool(
        id="quips",
        name="QUIPS",
        unit="study",
        domains=_questions("quips"),
        words=("Low", "Moderate", "High"),
        tolerated=("No information",),
        source="Hayden JA, et al. Annals of Internal Medicine 2013;158:280-286",
    ),
    AppraisalTool(
        id="probast",
        name="PROBAST",
        unit="model",
        domains=_questions("probast"),
        words=_LOW_HIGH,
        overall="worst",
        optional=frozenset({"A1", "A2", "A3"}),
        source="Wolff RF, et al. Annals of Internal Medicine 2019;170:51-58",
    ),
    AppraisalTool(
        id="robis",
        name="ROBIS",
        unit="review",
        domains=_questions("robis"),
        words=_LOW_HIGH,
        source="Whiting P, et al. Journal of Clinical Epidemiology 2016;69:225-234",
    ),
    AppraisalTool(
        id="rob-me",
        name="ROB-ME",
        unit="synthesis",
        domains=(Question("ME", "Missing evidence in the synthesis"),),
        words=("Low", "Some concerns", "High"),
        overall="none",
        source="Page MJ, et al. BMJ 2023;383:e076754",
    ),
    AppraisalTool(
        id="syrcle",
        name="SYRCLE's risk of bias tool",
        unit="study",
        domains=_questions("syrcle"),
        words=_LOW_HIGH,
        aliases={"yes": "Low", "no": "High"},
        overall="none",
        source="Hooijmans CR, et al. BMC Medical Research Methodology 2014;14:43",
    ),
)
_ANSWERED: Final = (
    AppraisalTool(
        id="amstar2",
        name="AMSTAR 2",
        unit="review",
        domains=_questions("amstar2"),
        words=("Yes", "Partial yes", "No", "No meta-analysis"),
        aliases={"no meta-analysis conducted": "No meta-analysis", "py": "Partial yes"},
        per_domain={
            str(item): ("Yes", "No", "No meta-analysis")
            if item in {11, 12, 15}
            else ("Yes", "Partial yes", "No")
            if item in {2, 4, 7, 8, 9}
            else ("Yes", "No")
            for item in range(1, 17)
        }
        | {"Overall": ("High", "Moderate", "Low", "Critically low")},
        overall="computed",
        source="Shea BJ, et al. BMJ 2017;358:j4008",
    ),
    AppraisalTool(
        id="mmat2018",
        name="Mixed Methods Appraisal Tool, version 2018",
        unit="study",
        domains=_questions("mmat2018"),
        words=("Yes", "Can't tell", "No"),
        aliases={"cannot tell": "Can't tell", "cant tell": "Can't tell"},
        overall="none",
        optional=frozenset(one.id for one in _questions("mmat2018")[2:]),
        source="Hong QN, et al. Education for Information 2018;34:285-291",
        note="An overall score is discouraged; studies are asked the criteria of their design.",
    ),
    AppraisalTool(
        id="casp-qualitative",
        name="CASP checklist for qualitative studies",
        unit="study",
        domains=_questions("casp-qualitative"),
        words=("Yes", "Can't tell", "No"),
        aliases={"cannot tell": "Can't tell", "cant tell": "Can't tell"},
        overall="none",
        source="Critical Appraisal Skills Programme, 2018; casp-uk.net",
    ),
    *(
        AppraisalTool(
            id=f"nos-{design}",
            name=f"Newcastle-Ottawa Scale for {design.replace('-', ' ')} studies".replace(
                "case control", "case-control"
            ),
            unit="study",
            domains=_questions(f"nos-{design}"),
            words=("2", "1", "0"),
            aliases={"*": "1", "★": "1", "**": "2", "★★": "2", "-": "0", "☆": "0"},
            per_domain={
                one.id: ("2", "1", "0") if one.id == "C1" else ("1", "0")
                for one in _questions(f"nos-{design}")
            },
            ranks={"2": "good", "1": "near", "0": "poor"},
            overall="none",
            source="Wells GA, et al. The Newcastle-Ottawa Scale; ohri.ca",
            note="Cut-offs for good or poor are the authors' of a review, not the scale's.",
        )
        for design in ("cohort", "case-control")
    ),
    *(
        AppraisalTool(
            id=f"jbi-{name}",
            name=f"JBI checklist for {label}",
            unit="study",
            domains=_questions(f"jbi-{name}"),
            words=_YES_NO,
            aliases={"n/a": "Not applicable", "na": "Not applicable"},
            overall="judged",
            source="JBI Manual for Evidence Synthesis; jbi.global/critical-appraisal-tools",
        )
        for name, label in JBI_LISTS.items()
    ),
)
TOOLS: Final[Mapping[str, AppraisalTool]] = MappingProxyType(
    {one.id: one for one in (*_JUDGED, *_ANSWERED)}
)
