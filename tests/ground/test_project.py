"""Projects: found from anywhere inside, with the documents that _quarto.yml lists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.ground.errors import CannotRunError, NumerateError
from numerate.ground.project import extension_dir, open_project

Golden = Callable[[str, str], None]


def folder(root: Path, settings: str | None, *files: str) -> Path:
    """A folder with empty files and a _quarto.yml."""
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    if settings is not None:
        (root / "_quarto.yml").write_text(settings, encoding="utf-8")
    return root


def names(root: Path) -> list[str]:
    """The documents of the project, as seen from its root."""
    project = open_project(root)
    return [project.relative(path) for path in project.documents]


def test_a_project_is_found_from_any_place_inside(tmp_path: Path) -> None:
    """Folder, file and the root itself lead to the nearest _quarto.yml above."""
    root = folder(tmp_path, "project:\n  output-dir: _out\n", "manuscript/deep/a.qmd")
    for start in (root, root / "manuscript" / "deep", root / "manuscript" / "deep" / "a.qmd"):
        project = open_project(start)
        assert project.root == root.resolve()
        assert project.rendered == root.resolve() / "_out"


def test_a_folder_without_settings_is_its_own_project(tmp_path: Path) -> None:
    """A single document renders anywhere, and its outputs stand beside it."""
    root = folder(tmp_path, None, "paper.qmd")
    project = open_project(root / "paper.qmd")
    assert (project.root, project.rendered) == (root.resolve(), None)
    assert not project.is_compendium
    assert names(root) == ["paper.qmd"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", ["manuscript/article.qmd", "manuscript/supplement.qmd", "notes.qmd"]),
        (
            "project:\n  render:\n    - manuscript/supplement.qmd\n    - manuscript/article.qmd\n",
            ["manuscript/supplement.qmd", "manuscript/article.qmd"],
        ),
        (
            'project:\n  render: ["manuscript/*.qmd", "!manuscript/supplement.qmd"]\n',
            ["manuscript/article.qmd"],
        ),
    ],
)
def test_documents_are_those_that_the_settings_list(
    tmp_path: Path, settings: str, expected: list[str]
) -> None:
    """In the order listed, without parts (_name.qmd); all of them where nothing is listed."""
    files = ["manuscript/article.qmd", "manuscript/supplement.qmd", "manuscript/_part.qmd"]
    assert names(folder(tmp_path, settings, *files, "notes.qmd", "readme.md")) == expected


def test_a_missing_place_cannot_run(tmp_path: Path) -> None:
    """A path that is not there is the caller's mistake: exit code 2, not 1."""
    with pytest.raises(CannotRunError, match="no such file or folder"):
        open_project(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("name", "content"),
    [("bad_yaml", b"project:\n  render: [a\nlang: en\n"), ("not_utf8", b"title: \xfcber\n")],
)
def test_broken_settings_are_told(
    tmp_path: Path, golden: Golden, name: str, content: bytes
) -> None:
    """YAML that does not parse, or is not UTF-8, is an issue with its line where there is one."""
    (tmp_path / "_quarto.yml").write_bytes(content)
    with pytest.raises(NumerateError) as caught:
        open_project(tmp_path)
    golden(f"project/{name}.txt", str(caught.value))


def test_the_miniature_is_a_compendium(compendium: Path) -> None:
    """A data dictionary and an analysis package make one; without either it is none."""
    assert open_project(compendium).is_compendium
    (compendium / "data" / "datapackage.json").unlink()
    assert not open_project(compendium).is_compendium


def test_a_built_compendium_stays_one_without_its_dictionary(built: Path) -> None:
    """Else the numbers of the last build would be rendered as if nothing were missing."""
    (built / "data" / "datapackage.json").unlink()
    assert open_project(built).is_compendium


def test_the_extension_has_its_filter() -> None:
    """Every look-and-feel file is in one folder; the filter is the one that no render can miss."""
    assert (extension_dir() / "numerate.lua").is_file()


def test_no_and_dates_are_words_as_in_quarto(tmp_path: Path) -> None:
    """YAML 1.2's core schema, which Quarto reads: only true and false are switches."""
    (tmp_path / "_quarto.yml").write_text("lang: no\ntoc: yes\ndate: 2024-03-04\nx: 0x1F\n")
    settings = open_project(tmp_path).settings
    assert settings == {"lang": "no", "toc": "yes", "date": "2024-03-04", "x": "0x1F"}
