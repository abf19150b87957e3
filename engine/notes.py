"""What the reader of an assessment must know beside it: facts nobody read, things to check, missing reasons."""

from __future__ import annotations

from collections.abc import Iterator

from engine.decide import Decision
from engine.model.assessment import Note
from engine.model.case import Case
from engine.model.rulebook import Law
from engine.model.values import Open
from engine.program import is_auxiliary


def unread(decision: Decision, law: Law) -> list[str]:
    """The facts given that no condition in force reads, by path."""
    read: set[tuple[str, str]] = set()
    for clause in decision.resolution.program.clauses():
        for pattern in clause.body:
            for test in pattern.shape.tests:
                read.update((pattern.shape.template, f) for f in (test.field, test.other) if f)
            read.update((pattern.shape.template, field) for field in pattern.shape.links)
            for carried in clause.carries:
                read.update((pattern.shape.template, field) for field in carried.fields if carried.of == pattern.entry)
    for declared in law.vocabulary.templates.values():
        read.update((source, link) for source, links in declared.one_per.items() for link in links)
    place_of = {row.place: row.template for row in decision.facts.rows}
    return sorted(
        path
        for path, fact in decision.facts.given.items()
        if fact.value is not Open.UNKNOWN or fact.claims
        if (place_of[path.rpartition(".")[0]], path.rpartition(".")[2]) not in read
    )


def told_by_nobody(case: Case, claimed_by: str | None) -> list[Note]:
    """That nobody of that name claims anything in the case, if so."""
    if claimed_by is None or claimed_by in case.parties():
        return []
    parties = ", ".join(sorted(case.parties())) or "–"
    return [Note(code="no_such_party", about=claimed_by, values={"parties": parties})]


def notes(decision: Decision, case: Case, law: Law, claimed_by: str | None) -> list[Note]:
    """The notes: what each rulebook wants checked, references inferred, open norms answered without a reason."""
    day = decision.resolution.as_of
    found = told_by_nobody(case, claimed_by)
    for book in law.rulebooks.values():
        if book not in decision.resolution.rulebooks:
            if any(rule.rulebook == book.id for rule in decision.resolution.not_in_force):
                found.append(
                    Note(code="not_in_force", about=book.id, note=book.manifest.title, values={"day": str(day)})
                )
            continue
        for check in book.manifest.to_check:
            if check.touches(day) and (not check.rules or set(check.rules) & _concluding(decision)):
                found.append(Note(code="to_check", about=book.id, note=check.note))
        found.extend(
            Note(code="inferred_reference", about=f"{book.id} {ref.provision}", note=ref.because)
            for ref in book.manifest.cross_references
        )
    found.extend(_not_implied(decision, law))
    found.extend(_judgements(case, law))
    return found


def _concluding(decision: Decision) -> set[str]:
    """The rules that some conclusion rests on or may rest on."""
    declared = (c for key, c in decision.evaluation.conclusions.items() if not is_auxiliary(key))
    return {d.clause.rule for found in declared for d in found.derivations}


def _not_implied(decision: Decision, law: Law) -> Iterator[Note]:
    """Entries on whose open links it depends whether another entry is implied; what rests on that one is silent."""
    for declared in law.vocabulary.templates.values():
        for source, links in declared.one_per.items():
            for row in decision.facts.rows.of(source):
                if any(name in row.links and not row.links[name].certain for name in links):
                    yield Note(code="not_implied", about=row.place, note=declared.label)


def _judgements(case: Case, law: Law) -> Iterator[Note]:
    for template, declared in law.vocabulary.templates.items():
        for entry in sorted(case.entries.get(template, {}).values(), key=lambda entry: entry.id):
            for name, field in declared.fields.items():
                fact = entry.facts.get(name)
                if not field.judgement or field.label is None or fact is None or fact.because:
                    continue
                if fact.value not in (None, Open.UNKNOWN):
                    path = f"{declared.section}.{entry.id}.{name}"
                    yield Note(code="judgement_without_reason", about=path, note=field.label)
