"""The lines in which the author of a rule wrote it."""

from __future__ import annotations

import textwrap
from pathlib import Path

from engine.model.rule import Rule


def with_text(rules: list[Rule], path: Path) -> list[Rule]:
    """The rules of one file, each with the lines in which its author wrote it."""
    if not rules:
        return rules
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    starts = [rule.at.line - 1 for rule in rules]
    ends = [*starts[1:], len(lines)]
    return [
        rule.model_copy(update={"text": _own_lines(lines[start:end])})
        for rule, start, end in zip(rules, starts, ends, strict=True)
    ]


def _own_lines(lines: list[str]) -> str:
    """A rule's lines without the blank lines and comments that lead to the next rule."""
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines = lines[:-1]
    return textwrap.dedent("\n".join(lines))
