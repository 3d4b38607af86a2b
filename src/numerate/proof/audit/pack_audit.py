"""Pack audit: a pack from elsewhere, its checksums, its numbers and its documents."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from numerate.ground.inputs import folder_digests
from numerate.ground.packs.unpacking import unpack
from numerate.ground.project import REPORTED, Project, open_project
from numerate.paper.building import build
from numerate.paper.building.build import computed_ledger, recomputed_files
from numerate.proof.audit.auditing import audit
from numerate.proof.audit.verdict.audit_report import AUDIT_REPORT
from numerate.review.results.recheck import recheck
from numerate.review.results.reported import RECHECK_REPORT, exit_code, read_reported

_FORMS = (".html", ".pdf", ".docx")
_NO_DOCUMENT = frozenset({"ledger.html"})


def verified(source: Path) -> tuple[list[str], int]:
    """Verify a pack: checksums, a new build, reported numbers rechecked, every file audited.

    Args:
        source: The zip.

    Returns:
        The report's lines, and 0 when all agree, else 1.

    Raises:
        NumerateError: When the zip is unsafe or cannot be read, or its data have faults.
    """
    with tempfile.TemporaryDirectory(prefix="numerate-pack-") as place:
        folder = Path(place).resolve() / "pack"
        folder.mkdir()
        issues = unpack(source, folder)
        lines = [str(issue) for issue in issues]
        lines.append(f"checksums: {'all agree' if not issues else f'{len(issues)} do not agree'}")
        project = open_project(folder)
        moved = _rebuilt(project)
        lines += [f"_generated/{name} is not what the data give" for name in moved]
        lines.append(f"rebuilt from the data: {'the same' if not moved else 'not the same'}")
        told_numbers, wrong = _rechecked(project)
        lines += told_numbers
        audited, faults = _audited(project, sorted((folder / "rendered").glob("*")))
        return [*lines, *audited], 1 if issues or moved or wrong or faults else 0


def _rebuilt(project: Project) -> tuple[str, ...]:
    """The generated files that a build changes."""
    before = folder_digests(project.generated)
    build(project)
    after = folder_digests(project.generated)
    return tuple(sorted(n for n in {*before, *after} if before.get(n) != after.get(n)))


def _rechecked(project: Project) -> tuple[list[str], int]:
    """The numbers that data/reported.csv says a paper reports, against what the data give."""
    path = project.data / REPORTED
    if not path.is_file():
        return [], 0
    verdicts = recheck(read_reported(path, project.relative(path)), computed_ledger(project)[0])
    return RECHECK_REPORT.told(verdicts, "text").splitlines()[-1:], exit_code(verdicts)


def _audited(project: Project, paths: Sequence[Path]) -> tuple[list[str], int]:
    files = [p for p in paths if p.suffix in _FORMS and p.name not in _NO_DOCUMENT]
    if not files:
        return ["no rendered documents"], 0
    verdicts = audit(project, files, lambda *_: recomputed_files(project).files)
    return AUDIT_REPORT.told(verdicts, "text").splitlines(), sum(one.faults for one in verdicts)
