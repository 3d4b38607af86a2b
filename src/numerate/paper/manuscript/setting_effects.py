"""What becomes of every setting of Quarto's HTML, Typst and DOCX formats in the embedded engine.

A setting is read, or it changes nothing that is printed, or only Quarto has it; then an advice
names its file and line. The names are those of Quarto 1.9's schema; docs/engines.md prints this
table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from numerate.ground.issues import Issue, quoted
from numerate.paper.manuscript.formats import FORMATS, names_for
from numerate.paper.manuscript.metadata import Layer, Metadata
from numerate.paper.manuscript.source import Line, read_text

Effect = Literal["read", "nothing", "quarto"]
_LETTERS = {"h": "html", "t": "pdf", "d": "docx"}
# a name alone is of all three formats; after a colon h is HTML, t is Typst, d is DOCX
_OF_QUARTO = """
    abbreviations about:h abstract-title abstract:hd aliases:h anchor-sections:h
    appendix-cite-as:h appendix-style:h ascii:h author author-meta:h axe:h backgroundcolor:h
    bibliography bibliographystyle:t body-classes:h brand brand-mode:t cache canonical-url:h
    category:d citation citation-abbreviations citation-location:ht citations-hover:h
    citecolor:t citeproc classoption:h code-annotations code-block-bg:h code-block-border-left:h
    code-copy:h code-link:h code-links:h code-tools:h codefont:t columns:t comments:h
    copyright:h crossref crossrefs-hover:h csl css-property-processing:t css:h date date-format
    date-meta:h date-modified:h default-image-extension description-meta:h description:d
    df-print dir doi:h dpi editor editor_options email-obfuscation:h embed-resources:h engine
    eol:t extract-media fail-if-warnings fig-asp fig-dpi fig-format fig-height fig-responsive:h
    fig-width filecolor:t filters font-paths:t fontcolor:h fontsize:ht footnotes-hover:h
    format-links:h freeze from funding grid:ht html-math-method:h html-pre-tag-processing:t
    html-q-tags:h html-table-processing identifier-prefix:h image-alt:h image-height:h
    image-lazy-loading:h image-width:h image:h include-after-body include-before-body
    include-in-header indented-code-classes:hd ipynb-filters ipynb-shell-interactivity julia
    jupyter keep-ipynb keep-md keep-typ:t keywords:hd knitr lang language license:h lightbox:h
    linestretch:ht link-bibliography:d link-citations:d link-external-filter:h
    link-external-icon:h link-external-newwindow:h linkcolor:ht listing:h lof:t logo:t lot:t
    mainfont:ht margin-bottom:h margin-geometry:t margin-left:h margin-right:h margin-top:h
    margin:t mathfont:t max-width:h mermaid:h metadata-files minimal:h monobackgroundcolor:h
    monofont:h notebook-links:h notebook-preview-options:h notebook-view:h
    notes-after-punctuation:d number-depth:hd number-offset:h number-sections ojs-engine:h order
    other-links:h output-ext output-file page-layout:h page-numbering:t page-width:d pagetitle:h
    papersize:t pdf-standard:t plotly-connected preserve-tabs:t quarto-required reference-doc:d
    reference-location:ht repo-actions:h resource-path resources:h respect-user-color-scheme:h
    search:h section-divs:h section-numbering:t self-contained-math:h shift-heading-level-by
    shortcodes smooth-scroll:h strip-comments:h subject:d subtitle:hd syntax-definitions
    syntax-highlighting tab-stop:t tabsets:h template template-partials thanks:t theme:h
    theorem-appearance:t title title-block-banner-color:h title-block-banner:h
    title-block-categories:h title-block-style:h title-prefix:h toc toc-depth toc-expand:h
    toc-indent:t toc-location:h toc-title:hd trace wrap:t zotero
"""
_OF_PANDOC_AND_CELLS = """
    affiliations callout-appearance callout-icon cap-location citation-style code-fold:h
    code-line-numbers code-overflow:h code-summary:h double-spaced echo error eval execute
    fig-align fig-cap-location fig-env fig-pos format-resources geometry header-includes
    highlight-style include include-after include-before institute institutes keyword
    line-numbers lst-cap-location nocite numerate output params pdf-engine
    pdf-engine-opts project references reference-section-title running-title sansfont
    suppress-bibliography tbl-cap-location tbl-colwidths variant warning website book
"""
_READ = """
    abbreviations abstract abstract-title acknowledgements affiliations author bibliography
    callout-appearance callout-icon cap-location citation-abbreviations citation-style citeproc
    code-line-numbers copyright crossref csl css date date-format dir doi double-spaced
    fig-cap-location filters fontsize from funding header-includes include-after include-after-body
    include-before include-before-body include-in-header institute institutes keyword keywords lang
    language license line-numbers linestretch link-bibliography link-citations lst-cap-location
    mainfont margin metadata-files nocite notes-after-punctuation number-depth number-offset
    number-sections numerate output-file papersize reference-section-title references running-title
    shift-heading-level-by subtitle suppress-bibliography tbl-cap-location tbl-colwidths thanks
    title toc toc-depth toc-title
