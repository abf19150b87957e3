"""Where the nodes of a file begin and end in its text: for whoever changes a piece of it and nothing else."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from engine.reading.yaml import as_yaml


@dataclass(frozen=True, slots=True)
class Span:
    """A node of a text: the scalar it is, or its pairs if it is a mapping; ``start`` and ``end`` count characters.

    ``is_flow`` says of a mapping or list that it stands in brackets. ``quote`` is the mark a scalar stands in, if any.
    """

    start: int
    end: int
    text: str = ""
    quote: str = ""
    is_flow: bool = False
    pairs: tuple[tuple[Span, Span], ...] | None = None
    items: tuple[Span, ...] | None = None

    def get(self, key: str) -> Span | None:
        """The value under that key of a mapping, or None."""
        return next((value for name, value in self.pairs or () if name.text == key), None)

    @property
    def is_scalar(self) -> bool:
        """Whether it is neither a mapping nor a list."""
        return self.pairs is None and self.items is None

    def last(self) -> Span:
        """The scalar or the brackets at the end of it: what a block ends with."""
        span = self
        while not span.is_flow and (inner := [value for _, value in span.pairs or ()] or list(span.items or ())):
            span = inner[-1]
        return span


def spans(text: str, *, json: bool) -> Span:
    """The root of a text, without byte order mark, that has been read as YAML or JSON without a fault."""
    loader = yaml.CSafeLoader(as_yaml(text, lambda pair: " " * len(pair[0])) if json else text)
    open_: list[_Open] = [_Open(0, is_flow=False)]
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.ScalarEvent):
                quote = event.style if event.style in ("'", '"') else ""
                said = unicodedata.normalize("NFC", event.value)
                open_[-1].inner.append(Span(_index(event.start_mark), _index(event.end_mark), said, quote))
            elif isinstance(event, yaml.CollectionStartEvent):
                open_.append(_Open(_index(event.start_mark), is_flow=bool(event.flow_style)))
            elif isinstance(event, yaml.CollectionEndEvent):
                closed = open_.pop().closed(_index(event.end_mark), isinstance(event, yaml.MappingEndEvent))
                open_[-1].inner.append(closed)
    finally:
        loader.dispose()
    return open_[0].inner[0]


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read yet."""

    start: int
    is_flow: bool
    inner: list[Span] = field(default_factory=list)

    def closed(self, end: int, is_mapping: bool) -> Span:
        if is_mapping:
            pairs = tuple(zip(self.inner[::2], self.inner[1::2], strict=True))
            return Span(self.start, end, is_flow=self.is_flow, pairs=pairs)
        return Span(self.start, end, is_flow=self.is_flow, items=tuple(self.inner))


def _index(mark: Any) -> int:
    return int(mark.index)  # every event is marked, whatever its type says
