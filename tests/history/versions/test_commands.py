"""The commands: diff, release, build --as-of and render --changes-since, as an author runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from numerate.cli import main
from numerate.ground.project import DATA, DATAPACKAGE, GENERATED
from tests.history.versions.conftest import edit, git_in


def run(root: Path, *arguments: str) -> int:
    """Run one command in a folder."""
    return main(["-C", str(root), *arguments])


def test_diff_prints_or_writes_the_note(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One cell changed since the tag: told on the terminal, and as a page in a file."""
    edit(repository, "data/studies.csv", "Namibia,120", "Namibia,125")
    assert run(repository, "diff", "v1") == 0
    assert "studies.participants: 1,242 → 1,247" in capsys.readouterr().out
    assert run(repository, "diff", "v1", "--format", "html", "--output", "note.html") == 0
    assert "1,247" in (repository / "note.html").read_text(encoding="utf-8")
    assert capsys.readouterr().out == ""


def test_diff_of_an_unknown_version_cannot_run(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, as for every command that cannot begin."""
    assert run(repository, "diff", "v9") == 2
    assert "unknown-version" in capsys.readouterr().err


def test_a_state_is_built_beside_the_present(
    compendium: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Studies A, B and C (48 + 120 + 64 children); what the text says too much stops nothing.

    The flow of the miniature would not balance without study D, so only its findings are computed.
    """
    path = compendium / DATA / DATAPACKAGE
    package = json.loads(path.read_text(encoding="utf-8"))
    states = {"early": {"title": "before 2022", "keep": {"studies": {"study": ["A", "B", "C"]}}}}
    path.write_text(json.dumps({**package, "asOf": states}), encoding="utf-8")
    edit(
        compendium,
        "analysis/__init__.py",
        "(flow.results, findings.results)",
        "(findings.results,)",
    )
    assert run(compendium, "build", "--as-of", "early") == 0
    assert "unknown-number: no number has the key 'flow.included'" in capsys.readouterr().err
    built = json.loads((compendium / "_asof/early/numbers.json").read_text(encoding="utf-8"))
    assert built["numbers"]["studies.participants"]["text"] == "232"
    assert not (compendium / GENERATED).exists()
    assert run(compendium, "build", "--as-of", "late") == 2
    assert "one of: early" in capsys.readouterr().err


def test_release_lists_all_that_bars_it(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, every reason at once, and no folder of releases."""
    edit(repository, "data/studies.csv", "Namibia,120", "Namibia,125")
    assert run(repository, "release", "1.0") == 1
    told = capsys.readouterr().err
    assert all(code in told for code in ("stale-numbers", "dirty-tree", "version-not-in-title"))
    assert not (repository / "releases").exists()


def test_render_marks_changes(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One document in one format, beside the place of the document itself."""
    edit(repository, "manuscript/article.qmd", "Everyone", "Anyone")
    git_in(repository)("commit", "-q", "-am", "Reword")
    done = run(repository, "render", "article", "--to", "html", "--changes-since", "v1", "--quiet")
    assert done == 0
    (line,) = capsys.readouterr().out.splitlines()
    page = (repository / line).read_text(encoding="utf-8")
    assert '<del class="change">Everyone</del> <ins class="change">Anyone</ins>' in page
