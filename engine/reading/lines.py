"""A file as lines, to be changed here and there and written back with everything else as it was."""

from __future__ import annotations

from pathlib import Path


def read_lines(path: Path) -> tuple[list[str], str]:
    """The lines of a file and what ends each; no lines where there is no file."""
    if not path.is_file():
        return [], "\n"
    text = path.read_bytes().decode("utf-8")
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    return (lines[:-1] if lines[-1] == "" else lines), newline
