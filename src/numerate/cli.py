"""The command line: one function per command, each importing only what it needs."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from numerate import __version__
from numerate.errors import CannotRunError, NumerateError

if TYPE_CHECKING:
    from numerate.check.review import Review
    from numerate.issues import Issue
    from numerate.project import Project

FORMATS = ("html", "pdf", "docx")
ENGINES = ("auto", "quarto", "embedded")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when all is well, 1 when there are faults, 2 when the command cannot run.
    """
    gc.disable()  # a command ends long before its garbage matters; this saves a fifth of its time
    options = _parser().parse_args(arguments)
    if not hasattr(options, "run"):
        _parser().print_help()
        return 2
    try:
        code: int = options.run(options)
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
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="numerate",
        description="Systematic reviews whose paper cannot disagree with its data.",
    )
    parser.add_argument("--version", action="version", version=f"numerate {__version__}")
    parser.add_argument(
        "-C", dest="folder", metavar="FOLDER", default=".", help="run as if started in FOLDER"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

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
    build.set_defaults(run=_build)

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
    render.set_defaults(run=_render)
    for add in (_add_explain, _add_recheck, _add_diff, _add_release, _add_audit, _add_check):
        add(commands)
    return parser


def _add_explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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
    explain.set_defaults(run=_explain)


def _add_recheck(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    recheck = commands.add_parser(
        "recheck", help="compare the numbers that a paper reports with what the data give"
    )
    recheck.add_argument(
        "reported", metavar="REPORTED.csv", help="columns id, reported, key (see docs/recheck.md)"
    )
    recheck.add_argument("--format", choices=("text", "json", "csv"), default="text")
    recheck.set_defaults(run=_recheck)


def _add_diff(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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
    diff.set_defaults(run=_diff)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check", help="find what makes the paper disagree with its data; writes nothing"
    )
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.add_argument("--strict", action="store_true", help="count advice as faults")
    check.set_defaults(run=_check)
    rules = commands.add_parser("rules", help="list the rules of check, or explain one")
    rules.add_argument("rule", nargs="?", metavar="RULE", help="the rule to explain")
    rules.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    rules.set_defaults(run=_rules)
    sync = commands.add_parser(
        "sync", help="put the present wording between the brackets of bound numbers"
    )
    sync.add_argument("--dry-run", action="store_true", help="only tell what would change")
    sync.set_defaults(run=_sync)


def _add_release(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    release = commands.add_parser(
        "release", help="freeze a clean version of a living review under releases/"
    )
    release.add_argument("number", metavar="VERSION", help="its number, such as 1.1")
    release.add_argument(
        "--trigger", default="", metavar="TEXT", help="what made the new version necessary"
    )
    release.set_defaults(run=_release)


def _add_audit(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    audit = commands.add_parser("audit", help="compare rendered files with the present data")
    audit.add_argument("files", nargs="*", metavar="FILE", help="a PDF, Word, HTML or text file")
    audit.add_argument("--pack", metavar="FILE.zip", help="verify a pack; runs its analysis/")
    audit.add_argument("--format", choices=("text", "json", "html"), default="text")
    audit.set_defaults(run=_audit)


def _build(options: argparse.Namespace) -> int:
    from numerate.build import build  # noqa: PLC0415 - keeps the start of other commands fast
    from numerate.project import open_project  # noqa: PLC0415 - the same

    project = open_project(Path(options.folder))
    tell = _silent if options.quiet else _progress
    state = None
    if options.as_of:
        from numerate.extraction.asof import read_state  # noqa: PLC0415 - the same

        state = read_state(project.data, options.as_of)
    built = build(project, tell, state)
    for issue in built.advice:
        sys.stderr.write(f"{issue}\n")
    folder = project.relative(project.state(state.name) if state else project.generated)
    if built.changed:
        tell(f"wrote {len(built.changed)} files in {folder}/:")
        for name in built.changed:
            tell(f"  {name}")
    else:
        tell(f"{folder}/ is up to date")
    return 0


def _render(options: argparse.Namespace) -> int:
    from numerate.project import open_project  # noqa: PLC0415 - keeps other commands fast
    from numerate.render.rendering import render  # noqa: PLC0415 - the same

    formats = tuple(part.strip() for part in options.to.split(",") if part.strip()) or FORMATS
    project = open_project(_start(options))
    tell = _silent if options.quiet else _progress
    if options.changes_since:
        from numerate.versions.marking import Earlier, render_changes  # noqa: PLC0415 - the same

        earlier = Earlier(asked=options.changes_since, start=Path(options.folder))
        for path in render_changes(project, options.documents, formats, earlier, tell):
            sys.stdout.write(f"{project.relative(path)}\n")
        return 0
    written = render(
        project,
        options.documents,
        formats=formats,
        engine=options.engine,
        tell=tell,
        with_appendix=options.ledger,
    )
    for path in written:
        sys.stdout.write(f"{project.relative(path)}\n")
    return 0


def _explain(options: argparse.Namespace) -> int:
    from numerate.build.build import computed_ledger  # noqa: PLC0415 - the same
    from numerate.project import open_project  # noqa: PLC0415 - the same
    from numerate.provenance.explanation import explain  # noqa: PLC0415 - keeps other commands fast
    from numerate.provenance.telling import rows_csv, told  # noqa: PLC0415 - the same

    project = open_project(Path(options.folder))
    ledger, documents = computed_ledger(project)
    found = explain(options.asked, ledger, documents, project.root)
    shown = None if options.rows else 20
    sys.stdout.write("\n\n".join(told(one, shown) for one in found) + "\n")
    if options.csv:
        Path(options.csv).write_text("".join(rows_csv(one) for one in found), encoding="utf-8")
        sys.stderr.write(f"wrote {options.csv}\n")
    return 0


def _recheck(options: argparse.Namespace) -> int:
    from numerate.build.build import computed_ledger  # noqa: PLC0415 - keeps other commands fast
    from numerate.project import open_project  # noqa: PLC0415 - the same
    from numerate.results.recheck import recheck  # noqa: PLC0415 - the same
    from numerate.results.reported import exit_code, read_reported, told  # noqa: PLC0415 - the same

    project = open_project(Path(options.folder))
    path = Path(str(options.folder), str(options.reported))
    entries = read_reported(path, project.relative(path))
    ledger, _ = computed_ledger(project)
    verdicts = recheck(entries, ledger)
    sys.stdout.write(told(verdicts, options.format))
    return exit_code(verdicts)


def _diff(options: argparse.Namespace) -> int:
    from numerate.changes.comparison import diff  # noqa: PLC0415 - keeps other commands fast
    from numerate.changes.formats import told  # noqa: PLC0415 - the same
    from numerate.project import open_project  # noqa: PLC0415 - the same
    from numerate.versions.reading import read_version  # noqa: PLC0415 - the same

    start = Path(options.folder)
    project = open_project(start)
    if options.as_of:
        from numerate.versions.computing import in_states  # noqa: PLC0415 - only states need it

        old, new = in_states((options.old, options.new), project)
    else:
        old = read_version(options.old, project, _computed, start)
        new = read_version(options.new, project, _computed, start)
    found = diff(old.version, new.version)
    for issue in (*old.advice, *new.advice, *found.advice):
        sys.stderr.write(f"{issue}\n")
    text = told(found, options.format)
    if options.output:
        from numerate.render.outputs import replace_files  # noqa: PLC0415 - only files need it

        replace_files({start / str(options.output): text.encode()}, root=project.root)
    else:
        sys.stdout.write(text)
    return 0


def _release(options: argparse.Namespace) -> int:
    from numerate.project import open_project  # noqa: PLC0415 - keeps other commands fast
    from numerate.versions.releasing import Candidate, release, today  # noqa: PLC0415 - the same

    project = open_project(Path(options.folder))
    candidate = Candidate(name=options.number, date=today(), trigger=options.trigger)
    for name in release(project, candidate):
        sys.stdout.write(f"{name}\n")
    return 0


def _computed(project: Project) -> Mapping[str, bytes]:
    """The generated files of a version that is not built."""
    from numerate.versions.computing import built_files  # noqa: PLC0415 - only these need it

    return built_files(project)


def _review(folder: str) -> tuple[Review, Sequence[Issue]]:
    """What check looks at; the analysis is loaded only when _generated/ is not fresh."""
    from numerate.check.facts import remembered  # noqa: PLC0415 - keeps other commands fast
    from numerate.check.review import Review, read_documents  # noqa: PLC0415 - the same
    from numerate.project import open_project  # noqa: PLC0415 - the same

    project = open_project(Path(folder))
    reading, facts = read_documents(project), remembered(project)
    if facts is not None or not project.is_compendium:
        return Review(project=project, reading=reading, facts=facts), ()
    from numerate.check.recomputation import recomputed  # noqa: PLC0415 - loads pandas

    return recomputed(project, reading)


def _check(options: argparse.Namespace) -> int:
    from numerate.check.runner import checked  # noqa: PLC0415 - keeps other commands fast
    from numerate.check.telling import told  # noqa: PLC0415 - the same

    review, found = _review(options.folder)
    report = checked(review, found, strict=options.strict)
    sys.stdout.write(told(report, options.format))
    return 1 if report.faults else 0


def _rules(options: argparse.Namespace) -> int:
    from numerate.check import handbook  # noqa: PLC0415 - keeps other commands fast
    from numerate.check.catalogue import RULES, named_rule  # noqa: PLC0415 - the same

    rules = (named_rule(options.rule),) if options.rule else RULES
    if options.format == "json":
        sys.stdout.write(handbook.as_json(rules))
    elif options.format == "markdown":
        sys.stdout.write(handbook.page())
    elif options.rule:
        sys.stdout.write("\n".join(handbook.explained(rule) for rule in rules))
    else:
        sys.stdout.write(handbook.listed(rules))
    return 0


def _sync(options: argparse.Namespace) -> int:
    from numerate.check.refreshing import refreshed, told  # noqa: PLC0415 - keeps others fast
    from numerate.errors import stop_on  # noqa: PLC0415 - the same

    review, found = _review(options.folder)
    stop_on(found)
    files, done = refreshed(review)
    for path, content in {} if options.dry_run else files.items():
        path.write_bytes(content)
    for line in told(done):
        sys.stdout.write(f"{line}\n")
    verb = "would change" if options.dry_run else "changed"
    sys.stderr.write(f"{verb} {len(files)} files\n" if files else "all bracket texts are fresh\n")
    return 0


def _audit(options: argparse.Namespace) -> int:
    from numerate.audit.command import run  # noqa: PLC0415 - keeps other commands fast

    return run(Path(options.folder), options.files, options.pack, options.format)


def _start(options: argparse.Namespace) -> Path:
    """Where to look for the project: at the first document that is a path, else at the folder."""
    for name in options.documents:
        path = Path(str(options.folder), str(name))
        if path.suffix and path.exists():
            return path
    return Path(options.folder)


def _progress(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _silent(_: str) -> None:
    pass


if __name__ == "__main__":
    sys.exit(main())
