"""A case that shows something, made as small as it can be while it still does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from engine.errors import CaseError
from engine.model.case import Case, Entry
from engine.model.rulebook import Law

Cases = tuple[Case, ...]


def smallest(cases: Cases, law: Law, fixed: frozenset[str], shows: Callable[[Cases], bool]) -> Cases:
    """The cases without any entry or fact that can go from all of them while they still show what they do.

    ``fixed`` are the paths of facts that stay, for it is by them that the cases differ.
    """
    again = True
    while again:
        again = False
        for fewer in _smaller(cases, law, fixed):
            if _still(fewer, shows):
                cases, again = fewer, True
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
    for template, entries in cases[0].entries.items():
        section = law.vocabulary.section_of(template)
        for entry, written in entries.items():
            for field in written.facts:
                if f"{section}.{entry}.{field}" not in fixed:
                    yield tuple(_without_fact(case, template, entry, field) for case in cases)


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
    mine = case.entries[template][entry]
    smaller: Entry = mine.model_copy(update={"facts": {f: fact for f, fact in mine.facts.items() if f != field}})
    return case.model_copy(update={"entries": {**case.entries, template: {**case.entries[template], entry: smaller}}})
