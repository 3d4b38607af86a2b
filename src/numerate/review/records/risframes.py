"""RIS read by columns: the lines of a piece as arrays, each field gathered for all records at once.

Only records that are plain are read so: each line a tag that is known, TY first and ER last, every
value on its line. The others go to the reader in ``ris``, record by record, so both give the same
rows; that one alone serves where Polars is not installed (``pip install numerate[records]``; Polars
weighs 181 MB, so it is no part of the plain install).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import polars as pl

from numerate.review.records import ris, spellings
from numerate.review.records.batches import READ, Batch, joined

Array = np.ndarray[Any, np.dtype[Any]]

_TAGS: Final = np.zeros(1 << 16, dtype=bool)
for _tag in ris.KNOWN:
    _TAGS[ord(_tag[0]) * 256 + ord(_tag[1])] = True
_BLANK: Final = ord(" ")
_BEHIND: Final = int.from_bytes(b"  -", "little")  # what stands behind a tag
_WINDOW: Final = 8  # bytes of a line that are looked at
_ASCII: Final = 127
_VALUE: Final = 6  # where a value begins: behind the tag, two blanks, a hyphen and a blank
# first bytes of a value that may be a blank: ASCII's and those of other blanks
_STRANGE: Final = np.zeros(256, dtype=bool)
_STRANGE[: _BLANK + 1] = True
_STRANGE[[0xC2, 0xE1, 0xE2, 0xE3]] = True
_GLUED: Final = re.compile(ris.GLUED.pattern.encode())
_MOST: Final = 12  # values of one tag that are put side by side; records with more are rare
_PLAIN_DOI: Final = r"^10\.[0-9]{4,9}/[!#-;=?-\[\]-{}~]*[a-z0-9/_]$"
_PLAIN_PAGE: Final = r"^[A-Za-z0-9.]*$"
_YEAR: Final = r"(?:^|\D)(1[5-9]\d\d|20\d\d)(?:\D|$)"
_LOOSE: Final = r"^[;, ]|[;, ]$|\s\s|[^\S ]|[;,] ?;"


def _code(tag: str) -> int:
    return ord(tag[0]) * 256 + ord(tag[1])


_TY, _ER = _code("TY"), _code("ER")


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a text: their values, how long they are, and the tag of each.

    ``values`` is what stands behind the tag; of a line without one it is of no use.
    """

    texts: pl.Series
    values: pl.Series
    lengths: Array
    codes: Array
    filled: Array
    odd: Array
    segments: Array


def read(text: str | bytes, first_line: int = 1) -> Batch:
    """The records of a RIS text by columns; the same records as ``ris.read`` gives.

    The batch has a frame, its columns those of ``READ``, and no rows.

    Args:
        text: Decoded, or bytes that ``decoding.is_plain`` says are as good.
        first_line: Line of the file on which it begins.
    """
    content = _encoded(text)
    head = (content or b"")[:4000].decode("utf-8", errors="ignore")
    if "TY  -" not in head or "\n " in head or head.startswith(" "):
        return ris.read(text if isinstance(text, str) else text.decode(), first_line)
    lines = _lines(content)
    plain = _plain_segments(lines)
    begun = np.flatnonzero((lines.codes == _TY) & plain[lines.segments])
    if not len(begun):
        return ris.read(text if isinstance(text, str) else text.decode(), first_line)
    frame = _fields(lines, begun)
    doubtful = _doubtful(frame)
    plain[lines.segments[begun[doubtful]]] = False
    numbers = pl.Series("source_line", begun + first_line).cast(pl.String)
    made = frame.with_columns(numbers).select(READ)
    kept = made.filter(pl.Series(~doubtful)) if doubtful.any() else made
    return _with_the_others(lines, plain, kept, first_line)


def _encoded(text: str | bytes) -> bytes:
    """Its bytes; none when it holds halves of characters, which Polars cannot hold."""
    try:
        return text.encode("utf-8") if isinstance(text, str) else text
    except UnicodeEncodeError:
        return b""


