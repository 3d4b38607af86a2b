"""The parser of the command line, made from the table of commands."""

from __future__ import annotations

import argparse

from numerate import __version__
from numerate.cli.table import COMMANDS


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; ``command`` in its result names what to run."""
    made = argparse.ArgumentParser(
        prog="numerate",
        description="Systematic reviews whose paper cannot disagree with its data.",
    )
    made.add_argument("--version", action="version", version=f"numerate {__version__}")
    made.add_argument(
        "-C", dest="folder", metavar="FOLDER", default=".", help="run as if started in FOLDER"
    )
    commands = made.add_subparsers(title="commands", metavar="COMMAND")
    for command in COMMANDS.values():
        one = commands.add_parser(command.name, help=command.help)
        for option in command.options:
            one.add_argument(*option.names, **option.settings)
        one.set_defaults(command=command.name)
    return made
