"""Reading and writing the tables of data/, with the columns that datapackage.json declares."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent

ARTICLE = "article"
RECONSTRUCTED = "reconstructed"
NOT_REPORTED = "not reported"
NOT_APPLICABLE = "not applicable"
NOT_ATTRIBUTED = "not attributed"
UNCLEAR = "unclear"

Row = dict[str, str | int | float]


def columns(table: str) -> list[str]:
    """The declared columns of a table, in order."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] == table:
            return [field["name"] for field in resource["schema"]["fields"]]
    raise KeyError(table)


def entered(table: str) -> list[dict[str, str]]:
    """The rows of a table that was entered by hand."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def text(table: str, rows: Sequence[Row]) -> str:
    """The table as CSV with LF line ends; every row has exactly the declared columns."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns(table), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        if set(row) != set(writer.fieldnames):
            raise KeyError(table, sorted(set(row) ^ set(writer.fieldnames)))
        writer.writerow(row)
    return stream.getvalue()
