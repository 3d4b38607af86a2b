"""The command ``numerate rules``."""

from __future__ import annotations

import argparse
import sys

from numerate.proof.check.catalogue import RULES, named_rule
from numerate.proof.check.handbook import RULES_REPORT


def rules_command(options: argparse.Namespace) -> int:
    """Print the rules of check, or one of them."""
    rules = (named_rule(options.rule),) if options.rule else RULES
    sys.stdout.write(RULES_REPORT.told(rules, options.format))
    return 0
