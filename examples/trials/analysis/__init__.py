"""A made-up review with the effects of the published BCG trials: all of it standard parts."""

from numerate import parts

TUBERCULOSIS = parts.pooled(
    "tuberculosis",
    measure="RR",
    method="REML",
    interval="HKSJ",
    subgroup="allocation",
    moderator="latitude",
    order="year",
    groups=("BCG", "No BCG"),
    favours=("Favours BCG", "Favours no BCG"),
)

PARTS = (
    parts.searches(),
    parts.flow(),
    parts.agreement(),
    parts.exclusions(),
    parts.characteristics("studies", columns=("year", "allocation", "latitude", "participants")),
    parts.appraisal("risk_of_bias", tool="rob2", studies="", title="Risk of bias (made up)"),
    TUBERCULOSIS,
    parts.summary_of_findings(
        analyses=(TUBERCULOSIS,),
        intervention="BCG",
        comparison="no BCG",
        population="people at risk of tuberculosis",
    ),
)