def _lines(content: bytes) -> _Lines:
    padded = b"".join((content, b"\n", bytes(_WINDOW)))
    texts = pl.read_lines(padded).to_series().head(-1)
    lengths = texts.str.len_bytes().to_numpy().astype(np.int64)
    ends = np.cumsum(lengths + 1)
    starts = ends - lengths - 1
    buffer = np.frombuffer(padded, np.uint8)
    # the eight bytes from every byte on, without a copy of them
    windows = (len(padded) - _WINDOW + 1,)
    words = np.lib.stride_tricks.as_strided(np.frombuffer(padded, "<u8", 1), windows, (1,))[starts]
    value = _byte(words, _VALUE)
    bare = lengths == _VALUE - 1
    tagged = (words >> 16 & 0xFFFFFF) == _BEHIND
    tagged &= (lengths >= _VALUE - 1) & (bare | (_byte(words, _VALUE - 1) == _BLANK))
    codes = (words & 0xFF).astype(np.int32) * 256 + _byte(words, 1)
    tagged &= _TAGS[codes]
    codes[~tagged] = 0
    long = tagged & (lengths > _VALUE)
    filled = long & (value > _BLANK)
    odd = (lengths > 0) & ~tagged
    odd |= long & _STRANGE[value]
    if content.count(b"  - ") != int((tagged & (lengths >= _VALUE)).sum()):
        places = [found.start() for found in _GLUED.finditer(content)]
        odd[np.searchsorted(starts, np.array(places, np.int64), side="right") - 1] = True
    ended = (codes == _ER) & (lengths <= _VALUE)
    odd |= (codes == _ER) & ~ended
    values = texts.str.slice(_VALUE)
    last = buffer[ends[filled] - 2]
    if ((last <= _BLANK) | (last > _ASCII)).any():  # some value may end with a blank
        values = values.str.strip_chars_end()
    return _Lines(texts, values, lengths, codes, filled, odd, np.cumsum(ended) - ended)


def _byte(words: Array, place: int) -> Array:
    """The byte at a place of each word of eight."""
    found: Array = (words >> 8 * place & 0xFF).astype(np.uint8)
    return found


def _ends(lines: _Lines) -> Array:
    return np.flatnonzero((lines.codes == _ER) & (lines.lengths <= _VALUE))


def _plain_segments(lines: _Lines) -> Array:
    """Which pieces from one end of a record to the next hold one plain record."""
    count = int(lines.segments[-1]) + 1
    segments = lines.segments
    bad = np.bincount(segments[lines.odd], minlength=count) > 0
    starts = np.bincount(segments[lines.codes == _TY], minlength=count)
    ended = np.bincount(segments[_ends(lines)], minlength=count) == 1
    told = np.bincount(segments[lines.filled & (lines.codes != _TY)], minlength=count)
    used = np.flatnonzero(lines.lengths > 0)
    first = np.full(count, len(segments), dtype=np.int64)
    first[segments[used[::-1]]] = used[::-1]
    begins = np.zeros(count, dtype=bool)
    there = first < len(segments)
    begins[there] = lines.codes[first[there]] == _TY
    blank = np.flatnonzero(lines.lengths == 0)
    inside = blank[blank > first[segments[blank]]]
    broken = np.bincount(segments[inside], minlength=count) > 0
    plain: Array = ~bad & (starts == 1) & ended & (told > 0) & begins & ~broken
    return plain


