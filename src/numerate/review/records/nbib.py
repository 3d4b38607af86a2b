"""PubMed's NBIB (MEDLINE) format: tags padded to four characters, values continued by six spaces.

Own reader: the format is not in rispy's set, and the parsers for it pull in whole toolkits.
"""

from __future__ import annotations

import re
from typing import Final

from numerate.review.records import spellings
from numerate.review.records.batches import Batch
from numerate.review.records.taggedlines import Layout, Values, read_tagged

_STARTS: Final = re.compile(rb"(?:\A|[\r\n])(?:\xef\xbb\xbf)?PMID *- ")
_KNOWN_LISTED: Final = (
    "PMID OWN STAT DCOM LR IS VI IP DP TI PG LID AB FAU AU AD AUID LA GR PT DEP PL TA JT JID MH "
    "MHDA OT OTO EDAT CRDT PHST AID PMC PMCR SO SB RN CI COIS DA CIN CON EIN EFR ECI CN FED ED "
    "FIR IR ISBN BTI CTI BTITLE PB PS FPS SFM SI TT VTI NM OAB OABL OCI OID OTO PUBM CRF DDIN "
    "DRIN RF RPF RPI RIN ROF SPIN UIN UOF EN CDAT CTDT LID MID NI JC GN GS CRI RRI RRF CP CDAT "
    "MIR TR"
)
_KNOWN: Final = frozenset(_KNOWN_LISTED.split())


def counted(content: bytes) -> int:
    r"""Records in the file by its bytes alone: lines that begin with PMID.

    >>> counted(b"\nPMID- 1\nTI  - One\n\nPMID- 2\nTI  - Two\n")
    2
    """
    return len(_STARTS.findall(content))


def read(text: str, first_line: int = 1) -> Batch:
    r"""The records of an NBIB text.

    >>> batch = read("PMID- 7\nTI  - Bedtime\n      stories\nAID - 10.1000/7 [doi]\n")
    >>> batch.rows[0][3], batch.rows[0][10]
    ('Bedtime stories', '10.1000/7')
    """
    return read_tagged(text, _LAYOUT, first_line)


def _cells(values: Values) -> dict[str, str]:
    first = {tag: given[0] for tag, given in values.items()}.get
    names = values.get("FAU")
    short = [spellings.initialled(name) for name in values.get("AU", ())]
    doi = next((v for v in (*values.get("AID", ()), *values.get("LID", ())) if "[doi]" in v), "")
    kinds = [kind for kind in map(spellings.kind, values.get("PT", ())) if kind != "other"]
    pmid = first("PMID", "")
    return {
        "source_id": pmid,
        "database": "pubmed" if pmid else "",
        "type": kinds[0] if kinds else ("other" if values.get("PT") else ""),
        "title": (first("TI") or first("BTI") or first("CTI") or "").strip(),
        "authors": spellings.authors(names or short or values.get("CN") or ()),
        "year": spellings.year(first("DP") or first("DEP") or ""),
        "journal": first("JT") or first("TA") or "",
        "volume": first("VI", ""),
        "issue": first("IP", ""),
        "pages": spellings.pages(first("PG", "")),
        "doi": spellings.doi(doi),
        "issn": "; ".join(values.get("IS", ())),
        "pmid": pmid,
        "abstract": first("AB", ""),
        "keywords": "; ".join((*values.get("OT", ()), *values.get("MH", ()))),
        "language": "; ".join(values.get("LA", ())),
    }


_LAYOUT: Final = Layout(
    tag=re.compile(r"([A-Z]{2,6}) *- ?(.*)"),
    continued=re.compile(r" {3,}(.*)"),
    begins=frozenset({"PMID"}),
    known=_KNOWN,
    cells=_cells,
)
