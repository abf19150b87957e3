"""Scenarios made up, written into folders of their own to be looked at and kept."""

from __future__ import annotations

import re
from pathlib import Path

from engine.assess import Assessor
from engine.errors import InputError, Location, Problem
from engine.invention.scenario import scenario_files
from engine.invention.search import Asked
from engine.model.base import Words
from engine.writing import write_whole

_NO_NAME = re.compile(r"[^A-Za-z0-9]+")


def keep(assessor: Assessor, asked: Asked, folder: Path, about: str, title: Words, rule: str | None) -> Path | None:
    """Write the scenario into a folder named after what it is about; None where that folder is there already.

    Raises EvaluationError where the engines differ, InputError (Y122) where it cannot be written.
    """
    name = _NO_NAME.sub("-", about).strip("-").lower()
    own = folder / name
    if own.exists():
        return None
    files = scenario_files(assessor, asked, name, title, rule)
    try:
        own.mkdir(parents=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([Problem("Y122", Location(own.as_posix()), {"reason": reason})]) from error
    for file, text in files.items():
        write_whole(own / file, text.encode())
    return own