class _Columns:
    """Gathers the values of a tag for all records."""

    def __init__(self, lines: _Lines, begun: Array) -> None:
        self.lines = lines
        self.count = len(begun)
        self.record = np.full(int(lines.segments[-1]) + 1, -1, dtype=np.int64)
        self.record[lines.segments[begun]] = np.arange(self.count)
        self.values = lines.values
        self.of = self.record[lines.segments]
        usable = np.flatnonzero(lines.filled & (self.of >= 0))
        codes = lines.codes[usable].astype(np.uint16)
        self.order = usable[np.argsort(codes, kind="stable")]
        counts = np.bincount(codes, minlength=1 << 16)
        self.stops = np.cumsum(counts)
        self.there = set(np.flatnonzero(counts).tolist())

    def indices(self, tag: str) -> Array:
        """Lines of that tag."""
        code = _code(tag)
        found: Array = self.order[self.stops[code - 1] : self.stops[code]]
        return found

    def first(self, *tags: str) -> pl.Series:
        """The first value of the first of the tags that a record has; empty when it has none."""
        places = np.full(self.count, -1, dtype=np.int64)
        for tag in reversed(tags):
            if _code(tag) in self.there:
                found = self.indices(tag)
                places[self.of[found[::-1]]] = found[::-1]
        if (places < 0).all():
            return pl.Series([""]).new_from_index(0, self.count)
        return self._gathered(places).fill_null("")

    def all(self, *tags: str) -> pl.Series:
        """All values of the first of the tags that a record has, parted by semicolons."""
        made = pl.Series([""]).new_from_index(0, self.count)
        for tag in reversed(tags):
            if _code(tag) in self.there:
                column = self._joined(self.indices(tag))
                made = pl.select(pl.when(column == "").then(made).otherwise(column)).to_series()
        return made

    def _joined(self, found: Array) -> pl.Series:
        """The values on these lines, those of one record side by side."""
        of = self.of[found]
        begins = np.flatnonzero(np.concatenate(([True], of[1:] != of[:-1])))
        rank = np.arange(len(of)) - np.repeat(begins, np.diff(np.append(begins, len(of))))
        if int(rank.max()) >= _MOST:
            return self._grouped(found, of)
        columns = []
        for place in range(int(rank.max()) + 1):
            index = np.full(self.count, -1, dtype=np.int64)
            index[of[rank == place]] = found[rank == place]
            columns.append(self._gathered(index))
        if len(columns) == 1:
            return columns[0].fill_null("")
        joined = pl.concat_str(columns, separator="; ", ignore_nulls=True)
        return pl.select(joined).to_series()

    def _grouped(self, found: Array, of: Array) -> pl.Series:
        values = self.values.gather(found)
        frame = pl.DataFrame({"record": pl.Series(of).set_sorted(), "value": values})
        told = frame.group_by("record", maintain_order=True).agg(pl.col("value").str.join("; "))
        whole = pl.DataFrame({"record": pl.Series(np.arange(self.count))})
        column = whole.join(told, on="record", how="left", maintain_order="left")["value"]
        return column.fill_null("")

    def _gathered(self, places: Array) -> pl.Series:
        index = pl.Series(places)
        index = index.set(index < 0, None)
        return self.values.gather(index)


def _fields(lines: _Lines, begun: Array) -> pl.DataFrame:
    """The fields of the plain records, and what must be looked at again."""
    get = _Columns(lines, begun)
    title, book = get.first("TI", "T1", "CT"), get.first("BT")
    named = pl.DataFrame({"t": title, "b": book})
    address = get.all("UR", "L2", "LK", "L1")
    frame = pl.DataFrame(
        {
            "type": _mapped(get.first("TY"), spellings.kind),
            "title": named.select(pl.when(pl.col("t") == "").then("b").otherwise("t"))["t"]
            if (book != "").any()
            else title,
            "authors": get.all("AU", "A1", "A2", "ED"),
            "journal": _journal(get, title, book),
            "volume": get.first("VL", "VI"),
            "issue": get.first("IS", "IP"),
            "first": get.first("SP", "PG"),
            "last": get.first("EP"),
            "article": get.first("C7"),
            "doi": get.first("DO").str.to_lowercase(),
            "issn": get.all("SN"),
            "abstract": get.first("AB", "N2"),
            "keywords": get.all("KW"),
            "url": address,
            "language": get.first("LA"),
            "notes": get.first("N1"),
            "told": get.first("DB", "DP"),
            "accession": get.first("AN"),
            "id": get.first("ID", "U1"),
            "c2": get.first("C2"),
            **{f"year_{tag}": get.first(tag) for tag in ("PY", "Y1", "YR", "DA")},
        }
    )
    return _normalised(frame)


def _journal(get: _Columns, title: pl.Series, book: pl.Series) -> pl.Series:
    first, other = get.first("T2", "JF", "JO", "JT"), get.first("JA", "J2", "J9", "JI")
    frame = pl.DataFrame({"f": first, "o": other, "t": title, "b": book})
    chosen = (
        pl.when(pl.col("f") != "")
        .then("f")
        .when((pl.col("t") != "") & (pl.col("b") != ""))
        .then("b")
        .otherwise("o")
    )
    return frame.select(chosen.alias("journal"))["journal"]


