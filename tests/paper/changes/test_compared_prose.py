"""Prose is read as render reads it, and told as each version prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from numerate.paper.changes.compared_prose import compared_sentences, printed, read_prose, template
from numerate.paper.changes.renames import Renames
from numerate.paper.changes.version import Version
from numerate.paper.manuscript.document import parse
from numerate.paper.manuscript.prose import passages
from tests.paper.changes.versions_made import documents

PATH = "manuscript/article.qmd"


def version(text: str, others: dict[str, str] | None = None) -> Version:
    """A version with one document, a number and two labels."""
    return Version(
        name="v",
        numbers={"a.n": {"text": "4", "forms": {"words": "four"}}},
        citations={"a.set": {"keys": ["x2020", "y2021"]}},
        labels={"article": {"tbl-x": {"label": "Table 1", "title": ""}}},
        documents=documents({PATH: text, **(others or {})}),
    )


def told(text: str, others: dict[str, str] | None = None) -> list[str]:
    """Each sentence as the version prints it."""
    one = version(text, others)
    (prose,) = read_prose(one)
    return [printed(found.words, one, PATH) for found in compared_sentences(prose[PATH])]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("One here. Two there.", ["One here.", "Two there."]),
        ("See e.g. Smith et al. Then stop.", ["See e.g. Smith et al. Then stop."]),
        ("[A. B]{claim=x.y} is one.", ["A. B is one."]),
        ("Broken over\ntwo lines. And on.", ["Broken over two lines.", "And on."]),
        ("- first point\n- second point", ["first point", "second point"]),
        ("```\nCode. Here.\n```\n\nText.", ["Text."]),
        ("::: {#tbl-x table=x}\nCaption here.\n:::", ["Caption here."]),
        ("<!-- hidden. -->Shown.", ["Shown."]),
        ("---\ntitle: A [0]{num=a.n} title\n---\n\nText.", ["A 4 title", "Text."]),
        ("See [@tbl-x; @x2020] and @tbl-x.", ["See [Table 1; @x2020] and Table 1."]),
        ("*M* = **[0]{num=a.n as=words}**, by [some]{cite=a.set}.",
         ["M = four, by [@x2020; @y2021]."]),
        ("Its rows:\n\n| a | b |\n|---|---|\n| [0]{num=a.n} | x |",
         ["Its rows:", "a", "b", "4", "x"]),
        ("Told.[^1]\n\n[^1]: A note. Its end.", ["Told.", "A note.", "Its end."]),
    ],
)  # fmt: skip
def test_sentences_of_a_source(source: str, found: list[str]) -> None:
    """What is prose, where one sentence ends, and what is put in; written by hand."""
    assert told(source) == found


def test_a_shortcode_is_resolved_as_it_is_rendered() -> None:
    """A variable of the project and a setting of the document are words of the sentence."""
    text = "---\nround: second\n---\n\nThe {{< meta round >}} search of {{< var base >}}."
    assert told(text, {"_variables.yml": "base: PubMed\n"}) == ["The second search of PubMed."]


FILES = {
    PATH: "---\ntitle: T\n---\n\n{{< include parts/_one.qmd >}}\n\n"
    '```{.md shortcodes="false"}\n{{< include _none.qmd >}}\n```\n\nLast [0]{num=a.n}.\n',
    "manuscript/parts/_one.qmd": "First.\n\n{{< include _beside.qmd >}}\n",
    "manuscript/parts/_beside.qmd": "Beside the including file.\n\n{{< include /_root.qmd >}}\n",
    "_root.qmd": "From the root.\n",
    "_quarto.yml": "project:\n  type: default\n",
}


def test_a_comparison_reads_the_file_that_a_render_reads(tmp_path: Path) -> None:
    """Includes beside the including file, from the root, and shown as code: the same passages."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rendered = [one.text for one in passages(parse(tmp_path / PATH, tmp_path))]
    (prose,) = read_prose(version(FILES[PATH], FILES))
    assert [one.text for one in prose[PATH]] == rendered
    assert "Beside the including file." in rendered
    assert "From the root." in rendered


def test_a_template_holds_keys_and_the_words_of_claims() -> None:
    """Numbers inside a claim are keys as well, and a renamed key is the later one."""
    one = version("[All [0]{num=a.n} hold]{claim=a.all} in [0]{num=a.n as=words}.")
    (prose,) = read_prose(one)
    (found,) = compared_sentences(prose[PATH])
    assert found.words.keys("claim") == ("a.all",)
    assert (
        template(found.words, Renames()) == "⟨claim:a.all:All ⟨num:a.n:⟩ hold⟩ in ⟨num:a.n:words⟩."
    )
