"""Entries as databases and people write them: which rule speaks of them, and which keeps silent.

What each entry would print is in ../../extension/test_references.py; the expected issues are a
count by hand of what a reader would find wrong in the entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from numerate.ground.project import extension_dir
from numerate.proof.check.bibliography import bare_doi
from numerate.proof.check.rules.unclear_name import ORGANISATIONS
from numerate.proof.check.runner import Report

AUTHOR, TITLE = "author = {Lee, Ann}", "title = {Sleep}"

FAULTS = {
    "an organisation": ("author = {Norwegian Institute of Public Health}", TITLE, "unclear-name"),
    "an organisation in two": ("author = {Food and Drug Administration}", TITLE, "unclear-name"),
    "a firm": ("author = {Johnson \\& Johnson}", TITLE, "unclear-name"),
    "an editor": (AUTHOR + ",\n editor = {Cochrane Collaboration}", TITLE, "unclear-name"),
    "commas between persons": ("author = {Smith, J., Jones}", TITLE, "unclear-name"),
    "initials last": ("author = {Smith JA}", TITLE, "unclear-name"),
    "capitals": ("author = {SMITH, John and Lee, Ann}", TITLE, "unclear-name"),
    "a particle with a capital": ("author = {Vincent Van Gogh}", TITLE, "unclear-name"),
    "title case": (AUTHOR, "title = {Sleep Problems Among Young Children}", "title-capitals"),
    "a title in capitals": (AUTHOR, "title = {SLEEP OF CHILDREN}", "title-capitals"),
    "an open tag": (AUTHOR, "title = {On <i>E. coli}", "unread-markup"),
    "a command of a text": (AUTHOR, "title = {On sleep \\cite{other}}", "unread-markup"),
    "no DOI": (AUTHOR, TITLE + ",\n doi = {n/a}", "bad-doi"),
    "half a DOI": (AUTHOR, TITLE + ",\n doi = {10.1136}", "bad-doi"),
    "two titles": (AUTHOR, TITLE + ",\n Title = {Rest}", "repeated-field"),
    "two journals": (AUTHOR, TITLE + ",\n journaltitle = {K}", "repeated-field"),
}
SOUND = {
    "an organisation in braces": ("author = {{Norwegian Institute of Public Health}}", TITLE),
    "an organisation with a comma": ("author = {{Ministry of Sleep, Dreams and Rest}}", TITLE),
    "persons": ("author = {Ann Lee and van der Berg, Jan and O'Neil, Bo and Ng, Wei}", TITLE),
    "words of organisations": ("author = {Group, Ann and Tyra Banks and Frank Press}", TITLE),
    "suffixes": ("author = {King, Jr., M. L. and Downey, III, Robert}", TITLE),
    "accents": ('author = {G{\\"o}del, K. and {\\O}rsted, A.}', TITLE),
    "others": ("author = {Lee, Ann and others}", TITLE),
    "names and abbreviations": (AUTHOR, "title = {COVID-19 in Norway and the United States}"),
    "marked capitals": (AUTHOR, "title = {The {PRISMA} Statement of Young Children: {A} Review}"),
    "a title in braces": (AUTHOR, "title = {{Sleep Problems Among Young Children}}"),
    "German nouns": (AUTHOR, "title = {Schlaf und Traum bei Kindern im Winter}, langid = {german}"),
    "whole tags": (AUTHOR, "title = {On <i>E. coli</i> and H<sub>2</sub>O in a<b and c>d}"),
    "a DOI as an address": (AUTHOR, TITLE + ",\n doi = {https://doi.org/10.1000/abc_1}"),
    "an old DOI": (AUTHOR, TITLE + ",\n doi = {10.1002/(SICI)1097<1661::AID>3.0.CO;2-2}"),
    "one field each": (AUTHOR, TITLE + ",\n subtitle = {Rest}"),
}
OURS = {"unclear-name", "title-capitals", "unread-markup", "bad-doi", "repeated-field"}


def _issues(review: Path, run: Callable[[Path], Report], author: str, title: str) -> list[str]:
    """The issues that the rules on entries find in one, each with its place."""
    path = review / "references.bib"
    lines = path.read_text(encoding="utf-8").count("\n")
    entry = f"@article{{lee2020,\n {author},\n {title},\n journal = {{J}},\n year = {{2020}}\n}}\n"
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    found = [issue for issue in run(review).issues if issue.code in OURS]
    assert {issue.place for issue in found} <= {f"references.bib:{lines + 1}"}
    return [issue.code for issue in found]


@pytest.mark.parametrize("what", FAULTS)
def test_an_unclear_entry_is_told_at_its_line(
    what: str, review: Path, run: Callable[[Path], Report]
) -> None:
    """Each kind is told once, by one rule, with the line of the entry."""
    author, title, code = FAULTS[what]
    assert _issues(review, run, author, title) == [code]


@pytest.mark.parametrize("what", SOUND)
def test_a_sound_entry_raises_nothing(
    what: str, review: Path, run: Callable[[Path], Report]
) -> None:
    """What is printed as its author means it is left alone."""
    assert _issues(review, run, *SOUND[what]) == []


def test_check_and_extension_know_the_same_organisations() -> None:
    """The rule names those organisations that the list of references prints whole."""
    text = (extension_dir() / "filter" / "bibtex.lua").read_text(encoding="utf-8")
    stated = text[text.index("ORGANISATIONS = set(") : text.index("-- After")]
    assert set(" ".join(re.findall(r"'([^']*)'", stated)).split()) == ORGANISATIONS


@pytest.mark.parametrize(
    "stated",
    [
        "10.1000/abc",
        "doi:10.1000/abc",
        "DOI 10.1000/abc",
        "https://doi.org/10.1000/abc",
        "http://dx.doi.org/10.1000/abc.",
        "https://www.doi.org/10.1000/abc",
        "doi.org/10.1000/abc",
        "\\url{https://doi.org/10.1000/abc}",
        "https://doi.org/doi:10.1000/abc",
    ],
)
def test_a_doi_is_the_same_however_it_is_written(stated: str) -> None:
    """The forms in which reference managers export one DOI (crossref.org's display guidelines)."""
    assert bare_doi(stated) == "10.1000/abc"
