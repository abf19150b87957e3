"""A scenario that speaks of a rule, conclusion, provision, reading or rulebook that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.model.rulebook import Law
from engine.model.scenario import Expected
from engine.reading.places import Steps
from engine.reading.scenario import place_in

CODE = "L752"
EVERY_RULE = True

_Named = tuple[Steps, str, set[str]]


def find(subject: Subject) -> Iterator[Found]:
    """Names in scenarios that the law does not have."""
    for scenario in subject.scenarios:
        told: set[str] = set()
        for steps, given, known in _named(scenario.expected, subject.law):
            if given not in known and given not in told:
                told.add(given)
                at = place_in(scenario, *steps)
                yield found(at, f"{scenario.folder.name}: {given}", given=given, known=known)


def _named(expected: Expected, law: Law) -> Iterator[_Named]:
    """Every name in what a scenario expects: where, what, and which names there are."""
    rules, readings = set(law.rules()), law.readings()
    provisions = {provision for book in law.rulebooks.values() for provision in book.source}
    choices = {f"{name}={choice}" for name, reading in readings.items() for choice in reading.choices}
    for number, book in enumerate(expected.assess.rulebooks):
        yield ("assess", "rulebooks", number), book, set(law.rulebooks)
    for name, choice in expected.assess.readings.items():
        yield ("assess", "readings", name), f"{name}={choice}", choices
    for key, conclusion in expected.conclusions.items():
        yield ("conclusions", key), key.partition("(")[0], set(law.declared())
        for number, provision in enumerate(conclusion.provisions or ()):
            yield ("conclusions", key, "provisions", number), provision, provisions
        for number, because in enumerate(conclusion.because):
            for rule in because:
                yield ("conclusions", key, "because", number, rule), rule, rules
        for turn in conclusion.turns_on:
            yield ("conclusions", key, "turns_on", turn), turn, choices
    for number, verdict in enumerate(expected.verdicts):
        yield ("verdicts", number, "rule"), verdict.rule, rules
        if verdict.provision is not None:
            yield ("verdicts", number, "provision"), verdict.provision, provisions
