"""The part ``pooled``: one meta-analysis, from its rows to every number, claim and figure of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Literal, get_args

from numerate.ground.issues import quoted
from numerate.parts.analysis_setup import Setup
from numerate.parts.declaration import Declaration, Manual, Yield
from numerate.parts.effect_arms import against_control
from numerate.parts.effect_reading import STUDY, read_effects
from numerate.parts.pooled_numbers import effects_table, people_of, pooled_numbers, weight_numbers
from numerate.parts.pooled_sensitivity import sensitivity_results, small_study_results
from numerate.parts.ready_analysis import Ready
from numerate.parts.roletables import RoleTable, read_roles, schema_names, slug
from numerate.parts.study_differences import moderator_results, subgroup_results
from numerate.parts.study_labels import StudyTable, study_table
from numerate.review.extraction import Extraction
from numerate.review.figures.forest import forest_pages
from numerate.review.figures.pooledforest import Wording, pooled_forest
from numerate.review.pooling.heterogeneity import METHODS
from numerate.review.pooling.pooled import FORMS, TESTS, Pooled
from numerate.review.pooling.scales import MEASURES
from numerate.review.pooling.twogroups import Where, ZeroCells
from numerate.review.results import Style, citation_set, figure, number

Method = Literal["REML", "DL", "PM", "ML", "HE", "HS", "SJ", "EB", "common", "MH", "Peto"]
_METHODS: Final = (*METHODS, "MH", "Peto")
_TESTS: Final[Mapping[str, str]] = {
    **{name: name for name in TESTS},
    "HKSJ": "HK",
    "HKSJ ad hoc": "HK ad hoc",
}
_WITH: Final = {"MH": ("RR", "OR", "RD", "IRR"), "Peto": ("OR",)}
_MANUAL: Final = Manual.of("""
Tables:
- effects | study; for events: events, n, control_events, control_n (or no_events in place of n);
  for means: n, mean, sd (or se), and the same with control_; for rates: events, time,
  control_events, control_time; for proportions: events, n; for correlations: r, n; as reported:
  estimate with se, variance (on the scale of pooling) or lower and upper (as printed). Optional:
  outcome, unit | One row per study, or per study and outcome
- arms (with control=) | study, group and events, n; or n, mean, sd; or events, time | One row per
  study and group
- studies | study. Optional: label (or author and year), citation, and the columns that subgroup,
  moderator and order name | One row per study
Keys:
- pool.A | the whole result, in the style of `as=` or of `_quarto.yml`
- pool.A.k, .n, .events | studies that contribute, their participants and events
- pool.A.estimate, .lower, .upper, .statistic, .p | the effect as printed, its interval and test
- pool.A.y, .se | effect and standard error on the scale of pooling
- pool.A.pi_lower, .pi_upper | prediction interval; the definition says its form
- pool.A.tau2, .tau2_lower, .tau2_upper, .q, .df, .qp | heterogeneity
- pool.A.i2, .i2q, .i2_lower, .i2_upper | I²: the definition says which; .i2q is that of Q
- pool.A.study.S, .study.S.lower, .study.S.upper, .weight.S | effect and weight of a study
- pool.A.left_out | studies that could not enter; the definition names them with the reason
- sub.A.L and all below it; sub.A.between.q, .df, .p, .i2; sub.A.missing | each subgroup, as pool.A;
  the test between them
- reg.A.M.b, .se, .statistic, .p, .lower, .upper; reg.A.intercept.b; reg.A.k, .r2, .tau2, .i2, .q |
  meta-regression on a moderator M, on the scale of pooling
- loo.A.min, .max, .S | the effect without each study S; the smallest and the largest
- cum.A.S | the effect once study S had come in (with order)
- egger.A.statistic, .df, .p; begg.A.tau, .p; tf.A.k0, .estimate, .lower, .upper | small-study
  effects, from ten studies on
- claims pool.A.ci_excludes_null, .ci_includes_null, .significant, .below_null, .above_null,
  .pi_excludes_null, .all_same_direction, .enough; loo.A.robust; sub.A.difference, .no_difference;
  reg.A.M.associated; egger.A.asymmetry | each fails when the data turn
- citation set pool.A.studies | the studies pooled
- table pool_A; figures forest_A, funnel_A, bubble_A | a long forest plot goes on in forest_A_2
Sentences:
- [RR 0.49, 95% CI 0.33 to 0.73; I² = 92%; 13 studies]{num=pool.A as=cochrane}
- [13]{num=pool.A.k} studies with [357,347]{num=pool.A.n} participants were pooled.
- [Leaving out any one study did not change this]{claim=loo.A.robust}: the estimate moved between
  [0.45]{num=loo.A.min} and [0.53]{num=loo.A.max}.
- There was [no evidence of a difference between subgroups]{claim=sub.A.no_difference}
  (*p* [= .394]{num=sub.A.between.p as=relation}).
