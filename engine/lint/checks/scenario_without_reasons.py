"""A scenario that does not say why: it would pass as well where the right result comes for the wrong reason."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Found, found
from engine.lint.subject import Subject
from engine.reading.scenario import place_in

CODE = "L751"


def find(subject: Subject) -> Iterator[Found]:
    """Conclusions expected without reasons, and scenarios that expect nothing and name no verdict."""
    for scenario in subject.scenarios:
        expected, name = scenario.expected, scenario.folder.name
        for key, conclusion in expected.conclusions.items():
            if conclusion.status != "does_not_hold" and not conclusion.because:
                at = place_in(scenario, "conclusions", key)
                yield found(at, f"{name}: {key}", reason="conclusion_without_because", key=key)
        if not expected.conclusions and not expected.verdicts:
            yield found(place_in(scenario), name, reason="nothing_expected")
