"""A miniature review that was rendered well before, and a check that a fault leaves it so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.cli import main
from numerate.ground.project import GENERATED

OUTPUTS = "_rendered"
Refused = Callable[..., None]


def contents(root: Path) -> dict[str, bytes]:
    """Every file of the earlier build and render."""
    folders = (root / GENERATED, root / OUTPUTS)
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def review(built: Path) -> Path:
    """A built copy of the miniature review, with outputs of an earlier render in their places."""
    folder = built / OUTPUTS / "manuscript"
    folder.mkdir(parents=True)
    for name in ("article", "supplement"):
        for suffix in ("html", "pdf", "docx"):
            (folder / f"{name}.{suffix}").write_text(f"the earlier {name}.{suffix}")
    return built


@pytest.fixture
def refused(
    review: Path, capsys: pytest.CaptureFixture[str], golden: Callable[[str, str], None]
) -> Refused:
    """Renders the review and shows: exit code 1, the golden message, and no file touched."""

    def check(name: str, *arguments: str) -> None:
        before = contents(review)
        command = ["-C", str(review), "render", "--engine", "embedded", "--quiet", *arguments]
        assert main(command) == 1
        out, err = capsys.readouterr()
        assert out == ""
        golden(f"bad_input/{name}.txt", err.rstrip())
        assert contents(review) == before
        assert {path.name for path in review.iterdir() if path.name[0] == "_"} <= {
            "_quarto.yml",
            "_extensions",
            GENERATED,
            OUTPUTS,
        }

    return check
