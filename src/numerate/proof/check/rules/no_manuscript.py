"""No manuscript: a project without a document."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.ground.project import MANUSCRIPT, SETTINGS
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "no-manuscript"


def _check(review: Review) -> Iterator[Issue]:
    if not review.documents and not review.reading.unread:
        yield issue(
            CODE,
            (f"{MANUSCRIPT}/", None),
            found="no document",
            expected=f"manuscript/article.qmd, or the documents that {SETTINGS} lists",
            todo=f"write one, or correct project: render in {SETTINGS}",
        )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="There is no manuscript",
    why="Nothing can be checked that is not there; a wrong name in _quarto.yml looks the same.",
    bad=Example(
        file="_quarto.yml",
        instead_of="    - manuscript/article.qmd\n    - manuscript/supplement.qmd\n",
        text="    - paper/article.qmd\n",
    ),
    good=Example(
        file="_quarto.yml",
        instead_of="    - manuscript/article.qmd\n    - manuscript/supplement.qmd\n",
        text="    - manuscript/article.qmd\n",
    ),
    needs=(),
    check=_check,
)
