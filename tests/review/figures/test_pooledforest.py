"""Forest plots from pooled effects."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from numerate.review.figures.forest import draw_forest
from numerate.review.figures.pooledforest import (
    Cells,
    Wording,
    bound,
    count_cells,
    decimals,
    mean_cells,
    p_words,
    pooled_forest,
    share_cells,
)
from numerate.review.pooling.effectsizes import Effect, EffectSet
from numerate.review.pooling.onegroup import Share, proportions
from numerate.review.pooling.pooled import pool
from numerate.review.pooling.scales import MEASURES
from numerate.review.pooling.sparse import mantel_haenszel
from numerate.review.pooling.subgroups import subgroups
from numerate.review.pooling.twogroups import Means, TwoByTwo, mean_differences, risks

Read = Callable[[str], Any]

# all thirteen BCG trials: vaccinated cases and non-cases, control cases and non-cases
# (Colditz et al. 1994, JAMA 271, 698-702)
CELLS = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
)  # fmt: skip
BCG = [TwoByTwo(f"T{i}", a, a + b, c, c + d) for i, (a, b, c, d) in enumerate(CELLS, 1)]
WORDING = Wording(title="Tuberculosis", favours=("Favours BCG", "Favours control"))


def test_bcg_reads_as_published() -> None:
    """RR 0.49 (0.33 to 0.73), tau² 0.31, Q 152.23, I² 92 %, 1,065 of 191,064 vaccinated."""
    effects = risks(BCG)
    plot = pooled_forest(
        effects, pool(effects, "REML", "HK"), WORDING, count_cells(BCG, ("BCG", "C"))
    )
    (group,) = plot.groups
    assert group.total is not None
    assert group.total.words == "0.49 [0.33, 0.73]"
    assert group.total.cells == ("1,065", "191,064", "1,510", "166,283")
    assert group.total.weight == pytest.approx(100)
    told = [remark.replace("\u00a0", " ") for remark in group.remarks]
    assert told == [
        "Heterogeneity: τ² = 0.31; χ² = 152.23, df = 12 (P < 0.001); I² = 92%",
        "Test for overall effect: t(12) = 3.95 (P = 0.002)",
    ]
    assert plot.effect_note == "IV, Random, 95% CI"
    assert group.studies[0].words == "0.41 [0.13, 1.26]"


def test_a_bound_does_not_deny_its_interval() -> None:
    """Coetzee's 0.39 to 0.996 excludes 1 and is printed so."""
    effects = risks(BCG)
    plot = pooled_forest(effects, pool(effects), WORDING)
    assert plot.groups[0].studies[8].words == "0.63 [0.39, 0.996]"


@pytest.mark.parametrize(
    ("value", "null", "words"),
    [(1.004, 1.0, "1.004"), (-0.004, 0.0, "−0.004"), (0.0, 0.0, "0.00"), (1.0, 1.0, "1.00"),
     (0.0031, 1.0, "0.003"), (4.2e-11, 1.0, "4.2 × 10⁻¹¹"),
     (math.inf, 1.0, "∞"), (0.99999999, 1.0, "1.000000"), (12.3, None, "12.30")],
)  # fmt: skip
def test_bounds(value: float, null: float | None, words: str) -> None:
    """Further decimals until it is not no effect, up to six; no negative zero."""
    assert bound(value, 2, null) == words


def test_endless_ratios_are_drawn_with_arrows(read: Read) -> None:
    """A log ratio of 60 with a huge error fits on paper: powers of ten, and an arrow."""
    effects = EffectSet(
        measure=MEASURES["OR"],
        effects=(*risks(BCG, "OR").effects, Effect("odd", 60.0, 900.0)),
    )
    page = read(draw_forest(pooled_forest(effects, pool(effects), WORDING)).svg)
    assert all(words.inside(page.rects[0]) for words in page.words if words.text)
    assert any("10²⁶" in text for text in page.texts)


def test_numbers_and_p_values() -> None:
    """True minus signs, no negative zero, p as reviews print it."""
    assert [decimals(x, 1) for x in (-0.04, -2.26, 1234.5)] == ["0.0", "−2.3", "1,234.5"]
    assert [p_words(p) for p in (0.0004, 0.0049, 0.0096, 0.39)] == [
        "P < 0.001", "P = 0.005", "P = 0.01", "P = 0.39",
    ]  # fmt: skip


