"""The analysis of this review: one pure module per part of Results.

Each part takes the extraction and yields numbers, claims, citation sets, tables and figures.
"""

from analysis import agreement, characteristics, flow, method, searches, study_tables

PARTS = (
    method.results,
    searches.results,
    flow.results,
    agreement.results,
    characteristics.results,
    study_tables.results,
)
