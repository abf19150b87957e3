"""Schemas in a folder: those written here earlier are renewed, what a person wrote is left alone."""

from __future__ import annotations

import os
from pathlib import Path

from engine.errors import Findings, InputError, Location
from engine.model.rulebook import Law
from engine.reading.yaml import read_raw
from engine.schema import MARK, schemas
from engine.writing import make_folder, write_whole

# The mark stands in the second line.
_HEAD = 200


def write_schemas(folder: Path, law: Law, language: str) -> list[Path]:
    """Write every schema of the law into that folder; the paths written.

    Raises InputError: Y123 a file of that name is there and is no schema of ours, Y122 it cannot be written.
    """
    contents = {folder / name: text.encode() for name, text in schemas(law, language).items()}
    findings = Findings()
    for path in contents:
        if os.path.lexists(path) and not _written_here(path, findings):
            findings.add("Y123", Location(path.as_posix()))
    findings.raise_if_any(InputError)
    make_folder(folder)
    for path, content in contents.items():
        write_whole(path, content)
    return list(contents)


def _written_here(path: Path, findings: Findings) -> bool:
    raw = read_raw(path, path.as_posix(), findings)
    return raw is not None and MARK.encode() in raw[:_HEAD]
