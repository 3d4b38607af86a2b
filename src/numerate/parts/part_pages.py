"""The pages of docs/ about the parts: made from the parts, so that they say what the code does."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from numerate.parts.declaration import Declaration

_GROUPS: Final = {
    "Searching and selecting": ("searches", "flow", "exclusions", "agreement"),
    "Studies": ("characteristics", "double_extraction", "appraisal"),
    "Results": ("pooled", "summary_of_findings", "votes", "themes", "charts"),
    "Beside the results": ("codebook",),
}


def index(parts: Mapping[str, type[Declaration]], shortest: str) -> str:
    """The page docs/parts.md.

    Args:
        parts: The parts by name.
        shortest: The files of the shortest example, as markdown.

    Raises:
        KeyError: When a part stands in no group.
    """
    grouped = {name for names in _GROUPS.values() for name in names}
    lost = sorted(set(parts) - grouped)
    if lost:
        raise KeyError(f"parts without a group in part_pages: {', '.join(lost)}")
    lines = [_HEAD]
    for title, names in _GROUPS.items():
        held = [name for name in names if name in parts]
        if held:
            lines += [f"## {title}\n", "| Part | Gives |", "|---|---|"]
            lines += [
                f"| [`parts.{name}`](parts/{name}.md) | {_first(parts[name])} |" for name in held
            ]
            lines.append("")
    return "\n".join([*lines, _TAIL + shortest])


def page(name: str, part: type[Declaration]) -> str:
    """The page docs/parts/NAME.md: tables wanted, arguments, keys, sentences, sources."""
    manual = part.manual
    lines = [f"# `parts.{name}`\n", f"{_first(part)}\n", f"    {_called(name, part)}\n"]
    lines += ["## Tables\n", "| Table | Columns | Rows |", "|---|---|---|"]
    lines += [f"| {' | '.join(_cells(entry, 3))} |" for entry in manual.tables]
    lines += ["\n## Arguments\n", "| Argument | Default | Meaning |", "|---|---|---|"]
    lines += [f"| {' | '.join(entry)} |" for entry in _arguments(part)]
    lines += ["\n## Keys\n", "| Key | What stands there |", "|---|---|"]
    lines += [f"| {' | '.join(_cells(entry, 2))} |" for entry in manual.keys]
    lines += ["\n## Sentences\n", "````markdown", "\n\n".join(manual.sentences), "````"]
    lines += ["\n## Sources\n", *(f"- {source}" for source in manual.sources)]
    return "\n".join([*lines, "", _FOOT])


def _cells(entry: tuple[str, ...], width: int) -> list[str]:
    return [*entry, *[""] * (width - len(entry))]


def _first(part: type[Declaration]) -> str:
    return (inspect.getdoc(part) or "").split("\n", 1)[0]


def _fields(part: type[Declaration]) -> Iterator[dataclasses.Field[Any]]:
    return (one for one in dataclasses.fields(part) if one.init)


def _called(name: str, part: type[Declaration]) -> str:
    first = [one for one in _fields(part) if not one.kw_only]
    told = [
        f'"{one.default}"' if isinstance(one.default, str) else f'"{one.name}"' for one in first
    ]
    needed = [f"{one.name}=…" for one in _fields(part) if one.kw_only and _default(one) == "—"]
    return f"parts.{name}({', '.join([*told, *needed])})"


def _default(one: dataclasses.Field[Any]) -> str:
    if one.default is not dataclasses.MISSING:
        return f"`{one.default!r}`" if one.default not in ("", (), None) else ""
    if one.default_factory is not dataclasses.MISSING:
        made = one.default_factory()
        return f"`{made!r}`" if made else ""
    return "—"


def _arguments(part: type[Declaration]) -> Iterator[tuple[str, str, str]]:
    """Each argument with its default and what the docstring says of it."""
    text = (inspect.getdoc(part) or "").partition("Attributes:\n")[2]
    told: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        match = re.match(r"    (\w+): (.*)", line)
        if match:
            name = match[1]
            told[name] = match[2]
        elif name and line.strip():
            told[name] += f" {line.strip()}"
    for one in _fields(part):
        yield f"`{one.name}`", _default(one), told[one.name].replace("``", "`")


_HEAD: Final = """\
# Standard parts

A part is a ready analysis that a review declares in a line of `analysis/__init__.py`:

```python
from numerate import parts

from analysis import own

MORTALITY = parts.pooled("mortality", measure="RR", method="REML", interval="HKSJ")
PARTS = (
    parts.searches(),
    parts.flow(),
    parts.agreement(),
    parts.characteristics("studies", columns=("country", "design", "participants")),
    parts.appraisal("risk_of_bias", tool="rob2"),
    MORTALITY,
    parts.summary_of_findings(analyses=(MORTALITY,)),
    own.results,  # a function of one's own stands beside them
)
```

It yields numbers, claims, citation sets, tables and figures under the keys that its page lists;
`numerate keys` prints those of your review with their values. The defaults fit the tables that
`numerate import` writes.

- **Columns** are found by name. A column of another name is given its role in the dictionary
  (`"role": "events"`) or in the declaration (`columns={"events": "deaths"}`).
- **Faults** in the declaration are told at its line, faults in the data at the line of the table,
  before anything is written. What looks like an extraction error but may be right is an advice.
- **What cannot be estimated** is printed as "not estimable", with the reason in the definition;
  never as 0.
- **Checklists** need no part: a document that prints `table=prisma_scr_checklist` has it made.
- A key that no document uses is no fault in a part.

`examples/trials/` is a whole review on parts.
"""
_TAIL: Final = """\
## The shortest path

A review whose flow is known as counts, with one table of studies: dictionary, analysis and
manuscript have fewer than 40 lines in all (`examples/counts/`, made up).

"""
_FOOT: Final = """\
This page is made from the part; see [all parts](../parts.md).
"""
