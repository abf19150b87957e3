"""A law and a case as plain data, every scalar text, and how they are written as YAML files.

`Law` holds what `direct_reader.conclude` takes; `write` lays it out as the page on the rule language says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from yaml import dump_all
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

Plain: TypeAlias = dict[str, Any]

# Every provision of a random law stands in every rulebook's source with these words, so that any rule may quote them.
PROVISIONS = ("I.1", "I.2", "II.1-1")
QUOTE = "lời của điều này"


def text(words: str) -> Plain:
    """A text for people, in both languages."""
    return {"vi": words, "en": words}


@dataclass(frozen=True)
class Options:
    """What random laws contain beyond what the page says beyond doubt."""

    items_in_counts: bool = True  # `any` and `no` inside `at least`
    items_in_unless: bool = True  # `no` and `at least` inside `unless`
    carries: bool = True  # conclusions with a computed date


@dataclass(frozen=True)
class Law:
    """A vocabulary, its catalogues, and rulebooks: each its `rulebook.yaml` with its rules under `rules`."""

    vocabulary: Plain
    catalogues: list[Plain]
    rulebooks: list[Plain]

    def templates(self) -> Plain:
        """The templates of the vocabulary and of the rulebooks, with every field that a rulebook adds."""
        found = {t: d | {"fields": dict(d["fields"])} for t, d in self.vocabulary["templates"].items()}
        for book in self.rulebooks:
            found |= {t: d | {"fields": dict(d["fields"])} for t, d in book.get("templates", {}).items()}
        for book in self.rulebooks:
            for template, added in book.get("fields", {}).items():
                found[template]["fields"] |= added
        return found

    def active_rows(self) -> dict[str, list[str]]:
        """The rows that a case may name, by catalogue template."""
        return {c["template"]: [r for r, row in c["rows"].items() if "inactive" not in row] for c in self.catalogues}

    def compared_fields(self) -> set[tuple[str, str, str]]:
        """Every template and pair of its fields that some rule compares, in both orders."""
        templates = self.templates()
        found = set()
        for template, name, other in _comparisons([book["rules"] for book in self.rulebooks]):
            if other in templates.get(template, {}).get("fields", {}):
                found |= {(template, name, other), (template, other, name)}
        return found


def _comparisons(node: Any) -> Iterator[tuple[str, str, str]]:
    """Template, field and what it is compared with, for every comparison anywhere inside rules."""
    if isinstance(node, list):
        for one in node:
            yield from _comparisons(one)
    if isinstance(node, dict):
        for key, body in node.items():
            yield from _comparisons(body)
            words = key.removeprefix("no ").split()
            for name, wanted in body.items() if isinstance(body, dict) else ():
                if isinstance(wanted, dict):
                    yield from ((words[0], name, other) for other in wanted.values() if isinstance(other, str))


class _PlainDumper(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes every scalar as plain text (no quotes around `yes` or a date) and never an anchor."""

    def __init__(self, stream: Any, **settings: Any) -> None:
        Emitter.__init__(self, stream, width=120, allow_unicode=True)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, sort_keys=False, default_flow_style=False)
        BaseResolver.__init__(self)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def yaml_text(data: Plain) -> str:
    """The YAML text of plain data."""
    return str(dump_all([data], Dumper=_PlainDumper))


def write(law: Law, folder: Path) -> None:
    """Writes the law into the folder, as the files that the page on the rule language names."""
    written: dict[str, str] = {"vocabulary.yaml": yaml_text(law.vocabulary)}
    for catalogue in law.catalogues:
        written[law.vocabulary["templates"][catalogue["template"]]["catalogue"]] = yaml_text(catalogue)
    for book in law.rulebooks:
        identity = {key: value for key, value in book.items() if key != "rules"}
        written[f"{book['id']}/rulebook.yaml"] = yaml_text(identity)
        written[f"{book['id']}/rules.yaml"] = yaml_text({"rules": book["rules"]})
        written[f"{book['id']}/coverage.yaml"] = yaml_text({"coverage": coverage(law, book)})
        written[f"{book['id']}/source.vi.md"] = "\n".join(f"## {p}\n\nĐây là {QUOTE}.\n" for p in PROVISIONS)
    for name, content in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


def coverage(law: Law, book: Plain) -> Plain:
    """The coverage table: `encoded` for what a rule cites, directly or through a catalogue row."""
    cited = {p for rule in book["rules"] for p in _listed(rule["provision"])}
    if any(p.endswith(".basis") for p in cited):
        cited |= {row["basis"] for catalogue in law.catalogues for row in catalogue["rows"].values() if "basis" in row}
    other = {"status": "not_normative", "because": text("không có quy tắc")}
    return {p: {"status": "encoded"} if p in cited else other for p in PROVISIONS}


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
