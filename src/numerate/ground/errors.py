"""The exceptions of numerate: each carries the issues that stopped the work."""

from __future__ import annotations

from collections.abc import Iterable

from numerate.ground.issues import Issue, ordered, told


class NumerateError(Exception):
    """Work stopped by issues; the command line prints them and exits with 1.

    Args:
        issues: One or more issues; sorted by place, duplicates dropped.
    """

    def __init__(self, issues: Issue | Iterable[Issue]) -> None:
        self.issues: tuple[Issue, ...] = ordered([issues] if isinstance(issues, Issue) else issues)
        super().__init__(told(self.issues))


class DataError(NumerateError, ValueError):
    """The data hold something else than an analysis asks of them; told at their line."""


class CannotRunError(NumerateError):
    """The command itself cannot run here (no compendium, bad option); exit code 2."""


def stop_on(issues: Iterable[Issue]) -> None:
    """Raise when at least one of the issues is a fault.

    Raises:
        NumerateError: With every issue given, advice included.
    """
    found = list(issues)
    if any(issue.severity == "fault" for issue in found):
        raise NumerateError(found)
