"""The command ``numerate keys``."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

from numerate.ground.errors import CannotRunError
from numerate.ground.issues import Issue, quoted
from numerate.ground.project import open_project
from numerate.ground.report_formats import ReportFormats
from numerate.paper.building.build import computed_ledger
from numerate.review.results import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key as an author needs it while writing.

    Attributes:
        kind: What the manuscript names it by: num, claim, cite, table or figure.
        key: The key.
        value: As it is printed; a claim's is whether it holds.
        definition: What it is.
        forms: The words that ``as=`` takes.
    """

    kind: str
    key: str
    value: str
    definition: str
    forms: tuple[str, ...] = ()


def keys_command(options: argparse.Namespace) -> int:
    """Print the keys of a review, those of a pattern alone when one is given."""
    project = open_project(Path(options.folder))
    ledger, _ = computed_ledger(project)
    every = list(keys_of(ledger))
    found = [one for one in every if _fits(one.key, options.pattern)]
    if not found:
        raise CannotRunError(_none(options.pattern, [one.key for one in every]))
    sys.stdout.write(KEYS_REPORT.told(found, options.format))
    return 0


def keys_of(ledger: Ledger) -> Iterator[Key]:
    """Every key of a ledger, numbers first."""
    for number in ledger.numbers.values():
        yield Key(kind="num", key=number.key, value=number.text, definition=number.definition,
                  forms=tuple(number.forms))  # fmt: skip
    for claim in ledger.claims.values():
        yield Key(kind="claim", key=claim.key, value="holds" if claim.holds else "does not hold",
                  definition=f"{claim.definition} ({claim.rule})")  # fmt: skip
    for cited in ledger.citations.values():
        yield Key(kind="cite", key=cited.key, value=f"{len(cited.citations)} references",
                  definition=cited.definition)  # fmt: skip
    for table in ledger.tables.values():
        yield Key(kind="table", key=table.key, value=f"{len(table.body)} rows",
                  definition=table.definition)  # fmt: skip
    for figure in ledger.figures.values():
        yield Key(kind="figure", key=figure.key, value=f"{figure.drawing.height_mm:.0f} mm high",
                  definition=figure.definition)  # fmt: skip


def _fits(key: str, pattern: str) -> bool:
    """Whether a key has the pattern: with ``*`` as a whole, else anywhere in it."""
    return fnmatchcase(key, pattern) if set(pattern) & set("*?[") else pattern in key


def _none(pattern: str, keys: Sequence[str]) -> Issue:
    near = get_close_matches(pattern, keys, n=3, cutoff=0.5)
    return Issue(
        code="unknown-key",
        found=f"no key fits {quoted(pattern)}" if pattern else "the analysis yields nothing",
        expected=f"a part of a key, or a pattern with *{', such as ' + near[0] if near else ''}",
        todo="run numerate keys without a pattern to see them all",
    )


def _text(found: Sequence[Key]) -> str:
    lines = []
    kind = ""
    for one in found:
        if one.kind != kind:
            kind = one.kind
            lines.append(f"{kind}=…\n")
        lines.append(f"  {one.key}  {one.value}\n      {one.definition}\n")
        if one.forms:
            lines.append(f"      as={', '.join(one.forms)}\n")
    return "".join(lines)


def _csv(found: Sequence[Key]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("kind", "key", "value", "definition", "forms"))
    for one in found:
        writer.writerow((one.kind, one.key, one.value, one.definition, " ".join(one.forms)))
    return out.getvalue()


def _json(found: Sequence[Key]) -> str:
    return json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1) + "\n"


KEYS_REPORT = ReportFormats[Sequence[Key]]({"text": _text, "csv": _csv, "json": _json})
