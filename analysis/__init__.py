"""The analysis of this review: one pure module per part of Results.

Each part takes the extraction and yields numbers, claims, citation sets, tables and figures. The
checks run before the parts; the last part is given the ledger of all others as well.
"""

from analysis import (
    agreement,
    appraisal,
    appraisal_tables,
    characteristics,
    charts,
    checks,
    closing,
    codebook,
    covariate_tables,
    covariates,
    directions,
    domain_claims,
    exclusions,
    flow,
    limitations,
    method,
    motive_tables,
    motives,
    search_string,
    searches,
    sharing_claims,
    sociodemographic_claims,
    study_tables,
    theme_tables,
    themes,
    vocabulary,
    vote_claims,
)

CHECKS = (checks.issues,)
PARTS = (
    method.results,
    searches.results,
    search_string.results,
    flow.results,
    exclusions.results,
    agreement.results,
    characteristics.results,
    study_tables.results,
    covariates.results,
    vote_claims.results,
    sociodemographic_claims.results,
    sharing_claims.results,
    domain_claims.results,
    covariate_tables.results,
    directions.results,
    motives.results,
    motive_tables.results,
    themes.results,
    theme_tables.results,
    appraisal.results,
    appraisal_tables.results,
    limitations.results,
    vocabulary.results,
    codebook.results,
    charts.results,
)
AFTER = (closing.results,)
