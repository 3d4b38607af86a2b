"""Releases: frozen whole or not at all, with what PRISMA-LSR asks, and told in the next version."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from numerate.ground.errors import NumerateError
from numerate.ground.project import GENERATED, RELEASES, extension_dir, open_project
from numerate.history.versions import releasing
from numerate.history.versions.computing import built_files
from numerate.history.versions.releasing import Candidate, release, today
from numerate.history.versions.version_reading import read_version
from numerate.paper.building import build
from numerate.paper.changes.comparison import diff
from numerate.paper.manuscript.ast import stringify
from numerate.paper.manuscript.document import finished, parse
from numerate.proof.check.runner import Report
from tests.conftest import Golden
from tests.history.versions.conftest import edit, git_in

ARTICLE = "manuscript/article.qmd"
TITLE = "---\ntitle:"
CHANGES = (
    "# Changes {{#sec-changes}}\n\n"
    '::: {{changes-since={version} trigger="A report had to be excluded."}}\n'
    "What is new, in our words.\n:::\n\n# References"
)


def _nothing(*_: object, **__: object) -> Report:
    return Report(issues=(), silenced=(), checked=(), missing=())


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules of numerate check have tests of their own: here a check finds nothing."""
    monkeypatch.setattr(releasing, "checked", _nothing)


def commit(root: Path) -> None:
    """Build and commit everything."""
    build(open_project(root))
    git_in(root)("add", ".")
    git_in(root)("commit", "-q", "-m", "Go on")


def named(root: Path, version: str) -> None:
    """Write the version into the subtitle, build and commit."""
    subtitle = f'---\nsubtitle: "A living review, version {version}"\ntitle:'
    edit(root, ARTICLE, TITLE, subtitle)
    commit(root)


