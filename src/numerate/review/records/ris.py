"""RIS, as databases, reference managers and screening tools write it.

Own reader: rispy 0.10 reads 9 of the 10 records of a Scopus export that begins with a byte order
mark and 49 of 50 of a Web of Science one, and keeps what follows a tag that has lost its line break
as part of the value before it. Large files are read by columns where Polars is installed
(``risframes``); this reader says what the records are, and that one must agree with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from numerate.review.records import spellings
from numerate.review.records.batches import PLACE, READ, Batch, Refusal, Repair, Row

# Tags that have a place in the table, and those that are known and left where they stand.
_USED_LISTED: Final = (
    "TY ER TI T1 CT BT AU A1 A2 ED PY Y1 YR DA T2 JO JF JA J2 J9 JI JT VL VI IS IP SP EP PG C7 "
    "DO UR L1 L2 LK AB N2 N1 SN KW LA DB DP AN ID C2 M3 U1 A3"
)
_USED: Final = frozenset(_USED_LISTED.split())
_KEPT_BACK_LISTED: Final = (
    "A4 AD AV C1 C3 C4 C5 C6 C8 CA CN CP CY EM ET FX L3 L4 LB M1 M2 NV OP PA PB PI PU PP RI RN "
    "RP SE ST T3 TA TT TC U2 U3 U4 U5 VO WE Y2 Y3 BN BP BS WP GA DS ED JC SO DT OT PN SI NR UT "
    "EA OA CL SU MA OI HC HP GP LP SC RT"
)
_KEPT_BACK: Final = frozenset(_KEPT_BACK_LISTED.split())
KNOWN: Final = _USED | _KEPT_BACK

_TAG: Final = re.compile(r"\n([A-Z][A-Z0-9])  -(?: |(?=\n)|\Z)")
GLUED: Final = re.compile(r"(?<=[^\s])((?:" + "|".join(sorted(KNOWN)) + r")  - )")
_END: Final = "\nER  -"
_MARK: Final = b"\xef\xbb\xbf"
_STARTS: Final = re.compile(rb"(?:\A|[\r\n])(?:\xef\xbb\xbf)?[ \t]*TY {1,2}-")
_ENDS: Final = re.compile(rb"[\r\n][ \t]*ER {1,2}-[ \t]*(?=[\r\n]|\Z)")
_ONE_SPACE: Final = re.compile(r"^[ \t]*([A-Z][A-Z0-9]) {1,2}-(?=[ \n]|\Z)", re.MULTILINE)
_SERIAL: Final = re.compile(r"\s*<?\s*\d+\s*\.?\s*>?\s*")
_PMID: Final = re.compile(r"[1-9]\d{4,8}")
_SCOPUS_ID: Final = re.compile(r"2-s2\.0-\d+")


def counted(content: bytes) -> int:
    r"""Records in a RIS file by its bytes alone: lines that begin a record, or that end one.

    >>> counted(b"TY  - JOUR\nTI  - One\nER  - \n\nTY  - BOOK\nTI  - Two\nER  - \n")
    2
    """
    begun = content.count(b"\nTY  -") + content[:8].removeprefix(_MARK).startswith(b"TY  -")
    ended = content.count(b"\nER  -")
    if begun and ended in {begun, begun - 1} and b"\r" not in content:
        return begun  # the usual file: no other way to begin a record need be looked for
    return max(len(_STARTS.findall(content)), len(_ENDS.findall(content)))


def read(text: str, first_line: int = 1) -> Batch:
    r"""The records of a RIS text.

    Args:
        text: Decoded, with ``\n`` as line ends; a whole file, or a piece that ends with a record.
        first_line: Line of the file on which it begins.

    >>> read("TY  - JOUR\nAU  - Amsel, A.\nTI  - Reading\n  aloud\nER  - \n").rows[0][3]
    'Reading aloud'
    """
    head = text[:4000]
    if "TY  -" not in head or "\n " in head or head.startswith(" "):
        text = _ONE_SPACE.sub(r"\1  -", text)
    reader = _Reader()
    line = first_line
    for piece in _pieces("\n" + text):
        reader.piece(piece, line)
        line += piece.count("\n")
    return Batch(
        rows=tuple(reader.rows),
        counted=0,
        repairs=tuple(reader.repairs),
        refusals=tuple(reader.refusals),
        unknown={tag: count for tag, count in reader.tags.items() if tag not in KNOWN},
        lines=text.count("\n"),
    )


def _pieces(text: str) -> Iterator[str]:
    """The text from one end of a record to the next; a line of prose that begins so is no end."""
    held = ""
    first = True
    for part in text.split(_END):
        if first:
            held, first = part, False
            continue
        rest = part.lstrip(" \t")
        if not rest or rest[0] == "\n":
            yield held + _END
            held = rest
        elif rest.startswith("TY  -"):
            yield held + _END
            held = "\x01" + rest  # no line break stood before it
        else:
            held += _END + part
    yield held


class _Reader:
    """Takes one piece after the other; keeps what it read and what it met."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.repairs: list[Repair] = []
        self.refusals: list[Refusal] = []
        self.tags: Counter[str] = Counter()

    def piece(self, piece: str, line: int) -> None:
        """Read the piece that begins at the end of line ``line - 1``."""
        if piece[:1] == "\x01":
            self.repairs.append(Repair(line - 1, "TY without a line break before it"))
            piece = "\n" + piece[1:]
            line -= 1
        body = piece.removesuffix(_END)
        if not body.strip():
            if len(body) != len(piece):
                where = line + max(body.count("\n") - 1, 0)
                self.refusals.append(Refusal(where, "an end without a record", piece.strip()))
            return
        parts = _TAG.split(body)
        if body.count("  - ") * 2 > len(parts) - 1:
            parts = self._unglued(body, parts, line)
        tags = parts[1::2]
        starts = tags.count("TY")
        if parts[0].strip() and not _SERIAL.fullmatch(parts[0]):
            where = line + _blank_lines(parts[0])
            why = "text that belongs to no record"
            alone = not tags and piece.endswith(_END)  # an end without a record
            self.refusals.append(Refusal(where, why, parts[0].strip(), record=alone))
        if not tags:
            return
        ended = len(body) != len(piece)
        if starts == 1 and tags[0] == "TY":
            self._record(parts, line + parts[0].count("\n"), ended=ended)
        else:
            self._several(parts, line + parts[0].count("\n"), ended=ended)

    def _unglued(self, body: str, parts: list[str], line: int) -> list[str]:
        """The parts again, tags that lost the line break before them on lines of their own."""
        mended = GLUED.sub(r"\n\1", body)
        if mended == body:
            return parts
        for number, text in enumerate(body.split("\n")):
            self.repairs += [
                Repair(line + number - 1, f"{found[1][:2]} without a line break before it")
                for found in GLUED.finditer(text)
            ]
        return _TAG.split(mended)

    def _several(self, parts: list[str], line: int, *, ended: bool) -> None:
        """Records without an end, or lines of a record without its beginning."""
        begun = [place for place in range(1, len(parts), 2) if parts[place] == "TY"]
        cuts = [*begun, len(parts)]
        if not begun or begun[0] != 1:
            stop = cuts[0]
            self.repairs.append(Repair(line, "a record without its TY line"))
            self._record(["", *parts[1:stop]], line, ended=ended or bool(begun))
            line += sum(1 + value.count("\n") for value in parts[2:stop:2])
        for place, stop in pairwise(cuts):
            last = stop == len(parts)
            if not last:
                self.repairs.append(Repair(line, "a record without its ER line"))
            self._record(["", *parts[place:stop]], line, ended=ended or not last)
            line += sum(1 + value.count("\n") for value in parts[place + 1 : stop : 2])

    def _record(self, parts: list[str], line: int, *, ended: bool) -> None:
        values: dict[str, list[str]] = {}
        for tag, value in zip(parts[1::2], parts[2::2], strict=True):
            if value and not value.isspace():
                if "\n" in value:
                    value = " ".join(value.split())  # noqa: PLW2901 - one value on one line
                if tag in values:
                    values[tag].append(value)
                else:
                    values[tag] = [value]
        self.tags.update(values.keys() - KNOWN)
        if not ended:
            self.repairs.append(Repair(line, _UNENDED))
        if len(values) > ("TY" in values):
            self.rows.append(_row(values, line))
        else:
            raw = "\n".join(
                f"{tag}  - {v}" for tag, v in zip(parts[1::2], parts[2::2], strict=True)
            )
            self.refusals.append(Refusal(line, "a record without any content", raw))


