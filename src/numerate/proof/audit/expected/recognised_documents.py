"""Recognised documents: which of a compendium's documents a file is, told by its words.

A file's name says nothing: journals, servers and authors rename. Samples of each document's letters
are looked for, so that a file is known after any edit and any typesetting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import stringify
from numerate.paper.manuscript.document import Document
from numerate.proof.audit.matching.folded_text import folded
from numerate.proof.audit.readers.printed_file import PrintedFile

_WINDOW = 20
_WINDOWS = 60
_ALIKE = 0.15
_BOTH = 0.5


def recognised(printed: PrintedFile, documents: Sequence[Document]) -> list[Document]:
    """The documents whose words a file holds.

    Raises:
        CannotRunError: When it holds none.
    """
    words = folded("".join(one.text for one in printed.readings[0].fragments))
    words = re.sub(r"[^a-z]", "", words)
    shares = [(_share(document, words), document) for document in documents]
    best = max((share for share, _ in shares), default=0.0)
    if best < _ALIKE:
        names = ", ".join(document.name for document in documents)
        raise CannotRunError(
            Issue(
                code="unknown-document",
                file=printed.name,
                found="a text that is none of the compendium's documents",
                expected=f"one of: {names}",
                todo="audit a file that was rendered from this compendium",
            )
        )
    return [document for share, document in shares if share >= min(best, _BOTH)]


def _share(document: Document, words: str) -> float:
    """The share of some samples of a document's words that a text holds."""
    own = re.sub(r"[^a-z]", "", folded(stringify(document.ast)))
    step = max(len(own) // _WINDOWS, 1)
    samples = [own[at : at + _WINDOW] for at in range(0, max(len(own) - _WINDOW, 1), step)]
    return sum(sample in words for sample in samples) / max(len(samples), 1)
