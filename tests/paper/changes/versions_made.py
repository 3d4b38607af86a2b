"""Small versions of an invented review for the laws of the comparison."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from numerate.paper.changes.version import Facts, Version
from numerate.paper.manuscript.source import Source, read_source
from numerate.paper.manuscript.source_files import HELD_ROOT, FilesInMemory

FACTS = Facts(path="studies.csv", key=("study",), missing={"": frozenset({""})})
Row = tuple[str, str, str]


def documents(texts: Mapping[str, str]) -> dict[str, Source]:
    """The documents of a version by path; a file whose name begins with _ is only included."""
    store = FilesInMemory({path: text.encode() for path, text in texts.items()})
    return {
        path: read_source(HELD_ROOT / path, HELD_ROOT, store)[0]
        for path in texts
        if not path.rpartition("/")[2].startswith("_")
    }


def entry(
    value: int, selection: str, rows: Sequence[Row], how: str = "counted"
) -> dict[str, object]:
    """An entry of numbers.json that counts rows of the table ``studies``."""
    columns = ("study", "strand", "n")
    order = sorted(range(3), key=columns.__getitem__)
    sums = sorted(hashlib.sha256("\x1f".join(r[i] for i in order).encode()).digest() for r in rows)
    return {
        "value": value,
        "text": f"{value:,}",
        "definition": f"Studies {how}: {selection}",
        "origin": {
            "function": "analysis.flow.results",
            "rows": [
                {
                    "table": "studies",
                    "selection": selection,
                    "count": len(rows),
                    "hash": hashlib.sha256(b"".join(sums)).hexdigest()[:16],
                }
            ],
        },
    }


def made(
    name: str, studies: Mapping[str, tuple[str, str]], code: str = "", **rest: object
) -> Version:
    """A version with the data table ``studies`` and numbers counted from it."""
    rows = [(study, strand, n) for study, (strand, n) in sorted(studies.items())]
    numbers = {"flow.included": entry(len(rows), "", rows)}
    for strand in sorted({row[1] for row in rows}):
        chosen = [row for row in rows if row[1] == strand]
        numbers[f"strand.{strand}"] = entry(len(chosen), f"strand = {strand}", chosen)
    total = sum(int(row[2]) for row in rows)
    numbers["people.total"] = entry(total, "", rows, "summed")
    lines = ["study,strand,n", *(",".join(row) for row in rows), ""]
    made = {
        "name": name,
        "numbers": numbers,
        "dictionary": {"studies": FACTS},
        "data": {"studies": "\n".join(lines).encode()},
        "code": {"analysis/flow.py": code} if code else {},
    }
    return Version(**{**made, **rest})  # type: ignore[arg-type]  # the fields of Version by name
