"""A document as Markdown; text from a case file stays text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from engine.report.document import (
    Beside,
    Block,
    Code,
    Document,
    Folded,
    Heading,
    Item,
    Paragraph,
    Quote,
    Table,
    printable,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
# What would begin a list or underline a heading; of a number, its mark is escaped: a digit cannot be.
_LINE_START = re.compile(r"^(\s*(?=[-+=])|\s*\d+(?=[.)](?:\s|$)))", re.MULTILINE)


def markdown(document: Document) -> str:
    """The document as Markdown text, ending in a newline."""
    return "\n".join(_all(document.blocks)) + "\n"


def _all(blocks: Iterable[Block]) -> list[str]:
    lines: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None and not (isinstance(block, Item) and isinstance(previous, Item)):
            lines.append("")
        lines.extend(_lines(block))
        previous = block
    return lines


def _escaped(text: str) -> str:
    one_line = " ".join(printable(text).split())
    return _LINE_START.sub(r"\1\\", _SPECIAL.sub(r"\\\1", one_line))


def _lines(block: Block) -> list[str]:
    match block:
        case Heading(level, words):
            return [f"{'#' * level} {_escaped(words)}"]
        case Paragraph(words):
            return [_escaped(words)]
        case Item(words, depth, mark):
            shown = "" if mark == "-" else f"({mark[:-1]}) " if mark.endswith(".") else f"{_escaped(mark)} "
            return [f"{'  ' * depth}- {shown}{_escaped(words)}"]
        case Code(words, language):
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", words)), default=0))
            return [fence + language, *printable(words).split("\n"), fence]
        case Table(columns, rows):
            shown_rows = [" | ".join(_escaped(cell) for cell in row) for row in (columns, *rows)]
            return [f"| {shown_rows[0]} |", "|" + " --- |" * len(columns), *(f"| {row} |" for row in shown_rows[1:])]
        case Quote(words):
            return [f"> {_escaped(words)}"]
        case Beside(left, right):
            return _all((*left, *right))
        case Folded(summary, blocks):
            opening = f"<details><summary>{html.escape(' '.join(printable(summary).split()))}</summary>"
            return [opening, "", *_all(blocks), "", "</details>"]
