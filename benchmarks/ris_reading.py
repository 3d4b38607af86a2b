"""How fast a large RIS is imported, as a ratio to rispy reading the same file, in one run.

    python benchmarks/ris_reading.py [RECORDS]

Each runs in a process of its own. rispy only reads; the import also counts, makes the ids, writes
the table and flushes it to the disk. Wanted: pip install rispy 'numerate[records]'.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

MILLION = 1_000_000
TIMES_AS_FAST = 3.0
TEXT = (
    "record linkage systematic review sharing images consent adolescents prevalence cohort trial "
    "effect risk outcome analysis children sleep school health model data online violence"
)
WORDS = TEXT.split()
# what a process of its own runs; it prints seconds on the clock and of processors, and records
RISPY = """
import json, sys, time, rispy
wall, cpu = time.perf_counter(), time.process_time()
with open(sys.argv[1], encoding="utf-8") as file:
    found = len(rispy.load(file))
print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu, found]))
"""
READING = """
import gc, json, sys, time
from pathlib import Path
from numerate.review.records.exported import Asked
from numerate.review.records.exports import read_export
gc.disable()
wall, cpu = time.perf_counter(), time.process_time()
export = read_export(Path(sys.argv[1]), "a.ris", Asked())
found = sum(len(batch) for batch in export.batches)
print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu, found]))
"""
IMPORT = """
import gc, json, sys, time
from pathlib import Path
from numerate.review.records.intake import Order, take_in
gc.disable()
wall, cpu = time.perf_counter(), time.process_time()
root = Path(sys.argv[1]).parent / "review"
root.mkdir(exist_ok=True)
order = Order(files=((Path(sys.argv[1]), "a.ris"),), database="eric")
take_in(root, root / "data", order, lambda line: None)
seconds = [time.perf_counter() - wall, time.process_time() - cpu]
with (root / "data" / "records.csv").open(encoding="utf-8") as file:
    print(json.dumps([*seconds, sum(1 for _ in file) - 1]))
"""


def invented_ris(count: int, path: Path) -> None:
    """Write so many invented records: three authors, an abstract of 60 words, a DOI."""
    chance = random.Random(1)  # noqa: S311 - invented text, no secret

    def words(number: int) -> str:
        return " ".join(chance.choices(WORDS, k=number))

    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            names = "".join(f"AU  - {chance.choice(WORDS).title()}, A.B.\n" for _ in range(3))
            file.write(
                f"TY  - JOUR\n{names}TI  - {words(12)}\nPY  - {chance.randint(1990, 2025)}\n"
                f"T2  - Journal of {words(2)}\nVL  - {chance.randint(1, 99)}\n"
                f"IS  - {chance.randint(1, 12)}\nSP  - {chance.randint(1, 999)}\nEP  - 1000\n"
                f"DO  - 10.5555/j.{number}\nAB  - {words(60)}\nKW  - {words(2)}\nKW  - {words(1)}\n"
                "SN  - 1234-5678\nLA  - English\nER  - \n\n"
            )


def seconds_of(code: str, path: Path) -> tuple[float, float, int]:
    """Seconds on the clock, seconds of processors, and records, of one run."""
    run = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(run, check=True, capture_output=True, text=True)
    wall, cpu, found = json.loads(done.stdout.splitlines()[-1])
    return float(wall), float(cpu), int(found)


def ris_ratio(count: int = MILLION) -> bool:
    """How many times as fast a RIS is imported as rispy reads it; whether the bar is met."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.ris"
        invented_ris(count, path)
        theirs, reading, ours = (seconds_of(code, path) for code in (RISPY, READING, IMPORT))
    assert theirs[2] == reading[2] == ours[2] == count  # noqa: S101 - else nothing is measured
    print(f"rispy reads {count:,} records in {theirs[0]:.1f} s ({theirs[1]:.1f} s of processors)")
    for what, (wall, cpu, _) in (("reading", reading), ("import", ours)):
        ratio = f"{theirs[0] / wall:.1f} times as fast"
        print(f"{what}: {ratio}, {wall:.1f} s ({cpu:.1f} s of processors)")
    met = theirs[0] / ours[0] >= TIMES_AS_FAST
    print(f"{'ok  ' if met else 'MISS'} import of RIS (bar: {TIMES_AS_FAST} times, on the clock)")
    return met


if __name__ == "__main__":
    sys.exit(0 if ris_ratio(int(sys.argv[1]) if len(sys.argv) > 1 else MILLION) else 1)
