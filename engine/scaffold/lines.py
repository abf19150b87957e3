"""Lines of YAML as a person would write them, comments among them: no text breaks out of its line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from engine.model.base import Words
from engine.reading.messages import read_messages

WIDTH = 110


class Say:
    """The words of one language: those of the product, and those of the law."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = read_messages(language)["words"]

    def __call__(self, key: str, **values: str) -> str:
        return self.words[key].format(**values)

    def of(self, words: Words | None) -> str:
        """The text in this language, or nothing."""
        return words.in_language(self.language) if words else ""


def printed(text: str) -> str:
    """A text on one line, with nothing in it that YAML or a terminal would take for a sign of its own."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def comments(text: str, indent: int, hanging: int = 0) -> Iterator[str]:
    """The text as lines of comment, indented; the lines after the first by ``hanging`` more."""
    start = " " * indent + "# "
    said = printed(text)
    if said:
        yield from textwrap.wrap(said, WIDTH, initial_indent=start, subsequent_indent=start + " " * hanging)


def folded_block(text: str, indent: int) -> list[str]:
    """A long text as a folded block: ``>-`` and its lines."""
    start = " " * indent
    wrapped = textwrap.wrap(
        text, WIDTH, initial_indent=start, subsequent_indent=start, break_long_words=False, break_on_hyphens=False
    )
    return [">-", *wrapped]
