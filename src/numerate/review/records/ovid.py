"""Ovid's tagged exports (Reprint/Medline, Citavi): RIS-like tags, but no TY and no ER lines.

A record begins with ``VN  - Ovid Technologies`` or with its number alone on a line; journal,
volume, pages and year may stand in one value, the source (SO).
"""

from __future__ import annotations

import re
from typing import Final

from numerate.review.records import spellings
from numerate.review.records.batches import Batch
from numerate.review.records.taggedlines import Layout, Values, read_tagged

_STARTS: Final = re.compile(rb"(?:\A|[\r\n])(?:\xef\xbb\xbf)?[ \t]*VN {1,2}- ")
_SOURCE: Final = re.compile(
    r"(?P<journal>.+?)\.\s+(?:(?P<volume>[^\s(:,.;]+))?(?:\((?P<issue>[^)]*)\))?"
    r"(?:[:,]\s*(?P<pages>[A-Za-z]?\d[^,.;]*?))?[,.;]\s.*"
)
_ROLE: Final = re.compile(r"\s*\[.*?\]|\.$")
_BARE: Final = re.compile(r"\d{5,9}")
_KNOWN_LISTED: Final = (
    "VN DB UI AN ST RO AU FA AS IN TI TT OT SO JN JT JA NJ VO VI IP IS PG YR DP DO DI DE MH KW "
    "AB LG LA PT PM PB CY CP ISSN IB CC CL CO DC DF DH DG DN DT DX EM EN EZ FN GI GN ID JC KF "
    "LM LO MD MT NT OC ON OA PA PC PE PH PN PO PS PU RF RN RP SB SH SL SM SU TC TN TR TD UP UR "
    "VT XL YD ZZ AI AD AR BT CA CI CM CN CT ED EA HW IO IR MA MN NI PP QY RA SA SC SE SP SR SS "
    "TA TM TX UF UG"
)
_KNOWN: Final = frozenset(_KNOWN_LISTED.split())


def counted(content: bytes) -> int:
    r"""Records in the file by its bytes alone.

    >>> counted(b"<1. >\nVN  - Ovid Technologies\nTI  - One\n<2. >\nVN  - Ovid Technologies\n")
    2
    """
    return len(_STARTS.findall(content))


def read(text: str, first_line: int = 1) -> Batch:
    r"""The records of a tagged export of Ovid.

    >>> batch = read("VN  - Ovid Technologies\nDB  - Ovid MEDLINE(R) <1946 to 2024>\nUI  - 123456\n"
    ...              "TI  - Reading aloud.\nSO  - Sleep. 12(3):45-50, 2019 Mar.\n")
    >>> batch.rows[0][1], batch.rows[0][5:10]
    ('medline', ('2019', 'Sleep', '12', '3', '45-50'))
    """
    return read_tagged(text, _LAYOUT, first_line)


def _cells(values: Values) -> dict[str, str]:
    first = {tag: given[0] for tag, given in values.items()}.get
    source = _SOURCE.fullmatch(first("SO", ""))
    told = source.groupdict("") if source else {}
    number = first("UI") or first("AN") or ""
    database = spellings.database(first("DB", ""))
    medline = database in {"medline", "pubmed"} and _BARE.fullmatch(number)
    names = values.get("FA") or values.get("AU") or ()
    return {
        "source_id": number,
        "database": database,
        "type": next(filter(None, map(spellings.kind, values.get("PT", ()))), ""),
        "title": first("TI", "").removesuffix("."),
        "authors": spellings.authors(_ROLE.sub("", name) for name in names),
        "year": spellings.year(first("YR") or first("DP") or first("SO") or ""),
        "journal": first("JN") or first("JT") or first("NJ") or told.get("journal", ""),
        "volume": first("VO") or first("VI") or told.get("volume", ""),
        "issue": first("IP") or told.get("issue", ""),
        "pages": spellings.pages(first("PG") or told.get("pages", "")),
        "doi": spellings.doi(" ".join((*values.get("DO", ()), *values.get("DI", ())))),
        "issn": "; ".join(values.get("IS", ())),
        "pmid": first("PM") or (number if medline else ""),
        "abstract": " ".join(values.get("AB", ())),
        "keywords": "; ".join(
            (*values.get("KW", ()), *values.get("SH", ()), *values.get("MH", ()))
        ),
        "url": "; ".join(values.get("UR", ())),
        "language": "; ".join(values.get("LG") or values.get("LA") or ()),
    }


_LAYOUT: Final = Layout(
    tag=re.compile(r"[ \t]?([A-Z][A-Z0-9]) {1,2}-(?!\S)(.*)"),
    continued=re.compile(r"\s{2,}(.*)"),
    begins=frozenset({"VN"}),
    known=_KNOWN,
    cells=_cells,
)
