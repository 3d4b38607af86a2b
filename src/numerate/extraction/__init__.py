"""The extraction: the tables under data/, read strictly and checked against their dictionary."""

from numerate.extraction.reading import Extraction, read_extraction
from numerate.extraction.rows import Rows, Selection
from numerate.extraction.schema import Column, TableSchema

__all__ = ["Column", "Extraction", "Rows", "Selection", "TableSchema", "read_extraction"]
