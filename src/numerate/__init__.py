"""Systematic reviews whose paper cannot disagree with its data.

Everything that the analysis of a review needs is importable from here, and from ``numerate.parts``.
A name is loaded when it is first used, so that ``numerate --version`` starts in a twentieth of a
second; ``docs/api.md`` lists every name.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numerate.review.figures.charted_bars import draw_charted as draw_charted
    from numerate.review.figures.gap_map import draw_gap_map as draw_gap_map
    from numerate.review.figures.traffic import draw_traffic_lights as draw_traffic_lights
    from numerate.review.results import MEASURES as MEASURES
    from numerate.review.results import Measure as Measure
    from numerate.review.results.agreement_sentence import methods_sentence as methods_sentence
    from numerate.review.results.agreement_sentence import results_sentence as results_sentence
    from numerate.review.synthesis.appraisal_tools import AppraisalTool as AppraisalTool
    from numerate.review.synthesis.appraisal_tools import own_tool as own_tool
    from numerate.review.synthesis.appraisal_tools import tool as tool
    from numerate.review.synthesis.charting import Charted as Charted
    from numerate.review.synthesis.charting import EvidenceMap as EvidenceMap
    from numerate.review.synthesis.charting import VariableCount as VariableCount
    from numerate.review.synthesis.charting import evidence_map as evidence_map
    from numerate.review.synthesis.charting import variable_counts as variable_counts
    from numerate.review.synthesis.confidence import Concern as Concern
    from numerate.review.synthesis.confidence import ReviewFinding as ReviewFinding
    from numerate.review.synthesis.confidence import confidence_counts as confidence_counts
    from numerate.review.synthesis.confidence import confidence_issues as confidence_issues
    from numerate.review.synthesis.directions import exact_interval as exact_interval
    from numerate.review.synthesis.double_extraction import Extracted as Extracted
    from numerate.review.synthesis.double_extraction import (
        extraction_agreement as extraction_agreement,
    )
    from numerate.review.synthesis.double_rating import GroupAgreement as GroupAgreement
    from numerate.review.synthesis.double_rating import Rating as Rating
    from numerate.review.synthesis.double_rating import Scale as Scale
    from numerate.review.synthesis.double_rating import group_agreement as group_agreement
    from numerate.review.synthesis.double_rating import pair_agreement as pair_agreement
    from numerate.review.synthesis.double_rating import rating_faults as rating_faults
    from numerate.review.synthesis.judgements import Judgement as Judgement
    from numerate.review.synthesis.judgements import judgement_issues as judgement_issues
    from numerate.review.synthesis.judgements import judgements_from_csv as judgements_from_csv
    from numerate.review.synthesis.judgements import ratings_of as ratings_of
    from numerate.review.synthesis.quotations import Quotation as Quotation
    from numerate.review.synthesis.quotations import by_theme as by_theme
    from numerate.review.synthesis.quotations import quotation_issues as quotation_issues
    from numerate.review.synthesis.raters import PanelAgreement as PanelAgreement
    from numerate.review.synthesis.raters import panel_agreement as panel_agreement
    from numerate.ground.errors import NumerateError as NumerateError
    from numerate.ground.errors import stop_on as stop_on
    from numerate.ground.issues import Issue as Issue
    from numerate.review.duplicates.removals import Removal as Removal
    from numerate.review.duplicates.removals import SearchCount as SearchCount
    from numerate.review.duplicates.removals import counts_per_search as counts_per_search
    from numerate.review.extraction import Column as Column
    from numerate.review.extraction import Extraction as Extraction
    from numerate.review.extraction import Rows as Rows
    from numerate.review.figures.arrows import ArrowPlot as ArrowPlot
    from numerate.review.figures.arrows import StudyWays as StudyWays
    from numerate.review.figures.arrows import Way as Way
    from numerate.review.figures.arrows import draw_arrows as draw_arrows
    from numerate.review.figures.drawing import Drawing as Drawing
    from numerate.review.figures.flowchart import draw_flow as draw_flow
    from numerate.review.figures.matrix import Matrix as Matrix
    from numerate.review.figures.matrix import MatrixRow as MatrixRow
    from numerate.review.figures.matrix import draw_matrix as draw_matrix
    from numerate.review.figures.ranges import Dot as Dot
    from numerate.review.figures.ranges import RangePlot as RangePlot
    from numerate.review.figures.ranges import RangeRow as RangeRow
    from numerate.review.figures.ranges import draw_ranges as draw_ranges
    from numerate.review.figures.rating_bars import draw_rating_summary as draw_rating_summary
    from numerate.review.figures.traffic import draw_traffic_light as draw_traffic_light
    from numerate.review.figures.vote_plot import VotePlot as VotePlot
    from numerate.review.figures.vote_plot import VoteRow as VoteRow
    from numerate.review.figures.vote_plot import draw_votes as draw_votes
    from numerate.review.results import Cell as Cell
    from numerate.review.results import CitationSet as CitationSet
    from numerate.review.results import Claim as Claim
    from numerate.review.results import Estimate as Estimate
    from numerate.review.results import Figure as Figure
    from numerate.review.results import Ledger as Ledger
    from numerate.review.results import Listing as Listing
    from numerate.review.results import Member as Member
    from numerate.review.results import Note as Note
    from numerate.review.results import Number as Number
    from numerate.review.results import Result as Result
    from numerate.review.results import Style as Style
    from numerate.review.results import Table as Table
    from numerate.review.results import TableColumn as TableColumn
    from numerate.review.results import TableRow as TableRow
    from numerate.review.results import citation_set as citation_set
    from numerate.review.results import claim as claim
    from numerate.review.results import figure as figure
    from numerate.review.results import group_row as group_row
    from numerate.review.results import listing as listing
    from numerate.review.results import number as number
    from numerate.review.results import row as row
    from numerate.review.results import table as table
    from numerate.review.results.recheck import AGREEING as AGREEING
    from numerate.review.results.recheck import OUTCOMES as OUTCOMES
    from numerate.review.results.recheck import Outcome as Outcome
    from numerate.review.results.recheck import Verdict as Verdict
    from numerate.review.results.recheck import recheck as recheck
    from numerate.review.results.recheck import summary as summary
    from numerate.review.results.reported import from_rows as from_rows
    from numerate.review.results.tables import Inline as Inline
    from numerate.review.results.wording import written as written
    from numerate.review.synthesis.agreement import Agreement as Agreement
    from numerate.review.synthesis.agreement import agreement as agreement
    from numerate.review.synthesis.appraisal import MMAT_2018 as MMAT_2018
    from numerate.review.synthesis.appraisal import NO_ANSWER as NO_ANSWER
    from numerate.review.synthesis.appraisal import Answer as Answer
    from numerate.review.synthesis.appraisal import Criterion as Criterion
    from numerate.review.synthesis.appraisal import CriterionCount as CriterionCount
    from numerate.review.synthesis.appraisal import criterion_counts as criterion_counts
    from numerate.review.synthesis.appraisal import (
        most_frequent_problems as most_frequent_problems,
    )
    from numerate.review.synthesis.balance import imbalances as imbalances
    from numerate.review.synthesis.consistency import appraisal_faults as appraisal_faults
    from numerate.review.synthesis.consistency import (
        constructs_without_label as constructs_without_label,
    )
    from numerate.review.synthesis.consistency import (
        overlapping_participants as overlapping_participants,
    )
    from numerate.review.synthesis.consistency import percent_faults as percent_faults
    from numerate.review.synthesis.consistency import (
        reports_without_study as reports_without_study,
    )
    from numerate.review.synthesis.consistency import studies_without as studies_without
    from numerate.review.synthesis.consistency import (
        themes_without_extract as themes_without_extract,
    )
    from numerate.review.synthesis.consistency import two_votes as two_votes
    from numerate.review.synthesis.consistency import unmapped_labels as unmapped_labels
    from numerate.review.synthesis.directions import CAVEAT as CAVEAT
    from numerate.review.synthesis.directions import WAYS as WAYS
    from numerate.review.synthesis.directions import DirectionCount as DirectionCount
    from numerate.review.synthesis.directions import direction_counts as direction_counts
    from numerate.review.synthesis.directions import sign_test as sign_test
    from numerate.review.synthesis.directions import wilson as wilson
    from numerate.review.synthesis.feasibility import percentage as percentage
    from numerate.review.synthesis.flow import Flow as Flow
    from numerate.review.synthesis.flow import Inclusion as Inclusion
    from numerate.review.synthesis.flow import OtherMethods as OtherMethods
    from numerate.review.synthesis.flow import Part as Part
    from numerate.review.synthesis.flow import Searches as Searches
    from numerate.review.synthesis.flow import Tally as Tally
    from numerate.review.synthesis.motives import Comparison as Comparison
    from numerate.review.synthesis.motives import Contrast as Contrast
    from numerate.review.synthesis.motives import Endorsement as Endorsement
    from numerate.review.synthesis.motives import MotiveRange as MotiveRange
    from numerate.review.synthesis.motives import by_range as by_range
    from numerate.review.synthesis.motives import contrasts as contrasts
    from numerate.review.synthesis.motives import motive_ranges as motive_ranges
    from numerate.review.synthesis.motives import together as together
    from numerate.review.synthesis.prisma_csv import csv_from_flow as csv_from_flow
    from numerate.review.synthesis.prisma_csv import flow_from_csv as flow_from_csv
    from numerate.review.synthesis.ratings import Question as Question
    from numerate.review.synthesis.ratings import Rated as Rated
    from numerate.review.synthesis.ratings import Ratings as Ratings
    from numerate.review.synthesis.ratings import ratings_from_csv as ratings_from_csv
    from numerate.review.synthesis.ratings import scale as scale
    from numerate.review.synthesis.place_names import in_prose as in_prose
    from numerate.review.synthesis.place_names import key_part as key_part
    from numerate.review.results.search_rounds import RoundColumn as RoundColumn
    from numerate.review.results.search_rounds import round_columns as round_columns
    from numerate.review.results.search_rounds import search_label as search_label
    from numerate.review.synthesis.themes import Extract as Extract
    from numerate.review.synthesis.themes import Theme as Theme
    from numerate.review.synthesis.themes import ThemeCount as ThemeCount
    from numerate.review.synthesis.themes import by_richness as by_richness
    from numerate.review.synthesis.themes import ranks as ranks
    from numerate.review.synthesis.themes import theme_counts as theme_counts
    from numerate.review.synthesis.vocabulary import RELATIONS as RELATIONS
    from numerate.review.synthesis.vocabulary import WORDS as WORDS
    from numerate.review.synthesis.vocabulary import meaning_of as meaning_of
    from numerate.review.synthesis.vocabulary import say as say
    from numerate.review.synthesis.vocabulary import say_near as say_near
    from numerate.review.synthesis.vocabulary import told_share as told_share
    from numerate.review.synthesis.votes import CATEGORIES as CATEGORIES
    from numerate.review.synthesis.votes import Category as Category
    from numerate.review.synthesis.votes import Finding as Finding
    from numerate.review.synthesis.votes import Vote as Vote
    from numerate.review.synthesis.votes import VoteCount as VoteCount
    from numerate.review.synthesis.votes import by_frequency as by_frequency
    from numerate.review.synthesis.votes import vote_counts as vote_counts
    from numerate.review.figures.bubble import draw_bubbles as draw_bubbles
    from numerate.review.figures.forest import draw_forest as draw_forest
    from numerate.review.figures.forest import forest_pages as forest_pages
    from numerate.review.figures.funnel import draw_funnel as draw_funnel
    from numerate.review.figures.pooledforest import Wording as Wording
    from numerate.review.figures.pooledforest import count_cells as count_cells
    from numerate.review.figures.pooledforest import mean_cells as mean_cells
    from numerate.review.figures.pooledforest import pooled_forest as pooled_forest
    from numerate.review.figures.pooledforest import share_cells as share_cells
    from numerate.review.figures.pooledplots import pooled_funnel as pooled_funnel
    from numerate.review.figures.pooledplots import regression_bubbles as regression_bubbles
    from numerate.review.pooling.asymmetry import begg as begg
    from numerate.review.pooling.asymmetry import egger as egger
    from numerate.review.pooling.asymmetry import trim_and_fill as trim_and_fill
    from numerate.review.pooling.effectsizes import EffectSet as EffectSet
    from numerate.review.pooling.effectsizes import Reported as Reported
    from numerate.review.pooling.effectsizes import generic as generic
    from numerate.review.pooling.estimability import NotEstimable as NotEstimable
    from numerate.review.pooling.metaregression import regress as regress
    from numerate.review.pooling.onegroup import Correlation as Correlation
    from numerate.review.pooling.onegroup import Count as Count
    from numerate.review.pooling.onegroup import Share as Share
    from numerate.review.pooling.onegroup import correlations as correlations
    from numerate.review.pooling.onegroup import proportions as proportions
    from numerate.review.pooling.onegroup import rates as rates
    from numerate.review.pooling.pooled import Pooled as Pooled
    from numerate.review.pooling.pooled import pool as pool
    from numerate.review.pooling.sensitivity import cumulative as cumulative
    from numerate.review.pooling.sensitivity import leave_one_out as leave_one_out
    from numerate.review.pooling.sparse import mantel_haenszel as mantel_haenszel
    from numerate.review.pooling.sparse import peto as peto
    from numerate.review.pooling.subgroups import subgroups as subgroups
    from numerate.review.pooling.twogroups import Means as Means
    from numerate.review.pooling.twogroups import Rates as Rates
    from numerate.review.pooling.twogroups import TwoByTwo as TwoByTwo
    from numerate.review.pooling.twogroups import ZeroCells as ZeroCells
    from numerate.review.pooling.twogroups import mean_differences as mean_differences
    from numerate.review.pooling.twogroups import rate_ratios as rate_ratios
    from numerate.review.pooling.twogroups import ratios_of_means as ratios_of_means
    from numerate.review.pooling.twogroups import risks as risks
    from numerate.review.pooling.twogroups import standardised as standardised

__version__ = "0.1.0"

# Where each public name lives; a test holds this table and the imports above to each other.
_PUBLIC = {
    "review.figures.bubble": "draw_bubbles",
    "review.figures.forest": "draw_forest forest_pages",
    "review.figures.funnel": "draw_funnel",
    "review.figures.pooledforest": "Wording count_cells mean_cells pooled_forest share_cells",
    "review.figures.pooledplots": "pooled_funnel regression_bubbles",
    "review.pooling.asymmetry": "begg egger trim_and_fill",
    "review.pooling.effectsizes": "EffectSet Reported generic",
    "review.pooling.estimability": "NotEstimable",
    "review.pooling.metaregression": "regress",
    "review.pooling.onegroup": "Correlation Count Share correlations proportions rates",
    "review.pooling.pooled": "Pooled pool",
    "review.pooling.sensitivity": "cumulative leave_one_out",
    "review.pooling.sparse": "mantel_haenszel peto",
    "review.pooling.subgroups": "subgroups",
    "review.pooling.twogroups": (
        "Means Rates TwoByTwo ZeroCells mean_differences rate_ratios ratios_of_means risks "
        "standardised"
    ),
    "ground.errors": "NumerateError stop_on",
    "ground.issues": "Issue",
    "review.duplicates.removals": "Removal SearchCount counts_per_search",
    "review.extraction": "Column Extraction Rows",
    "review.figures.arrows": "ArrowPlot StudyWays Way draw_arrows",
    "review.figures.charted_bars": "draw_charted",
    "review.figures.drawing": "Drawing",
    "review.figures.flowchart": "draw_flow",
    "review.figures.gap_map": "draw_gap_map",
    "review.figures.matrix": "Matrix MatrixRow draw_matrix",
    "review.figures.ranges": "Dot RangePlot RangeRow draw_ranges",
    "review.figures.rating_bars": "draw_rating_summary",
    "review.figures.traffic": "draw_traffic_light draw_traffic_lights",
    "review.figures.vote_plot": "VotePlot VoteRow draw_votes",
    "review.results": (
        "Cell CitationSet Claim Estimate Figure Ledger Listing MEASURES Measure Member Note "
        "Number Result Style Table TableColumn TableRow citation_set claim figure group_row "
        "listing number row table"
    ),
    "review.results.agreement_sentence": "methods_sentence results_sentence",
    "review.results.recheck": "AGREEING OUTCOMES Outcome Verdict recheck summary",
    "review.results.reported": "from_rows",
    "review.results.tables": "Inline",
    "review.results.wording": "written",
    "review.synthesis.agreement": "Agreement agreement",
    "review.synthesis.appraisal": (
        "Answer Criterion CriterionCount MMAT_2018 NO_ANSWER criterion_counts "
        "most_frequent_problems"
    ),
    "review.synthesis.appraisal_tools": "AppraisalTool own_tool tool",
    "review.synthesis.balance": "imbalances",
    "review.synthesis.charting": "Charted EvidenceMap VariableCount evidence_map variable_counts",
    "review.synthesis.confidence": "Concern ReviewFinding confidence_counts confidence_issues",
    "review.synthesis.consistency": (
        "appraisal_faults constructs_without_label overlapping_participants percent_faults "
        "reports_without_study studies_without themes_without_extract two_votes "
        "unmapped_labels"
    ),
    "review.synthesis.directions": (
        "CAVEAT DirectionCount WAYS direction_counts exact_interval sign_test wilson"
    ),
    "review.synthesis.double_extraction": "Extracted extraction_agreement",
    "review.synthesis.double_rating": (
        "GroupAgreement Rating Scale group_agreement pair_agreement rating_faults"
    ),
    "review.synthesis.feasibility": "percentage",
    "review.synthesis.flow": "Flow Inclusion OtherMethods Part Searches Tally",
    "review.synthesis.judgements": "Judgement judgement_issues judgements_from_csv ratings_of",
    "review.synthesis.motives": (
        "Comparison Contrast Endorsement MotiveRange by_range contrasts motive_ranges together"
    ),
    "review.synthesis.prisma_csv": "csv_from_flow flow_from_csv",
    "review.synthesis.quotations": "Quotation by_theme quotation_issues",
    "review.synthesis.raters": "PanelAgreement panel_agreement",
    "review.synthesis.ratings": "Question Rated Ratings ratings_from_csv scale",
    "review.synthesis.place_names": "in_prose key_part",
    "review.results.search_rounds": "RoundColumn round_columns search_label",
    "review.synthesis.themes": "Extract Theme ThemeCount by_richness ranks theme_counts",
    "review.synthesis.vocabulary": "RELATIONS WORDS meaning_of say say_near told_share",
    "review.synthesis.votes": (
        "CATEGORIES Category Finding Vote VoteCount by_frequency vote_counts"
    ),
}
_HOME = {name: module for module, names in _PUBLIC.items() for name in names.split()}
__all__ = sorted([*_HOME, "__version__"])  # noqa: PLE0605 - made from the table, so it cannot drift


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in _HOME:
        message = f"numerate has no public name {name!r}; docs/api.md lists them"
        raise AttributeError(message)
    value = globals()[name] = getattr(import_module(f"numerate.{_HOME[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})


class _Moved:
    """Analyses written for 0.1 import deep paths of that time; each leads to the same module."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[ModuleType, ModuleSpec | None]] = {}

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """A spec for an old path; None for every other import."""
        for old, new in _OLD.items():
            if name == old or name.startswith(f"{old}."):
                module = import_module(new + name.removeprefix(old))
                self.found[name] = (module, module.__spec__)
                return ModuleSpec(name, self)  # type: ignore[arg-type]
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module under its present name."""
        return self.found[spec.name][0]

    def exec_module(self, module: ModuleType) -> None:
        """It has run already; the import system must not leave the old name's spec in it."""
        module.__spec__ = self.found[getattr(module.__spec__, "name", "")][1]


_OLD = {
    "numerate.figures.votes": "numerate.review.figures.vote_plot",
    "numerate.errors": "numerate.ground.errors",
    "numerate.issues": "numerate.ground.issues",
    **{
        f"numerate.{room}": f"numerate.review.{room}"
        for room in ("extraction", "figures", "results", "synthesis")
    },
}
sys.meta_path.insert(0, _Moved())
