"""Keys: every use is found in text, captions and metadata, with its place."""

from __future__ import annotations

from numerate.paper.manuscript.document import keys_used
from tests.paper.manuscript.trees import Read

SOURCE = """---
title: "Of [3]{num=flow.included} studies"
abstract: |
  From [12]{num=flow.records as=words} records,
  [3]{num=flow.included}.
---

{{< include _part.qmd >}}

![A `num=no` caption with [9]{num=flow.excluded}](/_generated/figures/prisma.svg){#fig-a}

::: {#tbl-a table=flow}
[All agree]{claim=all.agree}; see [Table S1]{ref="supplement#tbl-x"} and [x]{cite=sets.all}.
:::

<!-- [1]{num=in.comment} -->
`[1]{num=in.code}`
"""
PART = "Again [3]{num=flow.included as=Words} and [3]{num=flow.included}.\n"


def test_every_use_has_kind_form_and_place(read: Read) -> None:
    """Metadata, an included file, a caption and a division; code and comments are passed over."""
    uses = keys_used(read(SOURCE, {"_part.qmd": PART}))
    assert [(u.kind, u.key, u.form, f"{u.file}:{u.line}:{u.column}") for u in uses] == [
        ("num", "flow.included", "", "a.qmd:2:16"),
        ("num", "flow.records", "words", "a.qmd:4:13"),
        ("num", "flow.included", "", "a.qmd:5:7"),
        ("num", "flow.included", "Words", "_part.qmd:1:11"),
        ("num", "flow.included", "", "_part.qmd:1:47"),
        ("figure", "prisma", "", "a.qmd:10:49"),
        ("num", "flow.excluded", "", "a.qmd:10:31"),
        ("table", "flow", "", "a.qmd:12:13"),
        ("claim", "all.agree", "", "a.qmd:13:13"),
        ("ref", "supplement#tbl-x", "", "a.qmd:13:46"),
        ("cite", "sets.all", "", "a.qmd:13:78"),
    ]


def test_the_bracket_text_is_told(read: Read) -> None:
    """What an author typed between the brackets is for checks, never for print."""
    [use] = keys_used(read("[1,234 records]{num=flow.records}\n"))
    assert use.text == "1,234 records"
