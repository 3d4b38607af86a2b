"""Parts off their total: rows of a table that do not add up, and searches that lost records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from numerate.ground.issues import Issue
from numerate.paper.manuscript.ast import Node, Walker, copied, pair, rows, stringify
from numerate.paper.manuscript.places import Place
from numerate.paper.manuscript.prose import Passage
from numerate.proof.check.facts import Facts, TableFact
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "parts-off-total"
_WHOLE = re.compile(r"[−-]?(?:\d{1,3}(?:,\d{3})+|\d+)$")
_TOTAL = re.compile(r"(?i)^(?:grand\s+|over)?(?:total|all|sum|altogether)\b|^overall$")
_TODO = "correct the part or the total that is wrong"


def _check(review: Review) -> Iterator[Issue]:
    if review.facts is not None:
        for table in review.facts.tables.values():
            yield from _of_table(table, review.facts)
    for document in review.documents:
        places = _first_cells(review.passages(document))
        for number, node in enumerate(_tables(review.tree(document)), start=1):
            yield from _made_by_hand(node, number, places, review.facts)
    yield from _of_searches(review)


def _of_table(table: TableFact, facts: Facts) -> Iterator[Issue]:
    """Each total row of a computed table against the rows since the total before it."""
    parts: list[Mapping[str, Any]] = []
    for row in table.body:
        if row["kind"] == "row":
            parts.append(row)
        elif row["kind"] == "total" and _TOTAL.match(_words(row["cells"][0])):
            width = len(row["cells"])
            same = [part for part in parts if len(part["cells"]) == width]
            for at in range(1, width):
                column = [_cell(part["cells"][at], facts) for part in same]
                total = _cell(row["cells"][at], facts)
                if len(same) == len(parts) and _differ(column, total):
                    yield _issue((table.file, table.line), f"table '{table.key}'", column, total)
            parts = []


def _made_by_hand(
    table: Node, number: int, places: Mapping[str, Passage], facts: Facts | None
) -> Iterator[Issue]:
    texts = [[_text(copied(cell[4]), facts) for cell in row[1]] for row in rows(table)]
    widths = {len(row) for row in texts}
    if len(texts) < 3 or len(widths) != 1 or not _TOTAL.match(texts[-1][0]):  # noqa: PLR2004 - head, part, total
        return
    body = texts[:-1] if _whole(texts[0][-1]) is not None else texts[1:-1]
    passage = places.get(f"table {number} {len(texts)}")
    for at in range(1, len(texts[-1])):
        column = [_whole(row[at]) for row in body]
        total = _whole(texts[-1][at])
        if _differ(column, total):
            place = passage.place(0) if passage else None
            yield _issue(place, "a table made by hand", column, total)


def _of_searches(review: Review) -> Iterator[Issue]:
    """What searches say they found against the records that came from them."""
    stages = review.stages
    if stages is None or stages.hits is None or not stages.stages:
        return
    counted = Counter(stages.stages[0].found)
    for search, (said, line) in stages.hits.counts.items():
        if counted[search] != said:
            yield issue(
                CODE,
                (stages.hits.file, line),
                found=f"the search {search} says {said:,} records",
                expected=f"{counted[search]:,}, which {stages.stages[0].file} holds of it",
                todo="correct the count, or enter the records that are missing",
            )


def _issue(
    place: Place | tuple[str, int | None] | None,
    what: str,
    column: Sequence[int | None],
    total: int | None,
) -> Issue:
    parts = [one for one in column if one is not None]
    return issue(
        CODE,
        place,
        found=f"{what} prints the total {total:,}",
        expected=f"{sum(parts):,} = {' + '.join(f'{one:,}' for one in parts)}",
        todo=_TODO,
    )


def _differ(column: Sequence[int | None], total: int | None) -> bool:
    """Whether a column of whole numbers has another sum than its total."""
    parts = [one for one in column if one is not None]
    return (
        total is not None and len(parts) > 1 and len(parts) == len(column) and sum(parts) != total
    )


def _words(cell: Mapping[str, Any]) -> str:
    return "".join(part for part in cell["text"] if isinstance(part, str)).strip()


def _cell(cell: Mapping[str, Any], facts: Facts) -> int | None:
    text = ""
    for part in cell["text"]:
        if isinstance(part, str):
            text += part
        elif "num" in part and part["num"] in facts.numbers:
            text += facts.numbers[part["num"]].text
        elif "strong" in part or "em" in part:
            inner = part.get("strong") or part.get("em")
            text += inner if isinstance(inner, str) else "".join(map(str, inner))
    return _whole(text)


def _text(blocks: list[Node], facts: Facts | None) -> str:
    """The text of a cell with bound numbers as they are printed."""

    def inline(node: Node) -> list[Node] | None:
        key = pair(node["c"][0], "num") if node["t"] == "Span" else None
        number = facts.numbers.get(key) if facts and key else None
        return [{"t": "Str", "c": number.text}] if number else None

    Walker(None, inline, frozenset({"Span"})).blocks(blocks)
    return stringify(blocks)


def _whole(text: str) -> int | None:
    bare = text.strip()
    if not _WHOLE.match(bare):
        return None
    return int(bare.replace(",", "").replace("−", "-"))


def _tables(blocks: list[Node]) -> Iterator[Node]:
    found: list[Node] = []

    def block(node: Node) -> list[Node] | None:
        if node["t"] == "Table":
            found.append(node)
        return None

    Walker(block).blocks(blocks)
    return iter(found)


def _first_cells(passages: Sequence[Passage]) -> dict[str, Passage]:
    """The first cell of each row, by the number of its table and row."""
    found: dict[str, Passage] = {}
    for passage in passages:
        for within in passage.within:
            if within.startswith("table "):
                found.setdefault(within, passage)
    return found


RULE = Rule(
    code=CODE,
    severity="fault",
    title="Parts do not add up to their total",
    why="Looked at are total rows of computed tables, last rows called total of tables made by "
    "hand, and the records of each search against what the search says it found.",
    bad=Example(
        text="| Database | Records |\n|---|--:|\n| ERIC | [5]{.fixed} |\n"
        "| MEDLINE | [7]{.fixed} |\n"
        "| Total | [13]{.fixed} |\n\n: Records {#tbl-a}\n\nSee @tbl-a.\n"
    ),
    good=Example(
        text="| Database | Records |\n|---|--:|\n| ERIC | [5]{.fixed} |\n"
        "| MEDLINE | [7]{.fixed} |\n"
        "| Total | [12]{.fixed} |\n\n: Records {#tbl-a}\n\nSee @tbl-a.\n"
    ),
    check=_check,
)
