"""Motives of perpetrators: ranges of endorsement, comparison by gender, what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from analysis.rounds import of_included
from numerate import (
    Claim,
    Comparison,
    Contrast,
    Endorsement,
    Extraction,
    MotiveRange,
    Number,
    Result,
    Rows,
    Style,
    by_range,
    citation_set,
    claim,
    contrasts,
    meaning_of,
    motive_ranges,
    number,
    say,
    together,
)

BOYS_MEN = "boys and men"
GIRLS_WOMEN = "girls and women"
_PERCENT = Style("percent")
_FOUR = ("amusement", "showing_off", "social_belonging", "social_rewards")
_PER_CENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Everything that the parts on motives need, computed once.

    Attributes:
        items: Questionnaire items of the included studies.
        compared: Items compared by gender.
        labels: Wording of each group of motives, by id.
        ranges: Range of endorsement, by group.
        contrasts: Comparisons by gender, by group.
        order: The groups by range, the largest first.
    """

    items: Rows
    compared: Rows
    labels: Mapping[str, str]
    ranges: Mapping[str, MotiveRange]
    contrasts: Mapping[str, Contrast]
    order: tuple[str, ...]

    def comparing(self, *motives: str) -> Rows:
        """The comparisons of some groups of motives."""
        return self.compared.among("item_id", self.items.where(motive=motives))


def reasons(data: Extraction) -> Reasons:
    """The motives in an extraction."""
    items = of_included(data, "motive_items")
    compared = data["motive_comparisons"].among("item_id", items)
    groups = sorted(data["motives"], key=lambda row: int(row["position"]))
    labels = {row["motive"]: row["label"] for row in groups}
    ranges = motive_ranges(
        Endorsement(
            id=row["item_id"],
            study=row["study_id"],
            motive=row["motive"],
            percent=Fraction(str(row["percent"])),
        )
        for row in items
    )
    return Reasons(
        items=items,
        compared=compared,
        labels=labels,
        ranges=ranges,
        contrasts=contrasts(_comparisons(items, compared)),
        order=tuple(by_range(ranges, list(labels))),
    )


def results(data: Extraction) -> Iterator[Result]:
    """The numbers, claims and citations of the paragraph on motives."""
    known = reasons(data)
    yield from _totals(data, known)
    for motive in known.order:
        yield from _range(known, motive)
    for key, motive, word in (
        ("motives.sexual.very_few", "sexual", "very few"),
        ("motives.malice.very_few", "malice", "very few"),
        ("motives.malice.only_a_fraction", "malice", "only a fraction"),
    ):
        if motive in known.ranges:
            yield _rare(known, key, motive, word)
    yield _four_among_top(data, known)
    yield _showing_off(known)
    yield _roasting_and_malice(known)


def _comparisons(items: Rows, compared: Rows) -> Iterator[Comparison]:
    item = {row["item_id"]: row for row in items}
    for row in compared:
        yield Comparison(
            id=row["comparison_id"],
            study=item[row["item_id"]]["study_id"],
            motive=item[row["item_id"]]["motive"],
            higher="" if row["higher"] == "neither" else row["higher"],
            significant=row["significant"] == "yes",
        )


def _totals(data: Extraction, known: Reasons) -> Iterator[Result]:
    yield number(
        "motives.studies.n",
        known.items.distinct("study_id"),
        "Quantitative studies that asked perpetrators about their motives",
        rows=known.items,
        unit="studies",
    )
    yield number(
        "motives.n", len(known.ranges), "Groups of motives", rows=known.items, unit="groups"
    )
    top = data["motives"].where(widely_endorsed="yes")
    yield number(
        "motives.top.n",
        top.among("motive", known.items).count(),
        "Groups of motives that the review lists as the most widely endorsed",
        rows=top,
        unit="groups",
    )
    facts = data["stated_facts"].where(topic="motive_study")
    yield citation_set(
        "motives.studies",
        facts.values("citation"),
        "The studies that asked perpetrators about their motives",
        rows=facts,
    )


# numerate: allow unused-key: every motive has the same numbers, whichever of them the text needs
def _range(known: Reasons, motive: str) -> Iterator[Number]:
    found = known.ranges[motive]
    label = known.labels[motive]
    rows = known.items.where(motive=motive)
    style = _PERCENT if _whole(found.low) and _whole(found.high) else Style("percent", 1)
    low, high = (_plain(end) for end in (found.low, found.high))
    for name, value, told in (
        ("range", (low, high), "lowest and highest share of perpetrators who endorsed an item"),
        ("min", low, "lowest share of perpetrators who endorsed an item"),
        ("max", high, "highest share of perpetrators who endorsed an item"),
    ):
        yield number(f"motives.{motive}.{name}", value, f"{label}: {told}", rows=rows, style=style)


def _whole(value: Fraction) -> bool:
    return value.denominator == 1


def _plain(value: Fraction) -> int | Fraction:
    return value.numerator if _whole(value) else value


def _rare(known: Reasons, key: str, motive: str, word: str) -> Claim:
    high = known.ranges[motive].high
    meaning = meaning_of(word)
    rows = known.items.where(motive=motive)
    return claim(
        key,
        meaning.holds(high.numerator, high.denominator * _PER_CENT),
        f"endorsed by {float(high):g}% at most; '{word}' means {meaning.meaning}",
        f"{known.labels[motive]}: few perpetrators in any study say so",
        rows=rows,
        against=rows.where(item_id=list(known.ranges[motive].highest)),
    )


def _four_among_top(data: Extraction, known: Reasons) -> Claim:
    listed = data["motives"].where(widely_endorsed="yes").values("motive")
    top = known.order[: len(listed)]
    missing = [motive for motive in _FOUR if motive not in top]
    return claim(
        "motives.four_among_top",
        not missing,
        f"{len(_FOUR) - len(missing)} motives are among the {len(listed)} groups with the highest "
        "ranges: " + ", ".join(known.labels[motive] for motive in top),
        "Amusement, showing off, belonging and rewards are among the most endorsed motives",
        rows=known.items,
        against=known.items.where(motive=missing) if missing else None,
    )


def _showing_off(known: Reasons) -> Claim:
    contrast = known.contrasts.get("showing_off", Contrast(comparisons=()))
    boys = contrast.higher(BOYS_MEN, significantly=True)
    girls = contrast.higher(GIRLS_WOMEN, significantly=True)
    saying = say("most", len(boys), contrast.n)
    rows = known.comparing("showing_off")
    return claim(
        "motives.showing_off.higher_boys_men",
        saying.holds and not girls,
        f"significantly higher among boys and men: {saying.rule}; among girls and women: "
        f"{len(girls)}",
        "In most comparisons significantly more boys and men wanted to show off",
        rows=rows,
        against=rows.without(higher=BOYS_MEN),
    )


def _roasting_and_malice(known: Reasons) -> Claim:
    motives = [motive for motive in ("roasting", "malice") if motive in known.contrasts]
    contrast = together(known.contrasts[motive] for motive in motives)
    girls = contrast.higher(GIRLS_WOMEN)
    saying = say("frequently", len(girls), contrast.n)
    rows = known.comparing("roasting", "malice")
    return claim(
        "motives.roasting_malice.higher_girls_women",
        saying.holds and len(contrast.significant) < contrast.n,
        f"higher among girls and women: {saying.rule}; {len(contrast.significant)} of the "
        f"{contrast.n} comparisons significant",
        "Roasting and malice are frequently endorsed more by girls and women, not always "
        "significantly",
        rows=rows,
        against=rows.without(higher=GIRLS_WOMEN),
    )
