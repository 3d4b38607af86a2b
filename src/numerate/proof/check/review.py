"""A review under check: its documents, facts, references, stages and pages, each read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from numerate.ground.errors import NumerateError
from numerate.ground.inputs import digest, places_digest, read_stamp
from numerate.ground.issues import Issue
from numerate.ground.project import Project
from numerate.paper.manuscript.anchors import Anchor, anchors, reported_places
from numerate.paper.manuscript.ast import Node
from numerate.paper.manuscript.document import Document, labels, read_document
from numerate.paper.manuscript.naming import Names, labels_json
from numerate.paper.manuscript.prose import Passage, passages
from numerate.paper.manuscript.source import Line
from numerate.proof.check.bibliography import Work, read_works
from numerate.proof.check.facts import CHECKLIST, LABELS, Facts
from numerate.proof.check.stages import Stages, read_stages
from numerate.review.guidelines import PRISMA, Place


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The documents of a project as read, and what is wrong with them.

    Attributes:
        documents: Those that could be read.
        unread: Those that could not.
        issues: Everything that reading found.
    """

    documents: tuple[Document, ...] = ()
    unread: tuple[Path, ...] = ()
    issues: tuple[Issue, ...] = ()

    @cached_property
    def names(self) -> Names:
        """The labels of each document."""
        return {document.name: labels(document) for document in self.documents}

    @cached_property
    def reported(self) -> Mapping[str, Sequence[Place]]:
        """Where each item of PRISMA 2020 is reported."""
        return reported_places(self.documents, self.names, PRISMA.attribute)


def read_documents(project: Project) -> Reading:
    """Every document of a project, read in two threads; nothing is raised."""
    paths = project.documents
    with ThreadPoolExecutor(max_workers=2) as pool:
        read = list(pool.map(lambda path: _read(path, project.root), paths))
    return Reading(
        documents=tuple(document for document, _ in read if document is not None),
        unread=tuple(p for p, (document, _) in zip(paths, read, strict=True) if document is None),
        issues=tuple(issue for _, issues in read for issue in issues),
    )


def _read(path: Path, root: Path) -> tuple[Document | None, list[Issue]]:
    try:
        return read_document(path, root)
    except NumerateError as error:
        return None, list(error.issues)


@dataclass(frozen=True, kw_only=True)
class Review:
    """What rules look at.

    Attributes:
        project: The project.
        reading: Its documents.
        facts: What its analysis computed; None when there is none, or it cannot run.
        sound: Whether the data could be read without a fault.
    """

    project: Project
    reading: Reading
    facts: Facts | None = None
    sound: bool = True
    _passages: dict[str, tuple[Passage, ...]] = field(default_factory=dict, repr=False)
    _trees: dict[str, list[Node]] = field(default_factory=dict, repr=False)
    _anchors: dict[str, tuple[tuple[Document, Anchor], ...]] = field(
        default_factory=dict, repr=False
    )

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that could be read."""
        return self.reading.documents

    @property
    def names(self) -> Names:
        """The labels of each document."""
        return self.reading.names

    def passages(self, document: Document) -> tuple[Passage, ...]:
        """The texts of a document, each word with its place."""
        if document.name not in self._passages:
            self._passages[document.name] = passages(document)
        return self._passages[document.name]

    def tree(self, document: Document) -> list[Node]:
        """The blocks of a document, read once for all rules; not to be changed."""
        if document.name not in self._trees:
            self._trees[document.name] = document.ast
        return self._trees[document.name]

    def anchors(self, attribute: str) -> tuple[tuple[Document, Anchor], ...]:
        """All marks of one kind, each with its document."""
        if attribute not in self._anchors:
            self._anchors[attribute] = tuple(
                (document, anchor)
                for document in self.documents
                for anchor in anchors(document, attribute)
            )
        return self._anchors[attribute]

    @cached_property
    def texts(self) -> tuple[tuple[Document, Passage], ...]:
        """The texts of all documents; a part that several documents include comes in each."""
        return tuple((d, passage) for d in self.documents for passage in self.passages(d))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all documents, each file once."""
        seen: dict[tuple[str, int], Line] = {}
        for document in self.documents:
            for line in (*document.source.header, *document.source.body):
                if line.text or (line.file, line.number) not in seen:
                    seen[line.file, line.number] = line
        return tuple(seen.values())

    @cached_property
    def works(self) -> tuple[Work, ...] | None:
        """The entries of all bibliographies; None when there is none that can be read here."""
        return read_works(self.documents, self.project)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The keys of all works that text, tables and citation sets in use cite."""
        found = {
            key
            for _, passage in self.texts
            for mark in passage.marked("citation")
            for key in mark.key.split()
        }
        if self.facts is None:
            return frozenset(found)
        sets = {
            use.key for document in self.documents for use in document.uses if use.kind == "cite"
        }
        for key in self.tables_used:
            for part in self.facts.tables[key].parts():
                found.update(part.get("cite", ()))
                sets.update([part["citeset"]] if "citeset" in part else [])
        lists = {
            use.key
            for document in self.documents
            for use in document.uses
            if use.kind == "list" and use.form in {"", "cited"}
        }
        for key in lists & set(self.facts.lists):
            for member in self.facts.lists[key].entry["members"]:
                found.update(member.get("cite", ()))
        for key in sets & set(self.facts.citations):
            found.update(self.facts.citations[key].works)
        return frozenset(found)

    @cached_property
    def tables_used(self) -> tuple[str, ...]:
        """The keys of the computed tables that a document prints."""
        if self.facts is None:
            return ()
        named = {use.key for d in self.documents for use in d.uses if use.kind == "table"}
        return tuple(key for key in self.facts.tables if key in named)

    @cached_property
    def stages(self) -> Stages | None:
        """The stages from records to studies; None when the dictionary declares none."""
        return read_stages(self.project) if self.sound else None

    @cached_property
    def generated(self) -> Mapping[str, str]:
        """The digest that each generated file should have, given the documents as they are now."""
        if self.facts is None:
            return {}
        expected = dict(self.facts.generated)
        if not self.facts.stored:
            return expected
        if LABELS in expected:
            expected[LABELS] = digest(labels_json(self.names).encode())
        stamp = read_stamp(self.project) or {}
        if CHECKLIST in expected and stamp.get("checklist") != places_digest(self.reading.reported):
            expected[CHECKLIST] = ""
        return expected