def _mapped(column: pl.Series, spelling: Any) -> pl.Series:  # noqa: ANN401 - any of spellings
    names = column.unique().to_list()
    return column.replace_strict(names, [spelling(name) for name in names], return_dtype=pl.String)


def _normalised(frame: pl.DataFrame) -> pl.DataFrame:
    years = [
        pl.when(pl.col(name).str.contains(r"^[0-9]{4}$"))
        .then(pl.col(name))
        .otherwise(pl.col(name).str.extract(_YEAR, 1))
        for name in ("year_PY", "year_Y1", "year_YR", "year_DA")
    ]
    frame = frame.with_columns(database=_mapped(frame["told"], spellings.database))
    pmid = r"^[1-9][0-9]{4,8}$"
    wos = pl.col("accession").str.starts_with("WOS:")
    return frame.with_columns(
        year=pl.coalesce(years).fill_null(""),
        database=pl.when(wos).then(pl.lit("wos")).otherwise("database"),
        pages=pl.when((pl.col("first") == "") & (pl.col("last") == ""))
        .then("article")
        .when((pl.col("last") == "") | (pl.col("last") == pl.col("first")))
        .then("first")
        .when(pl.col("first") == "")
        .then("last")
        .otherwise(pl.concat_str("first", pl.lit("-"), "last")),
        source_id=pl.when(pl.col("accession") != "").then("accession").otherwise("id"),
    ).with_columns(
        pmid=pl.when((pl.col("database") == "scopus") & pl.col("c2").str.contains(pmid))
        .then("c2")
        .when(
            pl.col("database").is_in(["pubmed", "medline"]) & pl.col("accession").str.contains(pmid)
        )
        .then("accession")
        .otherwise(pl.lit("")),
    )


def _doubtful(frame: pl.DataFrame) -> Array:
    """Records with a value that has to be spelled by the other reader."""
    no_doi = pl.col("doi") == ""
    flags = (
        ~(no_doi | pl.col("doi").str.contains(_PLAIN_DOI))
        | (no_doi & (pl.col("url").str.contains("10", literal=True)))
        | (pl.col("notes") != "")
        | ~pl.col("first").str.contains(_PLAIN_PAGE)
        | ~pl.col("last").str.contains(_PLAIN_PAGE)
        | pl.col("authors").str.contains(_LOOSE)
        | ((pl.col("database") == "scopus") & (pl.col("accession") == ""))
    )
    found: Array = frame.select(flags.alias("flag"))["flag"].to_numpy()
    return found


def _with_the_others(lines: _Lines, plain: Array, frame: pl.DataFrame, first_line: int) -> Batch:
    """The records with those of the other reader between them, in the order of the file."""
    others = []
    runs = _runs(plain, _ends(lines), len(lines.texts))
    for begin, end in runs:
        piece = "\n".join(lines.texts.slice(begin, end - begin).to_list())
        if piece.strip():
            ended = piece + "\n" if end < len(lines.texts) else piece
            others.append(ris.read(ended, first_line + begin))
    rest = joined(others)
    if rest.rows:
        added = pl.DataFrame(rest.rows, schema=dict.fromkeys(READ, pl.String), orient="row")
        order = pl.col("source_line").cast(pl.Int64)
        frame = pl.concat([frame, added]).sort(order, maintain_order=True)
    return replace(rest, rows=(), frame=frame, lines=len(lines.texts) - 1)


def _runs(plain: Array, ends: Array, total: int) -> Sequence[tuple[int, int]]:
    """First line and line behind the last of each run of pieces that are not plain."""
    runs: list[tuple[int, int]] = []
    for segment in np.flatnonzero(~plain).tolist():
        begin = int(ends[segment - 1]) + 1 if segment else 0
        end = int(ends[segment]) + 1 if segment < len(ends) else total
        if runs and runs[-1][1] == begin:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((begin, end))
    return runs
