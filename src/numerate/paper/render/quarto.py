"""Rendering by the Quarto program: run it, move what it made into place, tell why it failed."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from numerate.ground import programs
from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.ground.project import Project

QUARTO_FORMATS = {"html": "html", "pdf": "typst", "docx": "docx"}
ALREADY_BUILT = "NUMERATE_BUILT"

_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|\r")
_TOLD = re.compile(
    r"^(?:(?P<file>[^\s:][^:\n]*):(?:(?P<line>\d+):(?:(?P<column>\d+):)?)? )?"
    r"(?P<code>[a-z][a-z-]+): (?P<found>.*)\n"
    r" {4}expected: (?P<expected>.*)\n"
    r" {4}to do: +(?P<todo>.*)$",
    re.MULTILINE,
)
_NOISE = re.compile(r"^\s*(at |Stack trace|WARN|\[\d+/\d+\]|pandoc|metadata|[a-z-]+: )|^\s*$")


def render_with_quarto(
    project: Project, documents: Sequence[Path], formats: Sequence[str]
) -> dict[Path, bytes]:
    """The files that Quarto made of the documents, by their places; nothing is written there.

    Quarto writes into a folder of its own.

    Args:
        project: The project that the documents belong to; its results are built already.
        documents: Paths of .qmd files.
        formats: Some of ``html``, ``pdf`` (by Typst) and ``docx``.

    Raises:
        NumerateError: When Quarto is missing or fails, or a document is at fault.
    """
    programs.require("quarto")
    leftovers = set(_leftovers(documents))
    with tempfile.TemporaryDirectory(prefix="numerate-quarto-") as folder:
        made = Path(folder)
        try:
            for arguments in _calls(project, documents, formats):
                _call(project, [*arguments, "--output-dir", str(made)])
        finally:
            for path in set(_leftovers(documents)) - leftovers:
                shutil.rmtree(path, ignore_errors=True)
        pairs = [
            (made / output, _home(project, document, output))
            for document in documents
            for output in _outputs(project, document, formats)
        ]
        _demand([source for source, _ in pairs], made)
        return {target: source.read_bytes() for source, target in pairs}


def told_issues(output: str) -> list[Issue]:
    r"""The issues that the filter or the build printed among other output.

    >>> told_issues("noise\na.qmd:4: unknown-number: no x\n    expected: y\n    to do:    z\n")
    [Issue(code='unknown-number', found='no x', expected='y', todo='z', file='a.qmd', line=4,
           column=None, severity='fault')]
    """
    return [
        Issue(
            code=told["code"],
            file=told["file"] or "",
            line=int(told["line"]) if told["line"] else None,
            column=int(told["column"]) if told["column"] else None,
            found=told["found"],
            expected=told["expected"],
            todo=told["todo"],
        )
        for told in _TOLD.finditer(_COLOUR.sub("", output))
    ]


def _calls(
    project: Project, documents: Sequence[Path], formats: Sequence[str]
) -> Iterator[list[str]]:
    """The fewest calls: the whole project at once where possible, else document by format."""
    everything = set(documents) == set(project.documents)
    declared = project.settings.get("format")
    wanted = [QUARTO_FORMATS[name] for name in formats]
    ends: list[list[str]] = [["--to", name] for name in wanted]
    if isinstance(declared, dict) and set(declared) == set(wanted):
        ends = [[]]
    targets = [[]] if everything else [[project.relative(document)] for document in documents]
    for target in targets:
        for end in ends:
            yield ["render", *target, *end]


def _call(project: Project, arguments: Sequence[str]) -> None:
    outcome = programs.run(
        "quarto", arguments, cwd=project.root, env={ALREADY_BUILT: "1"}, allow_failure=True
    )
    if outcome.code == 0:
        return
    output = outcome.out.decode("utf-8", "replace") + "\n" + outcome.err
    issues = told_issues(output)
    if issues:
        raise NumerateError(issues)
    raise NumerateError(
        Issue(
            code="failing-program",
            found=f"'quarto' stopped with exit code {outcome.code}: {_reason(output)}",
            expected="exit code 0",
            todo="read its message above; `quarto render` at the root shows all of it",
        )
    )


def _reason(output: str) -> str:
    """The lines that tell what went wrong: from the first ERROR on, or the last few."""
    lines = [line.strip() for line in _COLOUR.sub("", output).splitlines()]
    for number, line in enumerate(lines):
        if line.startswith(("ERROR", "Error")):
            lines = lines[number:]
            break
    telling = [line for line in lines if not _NOISE.match(line)]
    return "\n".join(dict.fromkeys(telling[:8])) or "no message"


def _outputs(project: Project, document: Path, formats: Iterable[str]) -> Iterator[Path]:
    relative = Path(project.relative(document))
    for name in formats:
        yield relative.with_suffix(f".{name}")


def _home(project: Project, document: Path, output: Path) -> Path:
    if project.rendered is None:
        return document.with_suffix(output.suffix)
    return project.rendered / output


def _demand(files: Iterable[Path], folder: Path) -> None:
    missing = [path.relative_to(folder).as_posix() for path in files if not path.is_file()]
    if missing:
        raise NumerateError(
            Issue(
                code="failing-program",
                found="'quarto' ended well but did not write " + ", ".join(missing),
                expected="one file for each document and format",
                todo="take output-file and output-ext out of the document's settings",
            )
        )


def _leftovers(documents: Iterable[Path]) -> Iterator[Path]:
    """The folders of intermediate files that Quarto leaves beside a document when it fails."""
    for document in documents:
        folder = document.with_name(f"{document.stem}_files")
        if folder.is_dir():
            yield folder
