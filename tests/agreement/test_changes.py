"""What flips a conclusion, held against every set of up to three facts with every value they may take.

Random laws and small random cases, and a few shipped scenarios.
"""

from __future__ import annotations

import datetime
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations, product
from math import prod
from pathlib import Path
from random import Random

import pytest

from engine.assess import Assessor, Request
from engine.decide import unconfirmed
from engine.errors import CaseError
from engine.evaluation import Evaluation
from engine.evaluators import reference
from engine.facts import Facts, facts_of
from engine.inquire.changes import Direction, changes
from engine.inquire.ways import Way
from engine.inquire.what_if import changed
from engine.model.case import Case
from engine.model.rule import Operator
from engine.model.rulebook import Law
from engine.model.values import Open, Value, written
from engine.model.vocabulary import Field
from engine.program import Program, is_auxiliary
from engine.reading.case import case_from_text, read_case
from engine.reading.law import read_law_of
from tests.agreement.plain_law import Law as PlainLaw
from tests.agreement.plain_law import Plain
from tests.agreement.random_cases import UNKNOWN
from tests.agreement.random_law import random_case, random_law, random_readings, write

MOST_SETTINGS = 400
LAWS, CASES, KEYS = 16, 6, 4
SCENARIOS = Path(__file__).parents[2] / "scenarios"
DAY = datetime.timedelta(days=1)
# Which signs of a comparison a bound admits.
ADMITTED: Mapping[Operator, tuple[int, ...]] = {
    "after": (1,),
    "on_or_after": (0, 1),
    "before": (-1,),
    "on_or_before": (-1, 0),
    "above": (1,),
    "at_least": (0, 1),
    "below": (-1,),
    "at_most": (-1, 0),
}

# Fact to value; and for each set of facts every setting with what comes of the case so changed.
Setting = Mapping[str, str]
Tried = dict[tuple[str, ...], list[tuple[Setting, Evaluation]]]


@pytest.mark.parametrize("first", [12, 94, 153])
def test_all_smallest_sets_are_found_with_all_their_ways(first: int) -> None:
    sizes: Counter[int] = Counter()
    for seed in range(first, first + LAWS):
        rnd = Random(seed)
        plain = random_law(rnd)
        fix_most(rnd, plain)
        with tempfile.TemporaryDirectory() as folder:
            write(plain, Path(folder))
            law = read_law_of([Path(folder)])
        assessor = Assessor(law, unconfirmed)
        request = Request(datetime.date(2024, 6, 30), random_readings(rnd, plain))
        for _ in range(CASES):
            case = case_from_text(json.dumps(small_case(rnd, plain), ensure_ascii=False), law)
            decision = assessor.decision(case, request)
            options = dict(changeable(case, decision.facts, law))
            if sum(prod(len(options[path]) for path in paths) for paths in _sets(options, 3)) > MOST_SETTINGS:
                continue
            tried = every_setting(case, options, law, decision.resolution.program, 3)
            for key in flipping(rnd, tried, decision.evaluation, decision.facts):
                found = changes(assessor, case, request, key, limit=10_000)
                assert found.status is decision.evaluation.status(key)
                for direction in found.directions:
                    hold_against(direction, key, tried, 3, (seed, key, direction.to))
                    sizes.update(len(one.facts) for one in direction.sets)
    assert sizes[1] > 20, sizes
    assert sizes[2], sizes


