"""One vocabulary for two laws: the case files that both can read, as far as they speak of the same things."""

from __future__ import annotations

from engine.errors import EvaluationError, Findings
from engine.model.rulebook import Law
from engine.model.vocabulary import Catalogue, Field, Template, Vocabulary


def with_shared_vocabulary(old: Law, new: Law) -> tuple[Law, Law]:
    """Both laws with the templates and fields of either, the values that both admit, the catalogue rows that both have.

    Raises EvaluationError (E507) where the same name is another thing in the other law: then no file says the same to
    both.
    """
    first, second = old.vocabulary, new.vocabulary
    findings = Findings()
    templates = first.templates | second.templates
    for name in first.templates.keys() & second.templates.keys():
        templates[name] = _shared(name, first.templates[name], second.templates[name], findings)
    findings.raise_if_any(EvaluationError)
    both = first.catalogues.keys() & second.catalogues.keys()
    active = {name: first.catalogues[name].active().keys() & second.catalogues[name].active().keys() for name in both}

    def sharing(law: Law) -> Law:
        catalogues = {
            name: Catalogue(
                template=mine.template,
                rows={i: row for i, row in mine.rows.items() if i in active.get(name, mine.rows)},
            )
            for name, mine in (first.catalogues | second.catalogues | law.vocabulary.catalogues).items()
        }
        return law.model_copy(update={"vocabulary": Vocabulary(templates=templates, catalogues=catalogues)})

    return sharing(old), sharing(new)


def _shared(name: str, old: Template, new: Template, findings: Findings) -> Template:
    if (old.section, old.catalogue, old.one_per) != (new.section, new.catalogue, new.one_per):
        findings.add("E507", None, name=name)
    fields = old.fields | new.fields
    for field in old.fields.keys() & new.fields.keys():
        shared = _field(old.fields[field], new.fields[field])
        if shared is None:
            findings.add("E507", None, name=f"{name}.{field}")
        else:
            fields[field] = shared
    return new.model_copy(update={"fields": fields})


def _field(old: Field, new: Field) -> Field | None:
    """The field with the values that both admit; None where there are none."""
    if (old.type, old.to) != (new.type, new.to):
        return None
    choices = {choice: words for choice, words in new.choices.items() if choice in old.choices}
    least = [limit for limit in (old.at_least, new.at_least) if limit is not None]
    most = [limit for limit in (old.at_most, new.at_most) if limit is not None]
    if bool(choices) != bool(new.choices) or (least and most and max(least) > min(most)):
        return None
    limits = {"at_least": max(least, default=None), "at_most": min(most, default=None)}
    return new.model_copy(update={"choices": choices, **limits})
