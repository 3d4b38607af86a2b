"""The audit of rendered files: untouched ones have no finding, every edit is found."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from numerate.cli import main
from numerate.ground.errors import CannotRunError
from numerate.ground.project import extension_dir, open_project
from numerate.paper.manuscript.document import finished, parse
from numerate.proof.audit.auditing import audit
from numerate.proof.audit.expected.document_passages import expected
from numerate.proof.audit.expected.expected_passages import ExpectedDocument
from numerate.proof.audit.readers.html_file import read_html
from numerate.proof.audit.readers.pdf_file import read_pdf
from numerate.proof.audit.readers.printed_file import FileWording, PrintedFile
from numerate.proof.audit.readers.text_file import fragments_of
from numerate.proof.audit.readers.word_file import read_docx
from numerate.proof.audit.verdict.all_findings import compared_wording
from numerate.proof.audit.verdict.audit_findings import AuditFinding, FileVerdict

Tree = Any  # lxml has no public type for it
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EDITS = 100
ALL = [f"{name}.{form}" for name in ("article", "supplement") for form in ("html", "pdf", "docx")]


def rendered_file(root: Path, name: str) -> Path:
    """A rendered file of the miniature."""
    return root / "_rendered/manuscript" / name


@pytest.fixture(scope="module")
def article(rendered: Path) -> ExpectedDocument:
    """The article as the data say it should read."""
    document = parse(rendered / "manuscript/article.qmd", rendered)
    tree = finished(document, "html", extension=extension_dir(), root=rendered)
    return expected("article", tree, rendered / "_generated")


def found_in(article: ExpectedDocument, reading: FileWording) -> list[AuditFinding]:
    """Everything that is found in one reading."""
    return list(compared_wording(article.passages, reading).findings)


def test_untouched_files_have_no_finding(rendered: Path) -> None:
    """Both documents in three formats, each recognised by its content."""
    paths = [rendered_file(rendered, name) for name in ALL]
    verdicts = audit(open_project(rendered), paths)
    assert [one.findings for one in verdicts] == [()] * len(ALL)
    assert [one.documents[0] for one in verdicts] == [name.split(".")[0] for name in ALL]
    assert all(agree == of for one in verdicts for what, agree, of in one.checked if "key" in what)


# ------------------------------------------------------------------ edits by hand


def edited(rendered: Path, tmp_path: Path, change: Callable[[Tree], None]) -> FileVerdict:
    """The verdict on the article's Word file after a change of its tree."""
    target = tmp_path / "edited.docx"
    with zipfile.ZipFile(rendered_file(rendered, "article.docx")) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    tree = etree.fromstring(parts["word/document.xml"])
    change(tree)
    parts["word/document.xml"] = etree.tostring(tree)
    with zipfile.ZipFile(target, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    (verdict,) = audit(open_project(rendered), [target])
    return verdict


def texts(tree: Tree) -> list[Any]:
    """The runs of text of a Word file."""
    return [node for node in tree.iter(f"{WORD}t") if (node.text or "").strip()]


def replaced(old: str, new: str) -> Callable[[Tree], None]:
    """A change of the first run that holds some words."""

    def change(tree: Tree) -> None:
        node = next(one for one in texts(tree) if old in one.text)
        node.text = node.text.replace(old, new, 1)

    return change


def test_a_changed_number_is_told_with_its_key(rendered: Path, tmp_path: Path) -> None:
    """90.0% of the titles were agreed on; the file says 91.0%."""
    (finding,) = edited(rendered, tmp_path, replaced("90.0%", "91.0%")).findings
    assert (finding.kind, finding.fault, finding.key) == ("differs", True, "agreement.percent")
    assert (finding.printed, finding.value) == ("91.0%", "90.0%")


def test_a_negated_claim_is_told(rendered: Path, tmp_path: Path) -> None:
    """«children fell asleep sooner» becomes «children never fell asleep sooner»."""
    verdict = edited(rendered, tmp_path, replaced("fell asleep sooner", "never fell asleep sooner"))
    (finding,) = verdict.findings
    assert (finding.kind, finding.fault, finding.key) == ("changed", True, "findings.most_shorter")
    assert finding.printed == "never"
    assert "negation" in finding.note


def test_a_deleted_row_is_told(rendered: Path, tmp_path: Path) -> None:
    """The second row of the table of studies leaves the file."""

    def without_row(tree: Tree) -> None:
        row = list(tree.iter(f"{WORD}tr"))[-1]
        row.getparent().remove(row)

    (finding,) = edited(rendered, tmp_path, without_row).findings
    assert (finding.kind, finding.fault) == ("missing", True)
    assert finding.note == "the row is not in the file"


def test_exchanged_numbers_are_both_told(rendered: Path, tmp_path: Path) -> None:
    """«2 were duplicates and 10 were screened» becomes «10 were duplicates and 2 were screened»."""

    def exchange(tree: Tree) -> None:
        nodes = texts(tree)
        at = next(i for i, one in enumerate(nodes) if one.text == "records," and i > 40)
        two = next(one for one in nodes[at:] if one.text == "2")
        ten = next(one for one in nodes[at:] if one.text == "10")
        two.text, ten.text = "10", "2"

    found = edited(rendered, tmp_path, exchange).findings
    assert {(one.key, one.printed) for one in found} == {
        ("flow.duplicates", "10"),
        ("flow.screened", "2"),
    }


def test_tracked_changes_are_read_both_ways(rendered: Path, tmp_path: Path) -> None:
    """A tracked change from 90.0% to 91.0%: wrong when accepted, right when rejected."""

    def track(tree: Tree) -> None:
        node = next(one for one in texts(tree) if "90.0%" in one.text)
        run = node.getparent()
        before, _, after = node.text.partition("90.0%")
        parts = f"""<x xmlns:w="{WORD[1:-1]}">
          <w:r><w:t xml:space="preserve">{before}</w:t></w:r>
          <w:del w:id="1"><w:r><w:delText>90.0%</w:delText></w:r></w:del>
          <w:ins w:id="2"><w:r><w:t>91.0%</w:t></w:r></w:ins>
          <w:r><w:t xml:space="preserve">{after}</w:t></w:r></x>"""
        for part in etree.fromstring(parts):
            run.addprevious(part)
        run.getparent().remove(run)

    (finding,) = edited(rendered, tmp_path, track).findings
    assert (finding.reading, finding.printed) == ("changes accepted", "91.0%")


# ------------------------------------------------------------------ random edits


def mutated(words: str, chance: random.Random) -> str | None:
    """One edit of some words: a digit, a number, a negation, a word left out."""
    numbers = list(re.finditer(r"\d", words))
    longer = list(re.finditer(r"[A-Za-z]{3,}", words))
    kind = chance.choice(["digit", "digit", "more", "less", "not", "word"])
    if kind in ("digit", "more", "less"):
        if not numbers:
            return None
        at = chance.choice(numbers).start()
        other = chance.choice([sign for sign in "0123456789" if sign != words[at]])
        new = {"digit": other, "more": words[at] + other, "less": ""}[kind]
        return (words[:at] + new + words[at + 1 :]).strip() and words[:at] + new + words[at + 1 :]
    if len(longer) < 4:
        return None
    found = chance.choice(longer[1:])
    if kind == "not":
        return f"{words[: found.start()]}not {words[found.start() :]}"
    return words[: found.start()] + words[found.end() :].lstrip()


def all_found(slots: int, edit: Callable[[int, random.Random], PrintedFile | None],
              article: ExpectedDocument) -> list[int]:  # fmt: skip
    """The numbers of the edits that were not found, of a hundred."""
    chance = random.Random(7)  # noqa: S311 - edits, not secrets
    missed, done = [], 0
    while done < EDITS:
        printed = edit(chance.randrange(slots), chance)
        if printed is not None:
            if not found_in(article, printed.readings[0]):
                missed.append(done)
            done += 1
    return missed


def test_a_hundred_edits_of_the_word_file_are_found(
    rendered: Path, article: ExpectedDocument
) -> None:
    """Single edits anywhere in the text of the DOCX."""
    with zipfile.ZipFile(rendered_file(rendered, "article.docx")) as file:
        parts = {name: file.read(name) for name in file.namelist() if name.endswith(".xml")}
    source = parts["word/document.xml"]

    def edit(slot: int, chance: random.Random) -> PrintedFile | None:
        tree = etree.fromstring(source)
        node = texts(tree)[slot]
        words = mutated(node.text, chance)
        if not words:
            return None
        node.text = words
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            new.writestr("word/document.xml", etree.tostring(tree))
        return read_docx("edited.docx", made.getvalue())

    assert all_found(len(texts(etree.fromstring(source))), edit, article) == []


def test_a_hundred_edits_of_the_html_are_found(rendered: Path, article: ExpectedDocument) -> None:
    """Single edits anywhere in the text of the page."""
    source = rendered_file(rendered, "article.html").read_bytes()

    def places(tree: Tree) -> list[tuple[Any, str]]:
        for unseen in tree.xpath("//body//script | //body//style | //body//button"):
            unseen.drop_tree()
        nodes = [node for node in tree.find("body").iter() if isinstance(node.tag, str)]
        both = [(node, side) for node in nodes for side in ("text", "tail")]
        return [one for one in both if (getattr(*one) or "").strip()]

    def edit(slot: int, chance: random.Random) -> PrintedFile | None:
        tree = html.document_fromstring(source)
        place = places(tree)[slot]
        words = mutated(getattr(*place), chance)
        if not words:
            return None
        setattr(*place, words)
        return read_html("edited.html", html.tostring(tree))

    assert all_found(len(places(html.document_fromstring(source))), edit, article) == []


def test_a_hundred_edits_of_the_text_of_the_pdf_are_found(
    rendered: Path, article: ExpectedDocument
) -> None:
    """Single edits in the lines drawn from the PDF, its page furniture left out."""
    printed = read_pdf("a.pdf", rendered_file(rendered, "article.pdf").read_bytes())
    lines = [one.text for one in printed.readings[0].fragments if not one.aside]
    lines = [line for line in lines if not re.fullmatch(r"Bedtime stories .* \d", line)]

    def edit(slot: int, chance: random.Random) -> PrintedFile | None:
        words = mutated(lines[slot], chance)
        if not words:
            return None
        fragments = fragments_of("\n".join([*lines[:slot], words, *lines[slot + 1 :]]))
        return PrintedFile(name="a", form="text", readings=(FileWording(fragments=fragments),))

    assert all_found(len(lines), edit, article) == []


# ------------------------------------------------------------------ what a journal does


def test_a_journal_may_space_and_break_as_it_likes(
    rendered: Path, article: ExpectedDocument
) -> None:
    """Thin spaces in numbers, ligatures, broken words, line numbers: nothing to be found."""
    printed = read_pdf("a.pdf", rendered_file(rendered, "article.pdf").read_bytes())
    lines = [one.text for one in printed.readings[0].fragments if not one.aside]
    text = "\n".join(lines).replace("1,242", "1\u202f242").replace("fi", "\ufb01")
    text = re.sub(r"(reviewers)", "re\u00adviewers", text).replace("included", "in-\ncluded")
    numbered = [f"{at} {line}" for at, line in enumerate(text.splitlines(), start=1)]
    assert found_in(article, FileWording(fragments=fragments_of("\n".join(numbered)))) == []


# ------------------------------------------------------------------ the command


def test_the_command_tells_in_three_forms(
    rendered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 0 and a report as text, JSON and HTML for an untouched file."""
    for form in ("text", "json", "html"):
        name = "_rendered/manuscript/article.html"
        assert main(["-C", str(rendered), "audit", name, "--format", form]) == 0
        told = capsys.readouterr().out
        if form == "json":
            assert json.loads(told)[0]["faults"] == 0
        assert {"text": "no finding", "json": '"checked"', "html": "<h1>"}[form] in told


def test_what_is_no_document_of_ours_is_refused(rendered: Path, tmp_path: Path) -> None:
    """A text about something else, and an empty file: exit code 2."""
    other = tmp_path / "other.txt"
    other.write_text("A novel about a whale, and about a captain. " * 40, encoding="utf-8")
    with pytest.raises(CannotRunError, match="unknown-document"):
        audit(open_project(rendered), [other])
    other.write_text("", encoding="utf-8")
    assert main(["-C", str(rendered), "audit", str(other)]) == 2
