"""Running the command line in tests, and comparing what it says with what was recorded."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "rulebooks" / "good"
BAD_RULEBOOKS = ROOT / "tests" / "rulebooks" / "bad"
BAD_CASES = ROOT / "tests" / "cases" / "bad"
CONSTRUCTS = ROOT / "tests" / "rulebooks" / "constructs"
RECORDED = Path(__file__).parent / "recorded"

# A line of an error: the place, unless there is none, and the code.
ERROR = re.compile(r"(?:(?P<file>[^\s:]+):(?P<line>\d+):(?P<column>\d+): )?(?P<code>[YRSCEU]\d{3}) (?P<words>.+)")


class Said(NamedTuple):
    """What a command gave back."""

    exit_code: int
    stdout: str
    stderr: str


CommandLine = Callable[..., Said]


@dataclass(frozen=True)
class Record:
    """Compares with a file of expected text, or writes it."""

    anew: bool

    def __call__(self, path: Path, text: str) -> None:
        if self.anew:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is not there: run pytest --record and read it"
        expected = path.read_text(encoding="utf-8")
        changes = difflib.unified_diff(expected.splitlines(), text.splitlines(), path.name, "came out", lineterm="")
        assert text == expected, "\n".join(changes)


def codes(lines: str) -> list[str]:
    """The codes of error lines, in their order."""
    return [match["code"] for line in lines.splitlines() if (match := ERROR.fullmatch(line))]


def assert_refused(said: Said, exit_code: int = 3) -> None:
    """Nothing that could be taken for a result, no traceback, only lines with a place and a code, sorted by place."""
    assert said.exit_code == exit_code, said
    assert (said.stdout, "Traceback" in said.stderr, said.stderr[-1:]) == ("", False, "\n"), said
    lines = said.stderr.splitlines()
    matches = [ERROR.fullmatch(line) for line in lines]
    assert all(matches), lines
    places = [(m["file"] or "", int(m["line"] or 0), int(m["column"] or 0), m["code"]) for m in matches if m]
    assert places == sorted(places), lines
    assert len(set(lines)) == len(lines), lines
    for line in lines:
        assert_reads_well(line)


def assert_reads_well(line: str) -> None:
    """No value left empty, no internal word shown, no name suggested in its own place."""
    assert line == line.strip(), line
    assert "  " not in line, line
    assert not re.search(r"\{\w*\}|\bNone\b|R204 ''", line), line
    assert not re.search(r"'([^']+)'.*\((?:did you mean|có phải) '\1'", line), line
