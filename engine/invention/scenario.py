"""A case made up, as a scenario to be kept: the case file, and what the law says of it now."""

from __future__ import annotations

from pathlib import Path

from engine.assess import Assessor
from engine.invention.search import Asked
from engine.model.base import Words
from engine.model.case_text import case_text
from engine.model.scenario import FORMAT, Expected, ExpectedVerdict
from engine.model.scenario import Asked as HowAsked
from engine.reading.case import case_from_text
from engine.reading.scenario import Scenario
from engine.rehearse import rehearsed
from engine.rehearse.recording import recorded


def scenario_files(assessor: Assessor, asked: Asked, name: str, title: Words, rule: str | None) -> dict[str, str]:
    """The text of ``case.yaml`` and of ``expected.yaml``, with the verdicts of that rule where it applies.

    Raises EvaluationError where the engines differ.
    """
    case = asked.case.model_copy(update={"id": name, "title": None, "as_of": asked.request.as_of})
    text = case_text(case, assessor.law.vocabulary)
    case = case_from_text(text, assessor.law)
    readings, rulebooks = dict(asked.request.readings), list(asked.request.rulebooks)
    how = HowAsked(readings=readings, rulebooks=rulebooks, as_claimed_by=asked.request.claimed_by)
    expected = Expected(format=FORMAT, title=title, assess=how)
    scenario = Scenario(name, Path(name), asked.request.as_of, case, expected, "")
    verdicts = rehearsed(assessor, scenario).assessed.assessment.provisions
    named = [
        ExpectedVerdict(rule=v.rule, about=v.about, provision=v.provision, verdict=v.verdict, why=v.why)
        for v in verdicts
        if v.rule == rule and v.rule is not None and v.verdict in ("applied", "excepted", "not_met")
    ]
    scenario = Scenario(
        name, Path(name), asked.request.as_of, case, expected.model_copy(update={"verdicts": named}), ""
    )
    rehearsal = rehearsed(assessor, scenario, whole=True)
    return {
        "case.yaml": text,
        "expected.yaml": recorded(scenario, rehearsal.assessed.assessment, rehearsal.differences),
    }
