"""A document as one HTML file: nothing to load, no script; text of the law stays text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

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
from engine.report.style import STYLE
from engine.report.words import Wording

_IN_CONTENTS = 2


def html(document: Document, wording: Wording) -> str:
    """The document as the text of an HTML file, ending in a newline; its headings make a table of contents."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    listed = [heading for heading in headings if heading.anchor and heading.level <= _IN_CONTENTS]
    titles = sum(heading.level == 1 for heading in headings)
    before = 1 if titles == 1 and document.blocks[0] is headings[0] else 0  # a title stands above its contents
    page = _Page()
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{wording.language}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(headings[0].text if headings else '')}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        *page.all(document.blocks[:before]),
        *(_contents(listed, wording) if len(listed) > 1 else []),
        *page.all(document.blocks[before:]),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return escape(printable(text))


def _contents(headings: list[Heading], wording: Wording) -> list[str]:
    """A list of links that folds away."""
    links = [
        f'<li class="level-{heading.level}"><a href="#{_text(heading.anchor)}">{_text(heading.text)}</a></li>'
        for heading in headings
    ]
    summary = f"<summary>{_text(wording.say('contents'))}</summary>"
    return ["<nav>", "<details open>", summary, "<ol>", *links, "</ol>", "</details>", "</nav>"]


class _Page:
    """Prints blocks; a rule that stands under two provisions is shown twice and has its anchor once."""

    def __init__(self) -> None:
        self.anchors: set[str] = set()

    def all(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Blocks in order; list items that follow each other are one list."""
        for is_list, group in groupby(blocks, lambda block: isinstance(block, Item)):
            if is_list:
                yield from _list([block for block in group if isinstance(block, Item)])
            else:
                for block in group:
                    yield from self._lines(block)

    def _lines(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(level, words, anchor):
                place = f' id="{_text(anchor)}"' if anchor and anchor not in self.anchors else ""
                self.anchors.add(anchor)
                yield f"<h{level}{place}>{_text(words)}</h{level}>"
            case Paragraph(words):
                yield f"<p>{_text(words)}</p>"
            case Quote(words):
                yield f"<blockquote><p>{_text(words)}</p></blockquote>"
            case Code(words):
                yield f"<pre><code>{_text(words)}</code></pre>"
            case Table():
                yield from _table(block)
            case Beside(left, right):
                yield '<div class="beside"><div>'
                yield from self.all(left)
                yield "</div><div>"
                yield from self.all(right)
                yield "</div></div>"
            case Folded(summary, blocks):
                yield f"<details><summary>{_text(summary)}</summary>"
                yield from self.all(blocks)
                yield "</details>"
            case Item():
                yield from _list([block])


def _list(items: list[Item]) -> Iterator[str]:
    """Items as nested lists."""
    depth = -1
    for item in items:
        wanted = min(item.depth, depth + 1)
        if wanted > depth:
            yield "<ul>"
        else:
            yield "</li>" + "</ul></li>" * (depth - wanted)
        depth = wanted
        mark = "" if item.mark == "-" else f'<span class="mark">{_text(item.mark)}</span> '
        yield f"<li>{mark}{_text(item.text)}"
    yield "</li></ul>" * (depth + 1)


def _table(table: Table) -> Iterator[str]:
    yield '<div class="wide"><table>'
    yield "<thead><tr>" + "".join(f'<th scope="col">{_text(cell)}</th>' for cell in table.columns) + "</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>"
    yield "</tbody></table></div>"
