"""Characteristics of the included studies, per strand: years, designs, places, participants."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from analysis.rounds import included, of_included
from numerate import (
    CitationSet,
    Extraction,
    Member,
    Number,
    Result,
    Rows,
    Style,
    citation_set,
    claim,
    in_prose,
    key_part,
    listing,
    number,
)

QUANTITATIVE = "quantitative_studies"
QUALITATIVE = "qualitative_studies"
GENDERS = {
    "boys_men": "boys and men",
    "girls_women": "girls and women",
    "non_binary": "non-binary people",
    "gender_unknown": "people whose gender is not known",
}
_GENDER_KEYS = {"non_binary": "nonbinary", "gender_unknown": "unknown"}
_NO_COUNTRY = {"country": "cross-national", "location": "online"}
_YEAR = Style("year")
_PERCENT = Style("percent", 1)
_NINE_IN_TEN = Fraction(9, 10)
_RECENT_FROM = 2019


def results(data: Extraction) -> Iterator[Result]:
    """The opening paragraphs of both strands' results."""
    yield from _quantitative(data)
    yield from _prevalence(data)
    yield from _datasets(data)
    yield from _qualitative(data)
    yield from _qualitative_years(data)
    yield from _participants(data)


def years(data: Extraction, strand: str) -> Rows:
    """The studies of one strand: the table that holds their years."""
    return included(data).where(strand=strand)


def _quantitative(data: Extraction) -> Iterator[Result]:
    rows = of_included(data, QUANTITATIVE)
    total = number("quant.n", rows.count(), "Quantitative studies", rows=rows, unit="studies")
    yield total
    published = years(data, "quantitative")
    yield from _span("quant.year", published, "year", "Publication years, quantitative", _YEAR)
    yield from _designs("quant", rows, "design", "Quantitative studies")
    cross = rows.where(design="cross-sectional").count()
    yield claim(
        "quant.mostly_cross_sectional",
        Fraction(cross, rows.count()) > _NINE_IN_TEN,
        f"{cross} of {rows.count()} quantitative studies > 9/10",
        "More than nine in ten quantitative studies are cross-sectional",
        rows=rows,
        against=rows.where(design="longitudinal"),
    )
    yield from _ages("quant", rows)
    yield from _countries("quant", rows, "country", "Quantitative studies")
    yield _most_from_usa(rows)


def _most_from_usa(rows: Rows) -> Result:
    single = rows.without(country="cross-national")
    counts = {country: found.count() for country, found in single.groups("country").items()}
    top = max(counts.values())
    return claim(
        "quant.usa_most",
        [country for country, count in counts.items() if count == top] == ["United States"],
        f"{counts.get('United States', 0)} studies from the United States; the most from any "
        f"one country is {top}",
        "No other country has as many quantitative studies as the United States",
        rows=single,
        against=single.without(country="United States"),
    )


def _prevalence(data: Extraction) -> Iterator[Result]:
    rows = of_included(data, QUANTITATIVE).present("prevalence")
    yield from _span("quant.prevalence", rows, "prevalence", "Prevalence of perpetration", _PERCENT)
    for name, value in (
        ("lowest", rows.least("prevalence")),
        ("highest", rows.greatest("prevalence")),
    ):
        chosen = rows.where(prevalence=float(value))
        yield citation_set(
            f"quant.prevalence.{name}",
            chosen.values("attributed_to"),
            f"The study with the {name} prevalence of perpetration",
            rows=chosen,
        )


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _datasets(data: Extraction) -> Iterator[Result]:
    rows = of_included(data, QUANTITATIVE)
    studies = years(data, "quantitative")
    yield number(
        "quant.participants",
        rows.total("participants"),
        "Participants of all quantitative studies, as each study reports its sample",
        rows=rows,
        unit="participants",
    )
    yield number(
        "quant.datasets.n",
        studies.distinct("dataset_id"),
        "Datasets behind the quantitative studies",
        rows=studies,
        unit="datasets",
    )
    merged = rows.frame.merge(studies.frame[["study_id", "dataset_id"]], on="study_id")
    once = int(merged.groupby("dataset_id")["participants"].max().sum())
    yield number(
        "quant.participants.datasets_once",
        once,
        "Participants of all quantitative datasets, a dataset shared by studies counted once",
        rows=(rows, studies),
        unit="participants",
    )
    named = studies.among("study_id", data["named_studies"])
    unnamed = studies.not_among("study_id", data["named_studies"])
    yield number("quant.named.n", named.count(), "Quantitative studies that the published review "
                 "names", rows=named, unit="studies")  # fmt: skip
    yield number("quant.unnamed.n", unnamed.count(), "Quantitative studies that the published "
                 "review does not name", rows=unnamed, unit="studies")  # fmt: skip
    yield _named("quant.named", data, "quantitative")


