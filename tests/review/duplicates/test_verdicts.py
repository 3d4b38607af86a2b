"""The known traps of deduplication, each as two records and what a librarian would say of them."""

from __future__ import annotations

import pytest

from numerate.review.duplicates.spelling import entry
from numerate.review.duplicates.verdicts import RULES, contradict, verdict

BASE = {
    "title": "Bedtime stories and the time to fall asleep: a randomised controlled trial",
    "authors": "Lind, Anna; Berg, Bo; Dahl, Carl",
    "year": "2020",
    "journal": "Journal of Sleep Research",
    "volume": "29",
    "issue": "3",
    "pages": "301-312",
    "doi": "10.1000/jsr.2020.12",
}
SPARE = {**BASE, "doi": "", "pages": "", "volume": "", "issue": ""}


def said(one: dict[str, str], two: dict[str, str]) -> str:
    """The answer for two records; ``different`` where no rule holds."""
    first = entry({"record_id": "R1", **one})
    second = entry({"record_id": "R2", **two})
    found, turned = verdict(first, second), verdict(second, first)
    assert (found and found.rule.name) == (turned and turned.rule.name), "order must not matter"
    return found.rule.answer if found else "different"


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"authors": "Lind A, et al."},
        {"authors": ""},
        {"title": "BEDTIME STORIES AND THE TIME TO FALL ASLEEP: A RANDOMIZED CONTROLLED TRIAL"},
        {"title": "Bedtime stories and the time to fall asleep"},
        {"title": "Bedtime storeis and the time to fall asleep: a randomised controled trial"},
        {"journal": "J Sleep Res"},
        {"journal": "J. Sleep Res.", "pages": "301-12"},
        {"pages": "301", "issue": ""},
        {"year": "2019"},
        {"doi": "https://doi.org/10.1000/JSR.2020.12", "pages": "", "volume": ""},
        {"doi": "", "volume": "29 (3)", "issue": ""},
        {"year": "", "journal": ""},
        {"doi": "10.1000/jsr.2020.12.pdf", "journal": "", "pages": "", "volume": "", "year": ""},
    ],
)
def test_one_report_as_databases_write_it(change: dict[str, str]) -> None:
    """Each is the same article with what an export cuts, abbreviates, misspells or leaves out."""
    assert said(BASE, {**BASE, **change}) == "same"


@pytest.mark.parametrize(
    "change",
    [
        {"title": f"Erratum: {BASE['title']}", "pages": "590", "doi": ""},
        {
            "title": f"{BASE['title']}. Part II",
            "pages": "313-325",
            "doi": "10.1000/jsr.2020.13",
        },
        {
            "title": BASE["title"].replace("stories", "songs"),
            "pages": "400-410",
            "doi": "10.1000/jsr.2020.44",
        },
        {
            "journal": "Sleep Medicine",
            "year": "2018",
            "volume": "44",
            "pages": "S12",
            "doi": "",
        },
        {
            "authors": "Moss, Eva; Falk, Ida",
            "year": "2011",
            "volume": "8",
            "pages": "9-20",
            "doi": "",
        },
    ],
)
def test_reports_that_only_look_alike(change: dict[str, str]) -> None:
    """An erratum, the second part, another trial, the abstract of a congress, a namesake."""
    assert said(BASE, {**BASE, **change}) != "same"


def test_abstracts_that_share_the_doi_of_their_supplement() -> None:
    """The DOI is the supplement's: other titles on other pages are other abstracts."""
    shared = {**SPARE, "doi": "10.1000/suppl.1", "volume": "29", "authors": "Lind, A; Berg, B"}
    one = {**shared, "title": "Sleep after night shifts in nurses of one hospital", "pages": "S12"}
    two = {**shared, "title": "Naps before night shifts in bus drivers", "pages": "S90"}
    assert said(one, two) == "different"


def test_two_abstracts_on_one_page() -> None:
    """The same group, page and year; one word tells them apart."""
    shared = {**BASE, "doi": "", "pages": "S12", "issue": ""}
    one = {**shared, "title": "Effects of bedtime stories on falling asleep in boys at school"}
    two = {**shared, "title": "Effects of bedtime stories on falling asleep in grandmothers"}
    assert said(one, two) != "same"


def test_a_serial_column_of_two_years() -> None:
    """The same authors write under the same title every year."""
    one = {**SPARE, "title": "Gateways to clinical trials"}
    assert said({**one, "year": "2006"}, {**one, "year": "2007"}) != "same"


def test_a_letter_and_the_reply_on_its_page() -> None:
    """The reply has the letter's title, page and volume, and other authors."""
    letter = {**BASE, "title": "Bedtime stories in the ward", "pages": "1511", "doi": ""}
    reply = {**letter, "title": f"{letter['title']}: authors' reply", "authors": "Moss, Eva"}
    assert said(letter, reply) != "same"


def test_an_update_of_a_cochrane_review() -> None:
    """Title and authors stay; year, and the last part of the DOI, do not."""
    first = {**SPARE, "journal": "Cochrane Database Syst Rev", "doi": "10.1002/1.cd1.pub2"}
    assert said(first, {**first, "year": "2024", "doi": "10.1002/1.cd1.pub3"}) != "same"


def test_a_translated_title_on_the_same_pages() -> None:
    """Authors, journal, volume and the whole range of pages agree: one article in two languages."""
    one = {**BASE, "doi": "", "title": "Cuentos antes de dormir y el tiempo hasta el sueño"}
    assert said(one, {**BASE, "doi": ""}) == "same"


def test_the_same_title_and_authors_in_another_journal_is_asked() -> None:
    """With nothing known of volume and pages a person decides."""
    assert said(SPARE, {**SPARE, "journal": "Pediatrics"}) == "doubtful"


def test_titles_in_other_scripts() -> None:
    """Ten Chinese signs tell a report as thirty letters do; one other sign is another report."""
    one = {**SPARE, "journal": "", "title": "睡前故事与儿童入睡时间的研究"}
    assert said(one, {**one, "authors": "Lind, A"}) == "same"
    assert said(one, {**one, "title": "睡前音乐与成人入睡时间的调查"}) == "different"


def test_a_sparse_record_twice() -> None:
    """An export imported twice: identical records are one, however little they say."""
    only = {"title": "Naps before night shifts in bus drivers"}
    assert said(only, only) == "same"
    assert said({"title": "Editorial"}, {"title": "Editorial"}) == "different"
    assert said({}, {}) == "different"


def test_records_that_no_third_can_join() -> None:
    """Other pages in other volumes are two reports, whatever record is like both."""
    one = entry({"record_id": "R1", **BASE})
    two = entry({"record_id": "R2", **BASE, "volume": "8", "pages": "9-20"})
    assert contradict(one, two)
    assert not contradict(one, one)


def test_rules_have_names_of_their_own() -> None:
    """The audit trail names a rule, so no two may be called the same."""
    assert len({rule.name for rule in RULES}) == len(RULES)
