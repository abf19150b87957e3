"""A scenario to check by hand: a case, and what the law as encoded says of it now."""

from __future__ import annotations

import datetime
from pathlib import Path

from engine.assess import Assessor, Request
from engine.errors import Findings, InputError
from engine.model.base import Words
from engine.model.case import Case
from engine.model.rulebook import Law
from engine.model.scenario import FORMAT, Asked, Expected
from engine.reading.case import case_from_text, read_case
from engine.reading.scenario import Scenario
from engine.reading.yaml import read_raw
from engine.rehearse import first_recorded
from engine.scaffold.case import case_text
from engine.scaffold.lines import Say, comments


def begun(law: Law, as_of: datetime.date, rulebooks: tuple[str, ...], language: str) -> tuple[bytes, Case]:
    """The bytes of a case file to fill in and its case; raises what ``case_text`` raises."""
    text = case_text(law, as_of, rulebooks, language)
    return text.encode(), case_from_text(text, law)


def copied(path: Path, law: Law) -> tuple[bytes, Case]:
    """The bytes of a case file and the case; InputError with every fault.

    A scenario's case is YAML: JSON that is no YAML is refused as such.
    """
    findings = Findings()
    case = read_case(path, law)
    raw = read_raw(path, path.as_posix(), findings)
    findings.raise_if_any(InputError)
    content = raw or b""
    if path.suffix == ".json":
        case = case_from_text(content.decode("utf-8-sig"), law, path.as_posix())
    return content, case


def expected_text(assessor: Assessor, folder: Path, case: Case, request: Request, language: str) -> str:
    """``expected.yaml`` of the case as the law says it now; raises what ``Assessor.decision`` raises."""
    title = case.title or case.id
    asked = Asked(as_of=None if request.as_of == case.as_of else request.as_of, rulebooks=list(request.rulebooks))
    expected = Expected(format=FORMAT, title=Words(vi=title, en=title), assess=asked)
    scenario = Scenario(folder.as_posix(), folder, request.as_of, case, expected, "")
    say = Say(language)
    note = [line for key in ("scaffold_expected", "scaffold_expected_title") for line in comments(say(key), 0)]
    return "\n".join([*note, first_recorded(assessor, scenario)])
