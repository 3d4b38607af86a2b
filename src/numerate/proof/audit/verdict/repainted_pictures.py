"""Repainted pictures: files that keep pictures as they were hold others than the data give.

A Word file keeps the bytes of each picture, through LibreOffice and Pandoc too (tried), so that a
computed picture that is not there while an unknown one is was painted over or exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from numerate.proof.audit.readers.printed_file import PrintedFile
from numerate.proof.audit.verdict.audit_findings import AuditFinding


def repainted(printed: PrintedFile, pictures: Mapping[str, str]) -> Iterator[AuditFinding]:
    """Findings for computed pictures that a Word file has otherwise.

    Args:
        printed: The file.
        pictures: SHA-256 of each computed picture, by the label of its figure.
    """
    unknown = printed.pictures - set(pictures.values())
    if printed.form != "docx" or not unknown:
        return
    for label, digest in pictures.items():
        if digest not in printed.pictures:
            yield AuditFinding(
                kind="changed",
                fault=True,
                place=f"{label}, the picture",
                printed="another picture",
                value="the computed picture",
                note="its bytes are not those of the picture that the data give",
            )
