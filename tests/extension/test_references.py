"""References as a reader expects, from .bib files as people and databases write them.

The expected strings are what an author would have typed by hand after the APA's Publication Manual
(7th ed., chapters 8 to 10): the works are invented, their forms are the manual's.
"""

import json
from pathlib import Path

import pytest

from numerate.ground.programs import run
from numerate.ground.project import extension_dir

HEAD = "---\nbibliography: {files}\ncsl: {style}\nlink-citations: false\nnocite: '@*'\n---\n\n"


def _printed(folder: Path, text: str, bib: str | bytes, *, name: str = "r.bib") -> list[str]:
    """The paragraphs that pandoc prints of a text with its references, in plain words."""
    path = folder / name
    path.write_bytes(bib if isinstance(bib, bytes) else bib.encode())
    head = HEAD.format(files=path, style=extension_dir() / "apa.csl")
    arguments = ["-f", "markdown", "-t", "markdown-smart-raw_html-bracketed_spans-native_spans"]
    arguments += ["--wrap=none", "-L", str(extension_dir() / "numerate.lua"), "--citeproc"]
    out = run("pandoc", arguments, stdin=(head + text).encode()).out.decode()
    lines = (line for line in out.splitlines() if line and not line.startswith(":::"))
    return [line.replace("\\", "") for line in lines]


def _entry(fields: str, kind: str = "article") -> str:
    return f"@{kind}{{key, {fields}}}\n"


REST = "title={Sleep}, journal={J}, year={2020}"
ONE = "author={Lee, Ann}, journal={J}, year={2020}"

