"""The mechanical mending of findings: lines put in, or in the place of others; everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterable

from engine.lint.finding import Edit, Finding
from engine.reading.lines import read_lines
from engine.writing import write_whole


def mend(findings: Iterable[Finding], asked: frozenset[str] = frozenset()) -> list[Finding]:
    """Write what mends those findings; the findings mended.

    What only a person can answer for is mended where ``asked`` names what it is about. Raises InputError (Y122).
    """
    mended = [f for f in findings if f.edit is not None and (not f.edit.only_if_asked or f.about in asked)]
    edits = [finding.edit for finding in mended if finding.edit is not None]
    for path in sorted({edit.path for edit in edits}):
        lines = read_lines(path)
        for edit in sorted((e for e in edits if e.path == path), key=lambda e: e.line)[::-1]:
            _put(edit, lines)
        # Through a link: the file it points to is the author's, and the link stays.
        write_whole(path.resolve(), ("\n".join(lines) + "\n").encode("utf-8"))
    return mended


def _put(edit: Edit, lines: list[str]) -> None:
    """What is put in ends as the lines around it do."""
    start = edit.line - 1
    around = lines[min(start, len(lines) - 1)] if lines else ""
    end = "\r" if around.endswith("\r") else ""
    lines[start : start + edit.removed] = [line + end for line in edit.lines]
