"""Where things are: the root of a compendium, its folders, documents and Quarto settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from numerate.ground.errors import CannotRunError, NumerateError
from numerate.ground.issues import Issue
from numerate.ground.writing import recover
from numerate.ground.yaml import load

DATA = "data"
DATAPACKAGE = "datapackage.json"
REPORTED = "reported.csv"
ANALYSIS = "analysis"
GENERATED = "_generated"
MANUSCRIPT = "manuscript"
SETTINGS = "_quarto.yml"
EXTENSIONS = "_extensions"
EXTENSION = f"{EXTENSIONS}/numerate"
ABOUT = "Written by numerate build from data/ and analysis/. Do not edit."
RELEASES = "releases"
STATES = "_asof"
BIBLIOGRAPHY = "references.bib"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with a Quarto project; a compendium when it holds data/ and analysis/ too.

    Attributes:
        root: Absolute path of the folder that holds ``_quarto.yml``.
        settings: The parsed ``_quarto.yml``; empty when there is none.
    """

    root: Path
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The folder of the extraction."""
        return self.root / DATA

    @property
    def analysis(self) -> Path:
        """The folder of this review's analysis modules."""
        return self.root / ANALYSIS

    @property
    def generated(self) -> Path:
        """The folder that ``numerate build`` writes."""
        return self.root / GENERATED

    @property
    def releases(self) -> Path:
        """The folder of the frozen versions."""
        return self.root / RELEASES

    def state(self, name: str) -> Path:
        """The folder of an earlier state of the review, built by ``--as-of``."""
        return self.root / STATES / name

    @property
    def rendered(self) -> Path | None:
        """The folder of rendered files, or None when they go beside their sources."""
        output = self._section("project").get("output-dir")
        return self.root / str(output) if output else None

    @property
    def is_compendium(self) -> bool:
        """Whether there is an extraction and an analysis to build from.

        A compendium that was built once stays one when its dictionary is lost: otherwise the
        numbers of the last build would be rendered without a word.
        """
        described = (self.data / DATAPACKAGE).is_file()
        built = self.data.is_dir() and self.generated.is_dir()
        return (described or built) and (self.analysis / "__init__.py").is_file()

    @property
    def documents(self) -> tuple[Path, ...]:
        """The documents of the project in the order that ``_quarto.yml`` lists them.

        Without a list: manuscript/*.qmd, or else *.qmd at the root; parts (``_name.qmd``) never.
        """
        patterns = self._rendered_names() or [f"{MANUSCRIPT}/*.qmd", "*.qmd"]
        found: dict[Path, None] = {}
        for text in patterns:
            if text.startswith("!"):
                dropped = set(self.root.glob(text[1:]))
                found = dict.fromkeys(path for path in found if path not in dropped)
                continue
            for path in sorted(self.root.glob(text)):
                if path.suffix == ".qmd" and not path.name.startswith(("_", ".")):
                    found.setdefault(path)
        return tuple(found)

    @property
    def missing_documents(self) -> list[Issue]:
        """One issue for each document that ``_quarto.yml`` lists by name and that is not there."""
        return [
            Issue(
                code="missing-file",
                file=SETTINGS,
                found=f"project: render: lists {name}, which is not there",
                expected="documents that exist",
                todo="correct the name, or take it off the list",
            )
            for name in self._rendered_names()
            if not set(name) & set("*?[!") and not (self.root / name).is_file()
        ]

    def relative(self, path: Path) -> str:
        """The path as seen from the root, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    def _rendered_names(self) -> list[str]:
        """The names and patterns under ``project: render:``; one alone may stand as plain text."""
        listed = self._section("project").get("render") or []
        return [listed] if isinstance(listed, str) else [str(name) for name in listed]

    def _section(self, name: str) -> dict[str, Any]:
        section = self.settings.get(name)
        return section if isinstance(section, dict) else {}


def open_project(start: Path) -> Project:
    """The project that a folder or file belongs to: the nearest ``_quarto.yml`` above it.

    A folder without one is its own project, so that a single document renders anywhere.

    Raises:
        CannotRunError: When ``start`` does not exist.
        NumerateError: When ``_quarto.yml`` is not valid YAML.
    """
    here = start.resolve()
    if not here.exists():
        raise CannotRunError(
            Issue(
                code="missing-file",
                file=str(start),
                found="no such file or folder",
                expected="a compendium or a .qmd document",
                todo="check the path",
            )
        )
    folder = here if here.is_dir() else here.parent
    for candidate in (folder, *folder.parents):
        if (candidate / SETTINGS).is_file():
            recover(candidate)
            return Project(root=candidate, settings=_settings(candidate / SETTINGS))
    return Project(root=folder)


def extension_dir() -> Path:
    """The folder with the Quarto extension and every look-and-feel file.

    In an installed numerate it is ``numerate/extension``, in a checkout ``_extensions/numerate``.
    """
    installed = Path(__file__).parents[1] / "extension"
    if installed.is_dir():
        return installed
    return Path(__file__).parents[3] / EXTENSION


def _settings(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NumerateError(
            Issue(
                code="bad-yaml",
                file=path.name,
                found=str(error),
                expected="valid YAML in UTF-8",
                todo="save the file as UTF-8",
            )
        ) from error
    settings = load(text.replace("\r\n", "\n"), path.name)
    if isinstance(settings, Issue):
        raise NumerateError(settings)
    return settings