_UNENDED: Final = "the last record has no ER line"


def unended(batch: Batch) -> int | None:
    """The line of a last record that the file breaks off in, or None."""
    return next((repair.line for repair in batch.repairs if repair.what == _UNENDED), None)


def _blank_lines(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n") - 1


def _row(values: dict[str, list[str]], line: int) -> Row:
    """One record as cells in the order of READ."""
    get = values.get
    first = {tag: held[0].strip() for tag, held in values.items()}.get
    addresses = get("UR") or get("L2") or get("LK") or get("L1") or ()
    notes = get("N1", ())
    cells = [""] * _WIDTH
    cells[_AT_LINE] = str(line)
    cells[_AT_TYPE] = spellings.kind(first("TY", ""))
    book_title = first("BT", "")
    title = first("TI") or first("T1") or first("CT") or ""
    cells[_AT_TITLE] = title or book_title
    cells[_AT_AUTHORS] = spellings.authors(get("AU") or get("A1") or get("A2") or get("ED") or ())
    cells[_AT_YEAR] = next(filter(None, map(spellings.year, map(first, _DATES, _BLANKS))), "")
    found = first("T2") or first("JF") or first("JO") or first("JT") or (title and book_title)
    cells[_AT_JOURNAL] = found or first("JA") or first("J2") or first("J9") or first("JI") or ""
    cells[_AT_VOLUME] = first("VL") or first("VI") or ""
    cells[_AT_ISSUE] = first("IS") or first("IP") or ""
    span = spellings.pages(first("SP") or first("PG") or "", first("EP", ""))
    cells[_AT_PAGES] = span or first("C7", "")
    cells[_AT_DOI] = _doi(first("DO", ""), addresses, notes)
    cells[_AT_ISSN] = "; ".join(map(str.strip, get("SN", ())))
    cells[_AT_ABSTRACT] = first("AB") or first("N2") or ""
    cells[_AT_KEYWORDS] = "; ".join(map(str.strip, get("KW", ())))
    cells[_AT_URL] = "; ".join(map(str.strip, addresses))
    cells[_AT_LANGUAGE] = first("LA", "")
    _identify(cells, values)
    if notes:
        cells[_AT_NOTES] = " | ".join(notes)
    return tuple(cells)


def _doi(given: str, addresses: list[str] | tuple[()], notes: list[str] | tuple[()]) -> str:
    found = spellings.doi(given) if given else ""
    if found or not (addresses or notes):
        return found
    in_address = next(filter(None, map(spellings.doi_in_address, addresses)), "")
    return in_address or next(
        filter(None, (spellings.doi(note) for note in notes if "doi" in note.lower())), ""
    )


def _identify(cells: list[str], values: dict[str, list[str]]) -> None:
    """Fill the database and the ids of the record in it, as far as the record tells them."""
    told = values.get("DB") or values.get("DP")
    number = values.get("AN")
    accession = number[0].strip() if number else ""
    base = spellings.database(told[0].strip()) if told else ""
    if base == "wos" or accession.startswith("WOS:"):
        base = "wos"
    cells[_AT_DATABASE] = base
    pmid = values.get("C2")
    if base == "scopus" and pmid and _PMID.fullmatch(pmid[0].strip()):
        cells[_AT_PMID] = pmid[0].strip()
    elif base in {"pubmed", "medline"} and _PMID.fullmatch(accession):
        cells[_AT_PMID] = accession
    if base == "scopus" and not accession:
        found = _SCOPUS_ID.search(" ".join(values.get("UR", ())))
        accession = found[0] if found else ""
    other = values.get("ID") or values.get("U1")
    cells[_AT_SOURCE] = accession or (other[0].strip() if other else "")


_DATES: Final = ("PY", "Y1", "YR", "DA")
_BLANKS: Final = ("",) * len(_DATES)
_WIDTH: Final = len(READ)
(
    _AT_SOURCE,
    _AT_DATABASE,
    _AT_TYPE,
    _AT_TITLE,
    _AT_AUTHORS,
    _AT_YEAR,
    _AT_JOURNAL,
    _AT_VOLUME,
    _AT_ISSUE,
    _AT_PAGES,
    _AT_DOI,
    _AT_ISSN,
    _AT_PMID,
    _AT_ABSTRACT,
    _AT_KEYWORDS,
    _AT_URL,
    _AT_LANGUAGE,
    _AT_LINE,
    _AT_NOTES,
) = (PLACE[name] for name in READ)
