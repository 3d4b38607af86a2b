"""What a forest plot shows: studies, pooled effects, prediction intervals, as numbers and words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ForestLine:
    """One study, or one pooled effect.

    Attributes:
        label: The study; or "Total (95% CI)".
        cells: What was counted, one text for each head of the plot.
        weight: Percent; None where there is none.
        estimate: On the printed scale; None where it could not be estimated.
        lower: Lower end of its interval.
        upper: Upper end.
        words: The effect as text ("0.49 [0.34, 0.70]"), or why there is none.
    """

    label: str
    cells: tuple[str, ...] = ()
    weight: float | None = None
    estimate: float | None = None
    lower: float | None = None
    upper: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForestPrediction:
    """A prediction interval: its label, its ends, and its words."""

    label: str
    lower: float
    upper: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForestGroup:
    """The studies of one subgroup, or of all.

    Attributes:
        heading: Name of the subgroup; empty for a plot without subgroups.
        studies: In the order to be printed.
        total: Their pooled effect, or None.
        prediction: Its prediction interval, or None.
        remarks: Lines below ("Heterogeneity: …").
    """

    heading: str = ""
    studies: tuple[ForestLine, ...] = ()
    total: ForestLine | None = None
    prediction: ForestPrediction | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForestPlot:
    """A forest plot, complete.

    Attributes:
        title: Short name of the picture.
        groups: One, or one for each subgroup; an overall effect is a last group without studies.
        heads: Heads of the cells ("Events", "Total", …).
        arms: What the cells are of: name and number of heads that it spans ("BCG", 2).
        effect_head: Heads the words and the drawing ("Risk ratio").
        effect_note: Second line of that head ("IV, Random, 95% CI").
        log: Whether the axis is logarithmic.
        null: The value of no effect; None where there is none.
        favours: What effects to the left and to the right of it favour; empty for none.
        axis: Written below the axis.
        note: Printed below all.
        limits: Ends of the axis; None to take them from the data.
    """

    title: str
    groups: tuple[ForestGroup, ...]
    heads: tuple[str, ...] = ()
    arms: tuple[tuple[str, int], ...] = ()
    effect_head: str = "Effect"
    effect_note: str = ""
    log: bool = False
    null: float | None = None
    favours: tuple[str, str] = ("", "")
    axis: str = ""
    note: str = ""
    limits: tuple[float, float] | None = None

    @property
    def lines(self) -> tuple[ForestLine, ...]:
        """All studies and pooled effects."""
        return tuple(
            line
            for group in self.groups
            for line in (*group.studies, *((group.total,) if group.total else ()))
        )

    @property
    def weighted(self) -> bool:
        """Whether there is a column of weights."""
        return any(line.weight is not None for line in self.lines)
