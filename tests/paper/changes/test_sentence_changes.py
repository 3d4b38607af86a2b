"""Sentences are read from the source and compared as each version prints them."""

from __future__ import annotations

from numerate.paper.changes.compared_prose import read_prose
from numerate.paper.changes.renames import Renames
from numerate.paper.changes.sentence_changes import pieces, sentence_changes
from numerate.paper.changes.version import Version
from tests.paper.changes.versions_made import documents


def version(text: str, numbers: dict[str, str], claims: dict[str, bool] | None = None) -> Version:
    """A version with one document."""
    return Version(
        name="v",
        numbers={k: {"text": v, "forms": {"words": f"<{v}>"}} for k, v in numbers.items()},
        claims={k: {"holds": v} for k, v in (claims or {}).items()},
        citations={"a.set": {"keys": ["x2020"]}},
        labels={"article": {"tbl-x": {"label": "Table 1", "title": ""}}},
        documents=documents({"manuscript/article.qmd": text}),
    )


def shown(old: Version, new: Version) -> list[str]:
    """Each changed sentence with its marks."""
    signs = {"deleted": "[-{}-]", "inserted": "{{+{}+}}", "same": "{}"}
    return [
        "".join(signs[piece.how].format(piece.text) for piece in change.pieces)
        for change in sentence_changes(old, new, Renames(), read_prose(old, new))
    ]


TEXT = "# Results\n\nWe found [48]{num=a.n} studies (@tbl-x). Of these, two fell.\n"


def test_a_number_that_moved_is_marked_in_its_sentence_only() -> None:
    """One of two sentences holds the number; the bracket text plays no part."""
    changed = shown(version(TEXT, {"a.n": "48"}), version(TEXT, {"a.n": "68"}))
    assert changed == ["We found [-48-]{+68+} studies (Table 1)."]


def test_words_come_go_and_change() -> None:
    """A sentence that went, one whose word changed, and one that came."""
    old = "Alpha beta gamma delta. Gone sentence here. Last one stays."
    new = "Alpha beta gamma epsilon. Last one stays. A new one came along."
    assert shown(version(old, {}), version(new, {})) == [
        "Alpha beta gamma [-delta-]{+epsilon+}.",
        "[-Gone sentence here.-]",
        "{+A new one came along.+}",
    ]


def test_a_claim_that_fails_is_told_though_no_word_changed() -> None:
    """The same sentence, but its claim ceased to hold."""
    text = "[All were positive]{claim=a.all}, they say."
    old, new = version(text, {}, {"a.all": True}), version(text, {}, {"a.all": False})
    changes = sentence_changes(old, new, Renames(), read_prose(old, new))
    assert [(change.why, change.failed) for change in changes] == [(("claims",), ("a.all",))]


def test_pieces_keep_both_texts() -> None:
    """Without insertions the pieces read as the old text; without deletions, as the new one."""
    old, new = "of 10,324 records, 48 (8.1%) stayed", "of 12,000 records 68 (9%) stayed on"
    made = pieces(old, new)
    assert "".join(one.text for one in made if one.how != "inserted").split() == old.split()
    assert "".join(one.text for one in made if one.how != "deleted") == new
