"""Undescribed studies: included studies without a row in the table of characteristics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.facts import Facts
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue
from numerate.proof.check.stages import Stage

CODE = "undescribed-study"


def _check(review: Review) -> Iterator[Issue]:
    stages, facts = review.stages, review.facts
    if stages is None or facts is None or stages.studies is None or not stages.characteristics:
        return
    yield from row_issues(CODE, stages.studies, stages.characteristics, facts, passed=True)


def row_issues(
    code: str, stage: Stage, keys: tuple[str, ...], facts: Facts, *, passed: bool
) -> Iterator[Issue]:
    """Rows of tables against what should have one: missing, too many, or of something else.

    Args:
        code: The code of the issues.
        stage: The stage whose things should have a row.
        keys: The keys of the tables.
        facts: What the analysis made.
        passed: Whether those that go on should have a row, or those that do not.
    """
    triples = zip(stage.ids, stage.outcomes, stage.lines, strict=True)
    wanted = {name.lower(): (name, line) for name, outcome, line in triples if outcome is passed}
    tables = [facts.tables[key] for key in keys if key in facts.tables]
    rows = [(row["id"].lower(), one) for one in tables for row in one.body if row["kind"] == "row"]
    counted = Counter(name for name, _ in rows)
    named = ", ".join(keys)
    for folded, (name, line) in wanted.items():
        if folded not in counted:
            yield issue(
                code,
                (stage.file, line),
                found=f"'{name}' has no row in {named}",
                expected="a row for each",
                todo="let the analysis give it a row, whose name is its id",
            )
    for name, table in dict(rows).items():
        if name not in wanted or counted[name] > 1:
            times = f"{counted[name]} rows" if counted[name] > 1 else "a row"
            yield issue(
                code,
                (table.file, table.line),
                found=f"'{name}' has {times} in {named}",
                expected=f"one row for each of the {len(wanted)} at {stage.name}, and no other",
                todo="correct the rows that the table is made from",
            )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="An included study has no row in the table of characteristics",
    why="The property flow of the dictionary names the tables of characteristics; the names of "
    "their rows must be the ids of the included studies, each once (PRISMA 2020, item 17).",
    bad=Example(
        file="analysis/findings.py",
        instead_of='key=lambda study: (study["year"], study["study"]))',
        text='key=lambda study: (study["year"], study["study"]))[1:]',
    ),
    good=Example(
        file="analysis/findings.py",
        instead_of='key=lambda study: (study["year"], study["study"]))',
        text='key=lambda study: (study["study"], study["year"]))',
    ),
    needs=("stages", "ledger"),
    check=_check,
)
