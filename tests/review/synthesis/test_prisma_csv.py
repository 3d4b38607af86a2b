"""The PRISMA2020 CSV format: counts of real reviews, round trips, and files with faults."""

from __future__ import annotations

import csv
import io

import pytest

from numerate.ground.errors import NumerateError
from numerate.review.synthesis.balance import imbalances
from numerate.review.synthesis.flow import Flow, Inclusion, OtherMethods, Part, Searches, Tally
from numerate.review.synthesis.prisma_csv import csv_from_flow, flow_from_csv

# Counts of a living review of TAAR1 agonists (covidence/LSR3_taar1_H, CC BY), in the format's
# words; the full stop after EMBASE is in the source.
TAAR1 = {
    "previous_studies": "0",
    "previous_reports": "0",
    "database_results": "6347",
    "database_specific_results": "Biosis Citation Index, 1185; Cochrane SR, 8; CENTRAL, 78; "
    "EMBASE. 1332; International Pharmaceutical Abstracts, 21; MEDLINE, 1212; OpenAlex, 978; "
    "PsychINFO, 131; WoS CORE, 1346; ScanMedicine, 56",
    "register_results": "126",
    "register_specific_results": "ClinicalTrials.gov, 67; WHO ICTRP, 59",
    "website_results": "0",
    "organisation_results": "0",
    "citations_results": "1",
    "duplicates": "2511",
    "excluded_automatic": "0",
    "excluded_other": "0",
    "records_screened": "3962",
    "records_excluded": "3797",
    "dbr_sought_reports": "165",
    "dbr_notretrieved_reports": "0",
    "other_sought_reports": "1",
    "other_notretrieved_reports": "0",
    "dbr_assessed": "165",
    "dbr_excluded": "Study design, 26; Intervention, 16",
    "other_assessed": "1",
    "other_excluded": "0",
    "new_studies": "25",
    "new_reports": "124",
    "total_studies": "0",
    "total_reports": "0",
}


def written(counts: dict[str, str]) -> str:
    """The counts as a CSV with the two columns that carry the meaning."""
    out = io.StringIO()
    csv.writer(out).writerows([("data", "n"), *counts.items()])
    return out.getvalue()


def test_a_real_review_is_read_and_balances() -> None:
    """Published: 6347 + 126 - 2511 = 3962 - 3797 = 165 - 42 = 123, + 1 = 124 reports."""
    flow = flow_from_csv(written(TAAR1))
    column = flow.searches[0]
    assert (column.identified, column.screened, column.assessed) == (6473, 3962, 165)
    assert len(column.databases.parts) == 10
    assert Part("EMBASE", 1332) in column.databases.parts
    assert column.reports_excluded.parts == (Part("Study design", 26), Part("Intervention", 16))
    assert flow.included == Inclusion(25, 124)
    assert flow.previous is None
    assert flow.other is not None
    assert imbalances(flow) == []


def test_a_real_flow_with_automation_in_screening_balances() -> None:
    """A frailty review (CC BY) counts 2881 - 90 = 2791 - 2728 = 63 - 33 = 30 - 16 = 14 studies."""
    reasons = (("Sample below 1000", 8), ("Age below 60", 4), ("Both", 2), ("Not in SCI(E)", 2))
    column = Searches(
        databases=Tally.of(
            Part(name, count)
            for name, count in (
                ("PubMed", 65),
                ("Embase", 39),
                ("Web of Science", 35),
                ("Scopus", 2742),
            )
        ),
        duplicates=90,
        screened=2791,
        excluded=2728 + 33,
        excluded_by_automation=2728,
        assessed=30,
        reports_excluded=Tally.of(Part(*reason) for reason in reasons),
    )
    assert column.identified == 2881
    assert imbalances(Flow(searches=(column,), included=Inclusion(14))) == []


def test_what_the_format_can_hold_comes_back() -> None:
    """Written and read again, a real review's flow is the same value."""
    flow = flow_from_csv(written(TAAR1))
    assert flow_from_csv(csv_from_flow(flow)) == flow


def test_an_updated_review_comes_back() -> None:
    """Previous and total boxes, a blank for a step that does not exist, and a meta-analysis."""
    column = Searches(
        databases=Tally(9), screened=9, excluded=5, assessed=4, reports_excluded=Tally(1)
    )
    flow = Flow(
        searches=(column,),
        included=Inclusion(3, 3),
        previous=Inclusion(4, 6),
        total=Inclusion(7, 9),
        meta_analysis=Inclusion(5),
    )
    assert flow_from_csv(csv_from_flow(flow)) == flow


def test_the_file_has_the_rows_and_columns_of_the_template() -> None:
    """The R package's template has 34 rows, eight columns, and finds its boxes by name."""
    rows = list(csv.DictReader(io.StringIO(csv_from_flow(flow_from_csv(written(TAAR1))))))
    assert len(rows) == 34
    assert list(rows[0]) == [
        "data", "node", "box", "description", "boxtext", "tooltips", "url", "n",
    ]  # fmt: skip
    assert [row["box"] for row in rows if row["data"] == "NA"] == ["prevstud", "newstud", "othstud"]


def test_other_kinds_of_methods_are_kept_in_the_count() -> None:
    """The format knows three kinds; 5 records from hand searching may not vanish."""
    other = OtherMethods(
        identified=Tally.of([Part("Hand searching", 5), Part("Websites", 2)]),
        sought=7,
        assessed=7,
        reports_excluded=Tally(7),
    )
    column = Searches(
        databases=Tally(1), screened=1, excluded=0, assessed=1, reports_excluded=Tally(0)
    )
    flow = Flow(searches=(column,), other=other, included=Inclusion(1))
    back = flow_from_csv(csv_from_flow(flow)).other
    assert back is not None
    assert back.identified.count == 7


def test_bom_line_ends_and_placeholders_change_nothing() -> None:
    """Excel writes a BOM and CRLF; "Reason1, xxx" is the template's empty cell."""
    counts = TAAR1 | {"register_specific_results": "Register 1, xxx; Register 2, xxx"}
    text = "\ufeff" + written(counts).replace("\n", "\r\n").replace("\r\r", "\r")
    registers = flow_from_csv(text).searches[0].registers
    assert registers == Tally(126)


def test_every_fault_of_a_file_is_told_at_once() -> None:
    """A word instead of a count, a reason without one, and a missing count: three issues."""
    counts = TAAR1 | {"duplicates": "many", "dbr_excluded": "Study design; Other, 3"}
    del counts["new_studies"]
    with pytest.raises(NumerateError) as caught:
        flow_from_csv(written(counts), "flow.csv")
    said = [(issue.code, issue.line, issue.found) for issue in caught.value.issues]
    assert said == [
        ("missing-count", None, "no count for new_studies"),
        ("wrong-type", 11, "duplicates is 'many'"),
        ("wrong-type", 21, "'Study design' in dbr_excluded"),
    ]


def test_another_csv_is_refused() -> None:
    """A file without the columns data and n is not in this format."""
    with pytest.raises(NumerateError) as caught:
        flow_from_csv("stage,count\nrecords,9\n")
    assert caught.value.issues[0].code == "missing-column"
