"""Reading of a paragraph, for the tests of this room."""

from __future__ import annotations

from numerate.proof.audit.readers.printed_file import FileWording, Fragment, PrintedFile
from numerate.proof.recheck.paper_recheck import recheck_paper
from numerate.proof.recheck.statement import Statement


def paper(*paragraphs: str, structured: bool = True) -> PrintedFile:
    """A paper of these paragraphs, or lines where it is not structured."""
    fragments = tuple(Fragment(text=one) for one in paragraphs)
    wording = FileWording(fragments=fragments, structured=structured)
    return PrintedFile(name="paper", form="text", readings=(wording,))


def read_in(text: str) -> list[Statement]:
    """Everything that is read in one paragraph."""
    return list(recheck_paper(paper(text)).statements)
