"""The direct reader on laws and cases small enough to be worked out by hand, one construct each."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from .direct_items import CannotReadError
from .direct_reader import Conclusions, conclude

VOCABULARY = """
templates:
  person:
    section: persons
    fields:
      name: {type: text}
      service: {type: choice, choices: {active: {}, retired: {}, ill: {}}}
      prosecuted: {type: yes_no}
      chief: {type: ref, to: person}
  act:
    section: acts
    fields:
      by: {type: ref, to: person}
      kind: {type: ref, to: kind}
      size: {type: number}
      done: {type: date}
      found: {type: date}
  kind:
    catalogue: kinds.yaml
    fields: {grave: {type: yes_no}}
"""
CATALOGUE = """
template: kind
rows:
  theft: {grave: yes}
  delay: {grave: no}
  unclear: {inactive: {vi: x, en: x}}
"""
BOOK = """
id: book
in_force: {from: 2020-01-01}
readings:
  wording: {choices: {narrow: {}, wide: {}}}
thresholds:
  big: {values: [{from: 2020-01-01, value: 3}, {from: 2024-07-01, value: 5}]}
  huge: {values: [{from: 2020-01-01, value: 9}]}
  reform: {values: [{from: 2020-01-01, value: 2024-03-01}]}
  many: {values: [{from: 2020-01-01, value: 2}]}
conclusions:
  hit: {fields: {person: {type: ref, to: person}}}
  level: {fields: {person: {type: ref, to: person}, step: {type: choice, choices: {low: {}, high: {}}}}}
  about: {fields: {act: {type: ref, to: act}, person: {type: ref, to: person}}}
"""
PERSONS = """
persons:
  p1: {service: active, prosecuted: no}
  p2: {service: retired, prosecuted: có, chief: p1}
  p3: {service: ill, prosecuted: no, chief: p2}
"""
ACTS = """
acts:
  a1: {by: p1, kind: theft, size: 3, done: 2024-02-01, found: 2024-04-01}
  a2: {by: p1, kind: delay, size: 5, done: 2024-03-01, found: 2024-03-01}
  a3: {by: p2, kind: theft, size: 9, done: 2024-05-01, found: not_yet}
  a4: {kind: delay, size: 1, done: 2024-06-01, found: 2024-06-02}
"""


def parsed(text: str) -> Any:
    """Plain data, every scalar text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def read(rules: str, as_of: str = "2024-06-01", case: str = PERSONS + ACTS, **readings: str) -> Conclusions:
    """What the rules conclude in the case."""
    book = parsed(BOOK) | {"rules": parsed(rules)}
    return conclude(parsed(VOCABULARY), [parsed(CATALOGUE)], [book], as_of, readings, parsed(case))


def rule(when: str, unless: str = "[]", then: str = "{hit: {person: p}}") -> str:
    """One rule called r."""
    return f"- {{id: r, when: {when}, unless: {unless}, then: [{then}]}}\n"


