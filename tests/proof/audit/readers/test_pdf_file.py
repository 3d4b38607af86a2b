"""PDF files as other programs write, lock and break them."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from numerate.ground.errors import CannotRunError
from numerate.proof.audit.readers.pdf_file import read_pdf

Changed = Callable[[pikepdf.Pdf], dict[str, object]]


@pytest.fixture(scope="module")
def article(rendered: Path) -> bytes:
    """The miniature's article."""
    return (rendered / "_rendered/manuscript/article.pdf").read_bytes()


def told(content: bytes) -> list[str]:
    """The lines of a PDF."""
    return [one.text for one in read_pdf("a.pdf", content).readings[0].fragments]


def saved(content: bytes, change: Changed) -> bytes:
    """A PDF after a change, saved in the way that the change names."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as file:
        file.save(made, **change(file))  # type: ignore[arg-type]
    return made.getvalue()


def locked(method: int, user: str = "") -> Changed:
    """A change that encrypts with RC4 or AES, to be opened with a password of the reader."""
    return lambda _: {
        "encryption": pikepdf.Encryption(
            user=user,
            owner="of the publisher",
            R=method,
            aes=method > 3,
            metadata=method > 3,
        )
    }


def filtered(name: str, encode: Callable[[bytes], bytes]) -> Changed:
    """A change that writes the streams of pages through another filter."""

    def change(file: pikepdf.Pdf) -> dict[str, object]:
        for page in file.pages:
            page.contents_coalesce()
            stream = page.Contents
            stream.write(encode(stream.read_bytes()), filter=pikepdf.Name(name))
        return {
            "compress_streams": False,
            "stream_decode_level": pikepdf.StreamDecodeLevel.none,
        }

    return change


def run_length(content: bytes) -> bytes:
    """Bytes as RunLengthDecode takes them: literal runs of at most 128, then the end."""
    parts = (content[at : at + 128] for at in range(0, len(content), 128))
    return b"".join(bytes([len(one) - 1]) + one for one in parts) + b"\x80"


def with_scan(file: pikepdf.Pdf) -> dict[str, object]:
    """A picture of black and white lies on the page, compressed as scanners do (JBIG2)."""
    page = file.pages[0]
    scan = pikepdf.Stream(file, b"\x00" * 40)
    scan.update(
        pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=64, Height=56,
            ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=1, Filter=pikepdf.Name.JBIG2Decode,
        )
    )  # fmt: skip
    page.add_resource(scan, pikepdf.Name.XObject, pikepdf.Name.Scan)
    page.contents_add(b"q 60 0 0 60 10 10 cm /Scan Do Q")
    return {"stream_decode_level": pikepdf.StreamDecodeLevel.none}


SAME: dict[str, Changed] = {
    "RC4, 40 bits": locked(2),
    "RC4, 128 bits": locked(3),
    "AES, 128 bits": locked(4),
    "AES, 256 bits": locked(6),
    "linear": lambda _: {"linearize": True},
    "object streams": lambda _: {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    "no object streams": lambda _: {"object_stream_mode": pikepdf.ObjectStreamMode.disable},
    "uncompressed": lambda _: {"compress_streams": False},
    "ASCII85": filtered("/ASCII85Decode", lambda content: base64.a85encode(content) + b"~>"),
    "ASCIIHex": filtered("/ASCIIHexDecode", lambda content: content.hex().encode() + b">"),
    "RunLength": filtered("/RunLengthDecode", run_length),
    "JBIG2": with_scan,
}


@pytest.mark.parametrize("name", SAME)
def test_a_pdf_reads_the_same_however_it_is_saved(article: bytes, name: str) -> None:
    """Ciphers that ask for no password, filters and layouts of the file change no word."""
    changed = saved(article, SAME[name])
    assert changed != article
    assert told(changed) == told(article)


def test_a_pdf_that_asks_for_a_password_is_one_issue(article: bytes) -> None:
    """It is told as locked, not as broken."""
    with pytest.raises(CannotRunError, match="locked-file") as raised:
        read_pdf("paper.pdf", saved(article, locked(6, user="of the reader")))
    assert len(raised.value.issues) == 1
    assert "password" in str(raised.value)


MENDED: dict[str, Callable[[bytes], bytes]] = {
    "table of places gone": lambda content: content[: content.rindex(b"startxref")],
    "places wrong": lambda content: content.replace(b"%PDF-", b"\n\n%PDF-", 1),
    "more at the end": lambda content: content + b"\r\n<html>an error of the server</html>",
}
LOST: dict[str, Callable[[bytes], bytes]] = {
    "cut in the middle": lambda content: content[: len(content) // 2],
    "all zeros": lambda content: content[:9] + b"\0" * len(content),
}


@pytest.mark.parametrize("name", MENDED)
def test_what_is_broken_around_the_pages_is_mended(article: bytes, name: str) -> None:
    """No word is lost."""
    assert told(MENDED[name](article)) == told(article)


@pytest.mark.parametrize("name", LOST)
def test_what_cannot_be_mended_is_one_issue(article: bytes, name: str) -> None:
    """It names the file and what to do."""
    with pytest.raises(CannotRunError, match="unreadable-file") as raised:
        read_pdf("paper.pdf", LOST[name](article))
    assert [one.file for one in raised.value.issues] == ["paper.pdf"]


def test_words_without_letters_are_no_text(article: bytes) -> None:
    """A file whose pages hold nothing but a scan says so."""

    def emptied(file: pikepdf.Pdf) -> dict[str, object]:
        for page in file.pages:
            page.Contents = pikepdf.Stream(file, b"")
        return {}

    with pytest.raises(CannotRunError, match="no-text"):
        read_pdf("scan.pdf", saved(article, emptied))


def test_links_lead_out_of_the_file(article: bytes) -> None:
    """The address of the PRISMA statement (doi:10.1136/bmj.n71) is a link of the references."""
    assert "https://doi.org/10.1136/bmj.n71" in read_pdf("a.pdf", article).links
