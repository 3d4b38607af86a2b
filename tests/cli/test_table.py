"""The table of commands offers what the commands can do."""

from __future__ import annotations

import pytest

from numerate.cli.table import COMMANDS, late

REPORTS = {
    "audit": ("numerate.proof.audit.verdict.audit_report:AUDIT_REPORT",),
    "check": ("numerate.proof.check.check_text:CHECK_REPORT",),
    "diff": ("numerate.history.differences.difference_report:DIFFERENCE_REPORT",),
    "explain": ("numerate.paper.origins.explanation_text:EXPLANATION_REPORT",),
    "keys": ("numerate.cli.keys_command:KEYS_REPORT",),
    "recheck": (
        "numerate.review.results.reported:RECHECK_REPORT",
        "numerate.proof.recheck.paper_report:PAPER_REPORT",
    ),
    "rules": ("numerate.proof.check.handbook:RULES_REPORT",),
}


def offered(command: str) -> tuple[str, ...]:
    """The formats that the command line offers for a command; none where it has no such option."""
    options = {name: one.settings for one in COMMANDS[command].options for name in one.names}
    return tuple(options["--format"]["choices"]) if "--format" in options else ()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_offers_the_formats_that_its_reports_have(command: str) -> None:
    """No format is offered that nothing tells, and none is kept from the user."""
    told = [name for where in REPORTS.get(command, ()) for name in late(where).names]
    assert offered(command) == tuple(dict.fromkeys(told))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_function(command: str) -> None:
    """What the table names is there and can be called."""
    assert callable(late(COMMANDS[command].does))
