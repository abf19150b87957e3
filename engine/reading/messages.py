"""The wording of the product, one file a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine.errors import Findings, RulebookError
from engine.reading.records import plain
from engine.reading.yaml import read_tree

_FOLDER = Path(__file__).resolve().parents[1] / "report" / "messages"
LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Page:
    """What is said of one code: what it finds, why that matters, what to do; what is wrong and what is right."""

    code: str
    name: str
    title: str
    finds: str
    why: str
    do: str
    wrong: str
    right: str


@cache
def read_pages(language: str) -> dict[str, Page]:
    """The pages of that language by code."""
    shown, words = _read("checks.yaml"), _read(f"checks.{language}.yaml")
    return {code: Page(code=code, **shown[code], **said) for code, said in words.items()}


@cache
def read_messages(language: str) -> dict[str, dict[str, str]]:
    """The messages of that language by group (problems, help, reasons, words, keys) and key."""
    read = _read(f"{language}.yaml")
    return {group: read[group] for group in ("problems", "help", "reasons", "words", "keys")}


def _read(name: str) -> dict[str, dict[str, str]]:
    findings = Findings()
    tree = read_tree(_FOLDER / name, name, findings)
    findings.raise_if_any(RulebookError)
    if tree is None:
        raise AssertionError("messages that cannot be read have problems")
    read: dict[str, dict[str, str]] = plain(tree)
    return read