@pytest.mark.parametrize(
    ("scenario", "keys"),
    [
        ("ke-hoach-131/bai-tap-nguoi-da-roi-co-quan", ["suspension(cuc)"]),
        ("nd-59-2019/cach-chuc-hai-vu-nghiem-trong", ["severity(a1, serious)", "liable(p1, u1)"]),
        ("nd-59-2019/qua-tang-chua-ro", ["gift_report_duty(p1)", "gift_report_duty(p4)"]),
    ],
)
def test_shipped_scenarios(scenario: str, keys: list[str], shipped: Law) -> None:
    """Pairs of facts alone, and of those only what the rules behind the conclusion read."""
    assessor = Assessor(shipped)
    case = read_case(SCENARIOS / scenario / "case.yaml", shipped)
    request = Request(case.as_of or datetime.date(2024, 9, 1))
    decision = assessor.decision(case, request)
    for key in keys:
        whole = decision.resolution.program
        program = whole.of(whole.leading([key.partition("(")[0]]))
        options = {
            path: values
            for path, values in changeable(case, decision.facts, shipped)
            if (path.partition(".")[0], path.rpartition(".")[2]) in read(program, shipped)
        }
        tried = every_setting(case, options, shipped, program, 2)
        found = changes(assessor, case, request, key)
        for direction in found.directions:
            hold_against(direction, key, tried, 2, (key, direction.to))
            assert direction.sets


def read(program: Program, law: Law) -> set[tuple[str, str]]:
    """Section and field of all that some condition reads."""
    found = set()
    for pattern in (pattern for clause in program.clauses() for pattern in clause.body):
        fields = {*pattern.shape.links, *(f for test in pattern.shape.tests for f in (test.field, test.other) if f)}
        if pattern.shape.template in law.vocabulary.templates:
            found |= {(law.vocabulary.section_of(pattern.shape.template), field) for field in fields}
    return found


def hold_against(direction: Direction, key: str, tried: Tried, most: int, told: object) -> None:
    """The sets of so many facts, and their ways, are those that trying everything finds."""
    enough = {
        paths: settings
        for paths, found in tried.items()
        if (settings := [setting for setting, e in found if e.status(key) is direction.to])
    }
    smallest = {p: s for p, s in enough.items() if not any(set(other) < set(p) for other in enough)}
    by_paths = {tuple(sorted(fact.path for fact in one.facts)): one for one in direction.sets}
    assert len(by_paths) == len(direction.sets), told
    assert {paths for paths in by_paths if len(paths) <= most} == set(smallest), told
    lengths = [len(one.facts) for one in direction.sets]
    assert lengths == sorted(lengths), told
    for paths, settings in smallest.items():
        one = by_paths[paths]
        for setting, _ in tried[paths]:
            covered = any(covers(way, setting) for way in one.ways)
            if setting in settings:
                assert covered or one.has_more_ways, (told, setting)
            else:
                assert not covered or any(way.examples for way in one.ways), (told, setting)


def covers(way: Way, setting: Setting) -> bool:
    """Whether the way says that setting is one of those it stands for; an example stands for any."""
    return all(
        within(value, way.ranges[path]) if path in way.ranges else value == way.values[path] or path in way.examples
        for path, value in setting.items()
    )


def within(value: str, bounds: Mapping[Operator, str]) -> bool:
    """Whether a date or number lies between the bounds; not yet does not."""
    return value != Open.NOT_YET.value and all(sign(value, bound) in ADMITTED[end] for end, bound in bounds.items())


def sign(one: str, other: str) -> int:
    if one.count("-") == 2:
        return (one > other) - (one < other)
    return (Decimal(one) > Decimal(other)) - (Decimal(one) < Decimal(other))


def every_setting(case: Case, options: Mapping[str, list[str]], law: Law, program: Program, most: int) -> Tried:
    """What comes of every setting of up to so many facts."""
    tried: Tried = {}
    for paths in _sets(options, most):
        tried[paths] = []
        for values in product(*(options[path] for path in paths)):
            setting = dict(zip(paths, values, strict=True))
            try:
                rows = facts_of(changed(case, law, None, setting), law).rows
            except CaseError:
                continue  # such a file would be refused
            tried[paths].append((setting, reference.evaluate(program, rows)))
    return tried


def _sets(options: Mapping[str, list[str]], most: int) -> list[tuple[str, ...]]:
    return [paths for number in range(1, most + 1) for paths in combinations(sorted(options), number)]


