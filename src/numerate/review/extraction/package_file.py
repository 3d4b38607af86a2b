"""The file of the data dictionary as JSON: the one place where datapackage.json is parsed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.extraction.files import read_text

LARGEST = 20_000_000  # characters; the dictionary of 34 tables has 90,000


def read_package(path: Path, shown: str) -> tuple[Any, str]:
    """What the dictionary holds, and its text, in which lines are looked up.

    Args:
        path: The file.
        shown: The path that issues show.

    Raises:
        NumerateError: When the file is missing, is not UTF-8 or is not JSON.
    """
    text = read_text(path, shown, absent=_absent(shown), encoding_todo="save the file in UTF-8")
    return parsed_package(text, shown), text


def parsed_package(text: str, shown: str) -> Any:  # noqa: ANN401 - parsed JSON
    """What the text of a dictionary holds.

    Raises:
        NumerateError: With one issue: it is not JSON, too large, or nested without end.
    """
    if len(text) > LARGEST:
        raise NumerateError(_unfit(shown, f"{len(text):,} characters", f"at most {LARGEST:,}"))
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise NumerateError(
            Issue(
                code="bad-json",
                file=shown,
                line=error.lineno,
                column=error.colno,
                found=error.msg,
                expected="valid JSON",
                todo="mend the line; a comma too many or too few is the usual cause",
            )
        ) from error
    except RecursionError as error:
        found = "brackets within brackets, far deeper than a dictionary has"
        raise NumerateError(_unfit(shown, found, "a Frictionless Data Package")) from error
    except ValueError as error:
        raise NumerateError(_unfit(shown, str(error), "numbers that a program can hold")) from error


def _unfit(shown: str, found: str, expected: str) -> Issue:
    return Issue(
        code="bad-json",
        file=shown,
        found=found,
        expected=expected,
        todo="look at the file: it is not what a program that writes dictionaries made",
    )


def _absent(shown: str) -> Issue:
    return Issue(
        code="missing-file",
        file=shown,
        found="the data dictionary is not there",
        expected="a Frictionless Data Package",
        todo="restore the file; docs/data.md shows what it holds",
    )
