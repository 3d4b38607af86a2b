"""The rows of a table in a PDF: its head, the headings of its groups, and how it ends.

The last two rows of a table that runs over pages and the notes below it are its foot, which Typst
keeps together: so no row and no note stands alone on a page.
"""

from __future__ import annotations

import re
from typing import Any, Final

from numerate.paper.manuscript.ast import Node, attributes, put, stringify, strong
from numerate.paper.render.float_blocks import has_class
from numerate.paper.render.measures import placed_cells

CONTINUED: Final = {
    "en": "continued",
    "de": "Fortsetzung",
    "es": "continuación",
    "fr": "suite",
    "it": "continua",
    "nl": "vervolg",
    "pt": "continuação",
}
_SIDES = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}
_TALL_CELL = 1800  # characters; a row this long may break over pages
_ENDING: Final = 2  # rows
_LONG_ENDING: Final = 1200  # characters; rows and notes longer than this are not held together
_FEWEST: Final = 5  # rows of a body that an ending is taken from
_JOINED: Final = "/*ending*/"
# A row that heads others, as pandoc writes it; as a header it is not left alone at a page's foot,
# and stands again on the page where its rows go on.
_GROUP_ROW = re.compile(r"^  (table\.cell\([^\n]*inset: group-inset[^\n]*\)\[.*\]),$", re.MULTILINE)
_FOOT = re.compile(
    rf"^ *table\.hline\(\),\n(?= *table\.footer\([^\n]*{re.escape(_JOINED)})", re.MULTILINE
)


def with_headers(source: str) -> str:
    """Pandoc's markup with the headings of groups as headers, and endings without a rule."""
    return _FOOT.sub("", _GROUP_ROW.sub(r"  table.header(level: 2, \1),", source))


def notes_of(content: list[Node]) -> list[Node]:
    """The notes below the one table of a float, taken out of its content; none if it has others."""
    if len(content) == 2 and content[0]["t"] == "Table" and has_class(content[1], "table-notes"):  # noqa: PLR2004
        return [content.pop()]
    return []


def close_table(table: Node, notes: list[Node]) -> list[Node]:
    """Put the last rows of a table and its notes into its foot, in place.

    Returns:
        The notes, where they are too long to be held together; then they stand below the table.
    """
    bodies, foot = table["c"][4], table["c"][5]
    if not foot[1] and bodies:
        foot[1] = _ending(bodies[-1][3])
        for row in foot[1][:1]:
            first = row[1][0][4]
            if not first or first[0]["t"] not in {"Plain", "Para"}:
                first.insert(0, {"t": "Plain", "c": []})
            first[0]["c"] = [{"t": "RawInline", "c": ["typst", _JOINED]}, *first[0]["c"]]
    columns = len(table["c"][2])
    if not foot[1] or len(stringify(notes)) > _LONG_ENDING or not notes or columns == 1:
        return notes
    attr = attributes(pairs={"typst:inset": "(x: 0pt, top: 6pt)"})
    cell = [attr, {"t": "AlignLeft"}, 1, columns, notes]
    foot[1] = [*foot[1], [attributes(), [cell]]]
    return []


def _ending(rows: list[Any]) -> list[Any]:
    """The last rows of a body, taken out of it; none where a cell from above reaches into them."""
    if len(rows) < _FEWEST:
        return []
    count = _ENDING if "group" not in rows[-_ENDING][0][1] else 1
    above = rows[:-count]
    reaching = any(
        cell[2] > len(above) - number for number, row in enumerate(above) for cell in row[1]
    )
    long = sum(len(stringify(cell[4])) for row in rows[-count:] for cell in row[1])
    if reaching or long > _LONG_ENDING or "group" in rows[-1][0][1]:
        return []
    ending = rows[-count:]
    del rows[-count:]
    return ending


def head_cells(head: list[Any], columns: list[str]) -> None:
    """Head cells in bold, standing on the rule below them; a rule below those that span columns."""
    rows = [row[1] for row in head[1]]
    for placed in placed_cells(rows, len(columns)):
        for column, cell in placed:
            kind = cell[1]["t"] if cell[1]["t"] != "AlignDefault" else columns[column]
            cell[1] = {"t": "AlignDefault"}
            put(cell[0], "typst:align", f"{_SIDES.get(kind, 'start')} + bottom")
            cell[4] = _strong_cell(cell[4])
            if cell[3] > 1 or cell[2] > 1:
                put(cell[0], "typst:stroke", "(bottom: light-rule)")


def marked_rows(bodies: list[Any], groups: int) -> int:
    """Group rows and total rows in bold, with room above; long rows may break.

    Args:
        bodies: The bodies of a table.
        groups: How many group rows the document had before.

    Returns:
        How many it has now.
    """
    for body in bodies:
        for row in (*body[2], *body[3]):
            kinds = set(row[0][1])
            if "group" in kinds and row[1] and row[1][0][4]:
                groups += 1
                last = row[1][0][4][-1]
                if last["t"] in {"Plain", "Para"}:
                    opening, ending = (
                        {"t": "RawInline", "c": ["typst", code]}
                        for code in (f"#group({groups})[", "]")
                    )
                    last["c"] = [opening, *last["c"], ending]
            for cell in row[1]:
                if kinds & {"group", "total"}:
                    cell[4] = _strong_cell(cell[4])
                if "group" in kinds:
                    put(cell[0], "typst:inset", "group-inset")
                if "total" in kinds:
                    put(cell[0], "typst:stroke", "(top: light-rule)")
                if len(stringify(cell[4])) > _TALL_CELL:
                    put(cell[0], "typst:breakable", "true")
    return groups


def _strong_cell(blocks: list[Node]) -> list[Node]:
    return [
        {**one, "c": [strong(one["c"])]} if one["t"] in {"Plain", "Para"} and one["c"] else one
        for one in blocks
    ]
