"""The flow in the CSV format of the R package PRISMA2020, to exchange it with other tools.

One row a count; the columns ``data`` (its name) and ``n`` (the count, or ``name, count; …``) carry
the meaning. A blank ``n`` hides a box and 0 shows a zero, as in that package. The format has one
column of searches, no strands, no split of the excluded records by automation tools, and three
kinds of other methods: further kinds are written under websites.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.synthesis.flow import (
    Flow,
    Inclusion,
    OtherMethods,
    Part,
    Searches,
    Tally,
    together,
)

_COLUMNS: Final = ("data", "node", "box", "description", "boxtext", "tooltips", "url", "n")
_KINDS: Final = {
    "website_results": "Websites",
    "organisation_results": "Organisations",
    "citations_results": "Citation searching",
}
# name | node | box | page of its link | words, for the 34 rows of the template
_TEMPLATE: Final = """
|node4|prevstud|prevstud|Previous studies
previous_studies|node5|box1|previous_studies|Studies included in previous version of review
previous_reports||box1|previous_reports|Reports of studies included in previous version of review
|node6|newstud|newstud|Identification of new studies via databases and registers
database_results|node7|box2|database_results|Databases
database_specific_results||box2|database_results|Specific Databases
register_results||box2||Registers
register_specific_results||box2|database_results|Specific Registers
|node16|othstud|othstud|Identification of new studies via other methods
website_results|node17|box11|website_results|Websites
organisation_results||box11||Organisations
citations_results||box11||Citation searching
duplicates|node8|box3|duplicates|Duplicate records
excluded_automatic||box3||Records marked as ineligible by automation tools
excluded_other||box3||Records removed for other reasons
records_screened|node9|box4|records_screened|Records screened
records_excluded|node10|box5|records_excluded|Records excluded
dbr_sought_reports|node11|box6|dbr_sought_reports|Reports sought for retrieval
dbr_notretrieved_reports|node12|box7|dbr_notretrieved_reports|Reports not retrieved
other_sought_reports|node18|box12|other_sought_reports|Reports sought for retrieval
other_notretrieved_reports|node19|box13|other_notretrieved_reports|Reports not retrieved
dbr_assessed|node13|box8|dbr_assessed|Reports assessed for eligibility
dbr_excluded|node14|box9|dbrexcludedrecords|Reports excluded
other_assessed|node20|box14|other_assessed|Reports assessed for eligibility
other_excluded|node21|box15|other_excluded|Reports excluded
new_studies|node15|box10|new_studies|New studies included in review
new_reports||box10||Reports of new included studies
total_studies|node22|box16|total_studies|Total studies included in review
total_reports||box16||Reports of total included studies
identification|node1|identification|identification|Identification
screening|node2|screening|screening|Screening
included|node3|included|included|Included
total_studies_ma|node23|box17|total_studies_meta_analysis|Total studies included in meta-analysis
total_reports_ma||box17||Reports of total included studies in meta-analysis
"""
_BLANK: Final = frozenset({"", "NA"})
_THOUSANDS: Final = r"[0-9]{1,3}(?:[,\u00a0\u202f][0-9]{3})+|[0-9]+"
_COUNT: Final = re.compile(rf"{_THOUSANDS}|[0-9]{{1,3}}(?: [0-9]{{3}})+")
_ITEM: Final = re.compile(
    r"(?P<label>.*?)(?P<between>\s*[,.:=]\s*|\s+[-–—]\s+|\s*\(\s*n\s*=\s*|\s+)"
    rf"(?P<count>{_THOUSANDS}|xxx)\s*\)?\s*",
    re.DOTALL,
)
_TODO: Final = "write the count, or leave the cell blank where the box does not exist"


def flow_from_csv(text: str, file: str = "") -> Flow:
    '''The flow that a PRISMA2020 CSV describes; whether it balances is not asked here.

    Args:
        text: The file's content.
        file: Its path, for issues.

    Raises:
        NumerateError: With every cell that cannot be read and every count that is missing.

    >>> flow = flow_from_csv("""data,n
    ... database_results,9
    ... duplicates,1
    ... records_screened,8
    ... records_excluded,6
    ... dbr_assessed,2
    ... dbr_excluded,"Wrong population, 1"
    ... new_studies,1""")
    >>> flow.searches[0].reports_excluded.parts
    (Part(label='Wrong population', count=1),)
    '''
    return flow_from_cells(*_read(text, file), file)


def flow_from_cells(cells: Mapping[str, str], lines: Mapping[str, int], file: str) -> Flow:
    """The same from the column ``n`` by name, as a table of the extraction holds it.

    Args:
        cells: The cell ``n`` by its name.
        lines: The line of each name in the file.
        file: Its path, for issues.

    Raises:
        NumerateError: With every cell that cannot be read and every count that is missing.
    """
    return _flow(_Cells(file, cells, lines))


def _flow(cells: _Cells) -> Flow:
    flow = Flow(
        searches=(_searches(cells),),
        other=_other(cells),
        included=Inclusion(cells.needed("new_studies"), cells.count("new_reports")),
        previous=_inclusion(cells, "previous_studies", "previous_reports"),
        meta_analysis=_inclusion(cells, "total_studies_ma", "total_reports_ma"),
        total=_inclusion(cells, "total_studies", "total_reports")
        if cells.count("previous_studies")
        else None,
    )
    if cells.issues:
        raise NumerateError(cells.issues)
    return flow


def counts_from_csv(text: str, file: str = "") -> list[dict[str, str]]:
    '''Every count that a PRISMA2020 CSV holds, as rows ``count, part, n``.

    A cell that splits its count gives a row a part; any other gives one row, its part ``total``.

    Args:
        text: The file's content.
        file: Its path, for issues.

    Raises:
        NumerateError: With every cell that cannot be read.

    >>> counts_from_csv("""data,n
    ... database_specific_results,"PubMed, 1,200; ERIC, 80"
    ... duplicates,20""")[0]
    {'count': 'database_specific_results', 'part': 'PubMed', 'n': '1200'}
    '''
    cells = _Cells(file, *_read(text, file))
    rows = []
    for name, cell in cells.cells.items():
        if ";" in cell or not _COUNT.fullmatch(cell.strip()):
            tally = cells.tally(name)
            parts = tally.parts if tally else ()
            rows += [{"count": name, "part": one.label, "n": str(one.count)} for one in parts]
        else:
            rows.append({"count": name, "part": "total", "n": str(cells.count(name))})
    if cells.issues:
        raise NumerateError(cells.issues)
    return rows


def csv_from_flow(flow: Flow) -> str:
    """The flow as a PRISMA2020 CSV of 34 rows; several columns of searches are added up.

    >>> column = Searches(databases=Tally(9), screened=9, excluded=8, assessed=1,
    ...                   reports_excluded=Tally(0))
    >>> written = csv_from_flow(Flow(searches=(column,), included=Inclusion(1)))
    >>> len(written.splitlines()), flow_from_csv(written).included
    (35, Inclusion(studies=1, reports=None))
    """
    counts = _counts(flow)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for line in _TEMPLATE.strip().splitlines():
        name, node, box, page, words = line.split("|")
        link = f"{page}.html" if page else "NA"
        row = (name or "NA", node or "NA", box, words, words, words, link, counts.get(name, 0))
        writer.writerow("NA" if cell is None else cell for cell in row)
    return out.getvalue()


@dataclass(slots=True)
class _Cells:
    """The cells ``n`` by name, and the issues met while reading them."""

    file: str
    cells: Mapping[str, str]
    lines: Mapping[str, int]
    issues: list[Issue] = field(default_factory=list)

    def count(self, name: str) -> int | None:
        held = self.cells.get(name, "").strip()
        if held in _BLANK:
            return None
        if not _COUNT.fullmatch(held):
            self._issue("wrong-type", name, f"{name} is '{held}'", "a whole number of 0 or more")
            return None
        return _number(held)

    def needed(self, name: str) -> int:
        found = self.count(name)
        if found is None and self.cells.get(name, "").strip() in _BLANK:
            self._issue("missing-count", name, f"no count for {name}", "a whole number")
        return found or 0

    def tally(self, name: str) -> Tally | None:
        """The parts of a cell ``name, count; …``; None when it is blank or the bare template."""
        held = self.cells.get(name, "").strip()
        if held in _BLANK:
            return None
        if _COUNT.fullmatch(held):
            return Tally(_number(held))
        parts: list[Part] = []
        for item in held.split(";"):
            match = _ITEM.fullmatch(item)
            if match and match["count"] == "xxx":
                continue
            if match and match["label"].strip() and not _doubtful(match):
                parts.append(Part(match["label"].strip(), _number(match["count"])))
            elif item.strip():
                found = f"'{item.strip()}' in {name}"
                self._issue("wrong-type", name, found, "a name, a comma and a whole number")
        return Tally.of(parts) if parts else None

    def _issue(self, code: str, name: str, found: str, expected: str) -> None:
        line = self.lines.get(name)
        self.issues.append(
            Issue(code=code, file=self.file, line=line, found=found, expected=expected, todo=_TODO)
        )


def _number(text: str) -> int:
    """A count that may have marks between its thousands."""
    return int(re.sub(r"[^0-9]", "", text))


def _doubtful(item: re.Match[str]) -> bool:
    """Whether digits before the count may belong to it: ``20.0``, ``1,20``, ``1 200``.

    >>> [_doubtful(_ITEM.fullmatch(text)) for text in ("A, 20.0", "A, 1 200", "Dose 5, 10")]
    [True, True, False]
    """
    if not item["label"][-1:].isdigit():
        return False
    between, count = item["between"], item["count"]
    return between in {",", ".", ":", "="} or (between.isspace() and len(count) == _GROUP)


_GROUP: Final = 3


def _read(text: str, file: str) -> tuple[dict[str, str], dict[str, int]]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    head = next(reader, [])
    if "data" not in head or "n" not in head:
        raise NumerateError(
            Issue(
                code="missing-column",
                file=file,
                line=1,
                found=f"the columns {', '.join(head) or '(none)'}",
                expected="at least the columns data and n",
                todo="give a file in the format of the R package PRISMA2020",
            )
        )
    name, count = head.index("data"), head.index("n")
    cells: dict[str, str] = {}
    lines: dict[str, int] = {}
    for row in reader:
        if len(row) > max(name, count) and row[name] not in _BLANK:
            cells[row[name].strip()] = row[count]
            lines[row[name].strip()] = reader.line_num
    return cells, lines


def _searches(cells: _Cells) -> Searches:
    databases = _source(cells, "database_results", "database_specific_results")
    return Searches(
        databases=databases or Tally(cells.needed("database_results")),
        registers=_source(cells, "register_results", "register_specific_results"),
        duplicates=cells.count("duplicates"),
        automation=cells.count("excluded_automatic"),
        other=cells.count("excluded_other"),
        screened=cells.needed("records_screened"),
        excluded=cells.needed("records_excluded"),
        sought=cells.count("dbr_sought_reports"),
        not_retrieved=cells.count("dbr_notretrieved_reports"),
        assessed=cells.needed("dbr_assessed"),
        reports_excluded=cells.tally("dbr_excluded") or Tally(0),
    )


def _source(cells: _Cells, total: str, parts: str) -> Tally | None:
    count, named = cells.count(total), cells.tally(parts)
    if count is None:
        return named
    return Tally(count, named.parts if named else ())


def _other(cells: _Cells) -> OtherMethods | None:
    found = {label: cells.count(name) for name, label in _KINDS.items()}
    parts = [Part(label, count) for label, count in found.items() if count is not None]
    if not any(part.count for part in parts):
        return None
    return OtherMethods(
        identified=Tally.of(parts),
        sought=cells.count("other_sought_reports"),
        not_retrieved=cells.count("other_notretrieved_reports"),
        assessed=cells.needed("other_assessed"),
        reports_excluded=cells.tally("other_excluded") or Tally(0),
    )


def _inclusion(cells: _Cells, studies: str, reports: str) -> Inclusion | None:
    count = cells.count(studies)
    return Inclusion(count, cells.count(reports)) if count else None


def _counts(flow: Flow) -> dict[str, int | str | None]:
    column = together(flow.searches)
    return {
        **_box(flow.previous, "previous_studies", "previous_reports", absent=0),
        "database_results": column.databases.count,
        "database_specific_results": _told(column.databases),
        "register_results": column.registers.count if column.registers else None,
        "register_specific_results": _told(column.registers) if column.registers else None,
        "duplicates": column.duplicates,
        "excluded_automatic": column.automation,
        "excluded_other": column.other,
        "records_screened": column.screened,
        "records_excluded": column.excluded,
        "dbr_sought_reports": column.sought,
        "dbr_notretrieved_reports": column.not_retrieved,
        "dbr_assessed": column.assessed,
        "dbr_excluded": _told(column.reports_excluded) or column.reports_excluded.count,
        **_other_counts(flow.other),
        **_box(flow.included, "new_studies", "new_reports"),
        **_box(flow.total, "total_studies", "total_reports", absent=0),
        **_box(flow.meta_analysis, "total_studies_ma", "total_reports_ma"),
    }


def _other_counts(other: OtherMethods | None) -> dict[str, int | str | None]:
    if other is None:
        return {}
    by_label = {part.label: part.count for part in other.identified.parts}
    kinds = {name: by_label.pop(label, 0) for name, label in _KINDS.items()}
    kinds["website_results"] += other.identified.count - sum(kinds.values())
    return {
        **kinds,
        "other_sought_reports": other.sought,
        "other_notretrieved_reports": other.not_retrieved,
        "other_assessed": other.assessed,
        "other_excluded": _told(other.reports_excluded) or other.reports_excluded.count,
    }


def _box(
    box: Inclusion | None, studies: str, reports: str, absent: int | None = None
) -> dict[str, int | str | None]:
    if box is None:
        return {studies: absent, reports: absent}
    return {studies: box.studies, reports: box.reports}


def _told(tally: Tally) -> str | None:
    parts = (f"{part.label.replace(';', ',')}, {part.count}" for part in tally.parts)
    return "; ".join(parts) or None
