"""For a point that no scenario shows: a case that would show it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.assess import Assessor
from engine.coverage import Question
from engine.errors import CaseError, ResolutionError
from engine.invention.scenario import as_scenario
from engine.invention.search import Candidate, Search, read_by
from engine.invention.seeds import Seeds
from engine.resolve.alternatives import readings_of, single_choices
from engine.staging import Staged, staged


def showing_case(assessor: Assessor, question: Question, stage: Sequence[Staged]) -> Candidate | None:
    """A case that shows the point, as small as it can be; None if none was found, or the point is of a reading."""
    law, rule_id = assessor.law, question.point.rule
    rule = law.rules().get(rule_id)
    if rule is None:
        return None
    readings = list(single_choices(law.readings(), readings_of(rule)))
    near = list(Seeds(assessor, stage, readings).near(rule))

    def shows(candidate: Candidate) -> bool:
        try:
            return question.shows(staged(assessor, as_scenario(candidate)))
        except (CaseError, ResolutionError):  # an implied entry would have the id of another; no law on that day
            return False

    return Search(law, read_by(law, [rule])).among(near, shows)
