"""What the tests of the audit share: the miniature rendered, and one with a longer article."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from numerate.ground.project import open_project
from numerate.paper.render.rendering import render

# what reviews hold and the miniature does not: notes, lists, links, pairs, ratios, tables by hand
LONGER = """
# Sleep in detail {#sec-detail}

Among the parents, 24 (36.4%) read aloud every night and 49 (74.2%) had a fixed hour for bed.
The ratio of girls to boys (24, 49) was the same in both groups.[^weights] Children slept 10.25
hours on a surface of 2 m^2^, and 1,242 of 10,324 nights were counted.

The change was −0.35 (95% CI −0.52 to −0.18) for stories and 0.08 for songs. It did not depend on
the age of the child. The protocol is at [the register](https://example.org/register/4711).

Teachers were asked as well; none of them objected to being asked. They named three habits:

- a glass of water in 12 homes;
- a song in 17 homes;
- a lamp that stays on in 23 homes.

The steps of a good evening were, in order:

1. brush the teeth for 2 minutes;
2. choose one book;
3. read for 15 minutes.

| Habit | Homes | Share | Change |
|:------|------:|------:|-------:|
| Water | 12 | 18.2% | −0.40 |
| Song  | 17 | 25.8% | 0.15 |
| Lamp  | 23 | 34.8% | −1.05 |
| Quilt | 31 | 47.0% | 2.30 |

: Habits before sleep in 66 homes. {#tbl-habits}

## What remains open {#sec-open}

Nobody measured sleep with the same device in more than 5 homes. The reading statement [@page2021]
asks for 27 items, of which we report 26. A longer study would need 640 children.

[^weights]: Weighted by the 66 homes that took part in 2018.
"""


def rendered_review(built: Path, root: Path, more: str = "") -> Path:
    """A copy of a built review, its article grown by some text, rendered in all formats."""
    shutil.copytree(built, root)
    article = root / "manuscript/article.qmd"
    own, references, end = article.read_text(encoding="utf-8").partition("# References")
    article.write_text(own + more + "\n" + references + end, encoding="utf-8")
    render(open_project(root), engine="embedded")
    return root


@pytest.fixture(scope="session")
def rendered(built_miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with its documents in all formats: copy files, never change them."""
    return rendered_review(built_miniature, tmp_path_factory.mktemp("audit") / "review")


@pytest.fixture(scope="session")
def longer(built_miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with a longer article in all formats: copy files, never change them."""
    return rendered_review(built_miniature, tmp_path_factory.mktemp("audit") / "review", LONGER)
