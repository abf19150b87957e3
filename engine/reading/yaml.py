"""YAML 1.2 and JSON to a tree of text with places: no anchors, aliases or tags, one document, bounded."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from engine.errors import Findings, Location

MOST_BYTES = 20 * 1024 * 1024
MOST_DEPTH = 100
_NULL = ("null", "Null", "NULL", "~")
_JSON_PIECE = re.compile(r'("(?:[^"\\]|\\.)*")(\s+):|"(?:[^"\\]|\\.)*"|[^"]+')
_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text; what it means is for the field it stands in to say."""

    text: str
    at: Location


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    at: Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """Pairs of a key and a node, in the author's order; keys are unique."""

    pairs: tuple[tuple[Scalar, Node], ...]
    at: Location

    def get(self, key: str) -> Node | None:
        """The value under that key, or None."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.pairs)


Node = Scalar | Sequence | Mapping


def read_tree(path: Path, shown: str, findings: Findings) -> Node | None:
    """The tree of a file, or None where problems (Y1xx, added to ``findings``) leave nothing to build on.

    ``shown`` is how messages call the file.
    """
    raw = read_raw(path, shown, findings)
    return tree_of(raw, path, shown, findings) if raw is not None else None


def tree_of(raw: bytes, path: Path, shown: str, findings: Findings) -> Node | None:
    """The tree of what that file holds, or would hold; None as ``read_tree``."""
    text = _decoded(raw, Location(shown), findings)
    if text is None:
        return None
    return parse_json(text, shown, findings) if is_json(path) else parse(text, shown, findings)


def is_json(path: Path) -> bool:
    """Whether a file of that name is read as JSON."""
    return path.suffix == ".json"


def read_raw(path: Path, shown: str, findings: Findings) -> bytes | None:
    """The bytes of a file, or None with the problem (Y101 to Y104) in ``findings``."""
    start = Location(shown)
    try:
        if path.is_dir():
            findings.add("Y101", start)
            return None
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        findings.add("Y102", start)
        return None
    except OSError as error:
        findings.add("Y103", start, reason=error.strerror or type(error).__name__)
        return None
    if len(raw) > MOST_BYTES:
        findings.add("Y104", start, most=str(MOST_BYTES // 1024 // 1024))
        return None
    return raw


def _decoded(raw: bytes, start: Location, findings: Findings) -> str | None:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        findings.add("Y105", start, encoding="UTF-16")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        findings.add("Y106", Location(start.file, line))
        return None
    if "\0" in text:
        findings.add("Y106", Location(start.file, text.count("\n", 0, text.index("\0")) + 1))
        return None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def parse_json(text: str, shown: str, findings: Findings) -> Node | None:
    """The tree of a JSON text; strict JSON first, then read as the YAML it also is, for the places."""
    try:
        json.loads(text, parse_constant=lambda name: _refuse(name))
    except json.JSONDecodeError as error:
        findings.add("Y107", Location(shown, error.lineno, error.colno), reason=error.msg)
        return None
    except (RecursionError, ValueError):
        pass  # too deep or a constant that is no text of ours: said with its place below
    return parse(as_yaml(text, _one_character), shown, findings)


def as_yaml(text: str, character: Callable[[re.Match[str]], str]) -> str:
    """A JSON text as the YAML it also is, every character where it was; ``character`` writes a surrogate pair.

    A raw tab in valid JSON is white space, a key may stand lines before its colon, and escaped surrogate pairs are one
    character in YAML.
    """
    text = _JSON_PIECE.sub(lambda m: f"{m[1]}:{m[2]}" if m[1] else m[0], text.replace("\t", " "))
    return _SURROGATES.sub(character, text)


def _refuse(name: str) -> None:
    raise ValueError(name)


def _one_character(pair: re.Match[str]) -> str:
    high, low = (int(half, 16) for half in pair.groups())
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def parse(text: str, shown: str, findings: Findings) -> Node | None:
    """The tree of a YAML text, built from parser events so that no depth or alias can hurt."""
    if not text.strip():
        findings.add("Y108", Location(shown))
        return None
    try:
        return _Builder(shown, findings).build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Location(shown, mark.line + 1, mark.column + 1) if mark else Location(shown)
        findings.add("Y107", at, reason=str(error.problem or error.context))
    except yaml.YAMLError as error:  # a character YAML does not admit: libyaml gives an offset in the encoded text
        findings.add("Y107", Location(shown), reason=str(error).splitlines()[0])
    return None


@dataclass(slots=True)
class _Frame:
    """A list or mapping whose end has not been read yet."""

    at: Location
    items: list[Node] | None
    pairs: dict[str, tuple[Scalar, Node]]
    key: Scalar | None = None

    def closed(self) -> Node:
        if self.items is not None:
            return Sequence(tuple(self.items), self.at)
        return Mapping(tuple(self.pairs.values()), self.at)


class _Builder:
    """Builds a tree bottom-up from the event stream of one document."""

    def __init__(self, shown: str, findings: Findings) -> None:
        self.shown = shown
        self.findings = findings
        self.open: list[_Frame] = []
        self.root: Node | None = None

    def build(self, text: str) -> Node | None:
        loader = yaml.CSafeLoader(text)
        documents = 0
        try:
            while loader.check_event():
                event = loader.get_event()
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents == 2:
                        self.findings.add("Y109", self._at(event))
                elif documents > 1:
                    continue
                elif isinstance(event, yaml.NodeEvent):
                    if not self._node(event):
                        return None
                elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                    self._place(self.open.pop().closed())
        finally:
            loader.dispose()
        if self.root is None:
            self.findings.add("Y108", Location(self.shown))
        return self.root

    def _at(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return Location(self.shown, mark.line + 1, mark.column + 1) if mark else Location(self.shown)

    def _node(self, event: yaml.NodeEvent) -> bool:
        """Take one node in; False stops the reading (too deep)."""
        at = self._at(event)
        if event.anchor is not None:
            self.findings.add("Y110", at, name=event.anchor)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            self.findings.add("Y111", at, tag=str(tag))
        if isinstance(event, yaml.ScalarEvent):
            is_null = event.implicit[0] and event.value in _NULL
            self._place(Scalar("" if is_null else unicodedata.normalize("NFC", event.value), at))
        elif isinstance(event, yaml.AliasEvent):
            self._place(Scalar("", at))
        elif len(self.open) >= MOST_DEPTH:
            self.findings.add("Y112", at, most=str(MOST_DEPTH))
            return False
        else:
            self.open.append(_Frame(at, [] if isinstance(event, yaml.SequenceStartEvent) else None, {}))
        return True

    def _place(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        frame = self.open[-1]
        if frame.items is not None:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = self._key(node)
        else:
            key, frame.key = frame.key, None
            if key.text in frame.pairs:
                self.findings.add("Y113", key.at, key=key.text)
            else:
                frame.pairs[key.text] = (key, node)

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.findings.add("Y114", node.at)
        return Scalar("", node.at)
