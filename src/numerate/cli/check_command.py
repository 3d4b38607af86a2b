"""The command ``numerate check``."""

from __future__ import annotations

import argparse
import sys

from numerate.cli.reviewing import read_review
from numerate.proof.check.check_text import CHECK_REPORT
from numerate.proof.check.runner import checked


def check_command(options: argparse.Namespace) -> int:
    """Print what makes the paper disagree with its data."""
    review, found = read_review(options.folder)
    report = checked(review, found, strict=options.strict)
    sys.stdout.write(CHECK_REPORT.told(report, options.format))
    return 1 if report.faults else 0
