"""Rules of a dictionary on the small extraction; what breaks each is plain to the eye."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from numerate.ground.issues import Issue

Faults = Callable[..., tuple[Issue, ...]]
Json = dict[str, Any]
REPORTS, RATINGS = 0, 1


def with_rule(dictionary: Json, table: int, **rule: object) -> str:
    """The dictionary with one rule more, as text."""
    one = {"name": "the-rule", "description": "What must hold.", **rule}
    dictionary["resources"][table]["schema"].setdefault("numerate:rules", []).append(one)
    return json.dumps(dictionary, indent=1)


def test_a_rule_within_a_row_names_row_values_and_rule(faults: Faults, dictionary: Json) -> None:
    """P1 of 1999 was read in 2024: a rule that wants it read earlier is broken on line 2."""
    text = with_rule(
        dictionary, REPORTS, description="A report is read within 20 years.",
        check="substr(read_on, 1, 4) - year <= 20",
    )  # fmt: skip
    (issue,) = faults(datapackage=text)
    assert (issue.code, issue.place) == ("contradiction", "data/reports.csv:2")
    assert issue.expected == "A report is read within 20 years."
    assert issue.found == "report 'P1', year '1999', read_on '2024-02-29'"
    assert "'the-rule'" in issue.todo


@pytest.mark.parametrize(
    ("check", "lines"),
    [
        # children: 12, missing, 1204; a missing value is neither above nor below
        ("children < 12", [2, 4]),
        ("children IS NOT NULL", [3]),
        ("coalesce(children, 0) > 0", [3]),
        ("country = 'NA'", [4]),
        ("funded = TRUE", [3]),
        ("effect > 0", [3]),
        ("read_on < '2022-01-01'", [2]),
        ("report REGEXP 'P[12]'", [4]),
        ("effect <= 0.5", []),
    ],
)
def test_missing_values_leave_a_rule_unapplied(
    faults: Faults, read: Callable[..., object], dictionary: Json, check: str, lines: list[int]
) -> None:
    """Types are numbers, texts, days and truths, and a missing one decides nothing by itself."""
    text = with_rule(dictionary, REPORTS, check=check)
    if lines:
        assert [issue.line for issue in faults(datapackage=text)] == lines
    else:
        read(datapackage=text)


def test_when_chooses_the_rows(faults: Faults, dictionary: Json) -> None:
    """Only P2 is qualitative, and it has no number of children."""
    text = with_rule(
        dictionary, REPORTS, when="strand = 'qualitative'", check="children IS NOT NULL"
    )
    assert [issue.line for issue in faults(datapackage=text)] == [3]


def test_a_foreign_key_gives_the_columns_of_its_table(faults: Faults, dictionary: Json) -> None:
    """Ratings of P2, which is qualitative, are told with the row of the other table."""
    text = with_rule(dictionary, RATINGS, check="reports.strand = 'quantitative'")
    (issue,) = faults(datapackage=text)
    assert issue.place == "data/ratings.csv:4"
    assert "reports.csv has strand 'qualitative' (line 3)" in issue.found


def test_a_sub_query_sees_any_table(faults: Faults, dictionary: Json) -> None:
    """P3 has no rating."""
    check = "EXISTS (SELECT 1 FROM ratings r WHERE r.report = reports.report)"
    text = with_rule(dictionary, REPORTS, check=check)
    assert [issue.place for issue in faults(datapackage=text)] == ["data/reports.csv:4"]


def test_a_rule_about_groups_points_at_the_odd_row(faults: Faults, dictionary: Json) -> None:
    """Both ratings of P1 say 3; a third that says 1 is the one pointed at."""
    text = with_rule(dictionary, RATINGS, per="report", check="count(DISTINCT score) = 1")
    ratings = "report,reviewer,score\nP1,first,3\nP1,second,1\nP1,third,03\nP1,last,3\nP2,first,1\n"
    (issue,) = faults(datapackage=text, ratings=ratings)
    assert issue.place == "data/ratings.csv:3"
    assert "report 'P1'" in issue.found


def test_equal_breaches_are_one_issue(faults: Faults, dictionary: Json) -> None:
    """Forty reports out of order: one issue, the count and the first five places."""
    text = with_rule(dictionary, REPORTS, check="year > 2000")
    rows = "".join(f"P{n},1999,,,,,NA,\n" for n in range(1, 41))
    head = "report,year,effect,funded,read_on,strand,country,children\n"
    issues = faults(datapackage=text, reports=head + rows, ratings=None, discussions=None)
    (issue,) = [one for one in issues if one.code == "contradiction"]
    assert issue.line == 2
    assert issue.found.startswith("40 rows: ")
    assert "(line 6)" in issue.found
    assert issue.found.endswith("and 35 more")


def test_a_wrong_cell_is_told_once(faults: Faults, dictionary: Json) -> None:
    """A rule about several tables waits until the cells of both can be read."""
    text = with_rule(
        dictionary, REPORTS, check="EXISTS (SELECT 1 FROM ratings r WHERE r.score = 1)"
    )
    ratings = "report,reviewer,score\nP1,first,3\nP1,second,03\nP2,first,one\n"
    assert {issue.code for issue in faults(datapackage=text, ratings=ratings)} == {"wrong-type"}


BAD = {
    "no such column": "yaer > 2000",
    "no such table": "EXISTS (SELECT 1 FROM studies)",
    "incomplete": "year >",
    "syntax": "(year > 2000",
    "can never hold": "strand = 'quantitive'",
    "pattern": "report REGEXP '(?=P)'",
    "quotation mark": 'strand = "quantitative"',
    "comment": "year > 2000 -- always",
    "semicolon": "1; DROP TABLE reports",
    "functions that rules may use": "randomblob(100) IS NULL",
    "write REGEXP": "country LIKE 'N%'",
    "it reads": "EXISTS (SELECT 1 FROM sqlite_master)",
    "at most": f"year IN ({'1, ' * 2000}1)",
    "depth": "(" * 150 + "year" + ")" * 150 + " > 0 AND " + "+".join(["year"] * 150) + " > 0",
    "two columns": "year > 2000, 1",
}


@pytest.mark.parametrize("reason", BAD)
def test_a_rule_that_cannot_be_asked_is_told_in_the_dictionary(
    faults: Faults, dictionary: Json, reason: str
) -> None:
    """One issue at the rule's line, before any row is looked at."""
    text = with_rule(dictionary, REPORTS, check=BAD[reason])
    (issue,) = faults(datapackage=text)
    line = text[: text.index('"the-rule"')].count("\n") + 1
    assert (issue.code, issue.place) == ("bad-rule", f"data/datapackage.json:{line}")


