"""Proofs in corners that the shipped rulebooks do not have: what is said to hold holds there too.

Each law is the smallest in which a proof once went wrong; the comments say how.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from engine.certainty import settled
from engine.decide import Decision
from engine.errors import EvaluationError
from engine.evaluation import Status
from engine.evaluators import reference
from engine.facts import facts_of
from engine.model.rulebook import Law
from engine.proving.differing import Proven, differing
from engine.proving.proof import Proof
from engine.proving.verify import Idle, questions
from engine.reading.case import case_from_text
from engine.reading.law import read_law_of
from engine.resolve import resolve
from tests.agreement.plain_law import Law as PlainLaw
from tests.agreement.plain_law import Plain, text, write, yaml_text
from tests.agreement.random_vocabulary import asked, link

DAY = datetime.date(2024, 9, 1)


def template(name: str, *fields: Plain, **links: str) -> Plain:
    """A template of entries with those links and fields, the latter from their name to the rest of them."""
    found = {field: link(name, field, to) for field, to in links.items()}
    return {
        "section": f"{name}s",
        "label": text(name),
        "fields": found | {k: v for one in fields for k, v in one.items()},
    }


def yes_no(*names: str) -> Plain:
    return {name: asked("yes_no", "person", name) for name in names}


def vocabulary() -> Plain:
    """Persons hold posts in units; each post has an oversight."""
    ends = {"person": "person", "unit": "unit"}
    found = {
        "person": template("person", yes_no("a", "b")),
        "unit": template("unit", yes_no("open")),
        "post": template("post", **ends),
        "oversight": template("oversight", yes_no("knew"), **ends),
    }
    found["oversight"]["one_per"] = {"post": ["person", "unit"]}
    return found


READINGS = {
    "strict": {
        "provision": "I.1",
        "quote": "lời của điều này",
        "label": text("strict"),
        "because": text("open"),
        "choices": {"so": text("so"), "otherwise": text("otherwise")},
    }
}
CONCLUSIONS = {
    "free": {"person": "person"},
    "kept": {"person": "person"},
    "idle": {"unit": "unit"},
    "both": {"person": "person", "unit": "unit"},
}


@dataclass
class Laws:
    """Writes laws of one rulebook, one folder each."""

    folder: Path

    def of(
        self,
        rules: str,
        properties: str = "[]",
        templates: Plain | None = None,
        conclusions: Plain | None = None,
        earlier: tuple[Plain, ...] = (),
        **more: object,
    ) -> Law:
        """The law of those rules; a conclusion is its arguments with what they link to."""
        signatures = conclusions if conclusions is not None else CONCLUSIONS
        declared = {code: concluded(fields) for code, fields in signatures.items()}
        named: Plain = {"id": "book", "readings": READINGS, "uses": [one["id"] for one in earlier], **more}
        book = manifest(conclusions=declared, **named) | {"rules": listed(rules)}
        place = self.folder / str(len(list(self.folder.iterdir())))
        write(PlainLaw({"templates": templates or vocabulary()}, [], [*earlier, book]), place)
        held = [{"label": text(one["id"]), **one} for one in yaml.load(properties, yaml.BaseLoader)]
        (place / str(book["id"]) / "properties.yaml").write_text(yaml_text({"properties": held}), encoding="utf-8")
        return read_law_of([place])


def manifest(**more: object) -> Plain:
    found: Plain = {"version": "1", "title": text("t"), "short": text("s"), "groups": {"g": text("g")}}
    found |= {"source": {"file": "source.vi.md", "text": "verbatim"}, "tested_against": text("t")}
    return found | {"verification": text("t")} | more


def listed(rules: str) -> list[Plain]:
    made = yaml.load(rules, yaml.BaseLoader)
    return [{"id": f"r{n}", "provision": "I.1", "quote": "lời của điều này", **rule} for n, rule in enumerate(made)]


def concluded(fields: Plain) -> Plain:
    arguments = {
        name: {"type": "ref", "to": to}
        if isinstance(to, str)
        else {"type": "choice", "choices": {c: text(c) for c in to}}
        for name, to in fields.items()
    }
    return {"fields": arguments, "group": "g", "label": text("c")}


@pytest.fixture
def laws(tmp_path: Path) -> Laws:
    return Laws(tmp_path)


def outcomes(law: Law, day: datetime.date = DAY) -> dict[str, str]:
    """What came of each property, by id; that both engines confirm what is refuted is part of asking."""
    answers = [question.answer() for question in questions(law, [], [], day)]
    return {answer.about.id: answer.outcome for answer in answers if isinstance(answer, Proof)}


def conditions_that_never_matter(law: Law) -> set[str]:
    answers = [question.answer() for question in questions(law, ["book"], [], DAY)]
    return {one.id for answer in answers if isinstance(answer, Idle) for one in answer.conditions}


def statuses(law: Law, case: Plain) -> dict[str, str]:
    """What the reference says of a case: each conclusion that may hold with its status."""
    facts = facts_of(case_from_text(json.dumps({"format": "chetai/case/1", "id": "x", **case}), law), law)
    evaluation = reference.evaluate(resolve(law, DAY).program, facts.rows)
    return {key: evaluation.status(key).value for key in evaluation.conclusions}


def test_a_rule_of_absences_alone_overrides_by_each_of_its_alternatives(laws: Laws) -> None:
    """Their bodies are equal, being empty, and only the last one counted."""
    law = laws.of(
        """
        - when: [any: [{no person: {a: yes}}, {no person: {b: yes}}]]
          then: [stronger: {level: high}]
          overrides: [r1]
        - when: [{unit: {open: yes}}]
          then: [weaker: {level: high}]
        """,
        "[{id: never-both, never: [{stronger: {}}, {weaker: {}}]}]",
        conclusions={"stronger": {"level": ["high", "low"]}, "weaker": {"level": ["high", "low"]}},
    )
    case = {"persons": {"p1": {"a": "no", "b": "yes"}}, "units": {"u1": {"open": "yes"}}}
    assert {key: status for key, status in statuses(law, case).items() if "/" not in key} == {"stronger(high)": "holds"}
    assert outcomes(law) == {"never-both": "proved"}


@pytest.mark.parametrize("second", ["{person: p, unit: u}", "{person: q, unit: u}"])
def test_an_absence_that_comes_first_under_another_reading_only_is_not_taken_for_it(laws: Laws, second: str) -> None:
    """Auxiliary conclusions are numbered as they come: under each reading the same number may be of another absence."""
    law = laws.of(
        f"""
        - when:
            - person p: {{a: yes}}
            - unit u: {{}}
            - no person p: {{b: yes}}
              under: {{strict: so}}
            - no post: {second}
          then: [both: {{person: p, unit: u}}]
        """,
        f"""
        - id: whoever-is-told
          readings: {{strict: otherwise}}
          when: [person p: {{a: yes}}, unit u: {{}}, {{no post: {second}}}]
          always: [both: {{person: p, unit: u}}]
        - id: nobody-else
          readings: {{strict: otherwise}}
          never: [both: {{person: p, unit: u}}, post: {second}]
        """,
    )
    assert outcomes(law) == {"whoever-is-told": "proved", "nobody-else": "proved"}


def test_names_that_proofs_make_up_are_free_for_authors(laws: Laws) -> None:
    law = laws.of(
        """
        - when: [person p: {a: yes}]
          then: [property_is_violated: {person: p}, premise_occurs: {person: p}]
        """,
        "[{id: never, never: [{property_is_violated: {}}, {premise_occurs: {}}]}]",
        conclusions={"property_is_violated": {"person": "person"}, "premise_occurs": {"person": "person"}},
        id="properties",
    )
    assert outcomes(law) == {"never": "refuted"}


def test_templates_may_be_called_as_others_begin_and_fields_anything(laws: Laws) -> None:
    templates = {"act": template("act", {"{x}": asked("yes_no", "act", "x")}), "a": template("a", act="act")}
    law = laws.of(
        """
        - when: [a i: {act: t}, act t: {"{x}": yes}]
          then: [seen: {a: i}]
        """,
        "[{id: never, never: [{seen: {}}]}, {id: alike, changing: {act: ['{x}']}, treats_alike: results}]",
        templates=templates,
        conclusions={"seen": {"a": "a"}},
    )
    assert outcomes(law) == {"never": "refuted", "alike": "refuted"}


def test_an_implied_entry_is_there_also_where_no_rule_reads_its_links(laws: Laws) -> None:
    law = laws.of(
        """
        - when: [post: {person: p, unit: u}, no oversight: {person: p}]
          then: [free: {person: p}]
        - when: [post: {person: p, unit: u}, no oversight: {knew: yes}]
          then: [kept: {person: p}]
        """,
        """
        - {id: nobody-free, when: [post: {person: p, unit: u}], never: [free: {person: p}]}
        - {id: nobody-kept, never: [kept: {person: p}]}
        """,
    )
    assert outcomes(law) == {"nobody-free": "vacuous", "nobody-kept": "refuted"}


@pytest.mark.parametrize(
    ("absent", "changing", "outcome"),
    [
        ("no oversight: {unit: u}", "{post: [unit]}", "refuted"),
        ("no oversight: {unit: u}", "{post: [person]}", "refuted"),
        ("no oversight: {unit: u}", "{oversight: [person]}", "proved"),  # what it implied is implied in its stead
        ("no oversight: {unit: u, knew: yes}", "{post: [unit]}", "proved"),  # nothing is known of what is implied
        ("at least 2 o: [oversight o: {unit: u}]", "{post: [unit]}", "refuted"),
    ],
)
def test_another_link_may_imply_another_entry(laws: Laws, absent: str, changing: str, outcome: str) -> None:
    """No rule reads posts; but for each there is an oversight, in one of the two files only."""
    law = laws.of(
        f"""
        - when: [unit u: {{}}, {absent}]
          then: [idle: {{unit: u}}]
        """,
        f"[{{id: alike, changing: {changing}, treats_alike: [idle]}}]",
    )
    assert outcomes(law) == {"alike": outcome}


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date.max])
def test_days_are_made_up_also_at_the_ends_of_the_calendar(laws: Laws, day: datetime.date) -> None:
    days = {name: asked("date", "person", name) for name in ("born", "hired", "left")}
    law = laws.of(
        """
        - when: [person p: {born: {before: hired}, hired: {before: left}}]
          then: [free: {person: p}]
        """,
        "[{id: never, never: [{free: {}}]}]",
        templates={"person": template("person", days)},
        conclusions={"free": {"person": "person"}},
    )
    assert outcomes(law, day) == {"never": "refuted"}


NOTHING = {"label": text("none"), "provision": "I.1", "values": [{"from": "2020-01-01", "value": "0"}]}


@pytest.mark.parametrize("limits", [{"at_least": "0", "at_most": "1"}, {"at_most": "1"}, {"at_least": "1"}])
def test_numbers_that_are_compared_lie_between_each_other_also_where_one_has_a_range(laws: Laws, limits: Plain) -> None:
    """What lies between 0 and 1 was made up for the one with a range, and not for the one without."""
    numbers = {"one": asked("number", "person", "one"), "other": asked("number", "person", "other", **limits)}
    law = laws.of(
        """
        - when: [person p: {one: {above: none, below: other}}]
          then: [free: {person: p}]
        """,
        "[{id: never, never: [{free: {}}]}]",
        templates={"person": template("person", numbers)},
        conclusions={"free": {"person": "person"}},
        thresholds={
            "none": {"label": text("none"), "provision": "I.1", "values": [{"from": "2020-01-01", "value": "0"}]}
        },
    )
    assert outcomes(law) == {"never": "refuted"}


def test_a_reading_of_a_used_rulebook_counts_also_when_that_is_no_longer_in_force(laws: Laws) -> None:
    used = manifest(id="used", readings=READINGS, conclusions={}, rules=[], in_force={"until": "2023-12-31"})
    law = laws.of(
        """
        - when:
            - person p: {a: yes}
            - person p: {b: yes}
              under: {strict: so}
          then: [free: {person: p}]
        """,
        """
        - {id: as-read, readings: {strict: so}, when: [free: {person: p}], always: [person p: {b: yes}]}
        - {id: otherwise, readings: {strict: otherwise}, when: [free: {person: p}], always: [person p: {b: yes}]}
        """,
        earlier=(used,),
        readings={},
    )
    assert outcomes(law) == {"as-read": "proved", "otherwise": "refuted"}
    assert conditions_that_never_matter(law) == set()


def test_a_condition_that_never_matters_is_found_also_beside_an_exception(laws: Laws) -> None:
    """The exception of the rule without the condition was taken for a conclusion of it, and so for a difference."""
    law = laws.of(
        """
        - when:
            - post s: {person: p, unit: u}
            - unit u: {}
            - any: [person p: {a: yes}]
          unless:
            - person p: {b: yes}
            - unit u: {open: yes}
          then: [both: {person: p, unit: u}]
        """
    )
    assert conditions_that_never_matter(law) == {"r0/drop-condition/when.2"}


def test_what_is_refuted_is_not_called_empty_for_a_part_that_cannot_occur(laws: Laws) -> None:
    law = laws.of(
        """
        - when: [person p: {a: yes}]
          then: [free: {person: p}, kept: {person: p}]
        """,
        """
        - id: only-one
          exclusive: [free: {person: p}, kept: {person: p}, both: {person: p}]
        """,
    )
    assert outcomes(law) == {"only-one": "refuted"}


def proven(old: Law, new: Law) -> Proven:
    return differing((old, {}), (new, {}), DAY, range(10))


ABSENT = """
- when: [person p: {{}}, unit u: {{}}, {0}]
  then: [both: {{person: p, unit: u}}]
