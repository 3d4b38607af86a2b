"""Results with origin: numbers, claims, citation sets, tables and figures that analysis yields."""

from numerate.results.estimate import MEASURES, Estimate, Measure
from numerate.results.figure import Figure, figure
from numerate.results.ledger import Ledger, Result, collect
from numerate.results.number import (
    CitationSet,
    Claim,
    Number,
    citation_set,
    claim,
    number,
)
from numerate.results.origin import Origin
from numerate.results.tables import Cell, Note, Table, TableColumn, TableRow, group_row, row, table
from numerate.results.wording import Style

__all__ = [
    "MEASURES",
    "Cell",
    "CitationSet",
    "Claim",
    "Estimate",
    "Figure",
    "Ledger",
    "Measure",
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
    "number",
    "row",
    "table",
]
