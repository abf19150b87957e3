"""Earlier versions of rules that also cover a case: what they would say, where that is more lenient for the person."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from engine.decide import Decision
from engine.evaluation import Status
from engine.evaluators import reference
from engine.model.assessment import Note
from engine.model.rule import Rule
from engine.model.rulebook import Law
from engine.resolve import Resolution

_ORDER = [Status.DOES_NOT_HOLD, Status.UNDETERMINED, Status.HOLDS]


def more_lenient(decision: Decision, law: Law, resolved: Callable[[datetime.date], Resolution]) -> list[Note]:
    """A note for each conclusion that an earlier version, in force on a date of the case, decides more leniently.

    The rules in force on the case's own day decide; this is information beside them.
    """
    return [
        note
        for last_day in sorted(set(_last_days(decision, law)))
        if any(day <= last_day for day in _dates(decision))
        for note in _notes(decision, law, last_day, resolved(last_day))
    ]


def _last_days(decision: Decision, law: Law) -> Iterator[datetime.date]:
    """The last day of every earlier version of a rule in force."""
    rules = law.rules()
    for rule in decision.resolution.rules.values():
        for name in rule.replaces:
            last_day = _last_day(rules[name], law)
            if last_day is not None:
                yield last_day


def _last_day(rule: Rule, law: Law) -> datetime.date | None:
    return rule.in_force.until or law.rulebooks[rule.rulebook].manifest.in_force.until


def _dates(decision: Decision) -> Iterator[datetime.date]:
    """Every date that the case gives."""
    for row in decision.facts.rows:
        yield from (value for value in row.values.values() if isinstance(value, datetime.date))


def _notes(decision: Decision, law: Law, day: datetime.date, earlier: Resolution) -> Iterator[Note]:
    before = reference.evaluate(earlier.program, decision.facts.rows)
    declared = law.declared()
    keys = {k: c.row.template for e in (before, decision.evaluation) for k, c in e.conclusions.items()}
    for key, code in sorted(keys.items()):
        weighs = declared[code][1].weighs if code in declared else None
        was, now = before.status(key), decision.evaluation.status(key)
        lighter = _ORDER.index(was) < _ORDER.index(now) if weighs == "burden" else _ORDER.index(was) > _ORDER.index(now)
        if weighs is not None and lighter:
            yield Note(code="more_lenient_version", about=key, values={"day": day.isoformat(), "status": was.value})
