"""Files with the appendix of numbers: the document in them is audited as ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate.ground.project import open_project
from numerate.paper.origins.titles import APPENDIX
from numerate.paper.render.rendering import render
from numerate.proof.audit.auditing import audit


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_appendix_is_told_and_raises_nothing(built: Path, form: str) -> None:
    """The appendix repeats what the data give: it is no typed text, and the report names it."""
    project = open_project(built)
    render(project, ["article"], formats=[form], engine="embedded", with_appendix=True)
    (verdict,) = audit(project, [built / f"_rendered/manuscript/article.{form}"])
    assert verdict.findings == ()
    assert any(APPENDIX in told for told in verdict.unchecked)
