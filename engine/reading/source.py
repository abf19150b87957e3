"""From ``source.<language>.md`` to the text of each provision."""

from __future__ import annotations

import re
from unicodedata import normalize

_HEADING = re.compile(r"^## +(\S+)[ \t]*$", re.MULTILINE)


def read_source(text: str) -> dict[str, str]:
    """Provision id to its text, in the document's order."""
    parts = _HEADING.split(normalize("NFC", text))
    return {provision: body.strip() for provision, body in zip(parts[1::2], parts[2::2], strict=True)}


def folded(text: str) -> str:
    """Text as quotes are compared: one space for any white space, no emphasis marks."""
    return " ".join(text.replace("*", "").replace("_", "").split())
