"""The shapes of the tables that imports make, as entries of the data dictionary.

A table that is there already keeps the shape it has; only columns that it lacks are added to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from numerate.review.records.codingfiles import MEASURES
from numerate.review.records.fields import (
    DECISIONS,
    FULLTEXT,
    FULLTEXT_FIELDS,
    IMPORTS,
    RECORD_FIELDS,
    RECORDS,
    SCREENING,
    SCREENING_FIELDS,
    SEARCHES,
    TYPES,
)

LINKS: Final = "record_links"
REMARKS: Final = "record_remarks"
UNSEEN: Final = "unseen_records"
SCREENING_DECISIONS: Final = "screening_decisions"
FULLTEXT_DECISIONS: Final = "fulltext_decisions"
EXTRACTION: Final = "extraction_answers"
MATRIX: Final = "code_matrix"
CODEBOOK: Final = "codebook"
CODINGS: Final = "codings"
APPRAISAL: Final = "appraisal"
RISK_OF_BIAS: Final = "risk_of_bias"
FLOW: Final = "reported_flow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A table as imports make it.

    Attributes:
        name: Of the table, and of its file without ending.
        title: One row is what.
        columns: What each column means, by name, in order.
        key: Columns that tell a row from another.
        required: Columns in which every cell holds a value.
        enums: The only values of a column.
        types: Types of columns that are not text.
        points: Column and table that it points to, where that table is there.
    """

    name: str
    title: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    enums: Mapping[str, tuple[str, ...]] | None = None
    types: Mapping[str, str] | None = None
    points: Mapping[str, str] | None = None

    def resource(self) -> dict[str, Any]:
        """The entry of the table in the dictionary.

        >>> entry = SHAPES["screening"].resource()
        >>> entry["path"], entry["schema"]["primaryKey"]
        ('screening.csv', ['record_id', 'reviewer'])
        """
        schema: dict[str, Any] = {
            "fields": [self.field(name) for name in self.columns],
            "primaryKey": list(self.key),
            "missingValues": [""],
        }
        if self.points:
            schema["foreignKeys"] = [
                {"fields": [column], "reference": {"resource": table, "fields": [RECORD_KEY]}}
                for column, table in self.points.items()
            ]
        return {
            "name": self.name,
            "path": f"{self.name}.csv",
            "title": self.title,
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "schema": schema,
        }

    def field(self, name: str) -> dict[str, Any]:
        """The entry of one column in the dictionary."""
        constraints: dict[str, Any] = {}
        if name in self.required or name in self.key:
            constraints["required"] = True
        if self.enums and name in self.enums:
            constraints["enum"] = list(self.enums[name])
        kind = (self.types or {}).get(name, "string")
        entry: dict[str, Any] = {
            "name": name,
            "type": kind,
            "description": self.columns[name],
        }
        if constraints:
            entry["constraints"] = constraints
        return entry


