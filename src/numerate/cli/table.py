"""The table of commands: name, what it does in one line, options, and where its function lives.

A function is named by ``module:function`` and imported when its command is asked for, so that
``numerate --version`` and each command start without the rooms of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

ENGINES = ("auto", "quarto", "embedded")


@dataclass(frozen=True, slots=True)
class Option:
    """One option or argument, with argparse's settings for it."""

    names: tuple[str, ...]
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """One command; ``does`` takes the parsed options and returns the exit code."""

    name: str
    help: str
    does: str
    options: tuple[Option, ...] = ()


def option(*names: str, **settings: Any) -> Option:  # noqa: ANN401 - argparse's own settings
    """One option, as ``ArgumentParser.add_argument`` takes it."""
    return Option(names, settings)


def late(where: str) -> Any:  # noqa: ANN401 - whatever stands there
    """The function or value that ``module:name`` names; its module is imported now.

    >>> late("numerate.ground.project:extension_dir")().name
    'numerate'
    """
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)


def formats(*names: str) -> Option:
    """The option ``--format``; the first name is the default."""
    return option("--format", choices=names, default=names[0])


QUIET = option("--quiet", action="store_true", help="print faults only")

_TABLE = (
    Command(
        "build",
        "compute numbers, tables and figures from data/ into _generated/",
        "numerate.cli.build_command:build_command",
        (
            QUIET,
            option(
                "--as-of",
                default="",
                metavar="STATE",
                help="build an earlier state that datapackage.json declares, into _asof/STATE/",
            ),
        ),
    ),
    Command(
        "render",
        "build, then render the documents to HTML, PDF and DOCX",
        "numerate.cli.render_command:render_command",
        (
            option(
                "documents",
                nargs="*",
                metavar="DOCUMENT",
                help="article, supplement or a path; all if none",
            ),
            option(
                "--to", default="", metavar="FORMATS", help="html,pdf,docx (default: all three)"
            ),
            option(
                "--engine",
                choices=ENGINES,
                default="auto",
                help="auto takes Quarto when it is there, and the embedded engine when it is not",
            ),
            QUIET,
            option(
                "--ledger",
                action="store_true",
                help="add an appendix of all numbers with their origins to PDF and DOCX",
            ),
            option(
                "--changes-since",
                default="",
                metavar="OLD",
                help="mark what changed since a revision, release, folder or pack (tracked in "
                "DOCX)",
            ),
        ),
    ),
    Command(
        "import",
        "put exports of databases, screening and coding tools into the tables of data/",
        "numerate.cli.import_command:import_command",
        (
            option("files", nargs="+", metavar="FILE", help="exports; told by their content"),
            option("--round", default="1", help="round of searches (default: 1)"),
            option("--database", default="", help="database of all records, where none is told"),
            option("--date", default="", metavar="YYYY-MM-DD", help="day of the search"),
            option("--platform", default="", help="platform through which it was searched"),
            option("--interface", default="", help="interface or export option"),
            option("--limits", default="", help="limits that were set, or none"),
            option("--query", default="", help="the full query as it was run"),
            option("--hits", default="", help="records that the database reported"),
            option(
                "--stage",
                choices=("screening", "fulltext"),
                default="screening",
                help="stage of decisions whose export does not tell it (default: screening)",
            ),
            option("--measure", default="", help="what the cells of a coding matrix count"),
            option(
                "--set",
                dest="constants",
                action="append",
                default=[],
                metavar="COLUMN=VALUE",
                help="a cell for a column that no export tells; may be repeated",
            ),
            option("--dry-run", action="store_true", help="only tell what would be done"),
            QUIET,
        ),
    ),
    Command(
        "dedup",
        "find records of one report, with an audit trail and a worksheet of doubtful pairs",
        "numerate.cli.dedup_command:dedup_command",
        (
            option(
                "--method",
                choices=("fuzzy", "bramer", "bib-dedupe"),
                default="fuzzy",
                help="fuzzy is ours; bramer the published passes; bib-dedupe the package",
            ),
            option(
                "--evaluate",
                default="",
                metavar="TRUTH",
                help="compare with labelled duplicates, in two counts; writes nothing",
            ),
            option(
                "--records",
                default="",
                metavar="FILE",
                help="with --evaluate: another table than that of data/",
            ),
            option(
                "--engine",
                choices=("auto", "duckdb", "sqlite"),
                default="auto",
                help="auto takes DuckDB when it is installed, and SQLite when it is not",
            ),
            option("--dry-run", action="store_true", help="only tell what would change"),
            QUIET,
        ),
    ),
    Command(
        "flow-csv",
        "write the flow of records as the CSV of the PRISMA2020 app and package",
        "numerate.cli.flow_command:flow_csv_command",
        (option("--output", default="", metavar="FILE", help="instead of standard output"),),
    ),
    Command(
        "explain",
        "tell where a number, claim, table cell or box comes from",
        "numerate.cli.explain_command:explain_command",
        (
            option(
                "asked",
                metavar="KEY",
                help="a key, a number as printed, tables.x[row,column] or figures.x[box]",
            ),
            option("--rows", action="store_true", help="show all rows, not the first 20"),
            option("--csv", metavar="FILE", help="write the rows to a CSV file"),
            formats("text", "json"),
        ),
    ),
    Command(
        "recheck",
        "compare the numbers that a paper reports with the data, or with each other",
        "numerate.cli.recheck_command:recheck_command",
        (
            option(
                "reported",
                metavar="REPORTED.csv",
                nargs="?",
                default="",
                help="columns id, reported, key (see docs/recheck.md)",
            ),
            option(
                "--text",
                nargs="+",
                default=(),
                metavar="FILE",
                help="a paper without data (PDF, Word, HTML, text): what in it cannot be?",
            ),
            formats("text", "json", "csv", "markdown", "html"),
        ),
    ),
    Command(
        "diff",
        "tell what changed between two versions, and why",
        "numerate.cli.diff_command:diff_command",
        (
            option("old", metavar="OLD", help="a revision, release, folder or pack"),
            option(
                "new",
                metavar="NEW",
                nargs="?",
                default="",
                help="the same; the working tree if left out",
            ),
            option(
                "--as-of",
                action="store_true",
                help="OLD and NEW are states that datapackage.json declares",
            ),
            formats("text", "markdown", "html", "json"),
            option("--output", metavar="FILE", help="write to a file"),
        ),
    ),
    Command(
        "release",
        "freeze a clean version of a living review under releases/",
        "numerate.cli.release_command:release_command",
        (
            option("number", metavar="VERSION", help="its number, such as 1.1"),
            option(
                "--trigger",
                default="",
                metavar="TEXT",
                help="what made the new version necessary",
            ),
        ),
    ),
    Command(
        "audit",
        "compare rendered files with the present data",
        "numerate.cli.audit_command:audit_command",
        (
            option("files", nargs="*", metavar="FILE", help="a PDF, Word, HTML or text file"),
            option("--pack", metavar="FILE.zip", help="verify a pack; runs its analysis/"),
            formats("text", "json", "html"),
        ),
    ),
    Command(
        "pack",
        "render all, and write one zip for a journal with all it was made from",
        "numerate.cli.pack_command:pack_command",
        (
            option(
                "file",
                nargs="?",
                default="",
                metavar="FILE.zip",
                help="default: <folder>-pack.zip",
            ),
            QUIET,
        ),
    ),
    Command(
        "check",
        "find what makes the paper disagree with its data; writes nothing",
        "numerate.cli.check_command:check_command",
        (
            formats("text", "json", "github", "sarif", "junit"),
            option("--strict", action="store_true", help="count advice as faults"),
        ),
    ),
    Command(
        "keys",
        "list the keys that a manuscript can name, with their values and definitions",
        "numerate.cli.keys_command:keys_command",
        (
            option(
                "pattern",
                nargs="?",
                default="",
                metavar="PATTERN",
                help="a part of the key, or a pattern such as 'flow.*'",
            ),
            formats("text", "csv", "json"),
        ),
    ),
    Command(
        "rules",
        "list the rules of check, or explain one",
        "numerate.cli.rules_command:rules_command",
        (
            option("rule", nargs="?", metavar="RULE", help="the rule to explain"),
            formats("text", "json", "markdown"),
        ),
    ),
    Command(
        "sync",
        "put the present wording between the brackets of bound numbers",
        "numerate.cli.sync_command:sync_command",
        (option("--dry-run", action="store_true", help="only tell what would change"),),
    ),
)
COMMANDS: Mapping[str, Command] = {command.name: command for command in _TABLE}
