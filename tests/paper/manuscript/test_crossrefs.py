"""Cross references: the words and numbers are those that Quarto 1.9.38 gave for the same text."""

from __future__ import annotations

import pytest

from numerate.paper.manuscript.crossrefs import roman, type_of
from numerate.paper.manuscript.document import labels
from tests.paper.manuscript.trees import Faults, Read, captions, codes, nodes, text, tree

EVERY_KIND = """---
title: T
number-sections: true
crossref:
  fig-title: Abb
  fig-prefix: Abb.
  tbl-labels: roman i
  lst-labels: alpha A
  eq-prefix: Eq.
  title-delim: "---"
  subref-labels: roman i
  custom:
    - kind: float
      key: supp
      reference-prefix: Item S
      caption-prefix: Item S
      space-before-numbering: false
      latex-env: supp
---

# Intro {#sec-intro}

See @fig-one, @Fig-one, [@fig-one; @tbl-one], [see @fig-one], [Fig. @fig-one], [-@fig-one],
[-@tbl-two; -@fig-panel], @tbl-two, @fig-panel-b, @eq-one, @sec-intro, @sec-deep, @lst-one,
@thm-line, @nte-look, @supp-a, @rem-x, @sec-un.

## Deep {#sec-deep}

### Deeper {#sec-deeper}

## Un {#sec-un .unnumbered}

## After {#sec-after}

@sec-deeper @sec-after

![A *caption*](x.png){#fig-one}

| a |
|---|
| 1 |

: Tab {#tbl-one}

| a |
|---|
| 1 |

: Tab two {#tbl-two}

::: {#fig-panel layout-ncol=2}
![First](x.png){#fig-panel-a}

![Second](x.png){#fig-panel-b}

Both
:::

$$ x = 1 $$ {#eq-one}

$$ y = 1 $$

``` {#lst-one .python lst-cap="Code"}
x = 1
```

::: {#thm-line}
## Line
The equation.
:::

::: {#nte-look .callout-note}
## Look
Body.
:::

::: {#supp-a}
![](x.png)

An item.
:::

::: {#rem-x}
A remark.
:::
"""


def test_every_kind_is_referred_to_as_in_quarto(read: Read) -> None:
    """One paragraph refers to every kind; the sentence is Quarto's own output for this text.

    Only the unnumbered section differs: Quarto prints ``?@sec-un``, its title is of more use.
    """
    document = read(EVERY_KIND)
    first = nodes(tree(document)["blocks"], "Para")[0]
    assert text(first) == (
        "See Abb. 1, Abb. 1, Abb. 1, Table i, see 1, Fig. 1, 1, ii, 2, Table ii, Abb. 2 (ii), "
        "Eq. 1, Section 1, Section 1.1, Listing A, Theorem 1, Note 1, Item S1, Remark 1, Un."
    )


def test_captions_carry_labels_as_in_quarto(read: Read) -> None:
    """Labels, delimiters and sub-captions are those of Quarto's output for this text."""
    assert captions(tree(read(EVERY_KIND))["blocks"]) == [
        "Abb 1— A caption",
        "Table i— Tab",
        "Table ii— Tab two",
        "(i) First",
        "(ii) Second",
        "Abb 2— Both",
        "Listing A— Code",
        "Item S1— An item.",
    ]


def test_labels_name_everything_for_other_documents(read: Read) -> None:
    """labels.json is made of these; words and numbers as in the sentence above."""
    found = {key: (label.label, label.title) for key, label in labels(read(EVERY_KIND)).items()}
    assert found["tbl-two"] == ("Table ii", "Tab two")
    assert found["fig-panel-b"] == ("Abb. 2 (ii)", "Second")
    assert found["sec-deeper"] == ("Section 1.1.1", "Deeper")
    assert found["supp-a"] == ("Item S1", "An item.")
    assert list(found)[:4] == ["sec-intro", "sec-deep", "sec-deeper", "sec-un"]


