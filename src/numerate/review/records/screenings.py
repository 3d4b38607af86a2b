"""What a screening tool tells: who decided what on which of its articles, at which stage.

Reviewers stand here under the names and e-mails of the tool; they become pseudonyms before anything
is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from numerate.review.records.batches import Batch
from numerate.review.records.fields import EXCLUDE, FULLTEXT, SCREENING

STAGES: Final = (SCREENING, FULLTEXT)
CONSENSUS: Final = "consensus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One reviewer's decision on one article.

    Attributes:
        article: Its id in the tool, which is the ``source_id`` of its row.
        stage: ``screening`` (title and abstract) or ``fulltext``.
        reviewer: Name or e-mail in the tool; empty when the tool does not tell who decided.
        decision: include, exclude or maybe.
        reason: Reason for exclusion.
        prior: Whether it was made before the screening, to train the tool.
    """

    article: str
    stage: str
    reviewer: str
    decision: str
    reason: str = ""
    prior: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A label, note or untied reason on an article; ``reviewer`` is empty when nobody is told."""

    article: str
    kind: str
    text: str
    reviewer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The team's decision on an article, where the tool tells it apart from the reviewers'."""

    article: str
    stage: str
    decision: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """All that one export of a screening tool tells.

    Attributes:
        tool: rayyan, covidence or asreview.
        articles: The articles as records; empty when only their ids are told.
        decisions: One a reviewer, article and stage.
        remarks: Labels, notes and reasons that belong to no single decision.
        settled: Decisions of the team.
        unseen: Articles that nobody has looked at; they are not excluded.
        moved: Articles that went on to full text.
        rows: Rows that the export has apart from its articles (a log's), and how many were read.
    """

    tool: str
    articles: Batch = field(default_factory=Batch)
    decisions: tuple[Decision, ...] = ()
    remarks: tuple[Remark, ...] = ()
    settled: tuple[Settled, ...] = ()
    unseen: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


def excluded(decision: str) -> bool:
    """Whether a decision excludes.

    >>> excluded("exclude"), excluded("maybe")
    (True, False)
    """
    return decision == EXCLUDE
