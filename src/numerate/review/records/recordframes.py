"""Records that were read by columns, put into their table by columns too.

The ids are those that ``recordrows`` makes: a digest of the same words in the same order.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import BinaryIO

import polars as pl

from numerate.review.records.fields import CONTENT
from numerate.review.records.recordrows import TOLD, Identities


def new_rows(
    frame: pl.DataFrame, identities: Identities, name: str
) -> tuple[pl.DataFrame, list[str], Counter[str]]:
    """The rows of the table that are new, their ids, and how many there are by database.

    Args:
        frame: Records as they were read, its columns those of ``READ``.
        identities: Tells what is there already.
        name: Name of the file that they come from.
    """
    if identities.database:
        frame = frame.with_columns(database=pl.lit(identities.database))
    scope = pl.concat_str(pl.lit(f"{identities.round} "), "database")
    told = frame.select(pl.concat_str(scope, *TOLD, separator="\x1f")).to_series().to_list()
    blake = hashlib.blake2b
    ids = identities.all_numbered(
        [blake(text.encode(), digest_size=8).hexdigest() for text in told]
    )
    counts: Counter[str] = Counter(dict.fromkeys(frame["database"].unique().to_list(), 0))
    there = identities.there
    if there:
        fresh = [identity not in there for identity in ids]
        frame = frame.with_columns(pl.Series("record_id", ids)).filter(pl.Series(fresh))
        ids = [identity for identity, is_new in zip(ids, fresh, strict=True) if is_new]
    else:
        frame = frame.with_columns(pl.Series("record_id", ids))
    counts.update(dict(frame["database"].value_counts().rows()))
    rows = frame.select(
        "record_id",
        "source_id",
        pl.lit(identities.round).alias("round"),
        "database",
        *CONTENT,
        pl.lit(name).alias("source_file"),
        "source_line",
    )
    return rows, ids, counts


def write_rows(rows: pl.DataFrame, file: BinaryIO) -> None:
    """Write rows as CSV, without a header."""
    blank = pl.all().replace("", None)  # an empty cell, not two quotation marks
    rows.with_columns(blank).write_csv(
        file, include_header=False, quote_style="necessary", line_terminator="\n"
    )
