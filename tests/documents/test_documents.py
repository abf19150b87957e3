"""The documents do what they say: every console block is run, in order, in a copy of the repository.

A line `…` stands for lines left out; a line that ends in ` …` for its rest.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "docs/guide.vi.md", "docs/guide.en.md")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A block that begins so is a file to be saved under that name.
_SAVED = re.compile(r"(?:# |<!-- )(\.\./\S+)")


def _blocks(page: str) -> Iterator[tuple[str, str]]:
    for match in _BLOCK.finditer((ROOT / page).read_text(encoding="utf-8")):
        yield match[1], match[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository beside the folder for case files that the README makes."""
    folder = tmp_path / "chetai"
    for name in ("engine", "rules", "scenarios"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "cli.py", folder)
    (tmp_path / "ho-so").mkdir()
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "chetai"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(folder)!r})\nfrom cli import main\nmain()\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    return folder


def _save(body: str, folder: Path) -> None:
    named = _SAVED.match(body)
    if named:
        path = folder / named[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")


def _assert_shown(expected: list[str], came: list[str], command: str) -> None:
    place, skipping = 0, False
    for line in expected:
        if line.strip() == "…":
            skipping = True
            continue
        start = line.rstrip().removesuffix(" …")
        whole = start == line.rstrip()
        places = range(place, len(came)) if skipping else range(place, min(place + 1, len(came)))
        found = next((n for n in places if (came[n] == start if whole else came[n].startswith(start))), None)
        assert found is not None, f"$ {command}\nexpected: {line}\ncame: {came[place : place + 3]}"
        place, skipping = found + 1, False
    assert skipping or not any(line.strip() for line in came[place:]), f"$ {command}\nalso came: {came[place:][:3]}"


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_shows_is_what_comes(page: str, copy: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "CHETAI_LANG"}
    environment["PATH"] = f"{copy.parent / 'bin'}:{environment['PATH']}"
    for kind, body in _blocks("README.md"):
        if kind == "yaml" and page != "README.md":
            _save(body, copy)
    ran = 0
    for kind, body in _blocks(page):
        if kind in ("yaml", "json", "markdown"):
            _save(body, copy)
        for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:] if kind == "console" else ():
            command, _, shown = part.partition("\n")
            if command.startswith("export "):
                name, _, value = command.removeprefix("export ").partition("=")
                environment[name] = value
            elif not command.startswith("make"):
                said = subprocess.run(
                    command, shell=True, cwd=copy, env=environment, capture_output=True, text=True, check=False
                )
                came = [line.rstrip() for line in (said.stdout + said.stderr).split("\n")]
                if shown.strip():
                    _assert_shown(shown.rstrip("\n").split("\n"), came, command)
                else:
                    assert said.returncode == 0, f"$ {command}\n{said.stderr}"
                ran += 1
    assert ran > 2, "the page shows what can be run"


def test_every_command_and_option_stands_in_both_guides() -> None:
    from cli import main

    for page in ("docs/guide.vi.md", "docs/guide.en.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        commands = dict(main.commands)
        for name, group in main.commands.items():
            if isinstance(group, click.Group):
                commands |= {f"{name} {own}": command for own, command in group.commands.items()}
        for name, command in commands.items():
            assert f"chetai {name}" in text, f"{page}: {name}"
            for option in command.params:
                long = [flag for flag in option.opts if flag.startswith("--")]
                assert all(f"`{flag}" in text or f"{flag} " in text for flag in long), f"{page}: {name} {long}"


def test_links_lead_somewhere() -> None:
    for page in (*PAGES, "docs/rule-language.md", "docs/architecture.md", "docs/editor.md", "CHANGELOG.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
            if "://" not in target:
                assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"
