"""Word parts: pictures, links and footnotes that deleted text needs in the later file."""

from __future__ import annotations

import copy
import hashlib
import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from numerate.paper.render.docxtables import w
from numerate.paper.render.referencedocx import packed

DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"
SETTINGS = "word/settings.xml"
# What comes before trackRevisions in the settings (ISO/IEC 29500-1, CT_Settings) and Word writes.
_BEFORE_TRACKING = frozenset(
    w(name)
    for name in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
        "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "mirrorMargins",
        "hideSpellingErrors", "hideGrammaticalErrors", "proofState", "attachedTemplate",
        "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType",
        "revisionView",
    )
)  # fmt: skip
_RELS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DEFAULT = "{http://schemas.openxmlformats.org/package/2006/content-types}Default"
_DOC_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


@dataclass(slots=True)
class WordFile:
    """A DOCX taken apart."""

    parts: dict[str, bytes]
    document: etree._Element
    relations: etree._Element
    notes: etree._Element | None

    @classmethod
    def of(cls, content: bytes) -> WordFile:
        """A DOCX from its bytes."""
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        notes = etree.fromstring(parts[NOTES]) if NOTES in parts else None
        return cls(parts, etree.fromstring(parts[DOCUMENT]), etree.fromstring(parts[_RELS]), notes)

    @property
    def body(self) -> etree._Element:
        """What holds the text."""
        found = self.document.find(w("body"))
        if found is None:  # pragma: no cover - every document of Word has one
            message = "a document of Word without a body"
            raise ValueError(message)
        return found

    def relation(self, identifier: str) -> etree._Element | None:
        """The relation of that id."""
        return next((one for one in self.relations if one.get("Id") == identifier), None)

    def target(self, identifier: str) -> str:
        """What a relation leads to: an address, or the checksum of a picture."""
        found = self.relation(identifier)
        if found is None:
            return ""
        address = str(found.get("Target"))
        content = self.parts.get(posixpath.normpath(f"word/{address}"))
        return hashlib.sha256(content).hexdigest() if content is not None else address

    def note(self, identifier: str) -> etree._Element | None:
        """The footnote of that id."""
        notes = () if self.notes is None else self.notes
        return next((one for one in notes if one.get(w("id")) == identifier), None)

    def track(self) -> None:
        """Let Word go on tracking: who edits the file next does not change it unmarked."""
        settings = etree.fromstring(self.parts[SETTINGS])
        if settings.find(w("trackRevisions")) is None:
            place = sum(1 for one in settings if one.tag in _BEFORE_TRACKING)
            settings.insert(place, etree.Element(w("trackRevisions")))
        self.parts[SETTINGS] = _written(settings)

    def content(self) -> bytes:
        """The DOCX put together again."""
        parts = {**self.parts, DOCUMENT: _written(self.document), _RELS: _written(self.relations)}
        if self.notes is not None:
            parts[NOTES] = _written(self.notes)
        return packed(parts)


@dataclass(slots=True)
class Lender:
    """Gives a later file what passages of the earlier one refer to."""

    old: WordFile
    new: WordFile
    _lent: dict[str, str] = field(default_factory=dict)
    _drawn: int = 100_000

    def adopt(self, passage: etree._Element) -> None:
        """Make the references of a passage from the earlier file hold in the later one."""
        for node in passage.iter():
            for name in (f"{_R}id", f"{_R}embed", f"{_R}link"):
                if node.get(name):
                    node.set(name, self._relation(str(node.get(name))))
            if node.tag == w("footnoteReference"):
                node.set(w("id"), self._note(str(node.get(w("id")))))
            if node.tag == _DOC_PROPERTIES:
                self._drawn += 1
                node.set("id", str(self._drawn))

    def _relation(self, identifier: str) -> str:
        if identifier not in self._lent:
            self._lent[identifier] = f"old{identifier}"
            found = self.old.relation(identifier)
            if found is not None:
                self._lend(found, f"old{identifier}")
        return self._lent[identifier]

    def _lend(self, relation: etree._Element, identifier: str) -> None:
        given = etree.SubElement(
            self.new.relations,
            _PACKAGE,
            {str(key): str(value) for key, value in relation.attrib.items()},
        )
        given.set("Id", identifier)
        address = str(relation.get("Target"))
        content = self.old.parts.get(posixpath.normpath(f"word/{address}"))
        if content is not None and relation.get("TargetMode") != "External":
            folder, name = posixpath.split(address)
            given.set("Target", f"{folder}/old-{name}")
            self.new.parts[posixpath.normpath(f"word/{folder}/old-{name}")] = content
            self._know(name.rpartition(".")[2])

    def _know(self, extension: str) -> None:
        """Declare the type of a picture as the earlier file does."""
        types = etree.fromstring(self.new.parts[_TYPES])
        if any(one.get("Extension") == extension for one in types.iter(_DEFAULT)):
            return
        before = etree.fromstring(self.old.parts[_TYPES])
        for one in before.iter(_DEFAULT):
            if one.get("Extension") == extension:
                types.insert(0, copy.deepcopy(one))
        self.new.parts[_TYPES] = _written(types)

    def _note(self, identifier: str) -> str:
        """A footnote of the earlier file, at the end of those of the later one."""
        note = self.old.note(identifier)
        if note is None or self.new.notes is None:
            return identifier
        used = [int(str(one.get(w("id")))) for one in self.new.notes]
        lent = copy.deepcopy(note)
        lent.set(w("id"), str(max(used, default=0) + 1))
        for link in list(lent.iter(w("hyperlink"))):
            _unwrap(link)
        self.new.notes.append(lent)
        return str(lent.get(w("id")))


def _unwrap(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        place = parent.index(node)
        for child in reversed(node):
            parent.insert(place + 1, child)
        parent.remove(node)


def _written(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