RECORD_KEY: Final = "record_id"
_SEARCH_COLUMNS: Final = {
    "search_id": "Round and database.",
    "round": "Round of searches.",
    "database": "Database searched.",
    "platform": "Platform through which it was searched.",
    "interface": "Interface or export option of the platform.",
    "date": "Day on which the search was run.",
    "limits": "Limits and filters that were set; 'none' when there were none.",
    "query": "The full query, as it was run.",
    "hits": "Records that the database reported.",
}
_RECORD_COLUMNS: Final = {
    "record_id": "Id of the record, made from what it says.",
    "source_id": "Its id in the database or tool that gave it.",
    "round": "Round of searches that found it.",
    "database": "Database that gave it.",
    "type": "What it is.",
    "title": "Title.",
    "authors": "Authors, as Family, Given; parted by semicolons.",
    "year": "Year of publication.",
    "journal": "Journal, book or proceedings that it stands in.",
    "volume": "Volume.",
    "issue": "Issue.",
    "pages": "First and last page, or the article's number.",
    "doi": "DOI, bare and in lower case.",
    "issn": "ISSN or ISBN as exported.",
    "pmid": "PubMed's id.",
    "abstract": "Abstract.",
    "keywords": "Keywords, parted by semicolons.",
    "url": "Addresses, parted by blanks after semicolons.",
    "language": "Language as exported.",
    "source_file": "Name of the file that it was imported from.",
    "source_line": "Line of that file on which it begins.",
}
_SHAPES: Final = (
    Shape(
        name=SEARCHES,
        title="One row per round and database: the search log",
        columns=_SEARCH_COLUMNS,
        key=("search_id",),
        types={"round": "integer", "date": "date", "hits": "integer"},
    ),
    Shape(
        name=RECORDS,
        title="One row per record that a search gave",
        columns={name: _RECORD_COLUMNS[name] for name in RECORD_FIELDS},
        key=(RECORD_KEY,),
        enums={"type": TYPES},
        types={"round": "integer", "year": "year", "source_line": "integer"},
    ),
    Shape(
        name=IMPORTS,
        title="One row per file imported: what was in it and what became of it",
        columns={
            "import_id": "First characters of the SHA-256 of the file.",
            "file": "Its name.",
            "format": "What it was recognised as, by its content.",
            "round": "Round of searches it was imported for.",
            "database": "Database that was named for it, or the one all its records name.",
            "in_file": "Records or rows in the file, counted apart from the reading.",
            "read": "Records or rows that were read.",
            "repaired": "Places that were mended while reading.",
            "refused": "Records or rows that could not be read; their text is in refused/.",
            "unknown": "Tags or columns that have no place in a table, with their counts.",
        },
        key=("import_id", "round"),
        types=dict.fromkeys(("in_file", "read", "repaired", "refused", "round"), "integer"),
    ),
    Shape(
        name=LINKS,
        title="One row per article of a screening tool: the record it is",
        columns={
            "tool": "The screening tool.",
            "article": "Id of the article in the tool.",
            "record_id": "The record.",
        },
        key=("tool", "article"),
        required=("record_id",),
        points={"record_id": RECORDS},
    ),
    Shape(
        name=SCREENING,
        title="One row per record and reviewer: the decision on title and abstract",
        columns={
            "record_id": "Record screened.",
            "reviewer": "Pseudonym of the reviewer.",
            "decision": "Decision before any discussion.",
            "prior": "Whether it was given before the screening, to train a model.",
        },
        key=SCREENING_FIELDS[:2],
        required=("decision",),
        enums={"decision": DECISIONS, "prior": ("yes", "no")},
        points={"record_id": RECORDS},
    ),
    Shape(
        name=FULLTEXT,
        title="One row per report and reviewer: the decision on the full text",
        columns={
            "report_id": "Record of the report.",
            "reviewer": "Pseudonym of the reviewer.",
            "decision": "Decision before any discussion.",
            "reason": "The one reason for exclusion.",
        },
        key=FULLTEXT_FIELDS[:2],
        required=("decision",),
        enums={"decision": DECISIONS},
        points={"report_id": RECORDS},
    ),
    *(
        Shape(
            name=name,
            title=f"One row per {what}: the team's decision, as its tool tells it",
            columns={
                column: f"The {what}.",
                "decision": "Decision of the team.",
                "reason": "Reason for exclusion.",
                "settled_by": "How it was settled; empty when the tool does not tell.",
            },
            key=(column,),
            required=("decision",),
            enums={"decision": DECISIONS},
            points={column: RECORDS},
        )
        for name, what, column in (
            (SCREENING_DECISIONS, "record", "record_id"),
            (FULLTEXT_DECISIONS, "report", "report_id"),
        )
    ),
    Shape(
        name=REMARKS,
        title="One row per label, note or untied reason that reviewers gave a record",
        columns={
            "record_id": "The record.",
            "kind": "What it is.",
            "text": "Its words.",
            "reviewer": "Pseudonym of who gave it; 'not told' when the tool does not tell.",
        },
        key=("record_id", "kind", "text", "reviewer"),
        enums={"kind": ("label", "reason", "note")},
        points={"record_id": RECORDS},
    ),
    Shape(
        name=UNSEEN,
        title="One row per record that nobody saw in a tool that ranks records; not excluded",
        columns={"record_id": "The record.", "tool": "The tool."},
        key=(RECORD_KEY, "tool"),
        points={"record_id": RECORDS},
    ),
    Shape(
        name=EXTRACTION,
        title="One row per study, reviewer and question: the answer extracted",
        columns={
            "study": "The study's number in the tool.",
            "label": "The study's label in the tool.",
            "reviewer": "Pseudonym of the reviewer, or consensus.",
            "question": "The question as the form asked it.",
            "answer": "The answer.",
        },
        key=("study", "reviewer", "question"),
    ),
    Shape(
        name=MATRIX,
        title="One row per cell of a coding matrix",
        columns={
            "matrix": "Name of the file or sheet.",
            "row": "What the row is.",
            "column": "What the column is.",
            "measure": "What the cell counts; the export does not tell, so it was asked.",
            "value": "The cell.",
        },
        key=("matrix", "row", "column"),
        enums={"measure": MEASURES},
    ),
    Shape(
        name=CODEBOOK,
        title="One row per code",
        columns={
            "code_id": "Id of the code in its project.",
            "code": "Its name.",
            "parent": "The code it stands under.",
            "description": "What it means.",
        },
        key=("code_id",),
    ),
    Shape(
        name=CODINGS,
        title="One row per passage that is coded",
        columns={
            "coding_id": "Id of the coding in its project.",
            "source": "Name of the source.",
            "code_id": "The code.",
            "begins": "First character of the passage, counted from 0.",
            "ends": "The character after its last.",
            "text": "Its words, where the project holds them.",
            "coder": "Pseudonym of the coder.",
        },
        key=("coding_id",),
    ),
    Shape(
        name=APPRAISAL,
        title="One row per study and criterion of MMAT 2018",
        columns={
            "study_id": "The study.",
            "category": "Category of studies that the criterion is of.",
            "criterion": "Number of the criterion.",
            "answer": "The answer.",
            "comment": "What the appraisers wrote to it.",
        },
        key=("study_id", "criterion"),
        enums={"answer": ("yes", "no", "can't tell")},
    ),
    Shape(
        name=RISK_OF_BIAS,
        title="One row per study and domain: the judgement on risk of bias",
        columns={
            "study": "The study.",
            "domain": "The domain; Overall is the overall judgement.",
            "judgement": "The level.",
            "kind": "Additive or proportional bias, where it was judged.",
            "direction": "Direction of the bias, where it was judged.",
        },
        key=("study", "domain"),
        required=("judgement",),
    ),
    Shape(
        name=FLOW,
        title="One row per count of a flow diagram that was reported in PRISMA2020's CSV",
        columns={
            "count": "Name of the count in that format.",
            "part": "Source or reason, where the count is split; total for the count itself.",
            "n": "The number.",
        },
        key=("count", "part"),
        types={"n": "integer"},
    ),
)
SHAPES: Final[Mapping[str, Shape]] = {shape.name: shape for shape in _SHAPES}
