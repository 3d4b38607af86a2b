"""How long numerate takes, as ratios to the bare tools, measured in one run on one machine.

    python benchmarks/speed.py

Each line gives what was measured, the bare tools beside it, and the bar; a missed bar is exit
code 1. The bare tools work on finished sources: the manuscripts with every number, table and
figure in its place, as somebody would have who typed them.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from numerate.ground.programs import require, run
from numerate.ground.project import ANALYSIS, DATA, EXTENSION, GENERATED, MANUSCRIPT, open_project
from numerate.paper.manuscript.document import parse

ROOT = Path(__file__).parents[1]
MINIATURE = ROOT / "tests" / "miniature"
WRITERS = {"html": "html", "pdf": "typst", "docx": "docx"}
ROWS = 5_000
RENDER_BAR = 2.0
VERSION_BAR = 0.15
READ_FACTOR, READ_SECONDS = 3.0, 1.0
CHECK_FACTOR, CHECK_SECONDS = 1.5, 1.0
MORE_PROSE, MORE_COST = 10, 11
DIFF_FACTOR, DIFF_SECONDS = 2.0, 1.0
AUDIT_FACTOR, AUDIT_SECONDS = 3.0, 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work took: seconds on the clock, and seconds of processor time."""

    wall: float
    cpu: float


def measured(work: Callable[[], object], times: int = 3) -> Cost:
    """The cheapest of several runs of some work that is done by child processes."""
    runs = []
    for _ in range(times):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        work()
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        runs.append(Cost(wall, cpu))
    return Cost(min(one.wall for one in runs), min(one.cpu for one in runs))


def numerate(*arguments: str, allow: bool = False) -> None:
    """One command of numerate in a process of its own; ``allow`` lets it find faults."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path[1:]])}
    command = [sys.executable, "-m", "numerate.cli", *arguments]
    done = subprocess.run(command, check=not allow, capture_output=True, env=environment)
    if b"Traceback" in done.stderr:
        sys.exit(done.stderr.decode())


def python(code: str) -> None:
    """Some Python in a process of its own."""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def copied(source: Path, target: Path) -> Path:
    """A copy of a compendium without what was rendered."""
    for name in (DATA, ANALYSIS, MANUSCRIPT, GENERATED):
        if (source / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source / name, target / name, ignore=ignored)
    shutil.copytree(ROOT / EXTENSION, target / EXTENSION)
    for name in ("_quarto.yml", "references.bib"):
        shutil.copy(source / name, target / name)
    return target


def finished_sources(root: Path, folder: Path) -> list[tuple[Path, str]]:
    """The documents as Markdown with everything in place, one for each format, and the format."""
    folder.mkdir()
    project = open_project(root)
    sources = []
    for path in project.documents:
        source = parse(path, root).source
        lines = ["---", *(line.text for line in source.header), "---", ""]
        text = "\n".join([*lines, *(line.text for line in source.body), ""])
        for fmt, writer in WRITERS.items():
            arguments = ["-f", "markdown", "-t", "markdown", "-s"]
            arguments += ["-L", str(root / EXTENSION / "numerate.lua")]
            arguments += ["-M", f"numerate-root={root}", "-M", f"numerate-format={writer}"]
            arguments += ["-M", f"numerate-source={path}"]
            made = folder / f"{path.stem}.{fmt}.md"
            made.write_bytes(run("pandoc", arguments, stdin=text.encode()).out)
            sources.append((made, fmt))
    return sources


def bare(root: Path, source: Path, fmt: str) -> None:
    """One document to one format by Pandoc, and by Typst for PDF, and nothing else."""
    target = source.with_suffix(".typ" if fmt == "pdf" else f".{fmt}")
    command = [str(require("pandoc")), str(source), "-s", "--citeproc", "-t", WRITERS[fmt]]
    command += ["--bibliography", str(root / "references.bib"), "-o", str(target)]
    command += ["--csl", str(root / EXTENSION / "apa.csl")]
    command += ["--embed-resources", "--toc"] if fmt == "html" else []
    # Pandoc's own template for Typst puts keywords in without quotation marks
    command += ["-M", "keywords=false"] if fmt == "pdf" else []
    subprocess.run(command, check=True, capture_output=True, cwd=root)
    if fmt == "pdf":
        pdf = target.with_suffix(".pdf")
        python(f"import typst; typst.compile({str(target)!r}, output={str(pdf)!r}, root='/')")


def rendering(root: Path, folder: Path, times: int) -> tuple[Cost, Cost, Cost]:
    """The whole of ``numerate render``; the bare calls one by one; the bare calls two at a time."""
    command = ["-C", str(root), "render", "--engine", "embedded", "--quiet"]

    def cold() -> None:
        shutil.rmtree(root / GENERATED, ignore_errors=True)
        shutil.rmtree(root / "_rendered", ignore_errors=True)
        numerate(*command)

    whole = measured(cold, times)
    sources = finished_sources(root, folder)

    def one_by_one() -> None:
        for source, fmt in sources:
            bare(root, source, fmt)

    def two_at_a_time() -> None:
        with ThreadPoolExecutor(max_workers=2) as pool:
            list(pool.map(lambda source: bare(root, *source), sources))

    return whole, measured(one_by_one, times), measured(two_at_a_time, times)


def with_long_table(root: Path) -> None:
    """Gives the miniature's article a table of 5,000 rows."""
    (root / ANALYSIS / "long.py").write_text(
        "from numerate.review.results import TableColumn, row, table\n\n"
        "def results(data):\n"
        "    columns = [TableColumn(), TableColumn(), TableColumn(align='right')]\n"
        f"    body = [row(f'R{{n:05}}', f'Title of record {{n}}', n) for n in range({ROWS})]\n"
        "    yield table('long', definition='Records', columns=columns,\n"
        "                head=[['Record', 'Title', 'Number']], body=body)\n"
    )
    parts = root / ANALYSIS / "__init__.py"
    parts.write_text("from analysis import findings, flow, long\n\n"
                     "PARTS = (flow.results, findings.results, long.results)\n")  # fmt: skip
    article = root / MANUSCRIPT / "article.qmd"
    text = article.read_text(encoding="utf-8")
    long = "::: {#tbl-long table=long}\nAll records.\n:::\n\n# References"
    article.write_text(text.replace("# References", long), encoding="utf-8")