@pytest.fixture(scope="module")
def version_one(committed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature review with version 1.0 released and committed; copy it."""
    root = tmp_path_factory.mktemp("released") / "review"
    shutil.copytree(committed, root)
    named(root, "1.0")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(releasing, "checked", _nothing)
        release(open_project(root), Candidate(name="1.0", date="2024-05-29"))
    commit(root)
    return root


@pytest.fixture
def first(version_one: Path, tmp_path: Path) -> Path:
    """A copy of version 1.0 for one test to change."""
    root = tmp_path / "review"
    shutil.copytree(version_one, root)
    return root


def refusal(root: Path, candidate: Candidate) -> str:
    """What is said when a release is refused; nothing is written then."""
    before = sorted(path for path in root.rglob("*") if ".git" not in path.parts)
    with pytest.raises(NumerateError) as stopped:
        release(open_project(root), candidate)
    after = sorted(path for path in root.rglob("*") if ".git" not in path.parts)
    assert [p for p in after if "__pycache__" not in p.parts] == [
        p for p in before if "__pycache__" not in p.parts
    ]
    return str(stopped.value)


def test_a_release_holds_numbers_texts_facts_and_checksums(first: Path) -> None:
    """Each file that SHA256SUMS names is there and has that checksum; the text is the paper's."""
    folder = first / RELEASES / "1.0"
    sums = dict(
        reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines()
    )
    assert set(sums) == {
        "numbers.json", "release.json", "sources.zip", "texts/article.txt", "texts/supplement.txt",
    }  # fmt: skip
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    text = (folder / "texts/article.txt").read_text(encoding="utf-8")
    assert "Four studies with 1,242 children were included." in text
    facts = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    assert facts["citation"] == (
        "Ada Example (2024). Bedtime stories and the time to fall asleep: an invented review of "
        "four studies: A living review, version 1.0."
    )
    assert facts["preceding"] is None
    assert len(facts["commit"]) == 40


def test_the_same_version_is_frozen_to_the_same_bytes(first: Path) -> None:
    """Released again elsewhere on the same day, only the commit could differ: nothing else does."""
    folder = first / RELEASES / "1.0"
    before = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    project = open_project(first)
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    folder.rmdir()
    git_in(first)("commit", "-q", "-am", "Take it back")
    release(project, Candidate(name="1.0", date="2024-05-29"))
    after = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    moved = {name for name in before if before[name] != after[name]}
    assert moved <= {"release.json", "SHA256SUMS"}


def test_a_release_is_a_version_without_git(first: Path) -> None:
    """What was frozen is compared with a later state of the data, from releases/ alone."""
    edit(first, "data/studies.csv", "Namibia,120", "Namibia,125")
    project = open_project(first)
    old = read_version("1.0", project, built_files, first)
    new = read_version("", project, built_files, first)
    assert [change.key for change in diff(old.version, new.version).numbers] == [
        "studies.participants"
    ]


def test_releases_that_are_refused(first: Path, golden: Golden) -> None:
    """Golden: each reason why a version is not released, and all of them at once."""
    told = [
        refusal(first, Candidate(name="one", date="2024-06-01")),
        refusal(first, Candidate(name="1.0", date="2024-06-01")),
        refusal(first, Candidate(name="0.9", date="2024-06-01")),
    ]
    edit(first, "data/studies.csv", "Namibia,120", "Namibia,125")
    told.append(refusal(first, Candidate(name="1.1", date="2024-06-01")))
    golden("versions/releases_refused.txt", "\n\n".join(told))


def test_faults_of_the_check_bar_a_release(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``numerate check`` calls a fault stops a release; its advice does not."""
    monkeypatch.undo()
    edit(first, ARTICLE, "version 1.0", "version 1.1")
    edit(first, ARTICLE, "[20]{.fixed} minutes", "20 minutes and 12 children")
    commit(first)
    told = refusal(first, Candidate(name="1.1", date="2024-06-01", trigger="A correction."))
    assert "typed-number" in told


def test_what_was_released_cannot_be_changed_unseen(first: Path) -> None:
    """A frozen file that someone touched is refused as a version."""
    path = first / RELEASES / "1.0" / "sources.zip"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(NumerateError, match="release-differs"):
        read_version("1.0", open_project(first), built_files, first)


@pytest.fixture(scope="module")
def version_next(version_one: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version 1.1 of the review: one report excluded, and its changes told in the article."""
    first = tmp_path_factory.mktemp("next") / "review"
    shutil.copytree(version_one, first)
    edit(
        first,
        "data/reports.csv",
        "R04,true,include,not applicable",
        "R04,true,exclude,no comparison",
    )
    edit(first, "data/studies.csv", "C,R04,cardo2020,Cardo et al. (2020),2020,NA,64,1.5\n", "")
    edit(first, ARTICLE, "# References", CHANGES.format(version="1.0"))
    edit(first, ARTICLE, "version 1.0", "version 1.1")
    commit(first)
    return first


@pytest.fixture
def update(version_next: Path, tmp_path: Path) -> Path:
    """A copy of version 1.1, not yet released, for one test to change."""
    root = tmp_path / "review"
    shutil.copytree(version_next, root)
    return root


def test_the_article_tells_the_changes_since_a_release(update: Path, golden: Golden) -> None:
    """Golden: the author's words, the preceding version, the trigger, methods, results, table."""
    document = parse(update / ARTICLE, update)
    tree = finished(document, "html", extension=extension_dir(), root=update)
    (div,) = (
        block for block in tree["blocks"] if block["t"] == "Div" and "changes" in block["c"][0][1]
    )
    golden("versions/changes_since.txt", "\n\n".join(stringify([one]) for one in div["c"][1]))


def test_the_next_release_cites_the_one_before(update: Path) -> None:
    """The trigger is taken from the manuscript; the note of changes lies beside the numbers."""
    release(open_project(update), Candidate(name="1.1", date="2024-07-01"))
    folder = update / RELEASES / "1.1"
    facts = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    assert facts["trigger"] == "A report had to be excluded."
    assert facts["preceding"]["version"] == "1.0"
    assert "flow.included" in (folder / "changes.md").read_text(encoding="utf-8")


def test_changes_since_a_release_that_is_none(first: Path) -> None:
    """The build stops at the line of the manuscript, and _generated/ is as it was."""
    edit(first, ARTICLE, "# References", CHANGES.format(version="0.5"))
    before = (first / GENERATED / "numbers.json").read_bytes()
    with pytest.raises(NumerateError) as stopped:
        build(open_project(first))
    (issue,) = stopped.value.issues
    assert (issue.code, issue.file) == ("unknown-release", ARTICLE)
    line = (first / ARTICLE).read_text(encoding="utf-8").splitlines()[(issue.line or 0) - 1]
    assert "changes-since=0.5" in line
    assert (first / GENERATED / "numbers.json").read_bytes() == before


def test_the_day_of_a_release_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org) 1700000000 is November 14, 2023."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert today() == "2023-11-14"
