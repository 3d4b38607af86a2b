"""The domains and questions of the appraisal tools, each with its number and a short label.

The numbers and their order are the tools'; the labels are our own short words, for the full
questions belong to their authors. Sources stand with each tool in ``appraisal_tools``.
"""

from __future__ import annotations

from typing import Final

LISTS: Final = {
    "rob2": """
D1|Randomisation process
D2|Deviations from intended interventions
D3|Missing outcome data
D4|Measurement of the outcome
D5|Selection of the reported result
""",
    "rob2-cluster": """
D1|Randomisation process
D1b|Timing of identification and recruitment of participants
D2|Deviations from intended interventions
D3|Missing outcome data
D4|Measurement of the outcome
D5|Selection of the reported result
""",
    "rob2-crossover": """
D1|Randomisation process
DS|Period and carryover effects
D2|Deviations from intended interventions
D3|Missing outcome data
D4|Measurement of the outcome
D5|Selection of the reported result
""",
    "rob1": """
D1|Random sequence generation
D2|Allocation concealment
D3|Blinding of participants and personnel
D4|Blinding of outcome assessment
D5|Incomplete outcome data
D6|Selective reporting
D7|Other sources of bias
""",
    "robins-i": """
D1|Confounding
D2|Selection of participants
D3|Classification of interventions
D4|Deviations from intended interventions
D5|Missing data
D6|Measurement of outcomes
D7|Selection of the reported result
""",
    "robins-i-v2": """
D1|Confounding
D2|Classification of interventions
D3|Selection of participants
D4|Deviations from intended interventions
D5|Missing data
D6|Measurement of the outcome
D7|Selection of the reported result
""",
    "robins-e": """
D1|Confounding
D2|Measurement of the exposure
D3|Selection of participants
D4|Post-exposure interventions
D5|Missing data
D6|Measurement of the outcome
D7|Selection of the reported result
""",
    "quadas2": """
D1|Patient selection
D2|Index test
D3|Reference standard
D4|Flow and timing
A1|Applicability: patient selection
A2|Applicability: index test
A3|Applicability: reference standard
""",
    "quips": """
D1|Study participation
D2|Study attrition
D3|Prognostic factor measurement
D4|Outcome measurement
D5|Study confounding
D6|Statistical analysis and reporting
""",
    "probast": """
D1|Participants
D2|Predictors
D3|Outcome
D4|Analysis
A1|Applicability: participants
A2|Applicability: predictors
A3|Applicability: outcome
""",
    "robis": """
D1|Study eligibility criteria
D2|Identification and selection of studies
D3|Data collection and study appraisal
D4|Synthesis and findings
""",
    "syrcle": """
1|Sequence generation
2|Baseline characteristics
3|Allocation concealment
4|Random housing
5|Blinding of caregivers and investigators
6|Random outcome assessment
7|Blinding of outcome assessors
8|Incomplete outcome data
9|Selective outcome reporting
10|Other sources of bias
""",
    "amstar2": """
1|Question and criteria with the parts of PICO
2|Methods set before the review, deviations justified
3|Choice of study designs explained
4|Comprehensive search
5|Selection in duplicate
6|Extraction in duplicate
7|Excluded studies listed and justified
8|Included studies described in detail
9|Risk of bias of studies assessed
10|Funding of studies reported
11|Suitable methods of meta-analysis
12|Impact of risk of bias on the meta-analysis
13|Risk of bias considered in the discussion
14|Heterogeneity explained and discussed
15|Publication bias investigated
16|Conflicts of interest and funding of the review
""",
    "mmat2018": """
S1|Clear research questions
S2|Data can answer the questions
1.1|Qualitative approach suitable
1.2|Data collection adequate
1.3|Findings derived from the data
1.4|Interpretation backed by data
1.5|Coherence of sources, analysis and interpretation
2.1|Randomisation suitable
2.2|Groups comparable at baseline
2.3|Complete outcome data
2.4|Assessors blinded
2.5|Participants adhered
3.1|Participants representative
3.2|Measurements suitable
3.3|Complete outcome data
3.4|Confounders accounted for
3.5|Intervention or exposure as intended
4.1|Sampling strategy relevant
4.2|Sample representative
4.3|Measurements suitable
4.4|Risk of nonresponse bias low
4.5|Statistical analysis suitable
5.1|Reasons for mixed methods
5.2|Components integrated
5.3|Integration interpreted
5.4|Divergences addressed
5.5|Components meet the criteria of their traditions
""",
    "casp-qualitative": """
1|Aims stated clearly
2|Qualitative methodology suitable
3|Design suits the aims
4|Recruitment suits the aims
5|Data collected to address the question
6|Relation of researcher and participants considered
7|Ethical questions considered
8|Analysis rigorous enough
9|Findings stated clearly
10|Value of the research
""",
    "nos-cohort": """
S1|Exposed cohort representative
S2|Non-exposed cohort from the same community
S3|Exposure ascertained
S4|Outcome not present at start
C1|Comparability of cohorts
O1|Outcome assessed
O2|Follow-up long enough
O3|Follow-up of cohorts adequate
""",
    "nos-case-control": """
S1|Case definition adequate
S2|Cases representative
S3|Selection of controls
S4|Definition of controls
C1|Comparability of cases and controls
E1|Exposure ascertained
E2|Same method for cases and controls
E3|Nonresponse rate
""",
    "jbi-prevalence": """
1|Sample frame suits the population
2|Participants sampled suitably
3|Sample large enough
4|Subjects and setting described
5|Sample covered by the analysis
6|Condition identified by valid methods
7|Condition measured in one way for all
8|Statistical analysis suitable
9|Response rate adequate, or handled
""",
    "jbi-cross-sectional": """
1|Inclusion criteria defined
2|Subjects and setting described
3|Exposure measured validly and reliably
4|Condition measured by objective criteria
5|Confounders identified
6|Confounders dealt with
7|Outcomes measured validly and reliably
8|Statistical analysis suitable
""",
    "jbi-case-control": """
1|Groups comparable but for the disease
2|Cases and controls matched suitably
3|Same criteria for cases and controls
4|Exposure measured validly and reliably
5|Exposure measured alike in both groups
6|Confounders identified
7|Confounders dealt with
8|Outcomes assessed alike, validly and reliably
9|Exposure period long enough
10|Statistical analysis suitable
""",
    "jbi-cohort": """
1|Groups similar, from one population
2|Exposure measured alike in both groups
3|Exposure measured validly and reliably
4|Confounders identified
5|Confounders dealt with
6|Free of the outcome at start
7|Outcomes measured validly and reliably
8|Follow-up long enough
9|Follow-up complete, or losses explored
10|Incomplete follow-up addressed
11|Statistical analysis suitable
""",
    "jbi-quasi-experimental": """
1|Cause and effect clear
2|Participants similar
3|Groups treated alike otherwise
4|Control group
5|Outcome measured several times, before and after
6|Follow-up complete, or differences analysed
7|Outcomes measured alike in all groups
8|Outcomes measured reliably
9|Statistical analysis suitable
""",
    "jbi-rct": """
1|True randomisation
2|Allocation concealed
3|Groups similar at baseline
4|Participants blind
5|Those delivering treatment blind
6|Assessors blind
7|Groups treated alike otherwise
8|Follow-up complete, or differences analysed
9|Analysed in the groups of randomisation
10|Outcomes measured alike in all groups
11|Outcomes measured reliably
12|Statistical analysis suitable
13|Design suitable, deviations accounted for
""",
    "jbi-case-series": """
1|Criteria for inclusion clear
2|Condition measured in one reliable way
3|Condition identified by valid methods
4|Inclusion consecutive
5|Inclusion complete
6|Demographics reported
7|Clinical information reported
8|Outcomes or follow-up reported
9|Site or clinic described
10|Statistical analysis suitable
""",
    "jbi-qualitative": """
1|Philosophy and methodology congruent
2|Methodology and question congruent
3|Methodology and data collection congruent
4|Methodology and analysis congruent
5|Methodology and interpretation congruent
6|Researcher located culturally or theoretically
7|Influence of the researcher addressed
8|Participants' voices represented
9|Research ethical, with approval
10|Conclusions flow from the data
""",
    "jbi-diagnostic": """
1|Consecutive or random sample
2|Case-control design avoided
3|Inappropriate exclusions avoided
4|Index test read blind to the reference standard
5|Threshold set beforehand
6|Reference standard likely to classify rightly
7|Reference standard read blind to the index test
8|Suitable interval between the tests
9|Same reference standard for all
10|All patients in the analysis
""",
}
JBI_LISTS: Final = {
    "prevalence": "prevalence studies",
    "cross-sectional": "analytical cross-sectional studies",
    "case-control": "case-control studies",
    "cohort": "cohort studies",
    "quasi-experimental": "quasi-experimental studies",
    "rct": "randomised controlled trials (2020 revision and before)",
    "case-series": "case series",
    "qualitative": "qualitative research",
    "diagnostic": "diagnostic test accuracy studies",
}
