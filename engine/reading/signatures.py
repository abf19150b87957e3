"""The names a rulebook's rules may use: templates, conclusions, readings and thresholds, its own and used ones."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.rulebook import Conclusion, Manifest, Reading, Threshold
from engine.model.vocabulary import Field, Vocabulary


@dataclass(frozen=True, slots=True)
class Signatures:
    """What may be written in a rule, by name."""

    templates: dict[str, dict[str, Field]]
    conclusions: dict[str, Conclusion]
    readings: dict[str, Reading]
    thresholds: dict[str, Threshold]


def signatures(vocabulary: Vocabulary, manifests: list[Manifest]) -> Signatures:
    """The signatures for rules of the last manifest, which uses those before it."""
    conclusions = {code: c for m in manifests for code, c in m.conclusions.items()}
    entries = {name: template.fields for name, template in vocabulary.templates.items()}
    return Signatures(
        templates=entries | {code: c.fields for code, c in conclusions.items()},
        conclusions=conclusions,
        readings={name: r for m in manifests for name, r in m.readings.items()},
        thresholds={name: t for m in manifests for name, t in m.thresholds.items()},
    )
