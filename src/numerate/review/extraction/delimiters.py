"""Tables that are separated by something else than commas are called so, once.

Spreadsheets of many countries write "CSV" with semicolons. Read with commas, such a file is one
column of an unknown name, and every message about it misleads.
"""

from __future__ import annotations

from numerate.ground.issues import Issue, quoted
from numerate.review.extraction.schema import TableSchema

_MARKS = {";": "semicolons", "\t": "tabs", "|": "vertical bars", ":": "colons"}


def delimiter_issue(text: str, schema: TableSchema, shown: str) -> Issue | None:
    r"""The issue of a table whose first line shows another separator than the comma.

    >>> from numerate.review.extraction.schema import Column
    >>> studies = TableSchema(name="studies", path="studies.csv",
    ...                       columns=(Column(name="study", type="string"),
    ...                                Column(name="year", type="year")))
    >>> print(delimiter_issue("study;year\nA;2016\n", studies, "data/studies.csv").found)
    cells that are separated by semicolons: 'study;year'
    """
    header = text.split("\n", 1)[0]
    declared = {column.name for column in schema.columns}
    if header.lower().startswith("sep="):
        found, kind = f"the line {quoted(header)}, which only one spreadsheet program reads", "sep"
    elif declared & set(_cells(header, ",")):
        return None
    else:
        kind = max(_MARKS, key=lambda mark: len(declared & set(_cells(header, mark))))
        if len(declared & set(_cells(header, kind))) < min(2, len(declared)) or kind not in header:
            return None
        found = f"cells that are separated by {_MARKS[kind]}: {quoted(header)}"
    return Issue(
        code="other-delimiter",
        file=shown,
        line=1,
        found=found,
        expected="a header and rows whose cells are separated by commas",
        todo="delete the line"
        if kind == "sep"
        else "save the file as CSV with commas; decimals then need a point",
    )


def _cells(header: str, mark: str) -> list[str]:
    return [cell.strip().strip('"') for cell in header.split(mark)]
