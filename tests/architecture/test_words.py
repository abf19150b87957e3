"""Nothing is kept in the messages that the product no longer says; both languages lay it out alike."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from pydantic_core.core_schema import ErrorType

from engine.reading.messages import LANGUAGES, read_messages

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = ROOT / "engine" / "report" / "messages"


@cache
def _written() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Every text and name in the code, and every text put together, with a group for each part filled in."""
    texts: set[str] = set()
    made: set[str] = set()
    for file in (ROOT / "cli.py", *(ROOT / "engine").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                texts.add(node.target.id)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else "(.+)" for p in node.values]
                made.add("".join(parts))
    # Where nearly all is filled in, anything would count as said.
    patterns = (re.compile(text) for text in sorted(made) if re.search("[a-z]{3}", text))
    return frozenset(texts | {text.replace("-", "_") for text in texts}), tuple(patterns)


def _is_used(key: str) -> bool:
    texts, patterns = _written()
    return key in texts or any(
        all(part in texts for part in found.groups()) for pattern in patterns if (found := pattern.fullmatch(key))
    )


@pytest.mark.parametrize("group", ["help", "words"])
def test_every_sentence_is_said_somewhere(group: str) -> None:
    assert [key for key in read_messages("en")[group] if not _is_used(key)] == []


def test_every_reason_is_given_somewhere() -> None:
    of_models = set(get_args(ErrorType))
    assert [key for key in read_messages("en")["reasons"] if not (_is_used(key) or key in of_models)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_a_key_stands_in_a_schema(language: str) -> None:
    schemas = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "schemas" / language).glob("*"))
    said = {key: json.dumps(text, ensure_ascii=False)[1:-1] for key, text in read_messages(language)["keys"].items()}
    assert [key for key, text in said.items() if text not in schemas] == []


def test_both_languages_say_the_same_things_in_the_same_order_under_the_same_headings() -> None:
    assert len({str([(name, *keys) for name, keys in read_messages(language).items()]) for language in LANGUAGES}) == 1
    assert len({str(_headings(language)) for language in LANGUAGES}) == 1


def _headings(language: str) -> list[str]:
    """The headings within the groups, with the key each stands before."""
    lines = (MESSAGES / f"{language}.yaml").read_text(encoding="utf-8").splitlines()
    return [f"{one} {other.partition(':')[0]}" for one, other in pairwise(lines) if one[:3] == "  #"]
