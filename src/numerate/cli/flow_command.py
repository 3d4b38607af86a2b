"""The command ``numerate flow-csv``: the flow in the format of the PRISMA2020 app and package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from numerate.ground.errors import stop_on
from numerate.ground.project import open_project
from numerate.ground.writing import replace_files
from numerate.parts import flow
from numerate.review.extraction.table_reading import read_extraction
from numerate.review.synthesis.balance import imbalances
from numerate.review.synthesis.prisma_csv import csv_from_flow


def flow_csv_command(options: argparse.Namespace) -> int:
    """Write the flow that the tables of data/ tell, as ``parts.flow()`` counts it.

    Raises:
        NumerateError: With each record that is undecided, or when the flow does not balance.
    """
    project = open_project(Path(options.folder))
    made, advice = flow().made(read_extraction(project.data))
    found = imbalances(made.flow, made.file)
    stop_on(found)
    for issue in (*advice, *found):
        sys.stderr.write(f"{issue}\n")
    text = csv_from_flow(made.flow)
    if not options.output:
        sys.stdout.write(text)
        return 0
    target = Path(options.output)
    replace_files({target.resolve(): text.encode()})
    sys.stderr.write(f"wrote {target}\n")
    return 0
