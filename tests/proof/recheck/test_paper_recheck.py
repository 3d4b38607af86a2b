"""The recheck of a paper alone, as a whole."""

from __future__ import annotations

import pytest

from numerate.proof.recheck.paper_recheck import recheck_paper
from tests.proof.recheck.reading import paper, read_in

# the published review's sentence, whose percentage no whole number of 195 gives
AGREEMENT = (
    "Next, potentially eligible records (n = 196) were retrieved (n = 195) and subjected to "
    "full-text review by the same pair of reviewers (inter-rater agreement = 74.8%), resulting in "
    "the inclusion of 48 articles."
)


def test_the_impossible_percentage_of_the_article() -> None:
    """74.8% of 195 is found without any data, with the nearest that are possible."""
    (found,) = read_in(AGREEMENT)
    assert "145 gives 74.4% and 146 gives 74.9%" in found.fault
    (mended,) = read_in(AGREEMENT.replace("74.8%", "74.9%"))
    assert mended.fault == ""


def test_a_sentence_told_twice_is_counted_once() -> None:
    """An abstract and a summary may tell one sentence; it is one statement."""
    told = "We read 146 of 195 (74.9%)."
    assert len(recheck_paper(paper(told, told)).statements) == 1


def test_a_paper_without_numbers() -> None:
    """Prose without numbers has sentences and no statements."""
    found = recheck_paper(paper("There is nothing to count here. Nor here."))
    assert (found.sentences, found.statements, found.faults) == (2, (), ())


# the same mistakes in other words: each planted, each with the kind under which it is found
PLANTED = [
    ("percentage", "Inter-rater agreement was 74.8% for full texts (n = 195)."),
    ("percentage", "Of the 195 full texts assessed, the reviewers agreed on 74.8%."),
    ("percentage", "The two reviewers agreed in 146 cases out of 195 (74.8%)."),
    ("percentage", "Agreement on the 195 full texts was 74.8%."),
    ("percentage", "A total of 48 articles (25.6% of 195) were included."),
    ("percentage", "48 (25.6%) of the 195 full-text articles were included."),
    ("percentage", "Most studies (55/68, 82%) were quantitative."),
    ("percentage", "Fifty-five of the sixty-eight studies (82%) were quantitative."),
    ("percentage", "The majority were women (n = 22 of 40, 56%)."),
    ("percentage", "Out of 40 participants, 22 (56%) were women."),
    ("percentage", "There were 22 women among the 40 participants (56%)."),
    ("percentage", "Women accounted for 56% (22/40) of the sample."),
    ("percentage", "Eleven studies, or 18% of the 68, were longitudinal."),
    ("percentage", "Response rate: 161/200 = 81.5%."),
    ("percentage", "In all, 12 of the 55 quantitative studies came from the United States (23%)."),
    ("percentage", "Twelve of 55 studies were American (23%)."),
    ("percentage", "The sample consisted of 40 participants, 22 (56%) of whom were women."),
    ("percentage", "Data were missing for 7 participants (5%) of 120."),
    ("flow", "We found 1,200 records. We removed 300 duplicates. We screened 910 records."),
    (
        "flow",
        (
            "A total of 1,200 records were retrieved, of which 300 were duplicates, "
            "and the remaining 910 were screened."
        ),
    ),
    (
        "flow",
        (
            "The search identified 1,200 records; 300 duplicates were removed and 910 "
            "records were screened."
        ),
    ),
    ("flow", ("We screened 900 titles and abstracts, excluded 850, and assessed 60 full texts.")),
    ("flow", ("Of the 900 records screened, 850 were excluded and 60 were assessed in full text.")),
    ("flow", ("Sixty full texts were assessed; 40 were excluded, and 22 studies were included.")),
    ("flow", "We assessed 60 full-text articles and excluded 40, leaving 22 for inclusion."),
    ("flow", "From 60 full texts, 40 did not meet the criteria and 22 were included."),
    (
        "sum",
        ("The included studies (n = 68) comprised 55 quantitative and 14 qualitative studies."),
    ),
    (
        "sum",
        (
            "Studies were conducted in Europe (n = 30), Asia (n = 20), and Africa (n = "
            "10), for a total of 65 studies."
        ),
    ),
    ("sum", "The 120 participants were 70 women and 60 men."),
    (
        "sum",
        (
            "Reasons for exclusion of the 147 reports were wrong population (n = 60), "
            "wrong outcome (n = 50) and wrong design (n = 30)."
        ),
    ),
    (
        "sum",
        (
            "Full texts were excluded (n = 147) because of wrong population (n = 60), "
            "wrong outcome (n = 50) or wrong design (n = 30)."
        ),
    ),
    ("sum", ("Altogether, 55 quantitative and 13 qualitative studies were included (total 69).")),
    ("sum", "Percentages were 60% women and 45% men."),
    ("mean", "The mean score was 3.45 (SD 0.92, n = 17)."),
    ("mean", "Participants (n = 17) had a mean score of 3.45."),
    ("mean", "In the control group (n = 17), M = 3.45, SD = 0.92."),
    ("mean", "The 17 participants rated it 3.45 on average (SD = 0.92)."),
    ("mean", "The average rating was 3.45 out of 5 (n = 17)."),
    ("mean", "Mean (SD) was 3.45 (0.92) in 17 participants."),
    ("interval", "OR 1.50 [95% CI: 1.60, 2.10]"),
    ("interval", "The odds ratio was 1.50 (CI 95%: 1.60–2.10)."),
    ("interval", "The odds ratio was 1.50 (95 % confidence interval, 1.60 to 2.10)."),
    ("interval", "The association was significant (OR = 1.20; 95% CI = 0.90–1.60; p = .01)."),
    ("interval", "The effect (b = 0.30, SE = 0.10, 95% CI [0.35, 0.50]) was strong."),
    ("test", "t (28) = 2.20, p = 0.006"),
    ("test", "Welch's t(27.3) = 2.20, p = .006."),
    ("test", "F(1,58)=4.50, p=.004"),
    ("test", "χ2(1) = 3.00, p = .03"),
    ("test", "χ2 (1, N = 200) = 3.00, P = 0.03."),
    ("test", "r (98) = 0.25, p < .001"),
    ("test", "The difference was not significant, t(28) = 2.50, p > .05."),
]


