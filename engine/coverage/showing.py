"""For a point that no scenario shows: a case that would show it."""

from __future__ import annotations

from engine.coverage import Question
from engine.errors import CaseError, ResolutionError
from engine.invention.scenario import as_scenario
from engine.invention.search import Candidate, Search, read_by
from engine.invention.seeds import Seeds
from engine.resolve.alternatives import readings_of, single_choices
from engine.staging import staged


def showing_case(seeds: Seeds, question: Question) -> Candidate | None:
    """A case that shows the point, as small as it can be; None if none was found, or the point is of a reading."""
    assessor, law = seeds.assessor, seeds.assessor.law
    rule = law.rules().get(question.point.rule)
    if rule is None:
        return None
    readings = list(single_choices(law.readings(), readings_of(rule)))
    near = list(seeds.near(rule, readings))

    def shows(candidate: Candidate) -> bool:
        try:
            return question.shows(staged(assessor, as_scenario(candidate)))
        except (CaseError, ResolutionError):  # an implied entry would have the id of another; no law on that day
            return False

    return Search(law, read_by(law, [rule]), read_by(law, [rule], itself=True)).among(near, shows)
