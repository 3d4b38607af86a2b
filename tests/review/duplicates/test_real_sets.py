"""Deduplication of labelled sets of others, in removable records.

Labels: the sets that bib-dedupe is measured on (MIT). Its own results, as published and measured:
stroke 312 found, 2 missed, 0 wrong; haematology 120, 15, 1; respiratory 408, 28, 0.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate.review.duplicates.duplicatefiles import evaluate

SETS = Path(__file__).parents[4] / "shared" / "real" / "dedup"
needs_sets = pytest.mark.skipif(not SETS.is_dir(), reason="the labelled sets are not here")
BIB_DEDUPE = {
    "stroke": (312, 2, 0),
    "haematology": (120, 15, 1),
    "respiratory": (408, 28, 0),
}


@needs_sets
@pytest.mark.parametrize("name", BIB_DEDUPE)
def test_the_default_is_at_least_as_good_as_bib_dedupe(name: str) -> None:
    """F1 no lower than the best published, and nothing removed that should have stayed."""
    folder = SETS / name
    source = (folder / "records_pre_merged.csv", name, {})
    one, _, found = evaluate(source, folder / "merged_record_ids.csv", "fuzzy")
    tp, fn, fp = BIB_DEDUPE[name]
    assert one.tp + one.fn == tp + fn
    assert one.f1 is not None
    assert one.f1 >= 2 * tp / (2 * tp + fn + fp)
    assert one.fp == 0
    assert len(found.merges) == one.tp


@needs_sets
@pytest.mark.parametrize("name", BIB_DEDUPE)
def test_engines_agree_on_real_records(name: str) -> None:
    """The same SQL on DuckDB and on SQLite gives the same merges and doubts."""
    pytest.importorskip("duckdb", reason="DuckDB is not installed")
    folder = SETS / name
    source = (folder / "records_pre_merged.csv", name, {})
    one, two = (
        evaluate(source, folder / "merged_record_ids.csv", "fuzzy", engine)[2]
        for engine in ("duckdb", "sqlite")
    )
    assert one == two


@needs_sets
@pytest.mark.parametrize("name", BIB_DEDUPE)
def test_bib_dedupe_through_our_audit_trail(name: str) -> None:
    """Called by us it finds what it finds by itself; every merge names it."""
    pytest.importorskip("bib_dedupe", reason="bib-dedupe is not installed")
    folder = SETS / name
    source = (folder / "records_pre_merged.csv", name, {})
    one, _, found = evaluate(source, folder / "merged_record_ids.csv", "bib-dedupe")
    assert (one.tp, one.fn, one.fp) == BIB_DEDUPE[name]
    assert {merge.rule for merge in found.merges} == {"bib-dedupe"}
