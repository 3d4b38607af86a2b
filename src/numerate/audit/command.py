"""Command: what ``numerate audit`` does with its arguments."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from numerate.audit.auditing import audit
from numerate.audit.report import exit_code, told
from numerate.audit.verification import verified
from numerate.errors import CannotRunError
from numerate.issues import Issue
from numerate.project import open_project


def run(folder: Path, files: Sequence[str], pack: str | None, form: str) -> int:
    """Audit files, or a pack, and print the report.

    Args:
        folder: Where the command was started.
        files: Files to audit.
        pack: A pack to verify, or None.
        form: ``text``, ``json`` or ``html``.

    Returns:
        0 when all agree, 1 when a file is wrong.

    Raises:
        CannotRunError: When there is nothing to audit, or a file cannot be audited.
    """
    code = 0
    if pack:
        lines, code = verified(folder / pack)
        sys.stdout.write("\n".join(lines) + "\n")
    elif not files:
        raise CannotRunError(
            Issue(
                code="no-file",
                found="no file to audit",
                expected="PDF, Word, HTML or text files, or --pack FILE.zip",
                todo="name the rendered files",
            )
        )
    if files:
        verdicts = audit(open_project(folder), [folder / name for name in files])
        sys.stdout.write(told(verdicts, form))
        code = max(code, exit_code(verdicts))
    return code
