"""The generators: the same seed gives the same law, names are bound as the page demands, and rules do apply."""

from __future__ import annotations

import itertools
from pathlib import Path
from random import Random

import pytest

from .direct_items import Matcher, Pattern
from .direct_reader import conclude, declared_fields, load, load_rules
from .plain_law import Law, Plain
from .random_law import completions, random_case, random_law, random_readings, write, yaml_text

SEEDS = range(60)


def matchers(law: Law, book: Plain) -> list[Matcher]:
    """The reader of the rulebook's items under every combination of its readings."""
    fields = declared_fields(law.vocabulary, law.rulebooks)
    combinations = itertools.product(*(d["choices"] for d in book["readings"].values()))
    return [Matcher({}, fields, {}, dict(zip(book["readings"], chosen, strict=True))) for chosen in combinations]


def bound_names(matcher: Matcher, rule: Plain) -> list[set[str]]:
    """The names that each alternative of `when` binds."""
    ways = matcher.alternatives(rule["when"])
    return [set(matcher.names(leaf for leaf in way if isinstance(leaf, Pattern))) for way in ways]


def later_names(matcher: Matcher, rule: Plain) -> set[str]:
    """The names of `unless`, of `no` and of counts."""
    walked = [*matcher.walk(rule["when"]), *matcher.walk([{"any": rule["unless"]}] if "unless" in rule else [], True)]
    return set(matcher.names(pattern for pattern, finished in walked if finished))


def concluded_names(matcher: Matcher, rule: Plain) -> set[str]:
    """The names in the links of the conclusions."""
    written = [
        (matcher.fields[code].get(f), v) for item in rule["then"] for code, b in item.items() for f, v in b.items()
    ]
    return {name for declared, name in written if declared and declared["type"] == "ref"}


@pytest.mark.parametrize("seed", SEEDS)
def test_names_are_bound_by_every_alternative_or_by_none(seed: int) -> None:
    law = random_law(Random(seed))
    for book in law.rulebooks:
        for matcher, rule in itertools.product(matchers(law, book), book["rules"]):
            names = bound_names(matcher, rule)
            always, ever = set.intersection(*names), set.union(*names)
            assert concluded_names(matcher, rule) <= always
            assert not later_names(matcher, rule) & (ever - always)


def test_the_same_seed_gives_the_same_law_and_case() -> None:
    for seed in SEEDS:
        one, other = Random(seed), Random(seed)
        law = random_law(one)
        assert law == random_law(other)
        assert random_case(one, law) == random_case(other, law)


@pytest.mark.parametrize("seed", range(10))
def test_what_is_written_reads_back(seed: int, tmp_path: Path) -> None:
    rnd = Random(seed)
    law = random_law(rnd)
    write(law, tmp_path)
    assert load_rules(tmp_path) == (law.vocabulary, law.catalogues, law.rulebooks)
    case = random_case(rnd, law)
    (tmp_path / "case.yaml").write_text(yaml_text(case), encoding="utf-8")
    assert load(tmp_path / "case.yaml") == case


def test_many_cases_conclude_something() -> None:
    concluding = 0
    for seed in SEEDS:
        rnd = Random(seed)
        law = random_law(rnd)
        for case in completions(rnd, law, random_case(rnd, law), 2) or []:
            readings = random_readings(rnd, law)
            concluding += bool(conclude(law.vocabulary, law.catalogues, law.rulebooks, case["as_of"], readings, case))
    assert concluding > len(SEEDS) / 2
