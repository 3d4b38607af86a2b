"""The handbook of rules: their list in a terminal, and the page docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from numerate.ground.report_formats import ReportFormats, json_text
from numerate.proof.check.catalogue import GROUPS, RULES
from numerate.proof.check.rule import Example, Rule

_LONGEST = 600
_INTRODUCTION = """# Rules of `numerate check`

This page is written by `numerate rules --format markdown`; a test compares the two.
A *fault* fails the check; an *advice* fails it with `--strict` only. How a rule is silenced at one
place, and what the check looks at, is told in [check.md](check.md). Every example here is run by a
test: the first text raises the issue, the second does not. Where only a part of a file is shown, it
is a part of the small review in `tests/miniature`.
"""


def listed(rules: Sequence[Rule] = RULES) -> str:
    """One line for each rule: code, severity, title."""
    width = max(len(rule.code) for rule in rules)
    return "".join(f"{rule.code:<{width}}  {rule.severity:<6}  {rule.title}\n" for rule in rules)


def explained(rule: Rule) -> str:
    """Everything about one rule, for a terminal."""
    parts = [f"{rule.code} ({rule.severity}): {rule.title}", "", rule.why, ""]
    for name, example in (("bad", rule.bad), ("good", rule.good)):
        parts += [f"{name}:", *(f"    {line}" for line in _shown(example)), ""]
    return "\n".join(parts)


def _as_json(rules: Sequence[Rule]) -> str:
    """The rules for programs."""
    return json_text(
        [
            {"code": one.code, "severity": one.severity, "title": one.title, "why": one.why}
            for one in rules
        ]
    )


def page() -> str:
    """The page docs/rules.md."""
    return "\n".join([_INTRODUCTION, *_contents(), *_chapters()]).rstrip("\n") + "\n"


def _contents() -> Iterator[str]:
    yield "| Rule | Severity | What it finds |\n|---|---|---|"
    for _, rules in GROUPS:
        for rule in rules:
            yield f"| [`{rule.code}`](#{rule.code}) | {rule.severity} | {rule.title} |"
    yield ""


def _chapters() -> Iterator[str]:
    for title, rules in GROUPS:
        yield f"## {title}\n"
        for rule in rules:
            yield f"### {rule.code}\n"
            yield f"{rule.title} ({rule.severity}). {rule.why}\n"
            yield from _pair(rule)


def _pair(rule: Rule) -> Iterator[str]:
    for name, example in (("Not", rule.bad), ("But", rule.good)):
        where = "" if example.file == "manuscript/article.qmd" else f", in `{example.file}`"
        language = example.file.rsplit(".", maxsplit=1)[-1].replace("qmd", "markdown")
        language = language.replace("bib", "bibtex").replace("yml", "yaml").replace("py", "python")
        text = "\n".join(_shown(example))
        if text:
            yield f"{name}{where}:\n\n````{language}\n{text}\n````\n"
        else:
            yield f"{name}{where}: without the line\n\n````{language}\n{example.instead_of}````\n"


def _shown(example: Example) -> list[str]:
    text = example.text
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST].rstrip()}\n… and so on, {len(text):,} characters"
    return text.replace("\r\n", "␍\n").rstrip("\n").split("\n") if text.strip() else []


RULES_REPORT = ReportFormats[Sequence[Rule]](
    {
        "text": lambda rules: explained(rules[0]) if len(rules) == 1 else listed(rules),
        "json": _as_json,
        "markdown": lambda _: page(),
    }
)
