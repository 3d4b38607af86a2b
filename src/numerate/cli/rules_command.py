"""The command ``numerate rules``."""

from __future__ import annotations

import argparse
import sys

from numerate.proof.check import handbook
from numerate.proof.check.catalogue import RULES, named_rule


def rules_command(options: argparse.Namespace) -> int:
    """Print the rules of check, or one of them."""
    rules = (named_rule(options.rule),) if options.rule else RULES
    if options.format == "json":
        sys.stdout.write(handbook.as_json(rules))
    elif options.format == "markdown":
        sys.stdout.write(handbook.page())
    elif options.rule:
        sys.stdout.write("\n".join(handbook.explained(rule) for rule in rules))
    else:
        sys.stdout.write(handbook.listed(rules))
    return 0
