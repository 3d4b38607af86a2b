"""Versions are read from revisions, folders, packs and the working tree, which stays as it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from numerate.ground.errors import CannotRunError, NumerateError
from numerate.ground.inputs import STAMP
from numerate.ground.packs.packing import pack
from numerate.ground.project import GENERATED, Project, open_project
from numerate.history.versions.computing import built_files
from numerate.history.versions.version_reading import Read, read_version
from numerate.paper.changes.comparison import diff
from tests.conftest import Golden
from tests.history.versions.conftest import edit, git_in


def read(asked: str, root: Path) -> Read:
    """A version as the command line reads it."""
    return read_version(asked, open_project(root), built_files, root)


def never(_: Project) -> dict[str, bytes]:
    """Stands for the build where none should be needed."""
    raise AssertionError("a built version was built again")


def test_a_tag_is_compared_with_the_working_tree(repository: Path) -> None:
    """One cell changed since the tag, nothing built: old and new numbers come out all the same."""
    edit(repository, "data/studies.csv", "Namibia,120", "Namibia,125")
    before = git_in(repository)("status", "--porcelain", "--ignored")
    found = diff(read("v1", repository).version, read("", repository).version)
    texts = {c.key: (c.old and c.old.text, c.new and c.new.text) for c in found.numbers}
    assert texts == {"studies.participants": ("1,242", "1,247")}
    after = git_in(repository)("status", "--porcelain", "--ignored")
    assert {line for line in after.splitlines() if "__pycache__" not in line} == {
        line for line in before.splitlines() if "__pycache__" not in line
    }


def test_built_versions_are_not_built_again(repository: Path) -> None:
    """Both versions are true to their data: reading them needs no build at all."""
    project = open_project(repository)
    old = read_version("v1", project, never, repository)
    new = read_version("", project, never, repository)
    assert not diff(old.version, new.version)


def test_a_revision_that_is_stale_is_built_elsewhere(repository: Path) -> None:
    """Data committed without a build: the revision's numbers are computed, its files stay."""
    edit(repository, "data/studies.csv", "Namibia,120", "Namibia,125")
    git_in(repository)("commit", "-q", "-am", "Correct a count")
    stored = json.loads((repository / GENERATED / "numbers.json").read_text())
    read_back = read("HEAD", repository).version.numbers["studies.participants"]["text"]
    assert (stored["numbers"]["studies.participants"]["text"], read_back) == ("1,242", "1,247")
    assert git_in(repository)("status", "--porcelain") == ""


def test_a_folder_and_a_pack_are_versions_too(repository: Path, tmp_path: Path) -> None:
    """The same compendium in a folder, in a pack and at a tag: no difference."""
    folder = tmp_path / "copy"
    shutil.copytree(repository, folder)
    zipped = tmp_path / "review.zip"
    pack(open_project(repository), (), zipped)
    tagged = read("v1", repository).version
    for asked in (str(folder), str(zipped)):
        assert not diff(tagged, read(asked, repository).version)


def test_a_compendium_below_the_root_of_its_repository(repository: Path, tmp_path: Path) -> None:
    """Only the part of the revision that is the compendium is read."""
    around = tmp_path / "thesis"
    shutil.copytree(repository, around / "chapter2", ignore=shutil.ignore_patterns(".git"))
    git = git_in(around)
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "Thesis")
    found = read("HEAD", around / "chapter2").version
    assert found.numbers["flow.included"]["text"] == "4"


def test_an_older_version_without_a_stamp_is_compared_as_it_stands(repository: Path) -> None:
    """Numbers of an older numerate whose analysis no longer runs: compared, and said so."""
    (repository / GENERATED / STAMP).unlink()
    edit(repository, "analysis/__init__.py", "PARTS = ", "import gone_module\nPARTS = ")
    found = read("", repository)
    assert found.version.numbers["flow.included"]["text"] == "4"
    assert [issue.code for issue in found.advice] == ["unverified-version"]


def refusal(asked: str, root: Path) -> str:
    """What is said when a version cannot be read."""
    with pytest.raises(NumerateError) as stopped:
        read(asked, root)
    return str(stopped.value)


def test_versions_that_are_none(repository: Path, tmp_path: Path, golden: Golden) -> None:
    """Golden: an unknown revision, a shallow clone, a folder that is none, another schema."""
    git_in(repository)("commit", "-q", "--allow-empty", "-m", "More")
    shallow = tmp_path / "shallow"
    git_in(tmp_path)("clone", "-q", "--depth", "1", f"file://{repository}", str(shallow))
    (repository / "notes").mkdir()
    told = [
        refusal("v9", repository),
        refusal("v1", shallow),
        refusal("notes", repository),
        refusal("README.md", repository),
    ]
    numbers = repository / GENERATED / "numbers.json"
    numbers.write_text(numbers.read_text().replace('"schema": 2', '"schema": 7'))
    (repository / "data" / "datapackage.json").unlink()
    shutil.rmtree(repository / "analysis")
    told.append(refusal("", repository))
    shutil.rmtree(repository / GENERATED)
    told.append(refusal("", repository))
    golden("versions/refused.txt", "\n\n".join(told))


def test_no_repository_no_revision(built: Path) -> None:
    """Outside of git, a word that is no path and no release is told as such."""
    with pytest.raises(CannotRunError, match=r"there is no git here|no revision of git"):
        read("v1", built)
