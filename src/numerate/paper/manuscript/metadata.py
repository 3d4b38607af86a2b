"""The settings of a document, merged as Quarto merges project, folders, text and format."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from numerate.ground.issues import Issue
from numerate.ground.yaml import load
from numerate.paper.manuscript.formats import FORMATS, extension_of, names_for
from numerate.paper.manuscript.insertions import with_insertions
from numerate.paper.manuscript.source import Source, read_text, shown

Settings = dict[str, Any]

_AS_LISTS = (
    "bibliography",
    "css",
    "header-includes",
    "include-before",
    "include-after",
    "include-in-header",
    "include-before-body",
    "include-after-body",
)
_PATHS = frozenset(
    {
        "bibliography",
        "csl",
        "citation-style",
        "citation-abbreviations",
        "reference-doc",
        "css",
        "template",
        "logo",
        "metadata-files",
        "include-in-header",
        "include-before-body",
        "include-after-body",
    }
)
_PROJECT_ONLY = frozenset({"project", "website", "book", "manuscript", "profile", "format"})
_EXTENSION_ONLY = frozenset(
    {"template", "template-partials", "format-resources", "filters", "shortcodes"}
)
_UNMERGED = frozenset({"tbl-colwidths"})


@dataclass(frozen=True, slots=True)
class Layer:
    """Settings of one place: the file that states them and what it says."""

    file: str
    settings: Settings


@dataclass(frozen=True, slots=True)
class Metadata:
    """The settings of one document in every format, and the variables of its project.

    Attributes:
        formats: The merged settings by format.
        variables: What ``_variables.yml`` states.
        layers: The files that state settings, weakest first.
        contributed: What formats of installed extensions state and only Quarto does.
    """

    formats: Mapping[str, Settings]
    variables: Settings
    layers: tuple[Layer, ...]
    contributed: tuple[Layer, ...] = ()


def read_metadata(source: Source) -> tuple[Metadata, list[Issue]]:
    """The merged settings of a document, and what is wrong with the files that state them."""
    issues: list[Issue] = []
    layers = [
        *_project_layers(source, issues),
        *_folder_layers(source, issues),
        *_front_layer(source, issues),
    ]
    layers = [found for layer in layers for found in _with_files(layer, source, issues)]
    dropped: list[Layer] = []
    formats = {}
    for fmt in FORMATS:
        merged_ones = _for_format(fmt, layers, source, (issues, dropped))
        made = with_insertions(merged_ones, fmt, source.root)
        if isinstance(made, Issue):
            issues.append(_named_at(made, layers, source))
            made = merged_ones
        formats[fmt] = made
    variables = _read(source.root / "_variables.yml", source, issues)
    issues = list(dict.fromkeys(issues))
    return Metadata(formats, variables or {}, tuple(layers), tuple(dropped)), issues


def _named_at(issue: Issue, layers: Iterable[Layer], source: Source) -> Issue:
    """An issue about a file that settings name, at the line that names it."""
    name = Path(issue.found.split(" cannot be read", 1)[0]).name
    for line in source.header:
        if name in line.text:
            return replace(issue, file=line.file, line=line.number)
    for layer in layers:
        text = read_text(source.root / layer.file, source.root)
        lines = text.split("\n") if isinstance(text, str) else []
        for number, line_text in enumerate(lines, start=1):
            if name in line_text:
                return replace(issue, file=layer.file, line=number)
    return issue


def merged(base: Settings, over: Settings) -> Settings:
    """Two mappings as one: maps merge, lists join without repeats, other values override.

    >>> merged({"a": [1], "b": {"c": 1}, "d": 1}, {"a": [2, 1], "b": {"e": 2}, "d": 2})
    {'a': [1, 2], 'b': {'c': 1, 'e': 2}, 'd': 2}
    """
    result = dict(base)
    for key, value in over.items():
        result[key] = _joined(key, result[key], value) if key in result else value
    return result


def _joined(key: str, old: Any, new: Any) -> Any:  # noqa: ANN401 - any YAML value
    if isinstance(old, dict) and isinstance(new, dict):
        return merged(old, new)
    if key in _UNMERGED or not (isinstance(old, list) or isinstance(new, list)):
        return new
    if not old or not new:
        return old or new
    both = [*(old if isinstance(old, list) else [old]), *(new if isinstance(new, list) else [new])]
    unique: dict[str, Any] = {}
    for item in both:
        unique.setdefault(json.dumps(item, sort_keys=True, default=str), item)
    return list(unique.values())


def _read(path: Path, source: Source, issues: list[Issue]) -> Settings | None:
    if not source.store.has(path):
        return None
    value = read_text(path, source.root, store=source.store)
    loaded = load(value, shown(path, source.root)) if isinstance(value, str) else value
    if isinstance(loaded, Issue):
        issues.append(loaded)
        return None
    return loaded


def profiles(settings: Settings) -> tuple[str, ...]:
    """The active profiles: QUARTO_PROFILE, or the project's default.

    >>> os.environ.get("QUARTO_PROFILE") or profiles({"profile": {"default": "print"}})
    ('print',)
    """
    named = os.environ.get("QUARTO_PROFILE", "")
    if named:
        return tuple(part.strip() for part in named.split(",") if part.strip())
    profile = settings.get("profile")
    default = profile.get("default") if isinstance(profile, dict) else None
    if isinstance(default, str):
        return (default,)
    return tuple(str(name) for name in default) if isinstance(default, list) else ()


def _project_layers(source: Source, issues: list[Issue]) -> Iterator[Layer]:
    folder = source.path.resolve().parent
    for candidate in (folder, *folder.parents):
        path = next(
            (
                p
                for name in ("_quarto.yml", "_quarto.yaml")
                if source.store.has(p := candidate / name)
            ),
            None,
        )
        if path is None:
            continue
        settings = _read(path, source, issues) or {}
        yield _layer(path, settings, source)
        names = profiles(settings)
        for name in (*names, "local"):
            extra = candidate / f"_quarto-{name}.yml"
            found = _read(extra, source, issues)
            if found is not None and (name != "local" or "local" not in names):
                yield _layer(extra, found, source)
        if names:
            yield Layer(shown(path, source.root), {"quarto-profiles": list(names)})
        return


def _folder_layers(source: Source, issues: list[Issue]) -> Iterator[Layer]:
    folder = source.path.resolve().parent
    root = source.root.resolve()
    above = [p for p in (folder, *folder.parents) if p == root or root in p.parents]
    for candidate in reversed(above):
        path = candidate / "_metadata.yml"
        settings = _read(path, source, issues)
        if settings:
            yield _layer(path, settings, source)


def _front_layer(source: Source, issues: list[Issue]) -> Iterator[Layer]:
    if not source.header:
        return
    first = source.header[0]
    loaded = load("\n".join(line.text for line in source.header), first.file, first.number - 1)
    if isinstance(loaded, Issue):
        issues.append(loaded)
    else:
        yield _layer(source.path, loaded, source)


def _layer(path: Path, settings: Settings, source: Source) -> Layer:
    """The settings of a file with lists where lists merge and paths that work from anywhere."""
    kept = {key: value for key, value in settings.items() if key not in {"website", "book"}}
    named = kept.get("format")
    if isinstance(named, str):
        kept["format"] = {named: {}}
    elif isinstance(named, list):
        kept["format"] = {str(name): {} for name in named}
    elif isinstance(named, dict):
        kept["format"] = {
            str(name): _settled(value, path, source) if isinstance(value, dict) else {}
            for name, value in named.items()
        }
    return Layer(shown(path, source.root), _settled(kept, path, source))


def _settled(settings: Settings, path: Path, source: Source) -> Settings:
    result: Settings = {}
    for key, value in settings.items():
        item = [value] if key in _AS_LISTS and isinstance(value, str) else value
        result[key] = _located(item, path.parent, source.root) if key in _PATHS else item
    return result


def _located(value: Any, folder: Path, root: Path) -> Any:  # noqa: ANN401 - any YAML value
    """A path, or paths, as seen from the file that states them; a bare name stays.

    A file that is not there keeps its place: it is never looked for in the current folder.
    """
    if isinstance(value, list):
        return [_located(item, folder, root) for item in value]
    if isinstance(value, dict) and "file" in value:
        return {**value, "file": _located(value["file"], folder, root)}
    if not isinstance(value, str) or "://" in value or not value:
        return value
    base = root if value.startswith("/") else folder
    candidate = base / value.lstrip("/")
    is_file = candidate.is_file() or candidate.suffix
    return candidate.resolve().as_posix() if is_file else value


def _with_files(layer: Layer, source: Source, issues: list[Issue]) -> Iterator[Layer]:
    """A layer after the layers of its ``metadata-files``."""
    for name in layer.settings.get("metadata-files") or ():
        path = Path(str(name))
        found = _read(path, source, issues)
        if found is not None:
            yield _layer(path, found, source)
    yield layer


def _for_format(
    fmt: str,
    layers: Iterable[Layer],
    source: Source,
    found: tuple[list[Issue], list[Layer]],
) -> Settings:
    result: Settings = {}
    layers = list(layers)
    every = [str(n) for layer in layers for n in (layer.settings.get("format") or {})]
    for name in dict.fromkeys(names_for(fmt, every)):
        extension = extension_of(name)
        if extension:
            result = merged(result, _contributed(extension, fmt, source, found))
    for layer in layers:
        result = merged(result, {k: v for k, v in layer.settings.items() if k not in _PROJECT_ONLY})
        named = layer.settings.get("format") or {}
        for name in names_for(fmt, list(named)):
            result = merged(result, named[name])
    return result


def _is_taken_over(key: str, value: object) -> bool:
    """Whether a setting of an extension holds here; its templates and filters do not."""
    return key not in _EXTENSION_ONLY and not (key == "csl" and "://" in str(value))


def _contributed(
    extension: str, fmt: str, source: Source, noted: tuple[list[Issue], list[Layer]]
) -> Settings:
    """The settings that an installed extension's format brings along; those not taken are noted."""
    issues, dropped = noted
    folder = source.path.resolve().parent
    for candidate in (folder, *folder.parents):
        home = candidate / "_extensions"
        for path in (home / extension, *sorted(home.glob(f"*/{extension}"))):
            found = _read(path / "_extension.yml", source, issues)
            formats = ((found or {}).get("contributes") or {}).get("formats") or {}
            if not isinstance(formats, dict):
                continue
            result: Settings = {}
            for name in ("common", *names_for(fmt, list(formats))):
                stated = formats.get(name)
                if isinstance(stated, dict):
                    result = merged(result, _settled(stated, path / "_extension.yml", source))
            if result:
                lost = {k: v for k, v in result.items() if not _is_taken_over(k, v)}
                dropped.append(Layer(shown(path / "_extension.yml", source.root), lost))
                return {k: v for k, v in result.items() if k not in lost}
        if candidate == source.root.resolve():
            break
    return {}
