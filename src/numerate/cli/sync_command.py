"""The command ``numerate sync``."""

from __future__ import annotations

import argparse
import sys

from numerate.cli.reviewing import read_review
from numerate.ground.errors import stop_on
from numerate.ground.writing import replace_files
from numerate.proof.check.refreshing import refreshed, told


def sync_command(options: argparse.Namespace) -> int:
    """Put the present wording between the brackets, or tell what would change."""
    review, found = read_review(options.folder)
    stop_on(found)
    files, done = refreshed(review)
    if not options.dry_run:
        replace_files(files, root=review.project.root)
    for line in told(done):
        sys.stdout.write(f"{line}\n")
    verb = "would change" if options.dry_run else "changed"
    sys.stderr.write(f"{verb} {len(files)} files\n" if files else "all bracket texts are fresh\n")
    return 0
