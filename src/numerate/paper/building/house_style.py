"""House style: what ``numerate:`` in _quarto.yml sets for a whole review.

``style: bmj`` writes estimates as that journal does; ``serial-comma: true`` puts a comma before the
"and" of a list.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from numerate.ground.issues import Issue, quoted
from numerate.ground.project import SETTINGS, Project
from numerate.review.results import Estimate, Ledger, Number
from numerate.review.results.journal import JOURNALS


def in_house_style(ledger: Ledger, project: Project) -> tuple[Ledger, list[Issue]]:
    """The ledger with estimates and lists in the style of the settings.

    An estimate whose own code names a style keeps it.

    Returns:
        The ledger, and an issue when the settings name a style that there is not.
    """
    own = project.settings.get("numerate")
    stated = own.get("style") if isinstance(own, Mapping) else None
    if isinstance(own, Mapping) and own.get("serial-comma") is True:
        lists = {key: dataclasses.replace(one, serial=True) for key, one in ledger.lists.items()}
        ledger = dataclasses.replace(ledger, lists=lists)
    if stated is None:
        return ledger, []
    if stated not in JOURNALS:
        return ledger, [_unknown(str(stated), project)]
    numbers = {key: _styled(number, str(stated)) for key, number in ledger.numbers.items()}
    return dataclasses.replace(ledger, numbers=numbers), []


def _styled(number: Number, journal: str) -> Number:
    if not isinstance(number.value, Estimate) or number.style.journal:
        return number
    return dataclasses.replace(number, style=dataclasses.replace(number.style, journal=journal))


def _unknown(stated: str, project: Project) -> Issue:
    lines = (project.root / SETTINGS).read_text(encoding="utf-8-sig").splitlines()
    told = (place for place, line in enumerate(lines, 1) if "style:" in line and stated in line)
    return Issue(
        code="unknown-style",
        file=SETTINGS,
        line=next(told, None),
        found=f"numerate: style: {quoted(stated)}",
        expected=f"one of: {', '.join(JOURNALS)}",
        todo="name the style in which results are to be written",
    )
