"""Made-up records with the noise of real exports, as many as wanted, always the same ones.

Of every hundred reports some come twice or more, each copy as another database would write it:
abbreviated journals, cut author lists, initials, page ranges in short, missing fields, typing
errors, lost accents, subtitles left out. Others are only like each other: the conference abstract
of an article, its erratum, the second part, another trial with the same words. The words follow a
Zipf law, as those of titles do, so that common beginnings are common.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_SYLLABLES = [
    "car",
    "di",
    "o",
    "vas",
    "cu",
    "lar",
    "ne",
    "phro",
    "lo",
    "gy",
    "der",
    "ma",
    "to",
    "pul",
    "mo",
    "na",
    "ry",
    "he",
    "pa",
    "ti",
    "tis",
    "on",
    "co",
    "the",
    "ra",
    "py",
    "im",
    "mu",
    "sen",
    "si",
    "ve",
    "gen",
    "om",
    "ic",
    "bi",
    "mar",
    "ker",
    "sur",
    "gi",
    "cal",
    "pa",
    "e",
    "di",
    "at",
    "ric",
    "men",
    "tal",
    "stro",
    "ke",
    "dia",
    "be",
    "tes",
    "sleep",
    "an",
    "xie",
    "ty",
    "de",
    "pres",
    "sion",
    "vac",
    "cine",
    "tri",
    "al",
    "co",
    "hort",
    "out",
    "come",
    "risk",
    "fac",
    "tor",
    "pre",
    "ven",
    "tion",
]
_SMALL = ("of", "the", "in", "and", "for", "with", "a", "on", "among")
_FAMILIES = 40_000
_WORDS = 30_000
_JOURNALS = 4_000
_DUPLICATES = 0.25
_LIKE = 0.05


class _Inventor:
    """A source of words, names and journals that is the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - made-up data, no secret
        self.words = [self._word(2, 4) for _ in range(_WORDS)]
        self.weights = [1 / (rank + 12) for rank in range(_WORDS)]
        self.families = [self._word(2, 3).capitalize() for _ in range(_FAMILIES)]
        self.journals = [
            " ".join(self._word(2, 4).capitalize() for _ in range(self.random.randint(2, 4)))
            for _ in range(_JOURNALS)
        ]

    def _word(self, least: int, most: int) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randint(least, most)))

    def title(self) -> str:
        """Eight to sixteen words, as common as words are."""
        count = self.random.randint(6, 12)
        words = self.random.choices(self.words, weights=None, cum_weights=self.summed, k=count)
        for place in range(2, count, 3):
            words.insert(place, self.random.choice(_SMALL))
        return " ".join(words).capitalize()

    @property
    def summed(self) -> list[float]:
        """The weights of the words, added up once."""
        if not hasattr(self, "_summed"):
            total, self._summed = 0.0, []
            for weight in self.weights:
                total += weight
                self._summed.append(total)
        return self._summed

    def report(self) -> dict[str, str]:
        """One article as the most careful database would have it."""
        chance = self.random
        first = chance.randint(1, 2400)
        authors = [
            f"{chance.choice(self.families)}, {chance.choice('ABCDEFGH')}{chance.choice('JKLM')}"
            for _ in range(chance.randint(1, 7))
        ]
        return {
            "type": "article",
            "title": self.title(),
            "authors": "; ".join(authors),
            "year": str(chance.randint(1985, 2025)),
            "journal": chance.choice(self.journals),
            "volume": str(chance.randint(1, 90)),
            "issue": str(chance.randint(1, 12)),
            "pages": f"{first}-{first + chance.randint(1, 14)}",
            "doi": f"10.{chance.randint(1000, 9999)}/j.{chance.getrandbits(44):x}"
            if chance.random() < 0.6  # noqa: PLR2004 - older articles have none
            else "",
        }

    def copied(self, report: dict[str, str]) -> dict[str, str]:
        """The same report as another database writes it."""
        chance, copy = self.random, dict(report)
        draw = chance.random
        if draw() < 0.4:  # noqa: PLR2004 - half of databases abbreviate
            copy["journal"] = " ".join(
                word[: chance.randint(3, 5)] for word in copy["journal"].split()
            )
        if draw() < 0.3:  # noqa: PLR2004
            copy["authors"] = "; ".join(copy["authors"].split("; ")[: chance.randint(1, 3)])
        if draw() < 0.3:  # noqa: PLR2004
            first, _, last = copy["pages"].partition("-")
            copy["pages"] = f"{first}-{last[-2:]}" if len(last) == len(first) > 2 else first  # noqa: PLR2004
        if draw() < 0.25:  # noqa: PLR2004
            place = chance.randrange(len(copy["title"]))
            copy["title"] = (
                copy["title"][:place] + chance.choice("aeiorst") + copy["title"][place + 1 :]
            )
        if draw() < 0.1:  # noqa: PLR2004
            copy["title"] = copy["title"].upper() + "."
        for name, rate in (("doi", 0.4), ("issue", 0.2), ("volume", 0.05), ("pages", 0.08)):
            if draw() < rate:
                copy[name] = ""
        if copy["doi"] and draw() < 0.3:  # noqa: PLR2004
            copy["doi"] = f"https://doi.org/{copy['doi'].upper()}"
        return copy

    def like(self, report: dict[str, str]) -> dict[str, str]:
        """Another report that is only like it: an abstract, an erratum, a second part."""
        other = self.report() | {"title": report["title"], "authors": report["authors"]}
        kind = self.random.randrange(3)
        if kind == 0:
            other["title"] = f"Erratum: {other['title']}"
        elif kind == 1:
            other["title"] = f"{other['title']}. Part II"
        return other | {"doi": ""}


def invented(count: int, seed: int = 1) -> Iterator[tuple[dict[str, str], int]]:
    """So many records, each with the number of the report it is about.

    Args:
        count: How many records.
        seed: Another seed gives other records.
    """
    inventor = _Inventor(seed)
    chance = inventor.random
    made = about = 0
    while made < count:
        report = inventor.report()
        about += 1
        versions = [(report, about)]
        while chance.random() < _DUPLICATES:
            versions.append((inventor.copied(report), about))
        if chance.random() < _LIKE:
            about += 1
            versions.append((inventor.like(report), about))
        for record, number in versions[: count - made]:
            made += 1
            # identifiers that say nothing about which records belong together
            name = f"R{(made * 7_919_993) % 99_999_989:08d}"
            yield (
                {"record_id": name, "round": "1", "database": f"d{made % 5}", **record},
                number,
            )
