"""Counts as a paper tells them: what is counted, and which numbers are counts at all."""

from __future__ import annotations

import re

from numerate.proof.recheck.statement import COUNT, whole

THINGS = (
    r"(?:unique |potentially |eligible |relevant |full[- ]text |full |retrieved "
    r"|remaining |included "
    r"|primary |peer-reviewed |bibliographic |identified |abstract |title |non-duplicate |original "
    r"|screened |new |initial |titles and |de-?duplicated )*"
    r"(?:records|articles|studies|citations|references|reports|papers|publications|hits|titles"
    r"|abstracts|texts|trials|reviews|results|documents|participants|patients|respondents|people"
    r"|children|students|adults|women|men|samples|interviews|texts)"
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


def counts_in(text: str) -> list[int]:
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
