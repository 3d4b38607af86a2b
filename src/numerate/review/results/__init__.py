"""Results with origin: numbers, lists, claims, citation sets, tables and figures."""

from numerate.review.results.estimate import MEASURES, Estimate, Measure
from numerate.review.results.figure import Figure, figure
from numerate.review.results.ledger import Ledger, Result, collect
from numerate.review.results.listing import Listing, Member, listing
from numerate.review.results.number import (
    CitationSet,
    Claim,
    Number,
    citation_set,
    claim,
    number,
)
from numerate.review.results.origin import Origin
from numerate.review.results.tables import (
    Cell,
    Note,
    Table,
    TableColumn,
    TableRow,
    group_row,
    row,
    table,
)
from numerate.review.results.wording import Style

__all__ = [
    "MEASURES",
    "Cell",
    "CitationSet",
    "Claim",
    "Estimate",
    "Figure",
    "Ledger",
    "Listing",
    "Measure",
    "Member",
    "Note",
    "Number",
    "Origin",
    "Result",
    "Style",
    "Table",
    "TableColumn",
    "TableRow",
    "citation_set",
    "claim",
    "collect",
    "figure",
    "group_row",
    "listing",
    "number",
    "row",
    "table",
]
