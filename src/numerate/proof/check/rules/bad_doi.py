"""Bad DOIs: identifiers that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.bibliography import bare_doi
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "bad-doi"
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.ASCII)


def _check(review: Review) -> Iterator[Issue]:
    for work in review.works or ():
        stated = work.fields.get("doi", "")
        if stated and not _DOI.fullmatch(bare_doi(stated)):
            yield issue(
                CODE,
                (work.file, work.line),
                found=f"{work.key} has the DOI '{stated}'",
                expected="a DOI: 10., a number, / and a suffix, such as 10.1136/bmj.n71",
                todo="copy it from the work itself, or take the field out",
                severity="advice",
            )


RULE = Rule(
    code=CODE,
    severity="advice",
    title="A DOI is none",
    why="The list of references links it to an address that does not exist. A DOI may be given as "
    "an address (https://doi.org/…) or with doi: before it; it is printed as it should be.",
    bad=Example(file="references.bib", instead_of="{10.1136/bmj.n71}", text="{PMID 33782057}"),
    good=Example(
        file="references.bib", instead_of="{10.1136/bmj.n71}", text="{doi:10.1136/bmj.n71}"
    ),
    needs=("bibliography",),
    check=_check,
)
