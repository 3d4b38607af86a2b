"""Recheck of a paper alone: every statement that can be read in it, and those that cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from numerate.proof.audit.readers.printed_file import PrintedFile
from numerate.proof.recheck.paper_sentences import sentences
from numerate.proof.recheck.stated_flow import stated_flow
from numerate.proof.recheck.stated_means import stated_means
from numerate.proof.recheck.stated_shares import stated_shares
from numerate.proof.recheck.stated_sums import stated_sums
from numerate.proof.recheck.stated_tests import stated_intervals, stated_tests
from numerate.proof.recheck.statement import Sentence, Statement

_READERS = (stated_shares, stated_flow, stated_sums, stated_means, stated_intervals, stated_tests)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRecheck:
    """What came of rechecking one paper.

    Attributes:
        name: The file's name.
        sentences: How many sentences and cells it has.
        statements: What was read in them, in their order.
        unread: What of the file could not be read.
    """

    name: str
    sentences: int
    statements: tuple[Statement, ...]
    unread: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[Statement, ...]:
        """The statements that cannot be."""
        return tuple(one for one in self.statements if one.fault)


def recheck_paper(paper: PrintedFile) -> PaperRecheck:
    """Every statement of a paper that can be read, each once, with what cannot be.

    A sentence that stands twice, as in an abstract and a table's note, is told where it is first.
    """
    read = sentences(paper)
    found: dict[tuple[str, str], Statement] = {}
    for sentence in read:
        for statement in statements(sentence):
            found.setdefault((statement.quote, sentence.text), statement)
    return PaperRecheck(
        name=paper.name, sentences=len(read), statements=tuple(found.values()), unread=paper.unread
    )


def statements(sentence: Sentence) -> Sequence[Statement]:
    """Everything that one sentence states and that can be tested without data."""
    if not any(letter.isdigit() for letter in sentence.text):
        return []
    return [one for reader in _READERS for one in reader(sentence)]
