"""The words that numerate itself adds to a page, in the languages that it has them in.

Quarto's words (Table, Abstract …) are in paper/manuscript/words.py; these are the ones it lacks.
They stand in a file of the extension, since its Lua filters print some of them.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping

from numerate.ground.project import extension_dir


def base_language(lang: str) -> str:
    """The language of a tag, Norwegian as Bokmål.

    >>> base_language("de-AT"), base_language("no"), base_language("")
    ('de', 'nb', 'en')
    """
    base = lang.replace("_", "-").split("-", maxsplit=1)[0].lower() or "en"
    return {"no": "nb", "nn": "nb"}.get(base, base)


def own_words(lang: str) -> Mapping[str, str]:
    """The words in a language; in English where they are not known in it.

    >>> own_words("de")["note"], own_words("xx")["to"]
    ('Anmerkung.', 'to')
    """
    table = _table()
    return table.get(base_language(lang), table["en"])


def is_known(lang: str) -> bool:
    """Whether there are words in a language."""
    return base_language(lang) in _table()


@functools.cache
def _table() -> dict[str, dict[str, str]]:
    text = (extension_dir() / "words.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]  # JSON of our own