ENTRIES = {
    "a DOI as an address": (
        _entry(f"author={{Lee, Ann}}, {REST}, doi={{https://doi.org/10.1000/abc}}"),
        "Lee, A. (2020). Sleep. *J*. <https://doi.org/10.1000/abc>",
    ),
    "a DOI as an old address": (
        _entry(f"author={{Lee, Ann}}, {REST}, doi={{http://dx.doi.org/10.1000/abc}}"),
        "Lee, A. (2020). Sleep. *J*. <https://doi.org/10.1000/abc>",
    ),
    "a DOI with its name, an escaped line and a stop": (
        _entry(f"author={{Lee, Ann}}, {REST}, doi={{DOI: 10.1000/a\\_b.}}"),
        "Lee, A. (2020). Sleep. *J*. <https://doi.org/10.1000/a_b>",
    ),
    "a bare per cent sign": (
        _entry(ONE + ", title={A 50% reduction in waking}, volume={3}"),
        "Lee, A. (2020). A 50% reduction in waking. *J*, *3*.",
    ),
    "a bare number sign and prices": (
        _entry(ONE + ", title={Nurse #1 paid $5 and $10}"),
        "Lee, A. (2020). Nurse #1 paid $5 and $10. *J*.",
    ),
    "tags of HTML": (
        _entry(ONE + ", title={Effects of <i>Escherichia coli</i> on CO<sub>2</sub>}"),
        "Lee, A. (2020). Effects of *Escherichia coli* on CO~2~. *J*.",
    ),
    "tags in LaTeX's letters": (
        _entry(
            ONE + ", title={On {\\textless}i{\\textgreater}Homo{\\textless}/i{\\textgreater}"
            " and H$<$sub$>$2$<$/sub$>$O}"
        ),
        "Lee, A. (2020). On *Homo* and H~2~O. *J*.",
    ),
    "what only looks like a tag": (
        _entry(ONE + ", title={Infants <2500 g in a<b and c>d aged <five years>}"),
        "Lee, A. (2020). Infants <2500 g in a<b and c>d aged <five years>. *J*.",
    ),
    "entities in title, journal and name": (
        _entry(
            "author={M&uuml;ller, Ann}, title={Risk &lt; 3 &amp;amp; caf&eacute;s},"
            " journal={Sleep \\&amp; Dreams}, year={2020}"
        ),
        "Müller, A. (2020). Risk < 3 & cafés. *Sleep & Dreams*.",
    ),
    "a proper noun in a title": (
        _entry(ONE + ", title={Sleep in Norway: a trial of E. coli in {Down} syndrome}"),
        "Lee, A. (2020). Sleep in Norway: a trial of E. coli in Down syndrome. *J*.",
    ),
    "capitals of a title whose braces mark those that stay": (
        _entry(ONE + ", title={The Sleep of Young Children in {Norway}: {A} Review}"),
        "Lee, A. (2020). The sleep of young children in Norway: A review. *J*.",
    ),
    "a title of proceedings": (
        _entry(
            "author={Lee, Ann}, title={Sleep}, booktitle={Proceedings of the Oslo Conference},"
            " year={2020}",
            "inproceedings",
        ),
        "Lee, A. (2020). Sleep. In *Proceedings of the Oslo Conference*.",
    ),
    "an organisation without braces": (
        _entry(f"author={{World Health Organization}}, {REST}"),
        "World Health Organization. (2020). Sleep. *J*.",
    ),
    "an organisation with and in its name": (
        _entry(f"author={{Centers for Disease Control and Prevention}}, {REST}"),
        "Centers for Disease Control and Prevention. (2020). Sleep. *J*.",
    ),
    "an organisation with a comma in its name": (
        _entry(f"author={{{{Ministry of Sleep, Dreams and Rest}}}}, {REST}"),
        "Ministry of Sleep, Dreams and Rest. (2020). Sleep. *J*.",
    ),
    "two organisations": (
        _entry(f"author={{European Research Council and {{UNICEF}}}}, {REST}"),
        "European Research Council, & UNICEF. (2020). Sleep. *J*.",
    ),
    "persons with words that organisations have": (
        _entry(f"author={{Group, Ann and Tyra Banks and Union, Bo}}, {REST}"),
        "Group, A., Banks, T., & Union, B. (2020). Sleep. *J*.",
    ),
    "names split by commas": (
        _entry(f"author={{Smith, J., Jones, K. L., Brown, M.}}, {REST}"),
        "Smith, J., Jones, K. L., & Brown, M. (2020). Sleep. *J*.",
    ),
    "names as journals of medicine print them": (
        _entry(f"author={{Smith J, Jones KL, Brown M}}, {REST}"),
        "Smith, J., Jones, K. L., & Brown, M. (2020). Sleep. *J*.",
    ),
    "names with commas and one and": (
        _entry(f"author={{Smith, J., Jones, K., and Brown, L.}}, {REST}"),
        "Smith, J., Jones, K., & Brown, L. (2020). Sleep. *J*.",
    ),
    "initials first, with commas": (
        _entry(f"author={{J. Smith, K. Jones and L. Brown}}, {REST}"),
        "Smith, J., Jones, K., & Brown, L. (2020). Sleep. *J*.",
    ),
    "an address in the place of a DOI, and a version with its letter": (
        _entry(
            "author={Lee, Ann}, title={Data}, publisher={Zenodo}, version={v1.0}, year={2021},"
            " doi={https://zenodo.org/record/123}",
            "dataset",
        ),
        "Lee, A. (2021). *Data* (Version 1.0) [Data set]. Zenodo. <https://zenodo.org/record/123>",
    ),
    "an edition in words": (
        _entry(
            "author={Lee, Ann}, title={Sleep}, publisher={P}, year={2020}, edition={Third}", "book"
        ),
        "Lee, A. (2020). *Sleep* (3rd ed.). P.",
    ),
    "an empty year": (
        _entry("author={Lee, Ann}, title={Sleep}, journal={J}, year={}"),
        "Lee, A. (n.d.). Sleep. *J*.",
    ),
    "names split by semicolons": (
        _entry(f"author={{Smith, John; Jones, Kim}}, {REST}"),
        "Smith, J., & Jones, K. (2020). Sleep. *J*.",
    ),
    "names with Jr. and III": (
        _entry(f"author={{King, Martin Luther, Jr. and Robert Downey III}}, {REST}"),
        "King, M. L., Jr., & Downey, R., III. (2020). Sleep. *J*.",
    ),
    "particles": (
        _entry(f"author={{van der Berg, Jan and Maria de la Cruz}}, {REST}"),
        "van der Berg, J., & de la Cruz, M. (2020). Sleep. *J*.",
    ),
    "a particle that the author drops": (
        _entry(f"author={{van Beethoven, Ludwig}}, {REST}, options={{useprefix=false}}"),
        "Beethoven, L. van. (2020). Sleep. *J*.",
    ),
    "accents written in TeX": (
        _entry(
            f"author={{G{{\\\"o}}del, K. and Erd{{\\H{{o}}}}s, P. and Dvo{{\\v r}}{{\\'a}}k,"
            f" Na{{\\\"\\i}}m and Mart{{\\'{{\\i}}}}nez, \\O.}}, {REST}"
        ),
        "Gödel, K., Erdős, P., Dvořák, N., & Martínez, Ø. (2020). Sleep. *J*.",
    ),
    "and in a publisher": (
        _entry("author={Lee, Ann}, title={Sleep}, publisher={Wiley and Sons}, year={2020}", "book"),
        "Lee, A. (2020). *Sleep*. Wiley and Sons.",
    ),
    "an article number": (
        _entry(f"author={{Lee, Ann}}, {REST}, volume={{15}}, number={{3}}, eid={{e023}}"),
        "Lee, A. (2020). Sleep. *J*, *15*(3), Article e023.",
    ),
    "a translator, an edition and the year of the original": (
        _entry(
            "author={Lee, Ann}, translator={Noe, Tim}, title={Sleep}, publisher={P},"
            " date={2020}, origdate={1950}, edition={2}",
            "book",
        ),
        "Lee, A. (2020). *Sleep* (T. Noe, Trans.; 2nd ed.). P. (Original work published 1950)",
    ),
    "the registration of a trial": (
        _entry(
            "author={{Acme}}, title={Sleep}, number={NCT01234567}, type={Clinical trial"
            " registration}, publisher={ClinicalTrials.gov}, year={2020}",
            "misc",
        ),
        "Acme. (2020). *Sleep* (NCT01234567) [Clinical trial registration]. ClinicalTrials.gov.",
    ),
    "a patent": (
        _entry(
            "author={Lee, Ann}, title={Bed}, number={9,123}, type={patentus}, year={2020}", "patent"
        ),
        "Lee, A. (2020). *Bed* (U.S. Patent No. 9,123).",
    ),
    "fields of BibLaTeX": (
        _entry(
            "author={Lee, Ann}, title={Sleep}, journaltitle={J}, date={2020-05}, issue={2},"
            " volume={1}, pubstate={inpress}"
        ),
        "Lee, A. (2020). Sleep. *J*, *1*(2). In press.",
    ),
    "an abbreviation, joined texts and a title in quotes": (
        '@string{js = "Journal of " # {Sleep}}\n'
        + _entry('author="Lee, Ann", title="Sleep " # "in Norway", journal=js, year=2020'),
        "Lee, A. (2020). Sleep in Norway. *Journal of Sleep*.",
    ),
    "a command that pandoc does not know": (
        _entry(ONE + ", title={Sleep \\mycommand{in Norway}}"),
        "Lee, A. (2020). Sleep in Norway. *J*.",
    ),
}


