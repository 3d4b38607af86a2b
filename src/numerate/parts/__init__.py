"""Standard parts: the analysis of a review in a few lines.

``PARTS = (parts.flow(), parts.pooled("mortality", measure="RR"), own.results)``: each part is a
declaration that the engine calls with the extraction. docs/parts.md has a page for each.
"""

from numerate.parts.pooled_effects import pooled
from numerate.parts.screening_flow import flow

__all__ = ["flow", "pooled"]
