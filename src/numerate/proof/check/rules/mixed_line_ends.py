"""Mixed line ends: sources of which some end their lines in another way than the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "mixed-line-ends"
_NAMES = {b"\r\n": "CRLF (Windows)", b"\n": "LF", b"\r": "CR"}


def _check(review: Review) -> Iterator[Issue]:
    ends: dict[str, Counter[bytes]] = {}
    for document in review.documents:
        for path in document.source.files:
            name = review.project.relative(path)
            if name not in ends:
                ends[name] = _ends(path.read_bytes())
    whole = sum(ends.values(), Counter())
    if len(whole) < 2:  # noqa: PLR2004 - one way and another
        return
    usual = whole.most_common(1)[0][0]
    for name, counts in ends.items():
        strange = [end for end in counts if end != usual]
        for end in strange:
            yield issue(
                CODE,
                (name, None),
                found=f"{counts[end]:,} of {counts.total():,} lines end with {_NAMES[end]}",
                expected=f"{_NAMES[usual]}, as the other lines of the manuscript",
                todo="save the file with the usual line ends; results do not depend on it, but "
                "every line would show as changed",
                severity="advice",
            )


def _ends(content: bytes) -> Counter[bytes]:
    windows = content.count(b"\r\n")
    counts = {
        b"\r\n": windows,
        b"\n": content.count(b"\n") - windows,
        b"\r": content.count(b"\r") - windows,
    }
    return Counter({end: count for end, count in counts.items() if count})


RULE = Rule(
    code=CODE,
    severity="advice",
    title="Line ends are mixed",
    why="All ways of ending a line read alike, and a manuscript that uses one of them throughout "
    "raises nothing. A mixture makes changes hard to see.",
    bad=Example(text="There are stories.\r\nThey are read.\r\n"),
    good=Example(text="There are stories.\nThey are read.\n"),
    check=_check,
)
