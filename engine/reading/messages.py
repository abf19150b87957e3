"""The wording of the product, one file a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from engine.errors import Findings, RulebookError
from engine.reading.records import plain
from engine.reading.yaml import read_tree

_FOLDER = Path(__file__).resolve().parents[1] / "report" / "messages"
LANGUAGES = ("vi", "en")


@cache
def read_messages(language: str) -> dict[str, dict[str, str]]:
    """The messages of that language by group (problems, help, reasons, words, keys) and key."""
    findings = Findings()
    tree = read_tree(_FOLDER / f"{language}.yaml", f"{language}.yaml", findings)
    findings.raise_if_any(RulebookError)
    if tree is None:
        raise AssertionError("messages that cannot be read have problems")
    read: dict[str, dict[str, str]] = plain(tree)
    return {group: read[group] for group in ("problems", "help", "reasons", "words", "keys")}
