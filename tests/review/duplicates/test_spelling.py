"""Fields in normal form: what is the same to a reader is the same text."""

from __future__ import annotations

import pytest

from numerate.review.duplicates.resemblance import authors
from numerate.review.duplicates.spelling import doi, entry, journal, names, pages, title_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vitamin B12 &amp; sleep", "VITAMIN B-12 AND SLEEP."),
        ("The <i>TNF-α</i> gene", "The TNF-alpha gene"),
        ("Étude de l’asthme", "Etude de l'asthme"),
        ("[A trial of sleep. Part II]", "A trial of sleep: Part 2"),
        ("A trial of sleep. [Chinese]", "A trial of sleep"),
        ("A trial of sleep [Erratum appears in Sleep 2009;3(1):4]", "A trial of sleep"),
        ("A trial of sleep (vol 360, pg 542, 2009)", "A trial of sleep"),
        ("Ｓｌｅｅｐ in the young", "Sleep in the young"),  # noqa: RUF001 - letters of full width
    ],
)
def test_titles_that_a_reader_takes_for_the_same(one: str, other: str) -> None:
    """Markup, case, accents, Greek letters, brackets and notes of databases change nothing."""
    assert title_words(one) == title_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A trial of sleep. Part I", "A trial of sleep. Part II"),
        ("睡眠的研究", "睡眠的试验"),
        ("Сон детей", "Сон взрослых"),
        ("Sleep in men", "Sleep in women"),
    ],
)
def test_titles_that_differ_stay_different(one: str, other: str) -> None:
    """Parts, words, and titles in other scripts are kept apart."""
    assert title_words(one) != title_words(other)
    assert title_words(one)


@pytest.mark.parametrize(
    "text",
    [
        "Ziegler, T. R. and Smith, John",
        "Ziegler TR; Smith J",
        "Ziegler, T.R.; Smith, J.",
        "T. R. Ziegler; J. Smith",
        "ZIEGLER, T R; SMITH, J",
    ],
)
def test_names_in_any_order_of_their_parts(text: str) -> None:
    """Five ways in which databases write the same two people."""
    assert names(text) == "ziegler tr;smith j"


def test_names_whose_family_name_cannot_be_told() -> None:
    """Without a comma either word may be it; both orders match the name with a comma."""
    for text in ("Wang Lei", "Lei Wang", "Wang L", "Wang, Lei"):
        assert authors(names(text), names("Wang, Lei")) == "same"
    assert authors(names("Thomas Ziegler"), names("Ziegler, T. R.")) == "same"
    assert authors(names("Wang Lei"), names("Moss, Eva")) == "different"


def test_a_list_cut_short_keeps_its_people() -> None:
    """What stands for the others is no person."""
    assert names("Lind, A.; Berg, B.; et al.") == "lind a;berg b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1008-12", ("1008", "1012")),
        ("1008–1012", ("1008", "1012")),
        ("pp. 7-9", ("7", "9")),
        ("e12", ("e12", "")),
        ("23-23", ("23", "")),
        ("", ("", "")),
        ("215p", ("", "")),
    ],
)
def test_pages(text: str, expected: tuple[str, str]) -> None:
    """Short and long ranges are one; a number of pages is no page."""
    assert pages(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/AbC.12",
        "https://doi.org/10.1000/abc.12",
        "http://dx.doi.org/10.1000/abc.12.",
        "doi:10.1000/abc.12",
        "DOI 10.1000/abc.12 ",
        "10.1000%2Fabc.12",
        "https://example.org/doi/10.1000/abc.12/full",
    ],
)
def test_variants_of_a_doi(text: str) -> None:
    """Resolver, label, case, encoding and the view of a publisher's page are no part of it."""
    assert doi(text) == "10.1000/abc.12"


def test_a_journal_that_is_a_conference_has_both_names() -> None:
    """Embase writes the conference behind the journal; another database writes either."""
    assert journal("Thorax.Conference: Winter Meeting, London.") == "thorax;winter meeting london"


def test_errata_and_replies_are_told_from_reports() -> None:
    """What a title says that it is, and what only its end says."""
    kinds = {
        "Erratum: Sleep in the young": "correction",
        "Sleep in the young: authors' reply": "reply",
        "Re: Sleep in the young": "reply",
        "Sleep in the young (vol 3, pg 4, 2009)": "about",
        "Sleep in the young: a study protocol": "protocol",
        "Response of children to sleep": "",
        "Sleep in the young": "",
    }
    found = {title: entry({"record_id": "R", "title": title}).kind for title in kinds}
    assert found == kinds
