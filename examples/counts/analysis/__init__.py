"""Ninety-eight made-up studies of correlations; the flow is known as counts."""

from numerate import parts

PARTS = (
    parts.flow(),
    parts.characteristics(columns=("year", "country", "design", "n")),
    parts.pooled("stress", measure="ZCOR", table="studies"),
)
