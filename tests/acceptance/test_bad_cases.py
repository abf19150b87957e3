"""Wrong case files: every fault is said, with its place and its code, and nothing is assessed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from .running import BAD_CASES, CommandLine, Record, assert_refused, codes

NAMES = sorted(path.name for path in BAD_CASES.iterdir() if path.suffix in (".yaml", ".json", ".bin"))
HEAD = b"format: chetai/case/1\nid: HS-1\n"
MOST = 20 * 1024 * 1024

pytestmark = pytest.mark.usefixtures("shipped_law_read_once")


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_case_says_what_is_wrong(
    name: str, run: CommandLine, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(BAD_CASES)
    said = run("assess", name)
    record(BAD_CASES / f"{name}.expected", said.stderr)
    assert_refused(said)
    if "-" in name and name[0] in "YC":
        assert name.partition("-")[0] in codes(said.stderr)


@pytest.mark.parametrize("name", NAMES)
def test_it_says_the_same_in_vietnamese(name: str, run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD_CASES)
    vietnamese = run("assess", name, lang="vi")
    english = (BAD_CASES / f"{name}.expected").read_text(encoding="utf-8")
    assert_refused(vietnamese)
    for one, other in zip(vietnamese.stderr.splitlines(), english.splitlines(), strict=True):
        assert one != other
        assert re.findall(r"^\S+ \w{4}", one) == re.findall(r"^\S+ \w{4}", other)
        assert "did you mean" not in one


def deep(levels: int) -> bytes:
    """A case whose title is nested that deep."""
    return HEAD + b"title: " + b"[" * levels + b"]" * levels + b"\n"


def bomb() -> bytes:
    """Ten levels of ten aliases each: ten thousand million texts once written out."""
    lines = [b'a0: &a0 ["lol"]'] + [
        b"a%d: &a%d [" % (n, n) + b", ".join([b"*a%d" % (n - 1)] * 10) + b"]" for n in range(1, 11)
    ]
    return HEAD + b"\n".join(lines) + b"\n"


GENERATED = {
    "Y105 little end first": "format: chetai/case/1\nid: HS-1\n".encode("utf-16-le").join([b"\xff\xfe", b""]),
    "Y105 big end first": "format: chetai/case/1\nid: HS-1\n".encode("utf-16-be").join([b"\xfe\xff", b""]),
    "Y106 binary": bytes(range(256)) * 16,
    "Y106 latin": HEAD + "title: Vụ việc é\n".encode("cp1258", "replace"),
    "Y108 empty": b"",
    "Y108 byte order mark alone": b"\xef\xbb\xbf",
    "Y108 white space alone": b" \n\n",
    "Y110 alias bomb": bomb(),
    "Y112 deep": deep(200),
    "Y112 one too deep": deep(100),
    "Y112 very deep": deep(200_000),
    "Y112 deep block": HEAD + b"title:\n" + b"".join(b" " * n + b"- \n" for n in range(1, 200)),
    "Y112 deep mappings": HEAD + b"title: " + b"{a: " * 200 + b"}" * 200,
    "Y104 one byte too large": HEAD + b"#" * (MOST + 1 - len(HEAD)),
}


@pytest.mark.parametrize("name", GENERATED)
@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_a_hostile_file_is_refused(name: str, suffix: str, run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / f"case{suffix}"
    path.write_bytes(GENERATED[name])
    said = run("assess", path)
    assert_refused(said)
    code = name.partition(" ")[0]
    # What is no JSON at all is told so before anything else is looked at.
    assert code in codes(said.stderr) or (suffix == ".json" and codes(said.stderr) == ["Y107"]), said.stderr


def test_the_largest_file_that_is_read(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(HEAD + b"#" * (MOST - len(HEAD) - 1) + b"\n")
    assert run("assess", path).exit_code == 0


def test_the_deepest_file_that_is_read(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(deep(99))
    assert codes(run("assess", path).stderr) == ["C405"]


@pytest.mark.parametrize("brackets", [b"[", b'{"a":'])
def test_deep_json_is_refused(brackets: bytes, run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    closing = b"]" if brackets == b"[" else b"}"
    path.write_bytes(b'{"title": ' + brackets * 100_000 + b"1" + closing * 100_000 + b"}")
    said = run("assess", path)
    assert_refused(said)
    assert codes(said.stderr) == ["Y112"]


def test_a_folder_a_missing_file_and_one_that_cannot_be_opened(run: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(HEAD)
    for path, code in ((tmp_path, "Y101"), (tmp_path / "none.yaml", "Y102"), (tmp_path / "file" / "x", "Y103")):
        said = run("assess", path)
        assert_refused(said)
        assert codes(said.stderr) == [code]


def test_the_faults_of_all_files_are_reported_together(run: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BAD_CASES)
    said = run("assess", "C421-not-a-choice.yaml", "C401-list.yaml", "none.yaml")
    assert_refused(said)
    assert codes(said.stderr) == ["C401", "C421", "C421", "C421", "Y102"]


@pytest.mark.parametrize("name", ["everything-at-once.yaml", "C409-unknown-field.yaml"])
def test_the_program_itself_refuses(name: str) -> None:
    """As a person runs it, in a process of its own."""
    run = [sys.executable, "-c", "import sys; sys.argv[0] = 'chetai'; from cli import main; main()"]
    root = BAD_CASES.parents[2]
    done = subprocess.run(
        [*run, "assess", name, "--lang", "en"],
        cwd=BAD_CASES,
        env={"PYTHONPATH": str(root), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stdout == b""
    assert done.stderr.decode("utf-8") == (BAD_CASES / f"{name}.expected").read_text(encoding="utf-8")
