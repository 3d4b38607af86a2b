"""Place names: countries as a sentence tells them, and as a part of a key."""

from __future__ import annotations

import re
import unicodedata

# Names of one word that take the article in English prose; longer ones are known by their words.
_WITH_ARTICLE = frozenset(
    {
        "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Seychelles", "Comoros",
        "Congo", "Vatican",
    }
)  # fmt: skip
_KINDS = frozenset({"Republic", "Islands", "Kingdom", "States", "Emirates", "Federation", "Union"})


def in_prose(country: str) -> str:
    """A country as a sentence names it, with its article.

    >>> in_prose("United States"), in_prose("Italy"), in_prose("Czech Republic")
    ('the United States', 'Italy', 'the Czech Republic')
    """
    takes = country in _WITH_ARTICLE or bool(_KINDS & set(country.split()))
    return f"the {country}" if takes and not country.startswith(("the ", "The ")) else country


def key_part(name: str) -> str:
    """A name as a part of a dotted key.

    >>> key_part("United States"), key_part("semi-structured interviews"), key_part("Côte d’Ivoire")
    ('united_states', 'semi_structured_interviews', 'cote_d_ivoire')
    """
    letters = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "unnamed"
