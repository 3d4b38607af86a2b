"""Appraisals in sheets: MMAT 2018's criteria, and risk of bias as the R package robvis reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from numerate.review.records.batches import Refusal
from numerate.review.records.sheetfiles import Sheet

_STUDY: Final = (
    "study",
    "study_id",
    "study id",
    "result_id",
    "author",
    "authors",
    "citation",
    "id",
)
_CRITERION: Final = re.compile(r"(S[12]|[1-5]\.[1-5])(?![\d.])", re.IGNORECASE)
_COMMENT: Final = re.compile(r"comment|note|justification|reason|support", re.IGNORECASE)
_CATEGORIES: Final = ("qualitative", "randomized", "nonrandomized", "descriptive", "mixed")
_ANSWERS: Final = {
    "yes": "yes", "y": "yes", "1": "yes",
    "no": "no", "n": "no", "0": "no",
    "can't tell": "can't tell", "cant tell": "can't tell", "cannot tell": "can't tell",
    "unclear": "can't tell", "ct": "can't tell", "?": "can't tell",
}  # fmt: skip
_LEVELS: Final = {
    "low": "low", "some concerns": "some concerns", "high": "high", "moderate": "moderate",
    "serious": "serious", "critical": "critical", "very high": "very high", "unclear": "unclear",
    "no information": "no information", "not applicable": "not applicable", "+": "low", "-": "high",
    "?": "unclear", "x": "not applicable", "ni": "no information", "na": "not applicable",
    "n/a": "not applicable",
}  # fmt: skip
_PAIRED: Final = re.compile(r"d(\d+)([jtd])")
_ASPECTS: Final = {"j": "judgement", "t": "kind", "d": "direction"}


def is_mmat(sheet: Sheet) -> bool:
    """Whether a sheet holds MMAT answers: a study and several of its criteria, or one a row."""
    criteria = [name for name in sheet.header if _CRITERION.match(name)]
    return len(criteria) > 1 or {"criterion", "answer"} <= sheet.names


def mmat(sheet: Sheet) -> tuple[list[dict[str, str]], list[Refusal]]:
    """One row a study and criterion that has an answer; the rows that cannot be read.

    >>> header = ("Study", "S1", "S2", "4.1 Sampling strategy", "4.1 comment")
    >>> rows = ((2, ("Amsel 2016", "Yes", "Y", "Can’t tell", "no frame")),)
    >>> [tuple(row.values()) for row in mmat(Sheet(header=header, rows=rows))[0]][2]
    ('Amsel 2016', 'descriptive', '4.1', "can't tell", 'no frame')
    """
    found: list[dict[str, str]] = []
    refused: list[Refusal] = list(sheet.refusals)
    for line, named in sheet:
        study = next((named[name] for name in named if name.lower() in _STUDY), "").strip()
        answers = tuple(_answers(named))
        if not study:
            refused.append(Refusal(line, "a row without a study", ",".join(named.values())))
            continue
        for criterion, answer, comment in answers:
            if not answer.strip() or answer.strip().lower() in {"na", "n/a", "not applicable"}:
                continue
            word = _ANSWERS.get(_word(answer))
            if word is None:
                why = f"{criterion} is '{answer.strip()}', no answer of MMAT"
                refused.append(Refusal(line, why, f"{study}, {criterion}: {answer.strip()}"))
                continue
            found.append(
                {
                    "study_id": study,
                    "category": _category(criterion),
                    "criterion": criterion,
                    "answer": word,
                    "comment": comment,
                }
            )
    return found, refused


def _word(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())


def _answers(named: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    low = {name.lower(): cell for name, cell in named.items()}
    if {"criterion", "answer"} <= low.keys():
        yield low["criterion"].strip().upper(), low["answer"], low.get("comment", "").strip()
        return
    criteria = {name: found[1].upper() for name in named if (found := _CRITERION.match(name))}
    for name, criterion in criteria.items():
        if _COMMENT.search(name):
            continue
        comment = next(
            (
                named[other].strip()
                for other, of in criteria.items()
                if of == criterion and other != name and _COMMENT.search(other)
            ),
            "",
        )
        yield criterion, named[name], comment


def _category(criterion: str) -> str:
    return "screening" if criterion[0] == "S" else _CATEGORIES[int(criterion[0]) - 1]


def is_risk_of_bias(sheet: Sheet) -> bool:
    """Whether a sheet is one of robvis: a study, domains, an overall judgement, known levels."""
    if "overall" not in sheet.names or not sheet.names & set(_STUDY):
        return False
    place = [name.lower() for name in sheet.header].index("overall")
    levels = [cells[place] for _, cells in sheet.rows if cells[place].strip()]
    return bool(levels) and all(_word(level) in _LEVELS for level in levels)


def risk_of_bias(sheet: Sheet) -> tuple[list[dict[str, str]], list[Refusal]]:
    """One row a study and domain; the overall judgement is a domain of that name.

    >>> rows = ((2, ("Amsel 2016", "Low", "High", "High", "12.5")),)
    >>> sheet = Sheet(header=("Study", "D1", "D2", "Overall", "Weight"), rows=rows)
    >>> [(row["domain"], row["judgement"]) for row in risk_of_bias(sheet)[0]]
    [('D1', 'low'), ('D2', 'high'), ('Overall', 'high')]
    """
    found: list[dict[str, str]] = []
    refused: list[Refusal] = list(sheet.refusals)
    paired = sum(bool(_PAIRED.fullmatch(name)) for name in sheet.names) > 1
    for line, named in sheet:
        study = next((named[name] for name in named if name.lower() == "study"), "").strip()
        study = study or next((named[n] for n in named if n.lower() in _STUDY), "").strip()
        rows = _paired(named) if paired else _domains(named)
        for domain, aspects in rows.items():
            if study and not aspects["judgement"]:
                continue  # a domain that was not judged
            level = _LEVELS.get(_word(aspects["judgement"]))
            if not study or level is None:
                why = f"{domain} is '{aspects['judgement']}'" if study else "a row without a study"
                refused.append(Refusal(line, why, ",".join(named.values())))
                continue
            aspects = {**aspects, "judgement": level}  # noqa: PLW2901 - the level as it is kept
            found.append({"study": study, "domain": domain, "kind": "", "direction": "", **aspects})
    return found, refused


def _domains(named: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {
        name: {"judgement": cell.strip()}
        for name, cell in named.items()
        if name.lower() not in {*_STUDY, "weight", "weights", ""}
    }


def _paired(named: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Judgement, kind and direction of each domain, where a sheet has three columns for each."""
    found: dict[str, dict[str, str]] = {}
    for name, cell in named.items():
        if parts := _PAIRED.fullmatch(name.lower()):
            value = "" if cell.strip().lower() == "none" else cell.strip()
            found.setdefault(f"D{parts[1]}", {})[_ASPECTS[parts[2]]] = value
        elif name.lower() == "overall":
            found["Overall"] = {"judgement": cell.strip()}
    return found
