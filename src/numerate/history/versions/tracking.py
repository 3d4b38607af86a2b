"""Tracking: two Word files as one with tracked changes (ISO/IEC 29500-1, 17.13.5).

Accepting all changes gives the later file's text and tables, rejecting all the earlier one's.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from lxml import etree

from numerate.history.versions.wordatoms import NEUTRAL, Atom, atoms, sign, words
from numerate.history.versions.wordparts import Lender, WordFile
from numerate.paper.changes.ordered_pairs import pairs_alike
from numerate.paper.changes.sentence_changes import runs
from numerate.paper.render.docxtables import properties_of, w

_ALIKE = 0.4
_ALIKE_TABLES = 0.15
_BLOCKS = frozenset({w("p"), w("tbl"), w("sdt")})
_RUN_LIKE = frozenset({w("r"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"})
_LAST_IN_PROPERTIES = frozenset({w("sectPr"), w("pPrChange")})
_DELETED = {w("t"): w("delText"), w("instrText"): w("delInstrText")}

Nodes = list[etree._Element]  # noqa: SLF001 - lxml's only name for the type of an element


@dataclass(frozen=True, slots=True)
class Editor:
    """Who made the changes, and when, as Word shows it: ``date`` is ISO 8601 in UTC."""

    author: str
    date: str


def tracked(old: bytes, new: bytes, editor: Editor) -> bytes:
    """The later DOCX with everything marked that differs from the earlier one.

    Args:
        old: The earlier DOCX.
        new: The later DOCX, with the styles of the result.
        editor: Who made the changes.
    """
    before, after = WordFile.of(old), WordFile.of(new)
    tracker = _Tracker(before, after, editor, Lender(before, after))
    body = after.body
    last = body.find(w("sectPr"))
    merged = tracker.blocks(list(before.body), list(body), inside=False)
    for node in list(body):
        body.remove(node)
    body.extend(merged)
    if last is not None:
        body.append(last)
    after.track()
    return after.content()


@dataclass(slots=True)
class _Tracker:
    old: WordFile
    new: WordFile
    editor: Editor
    lender: Lender
    _count: int = 0
    _signs: dict[etree._Element, str] = field(default_factory=dict)

    # ------------------------------------------------------------ blocks

    def blocks(self, before: Sequence[etree._Element], now: Nodes, *, inside: bool) -> Nodes:
        """Blocks of both files as one list; bookmarks of the earlier file are left out.

        Args:
            before: The earlier blocks.
            now: The later blocks.
            inside: Whether they fill a cell.
        """
        ones = [node for node in before if node.tag in _BLOCKS]
        others = [node for node in now if node.tag in _BLOCKS]
        marks = _marks_before(now)
        made: Nodes = []
        for was, is_now in self._pairs(ones, others, inside=inside):
            made += marks.get(is_now, ()) if is_now is not None else ()
            made += self._block(was, is_now)
        return [*made, *marks.get(None, ())]

    def _block(self, was: etree._Element | None, now: etree._Element | None) -> Nodes:
        if now is None:
            return [self._gone(was)] if was is not None else []
        if was is None:
            return [self._come(now)]
        if self._sign(was, self.old) == self._sign(now, self.new):
            return [now]
        if now.tag == w("p"):
            return [self._paragraph(was, now)]
        return self._table(was, now)

    def _pairs(
        self, before: Nodes, now: Nodes, *, inside: bool
    ) -> Iterator[tuple[etree._Element | None, etree._Element | None]]:
        """Each block beside the one it was; None where it came or went."""
        if inside and [one.tag for one in before] == [one.tag for one in now]:
            yield from zip(before, now, strict=True)
            return
        ones = [self._sign(one, self.old) for one in before]
        others = [self._sign(one, self.new) for one in now]
        for how, a, b, c, d in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
            if how == "equal":
                yield from zip(before[a:b], now[c:d], strict=True)
            else:
                yield from pairs_alike(before[a:b], now[c:d], _told, _share)

    def _sign(self, node: etree._Element, file: WordFile) -> str:
        if node not in self._signs:
            self._signs[node] = sign(node, file)
        return self._signs[node]

    # ------------------------------------------------------------ paragraphs

    def _paragraph(self, was: etree._Element, now: etree._Element) -> etree._Element:
        """A paragraph of both files with the words marked that differ."""
        before = [one for one in atoms(was, self.old) if one.nodes]
        after = atoms(now, self.new)
        made = etree.Element(w("p"))
        made.append(self._properties(was, now))
        same = [one.sign for one in before], [one.sign for one in after]
        for equal, (a, b, c, d) in runs(*same):
            if not equal:
                made.extend(self._deleted(before[a:b]))
            kept = [node for one in after[c:d] for node in (*one.before, *one.nodes)]
            made.extend(_joined(kept) if equal else self._wrapped(kept, "ins"))
        return made

    def _properties(self, was: etree._Element, now: etree._Element) -> etree._Element:
        """The later paragraph's properties, with the earlier ones where they differ."""
        properties = copy.deepcopy(properties_of(now))
        before = copy.deepcopy(properties_of(was))
        for node in [one for one in before if one.tag in {w("rPr"), *_LAST_IN_PROPERTIES}]:
            before.remove(node)
        kept = [one for one in properties if one.tag not in {w("rPr"), *_LAST_IN_PROPERTIES}]
        if [etree.tostring(one) for one in kept] != [etree.tostring(one) for one in before]:
            change = self._mark("pPrChange")
            change.append(before)
            properties.append(change)
        return properties

    def _deleted(self, gone: Sequence[Atom]) -> Nodes:
        nodes = [copy.deepcopy(node) for one in gone for node in one.nodes]
        for node in nodes:
            self.lender.adopt(node)
        return self._wrapped(nodes, "del")

    def _wrapped(self, nodes: Iterable[etree._Element], how: str) -> Nodes:
        """Runs inside marks of deletion or insertion; links hold the marks inside."""
        made: Nodes = []
        for node in _joined(nodes):
            if node.tag in NEUTRAL:
                made.append(node)
                continue
            if node.tag not in _RUN_LIKE:
                inner = self._wrapped(list(node), how)
                for child in list(node):
                    node.remove(child)
                node.extend(inner)
                made.append(node)
                continue
            if how == "del":
                _as_deleted(node)
            if not made or made[-1].tag != w(how):
                made.append(self._mark(how))
            made[-1].append(node)
        return made

    # ------------------------------------------------------------ whole blocks

    def _gone(self, was: etree._Element) -> etree._Element:
        """A block of the earlier file, deleted."""
        node = copy.deepcopy(was)
        self.lender.adopt(node)
        _without(node, {*NEUTRAL, w("sectPr")})
        self._whole(node, "del")
        return node

    def _come(self, now: etree._Element) -> etree._Element:
        """A block of the later file, inserted."""
        node = copy.deepcopy(now)
        self._whole(node, "ins")
        return node

    def _whole(self, node: etree._Element, how: str) -> None:
        paragraphs = [node] if node.tag == w("p") else list(node.iter(w("p")))
        for paragraph in paragraphs:
            properties = properties_of(paragraph)
            content = [one for one in paragraph if one is not properties]
            for one in content:
                paragraph.remove(one)
            paragraph.extend(self._wrapped(content, how))
            self._mark_end(properties, how)
        for row in node.iter(w("tr")):
            self._mark_row(row, how)

    def _mark_end(self, properties: etree._Element, how: str) -> None:
        """Mark the end of a paragraph itself as deleted or inserted."""
        look = properties.find(w("rPr"))
        if look is None:
            look = etree.Element(w("rPr"))
            place = len(properties)
            while place and properties[place - 1].tag in _LAST_IN_PROPERTIES:
                place -= 1
            properties.insert(place, look)
        look.insert(0, self._mark(how))

    def _mark_row(self, row: etree._Element, how: str) -> None:
        look = row.find(w("trPr"))
        if look is None:
            look = etree.Element(w("trPr"))
            exceptions = row.find(w("tblPrEx"))
            row.insert(0 if exceptions is None else row.index(exceptions) + 1, look)
        look.append(self._mark(how))

    # ------------------------------------------------------------ tables

    def _table(self, was: etree._Element, now: etree._Element) -> Nodes:
        """A table of both files, row by row; two tables where their columns differ."""
        if len(was.findall(f"{w('tblGrid')}/*")) != len(now.findall(f"{w('tblGrid')}/*")):
            return [
                self._gone(was),
                _divider(self._mark("ins"), self._mark("del")),
                self._come(now),
            ]
        rows = list(self._rows(was.findall(w("tr")), now.findall(w("tr"))))
        made = copy.deepcopy(now)
        for row in made.findall(w("tr")):
            made.remove(row)
        made.extend(rows)
        return [made]

    def _rows(self, before: Nodes, now: Nodes) -> Iterator[etree._Element]:
        ones = [_row_sign(row) for row in before]
        others = [_row_sign(row) for row in now]
        for how, a, b, c, d in SequenceMatcher(None, ones, others, autojunk=False).get_opcodes():
            if how == "equal":
                yield from (copy.deepcopy(row) for row in now[c:d])
                continue
            for was, row in pairs_alike(before[a:b], now[c:d], _told, _share):
                if was is not None and row is not None and _shape(was) == _shape(row):
                    yield self._row(was, row)
                    continue
                yield from (self._row_gone(was),) if was is not None else ()
                yield from (self._row_come(row),) if row is not None else ()

    def _row(self, was: etree._Element, now: etree._Element) -> etree._Element:
        made = copy.deepcopy(now)
        cells = zip(was.findall(w("tc")), now.findall(w("tc")), made.findall(w("tc")), strict=True)
        for before, after, cell in cells:
            merged = self.blocks(list(before), list(after), inside=True)
            for node in [one for one in cell if one.tag != w("tcPr")]:
                cell.remove(node)
            cell.extend(copy.deepcopy(node) for node in merged)
        return made

    def _row_gone(self, was: etree._Element) -> etree._Element:
        return self._gone(was)

    def _row_come(self, now: etree._Element) -> etree._Element:
        return self._come(now)

    def _mark(self, how: str) -> etree._Element:
        self._count += 1
        made = etree.Element(w(how))
        made.set(w("id"), str(900_000 + self._count))
        made.set(w("author"), self.editor.author)
        made.set(w("date"), self.editor.date)
        return made


