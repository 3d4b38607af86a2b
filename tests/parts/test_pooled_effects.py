"""The part ``pooled``: against metafor through the part, at its edges, on rows that cannot be."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import pytest

from numerate import parts
from numerate.review.extraction import Extraction
from tests.parts.making import Made, faults, run, tables

Read = Callable[[str], list[dict[str, str]]]
COUNTS = ("study", "events", "n", "control_events", "control_n")
MEANS = ("study", "n", "mean", "sd", "control_n", "control_mean", "control_sd")
# where each data set of expected.json has the numbers of a measure
SOURCES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "normand": ("normand1999", MEANS, ("n1i", "m1i", "sd1i", "n2i", "m2i", "sd2i")),
    "molloy": ("molloy2014", ("study", "r", "n"), ("ri", "ni")),
    "pritz1997": ("pritz1997", ("study", "events", "n"), ("xi", "ni")),
    "debruin2009": ("debruin2009", ("study", "events", "n"), ("xi", "ni")),
    "raudenbush": ("raudenbush1985", ("study", "estimate", "variance"), ("yi", "vi")),
    "hackshaw": ("hackshaw1998", ("study", "estimate", "variance"), ("yi", "vi")),
    "egger2001": ("egger2001", COUNTS, ("ai", "n1i", "ci", "n2i")),
    "nielweise2007": ("nielweise2007", COUNTS, ("ai", "n1i", "ci", "n2i")),
    "hine": ("hine1989", COUNTS, ("ai", "n1i", "ci", "n2i")),
    "nielweise2008": ("nielweise2008", ("study", "events", "time", "control_events",
                                        "control_time"), ("x1i", "t1i", "x2i", "t2i")),
}  # fmt: skip
TIGHT = re.compile(r"tight\.(\w+)\.(?:(\w+)\.)?(ML|REML|PM|EB)\.(z|knha)")


def bcg(read: Read) -> Extraction:
    """The BCG trials (Colditz et al. 1994) as two tables."""
    rows = read("bcg")
    counts = [[int(row[c]) for c in ("tpos", "tneg", "cpos", "cneg")] for row in rows]
    return tables(
        effects=(COUNTS, [(f"t{i:02}", a, a + b, c, c + d)
                          for i, (a, b, c, d) in enumerate(counts)]),
        studies=(("study", "author", "year", "alloc", "ablat"),
                 [(f"t{i:02}", row["author"], int(row["year"]), row["alloc"], int(row["ablat"]))
                  for i, row in enumerate(rows)]),
    )  # fmt: skip


def published_set(read: Read, name: str) -> Extraction:
    """A published data set as a table of effects."""
    if name == "bcg":
        return bcg(read)
    file, columns, sources = SOURCES[name]
    rows = [(f"s{i:02}", *(float(row[c]) for c in sources)) for i, row in enumerate(read(file))]
    return tables(effects=(columns, rows))


def test_every_tight_result_comes_out_of_the_part(
    expected: dict[str, Any], published: Read
) -> None:
    """Each tightened result of metafor 3.8-1 to 1e-8, asked for by the key of a paper."""
    made: dict[str, Made] = {}
    seen = 0
    for name, wanted in expected.items():
        found = TIGHT.fullmatch(name)
        if found is None:
            continue
        data, measure, method, test = found.groups()
        part = parts.pooled("x", measure=measure or "GEN", method=method,
                            interval="HKSJ" if test == "knha" else "Wald", digits=4,
                            prediction="z" if test == "z" else "t k-1 HK")  # fmt: skip
        made[name] = run(part, published_set(published, data))
        got = made[name]
        for key, theirs in (("y", "est"), ("se", "se"), ("tau2", "tau2"), ("q", "Q"), ("i2", "I2")):
            assert got.value(f"pool.x.{key}") == pytest.approx(
                wanted[theirs], rel=1e-8, abs=1e-8
            ), f"{name} {key}"
        assert got.value("pool.x.k") == wanted["k"], name
        seen += 1
    assert seen == sum(name.startswith("tight.") for name in expected) == 94


def test_the_printed_values_of_the_bcg_trials(published: Read) -> None:
    """The composite, subgroups, regression and small-study tests, as published (Colditz 1994)."""
    part = parts.pooled("tuberculosis", measure="RR", interval="HKSJ", subgroup="alloc",
                        moderator="ablat", order="year")  # fmt: skip
    made = run(part, bcg(published))
    assert made.text("pool.tuberculosis") == (
        "RR 0.49, 95% CI 0.33 to 0.73; I² = 92%; 13 studies, 357,347 participants"
    )
    assert made.text("pool.tuberculosis.events") == "2,575"  # 1,065 and 1,510
    assert (made.text("loo.tuberculosis.min"), made.text("loo.tuberculosis.max")) == (
        "0.45",
        "0.53",
    )
    assert made.text("sub.tuberculosis.between.p") == ".394"
    assert made.value("sub.tuberculosis.random.y") == pytest.approx(-0.970964, abs=1e-6)
    assert made.value("reg.tuberculosis.ablat.b") == pytest.approx(-0.029102, abs=1e-6)
    assert made.value("reg.tuberculosis.ablat.p") == pytest.approx(0.004566, abs=1e-6)
    assert made.text("egger.tuberculosis.p") == ".189"
    assert made.value("tf.tuberculosis.k0") == 1
    assert made.value("cum.tuberculosis.t07") == pytest.approx(math.exp(-0.7145323483651), abs=1e-8)
    assert made.claims["loo.tuberculosis.robust"].holds
    assert not made.claims["pool.tuberculosis.pi_excludes_null"].holds
    assert set(made.figures) == {
        "forest_tuberculosis",
        "funnel_tuberculosis",
        "bubble_tuberculosis",
    }


@pytest.mark.parametrize(("method", "measure", "name"), [
    ("MH", "OR", "bcg.OR.MH"), ("MH", "RR", "bcg.RR.MH"), ("MH", "RD", "bcg.RD.MH"),
    ("Peto", "OR", "bcg.Peto"), ("MH", "OR", "nielweise2007.MH.OR"),
    ("Peto", "OR", "nielweise2007.Peto"), ("MH", "IRR", "nielweise2008.MH.IRR"),
])  # fmt: skip
def test_sparse_methods(
    expected: dict[str, Any], published: Read, method: str, measure: str, name: str
) -> None:
    """Mantel-Haenszel and Peto on raw counts as metafor has them."""
    part = parts.pooled("x", measure=measure, method=method)
    made = run(part, published_set(published, name.split(".", maxsplit=1)[0]))
    assert made.value("pool.x.y") == pytest.approx(expected[name]["est"], abs=1e-9)
    assert made.value("pool.x.se") == pytest.approx(expected[name]["se"], abs=1e-9)


def test_mantel_haenszel_with_the_rule_asked_for(expected: dict[str, Any], published: Read) -> None:
    """0.5 in tables with an empty cell changes the estimate, and the definition says the rule."""
    part = parts.pooled("x", measure="OR", method="MH", zero_cells="zero tables")
    made = run(part, published_set(published, "nielweise2007"))
    wanted = expected["nielweise2007.MH.OR.correct"]["est"]
    assert made.value("pool.x.y") == pytest.approx(wanted, abs=1e-9)
    assert "0.5 is added to each cell of tables with an empty cell" in (
        made.numbers["pool.x"].definition
    )


@pytest.mark.parametrize("scale", ["PLO", "PFT", "PAS"])
def test_proportions_go_back_to_percent(
    expected: dict[str, Any], published: Read, scale: str
) -> None:
    """The pooled proportion and its interval as metafor turns them back, in percent."""
    made = run(parts.pooled("x", measure=scale), published_set(published, "debruin2009"))
    estimate, low, high, *_ = expected[f"debruin2009.{scale}.REML.back"]
    found = [made.value(f"pool.x.{key}") for key in ("estimate", "lower", "upper")]
    assert found == pytest.approx([100 * estimate, 100 * low, 100 * high], abs=1e-3)
    assert "pool.x.p" not in made.numbers, "a proportion has no test of no effect"
    assert not any(key.startswith("funnel") for key in made.figures)


def test_one_study_says_what_cannot_be_estimated() -> None:
    """One study: the effect itself, and no heterogeneity, prediction, or Hartung-Knapp interval."""
    data = tables(effects=(("study", "estimate", "se"), [("a", 0.3, 0.2)]))
    made = run(parts.pooled("x", measure="GEN", interval="HKSJ"), data)
    assert made.text("pool.x") == "0.30, CI not estimable; 1 study"
    for key in ("tau2", "i2", "q", "lower", "p", "pi_lower", "tau2_lower"):
        assert made.text(f"pool.x.{key}") == "not estimable", key
    assert "at least two studies" in made.numbers["pool.x.lower"].definition
    assert made.text("egger.x.p") == "not estimable"
    assert not made.claims["pool.x.enough"].holds
    assert not made.claims["pool.x.ci_excludes_null"].holds
    assert not made.claims["pool.x.ci_includes_null"].holds


def test_a_study_without_its_numbers_is_named_and_left_out() -> None:
    """What is not reported is never guessed: two studies are pooled, the third is named."""
    rows = [("a", 4, 40, 8, 40), ("b", None, 30, 5, 30), ("c", 0, 20, 0, 20), ("d", 5, 50, 9, 50)]
    made = run(parts.pooled("x", measure="RR"), tables(effects=(COUNTS, rows)))
    assert made.value("pool.x.k") == 2
    assert made.value("pool.x.left_out") == 2
    told = made.numbers["pool.x.left_out"].definition
    assert "b: events not reported" in told
    assert "c: no event in either group" in told


@pytest.mark.parametrize(("row", "code", "words"), [
    ((12, 10, 1, 10), "impossible-counts", "events 12 of n 10"),
    ((1, 10, 11, 10), "impossible-counts", "control_events 11 of control_n 10"),
    ((0.31, 40, 0.2, 41), "share-as-count", "events are 0.31"),
    ((-1, 40, 2, 41), "impossible-counts", "events -1 of n 40"),
])  # fmt: skip
def test_counts_that_cannot_be(row: tuple[float, ...], code: str, words: str) -> None:
    """More events than people, a share for a count: a fault at the line of the row."""
    data = tables(effects=(COUNTS, [("a", 4, 40, 8, 40), ("b", *row)]))
    found = faults(parts.pooled("x", measure="RR"), data)
    assert (code, 3) in {(one, line) for one, line, _ in found}
    assert any(words in told for _, _, told in found)


@pytest.mark.parametrize(("row", "code"), [
    ((0.5, 0.6, 0.9), "impossible-effect"),  # the interval is beside the estimate
    ((0.5, 0.9, 0.3), "impossible-effect"),  # lower above upper
    ((-0.5, 0.1, 0.9), "impossible-effect"),  # a ratio below 0
    ((0.5, 0.5, 0.5), "impossible-effect"),  # an interval without length
])  # fmt: skip
def test_intervals_that_cannot_be(row: tuple[float, ...], code: str) -> None:
    """A reported ratio whose interval is none: a fault at the line of the row."""
    columns = ("study", "estimate", "lower", "upper")
    data = tables(effects=(columns, [("a", 0.5, 0.3, 0.83), ("b", *row)]))
    assert [one[:2] for one in faults(parts.pooled("x", measure="HR"), data)] == [(code, 3)]


def test_a_bent_interval_is_an_advice() -> None:
    """8.8 for 0.88 is suspicious, not impossible: the study is pooled and the line is told."""
    columns = ("study", "estimate", "lower", "upper")
    data = tables(effects=(columns, [("a", 0.5, 0.3, 0.83), ("b", 0.56, 0.36, 8.8)]))
    made = run(parts.pooled("x", measure="OR"), data)
    assert [(one.code, one.line) for one in made.advice] == [("uneven-interval", 3)]


def test_other_rows_that_cannot_be() -> None:
    """A study twice, no spread at all, a variance of 0, two scales in one mean difference."""
    twice = tables(effects=(COUNTS, [("a", 4, 40, 8, 40), ("b", 4, 41, 8, 40), ("a", 3, 9, 1, 9)]))
    assert faults(parts.pooled("x", measure="RR"), twice)[0][:2] == ("study-twice", 4)
    flat = tables(effects=(MEANS, [("a", 9, 1.0, 2.0, 9, 2.0, 2.0), ("b", 9, 1.0, 0, 9, 2.0, 0)]))
    assert faults(parts.pooled("x", measure="MD"), flat)[0][:2] == ("impossible-effect", 3)
    zero = tables(effects=(("study", "estimate", "se"), [("a", 0.1, 0.2), ("b", 0.3, 0.0)]))
    assert faults(parts.pooled("x", measure="GEN"), zero)[0][:2] == ("zero-variance", 3)
    columns = (*MEANS, "unit")
    mixed = tables(effects=(columns, [(s, 9, 1.0, 2.0, 9, 2.0, 2.0, u) for s, u in
                                      (("a", "BDI"), ("b", "BDI"), ("c", "HAM-D"))]))  # fmt: skip
    assert faults(parts.pooled("x", measure="MD"), mixed)[0][:2] == ("mixed-scales", 4)
    assert not faults(parts.pooled("x", measure="SMD"), mixed)


def test_nothing_to_pool() -> None:
    """K of 0: no row, or none with its numbers, is a fault and no number."""
    none = tables(effects=(COUNTS, []))
    assert faults(parts.pooled("x", measure="RR"), none)[0][0] == "nothing-to-pool"
    blank = tables(effects=(COUNTS, [("a", None, 40, 8, 40)]))
    assert faults(parts.pooled("x", measure="RR"), blank)[0][0] == "nothing-to-pool"
    empty = tables(effects=(COUNTS, [("a", 0, 40, 0, 40)]))
    assert faults(parts.pooled("x", measure="RR"), empty)[0][0] == "nothing-to-pool"


@pytest.mark.parametrize(("arguments", "code", "words"), [
    ({"measure": "RRR"}, "unknown-word", "measure is 'RRR'"),
    ({"method": "REMI"}, "unknown-word", "method is 'REMI'"),
    ({"interval": "t"}, "unknown-word", "interval is 't'"),
    ({"table": "effect"}, "unknown-table", "there is no table 'effect'"),
    ({"columns": {"events": "deaths"}}, "unknown-column", "'effects' has no column 'deaths'"),
    ({"where": {"outcome": "x"}}, "unknown-column", "no column 'outcome'"),
    ({"subgroup": "country"}, "unknown-column", "subgroup is 'country'"),
    ({"moderator": "study"}, "wrong-type", "moderator is 'study'"),
    ({"method": "Peto"}, "unknown-word", "Peto does not pool RR"),
    ({"level": 0.95}, "unknown-word", "level is 0.95"),
])  # fmt: skip
def test_arguments_that_are_wrong(arguments: dict[str, Any], code: str, words: str) -> None:
    """A fault of the declaration is told at its own line."""
    data = tables(effects=(COUNTS, [("a", 4, 40, 8, 40), ("b", 5, 50, 9, 50), ("c", 2, 9, 3, 9)]))
    part = parts.pooled("x", **{"measure": "RR", **arguments})
    ((found, line, told),) = faults(part, data)
    assert (found, line) == (code, part.place[1])
    assert words in told


def test_columns_by_argument_and_events_without_totals() -> None:
    """Names of one's own, and tables that hold those without event in place of totals."""
    data = tables(trials=(("trial", "tpos", "tneg", "cpos", "cneg"), [("a", 4, 119, 11, 128)]))
    names = {"study": "trial", "events": "tpos", "no_events": "tneg", "control_events": "cpos",
             "control_no_events": "cneg"}  # fmt: skip
    made = run(parts.pooled("x", measure="RR", table="trials", columns=names), data)
    assert made.value("pool.x.y") == pytest.approx(-0.889311, abs=1e-6)  # Aronson 1948
