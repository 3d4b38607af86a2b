"""The seeded reconstruction gives the same bytes again, and keeps to its own rules."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.reconstruct.__main__ import main, tables
from data.reconstruct.draws import draw, picked, shares, shuffled, weighted
from data.reconstruct.tables import DATA


def test_running_it_again_gives_the_committed_bytes(tmp_path: Path) -> None:
    """Every generated table is written anew, byte for byte as committed."""
    main(tmp_path)
    written = sorted(tmp_path.iterdir())
    assert [one.stem for one in written] == sorted(tables())
    different = [one.name for one in written if one.read_bytes() != (DATA / one.name).read_bytes()]
    assert different == []


def test_a_draw_is_a_digest_of_seed_and_name() -> None:
    """Computed apart: sha256 of seed, a bar and the name; first 8 bytes, modulo 1000."""
    assert draw("a coin", 1000) == 800


@pytest.mark.parametrize("turn", [list, reversed, sorted])
def test_order_of_input_does_not_matter(turn: Callable[[str], list[str]]) -> None:
    """A shuffled order is a property of the items, not of the order they came in."""
    assert shuffled("x", turn("abcdefgh")) == shuffled("x", "abcdefgh")


def test_shares_add_up() -> None:
    """Largest remainders: the parts of 127,728 in any weights sum to 127,728."""
    assert sum(shares(127_728, [3, 5, 7, 11, 13])) == 127_728


def test_weighted_never_draws_a_weight_of_zero() -> None:
    """Two hundred draws from one certain key give that key."""
    assert {weighted(f"turn {turn}", {"never": 0, "always": 3}) for turn in range(200)} == {
        "always"
    }


def test_picked_takes_from_the_items() -> None:
    """Three of five letters are letters among the five."""
    assert picked("letters", "abcde", 3) < set("abcde")
