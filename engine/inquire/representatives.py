"""Values that an unknown fact may turn out to have, one of each kind that conditions of the law can tell apart."""

from __future__ import annotations

from engine.model.values import Value
from engine.model.vocabulary import Catalogue
from engine.possible import Distinctions
from engine.rows import Row

# Of a link that may lead to many entries, the first few: they are asked about with the same few questions.
_MOST_LINKS = 24


def representatives(distinctions: Distinctions, row: Row, name: str) -> tuple[Value, ...]:
    """What that fact of the row may turn out to be; a date also ``not_yet``."""
    field = distinctions.vocabulary.templates[row.template].fields[name]
    if field.to is None:
        return tuple(distinctions.values(row.template, [name], row.values)[name])
    catalogue = distinctions.vocabulary.catalogues.get(field.to)
    ids = sorted(row.links[name].ids) if name in row.links else []
    return tuple((_told_apart(distinctions, catalogue, ids) if catalogue else ids)[:_MOST_LINKS])


def _told_apart(distinctions: Distinctions, catalogue: Catalogue, codes: list[str]) -> list[str]:
    """One row of each kind: those alike in every field that a condition reads are alike to the law."""
    read = sorted(distinctions.reads(catalogue.template))
    kinds: dict[tuple[Value | None, ...], str] = {}
    for code in codes:
        values = catalogue.rows[code].values
        kinds.setdefault(tuple(values.get(name) for name in read), code)
    return list(kinds.values())
