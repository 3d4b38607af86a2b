"""The command line: one table of commands; what a command needs is imported when it is asked for.

Garbage collection is off: a command ends long before its garbage matters, and looking for it takes
a fifth of the time of a render.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from numerate.cli.options import parser
from numerate.cli.table import COMMANDS, late
from numerate.ground.errors import CannotRunError, NumerateError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The words after ``numerate``; those of the process if None.

    Returns:
        0 when all is well, 1 when there are faults, 2 when the command cannot run.
    """
    gc.disable()
    options = parser().parse_args(arguments)
    if not hasattr(options, "command"):
        parser().print_help()
        return 2
    try:
        return int(late(COMMANDS[options.command].does)(options))
    except CannotRunError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except NumerateError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing was changed\n")
        return 130
