"""Web of Science's plain text: two-letter tags, continuation by three spaces, records ended by ER.

Own reader: rispy 0.10's reader for this format gives up a whole file with a KeyError when one ER or
one tag that it does not know stands in its way, as tried on a file of ten records.
"""

from __future__ import annotations

import re
from typing import Final

from numerate.review.records import spellings
from numerate.review.records.batches import Batch
from numerate.review.records.taggedlines import Layout, Values, read_tagged

_STARTS: Final = re.compile(rb"(?:\A|[\r\n])(?:\xef\xbb\xbf)?PT [A-Z]+[ \t]*(?=[\r\n])")
_ENDS: Final = re.compile(rb"[\r\n]ER[ \t]*(?=[\r\n]|\Z)")
_KNOWN_LISTED: Final = (
    "PT AU AF BA BF CA GP BE TI SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI FU FP "
    "FX CR NR TC Z9 U1 U2 PU PI PA SN EI BN J9 JI PD PY VL IS PN SU SI MA BP EP AR DI D2 EA PG "
    "WC WE SC GA UT PM OA HC HP DA EF ER FN VR P2 Z1 Z2 Z3 Z8 ZB ZR ZA ZS PS EC FT"
)
_KNOWN: Final = frozenset(_KNOWN_LISTED.split())


def counted(content: bytes) -> int:
    r"""Records in the file by its bytes alone: lines that begin a record, or that end one.

    >>> counted(b"FN Clarivate\nVR 1.0\nPT J\nTI One\nER\n\nPT J\nTI Two\nER\n\nEF")
    2
    """
    return max(len(_STARTS.findall(content)), len(_ENDS.findall(content)))


def read(text: str, first_line: int = 1) -> Batch:
    r"""The records of a plain text file of Web of Science.

    >>> batch = read("FN Clarivate\nVR 1.0\nPT J\nAU Amsel, A\n   Birke, B\nTI Reading\nER\nEF\n")
    >>> batch.rows[0][4]
    'Amsel, A; Birke, B'
    """
    return read_tagged(text, _LAYOUT, first_line)


def cells(values: Values) -> dict[str, str]:
    """The cells of one record, from its tags; the tab-delimited export has the same."""
    first = {tag: given[0] for tag, given in values.items()}.get
    kind = spellings.kind(first("DT", "").partition(";")[0])
    return {
        "source_id": first("UT", ""),
        "database": _database(first("UT", "")),
        "type": kind if kind not in {"", "other"} else spellings.kind(first("PT", "")) or kind,
        "title": first("TI", ""),
        "authors": spellings.authors(
            values.get("AF") or values.get("AU") or values.get("BA") or values.get("CA") or ()
        ),
        "year": spellings.year(first("PY") or first("EA") or ""),
        "journal": first("SO", ""),
        "volume": first("VL", ""),
        "issue": first("IS", ""),
        "pages": spellings.pages(first("BP", ""), first("EP", "")) or first("AR", ""),
        "doi": spellings.doi(first("DI") or first("D2") or ""),
        "issn": "; ".join(filter(None, (first("SN"), first("EI")))),
        "pmid": first("PM", ""),
        "abstract": first("AB", ""),
        "keywords": "; ".join(filter(None, (first("DE"), first("ID")))),
        "language": first("LA", ""),
    }


def _database(accession: str) -> str:
    """Other databases on the same platform have a prefix of their own: MEDLINE:, BIOSIS:."""
    prefix = accession.partition(":")[0]
    return spellings.database(prefix) if prefix else "wos"


_LAYOUT: Final = Layout(
    tag=re.compile(r"([A-Z][A-Z0-9])(?!\S)(.*)"),
    continued=re.compile(r" {2,}(.*)"),
    begins=frozenset({"PT"}),
    ends=frozenset({"ER"}),
    around=frozenset({"FN", "VR", "EF"}),
    by_line=frozenset({"AU", "AF", "BA", "BF", "BE", "CR"}),
    known=_KNOWN,
    cells=cells,
)
