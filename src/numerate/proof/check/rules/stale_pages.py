"""Stale pages: rendered files that were made from other sources than those there are now."""

from __future__ import annotations

from collections.abc import Iterator

from numerate.ground.inputs import differing, digest, page_inputs, read_pages
from numerate.ground.issues import Issue
from numerate.proof.check.review import Review
from numerate.proof.check.rule import Example, Rule, issue

CODE = "stale-pages"
_SHOWN = 3


def _check(review: Review) -> Iterator[Issue]:
    stamp = read_pages(review.project)
    if stamp is None:
        return
    sources = [path for document in review.documents for path in document.source.files]
    now = page_inputs(review.project, sources)
    for name, page in sorted(stamp.pages.items()):
        path = review.project.root / name
        if not path.is_file() or digest(path.read_bytes()) != page.digest:
            continue  # taken away, or rendered by something else since
        changed = differing(stamp.inputs.get(page.inputs, {}), now)
        if changed:
            more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
            yield issue(
                CODE,
                (name, None),
                found=f"{', '.join(changed[:_SHOWN])}{more} changed since it was rendered",
                expected="a page of the present text, numbers and look",
                todo="run numerate render",
            )


RULE = Rule(
    code=CODE,
    severity="fault",
    title="A rendered file is older than its sources",
    why="Decided by content: render keeps the digests of all that went in and came out in "
    ".numerate.json beside the pages. Pages that something else rendered are not looked at.",
    bad=Example(file="_rendered/manuscript/article.html", text="<p>An earlier text.</p>"),
    good=Example(file="_rendered/manuscript/other.html", text="<p>Made by something else.</p>"),
    needs=("documents", "pages"),
    check=_check,
)