def changeable(case: Case, facts: Facts, law: Law) -> Iterator[tuple[str, list[str]]]:
    """Every fact that may change, with every other known value."""
    for row in facts.rows:
        if row.template in law.vocabulary.catalogues:
            continue
        is_implied = row.id not in case.entries.get(row.template, {})
        for name, field in law.vocabulary.templates[row.template].fields.items():
            if not field.changeable or field.type == "text" or (is_implied and field.is_link):
                continue
            if field.to is not None:
                link = row.links.get(name)
                now = next(iter(link.ids)) if link is not None and link.certain else ""
                catalogue = law.vocabulary.catalogues.get(field.to)
                values = sorted(catalogue.active() if catalogue else case.entries.get(field.to, {}))
            else:
                now = written(row.values[name])
                values = known_values(row.values, law, field)
            yield f"{row.place}.{name}", [value for value in values if value != now]


def known_values(given: Mapping[str, Value], law: Law, field: Field) -> list[str]:
    """Every choice; every date and number on and near those that are spoken of."""
    if field.type not in ("date", "number"):
        return list(field.admitted())
    spoken = [*given.values(), *(value.value for t in law.thresholds().values() for value in t.values)]
    if field.type == "date":
        days = {day for day in spoken if isinstance(day, datetime.date)} or {datetime.date(2024, 1, 1)}
        return [*sorted({(day + n * DAY).isoformat() for day in days for n in (-1, 0, 1)}), Open.NOT_YET.value]
    marks = {Decimal(mark) for mark in spoken if isinstance(mark, Decimal | int)} or {Decimal(0)}
    low, high = field.at_least, field.at_most
    near = {mark + n for mark in marks for n in (Decimal(-1), Decimal("-0.5"), Decimal(0), Decimal("0.5"), Decimal(1))}
    return [str(n) for n in sorted(near) if (low is None or n >= low) and (high is None or n <= high)]


def fix_most(rnd: Random, plain: PlainLaw) -> None:
    """Leave a few fields of the law changeable."""
    groups = [d["fields"] for d in plain.vocabulary["templates"].values() if "section" in d]
    groups += [d["fields"] for book in plain.rulebooks for d in book.get("templates", {}).values()]
    groups += [added for book in plain.rulebooks for added in book.get("fields", {}).values()]
    fields = [field for group in groups for field in group.values() if field["type"] != "text"]
    for field in rnd.sample(fields, max(0, len(fields) - rnd.randint(2, 4))):
        field["changeable"] = "no"


def small_case(rnd: Random, plain: PlainLaw) -> Plain:
    """A random case of few entries, none of which links to one that is left out."""
    case = random_case(rnd, plain)
    templates = {d["section"]: (t, d["fields"]) for t, d in plain.templates().items() if "section" in d}
    kept = {s: {i: case[s][i] for i in list(case[s])[: rnd.randint(1, 2)]} for s in templates if s in case}
    ids = {templates[s][0]: list(entries) for s, entries in kept.items()} | plain.active_rows()
    for section, entries in kept.items():
        for entry in entries.values():
            for name, told in list(entry.items()):
                to = templates[section][1][name].get("to")
                named = [told] if isinstance(told, str) else [told.get("value"), *told.get("claims", {}).values()]
                if to and not {n for n in named if n and n not in UNKNOWN} <= set(ids.get(to, ())):
                    entry[name] = rnd.choice([*ids.get(to, ()), "unknown"])
    return {key: kept.get(key, value) for key, value in case.items()}


def flipping(rnd: Random, tried: Tried, evaluation: Evaluation, facts: Facts) -> list[str]:
    """Some conclusions about entries of the case that come out otherwise in some setting."""
    keys = {
        key
        for settings in tried.values()
        for _, other in settings
        for key in {*other.conclusions, *evaluation.conclusions}
        if not is_auxiliary(key) and other.status(key) is not evaluation.status(key)
    }
    ids = {row.id for row in facts.rows}
    keys = {k for k in keys if all("-" not in entry or entry in ids for entry in k.partition("(")[2][:-1].split(", "))}
    return rnd.sample(sorted(keys), min(KEYS, len(keys)))
