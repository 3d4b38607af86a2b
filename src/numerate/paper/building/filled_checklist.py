"""The PRISMA 2020 checklist of a review: each item's place, from the marks in its documents."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from numerate.review.guidelines import Place
from numerate.review.results import Ledger
from numerate.review.results.checklist import checklist_table


def with_checklist(ledger: Ledger, places: Mapping[str, Sequence[Place]]) -> Ledger:
    """The ledger with the checklist's table, when the documents mark any item.

    Args:
        ledger: What analysis computed.
        places: Where each item is reported, by its number.
    """
    if not places:
        return ledger
    table = checklist_table(places)
    tables = dict(sorted({**ledger.tables, table.key: table}.items()))
    return dataclasses.replace(ledger, tables=tables)
