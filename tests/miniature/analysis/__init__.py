"""The analysis of this review: one pure module per part of Results."""

from analysis import findings, flow

PARTS = (flow.results, findings.results)
