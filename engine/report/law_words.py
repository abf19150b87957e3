"""How the law's own names are said: templates, fields, thresholds, readings, conclusions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.model.base import filled
from engine.model.rulebook import Law, Rulebook, Threshold, ThresholdValue
from engine.model.vocabulary import Field
from engine.report.words import Wording
from engine.resolve.names import fields_of


class LawWording:
    """One language's words for what a law declares."""

    def __init__(self, wording: Wording, law: Law) -> None:
        self.wording = wording
        self.law = law
        self.readings = law.readings()
        self.declared = law.declared()
        self.thresholds = law.thresholds()

    def template(self, name: str) -> str:
        """What an entry of that template is called."""
        declared = self.law.vocabulary.templates.get(name)
        return self.wording.of(declared.label) if declared else name

    def fields(self, template: str) -> Mapping[str, Field]:
        """The fields of a template or conclusion."""
        return fields_of(template, self.law)

    def field(self, template: str, name: str) -> str:
        """What a field is called."""
        label = self.fields(template)[name].label
        return self.wording.of(label) if label else name

    def value(self, template: str, field: str, value: str) -> str:
        """A value that a rule writes, as people say it."""
        declared = self.fields(template)[field]
        if declared.type == "yes_no":
            return self.wording.say(value)
        words = declared.choices.get(value)
        return self.wording.of(words) if words else value

    def alternatives(self, values: Iterable[str]) -> str:
        """One or other of several texts."""
        return self.wording.say("or").join(values)

    def conclusion(self, code: str, arguments: Mapping[str, str]) -> str:
        """A conclusion with its arguments filled in; one that is not given is called by what may stand there."""
        conclusion = self.declared[code][1]
        open_ = {name: f"‹{self.template(f.to) if f.to else name}›" for name, f in conclusion.fields.items()}
        return filled(self.wording.of(conclusion.label), open_ | dict(arguments))

    def choice(self, reading: str, choice: str) -> str:
        """One way to read an open text."""
        return self.wording.of(self.readings[reading].choices[choice])

    def amount(self, name: str, unit: str = "") -> str:
        """A number as it stands, or a threshold: its value (each with its first day where it changes) and its label."""
        unit = f" {unit}" if unit else ""
        threshold = self.thresholds.get(name)
        if threshold is None:
            return f"{name}{unit}"
        label = self.wording.of(threshold.label)
        key = "threshold_said" if len(threshold.values) == 1 else "threshold_dated"
        return self.wording.say(key, label=label, values=self.values(threshold, unit))

    def number(self, name: str) -> str:
        """A number as short as can be: the value of a threshold that never had another, else what it is called."""
        threshold = self.thresholds.get(name)
        if threshold is None:
            return name
        return str(threshold.values[0].value) if len(threshold.values) == 1 else self.wording.of(threshold.label)

    def values(self, threshold: Threshold, unit: str = "") -> str:
        """The values of a threshold; where there are several, each with its first day."""
        ordered = sorted(threshold.values, key=lambda value: value.from_)
        said = [self.value_from(value, unit) if len(ordered) > 1 else self._written(value, unit) for value in ordered]
        return "; ".join(said)

    def value_from(self, value: ThresholdValue, unit: str = "") -> str:
        """A value of a threshold with the first day on which it counts."""
        day = self.wording.day(value.from_.isoformat())
        return self.wording.say("value_from", value=self._written(value, unit), day=day)

    def _written(self, value: ThresholdValue, unit: str) -> str:
        is_number = isinstance(value.value, int)
        return f"{value.value if is_number else self.wording.day(str(value.value))}{unit}"

    def provision(self, book: Rulebook, provision: str) -> str:
        """A provision with the short name of its rulebook."""
        return self.wording.say("provision", short=self.wording.of(book.manifest.short), provision=provision)
