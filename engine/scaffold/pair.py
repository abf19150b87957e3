"""Two scenarios one fact apart, of which the law calls for a conclusion in the first and not in the second."""

from __future__ import annotations

import datetime
from pathlib import Path

from engine.assess import Assessor, Request
from engine.model.case_text import case_text
from engine.proving.minimal_pair import minimal_pair
from engine.reading.case import case_from_text
from engine.scaffold.scenario import expected_text


def pair_files(
    assessor: Assessor, conclusion: str, folder: Path, as_of: datetime.date, language: str
) -> dict[Path, bytes] | None:
    """``case.yaml`` and ``expected.yaml`` of both, in folders of their own; None where no one fact decides it.

    Raises what ``minimal_pair`` and ``expected_text`` raise.
    """
    law = assessor.law
    found = minimal_pair(law, conclusion, as_of)
    if found is None:
        return None
    files: dict[Path, bytes] = {}
    for number, case in enumerate(found.cases, 1):
        place = folder / str(number)
        name = f"{folder.name}-{number}"
        text = case_text(case.model_copy(update={"id": name, "title": f"{conclusion}: {found.path}"}), law.vocabulary)
        written = case_from_text(text, law)
        files[place / "case.yaml"] = text.encode()
        request = Request(as_of, rulebooks=(law.declared()[conclusion.partition("(")[0].strip()][0].id,))
        files[place / "expected.yaml"] = expected_text(assessor, place, written, request, language).encode()
    return files
