"""Stated flow and sums: steps that take records away, and wholes told with their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numerate.proof.recheck.statement import ARTICLES, COUNT, Sentence, Statement, makes, whole

_THINGS = (
    r"(?:unique |potentially |eligible |relevant |full[- ]text |full |retrieved "
    r"|remaining |included "
    r"|primary |peer-reviewed |bibliographic |identified |abstract |title |non-duplicate |original "
    r"|screened |new |initial |titles and |de-?duplicated )*"
    r"(?:records|articles|studies|citations|references|reports|papers|publications|hits|titles"
    r"|abstracts|texts|trials|reviews|results|documents|participants|patients|respondents|people"
    r"|children|students|adults|women|men|samples|interviews|texts)"
)
_TAKEN = (
    r"(?:excluded|removed|discarded|eliminated|rejected|duplicates?|not retrieved|unavailable"
    r"|ineligible|withdrew|dropped out|not eligible|deleted)"
)
# Of A things …, B were excluded …, leaving C
_LEAVING = re.compile(
    rf"(?P<from>{COUNT}) {_THINGS}\b(?P<middle>[^.]*?\b{_TAKEN}\b[^.]*?)"
    rf"(?:,|;|and|\()?\s?(?:leaving|which left|this left|that left|left us with)\s"
    rf"(?:us with |behind |only |a total of |a final \w+ of )*(?P<left>{COUNT})",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"\bof {ARTICLES}(?P<from>{COUNT}) {_THINGS}\b(?P<middle>[^.]*?)"
    rf"(?:,|;|and)\s(?:and )?(?:the )?(?:remaining|other|rest of the|final) (?P<left>{COUNT})\b",
    re.IGNORECASE,
)
_AFTER_REMOVAL = re.compile(
    rf"\b(?:after|following|upon|by) (?:the )?(?:removal of|removing|deletion of|deleting|excluding"
    rf"|exclusion of|discarding|deduplication \() ?(?P<taken>{COUNT}) (?:[a-z-]+ ){{0,3}}?"
    rf"(?:duplicates?"
    rf"|duplicated?)\b[^,.;]*,? (?P<middle>[^.]*?)(?P<left>{COUNT})(?= {_THINGS}| remained"
    r"| were (?:screened|left|assessed))",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(
    rf"\b(?:identified|yielded|retrieved|returned|found|produced|resulted in|generated) "
    rf"(?:a total of |in total |altogether )?(?P<first>{COUNT}) {_THINGS}"
    rf"|(?P<second>{COUNT}) {_THINGS} (?:were|was) (?:initially |first )?(?:identified"
    rf"|retrieved|found)",
    re.IGNORECASE,
)
_SCREENED = re.compile(
    rf"\(n = (?P<from>{COUNT})\)[^()]{{0,60}}\bscreened\b(?:[^()]"
    rf"{{0,200}}?)\bexclu(?:sion of|ded|ding) "
    rf"(?P<taken>{COUNT}) {_THINGS}\b(?:[^()]{{0,120}}?)\b(?:remaining"
    rf"|eligible)\b(?P<rest>[^()]{{0,40}}?)"
    rf"\(n = (?P<left>{COUNT})\)",
    re.IGNORECASE,
)
_REMAINING = re.compile(
    rf"\b(?:the )?remaining (?:\(?n ?= ?)?(?P<first>{COUNT})(?= {_THINGS}|\))"
    rf"|(?P<last>{COUNT}) {_THINGS} (?:then )?remained\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    rf"({COUNT}) (?:of them |{_THINGS} )?(?:were |was )?(?:then |initially )?{_TAKEN}\b"
    rf"|\b(?:excluded|removed|removing|excluding|exclusion of|removal of) ({COUNT})\b",
    re.IGNORECASE,
)
_SOME = re.compile(rf"({COUNT}) {_THINGS}\b", re.IGNORECASE)
_MANY = 12
_SUM = re.compile(rf"(?P<parts>{COUNT}(?: ?\+ ?{COUNT})+) ?= ?(?P<total>{COUNT})")
_LISTED = re.compile(
    rf"(?P<total>{COUNT}) (?P<noun>{_THINGS})\b(?P<told>[^().:;\d]{{0,80}}?)"
    r"(?:\s?\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)|: (?P<open>[^.]*))",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?:and )?(?:[nN] ?= ?)?(?P<first>{COUNT})(?: [A-Za-z][^\d%]*)?"
    rf"|(?:and )?[A-Za-z][^\d%]*?[ :,=(]+(?:[nN] ?= ?)?(?P<last>{COUNT})\)?",
    re.IGNORECASE,
)
_WHOLE_N = re.compile(rf"[nN] ?= ?(?P<n>{COUNT}) ?[;,:] ")
_BY = re.compile(r"\s?;\s?|\s?,(?!\s?[nN]\s?=)(?!\d{3}\b)\s?| and (?=[^,;]*$)")
_TOTAL_OF = re.compile(
    rf"(?P<list>[^.;]*?)(?:,|;|\() ?(?:for|giving|making|with|summing to|adding up to|i\.e\.,?)? ?"
    rf"(?:(?:a|an overall|a grand) total of|total(?:l)?ing) (?P<total>{COUNT})(?= {_THINGS}|\W*$)",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:including|such as|e\.g|for example|among (?:them|these|others)|mainly|mostly"
    r"|most|at least"
    r"|multiple|more than one|several|some|both|overlap\w*|or more|each|per|ages?|aged"
    r"|years|median|mean"
    r"|range|SD|could|may|not mutually exclusive|categories|a further|additional(?:ly)?"
    r"|another|of which"
    r"|of whom)\b",
    re.IGNORECASE,
)
_PARTITIONS = (
    (r"quantitative\b", r"qualitative\b"),
    (r"\bincluded\b", r"\bexcluded\b"),
    (r"cross-sectional\b", r"longitudinal\b"),
    (r"(?<!non-)(?<!non)randomi[sz]ed", r"non-?randomi[sz]ed|observational"),
    (r"\bpublished\b", r"\bunpublished\b"),
    (r"\bintervention\b", r"\bcontrol\b"),
)
_GENDERS = (r"\b(?:men|males?|boys)\b", r"\b(?:women|females?|girls)\b")
_SEARCHED = re.compile(
    r"\b(?:identified|retrieved|yielded|returned|found)\b[^.]*\b(?:PubMed|MEDLINE|Scopus"
    r"|Embase|ERIC|CINAHL"
    r"|PsycInfo|Web of Science|Cochrane|databases?|Google Scholar|registers?)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:Table|Figure|Fig\.?|Box|Step|Round|Section|Phase|Stage|Appendix|File|and/or) ?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(
    r"\b(?:in|since|from|to|until|and|between|of|by|before|after|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|\d) ?,? ?$"
)
_REASONS = re.compile(
    r"\bexcluded\b[^.]*\b(?:reasons?|because|due to|wrong|not |no |ineligible|irrelevant"
    r"|duplicate)",
    re.IGNORECASE,
)


def stated_flow(sentence: Sentence) -> Iterator[Statement]:
    """The steps of a sentence that take some away and tell what is left."""
    text = sentence.text
    spans: list[tuple[int, int]] = []
    for pattern in (_LEAVING, _OF):
        for found in pattern.finditer(text):
            if any(low < found.end() and found.start() < high for low, high in spans):
                continue
            taken = _counts(found["middle"])
            if taken and "%" not in found["middle"]:
                spans.append(found.span())
                yield _step(whole(found["from"]), taken, whole(found["left"]), found[0], sentence)
    later = [*_deduplicated(sentence), *_screened(sentence)]
    yield from later
    if not spans and not later:
        yield from _remaining(sentence)


def _deduplicated(sentence: Sentence) -> Iterator[Statement]:
    """Records identified, here or in the sentence before, less the duplicates removed."""
    for found in _AFTER_REMOVAL.finditer(sentence.text):
        told = [*_IDENTIFIED.finditer(f"{sentence.before} {sentence.text[: found.start()]}")]
        if not told:
            continue
        start = [whole(one["first"] or one["second"]) for one in told]
        others = _counts(sentence.before) + _counts(sentence.text[: found.start()])
        taken, left = whole(found["taken"]), whole(found["left"])
        middle = _counts(found["middle"])
        if (
            any(makes([taken, *middle], one - left) for one in start)
            or sum(start) - taken == left
            or any(one + more - taken == left for one in start for more in others)
        ):
            fault = ""
        else:
            first = start[-1]
            fault = f"{first:,} less {taken:,} is {first - taken:,}, not {left:,}"
        yield Statement(kind="flow", quote=found[0], sentence=sentence, fault=fault)


def _screened(sentence: Sentence) -> Iterator[Statement]:
    """Records screened and excluded, up to two sentences before the one that tells the rest."""
    told = f"{sentence.before} "
    for found in _SCREENED.finditer(told + sentence.text):
        if found.end() <= len(told) or "retriev" in found["rest"].lower():
            continue
        start, taken, left = (whole(found[name]) for name in ("from", "taken", "left"))
        yield _step(start, [taken, *_counts(found["rest"])], left, found[0], sentence)


def _remaining(sentence: Sentence) -> Iterator[Statement]:
    """What remains of what the paragraph told before: some of it less some other must give it."""
    for found in _REMAINING.finditer(sentence.text):
        told = f"{sentence.before} {sentence.text[: found.start()]}"
        taken = [whole(one[1] or one[2]) for one in _AWAY.finditer(told)]
        starts = [whole(one[1]) for one in _SOME.finditer(told)]
        every, left = _counts(told), whole(found["first"] or found["last"])
        if not taken or max(starts, default=0) <= max(taken) or len(every) > _MANY:
            continue
        fault = ""
        if not any(makes([*every, *taken], one - left) for one in every):
            fault = f"{left:,} is not what remains of {max(starts):,} less {taken[-1]:,}"
        yield Statement(kind="flow", quote=found[0].strip(), sentence=sentence, fault=fault)


def _step(start: int, taken: list[int], left: int, quote: str, sentence: Sentence) -> Statement:
    """A step is consistent when some of what stands between its ends makes their difference."""
    fault = ""
    # what else stands between may be added ("five more from reference lists") or taken away
    if not makes([*taken, *(-one for one in taken)], start - left):
        away = " and ".join(f"{one:,}" for one in taken)
        fault = f"{start:,} less {away} is {start - sum(taken):,}, not {left:,}"
    return Statement(kind="flow", quote=quote, sentence=sentence, fault=fault)


def stated_sums(sentence: Sentence) -> Iterator[Statement]:
    """The wholes of a sentence that are told with all their parts."""
    text = sentence.text
    for found in _SUM.finditer(text):
        parts = [whole(one) for one in found["parts"].split("+")]
        total = whole(found["total"])
        fault = "" if sum(parts) == total else f"the parts make {sum(parts):,}, not {total:,}"
        yield Statement(kind="sum", quote=found[0], sentence=sentence, fault=fault)
    for found in _LISTED.finditer(text):
        yield from _listed(found, sentence)
    for found in _TOTAL_OF.finditer(text):
        parts, total = _counts(found["list"]), whole(found["total"])
        if len(parts) < 2 or "%" in found["list"] or _HEDGED.search(found["list"]):  # noqa: PLR2004
            continue
        fault = (
            ""
            if makes(parts, total, least=2) or total in parts
            else (f"the parts make {sum(parts):,}, not {total:,}")
        )
        yield Statement(kind="sum", quote=found[0].strip(), sentence=sentence, fault=fault)
    yield from _two_kinds(sentence)


def _listed(found: re.Match[str], sentence: Sentence) -> Iterator[Statement]:
    """A whole with its parts in parentheses or behind a colon, where these must be all."""
    inside = found["inside"] or found["open"] or ""
    # "Five studies (n = 708; 396 intervention, 312 control)": the whole is the n, not the studies
    people = _WHOLE_N.match(inside)
    inside = inside[people.end() :] if people else inside
    parts = _parts(inside)
    head = sentence.text[: found.end("told")]
    hedged = _HEDGED.search(inside) or _HEDGED.search(found["told"])
    if hedged or _counts(found["told"]) or len(parts) < 2:  # noqa: PLR2004 - two parts
        return
    total = whole(people["n"] if people else found["total"])
    kinds = any(
        all(re.search(kind, inside, re.IGNORECASE) for kind in pair) for pair in _PARTITIONS
    )
    genders = all(re.search(kind, inside, re.IGNORECASE) for kind in _GENDERS)
    searched = bool(_SEARCHED.search(f"{head} {inside}"))
    reasons = bool(_REASONS.search(f"{head} {inside}"))
    if not (kinds or searched or reasons or genders):
        return
    wrong = sum(parts) > total if genders and not kinds else sum(parts) != total
    fault = f"the parts make {sum(parts):,}, not {total:,}" if wrong else ""
    yield Statement(kind="sum", quote=found[0].strip(), sentence=sentence, fault=fault)


def _two_kinds(sentence: Sentence) -> Iterator[Statement]:
    """Two kinds that make a whole: of 68 articles 55 are quantitative and 13 qualitative."""
    found = re.search(
        rf"\bof {ARTICLES}(?P<total>{COUNT}) {_THINGS}\b(?P<rest>[^.]*)",
        sentence.text,
        re.IGNORECASE,
    )
    if found is None or "%" in found["rest"] or _HEDGED.search(found["rest"]):
        return
    parts, total = _counts(found["rest"]), whole(found["total"])
    pair = next(
        (p for p in _PARTITIONS[:1] + _PARTITIONS[2:5]
         if all(re.search(kind, found["rest"], re.IGNORECASE) for kind in p)), None
    )  # fmt: skip
    if pair is None or len(parts) != 2:  # noqa: PLR2004 - two kinds
        return
    fault = "" if sum(parts) == total else f"the parts make {sum(parts):,}, not {total:,}"
    yield Statement(kind="sum", quote=found[0], sentence=sentence, fault=fault)


def _parts(inside: str) -> list[int]:
    """The counts of a list in which each part has one; empty where one has none or more."""
    if "%" in inside:
        return []
    pieces = [piece.strip() for piece in _BY.split(inside) if piece.strip()]
    matches = [_PART.fullmatch(piece) for piece in pieces]
    if any(one is None for one in matches):
        return []
    return [whole(one["first"] or one["last"]) for one in matches if one]


def _counts(text: str) -> list[int]:
    """The counts in a text, without years, percentages and the numbers of tables and figures."""
    found = []
    for one in re.finditer(COUNT, text, re.IGNORECASE):
        before = text[: one.start()]
        if _LABEL.search(before) or (_YEAR.fullmatch(one[0]) and _DATED.search(before)):
            continue
        if one[0].lower() == "one" and re.search(r"\b(?:of|by|any|no|only|than|at least)$", before):
            continue
        found.append(whole(one[0]))
    return found