def told(name: str, value: str, *, met: bool | None = None) -> bool:
    """Prints one line of the report; gives back whether its bar is met."""
    verdict = {None: "", True: "  ok", False: "  MISSED"}[met]
    print(f"{name:<66}{value}{verdict}", flush=True)
    return met is not False


def told_rendering(name: str, costs: Sequence[Cost], bar: float | None) -> bool:
    """The lines about one rendering."""
    whole, serial, parallel = costs
    told(f"{name}: numerate render, cold", f"{whole.wall:6.2f} s")
    told("  the bare Pandoc and Typst calls, one by one", f"{serial.wall:6.2f} s")
    told("  the same, two at a time", f"{parallel.wall:6.2f} s")
    ratio = whole.wall / serial.wall
    met = told(
        f"  ratio to one by one{f' (bar {bar})' if bar else ''}",
        f"{ratio:6.2f}",
        met=ratio <= bar if bar else None,
    )
    told("  ratio to two at a time", f"{whole.wall / parallel.wall:6.2f}")
    return met


def start_up() -> bool:
    """``numerate --version`` in processor time."""
    cost = measured(lambda: numerate("--version"), times=5)
    empty = measured(lambda: python("pass"), times=5)
    told("python -c pass: processor time", f"{empty.cpu:6.2f} s")
    name = f"numerate --version: processor time (bar {VERSION_BAR} s)"
    return told(name, f"{cost.cpu:6.2f} s", met=cost.cpu <= VERSION_BAR)


def building(root: Path) -> bool:
    """``numerate build`` against reading the same CSV files with bare pandas."""
    files = json.dumps([str(path) for path in sorted((root / DATA).glob("*.csv"))])
    read = measured(lambda: python(f"import pandas\nfor f in {files}: pandas.read_csv(f)"))
    built = measured(lambda: numerate("-C", str(root), "build", "--quiet"))
    bar = READ_FACTOR * read.cpu + READ_SECONDS
    told("reading the CSV files with bare pandas: processor time", f"{read.cpu:6.2f} s")
    rule = f"bar {READ_FACTOR:.0f} x + {READ_SECONDS:.0f} s = {bar:.2f} s"
    return told(
        f"numerate build: processor time ({rule})", f"{built.cpu:6.2f} s", met=built.cpu <= bar
    )


