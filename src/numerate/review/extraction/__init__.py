"""The extraction: the tables under data/, read strictly and checked against their dictionary."""

from numerate.review.extraction.rows import Rows, Selection
from numerate.review.extraction.schema import Column, TableSchema
from numerate.review.extraction.table_reading import Extraction, read_extraction

__all__ = ["Column", "Extraction", "Rows", "Selection", "TableSchema", "read_extraction"]
