"""A case in which a rule may apply, made one in which it does: what keeps it open is answered, a fact at a time."""

from __future__ import annotations

from engine.assess import Assessor, Request
from engine.decide import unconfirmed
from engine.errors import CaseError
from engine.facts import facts_of
from engine.invention.edits import with_fact_of
from engine.invention.search import Candidate, landmarks
from engine.model.case import Case
from engine.needs import Needs
from engine.program import is_auxiliary

_MOST_ANSWERS = 16


def settled(assessor: Assessor, candidate: Candidate, rule: str) -> Candidate:
    """The candidate with facts answered until the rule must conclude something; as it came where no answer leads on."""
    case, request = candidate.case, candidate.request
    for _ in range(_MOST_ANSWERS):
        missing = _missing(assessor, case, request, rule)
        if not missing:
            break
        answers = [
            (len(left), answered)
            for path in missing[:3]
            for answered in with_fact_of(case, assessor.law, path, landmarks(assessor.law))
            if (left := _missing(assessor, answered, request, rule)) is not None and path not in left
        ]
        if not answers:
            break
        case = min(answers, key=lambda answer: answer[0])[1]
    return Candidate(case, request)


def _missing(assessor: Assessor, case: Case, request: Request, rule: str) -> tuple[str, ...] | None:
    """What the derivations of the rule still need; nothing where one must hold, None where none can."""
    try:
        facts = facts_of(case, assessor.law, request.claimed_by)
    except CaseError:
        return None
    resolution = assessor.resolver.resolve(request.as_of, request.readings, request.rulebooks)
    evaluation = unconfirmed(resolution, facts).evaluation
    own = [
        derivation
        for key, found in evaluation.conclusions.items()
        for derivation in found.derivations
        if derivation.clause.rule == rule and not is_auxiliary(key)
    ]
    if not own:
        return None
    if any(not derivation.open for derivation in own):
        return ()
    return Needs(evaluation).of_derivations(own)