def _told(node: etree._Element) -> tuple[str, list[str], Counter[str]]:
    """Kind, words of the first cell where it is a row, and all words of a block or row."""
    return node.tag, _first(node) if node.tag == w("tr") else [], Counter(words(node))


def _share(
    was: tuple[str, list[str], Counter[str]], now: tuple[str, list[str], Counter[str]]
) -> bool:
    if was[0] != now[0]:
        return False
    total = was[2].total() + now[2].total()
    if not total:
        return True
    enough = _ALIKE_TABLES if now[0] == w("tbl") else _ALIKE
    first = now[0] == w("tr") and was[1] == now[1]
    return first or 2 * (was[2] & now[2]).total() / total >= enough


def _first(row: etree._Element) -> list[str]:
    cell = row.find(w("tc"))
    return [] if cell is None else words(cell)


def _row_sign(row: etree._Element) -> str:
    return "\x04".join(" ".join(words(cell)) for cell in row.iter(w("tc")))


def _shape(row: etree._Element) -> list[str]:
    """How many columns each cell of a row spans."""
    cells = row.findall(w("tc"))
    spans = [cell.find(f"{w('tcPr')}/{w('gridSpan')}") for cell in cells]
    return ["1" if span is None else str(span.get(w("val"))) for span in spans]