@pytest.mark.parametrize(("kind", "text"), PLANTED)
def test_mistakes_in_other_words(kind: str, text: str) -> None:
    """A mistake is found in many shapes of a sentence."""
    assert kind in {one.kind for one in read_in(text) if one.fault}


# shapes of published reports in which a hasty reader sees a mistake where there is none
SOUND = [
    (
        "Between April and December, 95 people were assessed and 83 were enrolled; 48 "
        "(58%) were women."
    ),
    "Two [4%] of 57 participants had it (hazard ratio 0·43, 80% CI 0·18–0·98).",
    "It was seen in 7/19 studies, 7–15/19 counting the unclear codes.",
    (
        "A search gave 1,200 records, plus 12 by hand. After removing duplicates (n = "
        "300), 912 remained."
    ),
    (
        "Records screened (n = 1,874) Records excluded (n = 1,818) Reports assessed for "
        "eligibility (n = 55)"
    ),
    "Of 62 full texts, 40 were excluded, and 20 studies were included in the meta-analysis.",
    "Sixty full texts were assessed; 40 were excluded, and 18 studies were included.",
    "The difference was +0.03, 95% CI −0.01 to 0.07, t(20) = 2.1, p = .048, 95% CI [0.3, 0.7].",
    "There was no difference, r(198) = .34, p < .001, 95% CI [0.21, 0.46].",
    "We screened 10% of the 3,412 titles, and 20 studies (35 reports) were included.",
    "The rate fell from 45% to 30% (n = 12 studies) in 3 of 5 countries, 45% of the population.",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_sentences_raise_no_alarm(text: str) -> None:
    """Nested bases, additions, several reports of one study, boxes of a flow: no mistakes."""
    assert [one.fault for one in read_in(text) if one.fault] == []


def test_a_text_without_sentences_is_read_in_time() -> None:
    """Rows of a table run together are cut, so that no text keeps the reader busy for long."""
    rows = "12 of 30 studies and 5 records were excluded, 20 (30%) women, " * 300
    assert recheck_paper(paper(rows)).sentences > 20
