"""The pages of docs/ about parts: made from the parts, fresh, and complete."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from numerate import parts
from numerate.parts.part_pages import index, page

ROOT = Path(__file__).parents[2]
PARTS = {name: getattr(parts, name) for name in parts.__all__}


def shortest() -> str:
    """The files of examples/counts as markdown."""
    folder = ROOT / "examples" / "counts"
    shown = (("data/datapackage.json", "json"), ("analysis/__init__.py", "python"),
             ("manuscript/article.qmd", "markdown"))  # fmt: skip
    return "\n".join(
        f"`{name}`\n\n````{kind}\n{(folder / name).read_text(encoding='utf-8')}````\n"
        for name, kind in shown
    )


def fresh(path: Path, text: str) -> None:
    """The page says what the code does; NUMERATE_GOLDEN=write makes it anew."""
    if os.environ.get("NUMERATE_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path.name}: run with NUMERATE_GOLDEN=write"


@pytest.mark.parametrize("name", sorted(PARTS))
def test_the_page_of_a_part_is_fresh(name: str) -> None:
    """Every argument is explained, and the page is the one that the part gives."""
    fresh(ROOT / "docs" / "parts" / f"{name}.md", page(name, PARTS[name]))


def test_the_index_is_fresh() -> None:
    """Every part stands in a group of docs/parts.md, with the shortest example."""
    fresh(ROOT / "docs" / "parts.md", index(PARTS, shortest()))


def test_no_page_is_of_a_part_that_is_gone() -> None:
    """docs/parts/ holds the parts and nothing else."""
    assert {path.stem for path in (ROOT / "docs" / "parts").glob("*.md")} == set(PARTS)


@pytest.mark.parametrize("name", sorted(PARTS))
def test_every_part_is_frozen_and_its_manual_whole(name: str) -> None:
    """A declaration cannot be changed; tables, keys, sentences and sources are all told."""
    part = PARTS[name]
    manual = part.manual
    assert part.__dataclass_params__.frozen
    assert dataclasses.is_dataclass(part)
    assert manual.tables
    assert manual.keys
    assert manual.sentences
    assert manual.sources
    assert all(len(entry) == 3 for entry in manual.tables)
    assert all(len(entry) == 2 for entry in manual.keys)
