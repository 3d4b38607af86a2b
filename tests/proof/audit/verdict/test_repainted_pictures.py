"""Pictures of a Word file, byte by byte."""

from __future__ import annotations

import pytest

from numerate.proof.audit.readers.printed_file import PrintedFile, picture_digest
from numerate.proof.audit.verdict.repainted_pictures import repainted

OURS, OTHER, LOGO = (picture_digest(one) for one in (b"flow", b"another flow", b"a logo"))


def places(pictures: set[str], form: str = "docx") -> list[str]:
    """Where something is found in a file that has these pictures."""
    printed = PrintedFile(name="a", form=form, readings=(), pictures=frozenset(pictures))
    return [one.place for one in repainted(printed, {"Figure 1": OURS})]


def test_another_picture_in_the_place_of_ours_is_a_fault() -> None:
    """The computed one is gone and an unknown one is there."""
    assert places({OTHER}) == ["Figure 1, the picture"]


@pytest.mark.parametrize("pictures", [{OURS}, {OURS, LOGO}, set()])
def test_a_logo_or_a_missing_picture_is_none(pictures: set[str]) -> None:
    """What a journal adds is not ours, and a file without pictures has none that was repainted."""
    assert places(pictures) == []


def test_formats_that_write_pictures_anew_are_not_asked() -> None:
    """A PDF keeps no picture as it was."""
    assert places({OTHER}, form="pdf") == []
