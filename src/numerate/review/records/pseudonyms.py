"""Reviewers as pseudonyms: the same person always the same one, and no way back from the data.

A pseudonym is derived one-way with a secret (HMAC-SHA-256). The secret lies outside every
compendium, readable by its owner alone; a team that imports on several machines copies the file.
A second file beside it may say that two names are one person: ``aliases.csv``, name,other name.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.review.records.screenings import CONSENSUS

PLACE: Final = "NUMERATE_SECRETS"
_KEY_FILE: Final = "reviewers.key"
_ALIASES: Final = "aliases.csv"
_LENGTH: Final = 8
_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Makes pseudonyms with one secret.

    Attributes:
        secret: The bytes that only the team has.
        aliases: The name that a name stands for, both in small letters.
    """

    secret: bytes = field(repr=False)
    aliases: Mapping[str, str] = field(default_factory=dict, repr=False)

    def of(self, name: str) -> str:
        """The pseudonym of a name or e-mail; letter case and blanks make no difference.

        >>> names = Pseudonyms(b"secret", {"ada": "ada@example.org"})
        >>> names.of("Ada") == names.of(" ADA@example.org"), names.of(""), names.of("consensus")
        (True, 'not told', 'consensus')
        """
        key = " ".join(name.split()).casefold()
        if not key:
            return NOT_TOLD
        if key == CONSENSUS:
            return CONSENSUS
        key = self.aliases.get(key, key)
        made = hmac.new(self.secret, key.encode(), hashlib.sha256).hexdigest()
        return f"reviewer-{made[:_LENGTH]}"


NOT_TOLD: Final = "not told"


def secrets_folder() -> Path:
    """Where the secret lies: the folder that NUMERATE_SECRETS names, or the user's settings."""
    named = os.environ.get(PLACE)
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "numerate"


def read_pseudonyms(compendium: Path) -> Pseudonyms:
    """The pseudonyms of this user; the secret is made when there is none.

    Args:
        compendium: The root of the compendium, inside which the secret must not lie.

    Raises:
        NumerateError: When the folder lies in the compendium, or cannot be read or written.
    """
    folder = secrets_folder()
    if folder.resolve().is_relative_to(compendium.resolve()):
        raise NumerateError(_inside(folder))
    path = folder / _KEY_FILE
    try:
        if not path.is_file():
            _make(path)
        secret = path.read_bytes()
        if len(secret) < _BYTES:
            raise NumerateError(_unusable(path, "it is shorter than 32 bytes"))
        return Pseudonyms(secret, _aliases(folder / _ALIASES))
    except OSError as error:
        raise NumerateError(_unusable(path, error.strerror or str(error))) from error


def _make(path: Path) -> None:
    """Write a new secret, whole or not at all; a secret that another process made stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
        try:
            os.link(name, path)
        except FileExistsError:
            return
    finally:
        Path(name).unlink()


def _aliases(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [[" ".join(cell.split()).casefold() for cell in row] for row in csv.reader(file)]
    return {row[0]: row[1] for row in rows if len(row) > 1 and row[0] and row[1]}


def _inside(folder: Path) -> Issue:
    return Issue(
        code="secret-in-compendium",
        file=folder.name,
        found="the secret that makes pseudonyms would lie inside the compendium",
        expected="a folder outside it",
        todo=f"set {PLACE} to another folder",
    )


def _unusable(path: Path, found: str) -> Issue:
    return Issue(
        code="no-secret",
        file=path.name,
        found=f"the secret that makes pseudonyms cannot be used: {found}",
        expected="a file that its owner can read, or a folder in which it can be made",
        todo=f"correct its permissions, or set {PLACE} to another folder",
    )
