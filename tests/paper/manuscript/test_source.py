"""Sources: encodings, line ends, includes, and the place of every line."""

from __future__ import annotations

from pathlib import Path

from numerate.paper.manuscript.source import included, read_source, shown
from tests.paper.manuscript.trees import Faults, Write, codes


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    """BOM and CRLF are accepted; the lines are those of the plain file."""
    path = tmp_path / "a.qmd"
    path.write_bytes(b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\n\r\nText.\r\n")
    source, issues = read_source(path, tmp_path)
    assert issues == []
    assert [line.text for line in source.header] == ["title: T"]
    assert source.text == "\nText.\n"


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    """The Latin-1 byte for é in line 2 is not UTF-8."""
    path = tmp_path / "a.qmd"
    path.write_bytes(b"Text.\nCaf\xe9.\n")
    _, issues = read_source(path, tmp_path)
    assert codes(issues) == ["a.qmd:2:4 bad-encoding"]
    assert "0xE9" in issues[0].found


def test_every_line_knows_its_file(write: Write, tmp_path: Path) -> None:
    """An included file includes another; each line keeps its own file and number."""
    path = write(
        "One\n\n{{< include parts/_b.qmd >}}\n\nLast\n",
        {"parts/_b.qmd": "Two\n\n{{< include _c.qmd >}}\n", "parts/_c.qmd": "Three\n"},
    )
    source, issues = read_source(path, tmp_path)
    assert issues == []
    places = [(line.text, line.file, line.number) for line in source.body if line.text]
    assert places == [
        ("One", "a.qmd", 1),
        ("Two", "parts/_b.qmd", 1),
        ("Three", "parts/_c.qmd", 1),
        ("Last", "a.qmd", 5),
    ]
    assert [shown(file, tmp_path) for file in source.files] == [
        "a.qmd",
        "parts/_b.qmd",
        "parts/_c.qmd",
    ]


def test_includes_are_looked_up_as_quarto_does(write: Write, tmp_path: Path) -> None:
    """Quarto looks from the main document's folder, and from the root after a slash."""
    main = write("x", {"_here.qmd": "", "sub/_here.qmd": "", "sub/_there.qmd": ""})
    home, folder = main.parent, tmp_path / "sub"
    assert included("_here.qmd", folder, tmp_path, home) == tmp_path / "_here.qmd"
    assert included("_there.qmd", folder, tmp_path, home) == folder / "_there.qmd"
    assert included("/sub/_there.qmd", folder, tmp_path, home) == folder / "_there.qmd"


def test_a_circle_and_a_missing_file_are_told_at_the_include(faults: Faults) -> None:
    """Both faults name the file and line that includes."""
    found = faults(
        "A\n\n{{< include _b.qmd >}}\n\n{{< include _none.qmd >}}\n",
        {"_b.qmd": "B\n{{< include a.qmd >}}\n"},
    )
    assert codes(found) == ["_b.qmd:2 circular-include", "a.qmd:5 missing-file"]


def test_includes_in_comments_stay(write: Write, tmp_path: Path) -> None:
    """A commented include is not followed; one in a code block is, as in Quarto."""
    path = write(
        "<!--\n{{< include _none.qmd >}}\n-->\n\n```\n{{< include x.py >}}\n```\n", {"x.py": "1"}
    )
    source, issues = read_source(path, tmp_path)
    assert issues == []
    assert "1" in [line.text for line in source.body]


def test_a_missing_manuscript_is_a_fault(tmp_path: Path) -> None:
    """The file itself is named."""
    _, issues = read_source(tmp_path / "none.qmd", tmp_path)
    assert [issue.code for issue in issues] == ["missing-file"]
