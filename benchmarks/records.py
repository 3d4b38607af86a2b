"""How fast records are read and deduplicated, as ratios and growth, measured in one run.

    python benchmarks/records.py [FIGURE…] [--bib-dedupe PYTHON] [--largest N]

One function a figure; without names all are measured. Each run of a tool is a process of its own,
which reports its time on the clock and its peak memory. ``--bib-dedupe`` names a Python that has
the package, so that it need not stand among our own.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from invented_records import invented
from ris_reading import ris_ratio

HERE = Path(__file__).parent
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
FIFTY_THOUSAND = 50_000
TIMES_AS_FAST = 10.0
EXPONENT_BAR = 1.2
MEMORY_BAR = 4.0

# what a process of its own runs; it prints seconds, gibibytes at most, and records removed
OURS = """
import json, resource, sys, time
from pathlib import Path
from numerate.review.duplicates.deduplication import deduplicate
from numerate.review.duplicates.recordtables import read_records
start = time.perf_counter()
found = deduplicate(read_records(Path(sys.argv[1]), sys.argv[1]), engine=sys.argv[2])
seconds = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_SELF)
cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 2**20
print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": peak, "removed": len(found.merges)}))
"""
THEIRS = """
import contextlib, io, json, resource, sys, time
import pandas as pd
from bib_dedupe.bib_dedupe import block, cluster, match, prep
names = {"record_id": "ID", "authors": "author", "issue": "number", "type": "ENTRYTYPE"}
frame = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False).rename(columns=names)
frame = frame.drop(columns=["round", "database"])
start = time.perf_counter()
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    groups = cluster(match(block(prep(frame))))
seconds = time.perf_counter() - start
used = [resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu, peak = sum(one.ru_utime + one.ru_stime for one in used), used[0].ru_maxrss / 2**20
removed = sum(len(group) - 1 for group in groups)
print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": peak, "removed": removed}))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the clock and of processors, gibibytes at most, records removed."""

    seconds: float
    cpu: float
    peak: float
    removed: int


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the tables are put, and what is measured."""

    folder: Path
    bib_dedupe: str
    largest: int


def told(figure: str, measured: str, bar: str, *, met: bool) -> bool:
    """Print a figure beside its bar."""
    print(f"{'ok  ' if met else 'MISS'} {figure}: {measured} (bar: {bar})", flush=True)
    return met


def table_of(count: int, folder: Path) -> Path:
    """A table of so many invented records; each size is written once."""
    path = folder / f"records_{count}.csv"
    if not path.is_file():
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = invented(count)
            first, _ = next(rows)
            writer = csv.DictWriter(file, list(first))
            writer.writeheader()
            writer.writerow(first)
            writer.writerows(record for record, _ in rows)
    return path


def run_of(python: str, code: str, *arguments: str) -> Run:
    """One run in a process of its own."""
    done = subprocess.run(
        [python, "-c", code, *arguments], check=True, capture_output=True, text=True
    )
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def dedup_ratio(settings: Settings) -> bool:
    """How many times as fast as bib-dedupe at 50,000 records."""
    if not settings.bib_dedupe:
        print("skip dedup_ratio: no Python with bib-dedupe given (--bib-dedupe)")
        return True
    path = str(table_of(FIFTY_THOUSAND, settings.folder))
    ours = run_of(sys.executable, OURS, path, "auto")
    theirs = run_of(settings.bib_dedupe, THEIRS, path)
    ratio = theirs.seconds / ours.seconds
    measured = (
        f"{ratio:.1f} times as fast ({ours.seconds:.1f} s and {theirs.seconds:.1f} s on the clock, "
        f"{ours.cpu:.1f} s and {theirs.cpu:.1f} s of processors; "
        f"{ours.removed:,} and {theirs.removed:,} records removed)"
    )
    bar = f"{TIMES_AS_FAST:.0f} times"
    return told("dedup at 50,000", measured, bar, met=ratio >= TIMES_AS_FAST)


def dedup_growth(settings: Settings) -> bool:
    """The exponent of the cost over sizes (least squares of the logarithms), and the memory.

    The cost is processor time, which other work on the machine disturbs less than the clock.
    """
    sizes = [size for size in SIZES if size <= settings.largest]
    runs = []
    for size in sizes:
        one = run_of(sys.executable, OURS, str(table_of(size, settings.folder)), "auto")
        spent = f"{one.seconds:7.1f} s, of processors {one.cpu:.1f} s, {one.peak:.2f} GiB"
        print(f"     {size:>9,} records: {spent}", flush=True)
        runs.append(one)
    exponent = slope([math.log(size) for size in sizes], [math.log(one.cpu) for one in runs])
    peak = max(one.peak for one in runs)
    return all(
        [
            told(
                "dedup's cost",
                f"n^{exponent:.2f}",
                f"n^{EXPONENT_BAR}",
                met=exponent <= EXPONENT_BAR,
            ),
            told("dedup's memory", f"{peak:.2f} GiB", f"{MEMORY_BAR} GiB", met=peak <= MEMORY_BAR),
        ]
    )


def dedup_engines(settings: Settings) -> bool:
    """DuckDB beside SQLite at 50,000 records: what the extra is worth."""
    path = str(table_of(FIFTY_THOUSAND, settings.folder))
    one, other = (run_of(sys.executable, OURS, path, name) for name in ("duckdb", "sqlite"))
    measured = f"DuckDB {one.seconds:.1f} s, SQLite {other.seconds:.1f} s"
    return told("engines at 50,000", measured, "the same merges", met=one.removed == other.removed)


def ris_import(settings: Settings) -> bool:
    """How many times as fast a RIS is imported as rispy reads the same file."""
    if find_spec("rispy") is None:
        print("skip ris_import: rispy is not installed")
        return True
    return ris_ratio(settings.largest)


def slope(xs: list[float], ys: list[float]) -> float:
    """The slope of the line through some points, by least squares."""
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return across / sum((x - mean_x) ** 2 for x in xs)


FIGURES: Mapping[str, Callable[[Settings], bool]] = {
    "ris_import": ris_import,
    "dedup_ratio": dedup_ratio,
    "dedup_growth": dedup_growth,
    "dedup_engines": dedup_engines,
}


def main() -> int:
    """Measure the figures that are named, or all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("figures", nargs="*", choices=[*FIGURES, []], default=[])
    options.add_argument("--bib-dedupe", default="", metavar="PYTHON")
    options.add_argument("--largest", type=int, default=SIZES[-1], metavar="N")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder), asked.bib_dedupe, asked.largest)
        met = [FIGURES[name](settings) for name in asked.figures or FIGURES]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
