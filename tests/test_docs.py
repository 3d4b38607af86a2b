"""The pages in docs/: made of what the tests see, and pointing at things that are there."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden" / "bad_input"
PAGE = ROOT / "docs" / "bad-input.md"
HEAD = """\
# Bad input and what is said about it

A fault is told with its code, its place as `file:line:column`, what was found, what was expected
and what to do. All faults come in one list; the exit code is 1; earlier outputs stay as they were.
Below is one example of each, word for word as the tests of `tests/bad_input/` see them on the
miniature review; those of an import, in an empty folder. What an import could read in spite of a
fault is followed by its account.

Accepted without a word, because they change nothing: a byte order mark, line ends of any system,
any order of rows and columns.
"""
SECTIONS = {
    "Data": {
        "missing_file": "A table's file is not there",
        "missing_dictionary": "The data dictionary is not there",
        "broken_json": "The data dictionary is no JSON",
        "broken_dictionary": "The data dictionary contradicts itself",
        "missing_column": "A column is missing",
        "extra_column": "A column too many",
        "renamed_column": "A column under another name",
        "wrong_type": "A value of another type",
        "outside_enum": "A value that is not allowed",
        "missing_value": "No value where one is required",
        "duplicate_key": "A key used twice (and the rows that now point nowhere)",
        "duplicate_composite_key": "A key of two columns used twice",
        "dangling_key": "A key that leads nowhere",
        "bad_encoding": "Another encoding than UTF-8",
        "ragged_row": "A cell too few",
        "moved_quote": "A comma that got out of its quotation marks",
        "lost_quote": "A quotation mark without its partner",
        "unbalanced_flow": "A flow that does not balance",
        "several": "Faults in several files",
    },
    "Manuscript": {
        "unknown_number": "An unknown number",
        "unknown_number_in_title": "In the title",
        "unknown_number_in_abstract": "In the abstract",
        "unknown_number_in_caption": "In a caption",
        "unknown_form": "A wording that the number does not have",
        "unknown_table": "An unknown table",
        "unknown_figure": "An unknown figure",
        "unknown_claim": "An unknown claim",
        "claim_fails": "A claim that the data do not support",
        "unknown_citation_set": "An unknown citation set",
        "unknown_label": "An unknown label of the other document",
        "unknown_citation": "An unknown citation",
        "missing_bibliography": "A bibliography that is not there",
        "dead_cross_reference": "A cross reference that leads nowhere",
        "repeated_id": "An id used twice",
        "executable_cell": "A code cell under the embedded engine",
        "inline_code": "Code in a sentence, and a cell",
        "missing_include": "A part that is not there",
        "missing_picture": "A picture that is not there",
        "unknown_shortcode": "An unknown shortcode",
        "bad_front_matter": "A front matter that is no YAML",
        "bad_settings": "Settings that are no YAML",
    },
    "Import": {
        "import_truncated_ris": "A RIS file that breaks off",
        "import_truncated_xml": "XML that breaks off",
        "import_truncated_zip": "An archive that breaks off",
        "import_truncated_csv": "A sheet that breaks off",
        "import_truncated_bib": "A BibTeX entry that breaks off (the others are imported)",
        "import_wrong_ending": "Another ending than the content: read by its content",
        "import_no_export": "A file that is no export",
        "import_empty": "An empty file",
        "import_mixed_encodings": "Two encodings in one file",
        "import_nul": "NUL bytes",
        "import_no_title": "A record without a title",
        "import_continuation": "A value on several lines: nothing to tell",
        "import_missing_newline": "A tag that lost its line break",
        "import_duplicated_id": "An id of the source used twice",
        "import_spoilt_cells": "Pages and ids that a spreadsheet program changed",
        "import_zip_bomb": "A zip bomb",
        "import_entities": "XML entities that multiply",
        "import_external_entity": "An XML entity that names a file",
        "import_conflict_ris": "Marks of an unresolved merge in a RIS file",
        "import_conflict_csv": "Marks of an unresolved merge in a sheet",
        "import_unfilled_hits": "A table of one's own that requires what no export tells",
        "import_not_allowed": "A record that a table of one's own does not allow",
    },
    "Machine": {
        "missing_program": "A program that is not there",
        "failing_program": "A program that fails",
        "missing_quarto": "Quarto asked for and not there",
        "no_permission": "A folder that may not be written to",
        "generated_is_a_file": "Generated files that cannot be written",
        "rendered_is_a_file": "Rendered files that cannot be written",
    },
}


def page() -> str:
    """The page of messages, put together from the golden files."""
    parts = [HEAD]
    for section, entries in SECTIONS.items():
        parts.append(f"## {section}\n")
        for name, title in entries.items():
            told = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").rstrip()
            parts.append(f"### {title}\n\n```text\n{told}\n```\n")
    return "\n".join(parts)


def test_the_page_of_messages_is_that_of_the_golden_files() -> None:
    """docs/bad-input.md is made of tests/golden/bad_input/ and nothing else."""
    if os.environ.get("NUMERATE_GOLDEN") == "write":
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_leaves_no_message_out() -> None:
    """Each golden message of bad input has its title above."""
    named = {name for entries in SECTIONS.values() for name in entries}
    assert {path.stem for path in GOLDEN.glob("*.txt")} == named


PAGES = [*sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("*.md"))]


@pytest.mark.parametrize("path", PAGES, ids=[path.name for path in PAGES])
def test_links_inside_the_repository_lead_somewhere(path: Path) -> None:
    """Every relative link and picture of a page is a file that is there."""
    text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s#]+)", text):
        if "://" not in target and not target.startswith(("mailto:", "/_generated")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("path", PAGES, ids=[path.name for path in PAGES])
def test_make_targets_and_commands_in_the_pages_exist(path: Path) -> None:
    """A page never names a make target that the Makefile lacks."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE))
    assert named <= targets
