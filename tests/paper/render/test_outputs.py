"""Finished files replace the earlier ones all together or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate.ground.errors import NumerateError
from numerate.paper.render.outputs import output_path, replace_files


def files_in(folder: Path) -> dict[str, bytes]:
    """Names and contents of the files in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_all_files_are_written_in_the_order_given(tmp_path: Path) -> None:
    """New folders are made; nothing but the files is left behind."""
    wanted = {tmp_path / "out" / "b.html": b"2", tmp_path / "out" / "a.pdf": b"1"}
    assert replace_files(wanted) == tuple(wanted)
    assert files_in(tmp_path / "out") == {"b.html": b"2", "a.pdf": b"1"}


def test_a_folder_in_the_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """The earlier good file stays, no half-written one is left, and one issue tells why."""
    (tmp_path / "a.html").write_bytes(b"good")
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(NumerateError) as caught:
        replace_files({tmp_path / "a.html": b"new", tmp_path / "b.pdf": b"new"})
    assert [issue.code for issue in caught.value.issues] == ["cannot-write"]
    assert "b.pdf" in caught.value.issues[0].found
    assert files_in(tmp_path) == {"a.html": b"good"}


def test_a_file_where_the_folder_should_be_is_one_issue(tmp_path: Path) -> None:
    """No folder can be made below a file."""
    (tmp_path / "_rendered").write_bytes(b"")
    with pytest.raises(NumerateError) as caught:
        replace_files({tmp_path / "_rendered" / "a.html": b"", tmp_path / "c.html": b""})
    assert len(caught.value.issues) == 1
    assert not (tmp_path / "c.html").exists()


def test_a_file_that_cannot_be_replaced_brings_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the second of two files is held open by another program, the first is restored."""
    first, second = tmp_path / "a.html", tmp_path / "b.docx"
    for path in (first, second):
        path.write_bytes(b"good")
    replace = Path.replace

    def held_open(self: Path, target: Path) -> Path:
        if self.name == "b.docx":
            raise PermissionError(13, "another program uses the file")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held_open)
    with pytest.raises(NumerateError, match="another program uses the file"):
        replace_files({first: b"new", second: b"new"})
    monkeypatch.undo()
    assert files_in(tmp_path) == {"a.html": b"good", "b.docx": b"good"}


def test_a_new_file_goes_away_again_when_a_later_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was not there before is not there after a failure either."""
    second = tmp_path / "b.docx"
    second.write_bytes(b"good")
    replace = Path.replace

    def held_open(self: Path, target: Path) -> Path:
        if self.name == "b.docx":
            raise PermissionError(13, "another program uses the file")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held_open)
    with pytest.raises(NumerateError):
        replace_files({tmp_path / "new.html": b"new", second: b"new"})
    monkeypatch.undo()
    assert files_in(tmp_path) == {"b.docx": b"good"}


def test_outputs_go_where_quarto_puts_them() -> None:
    """In the output folder under the source's folder; beside the source without one."""
    root = Path("/review")
    source = root / "manuscript" / "article.qmd"
    inside = output_path(source, "article", "pdf", root=root, rendered=root / "_rendered")
    assert inside == root / "_rendered" / "manuscript" / "article.pdf"
    beside = output_path(source, "article", "pdf", root=root, rendered=None)
    assert beside == root / "manuscript" / "article.pdf"
