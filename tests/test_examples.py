"""The example reviews on standard parts: built, rendered, and as short as the docs say."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.cli import main
from numerate.ground.project import EXTENSION, extension_dir, open_project
from numerate.paper.building import build

ROOT = Path(__file__).parents[1]
TextOf = Callable[[Path], str]


@pytest.fixture
def example(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of an example to work on."""

    def copied(name: str) -> Path:
        root = tmp_path / name
        shutil.copytree(ROOT / "examples" / name, root, ignore=shutil.ignore_patterns("_[gr]*ed"))
        shutil.copytree(extension_dir(), root / EXTENSION)
        return root

    return copied


def lines(*paths: Path) -> int:
    """How many lines some files have in all."""
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)


def test_the_trials_render_with_the_published_result(
    example: Callable[[str], Path], text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HTML and PDF print the pooled result of the 13 trials (Colditz 1994; metafor 3.8-1)."""
    root = example("trials")
    monkeypatch.chdir(root)
    assert main(["render", "--quiet", "--to", "html,pdf", "--engine", "embedded"]) == 0
    for ending in ("html", "pdf"):
        text = text_of(root / "_rendered" / "manuscript" / f"article.{ending}")
        assert "RR 0.49, 95% CI 0.33 to 0.73; I² = 92%; 13 studies, 357,347 participants" in text
        assert "BCG may reduce tuberculosis" in text
        assert "between 0.45 and 0.53" in text
    for name in ("forest_tuberculosis", "funnel_tuberculosis", "bubble_tuberculosis", "prisma"):
        assert (root / "_generated" / "figures" / f"{name}.svg").is_file()


def test_a_claim_of_the_trials_fails_when_the_level_moves(
    example: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """With one judgement less the stated level is wrong, and then "may reduce" too weak a verb."""
    root = example("trials")
    path = root / "data" / "certainty.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("inconsistency,-1", "inconsistency,0"), encoding="utf-8")
    monkeypatch.chdir(root)
    assert main(["build"]) == 1
    told = capsys.readouterr().err
    assert "data/certainty.csv:2: certainty" in told
    outcomes = root / "data" / "outcomes.csv"
    held = outcomes.read_text(encoding="utf-8")
    outcomes.write_text(held.replace(",Low", ",Moderate"), encoding="utf-8")
    assert main(["build"]) == 1
    assert "the intervention may reduce it, low-certainty evidence" in capsys.readouterr().err


def test_advice_of_a_part_is_told_and_stops_nothing(
    example: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A judgement left blank is an advice of the build."""
    root = example("trials")
    path = root / "data" / "risk_of_bias.csv"
    text = path.read_text(encoding="utf-8").replace("t01,D1,Low", "t01,D1,")
    path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    made = build(open_project(root))
    assert "judgement-missing" in {issue.code for issue in made.advice}


def test_the_shortest_path_is_short_and_builds(example: Callable[[str], Path]) -> None:
    """Dictionary, analysis and manuscript of the counts-only review have 40 lines at most."""
    root = example("counts")
    files = (root / "data" / "datapackage.json", root / "analysis" / "__init__.py",
             root / "manuscript" / "article.qmd")  # fmt: skip
    assert lines(*files) <= 40
    ledger = build(open_project(root)).ledger
    assert ledger.numbers["flow.included"].value == 98
    assert ledger.numbers["pool.stress.k"].value == 98
    assert ledger.claims["pool.stress.above_null"].holds


@pytest.mark.parametrize("name", ["trials", "counts"])
def test_check_finds_no_fault(
    name: str, example: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """The text between brackets is the present one, and no key is defined like another."""
    monkeypatch.chdir(example(name))
    assert main(["build", "--quiet"]) == 0
    assert main(["check"]) == 0, capsys.readouterr().out


def test_the_picture_of_the_readme_is_the_forest_plot_of_the_trials(
    example: Callable[[str], Path],
) -> None:
    """docs/forest.svg is byte for byte what the example draws."""
    figures = build(open_project(example("trials"))).ledger.figures
    drawn = figures["forest_tuberculosis"].drawing.svg
    assert (ROOT / "docs" / "forest.svg").read_text(encoding="utf-8") == drawn


def test_the_analysis_of_the_trials_is_short() -> None:
    """Sixty lines at most."""
    assert lines(*(ROOT / "examples" / "trials" / "analysis").glob("*.py")) <= 60
