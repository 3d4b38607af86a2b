"""From one row per group to one row per study: the arms of trials set against their control.

A study with several arms against one control is no row of a meta-analysis: pooling each against the
whole control would count its people twice. So it is a fault that names the arms.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from numerate.ground.errors import stop_on
from numerate.ground.issues import Issue
from numerate.parts.declaration import Declaration
from numerate.parts.roletables import RoleTable
from numerate.review.extraction import Rows

_STUDY: Final = ("study", "study_id")
_VALUES: Final = ("events", "no_events", "n", "mean", "sd", "se", "time")


def against_control(part: Declaration, table: RoleTable, control: str) -> RoleTable:
    """One row for each study: its arm, with the control group's values beside it.

    Args:
        part: The part that reads it.
        table: One row per study and group, with a column ``group``.
        control: The group that the others are set against.

    Raises:
        NumerateError: When there is no such group, or a study has not one arm and one control.
    """
    groups = [str(value) for value in table.values("group")]
    control = part.one_of("control", control, sorted(set(groups)))
    places: dict[str, tuple[list[int], list[int]]] = {}
    for place, study in enumerate(map(str, table.values(*_STUDY))):
        arms, controls = places.setdefault(study, ([], []))
        (controls if groups[place] == control else arms).append(place)
    issues: list[Issue] = []
    for study, (arms, controls) in places.items():
        told = ", ".join(groups[place] for place in arms)
        if len(controls) != 1:
            issues.append(
                table.fault(
                    (controls or arms)[-1],
                    "no-control",
                    f"{study} has {len(controls)} rows of {control}",
                    "one control group for each study",
                    "add it, or combine its rows",
                )
            )
        elif len(arms) != 1:
            issues.append(table.fault(
                (arms or controls)[-1], "control-counted-twice",
                f"{study}: {control} stands against {told or 'nothing'}", "each participant once",
                "combine the arms, or take one with where={…}"))  # fmt: skip
    stop_on(issues)
    kept = [arms[0] for arms, _ in places.values()]
    beside = [controls[0] for _, controls in places.values()]
    extra: dict[str, list[Any]] = {
        f"control_{role}": [table.values(role)[place] for place in beside]
        for role in _VALUES
        if role in table
    }
    rows = Rows(table.rows.table, table.rows.positions[kept], table.rows.conditions)
    return replace(table, rows=rows, extra=extra)
