"""Large documents: sources of a size that nobody writes by hand."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "large-document"
LARGEST = 2_000_000


def _check(review: Review) -> Iterator[Issue]:
    seen: set[str] = set()
    for document in review.documents:
        for path in document.source.files:
            name = review.project.relative(path)
            size = path.stat().st_size
            if size > LARGEST and name not in seen:
                seen.add(name)
                yield issue(
                    CODE,
                    (name, 1),
                    found=f"{size / 1_000_000:.1f} MB of text",
                    expected=f"at most {LARGEST // 1_000_000} MB: a thesis has one",
                    todo="let analysis/ make long tables (table=…) instead of pasting them",
                    severity="advice",
                )


RULE = Rule(
    code=CODE,
    severity="advice",
    title="A source is very large",
    why="It is read all the same, but slowly, and it usually holds a pasted table.",
    bad=Example(text="<!-- " + "one more row, " * 160_000 + "-->\n\nA story.\n"),
    good=Example(text="<!-- " + "one more row, " * 3 + "-->\n\nA story.\n"),
    check=_check,
)
