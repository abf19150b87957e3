"""Data as JSON text: one way to write it, and nothing in it that could steer a terminal."""

from __future__ import annotations

import json
import re

# Control characters beyond ASCII, and those that turn the direction of writing: written as escapes.
_STEERING = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def json_text(data: object) -> str:
    """The JSON of plain data, indented, ending in a newline."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
