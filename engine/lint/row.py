"""The line that a coverage table lacks."""

from __future__ import annotations

from engine.lint.finding import Edit
from engine.lint.subject import Subject
from engine.model.rulebook import Rulebook
from engine.model.yaml_text import key
from engine.reading.lines import read_lines


def row_line(book: Rulebook, provision: str, subject: Subject, *, first: bool) -> Edit | None:
    """The row that says the provision is encoded, at the end of the table; None where that is not written in lines.

    The ``first`` row that a table lacks brings the table with it where there is none.
    """
    path = subject.places.coverage_file(book.id)
    lines = [line.rstrip("\r") for line in read_lines(path)]
    row = f"{key(provision)}: {{status: encoded}}"
    if not lines:
        return Edit(path, 1, ("coverage:", f"  {row}") if first else (f"  {row}",))
    other = subject.places.coverage(book.id, next(iter(book.coverage), ""))
    at_margin = [n for n, line in enumerate(lines, 1) if line.startswith("coverage:")]
    if not book.coverage or not at_margin or other.line == at_margin[0]:
        return None
    return Edit(path, len(lines) + 1, (" " * (other.column - 1) + row,))
