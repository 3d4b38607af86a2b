"""Places: the n-th occurrence of what stands in the source."""

from __future__ import annotations

from numerate.paper.manuscript.places import Place, Places
from numerate.paper.manuscript.source import Line


def test_occurrences_are_counted_by_kind() -> None:
    """The second @a, an id, an image; after the last occurrence the last one is given."""
    places = Places(
        [
            Line("@a and [-@a], `@a`, me@a.org", "a.qmd", 1),
            Line("![x](b.png){#fig-b}", "_b.qmd", 7),
        ]
    )
    assert places.of("@", "a") == Place("a.qmd", 1, 1)
    assert places.of("@", "a", 1) == Place("a.qmd", 1, 9)
    assert places.of("@", "a", 5) == Place("a.qmd", 1, 9)
    assert places.count("@", "a") == 2
    assert places.of("id", "fig-b") == Place("_b.qmd", 7, 13)
    assert places.of("target", "b.png") == Place("_b.qmd", 7, 4)
    assert places.of("num", "none") is None


def test_keys_stand_in_braces_only() -> None:
    """Prose that looks like an attribute or an id is passed over; attributes may break lines."""
    places = Places(
        [
            Line("Write num=flow.n or #fig-b, {.x", "a.qmd", 1),
            Line("num=flow.n #fig-b}", "a.qmd", 2),
            Line("", "a.qmd", 3),
            Line("num=flow.n", "a.qmd", 4),
        ]
    )
    assert places.count("num", "flow.n") == 1
    assert places.of("num", "flow.n") == Place("a.qmd", 2, 1)
    assert places.of("id", "fig-b") == Place("a.qmd", 2, 12)


def test_a_text_is_found_at_its_first_line() -> None:
    """For what has no key, such as a shortcode."""
    assert Places([Line("a", "a.qmd", 1), Line(" {{< b >}}", "a.qmd", 2)]).text("{{< b") == Place(
        "a.qmd", 2, 2
    )
