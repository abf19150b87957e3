"""A file as lines, to be changed here and there and written back with everything else as it was."""

from __future__ import annotations

from pathlib import Path


def read_lines(path: Path) -> list[str]:
    """The lines of a file, each with the carriage return it may end in; no lines where there is no file."""
    if not path.is_file():
        return []
    lines = path.read_bytes().decode("utf-8").split("\n")
    return lines[:-1] if lines[-1] == "" else lines
