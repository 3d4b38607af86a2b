"""The citation style against examples of APA style, 7th edition.

The expected strings are reference examples and citation examples that the APA publishes in its
Publication Manual (7th ed., chapters 8 to 10) and on apastyle.apa.org, written out here by hand.
Two things differ by the nature of CSL: an ellipsis is one character, not three spaced points, and
narrative citations keep "&" (authors write "and" with ``[-@key]``).
"""

import re
from functools import cache
from pathlib import Path

import pytest

from numerate.ground.programs import run
from numerate.ground.project import extension_dir

HERE = Path(__file__).parent

REFERENCES = {
    "grady": "Grady, J. S., Her, M., Moreno, G., Perez, C., & Yelinek, J. (2019). Emotions in "
    "storybooks: A comparison of storybooks that represent ethnic and racial groups in the United "
    "States. *Psychology of Popular Media Culture*, *8*(3), 207–217. "
    "https://doi.org/10.1037/ppm0000185",
    "burin": "Burin, D., Kilteni, K., Rabuffetti, M., Slater, M., & Pia, L. (2019). Body ownership "
    "increases the interference between observed and executed movements. *PLOS ONE*, *14*(1), "
    "Article e0209899. https://doi.org/10.1371/journal.pone.0209899",
    "huestegge": "Huestegge, S. M., Raettig, T., & Huestegge, L. (2019). Are face-incongruent "
    "voices harder to process? Effects of face–voice gender incongruency on basic cognitive "
    "information processing. *Experimental Psychology*. Advance online publication. "
    "https://doi.org/10.1027/1618-3169/a000440",
    "kalnay": "Kalnay, E., Kanamitsu, M., Kistler, R., Collins, W., Deaven, D., Gandin, L., "
    "Iredell, M., Saha, S., White, G., Woollen, J., Zhu, Y., Chelliah, M., Ebisuzaki, W., Higgins, "
    "W., Janowiak, J., Mo, K. C., Ropelewski, C., Wang, J., Leetmaa, A., … Joseph, D. (1996). The "
    "NCEP/NCAR 40-year reanalysis project. *Bulletin of the American Meteorological Society*, "
    "*77*(3), 437–471.",
    "jackson": "Jackson, L. M. (2019). *The psychology of prejudice: From attitudes to social "
    "action* (2nd ed.). American Psychological Association. https://doi.org/10.1037/0000168-000",
    "hygum": "Hygum, E., & Pedersen, P. M. (Eds.). (2010). *Early childhood education: Values and "
    "practices in Denmark*. Hans Reitzels Forlag. "
    "https://earlychildhoodeducation.digi.hansreitzel.dk/",
    "aron": "Aron, L., Botella, M., & Lubart, T. (2019). Culinary arts: Talent and their "
    "development. In R. F. Subotnik, P. Olszewski-Kubilius, & F. C. Worrell (Eds.), *The "
    "psychology of high performance: Developing human potential into domain-specific talent* "
    "(pp. 345–359). American Psychological Association. https://doi.org/10.1037/0000120-016",
    "dillard": "Dillard, J. P. (2020). Currents in the study of persuasion. In M. B. Oliver, A. A. "
    "Raney, & J. Bryant (Eds.), *Media effects: Advances in theory and research* (4th ed., "
    "pp. 115–129). Routledge.",
    "nci": "National Cancer Institute. (2019). *Taking time: Support for people with cancer* (NIH "
    "Publication No. 18-2059). U.S. Department of Health and Human Services, National Institutes "
    "of Health. https://www.cancer.gov/publications/patient-education/takingtime.pdf",
    "who": "World Health Organization. (2018, March). *Questions and answers on immunization and "
    "vaccine safety*. https://www.who.int/features/qa/84/en/",
    "cdc": "Centers for Disease Control and Prevention. (2018, January 23). *People at high risk "
    "of developing flu-related complications*. https://www.cdc.gov/flu/about/disease/high_risk.htm",
    "census": "U.S. Census Bureau. (n.d.). *U.S. and world population clock*. U.S. Department of "
    "Commerce. Retrieved January 9, 2020, from https://www.census.gov/popclock/",
    "hollander": "Hollander, M. M. (2017). *Resistance to authority: Methodological innovations "
    "and new lessons from the Milgram experiment* (Publication No. 10289373) [Doctoral "
    "dissertation, University of Wisconsin–Madison]. ProQuest Dissertations & Theses Global.",
    "borenstein": "Borenstein, M., Hedges, L., Higgins, J., & Rothstein, H. (2014). *Comprehensive "
    "meta-analysis* (Version 3.3.070) [Computer software]. Biostat. "
    "https://www.meta-analysis.com/",
    "pew": "Pew Research Center. (2018). *American trends panel Wave 26* [Data set]. "
    "https://www.pewsocialtrends.org/dataset/american-trends-panel-wave-26/",
    "moher": "Moher, D., Liberati, A., Tetzlaff, J., Altman, D. G., & The PRISMA Group. (2009). "
    "Preferred reporting items for systematic reviews and meta-analyses: The PRISMA statement. "
    "*PLoS Medicine*, *6*(7), Article e1000097. https://doi.org/10.1371/journal.pmed.1000097",
}

