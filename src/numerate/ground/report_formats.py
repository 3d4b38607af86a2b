"""Formats of reports: one interface by which every command tells what it found.

A report is a value; its formats are one table from a name to the function that tells it, and the
first name is the default. The table of commands offers exactly these names (a test compares them).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Report = TypeVar("Report")


@dataclass(frozen=True)
class ReportFormats(Generic[Report]):
    r"""The formats of one kind of report.

    >>> flow = ReportFormats({"text": "{} studies\n".format, "json": json_text})
    >>> flow.names, flow.told(68, "text"), flow.told(68, "json")
    (('text', 'json'), '68 studies\n', '68\n')
    """

    tellers: Mapping[str, Callable[[Report], str]]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the formats, the default first."""
        return tuple(self.tellers)

    def told(self, report: Report, form: str) -> str:
        """The report in one of the formats.

        Raises:
            KeyError: When there is no such format.
        """
        return self.tellers[form](report)


def json_text(value: object) -> str:
    """A value as the JSON that every command prints: indented by one, letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
