"""What to report when the engines differ: the case, the law's versions, and both answers, in one file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from engine.assess import Request
from engine.errors import Problem
from engine.model.case import Case
from engine.model.json_text import json_text
from engine.model.rulebook import Law
from engine.writing import write_whole


def write_bundle(law: Law, case: Case, request: Request, problems: Iterable[Problem], folder: Path) -> list[Problem]:
    """Write the bundle whole into that folder, readable by its owner alone; the problems, naming it."""
    name = f"chetai-disagreement-{re.sub(r'[^A-Za-z0-9_-]', '_', case.id)}.json"
    content = {
        "format": "chetai/disagreement/1",
        "case": case.model_dump(mode="json"),
        "as_of": request.as_of.isoformat(),
        "readings": dict(request.readings),
        "rulebooks": {b.id: {"version": b.manifest.version, "digest": b.digest} for b in law.rulebooks.values()},
        "claimed_by": request.claimed_by,
        "differences": [problem.values for problem in problems],
    }
    write_whole(folder / name, json_text(content).encode())
    return [replace(problem, values=problem.values | {"bundle": name}) for problem in problems]
