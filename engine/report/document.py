"""A document before it is text, Markdown or HTML: headings, paragraphs, list items, tables, things side by side."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title. ``anchor`` is what links lead to, where there are links."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A list item at some depth, with a mark that shows its status to the eye (● holds, ○ open, · other)."""

    text: str
    depth: int = 0
    mark: str = "-"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of column names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines shown letter for letter; ``language`` is how Markdown colours them."""

    text: str
    language: str = "yaml"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the law."""

    text: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Two columns where there is room, else one after the other."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """What is shown on demand, where there is something to fold it."""

    summary: str
    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Item | Table | Code | Quote | Beside | Folded


@dataclass(slots=True)
class Document:
    """Blocks in order."""

    blocks: list[Block] = field(default_factory=list)

    def add(self, *blocks: Block) -> None:
        """Append blocks."""
        self.blocks.extend(blocks)


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks one after the other, for what knows no columns and folds nothing."""
    for block in blocks:
        match block:
            case Beside(left, right):
                yield from flat((*left, *right))
            case Folded(summary, inner):
                yield Paragraph(summary)
                yield from flat(inner)
            case _:
                yield block


def printable(text: str) -> str:
    """Text from a case file without what could steer a terminal or turn the direction of writing."""
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs") else "\ufffd" for c in text
    )
