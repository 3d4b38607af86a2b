"""Releasing: freezing a clean version under releases/, with what PRISMA-LSR asks of it.

PRISMA-LSR (BMJ 2024;387:e079183): the version number stands in the title, the preceding version is
cited, and what triggered the new one is told.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from numerate import __version__
from numerate.ground import programs
from numerate.ground.errors import stop_on
from numerate.ground.issues import Issue, quoted
from numerate.ground.packs.packing import CHECKSUMS, checksums, zipped
from numerate.ground.project import GENERATED, RELEASES, Project, extension_dir
from numerate.history.differences.difference_report import DIFFERENCE_REPORT
from numerate.history.versions.repository import commit_of, is_repository, uncommitted
from numerate.paper.building.changes_since import ATTRIBUTE
from numerate.paper.building.generated import NUMBERS, replace
from numerate.paper.changes.comparison import diff
from numerate.paper.changes.releases import (
    FACTS,
    NAME,
    SOURCES,
    Release,
    is_release,
    order,
    read_release,
    released,
    releases,
)
from numerate.paper.changes.sources import compared_files
from numerate.paper.changes.version import version
from numerate.paper.manuscript.ast import Node, Walker, pair, plain, stringify
from numerate.paper.manuscript.document import Document, finished
from numerate.paper.render.title_markup import title_block
from numerate.proof.check.facts import remembered
from numerate.proof.check.review import Review, read_documents
from numerate.proof.check.runner import checked

ABOUT = "Written by numerate release. Do not edit."
CHANGES, TEXTS = "changes.md", "texts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A version that is to be released.

    Attributes:
        name: Its number.
        date: The day, as YYYY-MM-DD.
        trigger: What made it necessary, in the author's words.
    """

    name: str
    date: str
    trigger: str = ""


def release(project: Project, candidate: Candidate) -> tuple[str, ...]:
    """Freeze the present version.

    Args:
        project: The compendium, built.
        candidate: What it is to be called.

    Returns:
        The files written, from the root.

    Raises:
        NumerateError: With everything that bars a release; nothing is written then.
    """
    stop_on(_number_issues(project, candidate))
    reading = read_documents(project)
    documents = reading.documents
    candidate = dataclasses.replace(candidate, trigger=candidate.trigger or _trigger(documents))
    facts = remembered(project)
    issues = [*_repository_issues(project), *_title_issues(project, candidate, documents)]
    issues += _trigger_issues(project, candidate)
    if facts is None:
        issues.append(_stale())
    else:
        review = Review(project=project, reading=reading, facts=facts)
        issues += [one for one in checked(review).issues if one.severity == "fault"]
    stop_on(issues)
    files = _files(project, candidate, documents)
    replace(project, project.releases / candidate.name, files)
    return tuple(f"{RELEASES}/{candidate.name}/{name}" for name in sorted(files))


def _files(
    project: Project, candidate: Candidate, documents: Sequence[Document]
) -> dict[str, bytes]:
    """Everything that the folder of a release holds, by path inside it."""
    sources = compared_files(project)
    paths = tuple(project.relative(document.path) for document in documents)
    facts = Release(
        version=candidate.name,
        date=candidate.date,
        citation=citation(project, documents[0], candidate),
        trigger=candidate.trigger,
        documents=paths,
    )
    files = {
        NUMBERS: sources[f"{GENERATED}/{NUMBERS}"],
        SOURCES: zipped(sources),
        FACTS: _facts(project, facts).encode(),
    }
    for document in documents:
        files[f"{TEXTS}/{document.name}.txt"] = _text(project, document)
    earlier = releases(project)
    if earlier:
        present = version(candidate.name, sources, paths)
        found = diff(released(project, earlier[-1]), present)
        files[CHANGES] = DIFFERENCE_REPORT.told(found, "markdown").encode()
    files[CHECKSUMS] = checksums(files)
    return files


def _facts(project: Project, facts: Release) -> str:
    earlier = releases(project)
    before = read_release(project, earlier[-1]) if earlier else None
    entries = {
        "_": ABOUT,
        "schema": 1,
        "version": facts.version,
        "date": facts.date,
        "citation": facts.citation,
        "trigger": facts.trigger,
        "preceding": {"version": before.version, "citation": before.citation} if before else None,
        "commit": commit_of(project.root, "HEAD") if is_repository(project.root) else None,
        "numerate": __version__,
        "documents": list(facts.documents),
    }
    lines = [
        f"{json.dumps(key)}: {json.dumps(v, ensure_ascii=False)}" for key, v in entries.items()
    ]
    return "{" + ",\n".join(lines) + "}\n"


