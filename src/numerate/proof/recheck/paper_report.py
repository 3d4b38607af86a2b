"""The report on a paper alone: what was read, what is consistent, what cannot be, and where."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from numerate.ground.report_formats import ReportFormats, json_text
from numerate.proof.recheck.paper_recheck import PaperRecheck
from numerate.proof.recheck.statement import KINDS, Statement

_WIDTH = 36


def _counts(paper: PaperRecheck) -> Iterator[tuple[str, int, int]]:
    """Each kind of statement, how many were read, and how many are consistent."""
    for kind, name in KINDS.items():
        mine = [one for one in paper.statements if one.kind == kind]
        yield name, len(mine), sum(1 for one in mine if not one.fault)


def _summary(paper: PaperRecheck) -> str:
    read, wrong = len(paper.statements), len(paper.faults)
    said = (
        f"{read} {'statement' if read == 1 else 'statements'} read in {paper.sentences:,} sentences"
    )
    if not read:
        return f"{said}: nothing here can be tested without data"
    return (
        f"{said}, {read - wrong} consistent; {f'{wrong} cannot be' if wrong else 'none is wrong'}"
    )


def _as_text(paper: PaperRecheck) -> Iterator[str]:
    yield f"{paper.name}: {_summary(paper)}"
    yield from (f"  not read: {one}" for one in paper.unread)
    for name, read, consistent in _counts(paper):
        yield f"  {name:<{_WIDTH}} {read:>4} read {consistent:>5} consistent"
    for one in paper.faults:
        yield ""
        yield f"{one.sentence.place}: {one.kind}: {_why(one)}"
        yield f"    found: {_clean(one.quote)}"
        yield f"    in:    {_clean(one.sentence.text)}"


def _as_markdown(paper: PaperRecheck) -> Iterator[str]:
    yield f"# {_escaped(paper.name)}"
    yield ""
    yield f"{_summary(paper)}."
    yield from (f"Not read: {_escaped(one)}." for one in paper.unread)
    yield ""
    yield "| Statements | Read | Consistent |"
    yield "|:--|--:|--:|"
    for name, read, consistent in _counts(paper):
        yield f"| {name} | {read} | {consistent} |"
    for one in paper.faults:
        yield ""
        yield f"- **{one.sentence.place}**, {one.kind}: {_escaped(_why(one))}."
        yield ""
        yield f"  > {_escaped(_clean(one.sentence.text))}"


_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; }
td, th { padding: 0.2rem 0.8rem 0.2rem 0; text-align: left; border-bottom: 1px solid #ccc; }
td + td, th + th { text-align: right; }
blockquote { margin: 0.3rem 0 1rem; padding-left: 1rem; border-left: 3px solid #ccc; }
mark { background: #ffe28a; }
"""


def _page(papers: Iterable[PaperRecheck]) -> str:
    body = "\n".join(line for paper in papers for line in _section(paper))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Recheck of a paper</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _section(paper: PaperRecheck) -> Iterator[str]:
    yield f"<h1>{html.escape(paper.name)}</h1>\n<p>{html.escape(_summary(paper))}.</p>"
    yield from (f"<p>Not read: {html.escape(one)}.</p>" for one in paper.unread)
    heads = "".join(f"<th>{name}</th>" for name in ("Statements", "Read", "Consistent"))
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for name, read, consistent in _counts(paper):
        yield f"<tr><td>{name}</td><td>{read}</td><td>{consistent}</td></tr>"
    yield "</tbody>\n</table>"
    for one in paper.faults:
        yield f"<h2>{html.escape(one.sentence.place.capitalize())}: {one.kind}</h2>"
        yield f"<p>{html.escape(_why(one))}.</p>"
        before, mark, after = _clean(one.sentence.text).partition(_clean(one.quote))
        marked = f"<mark>{html.escape(mark)}</mark>" if mark else ""
        yield f"<blockquote>{html.escape(before)}{marked}{html.escape(after)}</blockquote>"


def _why(one: Statement) -> str:
    return f"{one.fault} ({one.condition})" if one.condition else one.fault


def _as_json(paper: PaperRecheck) -> dict[str, Any]:
    return {
        "file": paper.name,
        "sentences": paper.sentences,
        "read": len(paper.statements),
        "faults": len(paper.faults),
        "kinds": {
            kind: {
                "read": sum(1 for one in paper.statements if one.kind == kind),
                "consistent": sum(
                    1 for one in paper.statements if one.kind == kind and not one.fault
                ),
            }
            for kind in KINDS
        },
        "unread": list(paper.unread),
        "statements": [
            {
                "kind": one.kind,
                "place": one.sentence.place,
                "quote": one.quote,
                "sentence": one.sentence.text,
                "consistent": not one.fault,
                "fault": one.fault,
                "condition": one.condition if one.fault else "",
            }
            for one in paper.statements
        ],
    }


def _clean(text: str) -> str:
    """A text without control characters, which would steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in r"\`*_{}[]<>#|&!~" else letter for letter in text)


def _joined(parts: Iterable[Iterator[str]]) -> str:
    return "\n".join("\n".join(lines) + "\n" for lines in parts)


PAPER_REPORT = ReportFormats[Sequence[PaperRecheck]](
    {
        "text": lambda papers: _joined(_as_text(one) for one in papers),
        "json": lambda papers: json_text([_as_json(one) for one in papers]),
        "markdown": lambda papers: _joined(_as_markdown(one) for one in papers),
        "html": _page,
    }
)
