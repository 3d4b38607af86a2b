"""Signs."""

from __future__ import annotations

from typing import get_args

import pytest
from lxml import etree

from numerate.review.figures.symbols import Disc, Symbol, disc, symbol


@pytest.mark.parametrize("name", get_args(Symbol))
def test_every_sign_is_drawn_and_differs_from_the_others(name: Symbol) -> None:
    """A sign without a shape would be an empty cell."""
    made = symbol(name, 10, 10, 3)
    assert len(etree.fromstring(f"<g>{made}</g>".encode())) >= 1
    assert all(made != symbol(other, 10, 10, 3) for other in get_args(Symbol) if other != name)


def test_a_disc_has_its_symbol_on_it() -> None:
    """The disc is painted first, in its colour; the symbol in its ink after it."""
    circle, sign = etree.fromstring(
        f"<g>{disc(5, 5, 4, Disc('#d55e00', 'minus', '#fff'))}</g>".encode()
    )
    assert circle.get("fill") == "#d55e00"
    assert sign.get("stroke") == "#fff"