def parsing(root: Path, folder: Path) -> Cost:
    """One ``pandoc -t json`` of each document, includes in place."""
    folder.mkdir(exist_ok=True)
    sources = []
    for path in open_project(root).documents:
        source = parse(path, root).source
        sources.append(folder / f"{path.stem}.md")
        lines = [line.text for line in (*source.header, *source.body)]
        sources[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [str(require("pandoc")), "-t", "json", "-o", os.devnull]

    def work() -> None:
        for one in sources:
            subprocess.run([*command, str(one)], check=True, capture_output=True)

    return measured(work)


def checking(root: Path, folder: Path) -> bool:
    """``numerate check`` against one Pandoc run, and with ten times the prose against itself."""
    bare_cost = parsing(root, folder)
    numerate("-C", str(root), "build", "--quiet")
    check = measured(lambda: numerate("-C", str(root), "check", allow=True))
    bar = CHECK_FACTOR * bare_cost.cpu + CHECK_SECONDS
    told("pandoc -t json of the documents: processor time", f"{bare_cost.cpu:6.2f} s")
    rule = f"bar {CHECK_FACTOR} x + {CHECK_SECONDS:.0f} s = {bar:.2f} s"
    name = f"numerate check: processor time ({rule})"
    met = told(name, f"{check.cpu:6.2f} s", met=check.cpu <= bar)
    for part in sorted((root / MANUSCRIPT).glob("_*.qmd")):
        text = part.read_text(encoding="utf-8")
        prose = [one for one in text.split("\n\n") if one[:1] not in {"#", ":", "!"}]
        part.write_text("\n\n".join([text, *prose * (MORE_PROSE - 1)]) + "\n", encoding="utf-8")
    more = measured(lambda: numerate("-C", str(root), "check", allow=True), times=1)
    ratio = more.cpu / check.cpu
    name = f"numerate check: {MORE_PROSE} times the prose costs (bar {MORE_COST})"
    return told(name, f"{ratio:6.2f} x", met=ratio <= MORE_COST) and met


def comparing(root: Path, folder: Path) -> bool:
    """``numerate diff`` of two built versions against reading both numbers.json."""
    old = copied(root, folder / "old")
    new = copied(root, folder / "new")
    decisions = new / DATA / "fulltext_decisions.csv"
    text = decisions.read_text(encoding="utf-8")
    included = next(line for line in text.splitlines() if line.startswith("P155,include,"))
    excluded = included.replace("include,not applicable", "exclude,conflated", 1)
    decisions.write_text(text.replace(included, excluded))
    for version in (old, new):
        numerate("-C", str(version), "build", "--quiet")
    files = [str(version / GENERATED / "numbers.json") for version in (old, new)]
    reading = f"import json\nfor f in {json.dumps(files)}: json.load(open(f, 'rb'))"
    read = measured(lambda: python(reading))
    diff = measured(lambda: numerate("-C", str(new), "diff", str(old), allow=True))
    bar = DIFF_FACTOR * read.cpu + DIFF_SECONDS
    told("reading both numbers.json: processor time", f"{read.cpu:6.2f} s")
    rule = f"bar {DIFF_FACTOR:.0f} x + {DIFF_SECONDS:.0f} s = {bar:.2f} s"
    return told(
        f"numerate diff: processor time ({rule})", f"{diff.cpu:6.2f} s", met=diff.cpu <= bar
    )


def auditing(root: Path) -> bool:
    """``numerate audit`` of the article in each format against the extraction of its text."""
    numerate("-C", str(root), "render", "--engine", "embedded", "--quiet")
    met = True
    for form in WRITERS:
        path = root / "_rendered" / MANUSCRIPT / f"article.{form}"
        reading = f"""from pathlib import Path
from numerate.proof.audit.readers.file_opening import read
read(Path({str(path)!r}))"""
        bare_cost = measured(lambda code=reading: python(code))  # type: ignore[misc]
        name = str(path)
        cost = measured(lambda name=name: numerate("-C", str(root), "audit", name))  # type: ignore[misc]
        bar = AUDIT_FACTOR * bare_cost.cpu + AUDIT_SECONDS
        told(f"reading the text of article.{form}: processor time", f"{bare_cost.cpu:6.2f} s")
        rule = f"bar {AUDIT_FACTOR:.0f} x + {AUDIT_SECONDS:.0f} s = {bar:.2f} s"
        line = f"numerate audit article.{form}: processor time ({rule})"
        met = told(line, f"{cost.cpu:6.2f} s", met=cost.cpu <= bar) and met
    return met


def main() -> int:
    """Measure everything; 1 when a bar is missed."""
    with tempfile.TemporaryDirectory(prefix="numerate-speed-") as folder:
        here = Path(folder).resolve()
        compendium = copied(ROOT, here / "compendium")
        long = copied(MINIATURE, here / "long")
        with_long_table(long)
        met = [
            start_up(),
            told_rendering(
                "two documents, three formats", rendering(compendium, here / "bare", 3), RENDER_BAR
            ),
            building(compendium),
            comparing(compendium, here / "versions"),
            auditing(compendium),
            checking(compendium, here / "parsed"),
            told_rendering(
                f"a table of {ROWS:,} rows", rendering(long, here / "bare-long", 1), None
            ),
        ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
