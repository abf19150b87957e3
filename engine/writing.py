"""Writing files: whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

from engine.errors import InputError, Location, Problem


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all; InputError (Y122) if it cannot be.

    A new file is for its owner alone; who may read one that was there does not change.
    """
    try:
        _write(path, content)
    except OSError as error:
        raise InputError([_not_written(path, error)]) from error


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files that are not there yet, in folders that are made where needed.

    Raises InputError before anything is written: Y123 for each that is there already; Y122 one cannot be written.
    """
    there = [path for path in files if os.path.lexists(path)]
    if there:
        raise InputError([Problem("Y123", Location(path.as_posix())) for path in there])
    for path, content in files.items():
        make_folder(path.parent)
        _claim(path)
        try:
            write_whole(path, content)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where they are not there; InputError (Y122) if it cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError([_not_written(path, error)]) from error


def _claim(path: Path) -> None:
    """Make the file, empty, if nobody else made it in the meantime."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise InputError([Problem("Y123", Location(path.as_posix()))]) from error
    except OSError as error:
        raise InputError([_not_written(path, error)]) from error


def _not_written(path: Path, error: OSError) -> Problem:
    return Problem("Y122", Location(path.as_posix()), {"reason": error.strerror or type(error).__name__})


def _write(path: Path, content: bytes) -> None:
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        if path.is_file():
            os.chmod(draft, stat.S_IMODE(path.stat().st_mode))
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