def _qualitative(data: Extraction) -> Iterator[Result]:
    rows = of_included(data, QUALITATIVE)
    yield number("qual.n", rows.count(), "Qualitative studies", rows=rows, unit="studies")
    yield from _designs("qual", rows, "method", "Qualitative studies")
    yield from _countries("qual", rows, "location", "Qualitative studies")
    yield _named("qual.studies", data, "qualitative")


def _qualitative_years(data: Extraction) -> Iterator[Result]:
    published = years(data, "qualitative")
    recent = published.at_least("year", _RECENT_FROM)
    earlier = published.at_most("year", _RECENT_FROM - 1)
    yield number("qual.year_2019_2024.n", recent.count(), f"Qualitative studies published in "
                 f"{_RECENT_FROM} or later", rows=recent, unit="studies")  # fmt: skip
    yield number("qual.pre2019.n", earlier.count(), f"Qualitative studies published before "
                 f"{_RECENT_FROM}", rows=earlier, unit="studies")  # fmt: skip
    yield from _span("qual.year", recent, "year", "Publication years apart from the exception",
                     _YEAR)  # fmt: skip
    if earlier.count():
        yield number("qual.year.exception", int(earlier.least("year")), "Publication year of the "
                     "earliest qualitative study", rows=earlier, style=_YEAR)  # fmt: skip
    yield claim(
        "qual.all_but_one_recent",
        earlier.count() == 1,
        f"{earlier.count()} of {published.count()} qualitative studies before {_RECENT_FROM}",
        f"All qualitative studies but one were published in {_RECENT_FROM} or later",
        rows=published,
        against=earlier,
    )
    names = data["named_studies"].among("study_id", earlier)
    yield citation_set("qual.pre2019", names.values("citation"), "The qualitative study published "
                       f"before {_RECENT_FROM}", rows=(earlier, names))  # fmt: skip


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _participants(data: Extraction) -> Iterator[Result]:
    rows = of_included(data, QUALITATIVE)
    sampled = _sampled(rows)
    total = sum(rows.total(column) for column in GENDERS)
    yield number("qual.participants", total, "Participants of all qualitative studies",
                 rows=sampled, unit="participants")  # fmt: skip
    by_gender = []
    for column, told in GENDERS.items():
        key = f"qual.participants.{_GENDER_KEYS.get(column, column)}"
        made = number(key, rows.total(column), f"Participants of qualitative studies: {told}",
                      rows=sampled, unit="participants")  # fmt: skip
        yield made
        by_gender.append(Member(name=told, number=made))
    yield listing("qual.participants.by_gender", by_gender, "Participants of qualitative studies "
                  "by gender", rows=sampled)  # fmt: skip
    yield number("qual.with_participants.n", sampled.count(), "Qualitative studies that had "
                 "participants", rows=sampled, unit="studies")  # fmt: skip
    yield claim(
        "qual.not_all_with_participants",
        0 < sampled.count() < rows.count(),
        f"{sampled.count()} of {rows.count()} qualitative studies had participants",
        "Some, but not all, qualitative studies had participants",
        rows=rows,
    )
    yield from _ages("qual", sampled)


def _sampled(rows: Rows) -> Rows:
    """The studies that had participants: one of their counts or ages, at least, is reported."""
    silent = rows
    for column in (*GENDERS, "age_min", "age_max"):
        silent = silent.absent(column)
    return rows.not_among("study_id", silent)


