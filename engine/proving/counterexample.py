"""A case that shows something, made as small and as plain as it can be while it still does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from engine.errors import CaseError, EvaluationError, Problem
from engine.model.case import Case, Entry, Fact
from engine.model.rulebook import Law

Cases = tuple[Case, ...]


def smallest(cases: Cases, law: Law, fixed: frozenset[str], shows: Callable[[Cases], bool]) -> Cases:
    """The cases without any entry or fact that can go from all of them while they still show what they do.

    Of several choices that show it, the first is taken, so that what is shown does not hang on how it was found.
    ``fixed`` are the paths of facts that stay, for it is by them that the cases differ.
    """
    again = True
    while again:
        again = False
        for simpler in (*_smaller(cases, law, fixed), *_plainer(cases, law, fixed)):
            if _still(simpler, shows):
                cases, again = simpler, True
                break
    return cases


def plainest(
    readings: Mapping[str, str], fixed: Mapping[str, str], law: Law, shows: Callable[[Mapping[str, str]], bool]
) -> dict[str, str]:
    """The readings with every one at its default that does not matter and is not fixed."""
    chosen = dict(readings)
    for name in sorted(chosen.keys() - fixed.keys()):
        default = law.readings()[name].default
        if chosen[name] != default and shows({**chosen, name: default}):
            chosen[name] = default
    return chosen


@contextmanager
def confirming(otherwise: Problem) -> Iterator[None]:
    """Inside, both engines are asked; where they differ, what was found is not confirmed: that problem says so."""
    try:
        yield
    except EvaluationError as error:
        if all(problem.code == "E501" for problem in error.problems):
            raise EvaluationError([otherwise]) from error
        raise


def _still(cases: Cases, shows: Callable[[Cases], bool]) -> bool:
    try:
        return shows(cases)
    except CaseError:  # what it would imply is taken
        return False


def _smaller(cases: Cases, law: Law, fixed: frozenset[str]) -> Iterator[Cases]:
    """The cases without one entry, or without one fact."""
    for template, entries in cases[0].entries.items():
        section = law.vocabulary.section_of(template)
        for entry in entries:
            if not any(path.startswith(f"{section}.{entry}.") for path in fixed):
                yield tuple(_without_entry(case, law, template, entry) for case in cases)
    for template, entry, field in _facts(cases, law, fixed):
        if not any(field in _required(case.entries[template][entry], law) for case in cases):
            yield tuple(_without_fact(case, template, entry, field) for case in cases)


def _plainer(cases: Cases, law: Law, fixed: frozenset[str]) -> Iterator[Cases]:
    """The cases with one choice, or one row of a catalogue, that comes before the one they have."""
    for template, entry, name in _facts(cases, law, fixed):
        field = law.vocabulary.templates[template].fields[name]
        rows = law.vocabulary.catalogues[field.to].active() if field.to in law.vocabulary.catalogues else {}
        value = cases[0].entries[template][entry].facts[name].value
        known = [*(field.choices or rows)]
        for other in known[: known.index(value)] if value in known else ():
            if not law.vocabulary.required(other):
                yield tuple(_with_value(case, template, entry, name, other) for case in cases)


def _facts(cases: Cases, law: Law, fixed: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Template, id and field of every fact that is not fixed; all of the cases have it."""
    for template, entries in cases[0].entries.items():
        section = law.vocabulary.section_of(template)
        for entry, written in entries.items():
            yield from ((template, entry, name) for name in written.facts if f"{section}.{entry}.{name}" not in fixed)


def _required(entry: Entry, law: Law) -> set[str]:
    """What the rows that the entry names require of it."""
    return {name for fact in entry.facts.values() for name in law.vocabulary.required(str(fact.value))}


def _without_entry(case: Case, law: Law, template: str, entry: str) -> Case:
    """The case without that entry, and without any link to it."""
    entries: dict[str, dict[str, Entry]] = {}
    for name, mine in case.entries.items():
        links = {f for f, field in law.vocabulary.templates[name].fields.items() if field.to == template}
        kept = {i: _unlinked(one, links, entry) for i, one in mine.items() if (name, i) != (template, entry)}
        if kept:
            entries[name] = kept
    return case.model_copy(update={"entries": entries})


def _unlinked(one: Entry, links: set[str], entry: str) -> Entry:
    facts = {f: fact for f, fact in one.facts.items() if f not in links or fact.value != entry}
    return one.model_copy(update={"facts": facts})


def _without_fact(case: Case, template: str, entry: str, field: str) -> Case:
    facts = case.entries[template][entry].facts
    return with_facts(case, template, entry, {name: fact for name, fact in facts.items() if name != field})


def _with_value(case: Case, template: str, entry: str, field: str, value: str) -> Case:
    facts = case.entries[template][entry].facts
    return with_facts(case, template, entry, {**facts, field: facts[field].model_copy(update={"value": value})})


def with_facts(case: Case, template: str, entry: str, facts: Mapping[str, Fact]) -> Case:
    """The case with those facts of one entry, and no other of it."""
    entries = case.entries[template]
    changed: Entry = entries[entry].model_copy(update={"facts": dict(facts)})
    return case.model_copy(update={"entries": {**case.entries, template: {**entries, entry: changed}}})
