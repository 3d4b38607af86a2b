"""Audit report: verdicts as text for a terminal, as JSON, and as one page of HTML."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from numerate.ground.report_formats import ReportFormats, json_text
from numerate.proof.audit.verdict.audit_findings import AuditFinding, FileVerdict, MarkedParagraph

_WIDTH = 100
_NAMES = {
    "differs": "number differs",
    "missing": "not found",
    "moved": "moved",
    "changed": "words changed",
    "typed": "number without a key",
}
_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;
color:#222;background:#fff}
h1{font-size:1.4rem} h2{font-size:1.15rem;margin-top:2rem} li{margin:.5rem 0}
.cell{display:inline-block;margin:.1rem .3rem .1rem 0;padding:0 .3rem;border:1px solid #ddd}
.agrees{background:#e3f1e3} .differs{background:#f9d6d2;text-decoration:line-through}
.printed,.added{background:#fbe7a8;font-weight:bold;text-decoration:none} .missing{color:#a11;
text-decoration:line-through} .place{color:#555;font-size:.85rem} code{font-size:.85em}
"""


def exit_code(verdicts: Sequence[FileVerdict]) -> int:
    """1 when a number differs, a claim's sentence changed, or something with numbers is missing."""
    return 1 if any(one.faults for one in verdicts) else 0


# ------------------------------------------------------------------ text


def _lines(verdict: FileVerdict) -> Iterator[str]:
    yield f"{verdict.file} ({verdict.form}), compared with {' and '.join(verdict.documents)}"
    for number, finding in enumerate(verdict.findings, start=1):
        yield ""
        yield from _finding(number, finding)
    yield ""
    yield "checked"
    for what, agree, of in verdict.checked:
        yield f"  {what}: {agree:,} of {of:,} agree"
    yield f"  typed numbers without a key: {verdict.typed:,}, compared as words only"
    if verdict.unchecked:
        yield "not checked"
        yield from (f"  {one}" for one in verdict.unchecked)
    faults, rest = verdict.faults, len(verdict.findings) - verdict.faults
    if not verdict.findings:
        yield "no finding: the file agrees with the data"
    else:
        yield f"{_many(faults, 'fault')}, {_many(rest, 'further finding')}"


def _finding(number: int, finding: AuditFinding) -> Iterator[str]:
    where = finding.place + (f", page {finding.page}" if finding.page else "")
    level = "" if finding.fault else " (for you to judge)"
    yield f"{number}. {_NAMES[finding.kind]}{level}: {where}"
    if finding.reading:
        yield f"   in the text with {finding.reading}"
    if finding.kind in ("differs", "changed", "typed"):
        yield f"   printed:    {_quoted(finding.printed)}"
        if finding.value or finding.kind == "differs":
            by = "data" if finding.key else "manuscript"
            yield f"   {by + ':':<11} {_quoted(finding.value)}"
    if finding.key:
        yield f"   key:        {finding.key}"
    if finding.sentence:
        yield from _wrapped("sentence", finding.sentence)
    if finding.found and finding.found != finding.printed:
        yield from _wrapped("in the file", finding.found)
    if finding.note:
        yield from _wrapped("note", finding.note)


def _wrapped(label: str, text: str) -> Iterator[str]:
    head = f"   {label + ':':<12}"
    yield from textwrap.wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=head,
        subsequent_indent=" " * 15,
        break_long_words=False,
    )


def _quoted(text: str) -> str:
    return f"«{' '.join(text.split())}»" if text else "nothing"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")


# ------------------------------------------------------------------ JSON


def _entry(verdict: FileVerdict) -> dict[str, object]:
    return {
        "file": verdict.file,
        "format": verdict.form,
        "documents": list(verdict.documents),
        "faults": verdict.faults,
        "findings": [asdict(one) for one in verdict.findings],
        "checked": [
            {"what": what, "agree": agree, "of": of} for what, agree, of in verdict.checked
        ],
        "unchecked": list(verdict.unchecked),
        "typed": verdict.typed,
        "numbers": [asdict(one) for one in verdict.numbers],
    }


# ------------------------------------------------------------------ HTML


def _page(verdicts: Sequence[FileVerdict]) -> str:
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Audit</title><style>{_STYLE}</style></head><body><main>",
    ]
    for one in verdicts:
        parts += _section(one)
    return "\n".join([*parts, "</main></body></html>", ""])


def _section(verdict: FileVerdict) -> Iterator[str]:
    yield f"<h1>{_safe(verdict.file)}</h1>"
    yield f"<p>Compared with {_safe(' and '.join(verdict.documents))}. "
    yield f"{_many(verdict.faults, 'fault')}; {_many(len(verdict.findings), 'finding')} in all.</p>"
    if verdict.findings:
        yield "<h2>Findings</h2><ol>"
        for one in verdict.findings:
            lines = list(_finding(0, one))
            first = _safe(lines[0].removeprefix("0. "))
            rest = "<br>".join(_safe(line.strip()) for line in lines[1:])
            yield f"<li><strong>{first}</strong><br>{rest}</li>"
        yield "</ol>"
    yield "<h2>Checked</h2><ul>"
    for what, agree, of in verdict.checked:
        yield f"<li>{_safe(what)}: {agree:,} of {of:,} agree</li>"
    yield "</ul>"
    if verdict.unchecked:
        yield "<h2>Not checked</h2><ul>"
        yield from (f"<li>{_safe(one)}</li>" for one in verdict.unchecked)
        yield "</ul>"
    yield "<h2>The text with marks</h2>"
    for paragraph in verdict.paragraphs:
        yield _paragraph(paragraph)


def _paragraph(paragraph: MarkedParagraph) -> str:
    inside = "".join(_segment(*one) for one in paragraph.segments)
    if paragraph.kind in ("cell", "head", "picture"):
        return f'<span class="cell" title="{_safe(paragraph.place)}">{inside}</span>'
    return f'<p title="{_safe(paragraph.place)}">{inside}</p>'


def _segment(state: str, text: str, note: str) -> str:
    if state == "plain":
        return _safe(text)
    if state == "agrees":
        return f'<span class="agrees" title="{_safe(note)}">{_safe(text)}</span>'
    if state == "differs":
        instead = f' <ins class="printed">{_safe(note)}</ins>' if note else ""
        return f'<del class="differs">{_safe(text)}</del>{instead}'
    tag = "ins" if state == "added" else "del"
    return f' <{tag} class="{state}">{_safe(text)}</{tag}> '


def _safe(text: str) -> str:
    return html.escape(" ".join(text.split()) if "\n" in text else text)


def _text(verdicts: Sequence[FileVerdict]) -> str:
    return "\n\n".join("\n".join(_lines(one)) for one in verdicts) + "\n"


AUDIT_REPORT = ReportFormats[Sequence[FileVerdict]](
    {
        "text": _text,
        "json": lambda verdicts: json_text([_entry(one) for one in verdicts]),
        "html": _page,
    }
)
