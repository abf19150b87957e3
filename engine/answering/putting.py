"""Text put into a YAML or JSON text at the place a path leads to; everything else stays as it is.

Where a place can be written in more than one way, each is given, the most natural first: whoever asked reads the text
again and keeps the first that says what it should.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.model.yaml_text import key as yaml_key
from engine.model.yaml_text import quoted
from engine.reading.spans import Span, spans

# Text as it is to be written, or a mapping.
Told = str | Mapping[str, "Told"]
_INDENT = 2


@dataclass(frozen=True)
class Page:
    """A text without byte order mark that has been read without a fault."""

    text: str
    is_json: bool

    @cached_property
    def root(self) -> Span:
        """The spans of the text."""
        return spans(self.text, json=self.is_json)

    def span(self, *path: str) -> Span | None:
        """The span a path of keys leads to, or None."""
        span: Span | None = self.root
        for step in path:
            span = span.get(step) if span else None
        return span

    def put(self, path: tuple[str, ...], told: Told, *, after: str | None = None) -> Iterator[Page]:
        """The text with that at the end of the path, in the place of what stands there or as a new pair.

        A new pair comes last among its siblings, or after the one with that key: first where it is "".
        """
        span = self.root
        for number, step in enumerate(path):
            inner = span.get(step)
            if inner is None:
                for outer in reversed(path[number + 1 :]):
                    told = {outer: told}
                yield from self._with_pair(span, step, told, after)
                return
            span = inner
        yield self._spliced(span.start, span.end, self._standing_in(span, told))

    def without(self, *path: str) -> Iterator[Page]:
        """The text without the pair at the end of the path, a plain value: in a block, it becomes a comment."""
        *outer, name = path
        span = self.span(*outer)
        pairs = span.pairs if span else None
        number = next((n for n, (key, _) in enumerate(pairs or ()) if key.text == name), None)
        if span is None or not pairs or number is None:
            return
        key, value = pairs[number]
        if not span.is_flow:
            yield self._spliced(key.start, key.start, "# ")
            return
        if number + 1 < len(pairs):
            start, end = key.start, pairs[number + 1][0].start
        else:
            start, end = pairs[number - 1][1].end if number else key.start, value.end
        if "#" not in self.text[start:end]:
            yield self._spliced(start, end, "")

    def _spliced(self, start: int, end: int, text: str) -> Page:
        return Page(self.text[:start] + text + self.text[end:], self.is_json)

    def _standing_in(self, span: Span, told: Told) -> str:
        """What takes the place of a value: in its quotes; after a space where there was nothing."""
        text = self.in_line(told)
        if span.quote and not self.is_json and text[:1] not in ('"', "{"):
            text = f"{span.quote}{text}{span.quote}"
        if self.text[span.start : span.end].endswith("\n"):  # a text in many lines holds the end of its last one
            text += self._line_end
        return text if span.start < span.end else f" {text}"

    def _with_pair(self, span: Span, name: str, told: Told, after: str | None) -> Iterator[Page]:
        pairs = span.pairs
        if span.is_scalar:  # nothing stands there yet
            if self._stands_alone(span):
                yield from self._below(span, name, told)
            yield self._spliced(span.start, span.end, self._standing_in(span, {name: told}))
        elif not pairs:
            yield self._spliced(span.start + 1, span.start + 1, self._pair(name, told))
        else:
            number = next((n for n, (key, _) in enumerate(pairs) if key.text == after), len(pairs) - 1)
            first = self._in_front(span, pairs[0][0], name, told)
            if after == "":
                yield first
            yield from self._behind(span, *pairs[number], name, told)
            yield first

    # In brackets.

    def in_line(self, told: Told) -> str:
        """A mapping in brackets; a scalar as it is."""
        if isinstance(told, str):
            return told
        return "{" + ", ".join(self._pair(name, inner) for name, inner in told.items()) + "}"

    def _pair(self, name: str, told: Told) -> str:
        return f"{self._key(name)}: {self.in_line(told)}"

    def _key(self, name: str) -> str:
        return quoted(name) if self.is_json else yaml_key(name)

    # On lines of its own.

    def _lines(self, name: str, told: Told, column: int) -> list[str]:
        """A pair of a block, with a line for each pair inside it."""
        margin = " " * column
        if isinstance(told, str):
            return [margin + self._pair(name, told)]
        inside = [line for inner, value in told.items() for line in self._lines(inner, value, column + _INDENT)]
        return [f"{margin}{self._key(name)}:", *inside]

    def _below(self, span: Span, name: str, told: Told) -> Iterator[Page]:
        """The first pair of a block whose key stands alone on its line."""
        column = self._margin(span.start) + _INDENT
        yield self._after_line(span.end, self._lines(name, told, column))

    def _behind(self, span: Span, key: Span, value: Span, name: str, told: Told) -> Iterator[Page]:
        """The pair right after another one."""
        if span.is_flow:
            yield self._spliced(value.end, value.end, f",{self._gap(key, value.end)}{self._pair(name, told)}")
            return
        column = key.start - self._line_start(key.start)
        lines = self._lines(name, told, column)
        if self.text[: self._line_start(key.start)].replace("\r", "").endswith("\n\n"):
            lines.insert(0, "")  # set off as that one is
        end = value.last().end
        if self.text[:end].endswith("\n"):  # a text in many lines, which may or may not hold the empty ones below it
            yield self._after_line(len(self.text[:end].rstrip()), lines)
        yield self._after_line(end, lines, deeper_than=column)

    def _in_front(self, span: Span, key: Span, name: str, told: Told) -> Page:
        """The pair right before the first one."""
        if span.is_flow:
            return self._spliced(key.start, key.start, f"{self._pair(name, told)},{self._gap(key, key.start)}")
        start = self._line_start(key.start)
        lines = self._lines(name, told, key.start - start)
        return self._spliced(start, start, "".join(line + self._line_end for line in lines))

    def _gap(self, key: Span, end: int) -> str:
        """What sets a pair in brackets off: a new line where that key begins one and no comment follows."""
        margin = self.text[self._line_start(key.start) : key.start]
        rest = self.text[end:].partition("\n")[0]
        return " " if margin.strip() or "#" in rest else f"{self._line_end}{margin}"

    def _after_line(self, end: int, lines: list[str], deeper_than: int | None = None) -> Page:
        """Lines after the one in which something ends and the comments below it that are deeper than a column."""
        if not self.text[:end].endswith("\n"):
            found = self.text.find("\n", end)
            if found == -1:
                return self._spliced(len(self.text), len(self.text), "".join(self._line_end + line for line in lines))
            end = found + 1
        end = self._past_comments(end, deeper_than) if deeper_than is not None else end
        return self._spliced(end, end, "".join(line + self._line_end for line in lines))

    def _past_comments(self, start: int, deeper_than: int) -> int:
        place = start
        for line in self.text[start:].splitlines(keepends=True):
            said = line.lstrip(" ")
            if said.strip() and not (said.startswith("#") and len(line) - len(said) > deeper_than):
                break
            place += len(line)
            start = place if said.strip() and line.endswith("\n") else start
        return start

    def _stands_alone(self, span: Span) -> bool:
        """Whether nothing but a comment follows on the line."""
        rest = self.text[span.start :].partition("\n")[0].strip()
        return span.start == span.end and not self.is_json and (not rest or rest.startswith("#"))

    def _margin(self, place: int) -> int:
        line = self.text[self._line_start(place) :]
        return len(line) - len(line.lstrip(" "))

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    @cached_property
    def _line_end(self) -> str:
        return "\r\n" if "\r\n" in self.text else "\n"