def _ages(strand: str, rows: Rows) -> Iterator[Number]:
    low, high = int(rows.least("age_min")), int(rows.greatest("age_max"))
    told = f"Age of participants of the {strand}itative studies, in years"
    yield number(f"{strand}.age.range", (low, high), f"{told}, lowest to highest", rows=rows,
                 unit="years")  # fmt: skip
    yield number(f"{strand}.age.min", low, f"{told}, lowest", rows=rows, unit="years")
    yield number(f"{strand}.age.max", high, f"{told}, highest", rows=rows, unit="years")


def _span(key: str, rows: Rows, column: str, told: str, style: Style) -> Iterator[Number]:
    """Lowest, highest and range of a column; whole numbers stay whole."""
    low, high = rows.least(column), rows.greatest(column)
    if style.kind == "year":
        low, high = int(low), int(high)
    else:
        low, high = float(low), float(high)
    yield number(f"{key}.range", (low, high), f"{told}, lowest to highest", rows=rows, style=style)
    yield number(f"{key}.min", low, f"{told}, lowest", rows=rows, style=style)
    yield number(f"{key}.max", high, f"{told}, highest", rows=rows, style=style)


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _designs(strand: str, rows: Rows, column: str, told: str) -> Iterator[Result]:
    """How many studies have each design that the dictionary allows, and the list of them."""
    declared = rows.table.schema.column(column)
    found = []
    for design in declared.enum if declared else rows.unique(column):
        chosen = rows.where(**{column: design})
        made = number(f"{strand}.design.{key_part(design)}", chosen.count(), f"{told}: {design}",
                      rows=chosen, unit="studies")  # fmt: skip
        yield made
        if chosen.count():
            found.append(Member(name=design, number=made))
    yield listing(f"{strand}.designs", found, f"{told} by design", order="size", rows=rows)


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _countries(strand: str, rows: Rows, column: str, told: str) -> Iterator[Result]:
    """How many studies are from each country, the list of countries, and the first of them."""
    members = []
    for place, chosen in rows.groups(column).items():
        made = number(
            f"{strand}.country.{key_part(place)}",
            chosen.count(),
            f"{told}: {place}",
            rows=chosen,
            unit="studies",
        )
        yield made
        if place != _NO_COUNTRY[column]:
            members.append(Member(name=in_prose(place), number=made))
    single = rows.without(**{column: _NO_COUNTRY[column]})
    yield number(f"{strand}.countries.n", single.distinct(column), f"Countries with {told.lower()} "
                 "of their own", rows=single, unit="countries")  # fmt: skip
    whole = listing(f"{strand}.countries", members, f"Countries of {told.lower()}", order="size",
                    rows=single)  # fmt: skip
    yield whole
    first, *others = whole.members
    yield number(f"{strand}.country.most", first.name, f"Country of most {told.lower()}",
                 rows=single, style=Style("text"))  # fmt: skip
    if first.number:
        yield number(f"{strand}.country.most.n", int(first.number), f"{told} of that country",
                     rows=single, of=(first.number,), unit="studies")  # fmt: skip
    elsewhere = rows.where(**{column: _NO_COUNTRY[column]})
    if strand == "qual" and elsewhere.count():
        online = number("qual.online.n", elsewhere.count(), f"{told} of online platforms",
                        rows=elsewhere, unit="studies")  # fmt: skip
        yield online
        settings = [*others, Member(name="online platforms", number=online)]
        yield listing("qual.settings.others", settings, "Settings of qualitative studies but the "
                      "first country; online platforms last", rows=rows)  # fmt: skip
    yield listing(f"{strand}.countries.others", others, f"Countries of {told.lower()} but the "
                  "first", order="size", rows=single)  # fmt: skip


# numerate: allow unused-key: kept for numerate explain and for comparing versions
def _named(key: str, data: Extraction, strand: str) -> CitationSet:
    names = data["named_studies"].among("study_id", years(data, strand))
    return citation_set(
        key, names.values("citation"), f"The {strand} studies that the published review names",
        rows=names,
    )  # fmt: skip
