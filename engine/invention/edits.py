"""Small changes of a case: one fact otherwise, one entry more, one fewer."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal

from engine.errors import CaseError, Location
from engine.facts import facts_of, with_entry, with_fact
from engine.model.case import Case, Entry, Fact
from engine.model.rulebook import Law
from engine.model.values import Open, Value
from engine.model.vocabulary import Field
from engine.rows import Row

HERE = Location("case.yaml")
_DAY = datetime.timedelta(days=1)


def edited(case: Case, law: Law, fields: Mapping[str, set[str]], landmarks: set[Value]) -> Iterator[Case]:
    """Every case that differs from this one in one fact of those fields by template, or by the copy of an entry.

    Numbers and dates are tried at, just below and just above each landmark and each date of the case. None where the
    case implies an entry whose id is taken.
    """
    try:
        given = facts_of(case, law).rows
    except CaseError:
        return
    rows = [row for row in given if row.template in fields and row.template in case_templates(law)]
    dates = {v for row in rows for v in (*row.values.values(), case.as_of) if isinstance(v, datetime.date)}
    for row in rows:
        for name in sorted(fields.get(row.template, ())):
            field = law.vocabulary.templates[row.template].fields[name]
            for value in _values(field, case, law, landmarks | dates):
                if row.values.get(name) != value and not _links(row, name, value):
                    yield _told(case, row, name, value)
            if field.is_link and name in row.links:
                yield _told(case, row, name, None)
    for row in rows:
        if entry := case.entries.get(row.template, {}).get(row.id):
            copy = entry.model_copy(update={"id": _free_id(case, row.id)})
            yield with_entry(case, row.template, copy)
            for name in sorted(fields[row.template] & row.links.keys()):
                yield from _moved(case, law, row, name, copy)


def with_fact_of(case: Case, law: Law, path: str, landmarks: set[Value]) -> Iterator[Case]:
    """The case with each known value of the fact at that path (``acts.a1.by``); none where there is no such fact."""
    place, _, name = path.rpartition(".")
    row = facts_of(case, law).row(place)
    if row is not None and row.template in case_templates(law):
        field = law.vocabulary.templates[row.template].fields[name]
        dates = {v for v in (*row.values.values(), case.as_of) if isinstance(v, datetime.date)}
        for value in _values(field, case, law, landmarks | dates):
            if value is not Open.UNKNOWN:
                yield _told(case, row, name, value)


def _moved(case: Case, law: Law, row: Row, name: str, copy: Entry) -> Iterator[Case]:
    """The case with the entry, or a copy of it beside it, linked there to a copy of what it links to."""
    target = law.vocabulary.templates[row.template].fields[name].to or ""
    linked = case.entries.get(target, {}).get(min(row.links[name].ids, default=""))
    if linked is None:
        return
    other = linked.model_copy(update={"id": _free_id(case, linked.id)})
    wider = with_entry(case, target, other)
    yield _told(wider, row, name, other.id)
    yield with_entry(wider, row.template, _with(copy, name, other.id))


def _with(entry: Entry, name: str, value: Value) -> Entry:
    return entry.model_copy(update={"facts": entry.facts | {name: Fact(value=value, at=HERE)}})


def case_templates(law: Law) -> set[str]:
    """The templates whose entries a case file holds."""
    return set(law.vocabulary.sections().values())


def _told(case: Case, row: Row, name: str, value: Value | None) -> Case:
    """The case with that value of the row's entry, or, for None, without any."""
    return with_fact(case, row, name, Fact(value=value, at=HERE) if value is not None else None)


def smaller(case: Case, law: Law) -> Iterator[Case]:
    """Every case with one entry fewer (and no link to it), or one fact fewer, or one without its dispute."""
    for template, entries in case.entries.items():
        for entry_id in entries:
            yield _without(case, law, template, entry_id)
    for template, entries in case.entries.items():
        for entry in entries.values():
            for name, fact in entry.facts.items():
                rest = {field: other for field, other in entry.facts.items() if field != name}
                yield with_entry(case, template, entry.model_copy(update={"facts": rest}))
                if fact.value is not None and (fact.claims or fact.evidence or fact.because or fact.by):
                    plain = entry.facts | {name: Fact(value=fact.value, at=fact.at)}
                    yield with_entry(case, template, entry.model_copy(update={"facts": plain}))


def _without(case: Case, law: Law, template: str, entry_id: str) -> Case:
    """The case without that entry; links to it are gone with it."""
    kept: dict[str, dict[str, Entry]] = {}
    for name, entries in case.entries.items():
        linking = [f for f, field in law.vocabulary.templates[name].fields.items() if field.to == template]
        kept[name] = {
            entry.id: entry.model_copy(update={"facts": _unlinked(entry.facts, linking, entry_id)})
            for entry in entries.values()
            if (name, entry.id) != (template, entry_id)
        }
    return case.model_copy(update={"entries": {name: entries for name, entries in kept.items() if entries}})


def _unlinked(facts: dict[str, Fact], linking: list[str], entry_id: str) -> dict[str, Fact]:
    return {
        name: fact
        for name, fact in facts.items()
        if name not in linking or entry_id not in (fact.value, *fact.claims.values())
    }


def _values(field: Field, case: Case, law: Law, landmarks: set[Value]) -> Iterator[Value]:
    if field.to is not None:
        catalogue = law.vocabulary.catalogues.get(field.to)
        rows = catalogue.active() if catalogue else {}
        usable = [code for code, row in rows.items() if not row.requires]
        yield from sorted(usable if catalogue else list(case.entries.get(field.to, {})))
    elif field.type in ("yes_no", "choice"):
        yield from field.admitted()
        yield Open.UNKNOWN
    elif field.type == "number":
        marks = [mark for mark in landmarks if isinstance(mark, Decimal)]
        near: list[Decimal] = sorted({mark + step for mark in marks for step in (-1, 0, 1)})
        low, high = field.at_least, field.at_most
        yield from (n for n in near if (low is None or n >= low) and (high is None or n <= high))
    elif field.type == "date":
        yield from sorted({d + s * _DAY for d in landmarks if isinstance(d, datetime.date) for s in (-1, 0, 1)})
        yield Open.NOT_YET


def _links(row: Row, name: str, value: Value) -> bool:
    link = row.links.get(name)
    return link is not None and link.certain and link.ids == {value}


def _free_id(case: Case, like: str) -> str:
    taken = {entry_id for entries in case.entries.values() for entry_id in entries}
    return next(name for number in range(2, len(taken) + 3) if (name := f"{like}_{number}") not in taken)
