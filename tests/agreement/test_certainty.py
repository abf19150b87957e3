"""What is certain whatever the unknown facts turn out to be, held against every way they can: small random cases."""

from __future__ import annotations

import datetime
import json
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

import pytest

from engine.certainty import settled
from engine.decide import Decision
from engine.evaluation import Status
from engine.evaluators import reference
from engine.facts import Facts, facts_of
from engine.inquire.what_if import changed
from engine.model.case import Case
from engine.model.rulebook import Law
from engine.model.values import Open
from engine.program import is_auxiliary
from engine.reading.case import case_from_text
from engine.reading.law import read_law_of
from engine.resolve import Resolution, resolve
from tests.agreement.plain_law import Plain
from tests.agreement.random_law import random_case, random_law, random_readings, write

MOST_WAYS = 400
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize("chunk", range(3))
def test_what_is_certain_is_what_every_completion_says(chunk: int) -> None:
    compared = found = 0
    for seed in range(chunk * 25, chunk * 25 + 25):
        rnd = Random(seed)
        plain = random_law(rnd)
        with tempfile.TemporaryDirectory() as folder:
            write(plain, Path(folder))
            law = read_law_of([Path(folder)])
        readings = random_readings(rnd, plain)
        for _ in range(3):
            written = blanked(rnd, random_case(rnd, plain, known=True))
            case = case_from_text(json.dumps(written, ensure_ascii=False), law)
            resolution = resolve(law, case.as_of or datetime.date.min, readings)
            ways = list(completions(case, law))
            if not 1 < len(ways) <= MOST_WAYS:
                continue
            expected = common(resolution, ways, law)
            facts = facts_of(case, law)
            evaluation = reference.evaluate(resolution.program, facts.rows)
            told = settled(Decision(resolution, facts, evaluation, "", ()), law)
            for key in (key for key in evaluation.conclusions if not is_auxiliary(key)):
                assert told.get(key) == expected.get(key, Status.DOES_NOT_HOLD), (seed, key, written)
                compared += 1
                found += key in told and evaluation.status(key) is Status.UNDETERMINED
    assert compared > 50
    assert found, "some certainty must lie beyond what three values say"


def blanked(rnd: Random, case: Plain) -> Plain:
    """The case with up to three facts unknown."""
    places = [
        (section, entry, name)
        for section, entries in case.items()
        if isinstance(entries, dict)
        for entry, facts in entries.items()
        for name in facts
    ]
    for section, entry, name in rnd.sample(places, min(3, len(places))):
        if case[section][entry][name] != "lời":
            case[section][entry][name] = "unknown"
    return case


def completions(case: Case, law: Law) -> Iterator[Case]:
    """Every completion: answers may bring further entries into being, whose facts are unknown in turn."""
    facts = facts_of(case, law)
    unknown = list(open_facts(facts, law))
    if not unknown:
        yield case
        return
    options = [values(path, facts, law) for path in unknown]
    number = 1
    for each in options:
        number *= len(each)
    if number > MOST_WAYS:
        return
    for chosen in product(*options):
        yield from completions(changed(case, law, None, dict(zip(unknown, chosen, strict=True))), law)


def open_facts(facts: Facts, law: Law) -> Iterator[str]:
    for row in facts.rows:
        if row.template not in law.vocabulary.catalogues:
            yield from (f"{row.place}.{name}" for name, value in row.values.items() if value is Open.UNKNOWN)
            yield from (f"{row.place}.{name}" for name, link in row.links.items() if not link.certain)


def values(path: str, facts: Facts, law: Law) -> list[str]:
    """What the fact may be: every choice, every link, every number, every date near any that is spoken of."""
    row = facts.row(path.rpartition(".")[0])
    assert row is not None
    name = path.rpartition(".")[2]
    field = law.vocabulary.templates[row.template].fields[name]
    if field.to is not None:
        return sorted(row.links[name].ids)
    if field.type == "number":
        low = -2 if field.at_least is None else field.at_least
        high = 11 if field.at_most is None else field.at_most
        return [str(half / 2) for half in range(2 * low, 2 * high + 1)]
    if field.type == "date":
        marks = {v for v in row.values.values() if isinstance(v, datetime.date)}
        marks |= {v.value for t in law.thresholds().values() for v in t.values if isinstance(v.value, datetime.date)}
        marks = marks or {datetime.date(2024, 1, 1)}
        return [*sorted({(mark + n * DAY).isoformat() for mark in marks for n in (-2, -1, 0, 1, 2)}), "not_yet"]
    return list(field.admitted())


def common(resolution: Resolution, ways: list[Case], law: Law) -> dict[str, Status | None]:
    """The status of each conclusion that is the same in every way; None where they differ or leave it open."""
    evaluations = [reference.evaluate(resolution.program, facts_of(way, law).rows) for way in ways]
    keys = {key for evaluation in evaluations for key in evaluation.conclusions}
    found: dict[str, Status | None] = {}
    for key in keys:
        statuses = {evaluation.status(key) for evaluation in evaluations}
        (only, *others) = statuses
        found[key] = None if others or only is Status.UNDETERMINED else only
    return found