def keys(rules: str, as_of: str = "2024-06-01", **readings: str) -> list[str]:
    """The conclusions, sorted."""
    return sorted(read(rules, as_of, **readings))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        pytest.param("[person p: {service: active}]", ["p1"], id="value"),
        pytest.param("[person p: {service: [active, ill]}]", ["p1", "p3"], id="list of values"),
        pytest.param("[person p: {prosecuted: true}]", ["p2"], id="yes in another spelling"),
        pytest.param("[act: {by: p, size: {above: big}}]", ["p1", "p2"], id="threshold"),
        pytest.param("[act: {by: p, size: {above: big, at_most: huge}}]", ["p1", "p2"], id="two thresholds"),
        pytest.param("[act: {by: p, size: {above: big, below: huge}}]", ["p1"], id="strict bounds"),
        pytest.param("[act: {by: p, done: {before: reform}}]", ["p1"], id="date threshold"),
        pytest.param("[act: {by: p, done: {after: reform}, found: {after: done}}]", ["p2"], id="not_yet is after"),
        pytest.param("[act a: {by: p}, act a: {size: {at_least: huge}}]", ["p2"], id="merged patterns"),
        pytest.param("[act: {by: p}, act: {size: {at_least: huge}}]", ["p1", "p2"], id="separate patterns"),
        pytest.param("[act: {by: p, kind: k}, kind k: {grave: no}]", ["p1"], id="catalogue join"),
        pytest.param("[person p: {chief: q}, person q: {chief: r}]", ["p3"], id="chain of links"),
        pytest.param("[person p: {chief: p}]", [], id="own chief"),
        pytest.param("[person p: {}, no act: {by: p}]", ["p3"], id="no"),
        pytest.param("[person p: {}, no person q: {prosecuted: yes}]", ["p2"], id="no other"),
        pytest.param("[person p: {}, no person p: {prosecuted: yes}]", ["p1", "p3"], id="no over a bound name"),
        pytest.param("[person p: {}, at least 2 a: [act a: {by: p}]]", ["p1"], id="count"),
        pytest.param("[person p: {}, at least many q: [person q: {prosecuted: no}]]", ["p1", "p2", "p3"], id="counted"),
        pytest.param("[person p: {}, at least 2 a: [act a: {by: q}]]", ["p2", "p3"], id="another person's acts"),
        pytest.param("[any: [person p: {service: ill}, act: {by: p, kind: k}]]", ["p1", "p2", "p3"], id="any"),
        pytest.param(
            "[any: [all: [person p: {service: ill}, no act: {by: p}], act: {by: p, found: {on_or_before: done}}]]",
            ["p1", "p3"],
            id="all inside any",
        ),
    ],
)
def test_conditions(when: str, expected: list[str]) -> None:
    # p1 has a1 (3, theft) and a2 (5, delay), p2 has a3 (9, theft); a4 is nobody's. p3's chief is p2, whose is p1.
    assert keys(rule(when)) == [f"hit({p})" for p in expected]


def test_threshold_changes_with_the_date() -> None:
    when = rule("[act: {by: p, size: {above: big}}]")
    assert keys(when, "2024-06-30") == ["hit(p1)", "hit(p2)"]  # above 3: a2 and a3
    assert keys(when, "2024-07-01") == ["hit(p2)"]  # above 5: a3


def test_names_of_one_template_differ() -> None:
    # a1 and a2 are two acts of p1; without names both patterns may match the same act, also p2's only one.
    assert keys(rule("[act a: {by: p}, act b: {by: p}]")) == ["hit(p1)"]
    assert keys(rule("[act: {by: p}, act: {by: p}]")) == ["hit(p1)", "hit(p2)"]


def test_derivations_are_the_matched_entries() -> None:
    found = read(rule("[person p: {}, act: {by: p, kind: k}, kind k: {grave: yes}, no person: {service: gone}]"))
    assert found == {
        "hit(p1)": {("r", ("acts.a1", "kind.theft", "persons.p1"))},
        "hit(p2)": {("r", ("acts.a3", "kind.theft", "persons.p2"))},
    }
    # One derivation for each match; an entry matched twice is written once; a name in a link matches nothing itself.
    assert read(rule("[act: {by: p}, act: {by: p}]"))["hit(p1)"] == {
        ("r", ("acts.a1",)),
        ("r", ("acts.a2",)),
        ("r", ("acts.a1", "acts.a2")),
    }


def test_each_alternative_is_a_derivation() -> None:
    found = read(rule("[person p: {}, any: [person p: {service: active}, act: {by: p, size: {above: big}}]]"))
    assert found == {
        "hit(p1)": {("r", ("persons.p1",)), ("r", ("acts.a2", "persons.p1"))},
        "hit(p2)": {("r", ("acts.a3", "persons.p2"))},
    }


def test_unless() -> None:
    assert keys(rule("[person p: {}]", "[person p: {service: ill}, act: {by: p, size: {at_least: huge}}]")) == [
        "hit(p1)"
    ]
    # "any other": someone else is prosecuted, which spares everyone but p2.
    assert keys(rule("[person p: {}]", "[person q: {prosecuted: yes}]")) == ["hit(p2)"]


