"""Untouched files: what other programs made of a rendered document, with no word changed.

Each file is made from the three that are rendered: saved anew, converted, printed or written down
as text. A finding on any of them would be a false alarm.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypandoc
import pytest
from lxml import html

from numerate.ground.project import open_project
from numerate.proof.audit.auditing import audit

PANDOC = pypandoc.get_pandoc_path()
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PDFTOTEXT = shutil.which("pdftotext")
HEADLESS = ["--headless", "--no-sandbox", "--disable-gpu"]
Made = Callable[[str, str], Path]


def ran(program: str | None, name: str, *arguments: str | Path) -> bytes:
    """What a program writes to its output; the test is skipped where the program is missing."""
    if program is None:
        pytest.skip(f"{name} is not installed")
    asked = [program, *map(str, arguments)]
    done = subprocess.run(asked, check=True, capture_output=True, timeout=180)
    return done.stdout


@pytest.fixture(scope="module")
def made(longer: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Makes a file of a document in one way, once."""
    folder = tmp_path_factory.mktemp("untouched")

    def make(document: str, way: str) -> Path:
        kind, _, rest = way.partition(" ")
        target = folder / f"{document} {way}".replace("/", "-")
        source = longer / "_rendered/manuscript" / f"{document}.{SOURCES.get(kind, rest)}"
        if not target.exists():
            WAYS[kind](source, target, rest, make)
        return target

    return make


def as_it_is(source: Path, target: Path, _rest: str, _made: Made) -> None:
    """The rendered file itself."""
    shutil.copy(source, target)


def office(source: Path, target: Path, rest: str, _made: Made) -> None:
    """LibreOffice opens the Word file and saves it, by way of another format if two are named."""
    folder = target.parent / f"office {target.name}"
    home = target.parent / "office home"
    for form in rest.split():
        ran(OFFICE, "LibreOffice", f"-env:UserInstallation={home.as_uri()}", "--headless",
            "--convert-to", form, "--outdir", folder, source)  # fmt: skip
        source = folder / f"{source.stem}.{form.partition(':')[0]}"
    shutil.move(source, target)


def pandoc(source: Path, target: Path, rest: str, _made: Made) -> None:
    """Pandoc converts one of the files."""
    form, _, options = rest.partition(" ")
    source = source.with_suffix(f".{form}")
    ran(PANDOC, "Pandoc", source, *options.split(), "-o", target)


def printed(source: Path, target: Path, rest: str, _made: Made) -> None:
    """Chromium prints the page, on paper of some kind, with the browser's head and foot or not."""
    bare = [] if "headed" in rest else ["--no-pdf-header-footer"]
    ran(CHROMIUM, "Chromium", *HEADLESS, *bare, f"--print-to-pdf={target}", source.as_uri())


def dom(source: Path, target: Path, _rest: str, _made: Made) -> None:
    """The page as Chromium writes it down after its scripts have run."""
    target.write_bytes(ran(CHROMIUM, "Chromium", *HEADLESS, "--dump-dom", source.as_uri()))


def pdf_text(source: Path, target: Path, rest: str, made: Made) -> None:
    """Poppler writes down the words of a PDF that was made in some way."""
    way, _, options = rest.partition(" | ")
    document = source.name.partition(".")[0]
    ran(PDFTOTEXT, "pdftotext", *options.split(), made(document, way), target)


def wide(source: Path, target: Path, rest: str, made: Made) -> None:
    """A text in another encoding."""
    words = made(source.name.partition(".")[0], "text rendered pdf | ").read_text("utf-8")
    target.write_bytes(words.replace("\n", "\r\n").encode(rest))


def rewritten(source: Path, target: Path, rest: str, _made: Made) -> None:
    """A page read and written by lxml, as HTML spaced in another way or as XHTML."""
    page = html.document_fromstring(source.read_bytes())
    words = html.tostring(page, encoding="unicode", method=rest)
    target.write_text(re.sub(r"(?<=[a-z,]) (?=[a-z])", "\n", words) if rest == "html" else words)


WAYS: dict[str, Callable[[Path, Path, str, Made], None]] = {
    "rendered": as_it_is,
    "office": office,
    "pandoc": pandoc,
    "print": printed,
    "dom": dom,
    "text": pdf_text,
    "encoded": wide,
    "lxml": rewritten,
}
SOURCES = {"office": "docx", "print": "html", "dom": "html", "lxml": "html", "encoded": "pdf",
           "pandoc": "docx", "text": "pdf"}  # fmt: skip
ARTICLE = [
    "rendered html",
    "rendered pdf",
    "rendered docx",
    "office docx",
    "office odt docx",
    "office pdf",
    "office html",
    "office txt:Text",
    "print bare",
    "print headed",
    "dom page",
    "lxml html",
    "lxml xml",
    "text rendered pdf | ",
    "text rendered pdf | -layout",
    "text rendered pdf | -raw",
    "text rendered pdf | -nopgbrk",
    "text print bare | ",
    "text print bare | -layout",
    "text office pdf | -layout",
    "encoded utf-16",
    "encoded utf-8-sig",
    "pandoc docx -t plain",
    "pandoc docx -t plain --wrap=none",
    "pandoc docx -t plain --columns=50",
    "pandoc html -t plain",
    "pandoc html -t plain --columns=120",
    "pandoc docx -t docx",
    "pandoc docx -t html -s",
]
SUPPLEMENT = [
    "rendered html",
    "rendered pdf",
    "rendered docx",
    "office docx",
    "print bare",
    "text rendered pdf | -layout",
    "pandoc docx -t plain",
]
CASES = [*(("article", way) for way in ARTICLE), *(("supplement", way) for way in SUPPLEMENT)]


@pytest.mark.parametrize(("document", "way"), CASES)
def test_an_untouched_file_has_no_finding(
    longer: Path, made: Made, document: str, way: str
) -> None:
    """Whatever program wrote the file, and on whatever way."""
    (verdict,) = audit(open_project(longer), [made(document, way)])
    assert verdict.findings == ()
    assert verdict.documents == (document,)
