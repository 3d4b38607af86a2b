"""What a check found, told to people, to programs, and to pull requests on GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from numerate.ground.issues import Issue
from numerate.ground.report_formats import ReportFormats, json_text
from numerate.proof.check.check_sarif import check_junit, check_sarif
from numerate.proof.check.missing_things import Missing
from numerate.proof.check.runner import Report


def summary(report: Report) -> list[str]:
    """The last lines: what was checked, what was not and why, and how many issues there are."""
    lines = [f"checked: {', '.join(_many(count, what) for what, count in report.checked)}"]
    if report.missing:
        lines.append("not checked:")
        lines += [f"  {_missing(one)}" for one in report.missing]
    counts = [_many(report.faults, "fault")]
    counts.append(f"{len(report.issues) - report.faults} advice")
    silenced = Counter(issue.code for issue, _ in report.silenced)
    named = ", ".join(f"{count} {code}" for code, count in sorted(silenced.items()))
    counts.append(f"{len(report.silenced)} silenced" + (f" ({named})" if named else ""))
    return [*lines, ", ".join(counts)]


def _missing(one: Missing) -> str:
    count = f" ({one.count})" if one.count is not None else ""
    return f"{one.what}{count}: {one.why}"


def _lines(report: Report) -> Iterator[str]:
    for issue in report.issues:
        head, *rest = str(issue).split("\n")
        mark = f"{issue.code} (advice):" if issue.severity == "advice" else f"{issue.code}:"
        yield "\n".join([head.replace(f"{issue.code}:", mark, 1), *rest])


def _annotations(report: Report) -> Iterator[str]:
    """Workflow commands of GitHub Actions, which show each issue beside its line."""
    for issue in report.issues:
        level = "error" if issue.severity == "fault" else "warning"
        places = {"file": issue.file, "line": issue.line, "col": issue.column, "title": issue.code}
        shown = ",".join(f"{name}={_property(str(v))}" for name, v in places.items() if v)
        message = f"{issue.found}\nexpected: {issue.expected}\nto do: {issue.todo}"
        yield f"::{level} {shown}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "issues": [_issue(issue) for issue in report.issues],
        "silenced": [
            {**_issue(issue), "reason": silence.reason, "silence": f"{silence.file}:{silence.line}"}
            for issue, silence in report.silenced
        ],
        "checked": dict(report.checked),
        "not_checked": [
            {"what": one.what, "count": one.count, "why": one.why} for one in report.missing
        ],
        "faults": report.faults,
        "advice": len(report.issues) - report.faults,
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "code": issue.code,
        "severity": issue.severity,
        "file": issue.file,
        "line": issue.line,
        "column": issue.column,
        "found": issue.found,
        "expected": issue.expected,
        "todo": issue.todo,
    }


def _many(count: int, what: str) -> str:
    if count == 1:
        return f"1 {what}"
    first, _, rest = what.partition(" of ")
    return f"{count:,} {first}s of {rest}" if rest else f"{count:,} {what}s"


def _text(lines: Iterator[str], report: Report) -> str:
    return "\n".join([*lines, *summary(report)]) + "\n"


CHECK_REPORT = ReportFormats[Report](
    {
        "text": lambda report: _text(_lines(report), report),
        "json": lambda report: json_text(_as_json(report)),
        "github": lambda report: _text(_annotations(report), report),
        "sarif": check_sarif,
        "junit": check_junit,
    }
)
