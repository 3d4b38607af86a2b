"""Edits planted in rendered files, as odd as people make them: each is found, none by its name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from numerate.cli import main
from numerate.ground.project import open_project
from numerate.proof.audit.auditing import audit
from numerate.proof.audit.verdict.audit_findings import AuditFinding

Tree = Any  # lxml has no public type for it
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Parts = dict[str, bytes]


def found(rendered: Path, path: Path) -> tuple[AuditFinding, ...]:
    """What the audit finds in a file."""
    (verdict,) = audit(open_project(rendered), [path])
    return verdict.findings


# ------------------------------------------------------------------ Word


def in_part(name: str, old: str, new: str) -> Callable[[Parts], None]:
    """A change of some words in a part of the file."""

    def change(parts: Parts) -> None:
        text = parts[name].decode()
        assert old in text
        parts[name] = text.replace(old, new, 1).encode()

    return change


def in_tree(edit: Callable[[Tree], None]) -> Callable[[Parts], None]:
    """A change of the document's tree."""

    def change(parts: Parts) -> None:
        tree = etree.fromstring(parts["word/document.xml"])
        edit(tree)
        parts["word/document.xml"] = etree.tostring(tree)

    return change


def runs(tree: Tree, pattern: str) -> list[Tree]:
    """Runs of text that a pattern matches."""
    return [node for node in tree.iter(f"{W}t") if re.search(pattern, node.text or "")]


def raise_last_digit(tree: Tree) -> None:
    """The second digit of 90.0% is set as a superscript."""
    node = runs(tree, r"90\.0%")[0]
    before, _, after = node.text.partition("90.0%")
    run = node.getparent()
    parts = f"""<x xmlns:w="{W[1:-1]}"><w:r><w:t xml:space="preserve">{before}9</w:t></w:r>
      <w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>0</w:t></w:r>
      <w:r><w:t xml:space="preserve">.0%{after}</w:t></w:r></x>"""
    for part in etree.fromstring(parts):
        run.addprevious(part)
    run.getparent().remove(run)


def hide_row(tree: Tree) -> None:
    """The last row of the last table is hidden."""
    row = list(tree.iter(f"{W}tr"))[-1]
    props = row.find(f"{W}trPr")
    if props is None:
        props = etree.Element(f"{W}trPr")
        row.insert(0, props)
    etree.SubElement(props, f"{W}hidden")


def exchange_rows(tree: Tree) -> None:
    """The last two rows of the last table change places."""
    first, second = list(tree.iter(f"{W}tr"))[-2:]
    first.addprevious(second)


def paragraph_at_end(words: str) -> Callable[[Tree], None]:
    """A paragraph after everything."""

    def edit(tree: Tree) -> None:
        body = tree.find(f"{W}body")
        last = [node for node in body if node.tag == f"{W}p"][-1]
        last.addnext(
            etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{words}</w:t></w:r></w:p>')
        )

    return edit


def repaint(parts: Parts) -> None:
    """A picture gets other bytes."""
    name = next(one for one in parts if one.startswith("word/media/"))
    parts[name] += b"\0"


WORD = {
    "raised": in_tree(raise_last_digit),
    "hidden row": in_tree(hide_row),
    "rows": in_tree(exchange_rows),
    "end, number": in_tree(paragraph_at_end("All 14 reviewers agreed with every word.")),
    "end, words": in_tree(paragraph_at_end("The authors would like to add what they forgot.")),
    "picture": repaint,
    "property": in_part("docProps/core.xml", "Bedtime", "Daytime"),
    "vanish": in_tree(
        lambda tree: runs(tree, r"90\.0%")[0].getparent().insert(
            0, etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}"><w:vanish/></w:rPr>')
        )
    ),
    "unicode superscript": in_part("word/document.xml", "90.0%", "9⁰.0%"),
    "sign": in_part("word/document.xml", "90.0%", "−90.0%"),
    "unit": in_part("word/document.xml", "90.0%", "90.0‰"),
    "joined": in_part("word/document.xml", "90.0%", "900%"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORD)
def test_what_is_planted_in_a_word_file_is_found(rendered: Path, tmp_path: Path, name: str) -> None:
    """Each edit of the article's Word file has a finding; the untouched file has none."""
    with zipfile.ZipFile(rendered / "_rendered/manuscript/article.docx") as old:
        parts = {one: old.read(one) for one in old.namelist()}
    before = dict(parts)
    WORD[name](parts)
    assert parts != before
    target = tmp_path / "edited.docx"
    with zipfile.ZipFile(target, "w") as new:
        for one, content in parts.items():
            new.writestr(one, content)
    assert found(rendered, target)