def test_under_a_reading() -> None:
    item = rule("[person p: {}, {person p: {service: ill}, under: {wording: wide}}]")
    assert keys(item) == ["hit(p1)", "hit(p2)", "hit(p3)"]
    assert keys(item, wording="wide") == ["hit(p3)"]
    exception = rule("[person p: {}]", "[{person p: {service: ill}, under: {wording: narrow}}]")
    assert keys(exception) == ["hit(p1)", "hit(p2)"]


def test_count_compares_its_name_with_no_name_outside() -> None:
    # The counted act may be the named one: p1 has two acts, and both count.
    assert keys(rule("[act a: {by: p}, at least 2 b: [act b: {by: p}]]")) == ["hit(p1)"]
    # The other names inside differ from the outer ones: acts a by someone other than p.
    assert keys(rule("[person p: {}, at least 3 a: [act a: {by: q}]]")) == ["hit(p3)"]


def test_inactive_rows_are_no_entries() -> None:
    assert keys(rule("[person p: {service: ill}, at least 2 k: [kind k: {}]]")) == ["hit(p3)"]
    assert keys(rule("[person p: {service: ill}, at least 3 k: [kind k: {}]]")) == []


CHIEFS = """
- {id: start, when: [person p: {service: active}], then: [{hit: {person: p}}]}
- {id: step, when: [hit: {person: q}, person p: {chief: q}], then: [{hit: {person: p}}]}
"""


def test_recursion() -> None:
    assert read(CHIEFS) == {
        "hit(p1)": {("start", ("persons.p1",))},
        "hit(p2)": {("step", ("hit(p1)", "persons.p2"))},
        "hit(p3)": {("step", ("hit(p2)", "persons.p3"))},
    }


def test_absence_reads_finished_conclusions_by_their_constants() -> None:
    rules = """
    - {id: high, when: [person p: {}, no level: {person: p, step: low}], then: [{level: {person: p, step: high}}]}
    - {id: low, when: [person p: {prosecuted: yes}], then: [{level: {person: p, step: low}}]}
    - {id: any, when: [level: {person: p}], unless: [level: {person: p, step: [low]}], then: [{hit: {person: p}}]}
    """
    assert keys(rules) == ["hit(p1)", "hit(p3)", "level(p1, high)", "level(p2, low)", "level(p3, high)"]


def test_circle_is_refused() -> None:
    with pytest.raises(CannotReadError, match="circle"):
        read(rule("[person p: {}, no hit: {person: p}]"))


def test_overrides_for_the_shared_links() -> None:
    rules = """
    - {id: general, when: [act a: {by: p}], then: [{about: {act: a, person: p}}]}
    - {id: special, when: [person p: {prosecuted: yes}], overrides: [general], then: [{level: {person: p, step: low}}]}
    """
    # They share the link person: only p2's is defeated.
    assert keys(rules) == ["about(a1, p1)", "about(a2, p1)", "level(p2, low)"]


def test_a_defeated_rule_overrides_nothing() -> None:
    rules = """
    - {id: a, when: [person p: {}], then: [{hit: {person: p}}]}
    - {id: b, when: [person p: {}], overrides: [a], then: [{level: {person: p, step: low}}]}
    - {id: c, when: [person p: {prosecuted: yes}], overrides: [b], then: [{level: {person: p, step: high}}]}
    """
    assert keys(rules) == ["hit(p2)", "level(p1, low)", "level(p2, high)", "level(p3, low)"]


@pytest.mark.parametrize(("as_of", "expected"), [("2024-06-30", 1), ("2024-07-01", 0), ("2019-12-31", 0)])
def test_in_force(as_of: str, expected: int) -> None:
    rules = "- {id: r, in_force: {until: 2024-06-30}, when: [person p: {service: ill}], then: [{hit: {person: p}}]}"
    assert len(keys(rules, as_of)) == expected


def test_refuses_what_is_not_two_valued() -> None:
    with pytest.raises(CannotReadError, match="unknown"):
        read(rule("[person p: {service: ill}]"), case="persons: {p1: {service: unknown}}")
    acts = "acts: {a1: {by: p1, done: not_yet, found: chưa}}\npersons: {p1: {}}"
    with pytest.raises(CannotReadError, match="not_yet"):
        read(rule("[act: {by: p, done: {before: found}}]"), case=acts)
