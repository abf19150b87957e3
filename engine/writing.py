"""Writing files: whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from engine.errors import InputError, Location, Problem


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all; InputError (Y122) if it cannot be.

    A new file is for its owner alone; who may read one that was there does not change.
    """
    try:
        _write(path, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([Problem("Y122", Location(path.as_posix()), {"reason": reason})]) from error


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
