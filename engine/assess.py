"""From a case to an assessment: decide, turn each reading over, conclude, and say what the reader must know."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from engine.certainty import settled
from engine.conclude import Concluder, read_key
from engine.decide import Decision, decide
from engine.evaluation import Status
from engine.explain.tree import Explainer
from engine.explain.verdicts import verdicts
from engine.facts import Facts, facts_of
from engine.flips import Flip, flips
from engine.model.assessment import Assessment, CaseRef, ConclusionResult, Engines, RulebookRef, TurnsOn
from engine.model.case import Case
from engine.model.explanation import Explanation
from engine.model.rulebook import Law
from engine.naming import Naming
from engine.notes import notes, unread
from engine.program import written_key
from engine.resolve import Resolution, Resolver
from engine.versions import more_lenient


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a case: whose law on which day, readings, rulebooks (all if none), whose telling, how much."""

    as_of: datetime.date
    readings: Mapping[str, str] = field(default_factory=dict)
    rulebooks: tuple[str, ...] = ()
    claimed_by: str | None = None
    everything: bool = False


@dataclass(frozen=True)
class Assessed:
    """An assessment together with the decision it says, for whoever must explain it."""

    case: Case
    law: Law
    decision: Decision
    assessment: Assessment

    @property
    def naming(self) -> Naming:
        """How the entries of the case are called."""
        return Naming(self.decision.facts, self.law)

    @property
    def explainer(self) -> Explainer:
        """Explains the decision's conclusions."""
        return Explainer(self.decision, self.law)

    def explain(self, key: str) -> Explanation:
        """Why a conclusion has its status, whatever it is.

        Raises CaseError: C442 no such conclusion, C443 its arguments, C444 no such entry.
        """
        code, args = read_key(key, self.law, self.decision.facts)
        key = written_key(code, args.values())
        listed = self.assessment.conclusion(key)
        return Explanation(
            case=self.assessment.case,
            as_of=self.assessment.as_of,
            conclusion=self.explainer.conclusion(key, code, args),
            settled=listed.settled if listed else None,
            needs=listed.needs if listed else [],
            turns_on=listed.turns_on if listed else [],
        )


class Assessor:
    """Assesses cases under one law; keeps what it has resolved.

    ``decided`` may be ``engine.decide.unconfirmed`` where nothing is recommended: in trying a law out.
    """

    def __init__(
        self, law: Law, decided: Callable[[Resolution, Facts], Decision] = decide, resolver: Resolver | None = None
    ) -> None:
        self.law = law
        self.decided = decided
        self.resolver = resolver or Resolver(law)

    def decision(self, case: Case, request: Request) -> Decision:
        """What both engines answer.

        Raises ResolutionError, CaseError (an implied id is taken), and EvaluationError where no answer may be given.
        """
        return self.decided(self._resolution(request, {}), facts_of(case, self.law, request.claimed_by))

    def assess(self, case: Case, request: Request) -> Assessment:
        """The assessment; raises what ``decision`` raises."""
        return self.examine(case, request).assessment

    def examine(self, case: Case, request: Request) -> Assessed:
        """The assessment with its decision; raises what ``decision`` raises."""
        decision = self.decision(case, request)
        return Assessed(case, self.law, decision, self._assessment(case, request, decision))

    def _assessment(self, case: Case, request: Request, decision: Decision) -> Assessment:
        resolution = decision.resolution
        turned = self._flips(request, decision)
        in_force = {
            name: choice
            for b in resolution.rulebooks
            for name, choice in resolution.readings.items()
            if name in b.manifest.readings
        }
        return Assessment(
            case=CaseRef(id=case.id, digest=case.digest),
            rulebooks=[RulebookRef(id=b.id, version=b.manifest.version, digest=b.digest) for b in resolution.rulebooks],
            as_of=resolution.as_of.isoformat(),
            readings=dict(sorted(in_force.items())),
            claimed_by=request.claimed_by,
            engines=Engines(decided_by=decision.decided_by, confirmed_by=list(decision.confirmed_by)),
            conclusions=self._conclusions(decision, turned, request.everything, self._settled(decision)),
            provisions=verdicts(decision, self.law, turned),
            unread=unread(decision, self.law),
            notes=[
                *notes(decision, case, self.law, request.claimed_by),
                *more_lenient(decision, self.law, lambda day: self._resolution(replace(request, as_of=day), {})),
            ],
        )

    def conclusions(self, request: Request, decision: Decision) -> list[ConclusionResult]:
        """What the assessment of that decision lists, and nothing else of it; what is certain is not looked at."""
        return self._conclusions(decision, self._flips(request, decision), request.everything, {})

    def _flips(self, request: Request, decision: Decision) -> list[Flip]:
        return flips(decision, lambda reading, choice: self._resolution(request, {reading: choice}))

    def _resolution(self, request: Request, other: Mapping[str, str]) -> Resolution:
        return self.resolver.resolve(request.as_of, {**request.readings, **other}, request.rulebooks)

    def _settled(self, decision: Decision) -> Mapping[str, Status]:
        """What is certain in every completion; not looked at for law that is only tried out."""
        return settled(decision, self.law) if decision.confirmed_by else {}

    def _conclusions(
        self, decision: Decision, turned: list[Flip], everything: bool, certain: Mapping[str, Status]
    ) -> list[ConclusionResult]:
        declared = self.law.declared()
        evaluation = decision.evaluation
        keys = {key: found.row.template for key, found in evaluation.conclusions.items()}
        for flip in turned:
            keys |= {key: found.row.template for key, found in flip.evaluation.conclusions.items()}
        if everything:
            keys |= dict(self._all_keys(decision))
        concluder = Concluder(decision, self.law, certain)
        results = []
        for key, code in sorted(keys.items()):
            if code not in declared or (declared[code][1].internal and not everything):
                continue
            status = evaluation.status(key)
            turns_on = [
                TurnsOn(reading=flip.reading, choice=flip.choice, status=flip.evaluation.status(key).value)
                for flip in turned
                if flip.evaluation.status(key) is not status
            ]
            if status is not Status.DOES_NOT_HOLD or turns_on or everything:
                results.append(concluder.result(key, code, status, turns_on))
        return results

    def _all_keys(self, decision: Decision) -> Iterator[tuple[str, str]]:
        """Every conclusion of the rulebooks in force about every entry it could be about."""
        for book in decision.resolution.rulebooks:
            for code, conclusion in book.manifest.conclusions.items():
                options = [
                    list(argument.admitted())
                    if argument.to is None
                    else [row.id for row in decision.facts.rows.of(argument.to)]
                    for argument in conclusion.fields.values()
                ]
                for values in product(*options):
                    yield written_key(code, values), code


# How a case is assessed: plainly, or with a report where the engines differ.
Examine = Callable[[Assessor, Case, Request], Assessed]
