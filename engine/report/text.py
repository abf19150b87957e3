"""A document as plain text, and with colour and drawn tables where it goes to a terminal."""

from __future__ import annotations

import re
import textwrap

from engine.report.document import Block, Code, Document, Heading, Item, Paragraph, Quote, Table, flat, printable

WIDTH = 100
_COLOURS = {"●": "bold green", "○": "bold yellow", "◌": "bold blue", "+": "green", "−": "red", "✗": "bold red"}
_BRACKETS = re.compile(r"\[[^\[\]]+\]")


def text(document: Document, width: int = WIDTH) -> str:
    """The document as plain text, ending in a newline."""
    lines: list[str] = []
    previous: Block | None = None
    for block in flat(document.blocks):
        if previous is not None and not (isinstance(block, Item) and isinstance(previous, Item) and block.depth):
            lines.append("")
        lines.extend(_lines(block, width))
        previous = block
    return "\n".join(lines) + "\n"


def _wrapped(text: str, width: int, initial_indent: str = "", subsequent_indent: str = "") -> list[str]:
    """Lines of that width; what stands in brackets is for copying and never broken."""
    kept = _BRACKETS.sub(lambda match: match[0].replace(" ", "\0"), text)
    lines = textwrap.wrap(
        kept,
        width,
        initial_indent=initial_indent,
        subsequent_indent=subsequent_indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [line.replace("\0", " ") for line in lines]


def _lines(block: Block, width: int) -> list[str]:
    match block:
        case Heading(level, words):
            lines = _wrapped(printable(words), width) or [""]
            rule = ("=" if level == 1 else "-") * max(map(len, lines))
            return [*lines, rule] if level <= 2 else lines
        case Paragraph(words) | Quote(words):
            return _wrapped(printable(words), width) or [""]
        case Item(words, depth, mark):
            indent = "  " * (depth + 1)
            return _wrapped(printable(words), width, initial_indent=f"{indent}{mark} ", subsequent_indent=f"{indent}  ")
        case Code(words):
            return [f"    {line}".rstrip() for line in printable(words).split("\n")]
        case Table():
            return _table(block, width)
        case _:
            return []


def _table(table: Table, width: int) -> list[str]:
    """Columns side by side; the last one wraps."""
    rows = [table.columns, *table.rows]
    cells = [[printable(cell) for cell in row] for row in rows]
    widths = [max(len(row[n]) for row in cells) for n in range(len(table.columns) - 1)]
    indent = sum(widths) + 2 * len(widths)
    lines: list[str] = []
    for number, row in enumerate(cells):
        last = _wrapped(row[-1], max(24, width - indent)) or [""]
        lines.append(("  ".join([*(c.ljust(w) for c, w in zip(row, widths, strict=False)), last[0]])).rstrip())
        lines.extend(" " * indent + more for more in last[1:])
        if number == 0:
            lines.append("-" * min(width, max(map(len, lines))))
    return lines


def show(document: Document) -> None:
    """Write the document to a terminal, in colour and as wide as it is."""
    from rich import box
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table as DrawnTable
    from rich.text import Text

    console = Console(highlight=False)
    for block in flat(document.blocks):
        match block:
            case Heading(level, words):
                console.print()
                console.print(Text(printable(words), style="bold cyan" if level <= 2 else "bold"))
            case Paragraph(words) | Quote(words):
                console.print(Text(printable(words)))
            case Item(words, depth, mark):
                colour = _COLOURS.get(mark, "dim")
                line = Text.assemble((mark, colour), " ", printable(words))
                console.print(Padding(line, (0, 0, 0, 2 * depth + 2)))
            case Code():
                # The terminal breaks what is too long for it: what is copied from there stays in one piece.
                console.print(Text("\n".join(_lines(block, console.width)), style="dim"), soft_wrap=True)
            case Table(columns, rows):
                drawn = DrawnTable(*map(printable, columns), box=box.SIMPLE_HEAD)
                for row in rows:
                    drawn.add_row(*(Text(printable(cell)) for cell in row))
                console.print(drawn)
