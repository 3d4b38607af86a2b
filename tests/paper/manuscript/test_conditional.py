"""Conditional content: by format, profile and metadata (Quarto's conditional content)."""

from __future__ import annotations

from tests.paper.manuscript.trees import Faults, Read, codes, text, tree

SOURCE = """---
draft: true
---

::: {.content-visible when-format="html"}
web
:::

::: {.content-hidden when-format="html"}
not-web
:::

::: {.content-visible unless-format="docx"}
not-word
:::

::: {.content-visible when-format="html" when-meta="draft"}
web-draft
:::

::: {.content-visible when-profile="print"}
profile
:::

[pdf]{.content-visible when-format="pdf"} [typst]{.content-visible when-format="typst"}

``` {.python .content-visible when-format="docx"}
word-code
```

::: {.content-visible when-format="html"}
::: {.content-hidden when-meta="draft"}
hidden
:::
inner
:::
"""


def test_each_format_shows_its_own(read: Read) -> None:
    """Our PDF counts as pdf and as typst."""
    document = read(SOURCE)
    assert text(tree(document, "html")["blocks"]) == "web not-word web-draft inner"
    assert text(tree(document, "pdf")["blocks"]) == "not-web not-word pdf typst"
    assert text(tree(document, "docx")["blocks"]) == "not-web word-code"


def test_faults_of_every_format_are_told(faults: Faults) -> None:
    """A dead reference that only Word shows, and one that only the web shows."""
    found = faults(
        '[@fig-a]{.content-visible when-format="docx"}\n\n'
        '[@fig-b]{.content-visible when-format="html"}\n'
    )
    assert codes(found) == ["a.qmd:1:2 dead-reference", "a.qmd:3:2 dead-reference"]


def test_what_is_hidden_is_not_counted(read: Read) -> None:
    """A figure for another format takes no number."""
    document = read(
        '::: {.content-visible when-format="pdf"}\n![A](x.png){#fig-a}\n:::\n\n'
        "![B](x.png){#fig-b}\n\n@fig-b\n"
    )
    assert text(tree(document, "html")["blocks"]).endswith("Figure 1")
    assert text(tree(document, "pdf")["blocks"]).endswith("Figure 2")
