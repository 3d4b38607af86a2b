"""Faults planted one at a time in a clean review: each is found by its rule, at its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.check.catalogue import RULES
from numerate.check.runner import Report
from tests.check.planting import changed

ARTICLE, SUPPLEMENT = "manuscript/article.qmd", "manuscript/supplement.qmd"
BIB, STUDIES, REPORTS = "references.bib", "data/studies.csv", "data/reports.csv"
SCREENING, RECORDS, SEARCHES = "data/screening.csv", "data/records.csv", "data/searches.csv"
PACKAGE, FLOW, FINDINGS = "data/datapackage.json", "analysis/flow.py", "analysis/findings.py"
HEAD = "# Introduction\n"
END = "# References {.unnumbered}\n"
BOOK = "@book{{{0},\n  author = {{{1}}},\n  title = {{{2}}},\n  year = {{{3}}},\n  publisher = {{P}},\n}}\n"
FIRST_ENTRY = "@article{amsel2016,"

# code; file; a text in it; what stands there instead; the file and the text of the line at which
# the issue must stand (the same file by default, and the line on which the planted text begins)
PLANTED: list[tuple[str, str, str, str, tuple[str, str] | None]] = [
    # typed numbers
    ("typed-number", ARTICLE, "Of [12]{num=flow.records} records", "Of 12 records", None),
    ("typed-number", ARTICLE, "[Four]{num=flow.included as=Words} studies were included, pub",
     "Four studies were included, pub", None),
    ("typed-number", ARTICLE, "A textbook gives [20]{.fixed}", "A textbook gives twenty", None),
    ("typed-number", ARTICLE, HEAD, f"{HEAD}\nTwo-thirds of children like stories.\n",
     (ARTICLE, "Two-thirds")),
    ("typed-number", ARTICLE, HEAD, f"{HEAD}\nNearly half of them sleep.\n", (ARTICLE, "Nearly")),
    ("typed-number", ARTICLE, HEAD, f"{HEAD}\nThey sleep twice as long.\n", (ARTICLE, "twice")),
    ("typed-number", ARTICLE, HEAD, f"{HEAD}\nThe search ran on\nMarch 4, 2024.\n",
     (ARTICLE, "March 4, 2024.")),
    ("typed-number", ARTICLE, "[1,242]{num=studies.participants} children", "1,242 children",
     (ARTICLE, "1,242 children")),
    ("typed-number", ARTICLE, "The [4]{num=flow.included} included studies.",
     "The 4 included studies.", None),
    ("typed-number", ARTICLE, END,
     f"| Site | Children |\n|---|---|\n| Home | 40 |\n\n: Sites {{#tbl-x}}\n\nSee @tbl-x.\n\n{END}",
     (ARTICLE, "| Home")),
    ("typed-number", ARTICLE, "after a story", "after a story^[Of 10 children.]", None),
    ("typed-number", ARTICLE, "after a story", "after a story (4.5%)", None),
    ("typed-number", SUPPLEMENT, "from [12]{num=flow.records} records", "from none of the records",
     None),
    # claims
    ("unbound-claim", ARTICLE, "[In most studies children fell asleep sooner]{claim=findings."
     "most_shorter}", "In most studies children fell asleep sooner", None),
    ("unbound-claim", ARTICLE, "# Results {#sec-results}\n",
     "# Results {#sec-results}\n\nThe studies consistently show this.\n", (ARTICLE, "consistently")),
    ("unbound-claim", ARTICLE, "A textbook gives", "None of the studies lasted long. A textbook "
     "gives", None),
    ("unbound-claim", ARTICLE, "A textbook gives", "Boys were more likely to sleep in these "
     "studies. A textbook gives", None),
    ("claim-fails", STUDIES, "Namibia,120,-3.25", "Namibia,120,3.25",
     (ARTICLE, "claim=findings.most_shorter")),
    ("unknown-claim", ARTICLE, "claim=findings.most_shorter", "claim=findings.most", None),
    # keys
    ("unknown-number", ARTICLE, "num=flow.duplicates", "num=flow.duplicate", None),
    ("unknown-number", SUPPLEMENT, "num=flow.records", "num=flow.record", None),
    ("unknown-form", ARTICLE, "num=search.databases as=Words}", "num=search.databases as=word}", None),
    ("unknown-citation-set", ARTICLE, "cite=findings.shorter_studies", "cite=findings.short", None),
    ("unknown-table", ARTICLE, "table=studies", "table=study", None),
    ("unknown-figure", ARTICLE, "figures/prisma.svg", "figures/flow.svg", None),
    ("unknown-label", ARTICLE, "ref=supplement#tbl-flow", "ref=supplement#tbl-flows", None),
    ("unused-key", ARTICLE, "[3]{num=findings.shorter} did not", "others did not",
     (FINDINGS, "def results(")),
    ("duplicate-result", "analysis/__init__.py", "(flow.results, findings.results)",
     "(flow.results, findings.results, findings.results)", (FINDINGS, "def results(")),
    ("stale-text", ARTICLE, "[2]{num=flow.duplicates}", "[3]{num=flow.duplicates}", None),
    ("stale-text", ARTICLE, "[two]{num=search.databases as=words}",
     "[three]{num=search.databases as=words}", None),
    ("stale-text", ARTICLE, "[Table S1]{ref=", "[Table S2]{ref=", None),
    ("unread-binding", ARTICLE, "[12]{num=flow.records} records, ", "[12] {num=flow.records} "
     "records, ", None),
    ("unread-binding", ARTICLE, "[20]{.fixed}", "[many] {.fixed}", None),
    ("nested-binding", ARTICLE, "[2]{num=flow.duplicates}",
     "[[2]{num=flow.duplicates}]{num=flow.records}", None),
    # flow
    ("unbalanced-flow", SEARCHES, "S1,2024-03-04,ERIC,5", "S1,2024-03-04,ERIC,6",
     (RECORDS, "")),
    ("parts-off-total", SEARCHES, "S1,2024-03-04,ERIC,5", "S1,2024-03-04,ERIC,6", None),
    ("lost-record", SCREENING, "R09,first,exclude\n", "", (RECORDS, "R09,")),
    ("lost-record", REPORTS, "R12,false,not applicable,not applicable\n", "",
     (SCREENING, "R12,first")),
    ("lost-record", REPORTS, "R08,true,exclude,no comparison", "R08,true,not applicable,not applicable",
     None),
    ("lost-record", STUDIES, "D,R11,dunlin2022,Dunlin (2022),2022,Norway,1010,-4\n", "",
     (REPORTS, "R11,")),
    ("double-count", SCREENING, "R09,first,exclude\n", "R09,first,exclude\nR06,first,exclude\n",
     (SCREENING, "R06,first")),
    ("double-count", REPORTS, "R12,false,not applicable,not applicable",
     "R12,false,exclude,no comparison\nR10,true,exclude,no comparison", (REPORTS, "R10,")),
    ("double-count", STUDIES, "D,R11,", "D,R08,", None),
    ("unexplained-exclusion", REPORTS, "R08,true,exclude,no comparison",
     "R08,true,exclude,not applicable", None),
    ("unexplained-exclusion", REPORTS, "R04,true,include,not applicable",
     "R04,true,include,no comparison", None),
    ("more-studies-than-reports", STUDIES, "D,R11,dunlin2022",
     "E,R11,dunlin2022,Dunlin (2022b),2022,Norway,9,-1\nD,R11,dunlin2022", (STUDIES, "D,R11")),
    ("bad-flow", PACKAGE, '"where": {"reviewer": "first"}', '"where": {"person": "first"}',
     (PACKAGE, '"flow"')),
    # arithmetic
    ("percentage-off-base", ARTICLE, "[5]{num=flow.assessed} reports were read in full",
     "[5]{num=flow.assessed} of [6]{num=flow.sought} ([80.0%]{.fixed}) reports were read", None),
    ("percentage-off-base", ARTICLE, "A textbook gives",
     "It says [3 of 7 (44%)]{.fixed}. A textbook gives", None),
    ("parts-off-total", ARTICLE, END, "::: {.fixed}\n| Site | Children |\n|---|--:|\n| Home | 40 |\n"
     f"| Ward | 8 |\n| Total | 49 |\n\n: Sites {{#tbl-x}}\n:::\n\nSee @tbl-x.\n\n{END}",
     (ARTICLE, "| Total")),
    ("parts-off-total", FINDINGS, "        ],\n        notes=", '        ] + [row("Total", "", "1,243", '
     '"", name="total", kind="total")],\n        notes=', (FINDINGS, "def _table(")),
    ("two-values", FLOW, '"Studies included"', '"Records screened"', (FLOW, "def results(")),
    # references
    ("unknown-citation", ARTICLE, "[@page2021]", "[@page2012]", None),
    ("unused-work", BIB, FIRST_ENTRY, BOOK.format("quill2018", "Quill, Q.", "Pens", 2018)
     + FIRST_ENTRY, None),
    ("repeated-work", BIB, FIRST_ENTRY, "@misc{page2021b,\n  author = {Page, Matthew},\n  title = {A},\n"
     f"  year = {{2021}},\n  doi = {{https://doi.org/10.1136/BMJ.n71}},\n}}\n{FIRST_ENTRY}",
     (BIB, "@article{page2021,")),
    ("repeated-work", BIB, "@article{birke2019,", "@book{amsel2016,", None),
    ("incomplete-work", BIB, "  journal = {BMJ},\n", "", (BIB, "@article{page2021,")),
    ("incomplete-work", BIB, "  author  = {Dunlin, Dora},\n", "", (BIB, "@article{dunlin2022,")),
    ("clashing-key", BIB, "year    = {2019}", "year    = {2018}", (BIB, "@article{birke2019,")),
    ("clashing-key", BIB, "{Dunlin, Dora}", "{Sparrow, Dora}", (BIB, "@article{dunlin2022,")),
    ("uncited-study", ARTICLE, " [@cardo2020]", "", (STUDIES, "C,R04")),
    ("undescribed-study", FINDINGS, 'key=lambda study: (study["year"], study["study"]))',
     'key=lambda study: (study["year"], study["study"]))[:3]', (STUDIES, "D,R11")),
    ("unlisted-exclusions", PACKAGE, ',\n    "excluded": ["excluded"]', "", (ARTICLE, "16b")),
    ("unlisted-exclusions", FLOW, 'for report in boxes(data)["reports_excluded"]\n',
     "for report in ()\n", (REPORTS, "R08")),
    # tables, figures, cross references
    ("dead-reference", ARTICLE, "(@tbl-studies)", "(@tbl-study)", None),
    ("repeated-id", ARTICLE, "# Introduction\n", "# Introduction {#sec-method}\n",
     (ARTICLE, "# Method")),
    ("unmentioned-float", ARTICLE, " (@tbl-studies)", "", (ARTICLE, "{#tbl-studies")),
    ("unmentioned-float", SUPPLEMENT, "@tbl-excluded lists", "A list tells",
     (SUPPLEMENT, "{#tbl-excluded")),
    ("float-out-of-order", SUPPLEMENT, "@tbl-flow gives", "Before @tbl-excluded, @tbl-flow gives",
     None),
    ("missing-alt", ARTICLE, END, f"![A bed.](bed.png){{#fig-bed}}\n\nSee @fig-bed.\n\n{END}",
     (ARTICLE, "![A bed.]")),
    ("missing-caption", ARTICLE, END, f"| Site | Story |\n|---|---|\n| Home | long |\n\n{END}",
     (ARTICLE, "| Site")),
    ("missing-caption", ARTICLE, "The [4]{num=flow.included} included studies.\n", "",
     (ARTICLE, "{#tbl-studies")),
    # reporting
    ("missing-item", ARTICLE, " 16a 16b", " 16b", (ARTICLE, "---")),
    ("missing-item", "_quarto.yml", "lang: en", "numerate:\n  reporting: [swim]\nlang: en",
     ("_quarto.yml", "reporting:")),
    ("unknown-item", ARTICLE, " 16a 16b", " 16a 16b 16c", None),
    # fresh, private, readable
    ("stale-generated", "_generated/numbers.json", '"text": "12"', '"text": "14"',
     ("_generated/numbers.json", "")),
    ("stale-generated", STUDIES, "Norway,48,-6.5", "Norway,49,-6.5",
     ("_generated/numbers.json", "")),
    ("stale-generated", ARTICLE, "# Method {#sec-method", "# Methods {#sec-method",
     ("_generated/labels.json", "")),
    ("exposed-email", STUDIES, "Amsel (2016),", "Amsel (asked at a@example.org),", None),
    ("exposed-email", PACKAGE, "Name of the search", "Name of the search, by b@example.org", None),
    ("reviewer-name", SEARCHES, "database,hits\nS1,2024-03-04,ERIC,5\nS2,2024-03-04,MEDLINE,7",
     "database,hits,screener\nS1,2024-03-04,ERIC,5,Uta Ulme\nS2,2024-03-04,MEDLINE,7,R2",
     (SEARCHES, "S1,")),
    ("reviewer-name", STUDIES, "Amsel (2016),", "Amsel (told to Ada Example),", None),
    ("unclosed-division", ARTICLE, HEAD, f"::: {{.callout-note}}\nA note.\n\n{HEAD}",
     (ARTICLE, "::: {.callout-note}")),
    ("mixed-line-ends", ARTICLE, HEAD, HEAD.replace("\n", "\r\n"), (ARTICLE, "")),
    ("no-manuscript", "_quarto.yml", "    - manuscript/article.qmd\n    - manuscript/supplement.qmd\n",
     "    - paper/article.qmd\n", ("manuscript/", "")),
    ("large-document", ARTICLE, HEAD, f"<!-- {'a row; ' * 300_000} -->\n\n{HEAD}", (ARTICLE, "---")),
    # silences
    ("idle-silence", ARTICLE, "after a story", "after a story <!-- numerate: allow typed-number: why "
     "not -->", None),
    ("idle-silence", ARTICLE, "gives [20]{.fixed} minutes as usual.", "gives 20 minutes. "
     "<!-- numerate: allow typed-numbers: of the textbook -->", None),
    ("unexplained-silence", ARTICLE, "gives [20]{.fixed} minutes as usual.", "gives 20 minutes. "
     "<!-- numerate: allow typed-number -->", None),
    # what reading itself finds
    ("bad-yaml", ARTICLE, "keywords: [bedtime stories, sleep]", "keywords: [bedtime stories, sleep",
     (ARTICLE, "number-sections")),
    ("circular-include", ARTICLE, HEAD, f"{{{{< include article.qmd >}}}}\n\n{HEAD}",
     (ARTICLE, "{{< include")),
    ("missing-file", ARTICLE, HEAD, f"{{{{< include _lost.qmd >}}}}\n\n{HEAD}",
     (ARTICLE, "{{< include")),
]  # fmt: skip
IDS = [f"{number}-{planted[0]}" for number, planted in enumerate(PLANTED)]


def expected_line(
    root: Path, planted: tuple[str, str, str, str, tuple[str, str] | None]
) -> tuple[str, int | None]:
    """The file and line at which the issue must stand; no line when none makes sense there."""
    _, file, old, new, at = planted
    name, mark = at if at is not None else (file, "")
    if at is not None and not mark:
        return name, None
    text = (root / name).read_text(encoding="utf-8")
    if at is None:
        mark = new or old
    return name, text.count("\n", 0, text.index(mark)) + 1


@pytest.mark.parametrize("planted", PLANTED, ids=IDS)
def test_a_planted_fault_is_found_at_its_line(
    planted: tuple[str, str, str, str, tuple[str, str] | None],
    review: Path,
    run: Callable[[Path], Report],
) -> None:
    """The line is that of the text planted, or the one named beside it."""
    code, file, old, new, _ = planted
    changed(review, file, old, new)
    where = expected_line(review, planted)
    found = [(issue.file, issue.line) for issue in run(review).issues if issue.code == code]
    assert where in found


def test_faults_of_every_rule_are_planted() -> None:
    """At least sixty, and one of each rule but that of rendered pages, which test_pages.py tests."""
    codes = {planted[0] for planted in PLANTED}
    assert len(PLANTED) >= 60
    assert {rule.code for rule in RULES} - codes == {"stale-pages"}