"""


def test_laws_whose_absences_are_numbered_otherwise_differ(laws: Laws) -> None:
    """Both have an absence called the first: of posts of that person anywhere, and of others' posts in that unit."""
    one, other = "no post: {person: p}", "no post: {person: q, unit: u}"
    both, last = (laws.of(ABSENT.format(f"{absent}")) for absent in (f"{one}, {other}", other))
    assert {d.after.value for d in proven(both, last).differences} == {"holds"}
    assert {d.after.value for d in proven(last, both).differences} == {"does_not_hold"}


def test_laws_differ_also_where_a_step_of_the_reasoning_speaks_of_more(laws: Laws) -> None:
    steps = """
    - when: [post: {{person: p, unit: u}}]
      then: [step: {{{0}}}]
    - when: [step: {{{0}}}, unit u: {{open: yes}}]
      then: [both: {{person: p, unit: u}}]
    """
    whose, where = {"person": "person"}, {"person": "person", "unit": "unit"}
    loose = laws.of(steps.format("person: p"), conclusions={"step": whose, "both": where})
    strict = laws.of(steps.format("person: p, unit: u"), conclusions={"step": where, "both": where})
    for old, new in ((loose, strict), (strict, loose)):
        assert "both" in {d.code for d in proven(old, new).differences}