ENDLESS = {
    "recursion": """
        EXISTS (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n)
    """,
    "product": """
        (SELECT count(*) FROM reports a, reports b, reports c, reports d, reports e,
         reports f, reports g, reports h, reports i, reports j, reports k,
         reports l, reports m, reports n, reports o, reports p,
         reports q, reports r, reports s, reports t WHERE a.year + t.year < 0) < 0
    """,
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_rule_without_end_is_stopped(faults: Faults, dictionary: Json, kind: str) -> None:
    """A recursion is refused; a product of tables is cut off after a counted number of steps."""
    (issue,) = faults(datapackage=with_rule(dictionary, REPORTS, check=ENDLESS[kind]))
    assert issue.code == "bad-rule"


def test_unique_keys_are_read(faults: Faults, dictionary: Json) -> None:
    """Table Schema's uniqueKeys: a pair that stands twice is told at the second row."""
    dictionary["resources"][RATINGS]["schema"]["uniqueKeys"] = [["report", "score"]]
    (issue,) = faults(datapackage=json.dumps(dictionary, indent=1))
    assert (issue.code, issue.place) == ("duplicate-key", "data/ratings.csv:3")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "again"}, "no check"),
        ({"name": "again", "check": "1", "severity": "low"}, "severity"),
        ({"name": "again", "check": "1", "per": ["nobody"]}, "nobody"),
    ],
)
def test_a_rule_has_a_form(faults: Faults, dictionary: Json, change: Json, told: str) -> None:
    """An entry that is missing, unknown, or names no column is told."""
    one = {"description": "What must hold.", **change}
    dictionary["resources"][REPORTS]["schema"]["numerate:rules"] = [one]
    issues = faults(datapackage=json.dumps(dictionary, indent=1))
    assert any(told in issue.found for issue in issues)


def test_names_that_sql_knows_are_plain_names(faults: Faults, dictionary: Json) -> None:
    """A column called group, one with a blank, one called rowid: brackets name them."""
    fields = dictionary["resources"][RATINGS]["schema"]["fields"]
    fields += [
        {"name": name, "type": "integer", "description": "a number"}
        for name in ("group", "of all", "rowid")
    ]
    text = with_rule(dictionary, RATINGS, check="[group] < [of all] AND rowid > 1")
    ratings = "report,reviewer,score,group,of all,rowid\nP1,second,3,1,2,7\nP2,first,3,2,1,9\n"
    (issue,) = faults(datapackage=text, ratings=ratings)
    assert issue.place == "data/ratings.csv:3"


def test_a_rule_broken_for_want_of_rows_is_told_at_the_empty_table(
    faults: Faults, dictionary: Json
) -> None:
    """Every report wants a rating, and of the ratings only the header is left: one issue there."""
    dictionary["resources"][2]["schema"].pop("foreignKeys")
    check = "EXISTS (SELECT 1 FROM ratings r WHERE r.report = reports.report)"
    text = with_rule(dictionary, REPORTS, check=check)
    (issue,) = faults(datapackage=text, ratings="report,reviewer,score\n")
    assert (issue.code, issue.place) == ("empty-table", "data/ratings.csv:1")
    assert "'the-rule'" in issue.found
