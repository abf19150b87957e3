"""For a mutant that survives: a case that would tell it from the law as it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from engine.assess import Assessor, Request
from engine.decide import Decision, unconfirmed
from engine.errors import CaseError, ResolutionError
from engine.evaluation import Derivation, Evaluation, Status
from engine.facts import facts_of
from engine.flips import evaluated_again
from engine.invention.search import Candidate, Search, landmarks, read_by
from engine.invention.seeds import Seeds
from engine.model.base import Validity
from engine.model.rule import Rule
from engine.model.rulebook import Law, Manifest
from engine.mutation.killing import Rehearsals
from engine.mutation.mutant import Mutant
from engine.program import is_auxiliary
from engine.resolve.alternatives import readings_of, single_choices
from engine.resolve.thresholds import thresholds_of

_DAY = datetime.timedelta(days=1)


def telling_case(rehearsals: Rehearsals, seeds: Seeds, mutant: Mutant) -> Candidate | None:
    """A case of which the mutated law says something else, as small as it can be; None if none was found."""
    assessor = rehearsals.assessor
    law, other = assessor.law, rehearsals.under(mutant)
    if isinstance(mutant.changed, Rule):
        rules = [law.rules()[mutant.changed.id]]
        read = [*rules, mutant.changed]
    else:
        rules = read = _depending(law, mutant.rulebook, mutant.changed)
    mentioned = {name for rule in read for name in readings_of(rule)}
    readings = list(single_choices(law.readings(), mentioned))
    days = _days(law, mutant)
    near = [seed for rule in rules for seed in seeds.near(rule, readings, days)]
    apart = _Apart(assessor, other, mutant)
    for shows in (apart.decides, apart.tells):
        search = Search(law, read_by(law, read), read_by(law, read, itself=True), landmarks(other.law))
        if found := search.among(near, shows):
            return found
    return None


def _depending(law: Law, rulebook: str, changed: Manifest) -> list[Rule]:
    """The rules that depend on a reading or threshold that is otherwise; all of the rulebook where none is."""
    manifest = law.rulebooks[rulebook].manifest
    readings = {
        name for name, reading in changed.readings.items() if reading.default != manifest.readings[name].default
    }
    thresholds = {name for name, threshold in changed.thresholds.items() if threshold != manifest.thresholds[name]}
    rules = list(law.rules().values())
    found = [rule for rule in rules if readings_of(rule) & readings or thresholds_of(rule, law) & thresholds]
    return found or list(law.rulebooks[rulebook].rules.values())


def _days(law: Law, mutant: Mutant) -> tuple[datetime.date, ...]:
    """The days on which the mutant is another law, where it is one only on some."""
    book = law.rulebooks[mutant.rulebook]
    if isinstance(mutant.changed, Rule):
        return tuple(_differing(law.rules()[mutant.changed.id].in_force, mutant.changed.in_force))
    days = list(_differing(book.manifest.in_force, mutant.changed.in_force))
    for name, threshold in mutant.changed.thresholds.items():
        for was, now in zip(book.manifest.thresholds[name].values, threshold.values, strict=True):
            if was.from_ != now.from_:
                days.append(min(was.from_, now.from_))
    return tuple(days)


def _differing(one: Validity, other: Validity) -> Iterator[datetime.date]:
    ends = [day for validity in (one, other) for day in (validity.from_, validity.until) if day]
    near = sorted({day + step * _DAY for day in ends for step in (-1, 0, 1)})
    return (day for day in near if one.covers(day) != other.covers(day))


class _Apart:
    """Whether two laws, one a mutant of the other, say something else of a case."""

    def __init__(self, law: Assessor, other: Assessor, mutant: Mutant) -> None:
        self.law = law
        self.other = other
        self.mutant = mutant

    def decides(self, candidate: Candidate) -> bool:
        """Whether something that must hold under one cannot under the other: what a reader sees at once."""
        if self._is_no_law(candidate.request):
            return True
        both = self._decisions(candidate)
        if both is None:
            return False
        mine, theirs = both
        if self.mutant.kind == "change-provision":
            # The scenario made of it names the verdict of the rule with its provision.
            return any(not d.open for d in _derivations(mine.evaluation, self.mutant.owner))
        shown = [key for key in {*mine.evaluation.conclusions, *theirs.evaluation.conclusions} if self._is_shown(key)]
        statuses = [{d.evaluation.status(key) for d in (mine, theirs)} for key in shown]
        return {Status.HOLDS, Status.DOES_NOT_HOLD} in statuses

    def tells(self, candidate: Candidate) -> bool:
        """Whether anything of what is concluded differs."""
        both = self._decisions(candidate)
        if both is None:
            return False
        mine, theirs = both
        was, now = mine.resolution, theirs.resolution
        same_law = was.readings == now.readings and was.rulebooks == now.rulebooks
        if same_law and _said(mine.evaluation) == _said(theirs.evaluation) and not self._carries():
            return False
        return self.law.conclusions(candidate.request, mine) != self.other.conclusions(candidate.request, theirs)

    def _is_no_law(self, request: Request) -> bool:
        """Whether the mutant is no law on that day, though the law is one."""
        try:
            self.law.resolver.resolve(request.as_of, request.readings, request.rulebooks)
        except ResolutionError:
            return False
        try:
            self.other.resolver.resolve(request.as_of, request.readings, request.rulebooks)
        except ResolutionError:
            return True
        return False

    def _decisions(self, candidate: Candidate) -> tuple[Decision, Decision] | None:
        request = candidate.request
        try:
            facts = facts_of(candidate.case, self.law.law, request.claimed_by)
            mine = self.law.resolver.resolve(request.as_of, request.readings, request.rulebooks)
            theirs = self.other.resolver.resolve(request.as_of, request.readings, request.rulebooks)
        except (CaseError, ResolutionError):  # an implied entry would have the id of another; no law on that day
            return None
        decision = unconfirmed(mine, facts)
        return decision, replace(decision, resolution=theirs, evaluation=evaluated_again(decision, theirs.program))

    def _is_shown(self, key: str) -> bool:
        declared = self.law.law.declared().get(key.partition("(")[0])
        return declared is not None and not declared[1].internal

    def _carries(self) -> bool:
        """Whether the change may show in what a conclusion carries."""
        rules = self.law.law.rules()
        owned = [rules[self.mutant.owner]] if self.mutant.owner in rules else rules.values()
        return any(item.carries for rule in owned for item in rule.then)


def _derivations(evaluation: Evaluation, rule: str) -> Iterator[Derivation]:
    return (d for found in evaluation.conclusions.values() for d in found.derivations if d.clause.rule == rule)


def _said(evaluation: Evaluation) -> dict[str, object]:
    return {key: said for key, said in evaluation.answer().items() if not is_auxiliary(key)}
