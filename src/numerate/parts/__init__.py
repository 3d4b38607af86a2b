"""Standard parts: the analysis of a review in a few lines.

``PARTS = (parts.flow(), parts.pooled("mortality", measure="RR"), own.results)``: each part is a
declaration that the engine calls with the extraction. docs/parts.md has a page for each.
"""

from numerate.parts.appraisal_results import appraisal
from numerate.parts.charted_sources import charts
from numerate.parts.codebook_table import codebook
from numerate.parts.grade_summary import summary_of_findings
from numerate.parts.pooled_effects import pooled
from numerate.parts.rater_agreement import agreement, double_extraction
from numerate.parts.screening_flow import flow
from numerate.parts.search_log import exclusions, searches
from numerate.parts.study_characteristics import characteristics
from numerate.parts.theme_synthesis import themes
from numerate.parts.vote_counting import votes

__all__ = [
    "agreement",
    "appraisal",
    "characteristics",
    "charts",
    "codebook",
    "double_extraction",
    "exclusions",
    "flow",
    "pooled",
    "searches",
    "summary_of_findings",
    "themes",
    "votes",
]
