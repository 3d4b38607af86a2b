"""A check for other programs: SARIF 2.1.0 (OASIS, 2020) and the XML of JUnit.

SARIF is what code hosts and editors read to show an issue beside its line; JUnit's XML is what
build servers read. Both name every rule that was looked at, so that silence is no omission.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

from numerate import __version__
from numerate.ground.issues import Issue
from numerate.ground.report_formats import json_text
from numerate.proof.check.catalogue import RULES
from numerate.proof.check.rule import Rule
from numerate.proof.check.runner import Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"fault": "error", "advice": "warning"}
_NO_XML = {code: "\N{REPLACEMENT CHARACTER}" for code in range(32) if chr(code) not in "\t\n\r"}
_NO_XML |= dict.fromkeys((0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}")

Tree = dict[str, Any]


def check_sarif(report: Report) -> str:
    """The report as a SARIF log with one run."""
    known = {rule.code: rule for rule in RULES}
    issues = [*report.issues, *(issue for issue, _ in report.silenced)]
    codes = [*known, *sorted({issue.code for issue in issues} - known.keys())]
    places = {code: index for index, code in enumerate(codes)}
    silenced = [_result(issue, places, silence.reason) for issue, silence in report.silenced]
    run = {
        "tool": {
            "driver": {
                "name": "numerate check",
                "version": __version__,
                "rules": [_rule(code, known.get(code)) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": f"not checked: {one.what}: {one.why}"}}
                    for one in report.missing
                ],
            }
        ],
        "results": [*(_result(issue, places) for issue in report.issues), *silenced],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, rule: Rule | None) -> Tree:
    if rule is None:  # told while data, settings or analysis are read
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\nnumerate rules {code} shows an example."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(issue: Issue, places: Mapping[str, int], reason: str | None = None) -> Tree:
    found: Tree = {
        "ruleId": issue.code,
        "ruleIndex": places[issue.code],
        "level": _LEVELS[issue.severity],
        "message": {"text": _message(issue)},
    }
    if issue.file:
        place: Tree = {"artifactLocation": {"uri": quote(issue.file), "uriBaseId": "%SRCROOT%"}}
        if issue.line:
            column = {"startColumn": issue.column} if issue.column else {}
            place["region"] = {"startLine": issue.line, **column}
        found["locations"] = [{"physicalLocation": place}]
    if reason is not None:
        found["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return found


def check_junit(report: Report) -> str:
    """The report as JUnit's XML: one case for each rule, which fails by the faults of its code."""
    codes = dict.fromkeys([*report.rules, *(issue.code for issue in report.issues)])
    skipped = [rule.code for rule in RULES if rule.code not in codes]
    faults = {issue.code for issue in report.issues if issue.severity == "fault"}
    suite = ET.Element(
        "testsuite",
        name="numerate check",
        tests=str(len(codes) + len(skipped)),
        failures=str(len(faults)),
        errors="0",
        skipped=str(len(skipped)),
    )
    for code in codes:
        case = ET.SubElement(suite, "testcase", classname="numerate.check", name=code)
        for kind, text in _of(code, report):
            ET.SubElement(case, kind, {"message": code} if kind == "failure" else {}).text = text
    for code in skipped:
        case = ET.SubElement(suite, "testcase", classname="numerate.check", name=code)
        ET.SubElement(case, "skipped", message="what it looks at is not there")
    ET.indent(suite, " ")
    made = ET.tostring(suite, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{made}\n'


def _of(code: str, report: Report) -> Iterator[tuple[str, str]]:
    """The faults of a rule as one failure, its advice as what the case printed."""
    for severity, kind in (("fault", "failure"), ("advice", "system-out")):
        mine = [one for one in report.issues if one.code == code and one.severity == severity]
        if mine:
            yield kind, "\n".join(str(one) for one in mine).translate(_NO_XML)


def _message(issue: Issue) -> str:
    return f"{issue.found}\nexpected: {issue.expected}\nto do: {issue.todo}"
