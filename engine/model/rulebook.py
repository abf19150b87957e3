"""A rulebook: what it is, when it is in force, how it reads its text, what it concludes, what it leaves out."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import Annotated, Literal

from pydantic import Field as Option
from pydantic import model_validator

from engine.errors import Location
from engine.model.accepted import Accepted
from engine.model.base import Flag, IsoDate, Model, Validity, WholeNumber, Words
from engine.model.property import Property
from engine.model.rule import Rule
from engine.model.vocabulary import Field, Template, Vocabulary

CoverageStatus = Literal["encoded", "partly_encoded", "duty_without_consequence", "not_normative"]


class Source(Model):
    """Where the text stands, and whether it is the text itself or our paraphrase."""

    file: str
    text: Literal["verbatim", "paraphrase"]


class Reading(Model):
    """A text that can honestly be read in more than one way; the first choice is the default."""

    provision: str
    quote: str | None = None
    label: Words
    because: Words
    choices: dict[str, Words] = Option(min_length=2)

    @property
    def default(self) -> str:
        """The choice used unless another is asked for."""
        return next(iter(self.choices))

    @property
    def others(self) -> tuple[str, ...]:
        """Every choice but the default."""
        return tuple(self.choices)[1:]


class ThresholdValue(Model):
    """A number or a date, and the first day on which it counts."""

    from_: IsoDate = Option(alias="from")
    value: WholeNumber | IsoDate


class Threshold(Model):
    """A named number or date that rules compare with."""

    label: Words
    provision: str | None = None
    values: list[ThresholdValue] = Option(min_length=1)

    @model_validator(mode="after")
    def _has_one_value_a_day(self) -> Threshold:
        if len({value.from_ for value in self.values}) < len(self.values):
            raise ValueError("one_value_a_day")
        return self

    def on(self, day: datetime.date) -> int | datetime.date | None:
        """The value in force on that day, or None before the first."""
        started = [v for v in self.values if v.from_ <= day]
        return max(started, key=lambda v: v.from_).value if started else None


class Attribute(Model):
    """Something computed that a conclusion carries without being told apart by it."""

    label: Words


class Group(Words):
    """A heading of the report; ``beside`` another group, of any rulebook, to be read together with it."""

    beside: str | None = None


class Conclusion(Model):
    """A template of what may be concluded: its arguments in order, and how it is said.

    ``weighs`` says what it is to the person concerned, where that is clear.
    """

    fields: dict[str, Field] = Option(min_length=1)
    label: Words
    group: str | None = None
    internal: Flag = False
    weighs: Literal["burden", "benefit"] | None = None
    caution: Words | None = None
    carries: dict[str, Attribute] = Option(default_factory=dict)

    @model_validator(mode="after")
    def _has_constant_arguments(self) -> Conclusion:
        if any(field.type not in ("ref", "choice", "yes_no") for field in self.fields.values()):
            raise ValueError("argument_type")
        return self


class CrossReference(Model):
    """A reference in the text that points nowhere, and what it stands for by inference."""

    provision: str
    written: str
    stands_for: str
    because: Words


class ToCheck(Model):
    """Something a person must verify; shown in the assessments it touches."""

    note: Words
    from_: IsoDate | None = Option(default=None, alias="from")
    until: IsoDate | None = None
    rules: list[str] = Option(default_factory=list)

    def touches(self, day: datetime.date) -> bool:
        """Whether an assessment of that day should show it."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class CoverageRow(Model):
    """What became of one provision, and why."""

    status: CoverageStatus
    because: Words | None = None
    for_the_authority: Words | None = None

    @model_validator(mode="after")
    def _says_why(self) -> CoverageRow:
        if self.status != "encoded" and self.because is None:
            raise ValueError("says_because")
        return self


class Manifest(Model):
    """The content of ``rulebook.yaml``."""

    id: str = Option(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    version: str
    title: Words
    short: Words
    source: Source
    in_force: Validity = Validity()
    tested_against: Words
    verification: Words
    uses: list[str] = Option(default_factory=list)
    templates: dict[str, Template] = Option(default_factory=dict)
    fields: dict[str, dict[str, Field]] = Option(default_factory=dict)
    readings: dict[str, Reading] = Option(default_factory=dict)
    thresholds: dict[str, Threshold] = Option(default_factory=dict)
    groups: dict[str, Group] = Option(default_factory=dict)
    conclusions: dict[Annotated[str, Option(pattern=r"^[a-z][a-z0-9_]*$")], Conclusion] = Option(default_factory=dict)
    cross_references: list[CrossReference] = Option(default_factory=list)
    to_check: list[ToCheck] = Option(default_factory=list)


class Rulebook(Model):
    """A rulebook as read: manifest, rules and properties by id, coverage and text by provision, a digest of it all."""

    manifest: Manifest
    rules: dict[str, Rule]
    properties: dict[str, Property] = Option(default_factory=dict)
    coverage: dict[str, CoverageRow]
    accepted: Accepted = Accepted()
    source: dict[str, str]
    digest: str
    at: Location

    @property
    def id(self) -> str:
        """The name people use for it."""
        return self.manifest.id


class Law(Model):
    """Everything the engine knows of the law: one vocabulary and the rulebooks over it, used ones before users.

    ``accepted`` stands beside the vocabulary and is about it; each rulebook has its own.
    """

    vocabulary: Vocabulary
    rulebooks: dict[str, Rulebook]
    accepted: Accepted = Accepted()

    def selected(self, names: Collection[str]) -> list[Rulebook]:
        """The rulebooks of those names, all when none is named, in the law's order."""
        return [book for book in self.rulebooks.values() if not names or book.id in names]

    def with_used(self, names: Iterable[str]) -> list[Rulebook]:
        """The rulebooks of those names and all they build on, at whatever remove, in the law's order."""
        wanted = set(names)
        for book in reversed(self.rulebooks.values()):
            if book.id in wanted:
                wanted.update(book.manifest.uses)
        return [book for book in self.rulebooks.values() if book.id in wanted]

    def conclusion(self, code: str) -> Conclusion:
        """The declaration of a conclusion; KeyError if no rulebook declares it."""
        return self.declared()[code][1]

    def declared(self) -> dict[str, tuple[Rulebook, Conclusion]]:
        """Every conclusion with the rulebook that declares it."""
        return {code: (b, c) for b in self.rulebooks.values() for code, c in b.manifest.conclusions.items()}

    def rules(self) -> dict[str, Rule]:
        """Every rule of every rulebook; ids are unique over the whole law."""
        return {rule.id: rule for book in self.rulebooks.values() for rule in book.rules.values()}

    def properties(self) -> dict[str, Property]:
        """Every property of every rulebook; ids are unique over the whole law."""
        return {found.id: found for book in self.rulebooks.values() for found in book.properties.values()}

    def thresholds(self) -> dict[str, Threshold]:
        """Every threshold of every rulebook."""
        return {name: t for book in self.rulebooks.values() for name, t in book.manifest.thresholds.items()}

    def readings(self) -> dict[str, Reading]:
        """Every reading of every rulebook."""
        return {name: r for book in self.rulebooks.values() for name, r in book.manifest.readings.items()}
