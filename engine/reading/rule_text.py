"""The lines in which the author of a rule or property wrote it."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TypeVar

from engine.model.property import Property
from engine.model.rule import Rule

Written = TypeVar("Written", Rule, Property)


def with_text(read: list[Written], path: Path) -> list[Written]:
    """The rules or properties of one file, each with the lines in which its author wrote it."""
    if not read:
        return read
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    starts: list[int] = [one.at.line - 1 for one in read]
    ends = [*starts[1:], len(lines)]
    return [
        one.model_copy(update={"text": _own_lines(lines[start:end])})
        for one, start, end in zip(read, starts, ends, strict=True)
    ]


def _own_lines(lines: list[str]) -> str:
    """Its lines without the blank lines and comments that lead to the next."""
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines = lines[:-1]
    return textwrap.dedent("\n".join(lines))