def test_subgroups_end_in_their_test() -> None:
    """Allocation of the BCG trials: 7, 2 and 4; chi² 1.86, P 0.39 (metafor)."""
    of = {f"T{i}": "random" for i in (1, 2, 3, 4, 7, 8, 9)}
    of |= {"T5": "alternate", "T6": "alternate"}
    of |= {f"T{i}": "systematic" for i in (10, 11, 12, 13)}
    effects = risks(BCG)
    plot = pooled_forest(effects, pool(effects), WORDING, parts=(subgroups(effects, of), of))
    assert [len(group.studies) for group in plot.groups] == [7, 2, 4, 0]
    last = plot.groups[-1].remarks[-1].replace("\u00a0", " ")
    assert last == "Test for subgroup differences: χ² = 1.86, df = 2 (P = 0.39); I² = 0%"
    weights = [group.total.weight for group in plot.groups if group.total]
    assert weights[-1] == pytest.approx(100)
    assert sum(weight or 0.0 for weight in weights[:-1]) == pytest.approx(100)


def test_mantel_haenszel_says_so() -> None:
    """Method in the head; studies without events stay visible."""
    tables = [*BCG[:3], TwoByTwo("Empty", 0, 10, 0, 12)]
    plot = pooled_forest(
        risks(tables), mantel_haenszel(tables), WORDING, count_cells(tables, ("BCG", "Control"))
    )
    assert plot.effect_note == "M-H, 95% CI"
    assert plot.groups[0].studies[-1].words == "Not estimable"
    assert plot.groups[0].prediction is None


def test_one_study_is_drawn_without_what_it_cannot_have(read: Read) -> None:
    """Under Hartung-Knapp it has no interval; heterogeneity is not applicable."""
    effects = risks(BCG[:1])
    plot = pooled_forest(effects, pool(effects, test="HK"), WORDING)
    texts = read(draw_forest(plot).svg).texts
    assert "0.41 [not estimable]" in texts
    assert "Heterogeneity: not applicable" in texts


def test_means_show_means_and_spreads() -> None:
    """Six columns, sizes summed."""
    rows = [Means("Edinburgh", 155, 55, 47, 156, 75, 64), Means("Mild", 31, 27, 7, 32, 29, 4)]
    effects = mean_differences(rows)
    plot = pooled_forest(effects, pool(effects), WORDING, mean_cells(rows, ("New", "Old")))
    assert plot.groups[0].studies[0].cells == ("55", "47", "155", "75", "64", "156")
    assert plot.groups[0].total is not None
    assert plot.groups[0].total.cells == ("", "", "186", "", "", "188")
    assert not plot.log


def test_shares_show_their_exact_intervals() -> None:
    """10 of 10 is 100 % (69.2 to 100, Clopper-Pearson), whatever was added to pool it."""
    rows = [Share("Tanabe", 10, 10), Share("Swift", 4, 8), Share("Kassell", 43, 58)]
    effects = proportions(rows)
    plot = pooled_forest(
        effects, pool(effects), Wording(title="P", percent=True, digits=1), share_cells(rows)
    )
    assert plot.groups[0].studies[0].words == "100.0 [69.2, 100.0]"
    assert plot.limits == (0, 100)
    assert not any("overall effect" in remark for remark in plot.groups[0].remarks)


def test_sums_without_a_meaning_are_left_empty() -> None:
    """A column that is not summed has no total."""
    cells = Cells(heads=("r", "n"), studies={"a": (".2", "1,000"), "b": (".3", "500")}, sums=(1,))
    assert cells.total(["a", "b"]) == ("", "1,500")


def test_small_variances_keep_a_digit() -> None:
    """A tau² of 0.004 is not printed as 0.00."""
    effects = tuple(Effect(str(i), y, 0.001) for i, y in enumerate((0.1, 0.2, 0.25)))
    made = EffectSet(measure=MEASURES["SMD"], effects=effects)
    plot = pooled_forest(made, pool(made, "DL"), WORDING)
    assert "τ² = 0.005" in plot.groups[0].remarks[0].replace("\u00a0", " ")
