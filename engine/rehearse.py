"""Scenarios against the law: the whole result compared, and recorded anew when asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from engine.assess import Assessor, Request
from engine.model.assessment import Assessment, ConclusionResult
from engine.model.scenario import FORMAT, Asked, Expected, ExpectedConclusion
from engine.reading.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a scenario and an assessment differ: what was expected and what came, None where it is not there."""

    where: str
    expected: str | None
    actual: str | None


def rehearse(assessor: Assessor, scenario: Scenario) -> list[Difference]:
    """Every difference between what the scenario expects and what the assessment says; none when it passes."""
    assessment = assessed(assessor, scenario)
    return [*_conclusions(scenario.expected, assessment), *_verdicts(scenario.expected, assessment)]


def recorded(assessor: Assessor, scenario: Scenario) -> str:
    """``expected.yaml`` as the law now has it; title, how it is assessed and the verdicts named stay."""
    assessment = assessed(assessor, scenario)
    said = {(v.rule, v.about): v for v in assessment.provisions}
    lines = [
        f"format: {FORMAT}",
        f"title: {{vi: {_quoted(scenario.expected.title.vi)}, en: {_quoted(scenario.expected.title.en)}}}",
        *_asked(scenario.expected.assess),
        "conclusions:" if assessment.conclusions else "conclusions: {}",
    ]
    for result in assessment.conclusions:
        lines.extend(_conclusion_lines(result))
    if scenario.expected.verdicts:
        lines.append("verdicts:")
    for verdict in scenario.expected.verdicts:
        now = said.get((verdict.rule, verdict.about), verdict)
        about = f"about: {verdict.about}, " if verdict.about else ""
        why = f", why: [{', '.join(map(_quoted, now.why))}]" if now.why else ""
        lines.append(f"  - {{rule: {verdict.rule}, {about}verdict: {now.verdict}{why}}}")
    return "\n".join(lines) + "\n"


def assessed(assessor: Assessor, scenario: Scenario) -> Assessment:
    """The assessment a scenario asks for."""
    return assessor.assess(scenario.case, requested(scenario))


def requested(scenario: Scenario) -> Request:
    """How the scenario's case is to be assessed."""
    asked = scenario.expected.assess
    return Request(scenario.as_of, asked.readings, tuple(asked.rulebooks), asked.as_claimed_by)


def _expectation(result: ConclusionResult) -> ExpectedConclusion:
    return ExpectedConclusion(
        status=result.status,
        because=[{because.rule: because.from_} for because in result.because],
        carries={name: [value or "unknown" for value in values] for name, values in result.carries.items()},
        needs=result.needs,
        turns_on={f"{turn.reading}={turn.choice}": turn.status for turn in result.turns_on},
    )


def _conclusions(expected: Expected, assessment: Assessment) -> Iterator[Difference]:
    actual = {result.key: _expectation(result) for result in assessment.conclusions}
    for key in sorted({*expected.conclusions, *actual}):
        wanted, came = expected.conclusions.get(key), actual.get(key)
        if wanted is None or came is None:
            yield Difference(key, wanted.status if wanted else None, came.status if came else None)
            continue
        for part in ExpectedConclusion.model_fields:
            one, other = _comparable(getattr(wanted, part)), _comparable(getattr(came, part))
            if one != other:
                yield Difference(f"{key} {part}", one, other)


def _comparable(value: object) -> str:
    """A value as text that does not depend on the order of entries."""
    if isinstance(value, list):
        return "; ".join(sorted(_comparable(item) for item in value)) or "-"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_comparable(item)}" for key, item in sorted(value.items())) or "-"
    return str(value)


def _verdicts(expected: Expected, assessment: Assessment) -> Iterator[Difference]:
    for wanted in expected.verdicts:
        found = [v for v in assessment.provisions if v.rule == wanted.rule and v.about == wanted.about]
        came = [f"{v.verdict}: {_comparable(v.why)}" for v in found]
        said = f"{wanted.verdict}: {_comparable(wanted.why)}"
        if said not in came:
            where = f"verdict of {wanted.rule}" + (f" about {wanted.about}" if wanted.about else "")
            yield Difference(where, said, " | ".join(came) or None)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _asked(asked: Asked) -> Iterator[str]:
    given = asked.model_dump(exclude_defaults=True, mode="json")
    if given:
        yield "assess:"
    for name, value in given.items():
        if isinstance(value, list):
            shown = f"[{', '.join(map(_quoted, value))}]"
        elif isinstance(value, dict):
            shown = "{" + ", ".join(f"{key}: {_quoted(choice)}" for key, choice in value.items()) + "}"
        else:
            shown = _quoted(value)
        yield f"  {name}: {shown}"


def _conclusion_lines(result: ConclusionResult) -> Iterator[str]:
    yield f"  {result.key}:"
    yield f"    status: {result.status}"
    if result.because:
        yield "    because:"
    for because in result.because:
        yield f"      - {because.rule}: [{', '.join(map(_quoted, because.from_))}]"
    carried = [f"{name}: [{', '.join(v or 'unknown' for v in values)}]" for name, values in result.carries.items()]
    if carried:
        yield f"    carries: {{{', '.join(carried)}}}"
    if result.needs:
        yield "    needs:"
    for path in result.needs:
        yield f"      - {path}"
    if result.turns_on:
        yield "    turns_on:"
    for turn in result.turns_on:
        yield f"      {turn.reading}={turn.choice}: {turn.status}"
