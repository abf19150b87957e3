"""Text as a scalar of YAML, so that whatever it contains stays where it is put."""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.model.json_text import json_text

_PLAIN = re.compile(r"-?[A-Za-z0-9_][A-Za-z0-9_.-]*")
_NULL = {"null", "~"}


def scalar(text: str) -> str:
    """The text as it is where that is safe, else quoted."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _NULL else quoted(text)


def key(text: str) -> str:
    """The text as a key of a table: quoted also where YAML would take it for a number."""
    return scalar(text) if text[:1].isalpha() else quoted(text)


def quoted(text: str) -> str:
    """The text in double quotes, on one line."""
    return json_text(text).rstrip("\n")


def quoted_list(texts: Iterable[str]) -> str:
    """The texts as a list on one line, each in quotes."""
    return f"[{', '.join(map(quoted, texts))}]"