CITATIONS = {
    "[@salas]": "(Salas & D’Agostino, 2020)",
    "[@martin]": "(Martin et al., 2020)",
    "@martin": "Martin et al. (2020)",
    "[@martin, p. 7]": "(Martin et al., 2020, p. 7)",
    "[@martin, pp. 7-9]": "(Martin et al., 2020, pp. 7–9)",
    "[@kapoor1; @kapoor2]": "(Kapoor, Bloom, Montez, et al., 2017; Kapoor, Bloom, Zucker, et al., "
    "2017)",
    "@kapoor1": "Kapoor, Bloom, Montez, et al. (2017)",
    "[@judge2; @judge1]": "(Judge & Kammeyer-Mueller, 2012a, 2012b)",
    "[@taylor1; @taylor2]": "(J. M. Taylor & Neimeyer, 2015; T. Taylor, 2014)",
    "[@nci]": "(National Cancer Institute, 2019)",
    "[@nodate]": "(Rogers, n.d.)",
    "[@hygum]": "(Hygum & Pedersen, 2010)",
    "[e.g., @martin; @salas]": "(e.g., Martin et al., 2020; Salas & D’Agostino, 2020)",
    "[@oosterhout]": "(Naezer & van Oosterhout, 2021)",
    "Naezer and van Oosterhout [-@oosterhout]": "Naezer and van Oosterhout (2021)",
}


@cache
def rendered() -> tuple[dict[str, str], dict[str, str]]:
    """All references and citations, rendered in one run of pandoc as Markdown."""
    others = ", ".join(f"@{key}" for key in REFERENCES)
    source = "\n\n".join(CITATIONS) + f"\n\n---\nnocite: |\n  {others}\n---\n"
    out = run(
        "pandoc",
        [
            "--citeproc",
            "--from=markdown",
            "--to=markdown-smart",
            "--wrap=none",
            f"--csl={extension_dir() / 'apa.csl'}",
            f"--bibliography={HERE / 'apa_references.json'}",
        ],
        stdin=source.encode(),
    ).out.decode()
    text = re.sub(r"\\([\[\]*'\"])|<(https?://[^>]*)>", r"\1\2", out)
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    listed = re.findall(r"::: \{#ref-(\w+) [^\n]*\n(.*?)\n:::", text, re.DOTALL)
    cited = text.split(":::", 1)[0].strip().split("\n\n")
    return dict(listed), dict(zip(CITATIONS, cited, strict=True))


@pytest.mark.parametrize("key", REFERENCES)
def test_a_reference_is_written_as_apa_prints_it(key: str) -> None:
    """Each kind of work comes out as in the APA's own example of it (Manual, chapter 10)."""
    assert rendered()[0][key] == REFERENCES[key]


@pytest.mark.parametrize("written", CITATIONS)
def test_a_citation_is_written_as_apa_prints_it(written: str) -> None:
    """Citations in text follow the APA's rules and examples (Manual, sections 8.10 to 8.20)."""
    assert rendered()[1][written] == CITATIONS[written]


def test_the_list_is_in_the_order_of_apa() -> None:
    """Works stand by author, then co-author, then year, as in Manual section 9.46."""
    order = list(rendered()[0])
    expected = ["judge1", "judge2", "kalnay", "kapoor1", "kapoor2", "martin", "moher"]
    assert [key for key in order if key in expected] == expected
