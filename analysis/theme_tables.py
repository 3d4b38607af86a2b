"""Tables on themes: who stands behind each, how many extracts, and the way from code to theme.

A real study's name stands only where the published review states that it contributes; all other
memberships are reconstructed and counted under neutral numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from analysis.covariate_tables import ABBREVIATION, NONE
from analysis.studies import attributions, by_name, names
from analysis.themes import Coding, coding
from numerate import Cell, Extraction, Result, TableColumn, TableRow, group_row, row, table

_STATED = "●"
_KINDS = ("perpetrator statement", "researcher interpretation", None)
_GENERIC = "masculinity_asserted"
_REPRESENTATION_NOTE = (
    f"{_STATED} = the published review states that the study contributes. Further studies are "
    "known by their number only. Main themes, and sub-themes within a theme, stand in order of "
    f"coded extracts. {ABBREVIATION}"
)
_FINDINGS_NOTE = (
    "Numbers of extracts: statements of perpetrators, interpretations of researchers. A study is "
    "cited beside a code that the published review reports of it; the numbers are reconstructed. "
    "The text of extracts is not public."
)
_EXAMPLE_NOTE = (
    "One example per descriptive theme for which the published review reports one. Extracts are "
    "given in sense, for their text is not public; codes and descriptive themes are worded for "
    "this reconstruction."
)


def results(data: Extraction) -> Iterator[Result]:
    """Table 2 of the article, and the supplement's matrix, findings and coding example."""
    known = coding(data)
    yield _representation(data, known)
    yield _matrix(data, known)
    yield _findings(data, known)
    yield _example(data, known)


def _columns(known: Coding, first: float) -> list[TableColumn]:
    share = (1 - first) / len(known.order)
    return [
        TableColumn(width=first),
        *(TableColumn(align="center", width=share) for _ in known.order),
    ]


def _head(known: Coding) -> list[list[Any]]:
    """Main themes above, their sub-themes below; a main theme with sub-themes has a column All."""
    top: list[Any] = [Cell(text=("Study",), rowspan=2)]
    below: list[Any] = []
    for theme in known.main:
        label = known.counts[theme].theme.label
        under = known.under(theme)
        if not under:
            top.append(Cell(text=(label,), rowspan=2, align="center"))
            continue
        top.append(Cell(text=(label,), colspan=len(under) + 1, align="center"))
        below += [
            Cell(text=("All",), align="center"),
            *(Cell(text=(known.counts[n].theme.label,), align="center") for n in under),
        ]
    return [top, below]


def _sums(known: Coding, label: str, part: str) -> TableRow:
    cells = ({"num": f"themes.{known.key(theme)}.{part}"} for theme in known.order)
    return row(label, *cells, name=part, kind="total")


def _representation(data: Extraction, known: Coding) -> Result:
    stated = attributions(known.rows)
    within = {theme: set(known.of(theme).ids) for theme in known.order}
    cited = {theme: {stated[n] for n in ids if n in stated} for theme, ids in within.items()}
    named = data["named_studies"].among("study_id", known.studies)
    body = [
        row(
            [{"cite": [citation], "style": "bare"}],
            *(_STATED if citation in cited[theme] else NONE for theme in known.order),
            name=citation,
        )
        for citation in sorted(named.values("citation"))
    ]
    further = [known.counts[theme].n - len(cited[theme]) for theme in known.order]
    body.append(row("Further studies, by number only", *further, name="further"))
    body += [_sums(known, "Studies in all", "n"), _sums(known, "Coded extracts", "extracts")]
    return table(
        "themes",
        definition="Which studies contribute to each theme, with studies and extracts in all",
        columns=_columns(known, 0.28),
        head=_head(known),
        body=body,
        notes=[_REPRESENTATION_NOTE],
        rows=(known.rows, named),
    )


def _matrix(data: Extraction, known: Coding) -> Result:
    called = names(data)
    body = [
        row(
            called.labels[study],
            *(known.counts[theme].of(study) or NONE for theme in known.order),
            name=study,
        )
        for study in sorted(known.studies.values("study_id"))
    ]
    body += [_sums(known, "Studies in all", "n"), _sums(known, "Coded extracts", "extracts")]
    return table(
        "theme_matrix",
        definition="Coded extracts per qualitative study and theme",
        columns=_columns(known, 0.28),
        head=_head(known),
        body=body,
        notes=["Number of coded extracts. All single counts are reconstructed."],
        rows=known.rows,
    )


def _findings(data: Extraction, known: Coding) -> Result:
    called = names(data)
    label_of = {line["code"]: line["label"] for line in data["codes"]}
    body: list[TableRow] = []
    for study in sorted(known.studies.values("study_id")):
        body.append(group_row(called.labels[study], 5, study))
        body += _codes_of(study, known, label_of)
    heads = ("Statements", "Interpretations", "Not told apart")
    return table(
        "findings_qual",
        definition="Codes found in each qualitative study, with the extracts behind them",
        columns=[
            TableColumn(width=0.27),
            TableColumn(width=0.34),
            *(TableColumn(align="right", width=0.13) for _ in heads),
        ],
        head=[["Theme", "Code", *(Cell(text=(head,), align="right") for head in heads)]],
        body=body,
        notes=[_FINDINGS_NOTE],
        rows=known.rows,
    )


def _codes_of(study: str, known: Coding, label_of: dict[str, str]) -> Iterator[TableRow]:
    """The codes of one study by theme; a theme is named in the first of its rows."""
    mine = known.rows.where(study_id=study)
    citation_of = attributions(mine)
    code_of = dict(zip(mine.ids, mine.texts("code"), strict=True))
    stated = {code_of[name]: citation for name, citation in citation_of.items()}
    counted = Counter(zip(mine.texts("code"), mine.values("kind"), strict=True))
    order = {theme: place for place, theme in enumerate(known.order)}
    shown = ""
    for code in sorted(set(code_of.values()), key=lambda c: (order[known.code_theme[c]], c)):
        theme = known.counts[known.code_theme[code]].theme.label
        cited: list[Any] = [" ", {"cite": [stated[code]]}] if code in stated else []
        yield row(
            "" if theme == shown else theme,
            [label_of[code], *cited],
            *(counted[code, kind] or NONE for kind in _KINDS),
            name=f"{study}-{code}",
        )
        shown = theme


def _example(data: Extraction, known: Coding) -> Result:
    codes = {line["code"]: line for line in data["codes"]}
    facts = data["stated_facts"].where(entered_in="extracts").without(topic=_GENERIC)
    first: dict[str, dict[str, Any]] = {}
    for fact in by_name(facts):
        if fact["topic"] in codes:
            first.setdefault(codes[fact["topic"]]["descriptive_theme"], fact)
    order = {theme: place for place, theme in enumerate(known.order)}
    chosen = sorted(first.values(), key=lambda fact: order[codes[fact["topic"]]["theme"]])
    body = []
    for fact in chosen:
        code = codes[fact["topic"]]
        body.append(
            row(
                [fact["statement"], " ", {"cite": [fact["citation"]]}],
                code["label"],
                code["descriptive_theme"],
                known.counts[code["theme"]].theme.label,
                name=fact["fact_id"],
            )
        )
    return table(
        "coding_example",
        definition="From extract over code and descriptive theme to analytical theme, by example",
        columns=[TableColumn(width=width) for width in (0.37, 0.22, 0.2, 0.21)],
        head=[["Extract, in sense", "Code", "Descriptive theme", "Analytical theme"]],
        body=body,
        notes=[_EXAMPLE_NOTE],
        rows=(facts, data["codes"]),
    )