def citation(project: Project, document: Document, candidate: Candidate) -> str:
    """How a release is cited: authors, year, title with subtitle, version."""
    tree = finished(document, "html", extension=extension_dir(), root=project.root)
    block = title_block(tree["meta"])
    names = ", ".join(author.name for author in block.authors)
    parts = (stringify([plain(list(part))]) for part in (block.title, block.subtitle))
    title = ": ".join(part for part in parts if part).rstrip(".")
    named = "" if _named(candidate).search(title) else f" (version {candidate.name})"
    return f"{names} ({candidate.date[:4]}). {title}{named}."


def _named(candidate: Candidate) -> re.Pattern[str]:
    """What a text that names the version holds; 1.0 is not named by 1.0.1 or 11.0."""
    return re.compile(rf"(?<![\d.]){re.escape(candidate.name)}(?!\.?\d)")


def _text(project: Project, document: Document) -> bytes:
    """A finished document as plain text, one paragraph a line."""
    tree = finished(document, "html", extension=extension_dir(), root=project.root)
    head = [part for part in ("title", "subtitle", "abstract") if part in tree["meta"]]
    front: list[Node] = []
    for name in head:
        value = tree["meta"][name]
        blocks = value["c"] if value["t"] == "MetaBlocks" else [{"t": "Para", "c": value["c"]}]
        front += blocks
    source = json.dumps({**tree, "meta": {}, "blocks": [*front, *tree["blocks"]]}).encode()
    return programs.run("pandoc", ["-f", "json", "-t", "plain", "--wrap=none"], stdin=source).out


def _trigger(documents: Sequence[Document]) -> str:
    """What the manuscript says triggered this version: ``::: {changes-since=1.0 trigger=…}``."""
    found: list[str] = []

    def block(node: Node) -> list[Node] | None:
        if node["t"] == "Div" and pair(node["c"][0], ATTRIBUTE) is not None:
            found.append(pair(node["c"][0], "trigger") or "")
        return None

    for document in documents:
        Walker(block).blocks(document.ast)
    return next((trigger for trigger in found if trigger), "")


def _number_issues(project: Project, candidate: Candidate) -> Iterator[Issue]:
    name = candidate.name
    known = releases(project)
    if NAME.fullmatch(name) is None:
        yield Issue(
            code="bad-version",
            found=f"{quoted(name)} is no version number",
            expected="numbers with points between, such as 1.0 or 2.1",
            todo="correct the number",
        )
    elif is_release(project, name) or (project.releases / name).exists():
        yield Issue(
            code="release-exists",
            file=f"{RELEASES}/{name}",
            found=f"version {name} is released already",
            expected=f"a number after {known[-1]}" if known else "a new number",
            todo="take the next number; what is released never changes",
        )
    elif known and order(name) <= order(known[-1]):
        yield Issue(
            code="release-order",
            found=f"version {name}, though {known[-1]} is released",
            expected=f"a number after {known[-1]}",
            todo="take a later number",
        )


def _repository_issues(project: Project) -> Iterator[Issue]:
    changed = uncommitted(project.root) if is_repository(project.root) else ()
    if changed:
        rest = f" and {len(changed) - 3} more" if len(changed) > 3 else ""  # noqa: PLR2004 - shown
        yield Issue(
            code="dirty-tree",
            file=changed[0],
            found=f"files that are not committed: {', '.join(changed[:3])}{rest}",
            expected="a working tree as the last commit has it, so that the release can be found "
            "again",
            todo="commit or remove them",
        )


def _title_issues(
    project: Project, candidate: Candidate, documents: Sequence[Document]
) -> Iterator[Issue]:
    if not documents:
        return
    first = documents[0]
    stated = [str(first.settings().get(part) or "") for part in ("title", "subtitle")]
    number = _named(candidate)
    if not any(number.search(text) for text in stated):
        yield Issue(
            code="version-not-in-title",
            file=project.relative(first.path),
            line=1,
            found=f"neither title nor subtitle names version {candidate.name}",
            expected="the version number of a living review in its title (PRISMA-LSR)",
            todo=f'write, for example, subtitle: "A living systematic review, version '
            f'{candidate.name}"',
        )


def _trigger_issues(project: Project, candidate: Candidate) -> Iterator[Issue]:
    known = releases(project)
    if known and not candidate.trigger:
        yield Issue(
            code="no-trigger",
            found=f"it is not told what triggered version {candidate.name}",
            expected=f"a reason why version {known[-1]} was updated (PRISMA-LSR)",
            todo='write --trigger "…", or in the manuscript '
            f'::: {{changes-since={known[-1]} trigger="…"}}',
        )


def _stale() -> Issue:
    return Issue(
        code="stale-numbers",
        file=GENERATED,
        found=f"{GENERATED}/ is not what the data and the analysis give now",
        expected="numbers that were built from what is released",
        todo="run numerate build and commit its files",
    )


def today() -> str:
    """The day of a release as YYYY-MM-DD: today, or the day that SOURCE_DATE_EPOCH names."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return moment.date().isoformat()
