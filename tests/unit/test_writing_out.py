"""Text from a case file stays text, wherever it is shown."""

from __future__ import annotations

from engine.report.document import Code, Document, Heading, Item, Paragraph, Table
from engine.report.markdown import markdown
from engine.report.text import text

HOSTILE = "\x1b[31m<script>|`*_[a](b)\u202e"


def test_a_terminal_is_not_steered() -> None:
    shown = text(
        Document([Heading(1, HOSTILE), Paragraph(HOSTILE), Item(HOSTILE), Table(("a", "b"), ((HOSTILE, "x"),))])
    )
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_markdown_is_not_opened_or_closed() -> None:
    shown = markdown(Document([Paragraph(HOSTILE), Item("- 1. item"), Table(("a",), ((HOSTILE,),)), Code("```\nx")]))
    assert "<script>" not in shown
    assert "\\<script\\>" in shown
    assert "\\|" in shown
    assert shown.count("\n````") == 2, "a fence longer than any inside"


def test_lines_fit_the_width() -> None:
    words = "một đoạn văn dài " * 30
    shown = text(Document([Paragraph(words), Item(words, 2), Table(("a", "b"), (("x", words),))]), width=80)
    assert max(map(len, shown.splitlines())) <= 80
