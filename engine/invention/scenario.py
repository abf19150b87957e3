"""A case made up, as a scenario: to be staged, or to be kept with what the law says of it now."""

from __future__ import annotations

from pathlib import Path

from engine.assess import Assessor
from engine.invention.search import Candidate
from engine.model.base import Words
from engine.model.case_text import case_text
from engine.model.scenario import FORMAT, Asked, Expected, ExpectedVerdict
from engine.reading.case import case_from_text
from engine.reading.scenario import Scenario
from engine.rehearse import assessed, first_recorded

_NOBODY = Words(vi="", en="")


def as_scenario(candidate: Candidate, name: str = "", title: Words = _NOBODY) -> Scenario:
    """The case as a scenario that expects nothing yet."""
    request = candidate.request
    how = Asked(readings=dict(request.readings), rulebooks=list(request.rulebooks), as_claimed_by=request.claimed_by)
    expected = Expected(format=FORMAT, title=title, assess=how)
    return Scenario(name, Path(name), request.as_of, candidate.case, expected, "")


def scenario_files(
    assessor: Assessor, candidate: Candidate, name: str, title: Words, rule: str | None
) -> dict[str, str]:
    """The text of ``case.yaml`` and of ``expected.yaml``, with the verdicts of that rule: what holds, and why not.

    Raises EvaluationError where the engines differ.
    """
    case = candidate.case.model_copy(update={"id": name, "title": None, "as_of": candidate.request.as_of})
    text = case_text(case, assessor.law.vocabulary)
    scenario = as_scenario(Candidate(case_from_text(text, assessor.law), candidate.request), name, title)
    said = assessed(assessor, scenario).provisions
    own = [v for v in said if v.rule == rule and v.verdict in ("applied", "excepted", "not_met")] if rule else []
    named = own or [v for v in said if v.rule is not None and v.verdict != "needs_facts"][:1]
    verdicts = [
        ExpectedVerdict(rule=v.rule or "", about=v.about, provision=v.provision, verdict=v.verdict, why=v.why)
        for v in named
    ]
    expected = scenario.expected.model_copy(update={"verdicts": verdicts})
    kept = Scenario(name, Path(name), scenario.as_of, scenario.case, expected, "")
    return {"case.yaml": text, "expected.yaml": first_recorded(assessor, kept)}
