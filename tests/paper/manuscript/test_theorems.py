"""Theorems and proofs: titles as Quarto 1.9.38 writes them."""

from __future__ import annotations

from tests.paper.manuscript.trees import Read, by_class, text, tree


def test_statements_have_number_and_name(read: Read) -> None:
    """Each kind counts for itself; the name comes from a heading or the name attribute."""
    blocks = tree(
        read(
            "::: {#thm-a}\n## Line\nIt holds.\n:::\n\n"
            '::: {#lem-b name="Small"}\nSmall holds.\n:::\n\n'
            "::: {#thm-c}\nSo does this.\n:::\n\n::: {#def-d}\n- D\n:::\n"
        )
    )["blocks"]
    assert [text(found) for found in by_class(blocks, "theorem")] == [
        "Theorem 1 (Line) It holds.",
        "Lemma 1 (Small) Small holds.",
        "Theorem 2 So does this.",
        "Definition 1 D",
    ]


def test_proofs_and_remarks(read: Read) -> None:
    """A proof has no number; a remark with an id has one."""
    blocks = tree(
        read(
            "::: {.proof}\nBy induction.\n:::\n\n::: {#rem-a}\nA remark.\n:::\n\n"
            "::: {.solution}\n1. x\n:::\n"
        )
    )["blocks"]
    assert [text(found) for found in by_class(blocks, "theorem")] == [
        "Proof. By induction.",
        "Remark 1. A remark.",
        "Solution. x",
    ]


def test_headings_within_statements_are_not_numbered(read: Read) -> None:
    """A heading inside a theorem does not count as a section."""
    document = read(
        "---\nnumber-sections: true\n---\n\n::: {#thm-a}\n## T\nA\n\n## In\nB\n:::\n\n# One\n"
    )
    assert text(tree(document)["blocks"]).endswith("1 One")
