"""References and citations of inputs after public bug reports, as a reader expects them.

The inputs lie in ../shared/cases; each expected line is written by hand after the APA's Publication
Manual (7th ed., chapters 8 to 10) or is what the input's own report asks for.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from numerate.ground.errors import NumerateError
from numerate.ground.project import extension_dir, open_project
from numerate.paper.building import build
from numerate.paper.manuscript.document import finished, parse
from tests.paper.manuscript.trees import by_id, text

ROOT = Path(__file__).parents[3]
CASES = ROOT.parent / "shared" / "cases"

LISTED = {
    "01-bib-odd": (
        "van der Berg, J., de la Cruz, M., & von Neumann, J. (1951). Particles. J Odd.",
        (
            "Ministry of Sleep, Dreams and Rest. (2017). Annual report. Ministry of Sleep, Dreams "
            "and Rest."
        ),
        "Url, U. (2005). DOI as URL. J Odd. https://doi.org/10.1000/xyz_1",
        "Nagel, N. (n.d.). A book with n.d. as year. Odd House.",
        "Proc, P. (2010). In proceedings. In Proc. of Odd (pp. 1–2). ACM.",
        "King, M. L., Jr., & Downey, R., III. (1963). Suffixes. J Odd, 1, 1.",
    ),
    "11-bib-lessthan": (
        "Both, B. (2003). Children aged <five years> with < 3 & more. J Odd.",
        "Less, L. (2001). Infants <2500 g and age >37 weeks. J Odd.",
        "More, M. (2002). Effects of E. coli and H2O in a<b and c>d. J Odd.",
    ),
    "34-bib-types": (
        "Num, N. (2004). Article number. PLOS ONE, 15(3), Article e0230000.",
        (
            "Orig, O. (2000). Translated book (T. Trans, Trans.; 2nd ed.). P. (Original work "
            "published 1950)"
        ),
        "Freud, S. (1967). Old. J. (Original work published 1926)",
        "Trial of stories (NCT01234567). (2012). ClinicalTrials.gov.",
        "Edit, E., & Second, S. (Eds.). (2001). Edited book (3rd ed.). P.",
        "Epub, E. (2011). Online ahead of print. J. In press.",
    ),
    "36-title-case": (
        (
            "One, O. (2011). Sleep problems among children in Norway and the United States during "
            "COVID-19. J."
        ),
        (
            "Two, O. (2012). Parkinson’s disease and Down syndrome: A Cochrane review of mHealth "
            "apps. J."
        ),
        "Six, O. (2016). Escherichia coli and Homo sapiens vs. E. coli. What now? The end. J.",
        "Eight, O. (2018). Schlafprobleme bei Kindern in Deutschland. J.",
    ),
    "55-bib-html": (
        "One, O. (2011). Effects of Escherichia coli on CO2. J Sleep & Dreams.",
        "Two, T. (2012). A 50% reduction in waking: a trial. J, 3.",
        "Three, T. (2013). Third. J, 5. https://doi.org/10.1000/abc",
        (
            "Four, F. (2014). Fourth. PLOS ONE, 15(3), Article e0230000. "
            "https://doi.org/10.1371/journal.pone.0230000"
        ),
        "van der Berg, J., & de Vries, P. (2015). Fifth. J.",
        "Six, S. (2016). Children in Norway and Down syndrome. J. https://doi.org/10.1000/def",
    ),
    "61-unbraced-org": (
        "World Health Organization. (2018). Sleep. WHO.",
        "European Research Council. (2023). Foresight. ERC.",
        "Centers for Disease Control and Prevention. (2019). Report. CDC.",
        "Smith, J., Jones, K., & Brown, L. (2020). Commas instead of and. J.",
    ),
}
WRITTEN = {
    "70-and-in-citation": (
        (
            "One: (see Amsel, 2016, and Birke & Ulme, 2019). Two: (Amsel, 2016, p. 3; Cardo "
            "et al., "
            "2020, and Dunlin, 2022)."
        ),
    ),
    "15-nested-cites": (
        (
            "a Sections 1 and 1.1 b (see Amsel, 2016, and Birke & Ulme, 2019) c (see Amsel, "
            "2016, and "
            "also Cardo et al., 2020, p. 3; Dunlin, 2022)."
        ),
        "d Tables 1 and 2 e Table 1 and Table 2 f Table 1, Table 2 g Table 1–Table 2 h Table 1 to",
        "k (Amsel, 2016, see also Table 2 and Section 1).",
    ),
    "13-crossrefs": ("See Section 1, Section 1.1, Sections 1 and 1.1,",),
    "24-csl-numeric": ("Works cited",),
    "14-crossref-options": ("Works cited",),
}
FAULTS = {
    "32-bib-broken": ("references.bib:43: bad-bibliography",),
    "16-nested-unknown": (
        "dead-reference: @sec-typo",
        "unknown-citation: @nosuchwork",
        "unknown-citation: @nosuchtoo",
    ),
}


def _case(name: str, root: Path) -> Path:
    """The article of a case, laid over the miniature review as its README says."""
    if not (CASES / name).is_dir():
        pytest.skip(f"../shared/cases/{name} is not there")
    shutil.copytree(ROOT / "tests" / "miniature", root, dirs_exist_ok=True)
    shutil.copytree(extension_dir(), root / "_extensions" / "numerate", dirs_exist_ok=True)
    shutil.copytree(CASES / name, root, dirs_exist_ok=True)
    (root / "manuscript" / "supplement.qmd").unlink()
    settings = (root / "_quarto.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = (line for line in settings if "supplement.qmd" not in line)
    (root / "_quarto.yml").write_text("".join(kept), encoding="utf-8")
    return root / "manuscript" / "article.qmd"


def _finished(name: str, root: Path) -> list[dict[str, object]]:
    path = _case(name, root)
    build(open_project(root))
    document = parse(path, root)
    blocks: list[dict[str, object]] = finished(
        document, "html", extension=extension_dir(), root=root
    )["blocks"]
    return blocks


@pytest.mark.parametrize("name", LISTED)
def test_the_list_of_references_is_what_a_reader_expects(name: str, tmp_path: Path) -> None:
    """Each expected reference is listed, to the letter."""
    refs = by_id(_finished(name, tmp_path), "refs")
    listed = [text(entry) for entry in refs["c"][1]]
    assert [line for line in LISTED[name] if line not in listed] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_the_text_names_everything_that_is_cited(name: str, tmp_path: Path) -> None:
    """Works and cross references joined in brackets, and the title of the list."""
    words = text(_finished(name, tmp_path)).replace("\u00a0", " ")
    assert [line for line in WRITTEN[name] if line not in words] == []


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_printed_is_told(name: str, tmp_path: Path) -> None:
    """Each fault once, with its file and line."""
    with pytest.raises(NumerateError) as told:
        parse(_case(name, tmp_path), tmp_path)
    assert [part for part in FAULTS[name] if str(told.value).count(part) != 1] == []
