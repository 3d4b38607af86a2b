"""Each rule finds its own bad example and nothing in its good one; the handbook is theirs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.ground.inputs import pages_file, pages_stamp
from numerate.ground.project import open_project
from numerate.proof.check import handbook
from numerate.proof.check.catalogue import GROUPS, RULES
from numerate.proof.check.rule import Example, Rule
from numerate.proof.check.runner import Report

each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
RULE_FILES = Path(handbook.__file__).parent / "rules"
DOCS = Path(__file__).parents[3] / "docs"


def written(root: Path, example: Example) -> None:
    """Put an example into a review."""
    path = root / example.file
    if example.instead_of:
        text = path.read_text(encoding="utf-8")
        assert example.instead_of in text, f"{example.file} lacks {example.instead_of!r}"
        path.write_text(text.replace(example.instead_of, example.text, 1), encoding="utf-8")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(example.text.encode("utf-8"))


def rendered(root: Path) -> None:
    """A page beside the stamp that a rendering leaves."""
    project = open_project(root)
    page = root / "_rendered" / "manuscript" / "article.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>An earlier text.</p>", encoding="utf-8")
    sources = list((root / "manuscript").glob("*.qmd"))
    pages_file(project).write_bytes(pages_stamp(project, {page: page.read_bytes()}, sources))
    article = root / "manuscript" / "article.qmd"
    article.write_text(article.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")


@each_rule
def test_the_bad_example_is_found_and_the_good_one_is_not(
    rule: Rule, review: Path, run: Callable[[Path], Report]
) -> None:
    """The examples that the documentation prints are run as they stand there."""
    if rule.code == "stale-pages":
        rendered(review)
    written(review, rule.bad)
    assert rule.code in {issue.code for issue in run(review).issues}


@each_rule
def test_the_good_example_raises_nothing(
    rule: Rule, review: Path, run: Callable[[Path], Report]
) -> None:
    """What the rule asks for does not raise it."""
    written(review, rule.good)
    assert rule.code not in {issue.code for issue in run(review).issues}


def test_one_rule_is_one_file() -> None:
    """A rule's code is its file's name, every file holds a rule, and no code comes twice."""
    names = sorted(path.stem for path in RULE_FILES.glob("*.py") if path.stem != "__init__")
    assert sorted(rule.code.replace("-", "_") for rule in RULES) == names
    assert sum(len(rules) for _, rules in GROUPS) == len(names)


def test_the_page_of_rules_is_the_one_that_the_command_writes() -> None:
    """docs/rules.md is what numerate rules --format markdown prints."""
    if os.environ.get("NUMERATE_GOLDEN") == "write":
        (DOCS / "rules.md").write_text(handbook.page(), encoding="utf-8")
    assert (DOCS / "rules.md").read_text(encoding="utf-8") == handbook.page()


@each_rule
def test_every_rule_can_be_explained(rule: Rule) -> None:
    """The terminal shows the reason and both examples of a rule."""
    told = handbook.explained(rule)
    assert rule.title in told
    assert rule.why in told
