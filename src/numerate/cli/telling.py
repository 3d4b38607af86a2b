"""What a command says while it works: lines on standard error, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable


def teller(*, quiet: bool) -> Callable[[str], None]:
    """What a command tells its progress to."""
    return _silent if quiet else _progress


def _progress(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _silent(_: str) -> None:
    pass
