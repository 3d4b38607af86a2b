"""Numerals: the quantities that a text states in digits or words, and what only looks like one.

Read as no quantity: years of citations, numbers of sections, tables and figures, and of anything
else whose name stands before its number (Study 2, week 12), identifiers, versions, addresses, and
statistical notation with its sign (*p* < .05, *t*(34) = 2.1, 95% CI 0.41 to 0.51).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from numerate.review.results.wording import MONTHS, ONES, TENS

_CARDINALS = {word: value for value, word in enumerate(ONES)}
_CARDINALS |= {word: 10 * value for value, word in enumerate(TENS, start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_MONTH = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_NUMBER = rf"[−-]?(?:{_DIGITS})"
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"
_NAMES_OF_MONTHS = "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS)
_SMALL = "|".join(ONES[1:10])
_WORD = rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{_SMALL}))?|{'|'.join(reversed(ONES[1:]))}|zero)"

_ONE_LABEL = (
    "table|tab\\.|figure|fig\\.|section|sect\\.|sec\\.|appendix|chapter|chap\\.|box|equation|eq\\."
    "|panel|file|page|p\\.|line|volume|vol\\.|issue|no\\.|nr\\.|number|item|step|stage|phase|round"
    "|wave|part|question|hypothesis|aim|objective|level|grade|type|class|category|group|cluster"
    "|model|scheme|algorithm|theorem|lemma|definition|example|experiment|study|trial|arm|cohort"
    "|time|day|week|month|visit|search|rule|criterion|domain|theme|factor|component|dimension"
    "|reviewer|coder|rater|author|participant|interviewee|respondent|case|site|row|column|note"
    "|footnote|reference|article|art\\.|paragraph|clause|version|v\\.|option|scenario|strategy"
    "|proposition|supplement|equations?|listing|slide|sprint|tier|method|approach|bin|chunk|act"
    "|ticket|commit|bug|lesson|principle|recommendation|priority|goal|guideline|module|dataset|database|sample"
    "|layer|node|id|room|unit|annex|schedule|exhibit|zone|region|run|trial|condition|layer|band"
)
_MANY_LABELS = (
    "tables|figures|figs\\.|sections|sects\\.|appendices|chapters|boxes|equations|eqs\\.|panels"
    "|files|pages|pp\\.|lines|volumes|vols\\.|issues|nos\\.|items|steps|stages|phases|rounds|waves"
    "|parts|questions|hypotheses|aims|levels|grades|types|classes|categories|groups|models"
    "|examples|experiments|studies|trials|days|weeks|months|searches|rules|criteria|domains"
    "|themes|factors|reviewers|participants|rows|columns|notes|articles|§§"
)
_LABEL_NUMBER = r"[A-Z]?\d+[a-z]?(?:\.\d+)*"
_SIGN = (
    "p|P|q|r|R|rs|t|F|z|Z|d|g|b|B|W|U|V|[\u0391-\u03c9](?:\\w|[²2])?|X[²2]|R[²2]|I[²2]|df"
    "|SE|SD|SEM|CI|CrI|OR|aOR|AOR|RR|HR|IRR|SMD|MD|WMD|ICC|AUC|BIC|AIC|CFI|RMSEA|SRMR|TLI|M|Mdn"
    "|Md|IQR|kappa|alpha|beta|Cohen[’']s \\w+|Hedges[’']? g|Cronbach[’']s (?:alpha|α)"
)
_INTERVAL = rf"[\[(]?\s?{_NUMBER}\s?%?\s?(?:,|;|–|-|to)\s?{_NUMBER}\s?%?[\])]?"
_SOFTWARE = (
    "Python|R|SPSS|Stata|SAS|NVivo|Excel|EndNote|Endnote|Covidence|Rayyan|RevMan|Review Manager"
    "|MAXQDA|Mplus|JASP|Julia|MATLAB|Matlab|Quarto|Pandoc|Word|Windows|macOS|Ubuntu|Debian|Java"
    "|DSM|ICD|RoB|AMSTAR|ISO|CC BY(?:-\\w+)*|GPL|Apache|HTTP|USB|UTF|Zotero|Office|GPT"
    "|Gemini|Llama|Web|Horizon|Agenda|Category|Type|Likert|Open|Windows"
)
_PASSED = rf"""
    (?:https?://|www\.)\S+
  | \b(?i:doi|arxiv|pmid|pmcid|issn|isbn|orcid)\b\s*:?\s*[\w./()-]*\d[\w./()-]*
  | \b10\.\d{{4,9}}/\S+
  | \S+@\S+\.\w+
  | \b\d{{4}}-\d{{4}}-\d{{4}}-\d{{3}}[\dX]\b
  | (?:(?<=\s)|^)[@\#]\d+\b
  | \b(?i:versions?|releases?|v)\.?\s?\d[\d.]*(?:\s(?:and|or)\s\d[\d.]*)?
  | \b\d+(?:\.\d+){{2,}}\b
  | {_NUMBER}\s?%\s?(?:CIs?|CrIs?|PI|HDI|confidence|credible|prediction)\b
    (?:\sintervals?)?(?:\s?[:=,\[(]?\s?{_INTERVAL})?
  | \b(?:CIs?|CrI|confidence\sinterval|credible\sinterval)\b\s?[:=,]?\s?{_INTERVAL}
  | (?<![\w’'])(?:{_SIGN})(?:\s?\([\d\s,.;=<nN]+\))?
    \s?(?:[=<>≤≥≈~]+|\\(?:leq?|geq?|lt|gt|approx)\b)\s?
    {_NUMBER}%?(?:\s?[–-]\s?{_NUMBER})?
  | \b[pP][\s-]?values?\s(?:of|below|under|above|less\sthan|lower\sthan|smaller\sthan|between)
    \s(?:{_NUMBER})
  | (?i:significance\slevel|level\sof\ssignificance|alpha(?:\slevel)?|significance\sthreshold)
    \s(?:of|at|was\sset\s(?:at|to)|set\s(?:at|to)|=)\s{_NUMBER}%?
  | (?:{_NUMBER})\s?%?\s(?:level\sof\ssignificance|significance\slevel|alpha\slevel|level)\b
  | (?:below|under|above|at|exceeds?|exceeded|than)\s\.\d+
  | \b(?:{_SOFTWARE})[\s-]\d[\d.]*\b(?!%)
  | \b(?:[A-Z][A-Z-]{{2,}}[A-Z\d]*)\s{_YEAR}(?=\W|$)
  | \b\d-[A-Z]{{2,}}\w*
  | \b(?!near-|over-|under-|only-)(?:[^\W\d_]+-)+\d[\w.]*
  | \b(?=\w*\d)(?=\w*[^\W\d_])\w+(?:-\w*\d\w*)*
  | \b(?i:grants?|awards?|contract|registration|licen[cs]e|approval|permit|identifier|accession)
    (?:\s(?i:numbers?|nos?\.?|ids?))?\s?[:\#]?\s?[\w/.-]*\d[\w/.-]*
  | (?:\b(?i:{_MANY_LABELS})\s|§§\s?)\s?{_LABEL_NUMBER}
    (?:\s?(?:,|–|-|&|,?\sand|,?\sor|to|\sto)\s?{_LABEL_NUMBER})*
  | (?:\b(?i:{_ONE_LABEL})\s|§\s?)\s?{_LABEL_NUMBER}(?:\s?[–-]\s?{_LABEL_NUMBER})?(?!%|,\d)
  | \((?:(?i:see(?:\salso)?|e\.g\.,?|cf\.|for\s[^()]*?,\ssee|i\.e\.,?)\s)?
    (?!(?:{_NAMES_OF_MONTHS})\b)[A-ZÀ-Ž][^()]*?[\s,]{_YEAR}(?:[;,:]\s[^()]*)?\)
  | \b[A-ZÀ-Ž][\w’'-]+(?:\s(?:and|&|et\sal\.?,?|[A-ZÀ-Ž][\w’'.-]+))*[’']?s?,?\s
    \({_YEAR}(?:[,;]\s(?:pp?\.\s?)?[\w–-]+)*\)
  | \bet\sal\.?,?\s\(?{_YEAR}\)?
  | \b\d+\s?[×x]\s?\d+\b
  | \b\d+:\d+(?::\d+)?\b
"""
_DATE = rf"""
    (?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)
  | (?P<mdy>\b(?:{_NAMES_OF_MONTHS})\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}\b)
  | (?P<dmy>\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_NAMES_OF_MONTHS}),?\s\d{{4}}\b)
  | (?P<my>\b(?:{_NAMES_OF_MONTHS}),?\s\d{{4}}\b)
"""
_COUNTED = (
    "stud(?:y|ies)|articles?|reports?|papers?|records?|reviewers?|raters?|authors?|participants?"
    "|countr(?:y|ies)|databases?|datasets?|trials?|reviews?|publications?|persons?|people|person"
    "|exceptions?|sites?|interviews?|experts?|boys?|girls?|m[ae]n|wom[ae]n|patients?|children"
)
_ONE_OF = (
    rf"(?<!from\s)(?<!on\s)(?<!of\s)(?<!per\s)(?<!within\s)(?<!to\s)(?<!than\s)"
    rf"one(?=\s(?:(?:more|other|further|additional|single|of\sthe\s(?:{_WORD}|\d+)(?:\s\w+)?)\s)?"
    rf"(?:[a-z]+(?:-[a-z]+)*\s){{0,2}}(?:{_COUNTED})\b)(?!\s\w+\s(?:to|from|or|and|after)\s(?:an)?other)"
    rf"|(?<=but\s)one\b|(?<=only\s)one\b"
)
_WORDS = rf"""
    (?P<fraction>\b(?:{_WORD}|a)[\s-](?:thirds|quarters|fourths|fifths|sixths|sevenths|eighths|ninths|tenths)\b
      |(?<=\b)(?:one|a)[\s-](?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)(?=\sof\b|\sas\b|\s(?:more|less|fewer)\b)
      |(?:(?<=\s)|^)(?:one|a)[\s-](?:third|quarter|fifth|tenth)(?=[,.;:)]|$)
      |\b(?:one|a)[\s-]half\b(?!-)|\bhalf(?=\s(?:of|the|as|that|were|was|had|did|reported|used)\b)
      |(?<=than\s)half\b|(?<=least\s)half\b|(?<=about\s)half\b|(?<=over\s)half\b|(?<=nearly\s)half\b
      |(?<=almost\s)half\b|(?<=roughly\s)half\b|(?<=around\s)half\b)
  | (?P<times>\b(?:twice|thrice)\b|\b(?:doubled?|tripled?)(?=\s(?:the|that|as)\b)
      |\b(?:{_WORD}|\d+)(?:\s|-)?(?:fold|times)\b)
  | (?P<none>\bnone\sof\s(?:the|these|those|them|its|our)\b)
  | (?P<scaled>\b(?:(?:{_WORD}|a|one)\s)?(?:hundred|thousand|million|billion|dozen)
      (?:\sand\s{_WORD}|\s{_WORD})?\b)
  | (?P<one>\b(?:{_ONE_OF}))
  | (?P<zero>\bzero(?=\s[a-z]+)(?!\s(?:sum|tolerance|order|inflated|day|point|correlation)))
  | (?P<word>\b(?!one\b|zero\b)(?:{_WORD})\b)
"""
_TOKEN = re.compile(
    rf"""
    (?P<passed>{_PASSED})
  | (?P<date>{_DATE})
  | (?P<number>(?:(?<![\w.,−-])|(?<=near-))(?P<low>{_NUMBER})
      (?:(?:\s?%)?\s?(?:–|-|\sto\s)\s?(?P<high>{_NUMBER})(?![\w-]))?
      (?P<unit>\s?%|\s(?:percent|per\scent)\b|\s(?:hundred|thousand|million|billion)\b)?)
  | (?i:{_WORDS})
""",
    re.VERBOSE,
)
_LIKELY = re.compile(
    rf"\d|\b(?:{'|'.join([*ONES, *TENS, *_SCALES])}|half|third|quarter|fifth|tenth|none of"
    r"|twice|thrice|doubled?|tripled?|[a-z]+fold)",
    re.IGNORECASE,
)
_BEFORE, _AFTER, _REACH = 60, 60, 300  # characters around a likely quantity that may explain it
_HEADING_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?|[IVX]+\.)\s")
_ENUMERATED = re.compile(r"\((\d{1,2})\)|(?:(?<=\s)|^)(\d{1,2})\)(?=\s)")
_IDIOM = re.compile(
    r"(?i)-(?:sided|tailed|way|dimensional|party|digit|letter|man|stop|piece|liner|off|on|to-one)\b"
)
_BARE_REFERENCE = re.compile(r"(?i)\b(?:the|these|those|between the|of the|other) $")
_NO_NOUN = re.compile(
    r"(?i)^(?:[.,;:)?!]|$| (?:is|are|was|were|of|in|on|to|and|or|do|did|can|may|have|has|had|that|"
    r"which|who|differ|together|as|for|by|with|agree|should|must|will|would|could)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A quantity that a text states.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        text: How it is written.
        kind: ``number``, ``percent``, ``range``, ``date``, ``word``, ``fraction``, ``times``,
            ``none``.
        value: Its exact value; None for ranges and dates.
        plain: Its digits alone, such as ``10324``, ``95.6%``, ``0.4-31.3%`` or ``2021-11-29``;
            for words the digits of their value, empty for fractions.
    """

    start: int
    end: int
    text: str
    kind: str
    value: Fraction | None
    plain: str


def numerals(text: str, kind: str = "paragraph") -> Iterator[Numeral]:
    """The quantities in a text, in order.

    Args:
        text: The text; what must not be read is blanked out with other characters.
        kind: The kind of passage; the number of a heading is none.

    >>> [one.text for one in numerals("Of 10,324 records, sixty-eight (0.7%) were kept (Table 1).")]
    ['10,324', 'sixty-eight', '0.7%']
    >>> [one.text for one in numerals("As Smith (2019) found, r(34) = .41, p < .05; see Study 2.")]
    []
    >>> [(one.text, str(one.value)) for one in numerals("Two-thirds, twice as many as half of us")]
    [('Two-thirds', '2/3'), ('twice', '2'), ('half', '1/2')]
    """
    start = 0
    if kind == "heading":
        found = _HEADING_NUMBER.match(text)
        start = found.end() if found else 0
    passed = _enumeration(text)
    for first, last in _windows(text, start):
        for match in _TOKEN.finditer(text, first, last):
            if match["passed"] is not None or match.start() in passed:
                continue
            if match["date"] is not None:
                yield _made(match, "date", None, _iso(match))
            elif match["number"] is not None:
                yield _number(match)
            else:
                found_word = _in_words(match, text)
                if found_word is not None:
                    yield found_word


def plain(text: str) -> str:
    """A wording without blanks and separators, so that equal ones compare equal.

    >>> plain("10,324"), plain("0.4%–31.3%"), plain("− 6.50 to 1.50")
    ('10324', '0.4%-31.3%', '-6.50to1.50')
    """
    bare = re.sub(r"[\s,\u2009\u202f]", "", text).lower()
    return bare.replace("−", "-").replace("–", "-")


def _windows(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text around anything that might be a quantity."""
    first = last = -1
    for match in _LIKELY.finditer(text, start):
        opened = text.rfind("(", max(start, match.start() - _REACH), match.start())
        begins = max(start, match.start() - _BEFORE)
        begins = min(begins, opened) if opened >= 0 else begins
        while begins > start and not text[begins - 1].isspace():
            begins -= 1
        ends = min(len(text), match.end() + _AFTER)
        if begins <= last:
            last = max(last, ends)
            continue
        if last >= 0:
            yield first, last
        first, last = begins, ends
    if last >= 0:
        yield first, last


def _enumeration(text: str) -> set[int]:
    """Where the numbers of an enumeration such as (1) …, (2) … stand."""
    if "1)" not in text:
        return set()
    matches = _ENUMERATED.finditer(text)
    found = [(int(m[1] or m[2]), m.start() + (m[1] is not None)) for m in matches]
    passed: list[int] = []
    for number, start in found:
        if number == len(passed) + 1:
            passed.append(start)
    return set(passed) if len(passed) > 1 else set()


def _made(match: re.Match[str], kind: str, value: Fraction | None, digits: str) -> Numeral:
    return Numeral(
        start=match.start(), end=match.end(), text=match[0], kind=kind, value=value, plain=digits
    )


def _iso(match: re.Match[str]) -> str:
    if match["iso"]:
        return match[0]
    digits = re.findall(r"\d+", match[0])
    names = re.findall(r"[A-Z][a-z]{2}", match[0])
    month = _MONTH[names[0]]
    if match["my"]:
        return f"{digits[-1]}-{month:02}"
    return f"{digits[-1]}-{month:02}-{int(digits[0]):02}"


def _number(match: re.Match[str]) -> Numeral:
    low, high, unit = match["low"], match["high"], (match["unit"] or "").strip()
    percent = unit == "%" or unit.startswith("per")
    sign = "%" if percent else ""
    if high is not None:
        return _made(match, "range", None, f"{plain(low)}-{plain(high)}{sign}")
    value = Fraction(plain(low)) * _SCALES.get(unit, 1)
    digits = plain(low) if unit not in _SCALES else str(value)
    return _made(match, "percent" if percent else "number", value, f"{digits}{sign}")


def _in_words(match: re.Match[str], text: str) -> Numeral | None:
    before, after = text[: match.start()], text[match.end() :]
    if _IDIOM.match(after):
        return None
    words = match[0].lower().replace("-", " ").split()
    if match["fraction"]:
        return _made(match, "fraction", _fraction(words), "")
    if match["times"]:
        return _made(match, "times", _times(words), "")
    if match["none"]:
        return _made(match, "none", Fraction(0), "0")
    if _is_name(match[0], before) or _refers_back(before, after, words):
        return None
    value = _cardinal(words)
    return _made(match, "word", value, str(value))


def _is_name(word: str, before: str) -> bool:
    """Whether a number word is part of a name, such as the Big Five."""
    starts = not before.rstrip() or before.rstrip()[-1] in ".?!:;“‘(—–"
    return word[0].isupper() and not starts


def _refers_back(before: str, after: str, words: list[str]) -> bool:
    """Whether «the two» stands for two things named before, rather than counting anything."""
    return words == ["two"] and bool(_BARE_REFERENCE.search(before) and _NO_NOUN.match(after))


def _cardinal(words: list[str]) -> Fraction:
    total = current = 0
    for word in words:
        if word in _CARDINALS:
            current += _CARDINALS[word]
        elif word == "a":
            current += 1
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
    return Fraction(total + current)


def _fraction(words: list[str]) -> Fraction:
    part = words[-1].removesuffix("s") if words[-1] != "halves" else "half"
    whole = words[:-1]
    return (_cardinal(whole) if whole else Fraction(1)) / _PARTS[part]


def _times(words: list[str]) -> Fraction:
    first = words[0]
    for stem, value in (("twice", 2), ("thrice", 3), ("doubl", 2), ("tripl", 3)):
        if first.startswith(stem):
            return Fraction(value)
    number = re.sub(r"fold$|times$", "", first)
    return Fraction(number) if number.isdigit() else _cardinal([number])
