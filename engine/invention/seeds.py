"""Where a search begins: cases made from the rule itself, or from what builds on it, then the scenarios at hand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from engine.assess import Assessor, Request
from engine.errors import ResolutionError
from engine.invention.exemplars import exemplars
from engine.invention.search import Candidate
from engine.invention.settling import settled
from engine.model.rule import Rule
from engine.model.rulebook import Law
from engine.rehearse import requested
from engine.staging import Staged

_MOST_EXEMPLARS = 8
_MOST_SCENARIOS = 24


class Seeds:
    """Cases near a rule, for every search over one law and its scenarios; what is made once is kept."""

    def __init__(self, assessor: Assessor, scenarios: Iterable[Staged] = ()) -> None:
        self.assessor = assessor
        self.scenarios = tuple(scenarios)
        self._made: dict[tuple[str, datetime.date, tuple[tuple[str, str], ...]], list[Candidate]] = {}

    def near(
        self, rule: Rule, readings: Iterable[Mapping[str, str]] = ({},), days: Iterable[datetime.date] = ()
    ) -> Iterator[Candidate]:
        """Cases made from the rule, and from those that show what it concludes; then scenarios in which it derives.

        They are asked about under each of the readings, on each of the days (on one it is in force, if none is given).
        """
        for shown in [rule, *shown_by(self.assessor.law, rule)]:
            for day in list(days) or [day_in_force(self.assessor.law, shown)]:
                for chosen in readings:
                    yield from self._exemplars(shown, Request(day, chosen, (shown.rulebook,)))
        deriving = [one for one in self.scenarios if rule.id in one.deriving]
        smallest = sorted(deriving, key=lambda one: sum(map(len, one.scenario.case.entries.values())))
        for one in smallest[:_MOST_SCENARIOS]:
            yield Candidate(one.scenario.case, requested(one.scenario))

    def _exemplars(self, rule: Rule, request: Request) -> list[Candidate]:
        key = (rule.id, request.as_of, tuple(sorted(request.readings.items())))
        if key not in self._made:
            self._made[key] = list(self._from(rule, request))
        return self._made[key]

    def _from(self, rule: Rule, request: Request) -> Iterator[Candidate]:
        """Made from the rule as in force on the day asked about, or, where it is not, as on another."""
        law = self.assessor.law
        for day in dict.fromkeys((request.as_of, day_in_force(law, rule))):
            try:
                resolution = self.assessor.resolver.resolve(day, request.readings, request.rulebooks)
            except ResolutionError:
                continue
            if rule.id in resolution.rules:
                made = exemplars(resolution.program, rule.id, law, day)
                for case in islice(made, _MOST_EXEMPLARS):
                    found = settled(self.assessor, Candidate(case, replace(request, as_of=day)), rule.id)
                    yield Candidate(found.case.model_copy(update={"as_of": request.as_of}), request)
                return


def shown_by(law: Law, rule: Rule) -> list[Rule]:
    """For a rule that concludes only steps of the reasoning: the nearest rules by which an assessment shows them."""
    declared = law.declared()
    reached, codes = {rule.id}, {item.code for item in rule.then}
    while codes and all(declared[code][1].internal for code in codes):
        following = [
            other
            for other in law.rules().values()
            if other.id not in reached and any(pattern.template in codes for pattern in other.patterns())
        ]
        shown = [o for o in following if any(not declared[item.code][1].internal for item in o.then)]
        if shown:
            return shown
        reached |= {other.id for other in following}
        codes = {item.code for other in following for item in other.then}
    return []


def day_in_force(law: Law, rule: Rule) -> datetime.date:
    """A day on which the rule is in force: the latest day on which something of the law begins, if it can be."""
    validities = [rule.in_force, law.rulebooks[rule.rulebook].manifest.in_force]
    begins = [book.manifest.in_force.from_ for book in law.rulebooks.values()]
    begins += [value.from_ for threshold in law.thresholds().values() for value in threshold.values]
    earliest = max((v.from_ for v in validities if v.from_), default=datetime.date.min)
    latest = min((v.until for v in validities if v.until), default=datetime.date.max)
    wanted = max((day for day in begins if day), default=datetime.date(2000, 1, 1))
    return min(max(wanted, earliest), latest)
