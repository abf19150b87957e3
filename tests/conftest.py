"""What the tests of the command line share: running it, a tiny law to run it on, and recorded output."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from engine.model.rulebook import Law
from engine.reading import law as reading_law

from .acceptance.running import CONSTRUCTS, GOOD, CommandLine, Record, Said


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--record`` writes what came out as what is expected; read the difference before keeping it."""
    parser.addoption("--record", action="store_true", help="record expected output anew instead of comparing")


@pytest.fixture
def record(request: pytest.FixtureRequest) -> Record:
    """Compares with, or writes, a file of expected text."""
    return Record(anew=bool(request.config.getoption("--record")))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """The command line in this process, in English unless told otherwise."""

    def call(*args: str | Path, lang: str | None = "en", **environment: str) -> Said:
        words = [*map(str, args), *(["--lang", lang] if lang else [])]
        monkeypatch.setattr(sys, "argv", ["chetai", *words])  # the language of messages is read there
        clean: dict[str, str | None] = {"CHETAI_LANG": None, "CHETAI_RULES": None}
        result = CliRunner().invoke(cli.main, words, env={**clean, **environment}, prog_name="chetai")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise AssertionError(f"chetai {' '.join(words)} broke down") from result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture(scope="session")
def shipped() -> Law:
    """The shipped law."""
    return reading_law.read_law()


@pytest.fixture
def shipped_law_read_once(shipped: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands without ``--rules`` do not read the shipped rulebooks again: a hundred wrong cases share them."""
    read = reading_law.read_law
    monkeypatch.setattr(reading_law, "read_law", lambda folders=(): read(folders) if folders else shipped)


@pytest.fixture
def tiny_law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], Path]:
    """Puts the tiny law, some of its files replaced, in the place of the shipped one; the folder it stands in."""

    def place(changes: Path | None = None) -> Path:
        folder = tmp_path / "rules"
        shutil.copytree(GOOD / "rules", folder)
        if changes is not None:
            shutil.copytree(changes, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected"))
        shutil.copy(GOOD / "case.yaml", tmp_path)
        shutil.copytree(GOOD / "dateless", tmp_path / "dateless")
        monkeypatch.setattr(reading_law, "SHIPPED", folder)
        monkeypatch.chdir(tmp_path)
        return folder

    return place


HOSTILE = (
    "<script>alert(1)</script> & \"two\" 'one' ]]> --> </details>"
    " `code` **bold** [a](javascript:b) %%{init}%% \u202ex\x1b[31m"
)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """The rulebook with every construct, full of marks of HTML, XML, Markdown and Mermaid in every text."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    quoted = json.dumps(HOSTILE.replace("\x1b", ""), ensure_ascii=False)
    for file in CONSTRUCTS.iterdir():
        text = file.read_text(encoding="utf-8")
        if file.name == "source.vi.md":
            text = text.replace("Quy định chung.", HOSTILE).replace("Lượt mượn", f"{HOSTILE} Lượt mượn")
        else:
            text = re.sub(r"en: (?!\[)[^,}\n{]+(?=})", lambda _: f"en: {quoted}", text)
            text = text.replace("Every construct of the rule language", HOSTILE[:25])
        (folder / file.name).write_text(text, encoding="utf-8")
    return folder
