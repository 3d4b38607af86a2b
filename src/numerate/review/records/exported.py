"""What a person tells of a file that is imported, and what the file itself tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from numerate.ground.issues import Issue
from numerate.review.records.batches import Batch, Refusal
from numerate.review.records.fields import SCREENING
from numerate.review.records.screenings import Screened

Rows = tuple[dict[str, str], ...]
FlowReader = Callable[[str, str], list[dict[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the person who imports told of a file.

    Attributes:
        stage: Stage of decisions that the file does not tell the stage of.
        measure: What the cells of a coding matrix count.
        flow: Reads a PRISMA2020 CSV into rows of the table of reported flows.
    """

    stage: str = SCREENING
    measure: str = ""
    flow: FlowReader | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What one file tells.

    Attributes:
        shown: Its path as issues show it.
        name: Its name alone.
        digest: SHA-256 of its bytes.
        format: What it was recognised as.
        batches: Its records, piece by piece; they can be gone through once.
        screened: What a screening tool tells; its articles are the records then.
        tables: Rows of other tables, by name.
        counted: Rows in the file that are no records, counted apart from the reading.
        read: Rows that are no records and were read.
        refusals: Rows that are no records and could not be read.
        issues: Advice on the file.
    """

    shown: str
    name: str
    digest: str
    format: str
    batches: Iterable[Batch] = ()
    screened: Screened | None = None
    tables: Mapping[str, Rows] = field(default_factory=lambda: MappingProxyType({}))
    counted: int = 0
    read: int = 0
    refusals: tuple[Refusal, ...] = ()
    issues: tuple[Issue, ...] = ()
