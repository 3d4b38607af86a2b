"""Stated sums: wholes that are told with all their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from numerate.proof.recheck.statement import (
    ARTICLES,
    COUNT,
    PERCENT,
    Sentence,
    Statement,
    makes,
    number_text,
    whole,
)
from numerate.proof.recheck.told_counts import THINGS, counts_in
from numerate.review.synthesis.feasibility import decimals

_SUM = re.compile(rf"(?P<parts>{COUNT}(?: ?\+ ?{COUNT})+) ?= ?(?P<total>{COUNT})")
_LISTED = re.compile(
    rf"(?P<total>{COUNT}) (?P<noun>{THINGS})\b(?P<told>[^().:;\d]{{0,80}}?)"
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
    rf"(?:(?:a|an overall|a grand) total of|total(?:l)?ing) (?P<total>{COUNT})(?= {THINGS}|\W*$)",
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
_QUANTITATIVE = re.compile(rf"({COUNT}) quantitative\b", re.IGNORECASE)
_QUALITATIVE = re.compile(rf"({COUNT}) qualitative\b", re.IGNORECASE)
_TOTAL_N = re.compile(rf"\((?:[nN] ?= ?|total ?=? ?)({COUNT})\)")
_KINDS_AND_ALL = 3
_PEOPLE = r"(?:participants|patients|respondents|people|individuals|adults|students|children)"
_WOMEN_OR_MEN = r"(?:women|men|females?|males?|girls|boys)"
_GENDERED = re.compile(
    rf"(?P<total>{COUNT}) {_PEOPLE} (?:were|comprised|consisted of|included|-) (?P<one>{COUNT}) "
    rf"{_WOMEN_OR_MEN} and (?P<two>{COUNT}) {_WOMEN_OR_MEN}\b",
    re.IGNORECASE,
)
_GENDER_SHARES = re.compile(
    rf"(?P<one>{PERCENT}) (?:were )?(?:women|females?|girls),? and (?P<two>{PERCENT}) (?:were )?"
    r"(?:men|males?|boys)\b",
    re.IGNORECASE,
)
_EACH_N = re.compile(rf"\([nN] ?= ?({COUNT})\)")
_EXCLUDED_FOR = re.compile(
    r"\bexclu(?:ded|sion)\b.*\b(?:because|due to|reasons?)\b|\breasons? for exclu",
    re.IGNORECASE,
)
_SEARCHED = re.compile(
    r"\b(?:identified|retrieved|yielded|returned|found)\b[^.]*\b(?:PubMed|MEDLINE|Scopus"
    r"|Embase|ERIC|CINAHL"
    r"|PsycInfo|Web of Science|Cochrane|databases?|Google Scholar|registers?)\b",
    re.IGNORECASE,
)
_REASONS = re.compile(
    r"\bexcluded\b[^.]*\b(?:reasons?|because|due to|wrong|not |no |ineligible|irrelevant"
    r"|duplicate)",
    re.IGNORECASE,
)


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
        parts, total = counts_in(found["list"]), whole(found["total"])
        if len(parts) < 2 or "%" in found["list"] or _HEDGED.search(found["list"]):  # noqa: PLR2004
            continue
        fault = (
            ""
            if makes(parts, total, least=2) or total in parts
            else (f"the parts make {sum(parts):,}, not {total:,}")
        )
        yield Statement(kind="sum", quote=found[0].strip(), sentence=sentence, fault=fault)
    yield from _two_kinds(sentence)
    yield from _both_kinds(sentence)
    yield from _by_gender(sentence)
    yield from _reasons_given(sentence)


def _listed(found: re.Match[str], sentence: Sentence) -> Iterator[Statement]:
    """A whole with its parts in parentheses or behind a colon, where these must be all."""
    inside = found["inside"] or found["open"] or ""
    # "Five studies (n = 708; 396 intervention, 312 control)": the whole is the n, not the studies
    people = _WHOLE_N.match(inside)
    inside = inside[people.end() :] if people else inside
    parts = _parts(inside)
    head = sentence.text[: found.end("told")]
    hedged = _HEDGED.search(inside) or _HEDGED.search(found["told"])
    if hedged or counts_in(found["told"]) or len(parts) < 2:  # noqa: PLR2004 - two parts
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
        rf"\bof {ARTICLES}(?P<total>{COUNT}) {THINGS}\b(?P<rest>[^.]*)",
        sentence.text,
        re.IGNORECASE,
    )
    if found is None or "%" in found["rest"] or _HEDGED.search(found["rest"]):
        return
    parts, total = counts_in(found["rest"]), whole(found["total"])
    pair = next(
        (p for p in _PARTITIONS[:1] + _PARTITIONS[2:5]
         if all(re.search(kind, found["rest"], re.IGNORECASE) for kind in p)), None
    )  # fmt: skip
    if pair is None or len(parts) != 2:  # noqa: PLR2004 - two kinds
        return
    fault = "" if sum(parts) == total else f"the parts make {sum(parts):,}, not {total:,}"
    yield Statement(kind="sum", quote=found[0], sentence=sentence, fault=fault)


def _both_kinds(sentence: Sentence) -> Iterator[Statement]:
    """``(n = 68) … 55 quantitative and 13 qualitative``: the only other number is the whole."""
    text = sentence.text
    kinds = [_QUANTITATIVE.search(text), _QUALITATIVE.search(text)]
    total = _TOTAL_N.search(text)
    if (
        None in kinds
        or total is None
        or _HEDGED.search(text)
        or len(counts_in(text)) != _KINDS_AND_ALL
    ):
        return
    parts = [whole(one[1]) for one in kinds if one]
    wrong = sum(parts) != whole(total[1])
    fault = f"the parts make {sum(parts):,}, not {whole(total[1]):,}" if wrong else ""
    yield Statement(kind="sum", quote=text, sentence=sentence, fault=fault)


def _by_gender(sentence: Sentence) -> Iterator[Statement]:
    """Women and men are never more than everybody, in counts or in percent."""
    for found in _GENDERED.finditer(sentence.text):
        total, parts = whole(found["total"]), [whole(found["one"]), whole(found["two"])]
        fault = f"the parts make {sum(parts):,}, not {total:,}" if sum(parts) > total else ""
        yield Statement(kind="sum", quote=found[0], sentence=sentence, fault=fault)
    for found in _GENDER_SHARES.finditer(sentence.text):
        shares = [Fraction(number_text(found[name])) for name in ("one", "two")]
        most = 100 + sum(Fraction(1, 10 ** decimals(number_text(found["one"]))) for _ in shares)
        fault = f"the parts make {float(sum(shares)):g}%" if sum(shares) > most else ""
        yield Statement(kind="sum", quote=found[0], sentence=sentence, fault=fault)


def _reasons_given(sentence: Sentence) -> Iterator[Statement]:
    """Reasons for exclusion, each with its n, where all numbers are the whole and its parts."""
    text = sentence.text
    every, parts = counts_in(text), [whole(one) for one in _EACH_N.findall(text)]
    if not _EXCLUDED_FOR.search(text) or "%" in text or _HEDGED.search(text) or len(every) < 3:  # noqa: PLR2004
        return
    if every[1:] != (parts if len(parts) == len(every) - 1 else parts[1:]):
        return
    wrong = sum(every[1:]) != every[0]
    fault = f"the parts make {sum(every[1:]):,}, not {every[0]:,}" if wrong else ""
    yield Statement(kind="sum", quote=text, sentence=sentence, fault=fault)


def _parts(inside: str) -> list[int]:
    """The counts of a list in which each part has one; empty where one has none or more."""
    if "%" in inside:
        return []
    pieces = [piece.strip() for piece in _BY.split(inside) if piece.strip()]
    matches = [_PART.fullmatch(piece) for piece in pieces]
    if any(one is None for one in matches):
        return []
    return [whole(one["first"] or one["last"]) for one in matches if one]