def test_references_are_links_unless_switched_off(read: Read) -> None:
    """Quarto links references; ``ref-hyperlink: false`` leaves the words (its documentation)."""
    source = "@fig-a\n\n![A](x.png){#fig-a}\n"
    linked = nodes(tree(read(source))["blocks"], "Link")
    assert linked[0]["c"][0][1] == ["quarto-xref"]
    assert linked[0]["c"][2][0] == "#fig-a"
    plain = read(f"---\ncrossref: {{ref-hyperlink: false}}\n---\n\n{source}")
    assert nodes(tree(plain)["blocks"], "Link") == []
    assert text(tree(plain)["blocks"]).startswith("Figure 1")


def test_without_numbered_headings_sections_are_still_counted(read: Read) -> None:
    """Quarto 1.9.38 says "Section 1.1" for a ### below the first ## even without numbers shown."""
    document = read("@sec-a @sec-c\n\n## A {#sec-a}\n\n## B {.unnumbered}\n\n### C {#sec-c}\n")
    assert text(tree(document)["blocks"]).startswith("Section 1 Section 1.1 A B C")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("de", "Abbildung 1 Abbildung 1: A"), ("fr", "Figure 1 Figure 1: A"), ("zh", "图 1 图 1: A")],
)
def test_words_follow_the_language(read: Read, lang: str, words: str) -> None:
    """The words for figures are those of Quarto's language files."""
    document = read(f"---\nlang: {lang}\n---\n\n@fig-a\n\n![A](x.png){{#fig-a}}\n")
    assert text(tree(document)["blocks"]) == words


def test_a_label_prefix_numbers_the_supplement(read: Read) -> None:
    """``numerate: {label-prefix: S}`` gives S1 to tables and figures, not to sections."""
    document = read(
        "---\nnumerate: {label-prefix: S}\nnumber-sections: true\n---\n\n"
        "@fig-a @sec-a\n\n# A {#sec-a}\n\n![A](x.png){#fig-a}\n"
    )
    assert text(tree(document)["blocks"]) == "Figure S1 Section 1 1 A Figure S1: A"


def test_a_list_of_labels_is_used_in_turn(read: Read) -> None:
    """``labels: [S1, S2]`` gives the n-th float the n-th label (Quarto's crossref options)."""
    document = read(
        "---\ncrossref: {labels: [S1, S2]}\n---\n\n@fig-b\n\n"
        "![A](x.png){#fig-a}\n\n![B](x.png){#fig-b}\n"
    )
    assert captions(tree(document)["blocks"]) == ["Figure S1: A", "Figure S2: B"]


def test_a_reference_to_nothing_is_told_with_its_place(faults: Faults) -> None:
    """Quarto prints ``?@fig-b``; here it is a fault at the line and column of the reference."""
    found = faults("Text.\n\nSee @fig-b and @tbl-c.\n")
    assert codes(found) == ["a.qmd:3:5 dead-reference", "a.qmd:3:16 dead-reference"]


def test_an_id_given_twice_is_told_at_its_second_place(faults: Faults) -> None:
    """Two figures with one id cannot both be meant by a reference."""
    found = faults("![A](x.png){#fig-a}\n\n![B](x.png){#fig-a}\n")
    assert codes(found) == ["a.qmd:3:13 repeated-id"]
    assert "a.qmd:1" in found[0].found


def test_a_work_whose_key_looks_like_a_reference_is_cited(read: Read) -> None:
    """``@def-2020`` begins like a definition, but the bibliography holds it."""
    document = read(
        "---\nreferences:\n  - {id: def-2020, title: Terms, type: book, issued: {year: 2020}}\n"
        "---\n\n@def-2020 says.\n"
    )
    assert "Terms (2020)" in text(tree(document)["blocks"])


def test_types_and_numerals() -> None:
    """The type of an id is what stands before its first hyphen; 1994 is MCMXCIV."""
    assert type_of("tbl-quality-2") == "tbl"
    assert type_of("eq") == ""
    assert roman(1994) == "MCMXCIV"
