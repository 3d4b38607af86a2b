"""Links that lead elsewhere, by cases made for this test."""

from __future__ import annotations

from numerate.proof.audit.readers.printed_file import PrintedFile, target
from numerate.proof.audit.verdict.changed_links import changed_links

REGISTER = target("https://example.org/register/4711")


def found(links: set[str], wanted: set[str]) -> list[tuple[str, str]]:
    """What is printed and what is wanted of each finding."""
    printed = PrintedFile(name="a", form="html", readings=(), links=frozenset(links))
    return [(one.printed, one.value) for one in changed_links(printed, wanted)]


def test_a_link_in_another_place_is_told_with_the_nearest() -> None:
    """Of two unknown links the more alike is shown."""
    other = "https://example.org/register/4712"
    assert found({other, "https://journal.example"}, {REGISTER}) == [(other, REGISTER)]


def test_links_that_a_program_lost_or_put_in_tell_nothing() -> None:
    """Texts have none; journals add theirs; authors have addresses."""
    assert found(set(), {REGISTER}) == []
    assert found({REGISTER, "https://journal.example"}, {REGISTER}) == []
    assert found({"mailto:ada@example.org", "https://orcid.org/0000"}, {REGISTER}) == []


def test_addresses_are_the_same_however_they_are_written() -> None:
    """Scheme, case of the host, escapes and a last slash; doi.org had an older name."""
    same = ("HTTP://Example.org/a%20b/", "https://example.org/a b")
    assert target(same[0]) == "https://example.org/a b"
    assert target("http://dx.doi.org/10.1/x") == target("https://doi.org/10.1/X")
    assert [target(one) for one in ("#top", "supplement.html", "javascript:x()", "")] == [""] * 4