Sources:
- Measures and empty cells: Cochrane Handbook, chapters 6 and 10
- Estimators of tau²: the page on pooled effects has the source of each
- Hartung-Knapp: Knapp and Hartung 2003; its guard: Röver, Knapp and Friede 2015
- Prediction interval: Higgins, Thompson and Spiegelhalter 2009; Q profile: Viechtbauer 2007
- Small-study effects: Egger et al. 1997; Begg and Mazumdar 1994; Duval and Tweedie 2000; from ten
  studies on: Sterne et al. 2011
""")


@dataclass(frozen=True)
class pooled(Declaration):  # noqa: N801 - declared like a function
    """One meta-analysis: pooled effect, heterogeneity, forest and funnel plot, sensitivity.

    Attributes:
        analysis: Its name in keys; also the ``outcome`` whose rows are taken, if there is one.
        measure: RR, OR, RD, HR, IRR, MD, SMD, ROM, PLO, PFT, PAS, PLN, PR, IRLN, ZCOR or GEN.
        method: tau² by REML, DL, PM, ML, HE, HS, SJ, EB; or ``common``, ``MH``, ``Peto``.
        interval: ``Wald``, ``HK`` (also called HKSJ) or ``HK ad hoc``.
        prediction: Form of the prediction interval: z, t k-1, t k-2, t k-1 HK, t k-2 HK.
        table: The table of effects.
        columns: The column of a role, as in ``{"events": "deaths"}``.
        where: The rows taken, as in ``{"timepoint": "12 months"}``; by default those of the
            outcome called like the analysis, where the table has a column ``outcome``.
        control: The group that others are set against, where the table has a row for each group.
        studies: The table of studies; without it, studies are called by their key.
        subgroup: A column whose values are subgroups.
        common_tau2: Whether subgroups share one tau².
        moderator: A column of numbers for a meta-regression.
        order: A column that orders studies: the forest plot, and the cumulative analysis.
        groups: What the two groups are called.
        favours: What lies to the left and to the right of no effect.
        zero_cells: ``zero tables``, ``all tables``, ``all tables if any zero`` or ``none``: where
            0.5 is added. By default to tables with an empty cell; to none under MH and Peto.
        double_zeros: Whether studies without any event stay in a ratio.
        i2: ``tau2`` prints I² as tau²/(tau² + s²), ``q`` as (Q − df)/Q.
        level: Level of the intervals, in percent.
        digits: Decimals of effects; by default 2, of percentages 1.
        called: What the measure is called, where its own name will not do.
        few: Whether small-study effects are tested with fewer than ten studies, too.
    """

    manual: ClassVar[Manual] = _MANUAL
    analysis: str
    measure: str = field(kw_only=True)
    method: str = field(default="REML", kw_only=True)
    interval: str = field(default="Wald", kw_only=True)
    prediction: str = field(default="", kw_only=True)
    table: str = field(default="effects", kw_only=True)
    columns: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    where: Mapping[str, str | int | Sequence[str]] | None = field(default=None, kw_only=True)
    control: str = field(default="", kw_only=True)
    studies: str = field(default="studies", kw_only=True)
    subgroup: str = field(default="", kw_only=True)
    common_tau2: bool = field(default=False, kw_only=True)
    moderator: str = field(default="", kw_only=True)
    order: str = field(default="", kw_only=True)
    groups: tuple[str, str] = field(default=("Intervention", "Control"), kw_only=True)
    favours: tuple[str, str] = field(default=("", ""), kw_only=True)
    zero_cells: str = field(default="", kw_only=True)
    double_zeros: bool = field(default=False, kw_only=True)
    i2: str = field(default="tau2", kw_only=True)
    level: float = field(default=95, kw_only=True)
    digits: int | None = field(default=None, kw_only=True)
    called: str = field(default="", kw_only=True)
    few: bool = field(default=False, kw_only=True)

    def results(self, data: Extraction) -> Iterator[Yield]:
        """Every number, claim, table and figure of the analysis."""
        setup, about = self._setup(data)
        yield from setup.read.advice
        made = self._pooled(setup)
        key = f"pool.{setup.name}"
        what = f"Pooled {setup.effects.measure.name} of {self.analysis}"
        yield from pooled_numbers(setup, key, made, what)
        yield from weight_numbers(setup, key, made)
        gone = setup.effects.left_out
        names = "; ".join(f"{setup.label(one.study)}: {one.reason}" for one in gone)
        yield number(f"{key}.left_out", len(gone), "Studies of the analysis that do not enter"
                     + (f" ({names})" if names else ""), rows=setup.rows, unit="studies",
                     style=Style())  # fmt: skip
        yield effects_table(setup, key, made)
        cited = about.citations(made.studies)
        if cited:
            yield citation_set(f"{key}.studies", cited, f"Studies pooled for {self.analysis}",
                               rows=setup.rows)  # fmt: skip
        parts = None
        if self.subgroup:
            parts, found = subgroup_results(setup, about, self.subgroup, shared=self.common_tau2)
            yield from found
        drawn = forest_pages(
            pooled_forest(setup.effects, made, setup.wording, setup.read.cells, parts)
        )
        for page, drawing in enumerate(drawn, 1):
            name = f"forest_{setup.name}" + (f"_{page}" if page > 1 else "")
            told = f"Forest plot of {self.analysis}: {setup.how}"
            yield figure(name, drawing, told, rows=setup.rows)
        if self.moderator:
            yield from moderator_results(setup, about, self.moderator, made)
        yield from sensitivity_results(setup, made, ordered=bool(self.order))
        yield from small_study_results(setup, even_few=self.few)

    def ready(self, data: Extraction) -> Ready:
        """The pooled analysis with its result, for other parts.

        Raises:
            NumerateError: With the faults of its arguments and rows.
        """
        setup, _ = self._setup(data)
        made = self._pooled(setup)
        return Ready(setup=setup, pooled=made, people=people_of(setup, made.studies))

    def _pooled(self, setup: Setup) -> Pooled:
        try:
            return setup.pooled()
        except ValueError as error:
            raise self.wrong("nothing-to-pool", str(error), "studies that can be pooled so",
                             "choose another method, or correct the data") from error  # fmt: skip

    def _setup(self, data: Extraction) -> tuple[Setup, StudyTable]:
        """The analysis with its arguments checked and its rows read."""
        measure = self.one_of("measure", self.measure, list(MEASURES))
        method = self.one_of("method", self.method, _METHODS)
        test = _TESTS[self.one_of("interval", self.interval, list(_TESTS))]
        form = self.one_of("prediction", self.prediction, list(FORMS)) if self.prediction else None
        self._fits(measure, method)
        zeros = self._zeros()
        table = self._rows(data)
        about = study_table(self, data, self.studies, table)
        table = about.ordered(table, self.order)
        if self.control:
            table = against_control(self, table, self.control)
        read = read_effects(table, measure, self.groups, zeros or ZeroCells())
        share = MEASURES[measure].kind == "one group" and MEASURES[measure].highest == 1
        digits = self.digits if self.digits is not None else (1 if share else 2)
        wording = Wording(title=self.analysis.replace("_", " ").capitalize(), labels=about.labels,
                          favours=self.favours, digits=digits, percent=share)  # fmt: skip
        behind = (table.rows, about.rows) if about.rows is not None else (table.rows,)
        return Setup(name=slug(self.analysis), read=read, method=method, test=test, form=form,
                     level=self.level, zeros=zeros or ZeroCells(), raw_zeros=zeros,
                     i2_by_q=self.one_of("i2", self.i2, ("tau2", "q")) == "q", digits=digits,
                     called=self.called, wording=wording, rows=behind), about  # fmt: skip

    def _fits(self, measure: str, method: str) -> None:
        """The method knows the measure, and the level is one."""
        if method in _WITH and measure not in _WITH[method]:
            raise self.wrong(
                "unknown-word", f"{method} does not pool {measure}",
                f"one of: {', '.join(_WITH[method])}", "choose another method or measure",
            )  # fmt: skip
        if not 50 <= self.level < 100:  # noqa: PLR2004 - a level in percent
            raise self.wrong("unknown-word", f"level is {self.level:g}", "a level in percent, "
                             "such as 95", "correct it")  # fmt: skip

    def _zeros(self) -> ZeroCells | None:
        """The rule for empty cells; None for what the method does by default."""
        if not self.zero_cells and not self.double_zeros:
            return None
        where = self.one_of("zero_cells", self.zero_cells or "zero tables", get_args(Where))
        return ZeroCells(0.5, where, self.double_zeros)  # type: ignore[arg-type]

    def _rows(self, data: Extraction) -> RoleTable:
        """The rows of the analysis."""
        table = read_roles(self, data, self.table, self.columns)
        table.column(*STUDY)
        chosen: Mapping[str, Any] | None = self.where
        if chosen is None and "outcome" in table:
            chosen = {table.column("outcome"): self.analysis}
        for column, value in (chosen or {}).items():
            if column not in schema_names(table.rows):
                raise self.wrong("unknown-column", f"'{self.table}' has no column {quoted(column)}",
                                 f"one of: {', '.join(schema_names(table.rows))}",
                                 "correct where={…}")  # fmt: skip
            held = table.rows.unique(column)
            wanted = [value] if isinstance(value, str | int) else list(value)
            if any(one not in held for one in wanted):
                raise self.wrong("unknown-word", f"no row of '{self.table}' has {column} = {value}",
                                 f"one of: {', '.join(map(str, held)) or 'none'}",
                                 "correct the name of the analysis, or where={…}")  # fmt: skip
            table = table.with_rows(table.rows.where(**{column: value}))
        return table
