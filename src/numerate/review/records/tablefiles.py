"""Tables and dictionary of the extraction as imports change them: whole, or not at all.

What is new is first written beside its target, in the same folder, and flushed to the disk; then
all files change places. A table that is there keeps its shape, its rows and their order.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue
from numerate.ground.project import DATA, DATAPACKAGE
from numerate.review.records.shapes import SHAPES, Shape

_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A table as it stands on the disk, or the empty table of its shape.

    Attributes:
        name: Its name in the dictionary.
        path: Its file.
        resource: Its entry in the dictionary, with the columns that imports add.
        header: Columns of the file, in its order.
        rows: Cells of each row.
        exists: Whether the file is there.
        declared: Whether the dictionary had an entry for it.
    """

    name: str
    path: Path
    resource: dict[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    exists: bool = False
    declared: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it will have: those of the file, then those that the import adds."""
        names = [str(entry["name"]) for entry in self.resource["schema"]["fields"]]
        return (*self.header, *(name for name in names if name not in self.header))

    def dictionaries(self) -> Iterator[dict[str, str]]:
        """Each row by column."""
        for cells in self.rows:
            yield dict(zip(self.header, cells, strict=False))

    def field(self, name: str) -> dict[str, Any]:
        """The dictionary's entry of a column."""
        entries: list[dict[str, Any]] = self.resource["schema"]["fields"]
        return next((entry for entry in entries if entry["name"] == name), {"name": name})

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of its primary key."""
        declared = self.resource["schema"].get("primaryKey") or []
        return (declared,) if isinstance(declared, str) else tuple(declared)

    def missing(self, name: str) -> str:
        """The text that stands for "no value" in a column."""
        own = self.field(name).get("missingValues")
        codes = own if own is not None else self.resource["schema"].get("missingValues")
        if codes is None:
            codes = self.resource.get("missingValues", [""])
        texts = [code["value"] if isinstance(code, dict) else str(code) for code in codes]
        return texts[0] if texts else ""


@dataclass(slots=True)
class Dictionary:
    """The data dictionary, and the tables that it declares, as far as an import asks for them."""

    data: Path
    package: dict[str, Any]
    exists: bool
    changed: bool = False
    tables: dict[str, Held] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Its file."""
        return self.data / DATAPACKAGE

    def shown(self, name: str) -> str:
        """The path of a table as issues show it."""
        return f"{DATA}/{self.table(name).path.name}"

    def declares(self, name: str) -> bool:
        """Whether the dictionary had an entry for the table before this import."""
        return any(entry.get("name") == name for entry in self.package.get("resources", []))

    def table(self, name: str) -> Held:
        """The table of that name, read when it is first asked for.

        Raises:
            NumerateError: When its file cannot be read.
        """
        if name not in self.tables:
            self.tables[name] = self._read(SHAPES[name])
        return self.tables[name]

    def _read(self, shape: Shape) -> Held:
        found = [one for one in self.package.get("resources", []) if one.get("name") == shape.name]
        resource = json.loads(json.dumps(found[0])) if found else shape.resource()
        path = self.data / str(resource.get("path", f"{shape.name}.csv"))
        if not path.is_file():
            header = tuple(str(entry["name"]) for entry in resource["schema"]["fields"])
            return Held(
                name=shape.name,
                path=path,
                resource=resource,
                header=header,
                declared=bool(found),
            )
        header, rows = _csv_rows(path, f"{DATA}/{path.name}")
        return Held(
            name=shape.name,
            path=path,
            resource=resource,
            header=header,
            rows=rows,
            exists=True,
            declared=bool(found),
        )

    def text(self, used: Sequence[Held]) -> str | None:
        """The dictionary with the tables that are written; None when nothing in it changes."""
        entries = list(self.package.get("resources", []))
        names = {str(entry.get("name")): place for place, entry in enumerate(entries)}
        after = {str(entry.get("name")) for entry in entries} | {held.name for held in used}
        for held in used:
            resource = _within(held.resource, after)
            if held.name in names:
                entries[names[held.name]] = resource
            else:
                entries.append(resource)
        if self.exists and entries == self.package.get("resources"):
            return None
        made = {**self.package, "resources": entries}
        return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _within(resource: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """The entry without the keys that point to tables which are not there."""
    schema = dict(resource["schema"])
    keys = [
        key for key in schema.get("foreignKeys", []) if key["reference"]["resource"] in {*names, ""}
    ]
    if keys:
        schema["foreignKeys"] = keys
    else:
        schema.pop("foreignKeys", None)
    return {**resource, "schema": schema}


def read_dictionary(data: Path, name: str) -> Dictionary:
    """The data dictionary of a folder; a new one where there is none.

    Args:
        data: The folder of the extraction.
        name: Name that a new dictionary gets.

    Raises:
        NumerateError: When it cannot be read.
    """
    path = data / DATAPACKAGE
    if not path.is_file():
        empty: dict[str, Any] = {"name": name, "missingValues": [""], "resources": []}
        return Dictionary(data=data, package=empty, exists=False)
    try:
        package: Any = json.loads(path.read_text(encoding="utf-8-sig"))
        usable = isinstance(package, dict) and all(
            isinstance(one, dict) and isinstance(one.get("schema"), dict)
            for one in package.get("resources", [])
        )
    except (OSError, ValueError) as error:
        raise NumerateError(_bad_dictionary(str(error))) from error
    if not usable:
        raise NumerateError(_bad_dictionary("it does not describe tables"))
    return Dictionary(data=data, package=package, exists=True)


def _csv_rows(path: Path, shown: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    csv.field_size_limit(1 << 28)
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except (OSError, ValueError, csv.Error) as error:
        raise NumerateError(
            Issue(
                code="unreadable-file",
                file=shown,
                found=f"the table cannot be read: {error}",
                expected="a CSV file in UTF-8",
                todo="mend it first; numerate check lists its faults",
            )
        ) from error
    return (rows[0], tuple(rows[1:])) if rows else ((), ())


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    r"""Rows as CSV.

    >>> csv_text([("a", "b,c")])
    'a,"b,c"\n'
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@dataclass(slots=True)
class Staging:
    """Files that are written beside their targets, and take their places together.

    As a context it removes what has not taken its place, whatever happened.
    """

    root: Path
    fresh: dict[Path, Path] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for path in self.fresh.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in self.folders:
            with contextlib.suppress(OSError):
                folder.rmdir()  # which only an empty folder lets happen

    @contextlib.contextmanager
    def writing(self, target: Path) -> Iterator[io.TextIOWrapper]:
        """The new content of a file, open for writing.

        Raises:
            NumerateError: When its folder cannot be written to, or the disk is full.
        """
        try:
            if not target.parent.is_dir():
                target.parent.mkdir(parents=True)
                self.folders.append(target.parent)
            handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
            self.fresh[target] = Path(name)
            with os.fdopen(handle, "w", encoding="utf-8", newline="", buffering=1 << 20) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise NumerateError(self._not_written(target, error)) from error

    def put(self, target: Path, text: str) -> None:
        """The new content of a file, at once."""
        with self.writing(target) as file:
            file.write(text)

    def commit(self) -> tuple[Path, ...]:
        """Let all new files take their places; when one cannot, all old ones come back.

        Raises:
            NumerateError: When a file cannot be replaced; nothing has changed then.
        """
        moved: list[tuple[Path, Path | None]] = []
        target = Path()
        try:
            for target, fresh in self.fresh.items():
                fresh.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
                backup = _backup(target)
                moved.append((target, backup))
                fresh.replace(target)
        except OSError as error:
            for path, backup in reversed(moved):
                with contextlib.suppress(OSError):
                    if backup is not None:
                        backup.replace(path)
                    else:
                        path.unlink(missing_ok=True)
            raise NumerateError(self._not_written(target, error)) from error
        for _, backup in moved:
            if backup is not None:
                with contextlib.suppress(OSError):
                    backup.unlink()
        for folder in {path.parent for path in self.fresh}:
            _flush(folder)
        done = tuple(self.fresh)
        self.fresh.clear()
        return done

    def _not_written(self, target: Path, error: OSError) -> Issue:
        inside = target.is_relative_to(self.root)
        return Issue(
            code="cannot-write",
            file=(target.relative_to(self.root) if inside else target).as_posix(),
            found=f"cannot write {target.name}: {error.strerror or error}",
            expected="a folder that can be written to, with room for the table",
            todo="close the file in other programs or correct the permissions; nothing was changed",
        )


def _backup(target: Path) -> Path | None:
    """A second name for the file that is there, so that it can come back; it stays in its place."""
    if not target.exists():
        return None
    if not os.access(target, os.W_OK):
        raise PermissionError(None, "the file is protected against writing")
    backup = target.with_name(f".{target.name}.before")
    backup.unlink(missing_ok=True)
    try:
        os.link(target, backup)
    except OSError:  # a file system without second names
        shutil.copy2(target, backup)
    return backup


def _flush(folder: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _bad_dictionary(found: str) -> Issue:
    return Issue(
        code="bad-dictionary",
        file=f"{DATA}/{DATAPACKAGE}",
        found=found,
        expected="a data dictionary that can be read",
        todo="mend it first; docs/data.md lists what it may say",
    )


def with_fields(held: Held, shape: Shape, names: Mapping[str, Any] | Sequence[str]) -> Held:
    """The table with those columns of its shape that it lacks."""
    there = {str(entry["name"]) for entry in held.resource["schema"]["fields"]} | set(held.header)
    added = []
    for name in names:
        if name not in there:
            # rows that were there before have nothing to say in a column that is new
            optional = {**shape.field(name), "missingValues": [""]}
            optional.pop("constraints", None) if held.rows else None
            added.append(optional)
    if not added:
        return held
    schema = {**held.resource["schema"]}
    schema["fields"] = [*schema["fields"], *added]
    return Held(
        name=held.name,
        path=held.path,
        resource={**held.resource, "schema": schema},
        header=held.header,
        rows=held.rows,
        exists=held.exists,
        declared=held.declared,
    )
