"""Themes of the qualitative studies: studies and extracts per theme, their order, claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.rounds import of_included
from analysis.studies import by_name, cited
from numerate import (
    Claim,
    Extract,
    Extraction,
    Number,
    Result,
    Rows,
    Theme,
    ThemeCount,
    by_richness,
    citation_set,
    claim,
    number,
    ranks,
    say,
    theme_counts,
)

_ALL = "manhood_act"
_CODES = (
    (
        "themes.female_validation",
        "female_peer_validation",
        "in which girls or women share images for the regard of peers",
    ),
    ("themes.anonymity", "anonymity", "in which anonymity online protects perpetrators"),
)
_CITED = ("targeted_attack", "coping", "accountability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Everything that the parts on themes need, computed once.

    Attributes:
        rows: Extracts of the included qualitative studies.
        counts: What stands behind each theme, by theme.
        order: Themes by richness, sub-themes below their main theme.
        studies: The qualitative studies included.
        code_theme: The analytical theme of each code.
    """

    rows: Rows
    counts: Mapping[str, ThemeCount]
    order: tuple[str, ...]
    studies: Rows
    code_theme: Mapping[str, str]

    @property
    def main(self) -> tuple[str, ...]:
        """The main themes by richness."""
        return tuple(name for name in self.order if self.counts[name].theme.parent is None)

    def under(self, theme: str) -> tuple[str, ...]:
        """The sub-themes of a theme by richness."""
        return tuple(name for name in self.order if self.counts[name].theme.parent == theme)

    def of(self, theme: str) -> Rows:
        """The extracts of a theme and its sub-themes."""
        within = {theme, *self.under(theme)}
        codes = sorted(code for code, name in self.code_theme.items() if name in within)
        return self.rows.where(code=codes)

    def key(self, theme: str) -> str:
        """The middle of the keys of a theme: a sub-theme stands under its main theme."""
        parent = self.counts[theme].theme.parent
        return f"{parent}.{theme}" if parent else theme


def coding(data: Extraction) -> Coding:
    """The coding in an extraction."""
    rows = of_included(data, "extracts")
    code_theme = {row["code"]: row["theme"] for row in data["codes"]}
    themes = [
        Theme(id=row["theme"], label=row["label"], parent=row["parent"])
        for row in by_name(data["themes"])
    ]
    extracts = [
        Extract(id=name, study=study, theme=code_theme[code])
        for name, study, code in zip(
            rows.ids, rows.texts("study_id"), rows.texts("code"), strict=True
        )
    ]
    counts = theme_counts(themes, extracts)
    return Coding(
        rows=rows,
        counts=counts,
        order=tuple(by_richness(counts)),
        studies=of_included(data, "qualitative_studies"),
        code_theme=code_theme,
    )


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def results(data: Extraction) -> Iterator[Result]:
    """The numbers, claims and citations of the paragraphs on themes."""
    known = coding(data)
    yield from _totals(known)
    for theme in known.order:
        yield from _theme(known, theme)
    for key, code, told in _CODES:
        yield from _code(known, key, code, told)
    for theme in _CITED:
        rows = known.of(theme)
        label = known.counts[theme].theme.label
        yield citation_set(
            f"themes.{theme}.studies",
            cited(rows),
            f"{label}: studies whose contribution the published review states",
            rows=rows,
        )
    yield from _claims(known)


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _totals(known: Coding) -> Iterator[Number]:
    subthemes = [name for name in known.order if known.counts[name].theme.parent]
    for key, value, told, unit in (
        (
            "themes.synthesis.n",
            known.rows.distinct("study_id"),
            "Studies in the thematic synthesis",
            "studies",
        ),
        ("themes.extracts.n", known.rows.count(), "Coded extracts over all themes", "extracts"),
        ("themes.main.n", len(known.main), "Main themes", "themes"),
        ("themes.sub.n", len(subthemes), "Sub-themes", "themes"),
    ):
        yield number(key, value, told, rows=known.rows, unit=unit)


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _theme(known: Coding, theme: str) -> Iterator[Number]:
    count = known.counts[theme]
    rows = known.of(theme)
    key = f"themes.{known.key(theme)}"
    label = count.theme.label
    yield number(f"{key}.n", count.n, f"{label}: studies that contribute", rows=rows,
                 unit="studies")  # fmt: skip
    yield number(f"{key}.extracts", count.richness, f"{label}: coded extracts", rows=rows,
                 unit="extracts")  # fmt: skip
    if count.theme.parent is None:
        yield number(
            f"{key}.rank",
            ranks(known.counts)[theme],
            f"{label}: rank among the main themes by coded extracts",
            rows=known.rows,
        )


def _code(known: Coding, key: str, code: str, told: str) -> Iterator[Result]:
    rows = known.rows.where(code=code)
    yield number(f"{key}.n", rows.distinct("study_id"), f"Studies {told}", rows=rows,
                 unit="studies")  # fmt: skip
    yield citation_set(key, cited(rows), f"Studies {told}", rows=rows)


def _claims(known: Coding) -> Iterator[Claim]:
    total = known.studies.count()
    coping = known.counts["coping"].n
    saying = say("a handful", coping, total)
    yield claim(
        "themes.coping.handful",
        saying.holds,
        saying.rule,
        "A handful of the qualitative studies describe sharing as a way of coping",
        rows=known.of("coping"),
    )
    saying = say("all", known.counts[_ALL].n, total)
    yield claim(
        "themes.manhood_act.all_studies",
        saying.holds,
        saying.rule,
        "Every qualitative study contributes to the theme of the manhood act",
        rows=known.studies,
        against=known.studies.not_among("study_id", known.of(_ALL)),
    )
    by_n = sorted(known.main, key=lambda name: -known.counts[name].n)
    shown = ", ".join(
        f"{known.counts[name].theme.label} {known.counts[name].richness} extracts in "
        f"{known.counts[name].n} studies"
        for name in known.main
    )
    yield claim(
        "themes.order.not_by_n",
        list(known.main) != by_n,
        f"in order of extracts: {shown}",
        "Themes stand in another order by extracts than by studies",
        rows=known.rows,
    )
