"""Rulebooks to browse: text, rules and coverage, provision by provision."""

from __future__ import annotations

import datetime
from typing import Literal

from engine.chart import chart
from engine.errors import Findings, InputError
from engine.model.json_text import json_text
from engine.model.rulebook import Law, Rulebook
from engine.model.values import written
from engine.model.vocabulary import Field
from engine.report.chart_words import ChartWording
from engine.report.document import Document, Heading, Item, Table
from engine.report.mermaid import mermaid
from engine.report.provisions import Provisions, coverage_of, rules_of
from engine.report.words import Wording


def contents(law: Law, wording: Wording) -> Document:
    """Every rulebook with its provisions: what became of each and which rules encode it."""
    made = Document([Heading(1, wording.say("rules"))])
    columns = tuple(wording.say(f"column_{name}") for name in ("provision", "status", "rule"))
    shown = Provisions(law, wording)
    for book in law.rulebooks.values():
        made.add(*shown.head(book, 2))
        rows = tuple(
            (
                provision,
                coverage_of(book, provision, wording),
                ", ".join(rule.id for rule in rules_of(book, law, provision)),
            )
            for provision in book.source
        )
        made.add(Table(columns, rows))
    return made


def whole(law: Law, wording: Wording) -> Document:
    """Every rulebook as a document to read from beginning to end."""
    made, shown = Document(), Provisions(law, wording)
    for book in law.rulebooks.values():
        _book(made, book, shown)
    return made


def found(law: Law, name: str, wording: Wording) -> Document:
    """What is called ``name``: a rulebook, a provision and all below it, a rule, property, conclusion, reading,
    threshold, catalogue. InputError (U501) if nothing is.
    """
    made, shown = Document(), Provisions(law, wording)
    for book in law.rulebooks.values():
        if name == book.id:
            _book(made, book, shown)
            continue
        provisions = [p for p in book.source if _is_or_below(p, name)]
        if provisions:
            made.add(*shown.head(book, 1))
        for provision in provisions:
            made.add(*shown.provision(book, provision))
        for rule in book.rules.values():
            if rule.id == name or any(item.code == name for item in rule.then):
                made.add(*shown.rule(rule))
        if name in book.properties:
            made.add(*shown.property(book.properties[name]))
        if name in book.manifest.readings:
            made.add(*shown.reading(name, book))
        if name in book.manifest.thresholds:
            made.add(*shown.threshold(name, book))
    if name in law.vocabulary.catalogues:
        _catalogue(made, law, name, wording)
    if not made.blocks:
        ensure_known(law, name)
    return made


def picture(law: Law, name: str | None, form: str, wording: Wording, as_of: datetime.date) -> str:
    """The map of what is called ``name``, of every rulebook in force on that day without one, as SVG or Mermaid text.

    InputError (U501) if nothing is called so.
    """
    if name is not None:
        ensure_known(law, name)
    drawn, words = chart(law, name, as_of), ChartWording(wording, law)
    if form == "mermaid":
        return mermaid(drawn, words, name)
    from engine.report.svg import svg  # igraph is loaded for a drawing only

    return svg(drawn, words, name)


def ensure_known(law: Law, name: str) -> None:
    """InputError (U501), with the nearest name there is, if nothing is called ``name``."""
    known = names(law)
    if name not in known and not any(_is_or_below(each, name) for each in known):
        findings = Findings()
        findings.add("U501", None, given=name, known=known)
        findings.raise_if_any(InputError)


def _is_or_below(provision: str, name: str) -> bool:
    return provision == name or provision.startswith((f"{name}-", f"{name}."))


def _book(made: Document, book: Rulebook, shown: Provisions) -> None:
    made.add(*shown.head(book, 1), *shown.preface(book))
    for provision in book.source:
        made.add(*shown.provision(book, provision))
    made.add(*shown.properties(book))


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
    books = law.rulebooks.values()
    found: set[str] = {provision for book in books for provision in book.source}
    found.update(name for book in books for name in book.manifest.thresholds)
    found.update(law.properties())
    return found.union(law.rulebooks, law.rules(), law.declared(), law.readings(), law.vocabulary.catalogues)


def as_json(law: Law, name: str | None) -> str:
    """The rulebooks, or what is called ``name``, as JSON text, ending in a newline."""
    rows = []
    for book in law.rulebooks.values():
        for provision, text in book.source.items():
            encoded = rules_of(book, law, provision)
            called = {provision, *(rule.id for rule in encoded), *(i.code for rule in encoded for i in rule.then)}
            if name is None or name in (book.id, *called) or _is_or_below(provision, name):
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
    return json_text(
        {
            "format": "chetai/rules/1",
            "provisions": rows,
            "properties": [
                {"id": one.id, "rulebook": one.rulebook, "at": str(one.at), "label": one.label.model_dump()}
                | {"provisions": list(one.provision), "text": one.text}
                for one in law.properties().values()
                if name in (None, one.rulebook, one.id) or any(_is_or_below(p, name or "") for p in one.provision)
            ],
            "readings": _named_rows(law, name, "readings"),
            "thresholds": _named_rows(law, name, "thresholds"),
            "catalogues": _catalogue_rows(law, name),
        }
    )


def _named_rows(law: Law, name: str | None, kind: Literal["readings", "thresholds"]) -> dict[str, object]:
    """The readings or thresholds asked for, by themselves or with their rulebook or provision."""
    return {
        key: {"rulebook": book.id} | row.model_dump(mode="json", by_alias=True)
        for book in law.rulebooks.values()
        for key, row in (book.manifest.readings if kind == "readings" else book.manifest.thresholds).items()
        if name in (None, book.id, key) or (row.provision and _is_or_below(row.provision, name or ""))
    }