def test_a_conclusion_about_something_else_is_another_conclusion(laws: Laws) -> None:
    told = "[{{when: [post: {{person: p, unit: u}}], then: [told: {{{0}}}]}}]"
    where = {"person": "person", "unit": "unit"}
    one = laws.of(told.format("person: p"), conclusions={"told": {"person": "person"}})
    both = laws.of(told.format("person: p, unit: u"), conclusions={"told": where})
    assert {(d.key, d.after.value) for d in proven(one, both).differences} == {
        ("told(p1)", "does_not_hold"),
        ("told(p1, u1)", "holds"),
    }


def test_a_template_of_one_law_only_is_no_trouble(laws: Laws) -> None:
    fewer = {name: vocabulary()[name] for name in ("person", "unit")}
    without = laws.of(ABSENT.format("person p: {a: yes}"), templates=fewer)
    with_posts = laws.of(ABSENT.format("no post: {person: p}"))
    for old, new in ((without, with_posts), (with_posts, without)):
        assert proven(old, new).differences


def of_kinds(*choices: str) -> Plain:
    kind = asked("choice", "person", "kind", choices={choice: text(choice) for choice in choices})
    return {"person": template("person", {"kind": kind})}


ONE_KIND = "[{{when: [person p: {{kind: {0}}}], then: [free: {{person: p}}]}}]"


