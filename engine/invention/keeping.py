"""Scenarios made up, written into folders of their own to be looked at and kept."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from engine.assess import Assessor
from engine.invention.scenario import scenario_files
from engine.invention.search import Candidate
from engine.model.base import Words
from engine.writing import write_new

_NO_NAME = re.compile(r"[^A-Za-z0-9]+")
_SIGNS = str.maketrans({"+": "-plus-", "-": "-minus-"})


def keep(assessor: Assessor, candidate: Candidate, folder: Path, about: str, title: Words, rule: str | None) -> Path:
    """Write the scenario into a new folder named after what it is about; a number tells it from one that is there.

    Raises EvaluationError where the engines differ, InputError (Y122) where it cannot be written.
    """
    name = _NO_NAME.sub("-", re.sub(r"[+-](?=\d+$)", lambda m: m[0].translate(_SIGNS), about)).strip("-").lower()
    free = (folder / (name if number == 1 else f"{name}-{number}") for number in count(1))
    own = next(place for place in free if not place.exists())
    files = scenario_files(assessor, candidate, name, title, rule)
    write_new({own / file: text.encode() for file, text in files.items()})
    return own
