"""The published data sets and what metafor makes of them; skipped where they are absent."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from numerate.review.pooling import effectsizes, onegroup, twogroups
from numerate.review.pooling.scales import MEASURES

FOLDER = Path(__file__).parents[3].parent / "shared" / "reference" / "meta_analysis"

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """Results of metafor 3.8-1 by name."""
    if not FOLDER.is_dir():
        pytest.skip("../shared/reference/meta_analysis is not there")
    found: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def table() -> Callable[[str], Rows]:
    """Reads one of the published data sets."""

    def read(name: str) -> Rows:
        if not FOLDER.is_dir():
            pytest.skip("../shared/reference/meta_analysis is not there")
        with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture(scope="session")
def sets(table: Callable[[str], Rows]) -> Callable[[str], Any]:  # noqa: C901 - one maker each
    """The effects of a published data set, by the name that expected.json has for them."""

    def numbers(row: dict[str, str], *columns: str) -> list[float]:
        return [float(row[column]) for column in columns]

    def tables(name: str) -> list[twogroups.TwoByTwo]:
        return [
            twogroups.TwoByTwo(str(i), *numbers(row, "ai", "n1i", "ci", "n2i"))
            for i, row in enumerate(table(name))
        ]

    def bcg() -> list[twogroups.TwoByTwo]:
        rows = [numbers(row, "tpos", "tneg", "cpos", "cneg") for row in table("bcg")]
        return [
            twogroups.TwoByTwo(str(i + 1), a, a + b, c, c + d)
            for i, (a, b, c, d) in enumerate(rows)
        ]

    def means() -> list[twogroups.Means]:
        columns = ("n1i", "m1i", "sd1i", "n2i", "m2i", "sd2i")
        rows = table("normand1999")
        return [twogroups.Means(row["study"], *numbers(row, *columns)) for row in rows]

    def given(name: str) -> effectsizes.EffectSet:
        effects = tuple(
            effectsizes.Effect(str(i), *numbers(row, "yi", "vi"))
            for i, row in enumerate(table(name))
        )
        return effectsizes.EffectSet(measure=MEASURES["GEN"], effects=effects)

    def shares(name: str, scale: Any) -> effectsizes.EffectSet:  # noqa: ANN401 - a literal
        rows = [
            onegroup.Share(str(i), *numbers(row, "xi", "ni")) for i, row in enumerate(table(name))
        ]
        return onegroup.proportions(rows, scale)

    def magnesium() -> tuple[list[twogroups.TwoByTwo], list[twogroups.TwoByTwo]]:
        all_ = tables("egger2001")
        kept = [
            one
            for one, row in zip(all_, table("egger2001"), strict=True)
            if "ISIS-4" not in row["study"]
        ]
        return all_, kept

    def rates() -> list[twogroups.Rates]:
        columns = ("x1i", "t1i", "x2i", "t2i")
        return [
            twogroups.Rates(row["study"], *numbers(row, *columns)) for row in table("nielweise2008")
        ]

    def molloy() -> effectsizes.EffectSet:
        rows = enumerate(table("molloy2014"))
        return onegroup.correlations(
            [onegroup.Correlation(str(i), *numbers(row, "ri", "ni")) for i, row in rows]
        )

    def small(*pairs: tuple[float, float]) -> effectsizes.EffectSet:
        effects = tuple(effectsizes.Effect(str(i), y, v) for i, (y, v) in enumerate(pairs))
        return effectsizes.EffectSet(measure=MEASURES["GEN"], effects=effects)

    five = ((0.10, 0.03), (0.30, 0.03), (0.35, 0.05), (0.65, 0.01), (0.45, 0.05))
    makers: dict[str, Callable[[], Any]] = {
        "bcg.tables": bcg,
        "bcg.RR": lambda: twogroups.risks(bcg(), "RR"),
        "bcg.OR": lambda: twogroups.risks(bcg(), "OR"),
        "bcg.RD": lambda: twogroups.risks(bcg(), "RD"),
        "normand.means": means,
        "normand.MD": lambda: twogroups.mean_differences(means()),
        "normand.SMD": lambda: twogroups.standardised(means()),
        "normand.ROM": lambda: twogroups.ratios_of_means(means()),
        "molloy.ZCOR": molloy,
        "raudenbush": lambda: given("raudenbush1985"),
        "hackshaw": lambda: given("hackshaw1998"),
        "konst.2level": lambda: given("konstantopoulos2011"),
        "egger2001.tables": lambda: magnesium()[0],
        "egger2001.OR": lambda: twogroups.risks(magnesium()[0], "OR"),
        "egger2001.OR.all": lambda: twogroups.risks(magnesium()[0], "OR"),
        "egger2001.tables.noISIS4": lambda: magnesium()[1],
        "egger2001.OR.noISIS4": lambda: twogroups.risks(magnesium()[1], "OR"),
        "hine.tables": lambda: tables("hine1989"),
        "hine.RD": lambda: twogroups.risks(tables("hine1989"), "RD"),
        "hine.RR": lambda: twogroups.risks(tables("hine1989"), "RR"),
        "nielweise2007.tables": lambda: tables("nielweise2007"),
        "nielweise2008.rates": rates,
        "nielweise2008.IRR": lambda: twogroups.rate_ratios(rates()),
        "nielweise2008.IRLN": lambda: onegroup.rates(
            [onegroup.Count(row.study, row.events, row.time) for row in rates()]
        ),
        "edge.k1": lambda: small((0.3, 0.04)),
        "edge.k2": lambda: small((0.3, 0.04), (0.5, 0.09)),
        "edge.five": lambda: small(*five),
        "edge.identical": lambda: small((0.2, 0.01), (0.2, 0.02), (0.2, 0.04)),
        "edge.wide3": lambda: small((-1, 0.01), (0, 0.01), (1, 0.01)),
    }
    for name in ("pritz1997", "debruin2009"):
        for scale in ("PLO", "PFT", "PAS", "PLN", "PR"):
            makers[f"{name}.{scale}"] = partial(shares, name, scale)
    return lambda name: makers[name]()
