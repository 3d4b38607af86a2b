"""bib-dedupe, where it is installed, as one more method with the same audit trail.

Source: Wagner G. BibDedupe: an open-source Python library for bibliographic record deduplication.
J Open Source Softw 2024;9(97):6318. doi:10.21105/joss.06318
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from typing import Any

import pandas as pd

from numerate.review.duplicates.meetings import Pair
from numerate.review.duplicates.resemblance import title_ratio
from numerate.review.duplicates.spelling import Entry

PACKAGE = "bib_dedupe.bib_dedupe"


# its column for each of our fields; what it does not know is left out
_COLUMNS = {
    "title": "title",
    "author": "authors",
    "year": "year",
    "journal": "journal",
    "volume": "volume",
    "number": "issue",
    "pages": "pages",
    "doi": "doi",
    "abstract": "abstract",
}


def foreign_pairs(records: Sequence[Mapping[str, str]], entries: Sequence[Entry]) -> Iterator[Pair]:
    """The pairs that bib-dedupe holds for duplicates, and those it would have a person decide.

    Args:
        records: The records as they are, in the order of the entries.
        entries: The same in normal form.

    Raises:
        ModuleNotFoundError: When the package is not installed.
    """
    package: Any = import_module(PACKAGE)
    with redirect_stdout(StringIO()):  # it tells its progress where our table goes
        prepared = package.prep(frame(records), cpu=1)
        found = package.match(package.block(prepared, cpu=1), cpu=1)
    for row in found.itertuples():
        first, second = sorted((int(row.ID_1), int(row.ID_2)))
        same = row.duplicate_label == "duplicate"
        ratio = round(title_ratio(entries[first].title, entries[second].title), 1)
        name = "bib-dedupe" if same else "bib-dedupe: maybe"
        yield Pair(first, second, "same" if same else "doubtful", name, (), ratio, 0 if same else 1)


def frame(records: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """The records in bib-dedupe's columns, their numbers as identifiers.

    >>> made = frame([{"title": "Sleep", "authors": "Lind, A; Berg, B"}])
    >>> made.loc[0, "ID"], made.loc[0, "author"]
    ('0', 'Lind, A and Berg, B')
    """
    made = [
        {
            "ID": str(number),
            "ENTRYTYPE": "inproceedings" if one.get("type") == "conference" else "article",
            **{column: one.get(name, "") for column, name in _COLUMNS.items()},
            "author": one.get("authors", "").replace("; ", " and "),
        }
        for number, one in enumerate(records)
    ]
    return pd.DataFrame(made, dtype=object)