"""
# for other programs, for cells that only Quarto runs, or what these pages are in any case
_NOTHING = """
    ascii book cache description echo editor editor_options email-obfuscation embed-resources
    engine eol error eval execute extract-media fail-if-warnings fig-asp fig-dpi fig-env fig-format
    fig-height fig-pos fig-responsive fig-width df-print format-links format-resources freeze
    html-math-method html-q-tags html-table-processing include ipynb-filters
    ipynb-shell-interactivity julia jupyter keep-ipynb keep-md keep-typ knitr minimal order output
    params pdf-engine pdf-engine-opts plotly-connected project quarto-required resource-path
    resources section-divs self-contained-math shortcodes strip-comments trace warning website wrap
    zotero
"""
_OFF: tuple[Any, ...] = (None, False, "", "none", "default", "auto", [], {})
_OURS = "_extensions/numerate/"


def _named(listed: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for word in listed.split():
        name, _, letters = word.partition(":")
        yield name, tuple(_LETTERS[one] for one in letters) or FORMATS


SETTINGS: Mapping[str, tuple[str, ...]] = dict(
    sorted([*_named(_OF_QUARTO), *_named(_OF_PANDOC_AND_CELLS)])
)
_IS_READ = frozenset(_READ.split())
_IS_NOTHING = frozenset(_NOTHING.split())
# read for some formats only
_READ_FOR = {
    "css": ("html",),
    "mainfont": ("pdf", "docx"),
    "fontsize": ("pdf", "docx"),
    "linestretch": ("pdf", "docx"),
}


def effect(key: str) -> Effect:
    """What becomes of a setting.

    >>> effect("toc"), effect("editor"), effect("columns")
    ('read', 'nothing', 'quarto')
    """
    if key in _IS_READ:
        return "read"
    return "nothing" if key in _IS_NOTHING else "quarto"


def settings_table() -> str:
    """The table of docs/engines.md: each setting, its formats, and what becomes of it."""
    told = {
        "read": "read",
        "nothing": "changes nothing that is printed",
        "quarto": "only Quarto; an advice names the line",
    }
    rows = ["| Setting | Of | Embedded engine |", "|---|---|---|"]
    for key, formats in SETTINGS.items():
        only = _READ_FOR.get(key)
        how = told[effect(key)] + (f" for {', '.join(only)}" if only else "")
        of = ", ".join({"pdf": "typst"}.get(fmt, fmt) for fmt in formats)
        rows.append(f"| `{key}` | {of} | {how} |")
    return "\n".join(rows) + "\n"


def unread_settings(
    metadata: Metadata, header: Sequence[Line], root: Path, formats: Sequence[str]
) -> list[Issue]:
    """An advice for each setting of the author's that these formats do without.

    Args:
        metadata: The settings, with the files that state them.
        header: Lines of the document's front matter.
        root: The compendium's root.
        formats: The formats that are rendered.
    """
    issues: list[Issue] = []
    for layer in (*metadata.layers, *metadata.contributed):
        if layer.file.startswith(_OURS):
            continue
        for keys, value in _stated(layer, formats):
            lost = layer in metadata.contributed  # what is kept of an extension is not in there
            if lost or _is_lost(keys[-1], value, formats if len(keys) == 1 else (keys[0],)):
                issues.append(_advice(layer, keys, value, _lines(layer, header, root)))
    return issues


def _stated(layer: Layer, formats: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The settings of a file, each with its path: its key, after the name of a format."""
    for key, value in layer.settings.items():
        if key != "format":
            yield (key,), value
            continue
        for fmt in formats:
            for name in names_for(fmt, list(value)):
                yield from (((fmt, name, own), stated) for own, stated in value[name].items())


def _is_lost(key: str, value: object, formats: Sequence[str]) -> bool:
    if value in _OFF or key not in SETTINGS or _is_ours(value):
        return False
    if effect(key) == "read":
        asked = [fmt for fmt in formats if fmt in SETTINGS[key] or len(formats) == 1]
        return not any(fmt in _READ_FOR.get(key, FORMATS) for fmt in asked or formats)
    return effect(key) == "quarto" and any(fmt in SETTINGS[key] for fmt in formats)


def _is_ours(value: object) -> bool:
    """Whether a setting names files of this extension, which the engine has in another way."""
    listed = value if isinstance(value, list) else [value]
    return all(isinstance(one, str) and f"/{_OURS}" in f"/{one}" for one in listed)


def _lines(layer: Layer, header: Sequence[Line], root: Path) -> list[Line]:
    if header and header[0].file == layer.file:
        return list(header)
    text = read_text(root / layer.file, root)
    texts = text.split("\n") if isinstance(text, str) else []
    return [Line(one, layer.file, number) for number, one in enumerate(texts, start=1)]


def _advice(layer: Layer, keys: tuple[str, ...], value: object, lines: Sequence[Line]) -> Issue:
    rest = iter(lines)
    found: Line | None = None
    for key in keys[1:] or keys:  # the first of three is our name of the format
        pattern = re.compile(rf"[\s{{,]*[\"']?{re.escape(key)}[\"']?\s*:")
        found = next((line for line in rest if pattern.match(line.text)), found)
    said = value if isinstance(value, (str, int, float)) else ""
    if isinstance(value, bool):
        said = "true"
    elif isinstance(value, str) and value.startswith("/"):
        said = Path(value).name
    return Issue(
        code="unread-setting",
        file=layer.file,
        line=found.number if found else None,
        found=f"{keys[-1]}{f': {quoted(str(said))}' if said != '' else ''}, which the embedded "
        "engine does not have",
        expected="one of the settings that docs/engines.md lists as read",
        todo="render with Quarto (--engine quarto) where it matters, or take it out",
        severity="advice",
    )
