"""How long pooling takes, in seconds of processor time, against its bars.

    python benchmarks/pooling.py

A missed bar is exit code 1.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from numerate.review.pooling.effectsizes import Effect
from numerate.review.pooling.pooled import pool
from numerate.review.pooling.sensitivity import cumulative, leave_one_out

LEAVE_ONE_OUT, POOLED, CUMULATIVE = 1.0, 2.0, 6.0


def effects(count: int) -> list[Effect]:
    """Effects drawn at random, the same each time."""
    draw = random.Random(1)  # noqa: S311 - data of a benchmark
    errors = [draw.uniform(0.05, 0.6) for _ in range(count)]
    return [
        Effect(str(i), draw.gauss(0.3, 0.3) + draw.gauss(0, se), se * se)
        for i, se in enumerate(errors)
    ]


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the cheapest of three runs."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> int:
    """Prints the table; 1 when a bar is missed."""
    thousand, many = effects(1_000), effects(10_000)
    rows = (
        (
            "1,000 studies pooled and each left out (REML, Hartung-Knapp)",
            lambda: (pool(thousand, "REML", "HK"), leave_one_out(thousand, "REML", "HK")),
            LEAVE_ONE_OUT,
        ),
        ("10,000 studies pooled (REML)", lambda: pool(many, "REML", "HK"), POOLED),
        ("10,000 studies pooled (Paule-Mandel)", lambda: pool(many, "PM", "HK"), POOLED),
        ("1,000 studies cumulated (REML)", lambda: cumulative(thousand), CUMULATIVE),
    )
    missed = 0
    for name, work, bar in rows:
        cost = seconds(work)
        missed += cost > bar
        print(f"{name:62} {cost:6.2f} s of CPU   bar {bar:g} s{'   MISSED' * (cost > bar)}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
