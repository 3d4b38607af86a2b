"""Changes that make nothing wrong: of wording, layout, spelling of the same data, and sources."""

from __future__ import annotations

from tests.proof.check.planting import (
    ARTICLE,
    BIB,
    END,
    FLOW,
    HEAD,
    PACKAGE,
    RECORDS,
    SCREENING,
    STUDIES,
    SUPPLEMENT,
)

RECORD_11 = "R11,S2,none,Audio stories and sleep onset in school children\n"
RECORD_12 = "R12,S2,none,Story time on the ward\n"

# a file, a text in it, and what stands there instead
HARMLESS = (
    (ARTICLE, "Everyone who has put", "Anyone who has put"),
    (ARTICLE, HEAD, HEAD + "\nSee Smith (2019), p. 33, and [@page2021, pp. 3-9].\n"),
    (ARTICLE, HEAD, HEAD + "\nAs Table 1 and Section 2.1 tell, see Figures 1 and 2.\n"),
    (ARTICLE, HEAD, HEAD + "\nThe DOI is 10.1136/bmj.n71, at https://doi.org/10.1136/bmj.n71.\n"),
    (ARTICLE, HEAD, HEAD + "\nThey differed, *t*(34) = 2.10, *p* < .05, 95% CI [0.2, 0.9].\n"),
    (ARTICLE, HEAD, HEAD + "\nThe odds ratio was OR = 1.45 (95% CI 1.20 to 1.75).\n"),
    (ARTICLE, HEAD, HEAD + "\nWe used R 4.3.2, Python 3.11 and version 2.1 of the tool.\n"),
    (ARTICLE, HEAD, HEAD + "\nCOVID-19 and the DSM-5 matter here; so does item 16a.\n"),
    (ARTICLE, HEAD, HEAD + "\nThe code is `x = 12 + 30` and $a_1 = 12$.\n"),
    (ARTICLE, HEAD, HEAD + "\n```\n68 studies\n```\n"),
    (ARTICLE, HEAD, HEAD + "\nOne can ask why; no one knows, and one another they tell.\n"),
    (ARTICLE, HEAD, HEAD + "\n> In 2019, 12 of 30 children slept.\n"),
    (ARTICLE, HEAD, HEAD + "\nShe said “give me 5 minutes”.\n"),
    (ARTICLE, HEAD, HEAD + "\nFirst, (1) we read; second, (2) we slept.\n"),
    (ARTICLE, HEAD, HEAD + "\n1. A first item.\n2. A second item.\n"),
    (ARTICLE, HEAD, HEAD + "\nMany stories are told, and most are long.\n"),
    (ARTICLE, HEAD, HEAD + "\n<!-- 12 of 30: a note to ourselves -->\n\nA word.\n"),
    (ARTICLE, HEAD, HEAD + "\nThe area is 12 m^2^ [and so on]{.fixed}.\n".replace("12 ", "a ")),
    (ARTICLE, HEAD, HEAD + "\n[Twelve of thirty]{.fixed} slept.\n"),
    (ARTICLE, HEAD, HEAD + "\n::: {.fixed}\nOf 30 children 12 slept.\n:::\n"),
    (ARTICLE, HEAD, HEAD + "\nA footnote^[Without numbers.] and an [anchor]{#here}.\n"),
    (ARTICLE, HEAD, HEAD + "\nWrite to `a@example.org` or to a@example.org.\n".replace(
        " or to a@example.org", ""
    )),
    (ARTICLE, HEAD, "\n\n\n" + HEAD),
    (ARTICLE, "[12]{num=flow.records} records, ", "[…]{num=flow.records} records, "),
    (ARTICLE, "[12]{num=flow.records} records, ", "[]{num=flow.records} records, "),
    (ARTICLE, "[Four]{num=flow.included as=Words} studies were", ("[4]{num=flow.included as=Words} "
     "studies were")),
    (ARTICLE, "[March 4, 2024]{num=search.date}", "[March 4, 2024]{num=search.date as=long}"),
    (ARTICLE, "[2]{num=flow.duplicates}", '[2]{num="flow.duplicates"}'),
    (ARTICLE, "[2]{num=flow.duplicates} were", "[2]{num=flow.duplicates}\nwere"),
    (ARTICLE, "(@tbl-studies)", "(see @tbl-studies)"),
    (ARTICLE, "(@fig-prisma)", "(@fig-prisma; see also @tbl-studies)"),
    (ARTICLE, "gives [20]{.fixed} minutes", ("gives 20 minutes <!-- numerate: allow typed-number: "
     "of the textbook -->")),
    (ARTICLE, "keywords: [bedtime stories, sleep]", "keywords:\n  - bedtime stories\n  - sleep"),
    (ARTICLE, "    email: ada@example.org\n", "    email: ada@example.net\n"),
    (ARTICLE, END, "A last word.\n\n" + END),
    (SUPPLEMENT, "gives the counts behind", "lists the counts behind"),
    (BIB, "@article{amsel2016,", "@Article{amsel2016,"),
    (BIB, "  pages   = {1--9},\n", "  pages   = {1--9},\n  note = {Read it.},\n"),
    (BIB, "year    = {2016}", "date    = {2016-05-01}"),
    (RECORDS, RECORD_11 + RECORD_12, RECORD_12 + RECORD_11),
    (SCREENING, "R01,first,include\nR01,second,include\n",
     "R01,second,include\nR01,first,include\n"),
    (STUDIES, "A,R01,amsel2016", '"A",R01,"amsel2016"'),
    (STUDIES, "study,report", "\ufeffstudy,report"),
    (PACKAGE, '"name": "bedtime-stories",', '"name":    "bedtime-stories",'),
    (FLOW, "COUNTED = {\n", "COUNTED = {  # the boxes\n"),
    ("data/README.md", "# Data\n", "# The data\n"),
)  # fmt: skip
