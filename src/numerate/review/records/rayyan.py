r"""Rayyan: articles with decisions in their notes, and the log of customizations replayed.

Notes name reviewers as they are displayed and tie no reason to a reviewer; the log names them by
e-mail, ties each reason, and holds the full-text stage. So where both are there the log decides.
Each export is of one stage: notes alone are taken as title-and-abstract decisions unless the person
who imports says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from numerate.review.records.batches import PLACE, Batch, Refusal
from numerate.review.records.fields import EXCLUDE, FULLTEXT, INCLUDE, MAYBE, SCREENING
from numerate.review.records.screenings import Decision, Remark, Screened, excluded
from numerate.review.records.sheetfiles import Sheet

TOOL: Final = "rayyan"
LOG_COLUMNS: Final = frozenset({"created_at", "user_email", "article_id", "key", "value"})
_PREFIX: Final = "rayyan-"
_SECTION: Final = re.compile(
    r"(?:^|\|)\s*(RAYYAN-INCLUSION|RAYYAN-LABELS|RAYYAN-EXCLUSION-REASONS|USER-NOTES):\s*"
)
_TEXT: Final = r'"((?:[^"\\]|\\.)*)"'
_PAIR: Final = re.compile(rf"{_TEXT}\s*=>\s*{_TEXT}")
_NOTED: Final = re.compile(rf"{_TEXT}\s*=>\s*\[((?:[^\]\"]|{_TEXT})*)\]")
_WORDS: Final = {"included": INCLUDE, "excluded": EXCLUDE, "maybe": MAYBE}
_VALUES: Final = {"1": INCLUDE, "0": MAYBE, "-1": EXCLUDE}
_STAGE: Final = "__SYSTEM__STAGE__"
_REASON: Final = "__EXR__"
_DELETED: Final = "deleted"


def holds_decisions(batch: Batch) -> bool:
    """Whether a note of these records holds what Rayyan writes."""
    place = PLACE["notes"]
    return any("RAYYAN-" in row[place] or "USER-NOTES:" in row[place] for row in batch.rows)


def from_notes(batch: Batch, stage: str = SCREENING) -> Screened:
    """Decisions, labels and reasons that stand in the notes of exported articles.

    Args:
        batch: The articles, their notes as exported.
        stage: The stage of the export, which the notes do not tell.
    """
    decisions: list[Decision] = []
    remarks: list[Remark] = []
    for row in batch.rows:
        sections = _sections(row[PLACE["notes"]])
        article = row[PLACE["source_id"]]
        decisions += [
            Decision(article=article, stage=stage, reviewer=reviewer, decision=decision)
            for reviewer, decision in _inclusions(sections.get("RAYYAN-INCLUSION", ""))
        ]
        remarks += _remarks(article, sections)
    return Screened(tool=TOOL, articles=batch, decisions=tuple(decisions), remarks=tuple(remarks))


def _sections(note: str) -> Mapping[str, str]:
    """The parts of a note by name.

    >>> _sections('Cited by 3 | RAYYAN-INCLUSION: {"Ada"=>"Included"} | RAYYAN-LABELS: a,b')
    {'RAYYAN-INCLUSION': '{"Ada"=>"Included"}', 'RAYYAN-LABELS': 'a,b'}
    """
    parts = _SECTION.split(note)
    return {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def _inclusions(text: str) -> Iterator[tuple[str, str]]:
    for reviewer, word in _PAIR.findall(text):
        decision = _WORDS.get(word.strip().lower())
        if decision:
            yield _plain(reviewer), decision


def _remarks(article: str, sections: Mapping[str, str]) -> Iterator[Remark]:
    for name, kind in (("RAYYAN-LABELS", "label"), ("RAYYAN-EXCLUSION-REASONS", "reason")):
        for text in sections.get(name, "").split(","):
            if text.strip():
                yield Remark(article=article, kind=kind, text=text.strip())
    for found in _NOTED.finditer(sections.get("USER-NOTES", "")):
        for note in re.findall(_TEXT, found[2]):
            if note.strip():
                text = _plain(note)
                yield Remark(article=article, kind="note", text=text, reviewer=_plain(found[1]))


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).strip()


@dataclass(slots=True)
class _Replay:
    """The state of the review while its log is replayed: the last write wins."""

    decided: dict[tuple[str, str, str], str] = field(default_factory=dict)
    reasons: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    labels: dict[tuple[str, str], dict[str, bool]] = field(default_factory=dict)
    moved: dict[str, bool] = field(default_factory=dict)


def from_log(log: Sheet, articles: Batch | None = None) -> tuple[Screened, tuple[Refusal, ...]]:
    """Decisions, reasons and labels by reviewer and stage, from the log replayed by time.

    Returns:
        What was decided in the end, and the rows that could not be read.

    >>> rows = (("2024-01-01", "5", "a@x.org", "7", "included", "1"),
    ...         ("2024-01-02", "5", "a@x.org", "7", "included", "-1"))
    >>> header = ("created_at", "user_id", "user_email", "article_id", "key", "value")
    >>> screened, _ = from_log(Sheet(header=header, rows=tuple(enumerate(rows, 2))))
    >>> [(one.article, one.decision) for one in screened.decisions]
    [('rayyan-7', 'exclude')]
    """
    replay = _Replay()
    refused: list[Refusal] = list(log.refusals)
    for line, named in sorted(log, key=lambda row: (_moment(row[1].get("created_at", "")), row[0])):
        if not _replayed(named, replay):
            refused.append(
                Refusal(line, "a key or value that is not known", ",".join(named.values()))
            )
    decisions = tuple(
        Decision(
            article=article,
            stage=stage,
            reviewer=reviewer,
            decision=decision,
            reason=_reason(replay, article, reviewer, stage, decision),
        )
        for (article, reviewer, stage), decision in replay.decided.items()
    )
    remarks = tuple(
        Remark(article=article, kind="label", text=label, reviewer=reviewer)
        for (article, reviewer), labels in replay.labels.items()
        for label, kept in labels.items()
        if kept
    )
    moved = tuple(article for article, kept in replay.moved.items() if kept)
    screened = Screened(
        tool=TOOL,
        articles=articles or Batch(),
        decisions=decisions,
        remarks=(*remarks, *_untied(replay)),
        moved=moved,
    )
    return screened, tuple(refused)


def _moment(text: str) -> str:
    """A time that sorts: digits alone, so that ``T``, ``Z`` and ``UTC`` make no difference.

    >>> _moment("2024-01-05T10:11:12Z") == _moment("2024-01-05 10:11:12 UTC")
    True
    """
    return re.sub(r"\D", "", text.partition("+")[0])[:20].ljust(20, "0")


def _replayed(named: Mapping[str, str], replay: _Replay) -> bool:
    article = _PREFIX + named.get("article_id", "").strip().removeprefix(_PREFIX)
    reviewer = named.get("user_email", "").strip()
    key, value = named.get("key", "").strip().strip('"'), named.get("value", "").strip().lower()
    if article == _PREFIX or not key:
        return False
    if key.startswith(_STAGE):
        replay.moved[article] = value not in {_DELETED, "0", "-1"}
        return True
    if key == "included" or key.startswith(f"included{_STAGE}"):
        place = (article, reviewer, SCREENING if key == "included" else FULLTEXT)
        if value in _VALUES:
            replay.decided[place] = _VALUES[value]
        elif value == _DELETED:
            replay.decided.pop(place, None)
        return value in _VALUES or value == _DELETED
    on = value != _DELETED
    if key.startswith(_REASON):
        kept = replay.reasons.setdefault((article, reviewer), {})
        kept.pop(key.removeprefix(_REASON), None)
        if on:
            full = replay.moved.get(article) or (article, reviewer, FULLTEXT) in replay.decided
            kept[key.removeprefix(_REASON)] = FULLTEXT if full else SCREENING
        return True
    replay.labels.setdefault((article, reviewer), {})[key] = on
    return True


def _reason(replay: _Replay, article: str, reviewer: str, stage: str, decision: str) -> str:
    if not excluded(decision):
        return ""
    given = replay.reasons.get((article, reviewer), {})
    return next((reason for reason, at in given.items() if at == stage), "")


def _untied(replay: _Replay) -> Iterator[Remark]:
    """Reasons beside the first of an exclusion, and those of reviewers who did not exclude."""
    for (article, reviewer), given in replay.reasons.items():
        told = {
            stage: _reason(replay, article, reviewer, stage, decision)
            for (of, by, stage), decision in _of(replay, article, reviewer)
            if (of, by) == (article, reviewer)
        }
        for reason, stage in given.items():
            if told.get(stage) != reason:
                yield Remark(article=article, kind="reason", text=reason, reviewer=reviewer)


def _of(replay: _Replay, article: str, reviewer: str) -> Iterable[tuple[tuple[str, str, str], str]]:
    for stage in (SCREENING, FULLTEXT):
        place = (article, reviewer, stage)
        if place in replay.decided:
            yield place, replay.decided[place]


def contradicted(notes: Screened, log: Screened) -> tuple[str, ...]:
    """Articles of which notes and log tell different title-and-abstract decisions.

    >>> one = Decision(article="a", stage="screening", reviewer="Ada", decision="include")
    >>> contradicted(Screened(tool="rayyan", decisions=(one,)), Screened(tool="rayyan"))
    ('a',)
    """
    told, logged = _counted(notes), _counted(log)
    return tuple(sorted(article for article in told if told[article] != logged.get(article)))


def _counted(screened: Screened) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in screened.decisions:
        if one.stage == SCREENING:
            found.setdefault(one.article, []).append(one.decision)
    return {article: sorted(decisions) for article, decisions in found.items()}
