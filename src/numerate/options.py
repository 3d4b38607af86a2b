"""The options of the command line: what each command takes, and how it is told."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from numerate import __version__

if TYPE_CHECKING:
    # argparse has no public name for it
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001

ENGINES = ("auto", "quarto", "embedded")


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

    adding = (
        _add_build,
        _add_render,
        _add_explain,
        _add_recheck,
        _add_diff,
        _add_release,
        _add_audit,
        _add_pack,
        _add_check,
    )
    for add in adding:
        add(commands)
    return made


def _add_build(commands: Commands) -> None:
    build = commands.add_parser(
        "build", help="compute numbers, tables and figures from data/ into _generated/"
    )
    build.add_argument("--quiet", action="store_true", help="print faults only")
    build.add_argument(
        "--as-of",
        default="",
        metavar="STATE",
        help="build an earlier state that datapackage.json declares, into _asof/STATE/",
    )
    build.set_defaults(command="build")


def _add_render(commands: Commands) -> None:
    render = commands.add_parser(
        "render", help="build, then render the documents to HTML, PDF and DOCX"
    )
    render.add_argument(
        "documents",
        nargs="*",
        metavar="DOCUMENT",
        help="article, supplement or a path; all if none",
    )
    render.add_argument(
        "--to", default="", metavar="FORMATS", help="html,pdf,docx (default: all three)"
    )
    render.add_argument(
        "--engine",
        choices=ENGINES,
        default="auto",
        help="auto takes Quarto when it is there, and the embedded engine when it is not",
    )
    render.add_argument("--quiet", action="store_true", help="print faults only")
    render.add_argument(
        "--ledger",
        action="store_true",
        help="add an appendix of all numbers with their origins to PDF and DOCX",
    )
    render.add_argument(
        "--changes-since",
        default="",
        metavar="OLD",
        help="mark what changed since a revision, release, folder or pack (tracked in DOCX)",
    )
    render.set_defaults(command="render")


def _add_explain(commands: Commands) -> None:
    explain = commands.add_parser(
        "explain", help="tell where a number, claim, table cell or box comes from"
    )
    explain.add_argument(
        "asked",
        metavar="KEY",
        help="a key, a number as printed, tables.x[row,column] or figures.x[box]",
    )
    explain.add_argument("--rows", action="store_true", help="show all rows, not the first 20")
    explain.add_argument("--csv", metavar="FILE", help="write the rows to a CSV file")
    explain.set_defaults(command="explain")


def _add_recheck(commands: Commands) -> None:
    recheck = commands.add_parser(
        "recheck", help="compare the numbers that a paper reports with what the data give"
    )
    recheck.add_argument(
        "reported", metavar="REPORTED.csv", help="columns id, reported, key (see docs/recheck.md)"
    )
    recheck.add_argument("--format", choices=("text", "json", "csv"), default="text")
    recheck.set_defaults(command="recheck")


def _add_diff(commands: Commands) -> None:
    diff = commands.add_parser("diff", help="tell what changed between two versions, and why")
    diff.add_argument("old", metavar="OLD", help="a revision, release, folder or pack")
    diff.add_argument(
        "new", metavar="NEW", nargs="?", default="", help="the same; the working tree if left out"
    )
    diff.add_argument(
        "--as-of", action="store_true", help="OLD and NEW are states that datapackage.json declares"
    )
    diff.add_argument("--format", choices=("text", "markdown", "html", "json"), default="text")
    diff.add_argument("--output", metavar="FILE", help="write to a file")
    diff.set_defaults(command="diff")


def _add_check(commands: Commands) -> None:
    check = commands.add_parser(
        "check", help="find what makes the paper disagree with its data; writes nothing"
    )
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.add_argument("--strict", action="store_true", help="count advice as faults")
    check.set_defaults(command="check")
    rules = commands.add_parser("rules", help="list the rules of check, or explain one")
    rules.add_argument("rule", nargs="?", metavar="RULE", help="the rule to explain")
    rules.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    rules.set_defaults(command="rules")
    sync = commands.add_parser(
        "sync", help="put the present wording between the brackets of bound numbers"
    )
    sync.add_argument("--dry-run", action="store_true", help="only tell what would change")
    sync.set_defaults(command="sync")


def _add_release(commands: Commands) -> None:
    release = commands.add_parser(
        "release", help="freeze a clean version of a living review under releases/"
    )
    release.add_argument("number", metavar="VERSION", help="its number, such as 1.1")
    release.add_argument(
        "--trigger", default="", metavar="TEXT", help="what made the new version necessary"
    )
    release.set_defaults(command="release")


def _add_audit(commands: Commands) -> None:
    audit = commands.add_parser("audit", help="compare rendered files with the present data")
    audit.add_argument("files", nargs="*", metavar="FILE", help="a PDF, Word, HTML or text file")
    audit.add_argument("--pack", metavar="FILE.zip", help="verify a pack; runs its analysis/")
    audit.add_argument("--format", choices=("text", "json", "html"), default="text")
    audit.set_defaults(command="audit")


def _add_pack(commands: Commands) -> None:
    pack = commands.add_parser(
        "pack", help="render all, and write one zip for a journal with all it was made from"
    )
    pack.add_argument(
        "file", nargs="?", default="", metavar="FILE.zip", help="default: <folder>-pack.zip"
    )
    pack.add_argument("--quiet", action="store_true", help="print faults only")
    pack.set_defaults(command="pack")
