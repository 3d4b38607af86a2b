"""Shortcodes: values in text, titles, links and code; what is unknown is told."""

from __future__ import annotations

import pytest

from tests.paper.manuscript.trees import Faults, Read, by_class, codes, nodes, text, tree


def test_values_of_metadata_variables_and_environment(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """meta, var and env give their values in text, titles, links and code (Quarto's shortcodes)."""
    monkeypatch.setenv("REVIEW", "living")
    document = read(
        '---\ntitle: "On {{< var topic.name >}}"\nkind: "*scoping*"\nyear: 2024\n---\n\n'
        "A {{< meta kind >}} review of {{< meta year >}}, {{< env REVIEW >}}, "
        "[here](https://x.org/{{< meta year >}}), `{{< meta year >}}`, {{< env NONE of it >}}.\n",
        {"_variables.yml": "topic: {name: sleep}\n"},
    )
    found = tree(document)
    assert text(found["meta"]["title"]) == "On sleep"
    assert text(found["blocks"]) == "A scoping review of 2024, living, here, 2024, of."
    assert nodes(found["blocks"], "Link")[0]["c"][2][0] == "https://x.org/2024"
    assert text(nodes(found["blocks"], "Emph")) == "scoping"


def test_page_breaks_videos_and_keys(read: Read) -> None:
    """A page break is a block, a video a link as in Quarto's Word output, a key a span."""
    document = read(
        '{{< pagebreak >}}\n\n{{< video https://x.org/v title="Talk" >}}\n\n'
        "Press {{< kbd Ctrl-C >}}\n"
    )
    blocks = tree(document)["blocks"]
    assert by_class(blocks, "pagebreak")
    assert nodes(blocks, "Link")[0]["c"][2][0] == "https://x.org/v"
    assert text(by_class(blocks, "kbd", "Span")) == "Ctrl-C"


def test_escaped_shortcodes_are_shown(read: Read) -> None:
    """Three braces show two; with shortcodes=false code shows what is written."""
    document = read(
        "Write {{{< meta x >}}}.\n\n```\n{{{< meta x >}}} {{< unknown >}}\n```\n\n"
        '``` {.md shortcodes="false"}\n{{{< meta x >}}}\n```\n'
    )
    assert text(tree(document)["blocks"]) == (
        "Write {{< meta x >}}. {{< meta x >}} {{< unknown >}} {{{< meta x >}}}"
    )


def test_unknown_shortcodes_and_values_are_told(faults: Faults) -> None:
    """What is unknown is never dropped silently: one fault each, with its line."""
    found = faults(
        "{{< lipsum 1 >}}\n\n{{< meta none >}}\n\n{{< var none >}}\n\n{{< env NO_SUCH >}}\n"
    )
    assert codes(found) == [
        "a.qmd:1 unknown-shortcode",
        "a.qmd:3 unknown-value",
        "a.qmd:5 unknown-value",
        "a.qmd:7 unknown-value",
    ]


def test_words_of_a_common_extension_are_known(read: Read) -> None:
    """fancy-text, part of many journal templates, writes LaTeX, BibTeX and an ellipsis."""
    document = read("{{< latex >}} and {{< bibtex >}}{{< ldots >}} {{< smallcaps chem draw >}}\n")
    assert text(tree(document)["blocks"]) == "LaTeX and BibTeX… chem draw"
