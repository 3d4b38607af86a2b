"""Write the generated tables: `python -m data.reconstruct [FOLDER]` at the root of the project."""

import sys
from pathlib import Path

from .appraisal import appraisal_rows
from .characteristics import qualitative_rows, quantitative_rows
from .extracts import extract_rows
from .findings import finding_rows
from .motives import comparison_rows, item_rows
from .screening import fulltext_rows, reports, retrieval_rows, screening_rows
from .searches import record_rows, records, search_rows
from .studies import named_rows, studies, study_rows
from .tables import DATA, Row, text


def tables() -> dict[str, list[Row]]:
    """Every generated table by name."""
    found = records()
    sought = reports(found)
    included = studies(sought)
    screening, screening_decisions = screening_rows(found, sought)
    fulltext, fulltext_decisions = fulltext_rows(sought)
    items = item_rows(included)
    return {
        "searches": search_rows(found),
        "records": record_rows(found),
        "screening": screening,
        "screening_decisions": screening_decisions,
        "retrieval": retrieval_rows(sought),
        "fulltext": fulltext,
        "fulltext_decisions": fulltext_decisions,
        "studies": study_rows(included),
        "named_studies": named_rows(included),
        "quantitative_studies": quantitative_rows(included),
        "qualitative_studies": qualitative_rows(included),
        "findings": finding_rows(included),
        "motive_items": items,
        "motive_comparisons": comparison_rows(included, items),
        "extracts": extract_rows(included),
        "appraisal": appraisal_rows(included),
    }


def main(folder: Path) -> None:
    """Write every generated table into the folder."""
    for name, rows in tables().items():
        (folder / f"{name}.csv").write_text(text(name, rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
