"""Decisions in a sheet of one's own: an article's title or DOI, the decision, and its reason.

Many teams settle what reviewers differ on in a meeting and write the outcome into a sheet. Without
a column of reviewers the decisions are the team's; with one they are each reviewer's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from numerate.review.records import recordsheets
from numerate.review.records.batches import PLACE, Refusal, Row
from numerate.review.records.fields import EXCLUDE, FULLTEXT, INCLUDE, MAYBE, SCREENING
from numerate.review.records.screenings import Decision, Screened, Settled
from numerate.review.records.sheetfiles import Sheet

TOOL: Final = "sheet"
_DECISION: Final = ("decision", "final decision", "team decision", "consensus decision")
_REVIEWER: Final = ("reviewer", "reviewer name", "screener", "rater")
_STAGE: Final = ("stage", "screening stage")
_REASON: Final = ("reason", "exclusion reason", "reason for exclusion")
_ARTICLE: Final = ("title", "doi", "pmid")
_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("include", "included", "in", "yes"), INCLUDE),
    **dict.fromkeys(("exclude", "excluded", "out", "no"), EXCLUDE),
    **dict.fromkeys(("maybe", "unclear", "undecided", "unsure"), MAYBE),
}
_STAGES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("fulltext", "full text", "full-text", "ft", "full texts"), FULLTEXT),
    **dict.fromkeys(
        ("screening", "title and abstract", "title/abstract", "title & abstract", "abstract",
         "title", "ta", "t/a", "ti/ab", "tiab"),
        SCREENING,
    ),
}  # fmt: skip


def is_one(sheet: Sheet) -> bool:
    """Whether a sheet lists articles and decisions on them.

    >>> is_one(Sheet(header=("Title", "Decision", "Reason"), rows=()))
    True
    """
    return any(name in sheet.names for name in _DECISION) and any(
        name in sheet.names for name in _ARTICLE
    )


def from_sheet(sheet: Sheet, stage: str) -> Screened:
    """The decisions, and the articles that they are about.

    Args:
        sheet: The sheet.
        stage: Stage of rows that tell none.

    >>> header = ("Title", "Stage", "Decision", "Reason")
    >>> rows = ((2, ("Poems at bedtime", "full text", "Excluded", "no comparison")),)
    >>> found = from_sheet(Sheet(header=header, rows=rows), "screening").settled[0]
    >>> found.article, found.stage, found.decision, found.reason
    ('poems at bedtime', 'fulltext', 'exclude', 'no comparison')
    """
    read = recordsheets.read(sheet)
    articles = {row[PLACE["source_line"]]: _named(row) for row in read.rows}
    decisions: list[Decision] = []
    settled: list[Settled] = []
    refusals = list(read.refusals)
    kept: list[Row] = []
    for line, named in sheet:
        low = {name.lower(): cell.strip() for name, cell in named.items()}
        row = articles.get(str(line))
        if row is None:
            continue
        word, told = _first(low, _DECISION), _first(low, _STAGE)
        decision = _WORDS.get(word.casefold(), "")
        at = _STAGES.get(" ".join(told.casefold().split()), "") if told else stage
        if word and not (decision and at):
            refusals.append(Refusal(line, _why(word, told, decision), ", ".join(named.values())))
            continue
        kept.append(row)
        if not word:
            continue
        article, reviewer = row[PLACE["source_id"]], _first(low, _REVIEWER)
        reason = _first(low, _REASON) if decision == EXCLUDE else ""
        if reviewer:
            decisions.append(
                Decision(article=article, stage=at, reviewer=reviewer, decision=decision,
                         reason=reason)
            )  # fmt: skip
        else:
            settled.append(Settled(article=article, stage=at, decision=decision, reason=reason))
    batch = replace(read, rows=tuple(kept), refusals=tuple(refusals))
    return Screened(tool=TOOL, articles=batch, decisions=tuple(decisions), settled=tuple(settled))


def _named(row: Row) -> Row:
    """The row with an id of its own: what the sheet calls it, else its DOI, else its title."""
    told = row[PLACE["source_id"]] or row[PLACE["doi"]] or row[PLACE["pmid"]]
    article = told or " ".join(row[PLACE["title"]].casefold().split())
    place = PLACE["source_id"]
    return (*row[:place], article, *row[place + 1 :])


def _first(low: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((low[name] for name in names if low.get(name)), "")


def _why(word: str, stage: str, decision: str) -> str:
    if not decision:
        return f"'{word}' is none of include, exclude and maybe"
    return f"'{stage}' is none of the stages: title and abstract, full text"
