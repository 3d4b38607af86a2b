"""Unbound claims: words of quantity about studies that no claim carries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.paper.manuscript.prose import Passage
from numerate.paper.manuscript.sentences import sentence_bounds
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.proof.check.rules.typed_number import BLANK, blanked, is_ours

CODE = "unbound-claim"
_MASKED = ("num", "list", "claim", "fixed", "citation", "code", "math", "quote", "link")
_ELSEWHERE = re.compile(
    r"(?i)^(?:introduction|background|rationale|methods?|materials? and methods?|methodology"
    r"|references|declarations|acknowledge?ments?|how to read)\b"
)
_NOUNS = (
    r"(?:stud(?:y|ies)|articles?|papers?|records?|trials?|analys[ei]s|datasets?|samples?|findings?"
    r"|estimates?|associations?|correlations?|comparisons?|constructs?|covariates?|instruments?"
    r"|extracts?|interviews?|publications?|surveys?|experiments?|cohorts?|results)"
)
_STOPS = "and|or|but|that|which|to|is|are|was|were|number|evidence|reason|doubt|matter"
_WORDS_BETWEEN = rf"(?:\s+(?!(?:{_STOPS})\b)[\w’'-]+){{0,4}}?"
_QUANTIFIER = re.compile(
    rf"""
    \b(?:(?:nearly|almost|virtually|not)\s+)?
    (?:all(?:\s+but\s+\w+)?|most|(?:the|a)\s+(?:vast\s+|great\s+|large\s+)?(?:majority|minority)
      |none|neither|no|every|few|very\s+few|several|many|some|numerous|a\s+handful|the\s+rest
      |the\s+remainder|over\s+half|only)
    (?:\s+of)?(?!\s+{BLANK}){_WORDS_BETWEEN}\s+{_NOUNS}\b
  | \b(?:consistently|invariably|uniformly|unanimously|without\s+exception|across\s+the\s+board)\b
  | \b(?:more|less|most|least|equally)\s+(?:likely|often|frequently|commonly|prevalent)\b
  | \b(?:all|none|most|many|some|few|several|the\s+majority)\s+of\s+(?:them|these|those)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NEEDS_SUBJECT = re.compile(
    r"(?i)(?:consistently|invariably|uniformly|unanimously|without\s|across\s"
    r"|(?:more|less|most|least|equally)\s+(?:likely|often|frequently|commonly|prevalent)\b)"
)

_SUBJECT = re.compile(rf"(?i)\b(?:{_NOUNS}|associated|association|related|correlated)\b")


def _check(review: Review) -> Iterator[Issue]:
    for _, passage in review.texts:
        if passage.kind in {"paragraph", "note", "abstract", "caption"} and _speaks(passage):
            yield from _unbound(passage)


def _speaks(passage: Passage) -> bool:
    """Whether a passage tells results: not the introduction, nor how the review was made."""
    return is_ours(passage) and not (passage.section and _ELSEWHERE.match(passage.section[0]))


def _unbound(passage: Passage) -> Iterator[Issue]:
    text = blanked(passage, _MASKED)
    carried = [mark.start for mark in passage.marked("citation", "claim", "cite")]
    for start, end in sentence_bounds(text):
        found = _QUANTIFIER.search(text, start, end)
        if found is None:
            continue
        if _NEEDS_SUBJECT.match(found[0]) and not _of_studies(text[start:end]):
            continue
        if _NEEDS_SUBJECT.match(found[0]) and any(start <= at < end for at in carried):
            continue
        yield issue(
            CODE,
            passage.place(found.start()),
            found=f"«{' '.join(found[0].split())}» says how many, and no claim carries it",
            expected="words that are tested against the data: [" + found[0] + " …]{claim=…}",
            todo="let analysis/ yield the claim and bind the words to it; or say it with a number",
            severity="advice",
        )


def _of_studies(sentence: str) -> bool:
    return _SUBJECT.search(sentence) is not None


RULE = Rule(
    code=CODE,
    severity="advice",
    title="A word of quantity about studies is bound to no claim",
    why="Most, all, no, the majority, consistently, more likely: such words are numbers in "
    "disguise, and one new study can make them wrong. One advice for each sentence. Sentences of "
    "introduction and method are left out, and comparisons in a sentence that carries a claim or "
    "cites a work.",
    bad=Example(text="# Results\n\nIn most studies children fell asleep sooner after a story.\n"),
    good=Example(
        text="# Results\n\n[In most studies children fell asleep sooner]"
        "{claim=findings.most_shorter} after a story.\n"
    ),
    check=_check,
)
