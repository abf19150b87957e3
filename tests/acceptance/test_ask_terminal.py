"""The interview on a real terminal: what a person sees, types, and finds in the file; also when they break off."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .running import ROOT

FOUR = ROOT / "tests" / "cases" / "asked" / "bon-nguoi.yaml"
PROMPT = re.compile(r"\((?:Enter|bắt buộc)[^\n]*\): $")
PATIENCE = 60  # seconds without a word


# The terminal becomes the program's own, so that Ctrl-C reaches it.
PROGRAM = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); from cli import main; main()"


class Terminal:
    """A program on a pseudo-terminal; everything it wrote is in ``seen``."""

    def __init__(self, *words: str, **environment: str) -> None:
        self.written = b""
        self.line, its = pty.openpty()
        size = {"COLUMNS": "100", "LINES": "50"}
        self.program = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "ask", *words],
            stdin=its,
            stdout=its,
            stderr=its,
            env={**os.environ, "PYTHONPATH": str(ROOT), **size, **environment},
            start_new_session=True,
        )
        os.close(its)

    @property
    def seen(self) -> str:
        return self.written.decode("utf-8", "replace").replace("\r\n", "\n")

    def _read(self) -> bool:
        """Take in what was written; False once there is no more to come."""
        ready, _, _ = select.select([self.line], [], [], PATIENCE)
        assert ready, f"no word for {PATIENCE} seconds after:\n{self.seen}"
        try:
            written = os.read(self.line, 65536)
        except OSError:  # the other end is closed
            return False
        self.written += written
        return bool(written)

    def until_asked(self) -> str:
        """What was written until something is asked for."""
        start = len(self.seen)
        while not PROMPT.search(self.seen[start:]):
            assert self._read(), self.seen
        return self.seen[start:]

    def types(self, text: str) -> None:
        os.write(self.line, text.encode())

    def ends(self) -> int:
        """The exit code, once the program has ended."""
        while self._read():
            pass
        os.close(self.line)
        return self.program.wait(PATIENCE)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copy(FOUR, tmp_path / "vu-viec.yaml"))


def test_an_interview(case: Path) -> None:
    before = case.read_text(encoding="utf-8")
    terminal = Terminal(str(case), "--rulebook", "ke-hoach-131", TERM="dumb", NO_COLOR="1")
    first = terminal.until_asked()
    assert "Số kết luận chưa xác định được: " in first
    assert "1. Ai thực hiện hành vi “Nhận phong bì của ban quản lý dự án”?" in first
    assert "giam-doc trình bày: Trịnh Thị Loan" in first
    assert re.search(r"○ [^(]+\(Kế hoạch, II\.", first), "which conclusions wait for it, on which provisions"
    terminal.types("?\n")
    more = terminal.until_asked()
    assert "nếu trả lời “Trịnh Thị Loan”" in more
    assert len(more) > len(first)
    terminal.types("Trịnh Thị Lan\n")
    assert "(có phải 'Trịnh Thị Loan' không?)" in terminal.until_asked()
    assert case.read_text(encoding="utf-8") == before
    terminal.types("Trịnh Thị Loan\n")
    assert "Vừa xác định thêm: " in terminal.until_asked()
    assert "by: {value: loan, claims: {giam-doc: loan" in case.read_text(encoding="utf-8"), "written at once"
    terminal.types("\n")
    terminal.until_asked()
    terminal.types("q\n")
    assert terminal.ends() == 0
    assert "Đã ghi vào" in terminal.seen
    assert "\x1b" not in terminal.seen, "a plain terminal"
    after = case.read_text(encoding="utf-8").splitlines()
    changed = [(old, new) for old, new in zip(before.splitlines(), after, strict=True) if old != new]
    assert len(changed) == 1


@pytest.mark.parametrize("break_off", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_breaking_off_leaves_the_file_whole(break_off: str, case: Path) -> None:
    before = case.read_text(encoding="utf-8")
    terminal = Terminal(str(case), "--lang", "en", "--rulebook", "ke-hoach-131")
    terminal.until_asked()
    terminal.types("loan\n")
    terminal.until_asked()
    terminal.types(break_off)
    assert terminal.ends() == (1 if break_off == "\x03" else 0)
    assert "Traceback" not in terminal.seen
    after = case.read_text(encoding="utf-8")
    assert after == before.replace("by: {claims:", "by: {value: loan, claims:")
    assert list(case.parent.iterdir()) == [case], "no draft is left"
