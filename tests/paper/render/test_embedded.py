"""The embedded engine: every document in every format, or nothing at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from numerate.ground.errors import NumerateError
from numerate.ground.writing import replace_files
from numerate.paper.manuscript.document import Document, parse
from numerate.paper.render.embedded import render_embedded


def on_disk(*arguments: Any, **options: Any) -> tuple[Path, ...]:  # noqa: ANN401 - passed on
    """The embedded engine's files, written."""
    return replace_files(render_embedded(*arguments, **options), root=options["root"])


FORMATS = ("html", "pdf", "docx")
MAGIC = {"html": b"<!DOCTYPE html>", "pdf": b"%PDF-", "docx": b"PK"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with two small documents and an output folder."""
    (tmp_path / "_quarto.yml").write_text(
        "project:\n  output-dir: _rendered\n  render: [text/a.qmd, text/b.qmd]\n", encoding="utf-8"
    )
    (tmp_path / "text").mkdir()
    for name in ("a", "b"):
        text = f"---\ntitle: Document {name}\n---\n\n# One {{#sec-one}}\n\nSee @sec-one.\n"
        (tmp_path / "text" / f"{name}.qmd").write_text(text, encoding="utf-8")
    return tmp_path


def parsed(root: Path) -> list[Document]:
    """Both documents."""
    return [parse(root / "text" / f"{name}.qmd", root) for name in ("a", "b")]


def rendered(root: Path) -> dict[str, bytes]:
    """The files in the output folder."""
    files = sorted((root / "_rendered").rglob("*"))
    return {path.name: path.read_bytes() for path in files if path.is_file()}


def test_every_format_of_every_document_is_written_where_quarto_writes(root: Path) -> None:
    """Six files under the output folder, told in the order of documents and formats."""
    written = on_disk(parsed(root), FORMATS, root=root)
    folder = root / "_rendered" / "text"
    assert written == tuple(folder / f"{name}.{fmt}" for name in "ab" for fmt in FORMATS)
    for path in written:
        assert path.read_bytes().startswith(MAGIC[path.suffix[1:]])


def test_two_renders_give_the_same_bytes(root: Path) -> None:
    """Nothing in the files depends on time or chance."""
    on_disk(parsed(root), FORMATS, root=root)
    before = rendered(root)
    on_disk(parsed(root), FORMATS, root=root)
    assert rendered(root) == before


def test_a_fault_in_one_format_leaves_all_files_as_they_were(root: Path) -> None:
    """Raw Typst that fails stops the PDF of b; the good files of a and b stay."""
    on_disk(parsed(root), FORMATS, root=root)
    before = rendered(root)
    for name in ("a", "b"):
        path = root / "text" / f"{name}.qmd"
        path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    path = root / "text" / "b.qmd"
    raw = "\n```{=typst}\n#nonsense()\n```\n"
    path.write_text(path.read_text(encoding="utf-8") + raw, encoding="utf-8")
    with pytest.raises(NumerateError, match="nonsense"):
        on_disk(parsed(root), FORMATS, root=root)
    assert rendered(root) == before


def test_the_faults_of_all_documents_are_told_at_once(root: Path) -> None:
    """A missing picture in each of two documents: two issues, one per document."""
    for name in ("a", "b"):
        path = root / "text" / f"{name}.qmd"
        path.write_text(f"![alt](none-{name}.png)\n", encoding="utf-8")
    with pytest.raises(NumerateError) as caught:
        on_disk(parsed(root), FORMATS, root=root)
    assert [issue.file for issue in caught.value.issues] == ["text/a.qmd", "text/b.qmd"]


def test_an_output_folder_that_cannot_be_made_is_one_issue(root: Path) -> None:
    """A file stands where the folder should be."""
    (root / "_rendered").write_text("", encoding="utf-8")
    with pytest.raises(NumerateError) as caught:
        on_disk(parsed(root), FORMATS, root=root)
    assert [issue.code for issue in caught.value.issues] == ["cannot-write"]


def test_without_an_output_folder_files_go_beside_their_source(root: Path) -> None:
    """As Quarto does outside a project with output-dir; output-file names the file."""
    (root / "_quarto.yml").unlink()
    path = root / "text" / "a.qmd"
    path.write_text("---\noutput-file: paper.html\n---\n\nText.\n", encoding="utf-8")
    written = on_disk([parse(path, root)], ["html"], root=root)
    assert written == (root / "text" / "paper.html",)


def test_advice_is_told_and_stops_nothing(root: Path) -> None:
    """A picture on the network is not fetched: each format says so once."""
    path = root / "text" / "a.qmd"
    path.write_text("![alt](https://example.org/a.png)\n", encoding="utf-8")
    told: list[str] = []
    written = on_disk([parse(path, root)], FORMATS, root=root, tell=told.append)
    assert len(written) == 3
    assert len([line for line in told if "picture-not-shown" in line]) >= 1
