"""Both engines on the same manuscript."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from numerate.ground.programs import find
from numerate.ground.project import EXTENSION, Project, extension_dir, open_project
from numerate.ground.writing import replace_files
from numerate.paper.manuscript.document import parse
from numerate.paper.render.embedded import render_embedded
from numerate.paper.render.quarto import render_with_quarto


def on_disk(*arguments: Any, **options: Any) -> tuple[Path, ...]:  # noqa: ANN401 - passed on
    """The embedded engine's files, written."""
    return replace_files(render_embedded(*arguments, **options), root=options["root"])


FORMATS = ("html", "pdf", "docx")
ENGINES = ("embedded", "quarto")
ROOT = Path(__file__).parents[3]
REVIEW = ROOT / "tests/extension/review"


_SKIP = pytest.mark.skipif(find("quarto") is None, reason="the program quarto is not on PATH")
each_engine = pytest.mark.parametrize(
    "engine", ["embedded", pytest.param("quarto", marks=[pytest.mark.quarto, _SKIP])]
)


def with_quarto(test: Callable[..., None]) -> Callable[..., None]:
    """Marks a test that the real program takes part in."""
    return pytest.mark.quarto(_SKIP(test))


def fixture_review(folder: Path, article: str, tables: Mapping[str, str] | None = None) -> Project:
    """The fixture review in a folder, with the settings and the extension of this repository.

    Args:
        folder: Where to put it; made.
        article: Text of manuscript/article.qmd.
        tables: Further tables, as JSON by key.
    """
    shutil.copytree(REVIEW, folder)
    shutil.copy(ROOT / "_quarto.yml", folder)
    shutil.copytree(extension_dir(), folder / EXTENSION)
    (folder / "manuscript/article.qmd").write_text(article, encoding="utf-8")
    for key, text in (tables or {}).items():
        (folder / f"_generated/tables/{key}.json").write_text(text, encoding="utf-8")
    return open_project(folder)


def quarto_on_disk(
    project: Project, documents: Sequence[Path], formats: Sequence[str]
) -> list[Path]:
    """Quarto's files, written to their places."""
    made = render_with_quarto(project, documents, formats)
    return list(replace_files(made, root=project.root))


def rendered_article(
    project: Project, engine: str, formats: Sequence[str] = FORMATS
) -> dict[str, Path]:
    """The article's files by format, as one of the engines makes them."""
    document = project.documents[0]
    if engine == "quarto":
        written = list(quarto_on_disk(project, [document], formats))
    else:
        parsed = parse(document, project.root)
        written = list(on_disk([parsed], formats, root=project.root))
    return {path.suffix[1:]: path for path in written}
