"""Enumerations: members as a phrase, and words that follow a number."""

from __future__ import annotations

import pytest

from numerate.review.results.enumeration import joined, list_text, plural_text

ENTRY = {
    "count": 3,
    "form": "names",
    "items": {"names": ["Italy", "Peru", "Chad"], "values": ["12", "7", "1"]},
    "empty": "no country",
    "members": [],
}


@pytest.mark.parametrize(
    ("items", "options", "phrase"),
    [
        (["ERIC"], {}, "ERIC"),
        (["ERIC", "PsycInfo"], {"serial": True}, "ERIC and PsycInfo"),
        (["12,958", "5,823", "6,742"], {}, "12,958, 5,823 and 6,742"),
        (["12,958", "5,823", "6,742"], {"serial": True}, "12,958, 5,823, and 6,742"),
        (["May 1, 2020", "May 2, 2021"], {"each": "on"}, "on May 1, 2020 and on May 2, 2021"),
        (
            ["May 1, 2020", "May 2, 2021", "May 3, 2022"],
            {"each": "on"},
            "on May 1, 2020; on May 2, 2021; and on May 3, 2022",
        ),
        (["A", "B", "C"], {"limit": 3}, "A, B and C"),
        (["A", "B", "C"], {"limit": 2}, "A, B and one other"),
        (["A", "B", "C", "D"], {"limit": 1}, "A and three others"),
        (list("ABCDEFGHIJKL"), {"limit": 2, "rest": "other countries"},
         "A, B and 10 other countries"),
        ([], {}, "none"),
        ([], {"empty": "no database"}, "no database"),
    ],
)  # fmt: skip
def test_a_phrase_is_joined_as_english_joins_it(
    items: list[str], options: dict[str, object], phrase: str
) -> None:
    """Phrases written by hand, after the Chicago Manual (6.19, 6.60) and APA 7 (6.3, 6.32)."""
    assert joined(items, **options) == phrase  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("form", "options", "printed"),
    [
        ("", {}, "Italy, Peru and Chad"),
        ("values", {"max": "2"}, "12, 7 and one other"),
        ("", {"max": "2", "rest": "other country"}, "Italy, Peru and one other country"),
        ("cited", {}, None),
        ("", {"max": "two"}, None),
    ],
)
def test_a_stored_list_prints_what_the_braces_ask_for(
    form: str, options: dict[str, str], printed: str | None
) -> None:
    """Form and options change the phrase; a form or number that is none gives nothing."""
    assert list_text(ENTRY, form, options) == printed


def test_an_empty_list_prints_its_own_word() -> None:
    """The word for no members is stored, and the braces may say another."""
    empty = ENTRY | {"items": {"names": []}}
    assert list_text(empty) == "no country"
    assert list_text(empty, "", {"empty": "nowhere"}) == "nowhere"


@pytest.mark.parametrize(
    ("value", "words"), [(1, "is"), (0, "are"), (2, "are"), (1.5, "are"), ([1, 2], "are")]
)
def test_words_follow_a_number(value: object, words: str) -> None:
    """One thing takes the singular, everything else the plural."""
    assert plural_text(value, {"one": "is", "other": "are"}) == words


def test_none_may_have_words_of_its_own() -> None:
    """``zero`` is used for 0 alone; without one of the two wordings there is nothing to print."""
    words = {"one": "study is", "other": "studies are", "zero": "study at all is"}
    assert plural_text(0, words) == "study at all is"
    assert plural_text(2, words) == "studies are"
    assert plural_text(2, {"one": "is"}) is None
