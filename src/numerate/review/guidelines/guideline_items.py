# ruff: noqa: E501 - an item is one line, so that a list can be held against the standard
"""The items of the reporting guidelines: section, topic, number, and what is to be reported.

The numbers and the order are the standards'; the words are our own and short, for most of the full
texts may not be reprinted. Numbers and topics follow published copies; of PRISMA-DTA, ENTREQ and
PRISMA-LSR only parts of one were at hand.
"""

from __future__ import annotations

from typing import Final

PRISMA_ITEMS: Final = """
Title|Title|1|Says that the report is a systematic review.
Abstract|Abstract|2|Follows the PRISMA 2020 checklist for abstracts.
Introduction|Rationale|3|Why the review was needed, given what is known.
Introduction|Objectives|4|The objectives or questions of the review.
Methods|Eligibility criteria|5|Inclusion and exclusion criteria, and how studies were grouped.
Methods|Information sources|6|All databases and other sources, with the date of each last search.
Methods|Search strategy|7|The full search strategy of every source, with filters and limits.
Methods|Selection process|8|How eligibility was decided: reviewers, independence, tools.
Methods|Data collection process|9|Who collected data, how independently, and questions to authors.
Methods|Data items|10a|Outcomes sought, and which results were taken when there were several.
Methods|Data items|10b|Other variables sought, and assumptions about missing information.
Methods|Risk of bias assessment|11|How studies were appraised: tool, reviewers, independence.
Methods|Effect measures|12|The effect measure of each outcome.
Methods|Synthesis methods|13a|How it was decided which studies went into which synthesis.
Methods|Synthesis methods|13b|How data were prepared: conversions, missing statistics.
Methods|Synthesis methods|13c|How results were tabulated or drawn.
Methods|Synthesis methods|13d|How results were synthesized, and why so.
Methods|Synthesis methods|13e|How causes of heterogeneity were explored.
Methods|Synthesis methods|13f|Sensitivity analyses.
Methods|Reporting bias assessment|14|How bias from missing results was assessed.
Methods|Certainty assessment|15|How certainty in the evidence was assessed.
Results|Study selection|16a|Results of search and selection, best with a flow diagram.
Results|Study selection|16b|Studies that seemed eligible but were excluded, with reasons.
Results|Study characteristics|17|Each included study with its characteristics.
Results|Risk of bias in studies|18|The appraisal of each study.
Results|Results of individual studies|19|Results of each study for all outcomes.
Results|Results of syntheses|20a|For each synthesis, characteristics and appraisal of its studies.
Results|Results of syntheses|20b|Results of all statistical syntheses.
Results|Results of syntheses|20c|Results on causes of heterogeneity.
Results|Results of syntheses|20d|Results of sensitivity analyses.
Results|Reporting biases|21|Bias from missing results, for each synthesis.
Results|Certainty of evidence|22|Certainty in the evidence for each outcome.
Discussion|Discussion|23a|Results interpreted in the light of other evidence.
Discussion|Discussion|23b|Limitations of the evidence.
Discussion|Discussion|23c|Limitations of the review's process.
Discussion|Discussion|23d|What follows for practice, policy and research.
Other information|Registration and protocol|24a|Registration, or that there is none.
Other information|Registration and protocol|24b|Where the protocol is, or that there is none.
Other information|Registration and protocol|24c|Changes to registration or protocol.
Other information|Support|25|Funding, and the part funders played.
Other information|Competing interests|26|Competing interests of the authors.
Other information|Availability of data, code and materials|27|What is public, and where.
"""
ABSTRACT_ITEMS: Final = """
Title|Title|1|Says that the report is a systematic review.
Background|Objectives|2|The main objectives or questions of the review.
Methods|Eligibility criteria|3|Inclusion and exclusion criteria.
Methods|Information sources|4|Databases and registers, with the date of each last search.
Methods|Risk of bias|5|How the risk of bias of the studies was assessed.
Methods|Synthesis of results|6|How results were presented and synthesized.
Results|Included studies|7|How many studies and participants, and what the studies are like.
Results|Synthesis of results|8|Main results with studies and participants, estimate, interval, direction.
Discussion|Limitations of evidence|9|Limitations of the evidence, in brief.
Discussion|Interpretation|10|What the results mean, and what follows.
Other|Funding|11|The primary source of funding.
Other|Registration|12|The name of the register and the number.
"""
PRISMA_S_ITEMS: Final = """
Information sources|Database name|1|Each database searched, and the platform it was searched on.
Information sources|Several databases at once|2|Platforms that searched several databases together.
Information sources|Registries|3|Study registries searched.
Information sources|Online resources|4|Websites and other sources that were browsed.
Information sources|Citations|5|Whether cited or citing works were looked through, and how.
Information sources|Contacts|6|Whether authors, experts or makers were asked.
Information sources|Other methods|7|Any other way in which studies were sought.
Search strategies|Full strategies|8|Every strategy exactly as it was run.
Search strategies|Limits|9|Limits put on the search, or that there were none, with reasons.
Search strategies|Filters|10|Published search filters that were used, or that there were none.
Search strategies|Earlier work|11|Strategies taken over from other reviews.
Search strategies|Updates|12|How the search was brought up to date.
Search strategies|Dates|13|The date of each search.
Peer review|Peer review|14|Whether somebody else reviewed the strategies.
Managing records|Records|15|The number of records from each source.
Managing records|Duplicates|16|How duplicates were found and removed, with the software.
"""
SWIM_ITEMS: Final = """
Methods|Groups|1a|How studies were grouped for each synthesis, and why so.
Methods|Changes|1b|Changes of the groups after the protocol, with reasons.
Methods|Metric|2|The common metric, and how results were brought to it.
Methods|Synthesis|3|The method of each synthesis, and why it was chosen.
Methods|Priorities|4|How results were chosen for the summary, where not all were.
Methods|Heterogeneity|5|How differences between studies were explored.
Methods|Certainty|6|How certainty in the findings was assessed.
Methods|Presentation|7|Which tables and figures present the data, in which order.
Results|Findings|8|What was found in each synthesis, how certain it is, and from which studies.
Discussion|Limitations|9|Limitations of the synthesis.
"""
SCR_ITEMS: Final = """
Title|Title|1|Says that the report is a scoping review.
Abstract|Structured summary|2|A structured summary from background to conclusions.
Introduction|Rationale|3|Why the review was needed, and why a scoping review suits the question.
Introduction|Objectives|4|Questions and objectives with their key elements: population, concept, context.
Methods|Protocol and registration|5|Whether there is a protocol, where it is, and the registration.
Methods|Eligibility criteria|6|Characteristics that made a source of evidence eligible, with reasons.
Methods|Information sources|7|All sources searched, and the date of the last search.
Methods|Search|8|The full strategy of at least one database, with limits.
Methods|Selection of sources of evidence|9|How sources were screened and selected.
Methods|Data charting process|10|How data were charted: forms, testing, independence, contact with authors.
Methods|Data items|11|All variables sought, with assumptions and simplifications.
Methods|Critical appraisal of sources|12|If done: why sources were appraised, how, and how that was used.
Methods|Synthesis of results|13|How charted data were handled and summarized.
Results|Selection of sources of evidence|14|Numbers screened, assessed and included, with reasons, best in a diagram.
Results|Characteristics of sources|15|What was charted of each source, with its citation.
Results|Critical appraisal within sources|16|If done: the appraisal of the sources included.
Results|Results of individual sources|17|For each source, the data that bear on the questions.
Results|Synthesis of results|18|The charting results, summarized for the questions.
Discussion|Summary of evidence|19|Main results, linked to the questions, and what they mean for key groups.
Discussion|Limitations|20|Limitations of the process of the scoping review.
Discussion|Conclusions|21|An interpretation for the questions, and next steps.
Funding|Funding|22|Funding of the sources included and of the review, and the part of funders.
"""
DTA_ITEMS: Final = """
Title and abstract|Title|1|Says that the report is a systematic review of diagnostic test accuracy.
Title and abstract|Abstract|2|Follows the PRISMA-DTA checklist for abstracts.
Introduction|Rationale|3|Why the review was needed, given what is known.
Introduction|Clinical role of index test|D1|Background, intended use and role of the test, and the accuracy that would do.
Introduction|Objectives|4|The question: participants, index tests, target conditions.
Methods|Protocol and registration|5|Whether there is a protocol, where it is, and the registration.
Methods|Eligibility criteria|6|Participants, setting, tests, reference standards, conditions, designs; with reasons.
Methods|Information sources|7|All sources searched, and the date of the last search.
Methods|Search|8|Full strategies of all databases and other sources, with limits.
Methods|Study selection|9|How studies were selected.
Methods|Data collection process|10|How data were extracted, how independently, and confirmed.
Methods|Definitions for data extraction|11|Definitions of target condition, tests, reference standard and others.
Methods|Risk of bias and applicability|12|How bias and applicability were assessed.
Methods|Diagnostic accuracy measures|13|The principal measures, and the unit of assessment.
Methods|Synthesis of results|14|How data were handled: several definitions, thresholds, readers, indeterminate results.
Methods|Meta-analysis|D2|The statistical methods of meta-analysis, if one was done.
Methods|Additional analyses|16|Sensitivity, subgroup, regression analyses, and which were planned.
Results|Study selection|17|Studies screened, assessed, included, with reasons, best in a diagram.
Results|Study characteristics|18|Each study: participants, setting, tests, sample size, funding.
Results|Risk of bias and applicability|19|The assessment of each study.
Results|Results of individual studies|20|For each analysis the 2 by 2 data, estimates and intervals, best in a plot.
Results|Synthesis of results|21|Test accuracy with its variability, and the meta-analysis with intervals.
Results|Additional analysis|23|Results of additional analyses, failures and adverse events of tests.
Discussion|Summary of evidence|24|Main findings with the strength of evidence.
Discussion|Limitations|25|Limitations of the studies and of the review.
Discussion|Conclusions|26|An interpretation, and what follows for research and practice.
Funding|Funding|27|Funding of the review, and the part of funders.
"""
DTA_ABSTRACT_ITEMS: Final = """
Title and purpose|Title|1|Says that the report is a systematic review of diagnostic test accuracy.
Title and purpose|Objectives|2|The question: participants, index test, target conditions.
Methods|Eligibility criteria|3|Characteristics that made a study eligible.
Methods|Information sources|4|Key databases, and the dates of the searches.
Methods|Risk of bias and applicability|5|How bias and applicability were assessed.
Methods|Synthesis of results|A1|How data were synthesized.
Results|Included studies|6|Number and type of studies, participants, reference standard.
Results|Synthesis of results|7|Accuracy with studies and participants, variability, summary and interval.
Discussion|Strengths and limitations|9|Strengths and limitations of the evidence, in brief.
Discussion|Interpretation|10|What the results mean, and what follows.
Other|Funding|11|The primary source of funding.
Other|Registration|12|The number and the name of the register.
"""
ENTREQ_ITEMS: Final = """
Introduction|Aim|1|The question that the synthesis answers.
Methods and methodology|Synthesis methodology|2|The methodology or framework of the synthesis, and why it was chosen.
Literature search and selection|Approach to searching|3|Whether the search was planned ahead or went on until saturation.
Literature search and selection|Inclusion criteria|4|Criteria: population, language, years, kind of publication and study.
Literature search and selection|Data sources|5|Where was searched and when, and why there.
Literature search and selection|Electronic search strategy|6|The search strategies, with terms, filters and limits.
Literature search and selection|Study screening methods|7|How studies were screened, and by how many reviewers.
Literature search and selection|Study characteristics|8|Year, country, population, participants, data collection, analysis, question.
Literature search and selection|Study selection results|9|Numbers screened and included, with reasons for exclusion.
Appraisal|Rationale for appraisal|10|Why and how studies were appraised: conduct, reporting, use of findings.
Appraisal|Appraisal items|11|Tools and criteria of the appraisal.
Appraisal|Appraisal process|12|Whether more than one reviewer appraised, and how they agreed.
Appraisal|Appraisal results|13|Results, and which studies were weighted or left out, with reasons.
Synthesis of findings|Data extraction|14|Which parts of the studies were analysed, and how they were extracted.
Synthesis of findings|Software|15|The software used, if any.
Synthesis of findings|Number of reviewers|16|Who coded and analysed.
Synthesis of findings|Coding|17|How data were coded.
Synthesis of findings|Study comparison|18|How comparisons were made within and across studies.
Synthesis of findings|Derivation of themes|19|Whether themes were found from the data or set beforehand.
Synthesis of findings|Quotations|20|Quotations for the themes, and whose they are.
Synthesis of findings|Synthesis output|21|Results that go beyond a summary of the studies.
"""
LSR_ITEMS: Final = """
Methods|Living mode parameters|L1|Schedules of searches and of the other steps, and the plan to end the living mode.
Methods|Changes to the methods|L2|Changes of the methods since the version before, with reasons.
Results|Changes to the results|L3|Changes of the results since the version before.
Other information|Authors and their roles|L4|Authors of this version, and changes of authors and roles.
"""
