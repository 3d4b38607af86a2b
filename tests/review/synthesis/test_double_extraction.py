"""Agreement of double extraction."""

from __future__ import annotations

from numerate.review.synthesis.double_extraction import Extracted, extraction_agreement


def extracted(text: str) -> list[Extracted]:
    """Rows ``study variable extractor value``; ``-`` is a blank."""
    rows = (line.split() for line in text.strip().splitlines())
    return [
        Extracted(study=s, variable=v, extractor=e, value="" if x == "-" else x)
        for s, v, e, x in rows
    ]


SHEET = extracted(
    """
    s1 n A 120
    s1 n B 120.0
    s1 design A RCT
    s1 design B rct
    s1 note A -
    s1 note B -
    s2 n A 80
    s2 n B 81
    s2 design A cohort
    s2 design B -
    s2 note A -
    s2 note B late
    s3 n A 10
    s3 design A RCT
    """
)


def test_cells_are_counted_by_hand() -> None:
    """Of six cells of two studies one is blank twice; two agree (120 is 120.0, RCT is rct)."""
    whole, n, design, note = extraction_agreement(SHEET)
    assert (whole.studies, whole.cells, whole.agreed, whole.percent) == (2, 5, 2, 40)
    assert [(one.cells, one.agreed) for one in (n, design, note)] == [(2, 1), (2, 1), (1, 0)]


def test_a_value_against_a_blank_is_a_disagreement() -> None:
    """One of them has seen what the other has not; the list names the study and the variable."""
    whole = extraction_agreement(SHEET)[0]
    assert [one.item for one in whole.disagreements] == ["s2: design", "s2: n", "s2: note"]
    assert whole.disagreements[0].ratings == (("A", "cohort"), ("B", ""))


def test_chance_corrected_agreement_of_one_variable() -> None:
    """Two studies, RCT/RCT and cohort/blank: Po 1/2, Pe 1/4, kappa 1/3, worked out by hand."""
    design = extraction_agreement(SHEET)[2]
    assert design.two is not None
    assert design.two.kappa is not None
    assert round(float(design.two.kappa), 4) == 0.3333


def test_a_study_with_one_extractor_is_left_out() -> None:
    """Nothing to compare: no cells, and no percentage rather than 0 or 100."""
    whole = extraction_agreement(extracted("s3 n A 10"))[0]
    assert (whole.studies, whole.cells, whole.percent) == (0, 0, None)
