"""A document before it is text or Markdown: headings, paragraphs, list items and tables."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title."""

    level: int
    text: str


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


Block = Heading | Paragraph | Item | Table | Code


@dataclass(slots=True)
class Document:
    """Blocks in order."""

    blocks: list[Block] = field(default_factory=list)

    def add(self, *blocks: Block) -> None:
        """Append blocks."""
        self.blocks.extend(blocks)


def printable(text: str) -> str:
    """Text from a case file without what could steer a terminal or turn the direction of writing."""
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs") else "\ufffd" for c in text
    )
