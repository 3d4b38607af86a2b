"""The command line: one function per command, each importing only what it needs."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from numerate.errors import CannotRunError, NumerateError
from numerate.options import parser

if TYPE_CHECKING:
    from numerate.check.review import Reading, Review
    from numerate.issues import Issue
    from numerate.project import Project

FORMATS = ("html", "pdf", "docx")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when all is well, 1 when there are faults, 2 when the command cannot run.
    """
    gc.disable()  # a command ends long before its garbage matters; this saves a fifth of its time
    options = parser().parse_args(arguments)
    if not hasattr(options, "command"):
        parser().print_help()
        return 2
    try:
        code = _COMMANDS[options.command](options)
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
    folder = Path(options.folder)
    code = 0
    if options.pack:
        from numerate.audit.pack_audit import verified  # noqa: PLC0415 - loads pandas

        lines, code = verified(folder / str(options.pack))
        sys.stdout.write("\n".join(lines) + "\n")
        if not options.files:
            return code
    from numerate.audit.audit_command import run  # noqa: PLC0415 - keeps other commands fast

    return max(code, run(folder, options.files, options.format, _generated_now))


def _generated_now(project: Project, reading: Reading) -> Mapping[str, bytes]:
    """The generated files of a compendium that is not built."""
    from numerate.audit.rebuilding import generated_now  # noqa: PLC0415 - loads pandas

    return generated_now(project, reading)


def _pack(options: argparse.Namespace) -> int:
    from numerate.packs.packing import pack  # noqa: PLC0415 - keeps other commands fast
    from numerate.project import open_project  # noqa: PLC0415 - the same
    from numerate.render.rendering import render  # noqa: PLC0415 - the same

    project = open_project(Path(options.folder))
    tell = _silent if options.quiet else _progress
    rendered = render(project, tell=tell)
    target = Path(str(options.folder), str(options.file or f"{project.root.name}-pack.zip"))
    names = pack(project, rendered, target)
    tell(f"packed {len(names)} files, {target.stat().st_size / 2**20:.1f} MiB:")
    sys.stdout.write(f"{project.relative(target)}\n")
    return 0


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


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "audit": _audit,
    "build": _build,
    "check": _check,
    "diff": _diff,
    "explain": _explain,
    "pack": _pack,
    "recheck": _recheck,
    "release": _release,
    "render": _render,
    "rules": _rules,
    "sync": _sync,
}

if __name__ == "__main__":
    sys.exit(main())
