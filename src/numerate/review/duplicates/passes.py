"""The passes over the records, as data: which fields must agree for two records to meet.

Bramer's passes are those of his published method, in its order; they decide by themselves. The
neighbourhoods only bring records together that the default method then compares: records that
agree in a key stand side by side in the order of a second field, and each meets the next few. So
the pairs grow with the records and not with their square, however common a key is.

Both become one SQL text that DuckDB, SQLite and Spark SQL read alike.

Source: Bramer WM, Giustini D, de Jonge GB, Holland L, Bekhuis T. De-duplication of database search
results for systematic reviews in EndNote. J Med Libr Assoc 2016;104(3):240-243.
doi:10.3163/1536-5050.104.3.014
"""

from __future__ import annotations

from dataclasses import dataclass

TABLE = "entries"
# what a row of the table holds, beside its number n; all texts in normal form, '' where absent
COLUMNS = (
    "title",
    "words",
    "author",
    "authors",
    "year",
    "journal",
    "volume",
    "issue",
    "pages",
    "first_page",
    "doi",
    "pmid",
)


@dataclass(frozen=True, slots=True)
class ExactPass:
    """Records that agree in all these fields are one report.

    Attributes:
        name: How the audit trail calls it.
        fields: The fields; a record that lacks one of them takes no part.
        checked: Whether the method has a person look at what this pass finds.
    """

    name: str
    fields: tuple[str, ...]
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Records that agree in a key meet the next ``reach`` records in the order of a field.

    Attributes:
        name: What brings them together.
        key: SQL expressions over the columns; none may be empty.
        order: The columns by which neighbours are found.
        reach: How many neighbours each record meets.
        strong: Whether the key says so much that even unlike titles are compared.
    """

    name: str
    key: tuple[str, ...]
    order: str
    reach: int
    strong: bool = False


# The published method looks at the pairs of its last two passes one by one: equal titles may be
# serial columns, and authors often write twice a year.
BRAMER = (
    ExactPass("author, year, title, journal", ("authors", "year", "title", "journal")),
    ExactPass("author, year, title, pages", ("authors", "year", "title", "pages")),
    ExactPass("title, volume, pages", ("title", "volume", "pages")),
    ExactPass("author, volume, pages", ("authors", "volume", "pages")),
    ExactPass("year, volume, issue, pages", ("year", "volume", "issue", "pages")),
    ExactPass("title", ("title",), checked=True),
    ExactPass("author, year", ("authors", "year"), checked=True),
)

NEIGHBOURHOODS = (
    Neighbourhood("doi", ("doi",), "title", 4, strong=True),
    Neighbourhood("pmid", ("pmid",), "title", 4, strong=True),
    Neighbourhood("place", ("year", "volume", "first_page"), "author", 4, strong=True),
    Neighbourhood("begin of title", ("substr(title, 1, 14)",), "title, year, author", 5),
    Neighbourhood("end of title", ("substr(title, -14)", "year"), "title, author", 4),
    Neighbourhood("rare words of title", ("words",), "title, year, author", 4),
    Neighbourhood("first author and year", ("author", "year"), "title", 3),
    Neighbourhood("first author and page", ("author", "first_page"), "title", 3),
)


def linked(one: ExactPass) -> str:
    """SQL for the pairs of a pass: each record with the first of those it agrees with.

    >>> print(linked(ExactPass("title", ("title",))))
    SELECT first, n FROM (SELECT n, min(n) OVER (PARTITION BY title) AS first FROM entries
    WHERE title <> '') AS found WHERE first < n ORDER BY first, n
    """
    fields = ", ".join(one.fields)
    return (
        f"SELECT first, n FROM (SELECT n, min(n) OVER (PARTITION BY {fields}) AS first "  # noqa: S608 - names of columns, written in this file
        f"FROM {TABLE}\nWHERE {_present(one.fields)}) AS found WHERE first < n ORDER BY first, n"
    )


def met(one: Neighbourhood) -> str:
    """SQL for the pairs of a neighbourhood: each record with the next few, one column each.

    >>> print(met(Neighbourhood("doi", ("doi",), "title", 2)))
    SELECT n, lead(n, 1) OVER near AS next1, lead(n, 2) OVER near AS next2 FROM entries
    WHERE doi <> '' WINDOW near AS (PARTITION BY doi ORDER BY title, n)
    """
    key = ", ".join(one.key)
    leads = ", ".join(f"lead(n, {k}) OVER near AS next{k}" for k in range(1, one.reach + 1))
    return (
        f"SELECT n, {leads} FROM {TABLE}\n"  # noqa: S608 - the same
        f"WHERE {_present(one.key)} WINDOW near AS (PARTITION BY {key} ORDER BY {one.order}, n)"
    )


def _present(expressions: tuple[str, ...]) -> str:
    return " AND ".join(f"{expression} <> ''" for expression in expressions)
