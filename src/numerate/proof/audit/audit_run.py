"""Audit command: what ``numerate audit`` does with its arguments."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue
from numerate.ground.project import open_project
from numerate.proof.audit.auditing import Rebuild, audit
from numerate.proof.audit.verdict.audit_report import AUDIT_REPORT, exit_code


def run(folder: Path, files: Sequence[str], form: str, rebuild: Rebuild) -> int:
    """Audit files and print the report.

    Args:
        folder: Where the command was started.
        files: Files to audit.
        form: ``text``, ``json`` or ``html``.
        rebuild: What gives the generated files when _generated/ is stale.

    Returns:
        0 when all agree, 1 when a file is wrong.

    Raises:
        CannotRunError: When there is nothing to audit, or a file cannot be audited.
    """
    if not files:
        raise CannotRunError(
            Issue(
                code="no-file",
                found="no file to audit",
                expected="PDF, Word, HTML or text files, or --pack FILE.zip",
                todo="name the rendered files",
            )
        )
    verdicts = audit(open_project(folder), [folder / name for name in files], rebuild)
    sys.stdout.write(AUDIT_REPORT.told(verdicts, form))
    return exit_code(verdicts)
