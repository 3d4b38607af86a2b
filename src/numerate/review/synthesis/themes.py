"""Themes: which studies stand behind each theme, and how much coded text.

A theme holds the extracts coded into it and into its sub-themes (Thomas and Harden, 2008, BMC
Medical Research Methodology 8:45). Richness is the number of coded extracts, which may order
themes otherwise than the number of studies does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme; ``parent`` is the theme above it, None for a main theme."""

    id: str
    label: str
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A piece of text of one study, coded into one theme."""

    id: str
    study: str
    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCount:
    """What stands behind one theme, its sub-themes included.

    Attributes:
        theme: The theme.
        extracts: Names of the coded extracts, in the order given.
        by_study: Extracts per study, for the studies that have any, sorted by study.
    """

    theme: Theme
    extracts: tuple[str, ...]
    by_study: tuple[tuple[str, int], ...]

    @property
    def n(self) -> int:
        """How many studies contribute."""
        return len(self.by_study)

    @property
    def richness(self) -> int:
        """How many extracts are coded."""
        return len(self.extracts)

    @property
    def studies(self) -> tuple[str, ...]:
        """The studies that contribute, sorted."""
        return tuple(study for study, _ in self.by_study)

    def of(self, study: str) -> int:
        """How many extracts one study has here."""
        return dict(self.by_study).get(study, 0)


def theme_counts(themes: Iterable[Theme], extracts: Iterable[Extract]) -> dict[str, ThemeCount]:
    """What stands behind every theme, by theme id, in the order of the themes given.

    Raises:
        ValueError: When a theme stands above itself.
        KeyError: When an extract or a parent names a theme that is not given.

    >>> themes = [Theme(id="act", label="A manhood act"),
    ...           Theme(id="bodies", label="Bodies as valuables", parent="act")]
    >>> found = theme_counts(themes, [Extract(id="e1", study="a", theme="bodies"),
    ...                               Extract(id="e2", study="b", theme="act")])
    >>> found["act"].n, found["bodies"].n
    (2, 1)
    """
    known = {theme.id: theme for theme in themes}
    lines = {name: _line_of_descent(name, known) for name in known}
    held: dict[str, list[Extract]] = {name: [] for name in known}
    for extract in extracts:
        for name in lines[extract.theme]:
            held[name].append(extract)
    return {name: _count(known[name], held[name]) for name in known}


def by_richness(counts: Mapping[str, ThemeCount]) -> list[str]:
    """Theme ids by number of extracts, the richest first, sub-themes below their main theme.

    Themes equally rich keep the order given.
    """
    return list(_ordered(None, counts))


def ranks(counts: Mapping[str, ThemeCount]) -> dict[str, int]:
    """The rank by richness of each main theme, from 1."""
    main = [name for name in by_richness(counts) if counts[name].theme.parent is None]
    return {name: index + 1 for index, name in enumerate(main)}


def _ordered(parent: str | None, counts: Mapping[str, ThemeCount]) -> Iterable[str]:
    siblings = [name for name, count in counts.items() if count.theme.parent == parent]
    for name in sorted(siblings, key=lambda name: -counts[name].richness):
        yield name
        yield from _ordered(name, counts)


def _line_of_descent(name: str, known: Mapping[str, Theme]) -> tuple[str, ...]:
    line = [name]
    while (parent := known[line[-1]].parent) is not None:
        if parent in line:
            raise ValueError(f"the theme '{name}' stands above itself: {' < '.join(line)}")
        line.append(parent)
    return tuple(line)


def _count(theme: Theme, extracts: Sequence[Extract]) -> ThemeCount:
    per_study = Counter(extract.study for extract in extracts)
    return ThemeCount(
        theme=theme,
        extracts=tuple(extract.id for extract in extracts),
        by_study=tuple(sorted(per_study.items())),
    )
