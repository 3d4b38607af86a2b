"""SARIF and JUnit: what other programs read of a check."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft7Validator

from numerate.ground.issues import Issue
from numerate.proof.check.catalogue import RULES
from numerate.proof.check.check_text import CHECK_REPORT
from numerate.proof.check.missing_things import Missing
from numerate.proof.check.runner import Report
from numerate.proof.check.silences import Silence
from tests.proof.check.planting import ARTICLE, HEAD, changed

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
COUNTED = {"type": "integer", "minimum": 1}
# what the OASIS schema of SARIF 2.1.0 asks of the parts that are written here
ESSENTIALS: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "invocations": {
                        "type": "array",
                        "items": {"type": "object", "required": ["executionSuccessful"]},
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "properties": {
                                "message": TEXT,
                                "level": LEVEL,
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "locations": {
                                    "type": "array",
                                    "uniqueItems": True,
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {
                                                            "uri": {"pattern": "^[!-~]+$"}
                                                        }
                                                    },
                                                    "region": {
                                                        "properties": {
                                                            "startLine": COUNTED,
                                                            "startColumn": COUNTED,
                                                        }
                                                    },
                                                }
                                            }
                                        }
                                    },
                                },
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["kind"],
                                        "properties": {"kind": {"enum": ["inSource", "external"]}},
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
FAULT = Issue(
    code="typed-number",
    file="manuscript/my paper é.qmd",
    line=3,
    column=9,
    found="«5% <b>» & \x0c is typed",
    expected="a key",
    todo="bind it",
)
ADVICE = Issue(code="odd", found="f", expected="e", todo="t", severity="advice")
SILENCE = Silence(
    file="a.qmd", line=2, column=1, covers=3, codes=("typed-number",), reason="it is a date"
)
REPORT = Report(
    issues=(FAULT, ADVICE),
    silenced=((FAULT, SILENCE),),
    checked=(("document", 1),),
    missing=(Missing(what="pages", why="nothing is rendered"),),
    rules=("typed-number", "unbound-claim"),
)


def valid(text: str) -> dict[str, Any]:
    """The one run of a SARIF log that is valid."""
    log = json.loads(text)
    assert [error.message for error in Draft7Validator(ESSENTIALS).iter_errors(log)] == []
    (run,) = log["runs"]
    return dict(run)


def test_every_issue_is_a_result_at_its_place() -> None:
    """Level, rule, place and message are those of the issue; the path is a URI from the root."""
    run = valid(CHECK_REPORT.told(REPORT, "sarif"))
    first, second, silenced = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "manuscript/my%20paper%20%C3%A9.qmd"
    assert place["region"] == {"startLine": 3, "startColumn": 9}
    assert [first["level"], second["level"]] == ["error", "warning"]
    assert "locations" not in second
    assert silenced["suppressions"] == [{"kind": "inSource", "justification": "it is a date"}]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [
        "typed-number",
        "odd",
        "typed-number",
    ]
    assert {rule.code for rule in RULES} < {rule["id"] for rule in rules}
    assert "nothing is rendered" in json.dumps(run["invocations"])


def test_a_check_of_a_review_is_valid(
    review: Path, run: Callable[[Path], Report], capsys: pytest.CaptureFixture[str]
) -> None:
    """A planted number is told at its line, and nothing else is a fault."""
    changed(review, ARTICLE, HEAD, HEAD + "\nWe read 300 books.\n")
    found = valid(CHECK_REPORT.told(run(review), "sarif"))
    (result,) = [one for one in found["results"] if one["level"] == "error"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == ARTICLE
    assert result["ruleId"] == "typed-number"
    assert capsys.readouterr().out == ""


def test_junit_has_a_case_for_every_rule() -> None:
    """A fault fails its case, advice is printed by it, a rule that was not run is skipped."""
    suite = ET.fromstring(CHECK_REPORT.told(REPORT, "junit"))  # noqa: S314 - made just now
    cases = {case.get("name"): case for case in suite}
    failure = cases["typed-number"].find("failure")
    assert failure is not None
    assert "«5% <b>» & \ufffd is typed" in str(failure.text)
    assert [one.tag for one in cases["odd"]] == ["system-out"]
    assert list(cases["unbound-claim"]) == []
    assert cases["stale-pages"].find("skipped") is not None
    assert suite.get("tests") == str(len(cases)) == str(len(RULES) + 1)
    assert (suite.get("failures"), suite.get("skipped")) == ("1", str(len(RULES) - 2))
