"""How well a deduplication agrees with duplicates that people have labelled, counted in two ways.

Papers on deduplication count differently, and their figures cannot be compared unless it is said
how. *Removable records*: of a group of four, three can go; a miss is one that stays, a false
positive one that goes and should not. *Records in duplicate groups*: all four are duplicates, and
each counts as found when it was put together with a true partner.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

REMOVABLE = "removable records"
GROUPED = "records in duplicate groups"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One fourfold table and what is computed from it.

    Attributes:
        convention: What was counted.
        tp: Found and true.
        fn: True and not found.
        fp: Found and not true.
        tn: The other records.

    >>> one = Accuracy("removable records", tp=312, fn=2, fp=0, tn=978)
    >>> round(one.sensitivity, 4), one.specificity, one.precision, round(one.f1, 4)
    (0.9936, 1.0, 1.0, 0.9968)
    """

    convention: str
    tp: int
    fn: int
    fp: int
    tn: int

    @property
    def sensitivity(self) -> float | None:
        """TP / (TP + FN); None where there was nothing to find."""
        return _share(self.tp, self.tp + self.fn)

    @property
    def specificity(self) -> float | None:
        """TN / (TN + FP)."""
        return _share(self.tn, self.tn + self.fp)

    @property
    def precision(self) -> float | None:
        """TP / (TP + FP); None where nothing was found."""
        return _share(self.tp, self.tp + self.fp)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and sensitivity."""
        return _share(2 * self.tp, 2 * self.tp + self.fn + self.fp)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def accuracies(
    found: Iterable[Collection[str]], true: Iterable[Collection[str]], records: int
) -> tuple[Accuracy, Accuracy]:
    """Both counts for groups of identifiers; a record that is in no group is alone.

    Args:
        found: The groups that the method made.
        true: The groups that people made.
        records: How many records there are.

    >>> both = accuracies([{"a", "b", "x"}], [{"a", "b", "c", "d"}], 10)
    >>> [(one.convention, one.tp, one.fn, one.fp, one.tn) for one in both]
    [('removable records', 1, 2, 1, 6), ('records in duplicate groups', 2, 2, 1, 5)]
    """
    made = [frozenset(group) for group in found if len(group) > 1]
    labelled = [frozenset(group) for group in true if len(group) > 1]
    return _removable(made, labelled, records), _grouped(made, labelled, records)


def _home(groups: Iterable[frozenset[str]]) -> dict[str, frozenset[str]]:
    return {record: group for group in groups for record in group}


def _removable(
    made: list[frozenset[str]], labelled: list[frozenset[str]], records: int
) -> Accuracy:
    """A group that holds n true reports removes n − 1 too many; one in m pieces m − 1 too few."""
    homes, places = _home(labelled), _home(made)
    pieces = [len({homes.get(one, frozenset({one})) for one in group}) for group in made]
    tp = sum(len(group) - parts for group, parts in zip(made, pieces, strict=True))
    fp = sum(parts - 1 for parts in pieces)
    fn = sum(len({places.get(one, frozenset({one})) for one in group}) - 1 for group in labelled)
    return Accuracy(REMOVABLE, tp, fn, fp, records - tp - fn - fp)


def _grouped(made: list[frozenset[str]], labelled: list[frozenset[str]], records: int) -> Accuracy:
    homes, places = _home(labelled), _home(made)
    tp = sum(len(homes.get(one, frozenset()) & places[one]) > 1 for one in places)
    fp = len(places) - tp
    fn = sum(one not in places for one in homes)
    return Accuracy(GROUPED, tp, fn, fp, records - tp - fn - fp)


def told(both: Iterable[Accuracy], records: int, method: str) -> str:
    """A table of both counts as text.

    >>> print(told(accuracies([{"a", "b"}], [{"a", "b", "c"}], 5), 5, "bramer"))
    method bramer, 5 records, counted in two ways:
                        removable records  records in duplicate groups
    true positives                      1                            2
    false negatives                     1                            1
    false positives                     0                            0
    true negatives                      3                            2
    sensitivity                    0.5000                       0.6667
    specificity                    1.0000                       1.0000
    precision                      1.0000                       1.0000
    F1                             0.6667                       0.8000
    """
    columns = list(both)
    lines = [f"method {method}, {records:,} records, counted in two ways:"]
    heads = [one.convention for one in columns]
    lines.append("".join(["".ljust(18), *(f"  {head}" for head in heads)]))
    names = ("true positives", "false negatives", "false positives", "true negatives")
    for name, counted in zip(names, ("tp", "fn", "fp", "tn"), strict=True):
        cells = [f"{getattr(one, counted):,}" for one in columns]
        lines.append(_line(name, cells, heads))
    for name in ("sensitivity", "specificity", "precision", "F1"):
        values = [getattr(one, name.lower()) for one in columns]
        cells = ["–" if value is None else f"{value:.4f}" for value in values]
        lines.append(_line(name, cells, heads))
    return "\n".join(lines)


def _line(name: str, cells: list[str], heads: list[str]) -> str:
    return name.ljust(18) + "".join(
        f"  {cell.rjust(len(head))}" for cell, head in zip(cells, heads, strict=True)
    )
