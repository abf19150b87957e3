"""The vocabulary: which templates and fields a case file may use, and the catalogues that belong to the law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field as Option
from pydantic import model_validator

from engine.model.base import Flag, Model, WholeNumber, Words
from engine.model.values import Value

FieldType = Literal["yes_no", "choice", "date", "number", "ref", "text"]


class Field(Model):
    """One field of a template: its type, its admitted values, and how people call and ask for it.

    ``changeable`` says whether another known value of it is worth trying: who someone is and whose entry it is are not.
    """

    type: FieldType
    label: Words | None = None
    question: Words | None = None
    to: str | None = None
    choices: dict[str, Words] = Option(default_factory=dict)
    at_least: WholeNumber | None = None
    at_most: WholeNumber | None = None
    unit: Words | None = None
    judgement: Flag = False
    changeable: Flag = True

    @model_validator(mode="after")
    def _fits_its_type(self) -> Field:
        if (self.type == "ref") != (self.to is not None):
            raise ValueError("ref_says_to")
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("choice_lists_choices")
        return self

    @property
    def is_link(self) -> bool:
        """Whether its value names another entry."""
        return self.type == "ref"

    def admitted(self) -> tuple[str, ...]:
        """The values a yes_no or choice field may have."""
        return ("yes", "no") if self.type == "yes_no" else tuple(self.choices)


class Template(Model):
    """A kind of entry. Entries stand in a ``section`` of the case file or in a ``catalogue`` of the law."""

    section: str | None = None
    catalogue: str | None = None
    label: Words
    shown_by: str | None = None
    one_per: dict[str, list[str]] = Option(default_factory=dict)
    fields: dict[str, Field]

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Template:
        if (self.section is None) == (self.catalogue is None):
            raise ValueError("section_or_catalogue")
        return self


# What a row says of itself; every other key is a field of its template.
ROW_KEYS = frozenset({"label", "inactive", "instead", "requires"})


class CatalogueRow(Model):
    """An entry of the law's own: active, or inactive with the reason and the row to use instead."""

    label: Words
    values: dict[str, Value]
    inactive: Words | None = None
    instead: str | None = None
    requires: list[str] = Option(default_factory=list)

    @model_validator(mode="after")
    def _says_what_to_use(self) -> CatalogueRow:
        if (self.inactive is None) != (self.instead is None):
            raise ValueError("inactive_says_instead")
        return self

    @model_validator(mode="before")
    @classmethod
    def _gather_values(cls, row: Any) -> Any:
        if not isinstance(row, dict):
            return row
        values = {key: value for key, value in row.items() if key not in ROW_KEYS}
        return {key: value for key, value in row.items() if key in ROW_KEYS} | {"values": values}


class Catalogue(Model):
    """The rows of one catalogue file, by code."""

    template: str
    rows: dict[str, CatalogueRow]

    def active(self) -> dict[str, CatalogueRow]:
        """The rows a case may name."""
        return {code: row for code, row in self.rows.items() if row.inactive is None}


class Vocabulary(Model):
    """All templates a case may use and all catalogues it may refer to, by template name."""

    templates: dict[str, Template]
    catalogues: dict[str, Catalogue] = Option(default_factory=dict)

    def section_of(self, template: str) -> str:
        """The first part of an entry's path: its section, or the template's name for a catalogue."""
        return self.templates[template].section or template

    def sections(self) -> Mapping[str, str]:
        """Section name to template name."""
        return {t.section: name for name, t in self.templates.items() if t.section}

    def required(self, code: str) -> list[str]:
        """The fields that a catalogue row of that code requires of the entry that names it."""
        rows = (catalogue.rows.get(code) for catalogue in self.catalogues.values())
        return next((row.requires for row in rows if row), [])
