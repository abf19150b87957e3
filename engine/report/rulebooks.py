"""Rulebooks to browse: text, rules and coverage, provision by provision."""

from __future__ import annotations

from engine.explain.provisions import nominal_provisions
from engine.model.json_text import json_text
from engine.model.rule import Rule
from engine.model.rulebook import Law, Rulebook
from engine.model.values import written
from engine.model.vocabulary import Field
from engine.report.document import Code, Document, Heading, Item, Paragraph, Table
from engine.report.words import Wording


def contents(law: Law, wording: Wording) -> Document:
    """Every rulebook with its provisions: what became of each and which rules encode it."""
    made = Document([Heading(1, wording.say("rules"))])
    columns = tuple(wording.say(f"column_{name}") for name in ("provision", "status", "rule"))
    for book in law.rulebooks.values():
        _head(made, book, wording, 2)
        rows = tuple(
            (
                provision,
                _coverage(book, provision, wording),
                ", ".join(rule.id for rule in _rules(book, law, provision)),
            )
            for provision in book.source
        )
        made.add(Table(columns, rows))
    return made


def found(law: Law, name: str, wording: Wording) -> Document | None:
    """What is called ``name``: a provision and all below it, a rule, a conclusion, a catalogue; None if nothing is."""
    made = Document()
    for book in law.rulebooks.values():
        provisions = [p for p in book.source if name == book.id or p == name or p.startswith((f"{name}-", f"{name}."))]
        if provisions:
            _head(made, book, wording, 1)
        for provision in provisions:
            _provision(made, book, law, provision, wording)
        for rule in book.rules.values():
            if rule.id == name or any(item.code == name for item in rule.then):
                _rule(made, rule, wording)
    if name in law.vocabulary.catalogues:
        _catalogue(made, law, name, wording)
    return made if made.blocks else None


def _catalogue_rows(law: Law, name: str | None) -> dict[str, object]:
    """The catalogues asked for, row by row."""
    return {
        template: {
            code: {"label": row.label.model_dump(), "active": row.inactive is None}
            | {field: written(value) for field, value in row.values.items()}
            for code, row in catalogue.rows.items()
        }
        for template, catalogue in law.vocabulary.catalogues.items()
        if name in (None, template)
    }


def _catalogue(made: Document, law: Law, name: str, wording: Wording) -> None:
    """Every row with its fields, how far its text is verified among them; an inactive one says why."""
    fields = law.vocabulary.templates[name].fields
    made.add(Heading(1, wording.say("catalogue", name=name)))
    for code, row in law.vocabulary.catalogues[name].rows.items():
        made.add(Item(f"{code}: {wording.of(row.label)}"))
        said = [_field_said(fields[field], field, written(value), wording) for field, value in row.values.items()]
        use = wording.say("inactive", why=wording.of(row.inactive)) if row.inactive else wording.say("active")
        made.add(Item("; ".join([*said, use]), 1))


def _field_said(field: Field, name: str, value: str, wording: Wording) -> str:
    label = wording.of(field.label) if field.label else name
    if field.type == "yes_no":
        return f"{label}: {wording.say(value)}"
    return f"{label}: {wording.of(field.choices[value]) if value in field.choices else value}"


def names(law: Law) -> set[str]:
    """Everything ``found`` can find."""
    provisions = {provision for book in law.rulebooks.values() for provision in book.source}
    return provisions | set(law.rulebooks) | set(law.rules()) | set(law.declared()) | set(law.vocabulary.catalogues)


def as_json(law: Law, name: str | None) -> str:
    """The rulebooks, or what is called ``name``, as JSON text, ending in a newline."""
    rows = []
    for book in law.rulebooks.values():
        for provision, text in book.source.items():
            encoded = _rules(book, law, provision)
            called = {provision, *(rule.id for rule in encoded), *(i.code for rule in encoded for i in rule.then)}
            if name is None or name == book.id or name in called or provision.startswith((f"{name}-", f"{name}.")):
                row = book.coverage.get(provision)
                rows.append(
                    {
                        "rulebook": book.id,
                        "provision": provision,
                        "text": text,
                        "coverage": row.model_dump() if row else None,
                        "rules": [{"id": r.id, "at": str(r.at), "quote": r.quote, "text": r.text} for r in encoded],
                    }
                )
    return json_text({"format": "chetai/rules/1", "provisions": rows, "catalogues": _catalogue_rows(law, name)})


def _head(made: Document, book: Rulebook, wording: Wording, level: int) -> None:
    manifest = book.manifest
    title = wording.say("rules_of", title=wording.of(manifest.title), id=book.id, version=manifest.version)
    made.add(Heading(level, title))
    if manifest.in_force.from_:
        line = wording.say("in_force_from", day=wording.day(manifest.in_force.from_.isoformat()))
        if manifest.in_force.until:
            line += f", {wording.say('in_force_until', day=wording.day(manifest.in_force.until.isoformat()))}"
        made.add(Item(line))
    made.add(Item(wording.say("verification", text=wording.of(manifest.verification))))


def _coverage(book: Rulebook, provision: str, wording: Wording) -> str:
    row = book.coverage.get(provision)
    return wording.say(f"coverage_{row.status}" if row else "coverage_uncovered")


def _rules(book: Rulebook, law: Law, provision: str) -> list[Rule]:
    return [rule for rule in book.rules.values() if provision in nominal_provisions(rule, law)]


def _provision(made: Document, book: Rulebook, law: Law, provision: str, wording: Wording) -> None:
    made.add(Heading(2, wording.say("provision", short=wording.of(book.manifest.short), provision=provision)))
    made.add(Paragraph(f"{book.source[provision]} ({wording.say(f'text_{book.manifest.source.text}')})"))
    row = book.coverage.get(provision)
    because = f": {wording.of(row.because)}" if row and row.because else ""
    made.add(Item(f"{wording.say('coverage')}: {_coverage(book, provision, wording)}{because}"))
    if row and row.for_the_authority:
        made.add(Item(f"{wording.say('authority')}: {wording.of(row.for_the_authority)}"))
    for rule in _rules(book, law, provision):
        _rule(made, rule, wording)


def _rule(made: Document, rule: Rule, wording: Wording) -> None:
    title = wording.say("rule", id=rule.id)
    made.add(Heading(3, f"{title} – {wording.of(rule.label)}" if rule.label else title))
    made.add(Item(str(rule.at)), Code(rule.text))
