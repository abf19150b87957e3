"""Rulebooks as documents: rules in words, text beside rule, in both languages; hostile text stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from engine.model.rulebook import Law
from engine.reading.messages import LANGUAGES, read_messages

from .running import CONSTRUCTS, RECORDED, CommandLine, Record, Said

TinyLaw = Callable[..., Path]
EVERY_FORM = ["text", "json", "markdown", "html", "svg", "mermaid"]
SUFFIXES = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}
VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a browser makes of a file: elements that close, attributes, ids, and the text that is shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.shown: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "elements close in the order in which they were opened"

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


def done(said: Said) -> str:
    assert (said.exit_code, said.stderr) == (0, ""), said
    return said.stdout


def of_constructs(run: CommandLine, *words: str, lang: str = "en") -> str:
    return done(run("rules", *words, "--rules", CONSTRUCTS, lang=lang))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_whole_rulebook(form: str, language: str, run: CommandLine, record: Record, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = of_constructs(run, "constructs", "--format", form, lang=language).replace(
        CONSTRUCTS.as_posix(), "constructs"
    )
    record(RECORDED / f"rules-constructs.{language}.{SUFFIXES[form]}", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_construct_has_its_words(language: str, run: CommandLine, tiny_law: TinyLaw) -> None:
    """Each sentence that a rule can be said with stands in the document of the rulebook with every construct."""
    tiny_law()
    text = " ".join(of_constructs(run, "constructs", lang=language).split())
    said = "item_|compared_|rule_[^l]|under_|(some|any)_entry|names_|latest|carried_|threshold_|entry_such"
    for key, words in read_messages(language)["words"].items():
        if re.match(said, key):
            parts = map(re.escape, re.split(r"\{\w+\}", words))
            assert re.search(".+?".join(parts), text), key


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("weight", ["What weighs", "nặng hay nhẹ", "The text does not say.", "Light loans as well", "every-item"]),
        ("few", ["a few", "3 from 2020-01-01", "5 from 2024-07-01", "every-comparison", "every-item"]),
        ("reply_days", ["7 from 2020-01-01", "second-version"]),
    ],
)
def test_readings_and_thresholds_are_found(name: str, words: list[str], run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = of_constructs(run, name)
    assert [word for word in words if word not in said] == []


def test_programs_read_readings_and_thresholds_too(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = json.loads(of_constructs(run, "A.1", "--format", "json"))
    assert list(said["readings"]) == ["weight"]
    assert said["thresholds"]["few"]["values"][1] == {"from": "2024-07-01", "value": 5}
    assert list(json.loads(of_constructs(run, "few", "--format", "json"))["thresholds"]) == ["few"]


def test_a_property_is_found_by_its_name_and_its_provision(run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = of_constructs(run, "what-never-holds")
    assert "No child who is banned is graded." in said
    assert "- reader r: {age: child, banned: yes}" in said
    assert "what-is-decided" not in said
    found = json.loads(of_constructs(run, "A.2", "--format", "json"))["properties"]
    assert [(one["id"], one["provisions"]) for one in found] == [
        ("what-always-holds", ["A.1", "A.2"]),
        ("what-never-holds", ["A.2"]),
    ]


@pytest.mark.parametrize("form", EVERY_FORM)
def test_what_nobody_knows_is_refused_in_every_format(form: str, run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = run("rules", "latenes", "--format", form)
    assert (said.exit_code, said.stdout) == (3, "")
    assert "U501" in said.stderr
    assert "(did you mean 'lateness'?)" in said.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_law_is_said_in_words_whole(
    language: str, run: CommandLine, shipped: Law, shipped_law_read_once: None
) -> None:
    """Every rule, each of its conclusions, every provision; nothing left to fill in."""
    text = done(run("rules", "--format", "markdown", lang=language))
    for book in shipped.rulebooks.values():
        assert book.manifest.title.in_language(language)[:40] in text
        for rule in book.rules.values():
            assert f"id: {rule.id}\n" in text
    prose = re.sub(r"```yaml\n.*?```", "", text, flags=re.DOTALL)
    assert not re.findall(r"\\\{\w+\\\}|None|‹", prose)


def test_the_page_needs_nothing_else(run: CommandLine, tiny_law: TinyLaw) -> None:
    """No script, nothing loaded; every link of the contents leads to one place; the language is said."""
    tiny_law()
    for words in (["constructs"], []):
        page = Page(of_constructs(run, *words, "--format", "html", lang="vi"))
        assert page.open == []
        assert not {"script", "link", "img", "iframe", "base", "object"} & set(page.elements)
        assert not [value for name, value in page.attributes if name in ("src", "style") or name.startswith("on")]
        ids = [value for name, value in page.attributes if name == "id"]
        links = [value for name, value in page.attributes if name == "href"]
        assert len(set(ids)) == len(ids)
        assert links
        assert {link.removeprefix("#") for link in links if link} <= set(ids)
        assert ("lang", "vi") in page.attributes
        assert "details" in page.elements


def test_hostile_text_stays_text_in_html(hostile: Path, run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    page = Page(done(run("rules", "constructs", "--rules", hostile, "--format", "html")))
    assert page.open == []
    assert "script" not in page.elements
    shown = "".join(page.shown)
    assert "<script>alert(1)</script> & \"two\" 'one' ]]> --> </details>" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_hostile_text_stays_text_in_markdown(hostile: Path, run: CommandLine, tiny_law: TinyLaw) -> None:
    """Whatever HTML is in it is the product's own: folds, and nothing else."""
    tiny_law()
    text = done(run("rules", "constructs", "--rules", hostile, "--format", "markdown"))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    flat = [inner for token in tokens for inner in [token, *(token.children or [])]]
    made = [token.content.strip() for token in flat if token.type in ("html_block", "html_inline")]
    assert made
    assert all(re.fullmatch(r"<details><summary>[^<>]*</summary>|</details>", one) for one in made), made
    assert not [token for token in flat if token.type in ("link_open", "image", "strong_open", "code_inline")]