def test_values_that_only_one_law_admits_make_no_difference(laws: Laws) -> None:
    """No file with such a value can be read under both."""
    conclusions = {"free": {"person": "person"}}
    two = laws.of(ONE_KIND.format("[x, y]"), templates=of_kinds("x", "y"), conclusions=conclusions)
    three = laws.of(ONE_KIND.format("[x, y, z]"), templates=of_kinds("x", "y", "z"), conclusions=conclusions)
    for old, new in ((two, three), (three, two)):
        assert (proven(old, new).differences, proven(old, new).is_whole) == ((), True)


def test_laws_that_call_different_things_the_same_are_not_compared(laws: Laws) -> None:
    otherwise = vocabulary()
    del otherwise["oversight"]["one_per"]
    rules = ABSENT.format("post: {person: p, unit: u}, no oversight: {person: p, unit: u}")
    with pytest.raises(EvaluationError) as refused:
        proven(laws.of(rules), laws.of(rules, templates=otherwise))
    assert [(problem.code, problem.values["name"]) for problem in refused.value.problems] == [("E507", "oversight")]


def test_what_is_unknown_is_certain_where_it_can_turn_out_in_one_way_only(laws: Laws) -> None:
    """The link may lead to the only person there is, and the solver was not asked at all."""
    law = laws.of(
        """
        - when: [post: {person: p}]
          then: [free: {person: p}]
        """
    )
    written = {"format": "chetai/case/1", "id": "x", "persons": {"p1": {}}, "posts": {"s1": {"person": "unknown"}}}
    facts = facts_of(case_from_text(json.dumps(written), law), law)
    resolution = resolve(law, DAY)
    evaluation = reference.evaluate(resolution.program, facts.rows)
    assert evaluation.status("free(p1)") is Status.UNDETERMINED
    assert settled(Decision(resolution, facts, evaluation, "", ()), law) == {"free(p1)": Status.HOLDS}