@pytest.mark.parametrize("what", ENTRIES)
def test_an_entry_is_printed_as_its_author_means_it(what: str, tmp_path: Path) -> None:
    """Each kind of entry that databases and reference managers write comes out after the manual."""
    bib, expected = ENTRIES[what]
    assert _printed(tmp_path, "Text\n", bib)[1:] == [expected]


def test_names_are_cited_as_they_are_listed(tmp_path: Path) -> None:
    """The text names organisations whole and persons with their particles, as the list does."""
    bib = (
        "@book{w, author={World Health Organization}, title={A}, year={2018}}\n"
        "@book{b, author={van der Berg, Jan and de Vries, Piet}, title={B}, year={2015}}\n"
        "@book{o, author={Freud, Sig}, title={C}, year={1967}, origyear={1926}}\n"
    )
    text = "@w and @b and [@o]\n"
    assert _printed(tmp_path, text, bib)[0] == (
        "World Health Organization (2018) and van der Berg & de Vries (2015) and (Freud, 1926/1967)"
    )


def test_only_what_is_cited_is_listed_with_what_it_inherits(tmp_path: Path) -> None:
    """A chapter takes book and year from the parent that it names, wherever that stands."""
    bib = (
        "@incollection{c, author={Lee, Ann}, title={Sleep}, pages={1--2}, crossref={p}}\n"
        "@article{other, author={No, One}, title={X}, journal={J}, year={2000}}\n"
        "@book{p, editor={Noe, Tim}, title={The Book}, booktitle={The Book of Oslo},"
        " publisher={P}, year={2020}}\n"
    )
    path = tmp_path / "r.bib"
    path.write_text(bib)
    head = f"---\nbibliography: {path}\ncsl: {extension_dir() / 'apa.csl'}\n---\n\n@c\n"
    arguments = ["-t", "plain", "--wrap=none", "-L", str(extension_dir() / "numerate.lua")]
    out = run("pandoc", [*arguments, "--citeproc"], stdin=head.encode()).out.decode()
    assert out.split("\n\n")[1:] == [
        "Lee, A. (2020). Sleep. In T. Noe (Ed.), The Book of Oslo (pp. 1–2). P.\n"
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda bib: b"\xef\xbb\xbf" + bib,
        lambda bib: bib.replace(b"\n", b"\r\n"),
        lambda bib: b"@Comment{jabref-meta: databaseType:biblatex; {x} @y}\n\n" + bib,
        lambda bib: b"Exported from x@example.org on Monday\n" + bib,
    ],
    ids=[
        "a mark of byte order",
        "lines of Windows",
        "a comment of JabRef",
        "words between entries",
    ],
)
def test_a_file_of_another_program_is_read_the_same(change: object, tmp_path: Path) -> None:
    """What programs add around entries changes nothing that is printed."""
    bib = "@article{müller2020,\n  author={Müller, Ann},\n  title={In Norway},\n  year = 2020}\n"
    made = change(bib.encode())  # type: ignore[operator]  # the lambdas above
    assert _printed(tmp_path, "@müller2020\n", made) == [
        "Müller (2020)",
        "Müller, A. (2020). *In Norway*.",
    ]


def test_works_of_csl_json_are_put_right_too(tmp_path: Path) -> None:
    """A DOI that is an address and entities are mended whatever the file's form."""
    work = {
        "id": "a",
        "type": "article-journal",
        "title": "Risk &amp; <i>E. coli</i> in Norway",
        "author": [{"family": "Lee", "given": "Ann"}],
        "container-title": "J",
        "issued": {"date-parts": [[2020]]},
        "DOI": "https://doi.org/10.1000/abc",
    }
    assert _printed(tmp_path, "@a\n", json.dumps([work]), name="r.json")[1:] == [
        "Lee, A. (2020). Risk & *E. coli* in Norway. *J*. <https://doi.org/10.1000/abc>"
    ]