# ------------------------------------------------------------------ HTML


def exchange_html_rows(page: Tree) -> None:
    """The last two rows of a table change places."""
    first, second = page.findall(".//table")[-1].findall(".//tr")[-2:]
    first.addprevious(second)


def hide_html_row(page: Tree) -> None:
    """A row is made invisible."""
    page.findall(".//table")[-1].findall(".//tr")[-1].set("style", "visibility:collapse")


def raise_html_digit(page: Tree) -> None:
    """The last digit before the decimal point is set as a superscript."""
    for node in page.find("body").iter():
        for side in ("text", "tail"):
            words = getattr(node, side) or ""
            if (
                "90.0%" in words
                and isinstance(node.tag, str)
                and node.tag not in ("script", "style")
            ):
                before, _, after = words.partition("90.0%")
                high = html.fragment_fromstring("<sup>0</sup>")
                high.tail = f".0%{after}"
                setattr(node, side, f"{before}9")
                if side == "text":
                    node.insert(0, high)
                else:
                    node.addnext(high)
                return
    pytest.fail("no 90.0%")


def title(page: Tree) -> None:
    """The title in the browser's tab gets another word."""
    node = page.find("head/title")
    node.text = node.text.replace("Bedtime", "Daytime")


def paragraph_in_html(page: Tree) -> None:
    """A paragraph stands after the references."""
    main = next(iter(page.iter("main")), page.find("body"))
    main.append(html.fragment_fromstring("<p>All 14 reviewers agreed with every word.</p>"))


HTML = {
    "rows": exchange_html_rows,
    "hidden row": hide_html_row,
    "raised": raise_html_digit,
    "tab": title,
    "end": paragraph_in_html,
}


@pytest.mark.parametrize("name", HTML)
def test_what_is_planted_in_a_page_is_found(rendered: Path, tmp_path: Path, name: str) -> None:
    """Each edit of the article's page has a finding."""
    page = html.document_fromstring((rendered / "_rendered/manuscript/article.html").read_bytes())
    HTML[name](page)
    target = tmp_path / "edited.html"
    target.write_bytes(html.tostring(page, doctype="<!DOCTYPE html>"))
    assert found(rendered, target)


def test_a_page_that_was_only_written_anew_has_no_finding(rendered: Path, tmp_path: Path) -> None:
    """The same page through lxml, as the edits above are written."""
    page = html.document_fromstring((rendered / "_rendered/manuscript/article.html").read_bytes())
    target = tmp_path / "same.html"
    target.write_bytes(html.tostring(page, doctype="<!DOCTYPE html>"))
    assert found(rendered, target) == ()


# ------------------------------------------------------------------ damaged files


def word_file(document: str) -> bytes:
    """A Word file with a document of its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        new.writestr("word/document.xml", document)
    return made.getvalue()


def nested(tag: str, count: int, inside: str) -> str:
    """Elements within each other."""
    return f"<{tag}>" * count + inside + f"</{tag}>" * count


SPAN = (
    f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="two"/>'
    "</w:tcPr><w:p><w:r><w:t>a word</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
)
TABLES = (
    f'<w:document xmlns:w="{W[1:-1]}"><w:body>'
    + "<w:tbl><w:tr><w:tc>" * 600
    + "<w:p/>"
    + "</w:tc></w:tr></w:tbl>" * 600
    + "</w:body></w:document>"
)
DAMAGED = {
    "span.docx": word_file(SPAN),
    "tables.docx": word_file(TABLES),
    "cut.docx": word_file(SPAN)[:200],
    "empty.docx": word_file(""),
    "divs.html": ("<html><body>" + nested("div", 1100, "a word") + "</body></html>").encode(),
    "base64.html": b'<html><body><p>a word</p><img src="data:image/png;base64,%%%"></body></html>',
    "bare.html": b"<html>",
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<<",
    "zeros.pdf": b"%PDF-1.4" + b"\0" * 5000,
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_one_issue(
    rendered: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file makes the audit fall: what cannot be read, or is no document of ours, is told."""
    target = tmp_path / name
    target.write_bytes(DAMAGED[name])
    assert main(["-C", str(rendered), "audit", str(target)]) == 2
    told = capsys.readouterr().err
    assert name in told
    assert "Traceback" not in told
