"""Text files of the extraction: UTF-8 with or without a byte order mark, any line ends."""

from __future__ import annotations

from pathlib import Path

from numerate.ground.errors import NumerateError
from numerate.ground.issues import Issue

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_text(path: Path, shown: str, *, absent: Issue, encoding_todo: str) -> str:
    r"""The text of a file, its line ends as ``\n``.

    Args:
        path: The file.
        shown: The path that issues show.
        absent: The issue when there is no such file.
        encoding_todo: What the reader should do when it is not UTF-8.

    Raises:
        NumerateError: When the file is not there, cannot be opened, or is not UTF-8.
    """
    try:
        content = path.read_bytes().removeprefix(_BYTE_ORDER_MARK)
        text = content.decode("utf-8")
    except FileNotFoundError as error:
        raise NumerateError(absent) from error
    except OSError as error:
        raise NumerateError(
            Issue(
                code="unreadable-file",
                file=shown,
                found=error.strerror or str(error),
                expected="a file that can be read",
                todo="check what it is, and its permissions",
            )
        ) from error
    except UnicodeDecodeError as error:
        raise NumerateError(
            Issue(
                code="bad-encoding",
                file=shown,
                line=content.count(b"\n", 0, error.start) + 1,
                found=f"the byte 0x{content[error.start]:02X}, which is not UTF-8",
                expected="text in UTF-8",
                todo=encoding_todo,
            )
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
