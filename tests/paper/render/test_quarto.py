"""Rendering by Quarto: what is called, what moves into place, and how its failures are told."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from pathlib import Path

import lxml.html
import pytest
from lxml import etree
from pypdf import PdfReader

from numerate.ground.errors import NumerateError
from numerate.ground.project import EXTENSION, Project, extension_dir, open_project
from numerate.paper.render.quarto import told_issues
from tests.paper.render.engines import quarto_on_disk, with_quarto

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FIGURE_SPACE = "\u2007"
HERE = Path(__file__).parent
REVIEW = HERE.parents[1] / "extension/review"
ROOT = HERE.parents[2]


shell = pytest.mark.skipif(os.name == "nt", reason="the stand-in for quarto is a shell script")

PARTS = """---
title: Parts
---

We see @nte-a and @fig-c.

::: {.callout-tip}
A tip.
:::

::: {.callout-note #nte-a}
## Named
A note.
:::

::: {.panel-tabset}
## First
A.

## Second
B.
:::

::: {#fig-b layout-ncol=2}
![One](/_generated/figures/flow.svg){#fig-b1}

![Two](/_generated/figures/flow.svg){#fig-b2}

Both.
:::

![Alone.](/_generated/figures/flow.svg){#fig-c}
"""

STAND_IN = r"""#!/bin/sh
echo "$*" >> "$CALLS"
while [ $# -gt 0 ]; do
  case "$1" in
    --output-dir) out="$2"; shift;;
    --to) formats="$2"; shift;;
    manuscript/*) documents="$1";;
  esac
  shift
done
for document in ${documents:-manuscript/article.qmd manuscript/supplement.qmd}; do
  for format in ${formats:-html typst docx}; do
    [ "$format" = typst ] && format=pdf
    mkdir -p "$out/manuscript"
    echo "new $format" > "$out/${document%.qmd}.$format"
  done
done
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The fixture review with the settings and the extension of this repository."""
    root = tmp_path / "review"
    shutil.copytree(REVIEW, root)
    shutil.copy(ROOT / "_quarto.yml", root)
    shutil.copytree(extension_dir(), root / EXTENSION)
    return open_project(root)


def stand_in(project: Project, monkeypatch: pytest.MonkeyPatch, script: str = STAND_IN) -> Path:
    """Puts a shell script in Quarto's place; gives back the file that lists its calls."""
    program = project.root.parent / "bin/quarto"
    program.parent.mkdir()
    program.write_text(script, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    calls = project.root.parent / "calls"
    monkeypatch.setenv("QUARTO_PATH", str(program))
    monkeypatch.setenv("CALLS", str(calls))
    return calls


def called(calls: Path) -> list[str]:
    """The calls of the stand-in, less the folder that changes from run to run."""
    return [line.split(" --output-dir")[0] for line in calls.read_text().splitlines()]


@shell
def test_everything_at_once_is_one_call(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """All documents to all formats that _quarto.yml declares need no --to: one start of Quarto."""
    calls = stand_in(project, monkeypatch)
    written = quarto_on_disk(project, project.documents, ["html", "pdf", "docx"])
    assert called(calls) == ["render"]
    assert [path.relative_to(project.root).as_posix() for path in written] == [
        f"_rendered/manuscript/{name}.{ending}"
        for name in ("article", "supplement")
        for ending in ("html", "pdf", "docx")
    ]
    assert written[1].read_text() == "new pdf\n"


@shell
def test_one_document_and_format(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF is Quarto's format typst; the other outputs are not touched."""
    calls = stand_in(project, monkeypatch)
    (written,) = quarto_on_disk(project, project.documents[:1], ["pdf"])
    assert called(calls) == ["render manuscript/article.qmd --to typst"]
    assert [path.name for path in written.parent.iterdir()] == ["article.pdf"]


@shell
def test_a_failed_render_leaves_earlier_files(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quarto writes the first document and then fails: the old article is still there."""
    stand_in(project, monkeypatch, STAND_IN + "echo 'ERROR: disk on fire' >&2; exit 1\n")
    old = project.root / "_rendered/manuscript/article.html"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    with pytest.raises(NumerateError) as caught:
        quarto_on_disk(project, project.documents, ["html", "pdf", "docx"])
    (issue,) = caught.value.issues
    assert issue.code == "failing-program"
    assert issue.found == "'quarto' stopped with exit code 1: ERROR: disk on fire"
    assert old.read_text() == "old"


@shell
def test_what_it_did_not_write_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 0 without a file, as when the author sets output-file."""
    stand_in(project, monkeypatch, "#!/bin/sh\nexit 0\n")
    with pytest.raises(NumerateError, match=r"did not write manuscript/article\.pdf"):
        quarto_on_disk(project, project.documents[:1], ["pdf"])


def test_a_missing_program_is_one_issue(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """QUARTO_PATH names nothing: the issue says so before anything is run."""
    monkeypatch.setenv("QUARTO_PATH", str(project.root / "gone"))
    with pytest.raises(NumerateError) as caught:
        quarto_on_disk(project, project.documents, ["html"])
    assert [issue.code for issue in caught.value.issues] == ["missing-program"]


def test_the_filters_faults_are_read_word_for_word() -> None:
    """Two issues between Quarto's coloured lines keep their places and words."""
    output = (
        "\x1b[1m[1/2] manuscript/a.qmd\x1b[22m\n"
        "manuscript/a.qmd:4: unknown-number: no number has the key 'x'\n"
        "    expected: a key that is there, such as y\n"
        "    to do:    correct the key\n"
        "unknown-table: no table\n    expected: one\n    to do:    build\n"
        "2 issues\nWARN: Error encountered when rendering files\n"
    )
    first, second = told_issues(output)
    assert (first.place, first.code) == ("manuscript/a.qmd:4", "unknown-number")
    assert (first.found, first.todo) == ("no number has the key 'x'", "correct the key")
    assert (second.place, second.code, second.todo) == ("", "unknown-table", "build")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The words of the six files that one render makes, by name."""
    root = tmp_path_factory.mktemp("quarto") / "review"
    shutil.copytree(REVIEW, root)
    shutil.copy(ROOT / "_quarto.yml", root)
    shutil.copytree(extension_dir(), root / EXTENSION)
    project = open_project(root)
    written = quarto_on_disk(project, project.documents, ["html", "pdf", "docx"])
    return {path.name: words(path) for path in written}


@with_quarto
@pytest.mark.parametrize("ending", ["html", "pdf", "docx"])
def test_the_article_in_each_format(rendered: dict[str, str], ending: str) -> None:
    """Numbers in title, abstract, text, caption, cell and note; references both ways."""
    text = rendered[f"article.{ending}"]
    for part in (
        "A review of four studies",
        "Out of 10,324 records",
        "Department of Tests, University of Fixtures, Testville",
        "We included 4 of 10,324 records.",
        "Keywords: fixture, review",
        "Four studies were included (Adams & Baker, 2019; Woods et al., 2021); see Table 1,",
        "Figure 1, Section 2 and Table S2.",
        "Table 1. Appraisal of 4 studies.",
        "Figure 1. Flow of 10,324 records.",
        "Studies by (Adams & Baker, 2019; Woods et al., 2021); records: 10324.",
        "Adams & Baker, 2019; Brown, 2020",
        "all analyses of 4 studies were positive, in 21 countries.",
        "<script>*a* & $b$ #set \\input{c}",
    ):
        assert part in text


@with_quarto
@pytest.mark.parametrize("ending", ["html", "pdf", "docx"])
def test_the_supplement_is_numbered_with_s(rendered: dict[str, str], ending: str) -> None:
    """`numerate: {label-prefix: S}` in its YAML; no space between S and the number."""
    text = rendered[f"supplement.{ending}"]
    assert "See Table S1, Table S2 and Figure S1; the article’s Table 1." in text
    assert "Table S1. First." in text
    assert "Table S2. Second." in text
    assert "Figure S1. Again." in text


@with_quarto
def test_a_word_document_has_words_own_captions(project: Project) -> None:
    """A counted field in the caption, a repeated header row, alternative text, no nesting."""
    (written,) = quarto_on_disk(project, project.documents[:1], ["docx"])
    with zipfile.ZipFile(written) as archive:
        xml = archive.read("word/document.xml").decode()
    assert "SEQ Table \\* ARABIC" in xml
    assert xml.count("<w:tbl>") == 1
    assert "<w:tblHeader" in xml
    assert 'descr="Flow: 10,324 records, 4 studies included"' in xml


@with_quarto
def test_a_page_is_one_file(project: Project) -> None:
    """No file beside it and nothing fetched; the title is its one heading of level 1."""
    (written,) = quarto_on_disk(project, project.documents[:1], ["html"])
    html = written.read_text(encoding="utf-8")
    assert [path.name for path in written.parent.iterdir()] == ["article.html"]
    assert 'src="http' not in html
    assert '<link rel="stylesheet"' not in html
    assert html.count("<h1") == 1


@with_quarto
def test_a_fault_in_the_prose_is_told_with_its_line(project: Project) -> None:
    """The key on line 12 of the supplement is unknown: its place, and nothing is written."""
    source = project.root / "manuscript/supplement.qmd"
    text = source.read_text(encoding="utf-8").replace("table=wide", "table=wid")
    source.write_text(text, encoding="utf-8")
    with pytest.raises(NumerateError) as caught:
        quarto_on_disk(project, project.documents, ["html"])
    (issue,) = caught.value.issues
    line = 1 + text[: text.index("table=wid")].count("\n")
    assert (issue.place, issue.code) == (f"manuscript/supplement.qmd:{line}", "unknown-table")
    assert not (project.root / "_rendered").exists()
    assert not list((project.root / "manuscript").glob("*_files"))


@with_quarto
def test_boxes_tabs_and_parts_of_figures(project: Project) -> None:
    """Callouts and tabs take our form, and Word counts figures with parts among the others."""
    (project.root / "manuscript/article.qmd").write_text(PARTS, encoding="utf-8")
    document = project.documents[:1]
    html, docx = quarto_on_disk(project, document, ["html", "docx"])
    page = html.read_text(encoding="utf-8")
    assert 'class="callout callout-tip" role="note"' in page
    assert page.count('class="tab-panel"') == 2
    assert "Note 1. Named" in words(html)
    for path in (html, docx):
        text = words(path)
        for part in ("(a) One", "Figure 1. Both.", "Figure 2. Alone.", "see Note 1 and Figure 2"):
            assert part in text
    with zipfile.ZipFile(docx) as archive:
        assert archive.read("word/document.xml").decode().count("SEQ Figure \\* ARABIC <") == 2


@with_quarto
def test_a_document_without_a_project(tmp_path: Path) -> None:
    """A lone .qmd file renders beside itself."""
    source = tmp_path / "note.qmd"
    source.write_text("---\ntitle: Note\n---\n\nText.\n", encoding="utf-8")
    (written,) = quarto_on_disk(open_project(source), [source], ["docx"])
    assert written == tmp_path / "note.docx"
    assert "Text." in words(written)


def words(path: Path) -> str:
    """The text of a rendered file with single spaces."""
    if path.suffix == ".pdf":
        text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    elif path.suffix == ".html":
        page = lxml.html.parse(path).getroot().body
        for script in page.findall(".//script"):
            script.drop_tree()
        text = page.text_content()
    else:
        with zipfile.ZipFile(path) as archive:
            body = etree.fromstring(archive.read("word/document.xml"))
        paragraphs = body.iter(f"{{{WORD}}}p")
        text = "\n".join("".join(p.itertext(f"{{{WORD}}}t")) for p in paragraphs)
    return " ".join(text.replace(FIGURE_SPACE, " ").split())