def _marks_before(now: Nodes) -> dict[etree._Element | None, list[etree._Element]]:
    """What is no block, by the block that it stands before; None for the end."""
    found: dict[etree._Element | None, list[etree._Element]] = {}
    waiting: Nodes = []
    for node in now:
        if node.tag in _BLOCKS:
            found[node] = waiting
            waiting = []
        elif node.tag not in {w("sectPr"), w("tcPr")}:
            waiting.append(node)
    found[None] = waiting
    return found


def _joined(nodes: Iterable[etree._Element]) -> Nodes:
    """Runs of equal look with nothing but text in them, put together again."""
    made: Nodes = []
    for node in nodes:
        if made and _text_of(made[-1]) is not None and _text_of(node) is not None:
            before, text = _text_of(made[-1]), _text_of(node)
            if before is not None and text is not None and _look(made[-1]) == _look(node):
                before.text = (before.text or "") + (text.text or "")
                continue
        made.append(node)
    return made


def _text_of(run: etree._Element) -> etree._Element | None:
    content = [one for one in run if one.tag != w("rPr")]
    single = run.tag == w("r") and len(content) == 1 and content[0].tag == w("t")
    return content[0] if single else None


def _look(run: etree._Element) -> bytes:
    look = run.find(w("rPr"))
    return b"" if look is None else etree.tostring(look)


def _as_deleted(run: etree._Element) -> None:
    for node in run.iter(*_DELETED):
        node.tag = _DELETED[str(node.tag)]


def _without(node: etree._Element, tags: set[str]) -> None:
    for one in list(node.iter(*tags)):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)


def _divider(*marks: etree._Element) -> etree._Element:
    """An empty paragraph, inserted and deleted, so that two tables do not run into one."""
    paragraph = etree.Element(w("p"))
    look = etree.SubElement(etree.SubElement(paragraph, w("pPr")), w("rPr"))
    look.extend(marks)
    return paragraph
