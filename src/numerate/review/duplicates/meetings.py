"""Which records are worth comparing, and what came of it: pairs with their verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from numerate.review.duplicates.engines import Engine, Pairs
from numerate.review.duplicates.passes import BRAMER, NEIGHBOURHOODS, linked, met
from numerate.review.duplicates.resemblance import title_ratio
from numerate.review.duplicates.spelling import Entry
from numerate.review.duplicates.verdicts import RANKS, Answer, verdict

_SOME = 200_000
_ALIKE = 82.0  # no rule takes less alike titles unless a place or an identifier agrees
_SHORTEST = 24


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that were compared, and what came of it.

    Attributes:
        first: Number of one record, the smaller.
        second: Number of the other.
        answer: ``same`` or ``doubtful``.
        rule: The pass or rule that holds.
        fields: The fields it looks at.
        similarity: Of the titles, from 0 to 100.
        rank: How sure the rule is; the surest is 0.
    """

    first: int
    second: int
    answer: Answer
    rule: str
    fields: tuple[str, ...] = ()
    similarity: float = 0.0
    rank: int = 0


def rows(entries: Sequence[Entry]) -> Iterator[tuple[int | str, ...]]:
    """The entries as the table of an engine holds them, numbered in their order."""
    for number, one in enumerate(entries):
        first = one.authors.partition(";")[0]
        family = first.rpartition(" ")[0] or first
        yield (
            number,
            one.title.replace(" ", ""),
            _rare(one.title),
            family,
            one.authors,
            one.year,
            one.journal,
            one.volume,
            one.issue,
            f"{one.first_page}-{one.last_page}" if one.first_page else "",
            one.first_page,
            one.doi,
            one.pmid,
        )


def _rare(title: str) -> str:
    """The longest words of a title, which are the rarest, whatever their order."""
    words = sorted({word for word in title.split() if len(word) > 4}, key=lambda w: (-len(w), w))  # noqa: PLR2004
    return " ".join(sorted(words[:3])) if len(words) > 1 else ""


def exact_pairs(engine: Engine, entries: Sequence[Entry]) -> Iterator[Pair]:
    """The pairs of Bramer's passes; those that his method has a person check are doubtful."""
    for rank, one in enumerate(BRAMER):
        first, second = engine.columns(linked(one))
        answer: Answer = "doubtful" if one.checked else "same"
        for a, b in zip(first.tolist(), second.tolist(), strict=True):
            ratio = round(title_ratio(entries[a].title, entries[b].title), 1)
            yield Pair(a, b, answer, one.name, one.fields, ratio, rank)


def weighed_pairs(engine: Engine, entries: Sequence[Entry]) -> Iterator[Pair]:
    """The pairs of the default method, each with the first rule that holds."""
    for first, second in _worth(*_met(engine, len(entries)), entries):
        found = verdict(entries[first], entries[second])
        if found:
            rule = found.rule
            ratio = round(found.similarity, 1)
            yield Pair(
                first, second, rule.answer, rule.name, rule.evidence, ratio, RANKS[rule.name]
            )


def _met(engine: Engine, count: int) -> tuple[Pairs, Pairs]:
    """The pairs that meet by a strong key, and the others; each pair once, as one number."""
    strong: list[Pairs] = [np.empty(0, dtype=np.int64)]
    weak = list(strong)
    for one in NEIGHBOURHOODS:
        number, *others = engine.columns(met(one))
        for other in others:
            there = other >= 0
            low = np.minimum(number[there], other[there]).astype(np.int64)
            high = np.maximum(number[there], other[there]).astype(np.int64)
            (strong if one.strong else weak).append(low * count + high)
    known = np.unique(np.concatenate(strong))
    return known, np.setdiff1d(np.concatenate(weak), known)


def _worth(strong: Pairs, weak: Pairs, entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """The pairs whose titles are alike, or one inside the other, or that share a strong key."""
    count = max(len(entries), 1)
    yield from _numbers(strong, count)
    for start in range(0, len(weak), _SOME):
        some = list(_numbers(weak[start : start + _SOME], count))
        ones = [entries[a].title.replace(" ", "") for a, _ in some]
        twos = [entries[b].title.replace(" ", "") for _, b in some]
        ratios = process.cpdist(ones, twos, scorer=fuzz.ratio, score_cutoff=_ALIKE, workers=2)
        for pair, ratio, one, two in zip(some, ratios.tolist(), ones, twos, strict=True):
            if ratio or _inside(one, two):
                yield pair


def _numbers(pairs: Pairs, count: int) -> Iterable[tuple[int, int]]:
    first, second = np.divmod(pairs, count)
    return zip(first.tolist(), second.tolist(), strict=True)


def _inside(one: str, two: str) -> bool:
    short, long = (one, two) if len(one) < len(two) else (two, one)
    return len(short) >= _SHORTEST and (long.startswith(short) or long.endswith(short))
