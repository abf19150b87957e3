"""How many entries are enough for a proof: as many as some case needs, and no more than it needs.

Each law is tried on a case that needs all of them: whichever entry is left out, what was so is so no longer.
"""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.proving.sizes import Sizes
from engine.reading.law import read_law, read_law_of
from engine.resolve import resolve
from engine.resolve.alternatives import single_choices
from tests.agreement.plain_law import Law as PlainLaw
from tests.agreement.plain_law import Plain, text, write
from tests.agreement.random_vocabulary import asked, link
from tests.agreement.smaller_files import ASKED, Goal, SmallerFiles

DAY = datetime.date(2024, 9, 1)


def _template(name: str, flags: str = "", **links: str) -> Plain:
    fields = {field: link(name, field, to) for field, to in links.items()}
    fields |= {flag: asked("yes_no", name, flag) for flag in flags.split()}
    return {"section": f"{name}s", "label": text(name), "fields": fields}


TEMPLATES = {
    "person": _template("person", "retired"),
    "unit": _template("unit", "closed"),
    "act": _template("act", "grave", by="person", unit="unit", follows="act"),
    "report": _template("report", "late", about="act", by="person"),
    "post": _template("post", "head", person="person", unit="unit"),
    "oversight": _template("oversight", "knew", person="person", unit="unit"),
}
TEMPLATES["oversight"]["one_per"] = {"post": ["person", "unit"]}
READINGS: Plain = {"pardons": {"provision": "I.1", "quote": "lời của điều này"}}
READINGS["pardons"] |= {"label": text("pardons"), "because": text("open")}
READINGS["pardons"] |= {"choices": {choice: text(choice) for choice in ("count", "do_not")}}
CONCLUSIONS = {
    "doer": {"person": "person"},
    "guilty": {"person": "person"},
    "answerable": {"person": "person", "unit": "unit"},
    "excused": {"person": "person"},
    "pardoned": {"person": "person"},
    "spared": {"person": "person", "other": "person"},
    "chained": {"act": "act"},
}


def _law(rules: str, folder: Path, templates: Plain = TEMPLATES) -> SmallerFiles:
    """A law of those rules; no case yet."""
    made = [
        {"id": f"r{n}", "provision": "I.1", "quote": "lời của điều này", **rule}
        for n, rule in enumerate(yaml.load(rules, yaml.BaseLoader))
    ]
    conclusions = {
        code: {
            "fields": {name: {"type": "ref", "to": to} for name, to in links.items()},
            "group": "all",
            "label": text("".join(f"{{{name}}}" for name in links)),
        }
        for code, links in CONCLUSIONS.items()
    }
    book: Plain = {"id": "book", "version": "1.0.0", "title": text("book"), "short": text("book"), "readings": READINGS}
    book |= {"source": {"file": "source.vi.md", "text": "verbatim"}, "tested_against": text("as_of")}
    book |= {"groups": {"all": text("all")}}
    book |= {"verification": text("none"), "conclusions": conclusions, "rules": made}
    plain = PlainLaw({"templates": templates}, [], [book])
    write(plain, folder)
    return SmallerFiles(plain, read_law_of([folder]), {"as_of": str(DAY)})


def _sizes(files: SmallerFiles) -> Sizes:
    return Sizes(files.program({}).clauses(), files.law)


def _with_case(files: SmallerFiles, case: str) -> SmallerFiles:
    found: Any = yaml.load(case, yaml.BaseLoader)
    return SmallerFiles(files.plain, files.law, {"format": "chetai/case/1", "id": "k", "as_of": str(DAY), **found})


def _holding(files: SmallerFiles, key: str, certainly: bool = True) -> Goal:
    return lambda part: ASKED["holds", certainly](files.evaluation(part, {}).status(key))


BY_RULES = """
- when: [{act a: {by: p, grave: yes}}]
  then: [{doer: {person: p}}]
- when: [{doer: {person: p}}, {person p: {retired: no}}, {act: {by: p}}]
  then: [{guilty: {person: p}}]
"""


@pytest.mark.parametrize(
    ("rules", "key", "case"),
    [
        # What two conditions say of one person is said of one person; an act that is grave is also an act.
        (BY_RULES, "guilty(p)", "{persons: {p: {retired: no}}, acts: {a: {by: p, grave: yes}}}"),
        # Two ways to conclude: as much as the larger needs, not as much as both.
        (
            """
            - when: [any: [{report: {by: p, late: yes}}, {all: [{act a: {by: p}}, {report: {about: a, late: no}}]}]]
              then: [{guilty: {person: p}}]
            """,
            "guilty(p)",
            "{persons: {p: {}}, acts: {a: {by: p}}, reports: {r: {about: a, late: no}}}",
        ),
        # A count needs every thing it counts, and what makes it one.
        (
            """
            - when: [{person p: {}}, {at least 2 a: [{act a: {by: p}}, {report: {about: a}}]}]
              then: [{guilty: {person: p}}]
            """,
            "guilty(p)",
            "{persons: {p: {}}, acts: {a: {by: p}, b: {by: p}}, reports: {r: {about: a}, s: {about: b}}}",
        ),
        # The exception is excepted: what makes the exception not hold is needed too.
        (
            """
            - when: [{person p: {retired: yes}}]
              unless: [{post: {person: p, head: yes}}]
              then: [{excused: {person: p}}]
            - when: [{act: {by: p}}]
              unless: [{excused: {person: p}}]
              then: [{guilty: {person: p}}]
            """,
            "guilty(p)",
            "{persons: {p: {retired: yes}}, acts: {a: {by: p}}, posts: {q: {person: p, head: yes}}}",
        ),
        # One needs the report for every act that is kept, whatever else is in the file.
        (
            """
            - when: [{act a: {by: p, grave: no}}]
              unless: [{report: {about: a, late: yes}}]
              then: [{excused: {person: p}}]
            - when: [{act a: {by: p}}, {act b: {follows: a, by: p}}]
              unless: [{excused: {person: p}}]
              then: [{guilty: {person: p}}]
            """,
            "guilty(p)",
            """
            persons: {p: {}}
            acts: {a: {by: p, grave: no}, b: {by: p, follows: a, grave: no}}
            reports: {r: {about: a, late: yes}, s: {about: b, late: yes}}
            """,
        ),
        # An oversight that says no keeps away the implied one, of which nothing is known.
        (
            """
            - when: [{post: {person: p, unit: u}}]
              unless: [{oversight: {person: p, unit: u, knew: yes}}]
              then: [{answerable: {person: p, unit: u}}]
            """,
            "answerable(p, u)",
            """
            persons: {p: {}}
            units: {u: {}}
            posts: {q: {person: p, unit: u}}
            oversights: {o: {person: p, unit: u, knew: no}}
            """,
        ),
        # That it is about the entries matched alone needs nothing more, whichever act it is.
        (
            """
            - when: [{act a: {by: p, unit: u}}]
              unless: [{act a: {follows: a}}]
              then: [{excused: {person: p}}]
            - when: [{person p: {}}]
              unless: [{excused: {person: p}}]
              then: [{guilty: {person: p}}]
            """,
            "guilty(p)",
            "{persons: {p: {}}}",
        ),
    ],
)
def test_as_many_as_are_needed(rules: str, key: str, case: str, tmp_path: Path) -> None:
    law = _law(rules, tmp_path)
    files = _with_case(law, case)
    size = _sizes(law).holds(key.partition("(")[0])
    assert size.unbounded == ()
    assert files.smallest(_holding(files, key)) == [Counter(size.entries)]


@pytest.mark.parametrize(
    ("rules", "code", "why", "line"),
    [
        # A chain of acts may be as long as anyone likes.
        (
            """
            - when: [{act a: {grave: yes}}]
              then: [{chained: {act: a}}]
            - when: [{act a: {follows: b}}, {chained: {act: b}}]
              then: [{chained: {act: a}}]
            """,
            "chained",
            "feeds_itself",
            "r1",
        ),
        # Every act is excused by one that follows it, which is then an act that must be excused.
        (
            """
            - when: [{act a: {}}, {person p: {}}]
              unless: [{act b: {follows: a}}]
              then: [{excused: {person: p}}]
            - when: [{act a: {by: p}}]
              unless: [{excused: {person: p}}]
              then: [{guilty: {person: p}}]
            """,
            "guilty",
            "without_end",
            "r0",
        ),
    ],
)
def test_where_no_number_is_enough_the_rule_to_blame_is_named(
    rules: str, code: str, why: str, line: str, tmp_path: Path
) -> None:
    size = _sizes(_law(rules, tmp_path)).holds(code)
    assert [(found.why, found.rule) for found in size.unbounded] == [(why, line)]


def test_a_circle_that_comes_back_to_the_same_needs_no_more(tmp_path: Path) -> None:
    rules = """
    - when: [{act: {by: p}}]
      then: [{doer: {person: p}}]
    - when: [{guilty: {person: p}}]
      then: [{doer: {person: p}}]
    - when: [{doer: {person: p}}, {report: {by: p}}]
      then: [{guilty: {person: p}}]
    """
    size = _sizes(_law(rules, tmp_path)).holds("guilty")
    assert (size.entries, size.unbounded) == ({"act": 1, "person": 1, "report": 1}, ())


def test_rules_that_can_be_put_together_in_too_many_ways_are_said_to_be(tmp_path: Path) -> None:
    rules = "\n".join(
        f"- {{when: [{a}: {{person: p}}, {b}: {{person: q}}, act: {{by: p}}], then: [{c}: {{person: p}}]}}"
        for a in ("doer", "guilty", "excused", "pardoned")
        for b in ("doer", "guilty", "excused", "pardoned")
        for c in ("doer", "guilty", "excused", "pardoned")
    )
    size = _sizes(_law(rules, tmp_path)).holds("guilty")
    assert "too_many_ways" in {found.why for found in size.unbounded}


TWICE_EXCEPTED = """
- when: [{act: {by: p, grave: no}}]
  then: [{pardoned: {person: p}}]
- when: [{person p: {retired: yes}}]
  unless: [{pardoned: {person: p}}]
  then: [{excused: {person: p}}]
- when: [{post: {person: p}}]
  unless: [{excused: {person: p}}, {pardoned: {person: p}}]
  then: [{guilty: {person: p}}]
"""


def test_what_the_same_rule_excludes_is_not_kept_as_a_reason(tmp_path: Path) -> None:
    """Who must not be pardoned is not kept from being excused by a pardon; who need not be, may be."""
    sizes = _sizes(_law(TWICE_EXCEPTED, tmp_path))
    assert sizes.holds("guilty").entries == {"person": 1, "post": 1}
    assert sizes.holds("guilty", certainly=False).entries == {"act": 1, "person": 1, "post": 1}


def test_what_does_not_hold_is_kept_from_holding(tmp_path: Path) -> None:
    """Of a person who is excused for want of a pardon nothing is needed; of one who is not, the act that pardons."""
    sizes = _sizes(_law(TWICE_EXCEPTED, tmp_path))
    assert sizes.fails("pardoned").entries == {}
    assert sizes.fails("excused").entries == {"act": 1}
    both = sizes.holds("excused").together(sizes.fails("excused"))
    assert both.entries == {"act": 1, "person": 1}
    assert sizes.holds("excused").either(sizes.holds("guilty")).entries == {"person": 1, "post": 1}


def test_an_exception_of_one_reading_is_not_taken_for_that_of_another(tmp_path: Path) -> None:
    """Who may be pardoned under this reading is kept from being excused by the act, though not under that one."""
    rules = """
    - when: [{act: {by: p, grave: no}}]
      then: [{pardoned: {person: p}}]
    - when: [{person p: {retired: yes}}]
      unless: [{pardoned: {person: p}}]
      then: [{excused: {person: p}}]
    - when: [{post: {person: p}}]
      unless:
        - {pardoned: {person: p}, under: {pardons: count}}
        - {report: {by: p}, under: {pardons: do_not}}
        - {excused: {person: p}}
      then: [{guilty: {person: p}}]
    """
    files = _law(rules, tmp_path)
    one, other = (tuple(files.program({"pardons": choice}).clauses()) for choice in ("count", "do_not"))
    with_act, without = {"act": 1, "person": 1, "post": 1}, {"person": 1, "post": 1}
    assert [Sizes(own, files.law).holds("guilty").entries for own in (one, other)] == [without, with_act]
    assert Sizes([*one, *other], files.law).holds("guilty").entries == with_act


def test_the_shipped_law_needs_few_entries() -> None:
    law = read_law()
    ways = single_choices(law.readings(), law.readings())
    clauses = [clause for way in ways for clause in resolve(law, DAY, way).program.clauses()]
    sizes = Sizes(clauses, law)
    assert sizes.holds("suspension").entries == {"act": 1, "person": 1}
    assert sizes.holds("discipline", {"form": "reprimand"}).entries == {"act": 2, "person": 2, "post": 2, "unit": 1}
    for head in {clause.head for clause in clauses if clause.head.code in law.declared()}:
        constants = dict(head.constants)
        size = sizes.holds(head.code, constants).together(sizes.fails(head.code, constants))
        assert size.unbounded == (), head
        assert sum(size.entries.values()) <= 14, head


def test_another_than_this_one_and_another_than_that_one_may_be_two(tmp_path: Path) -> None:
    """Each of two is excused unless another did something grave: the other of one may be the other one."""
    rules = """
    - when: [{person p: {retired: yes}}]
      unless: [{act: {by: q, grave: yes}}]
      then: [{excused: {person: p}}]
    - when: [{person p: {}}, {excused: {person: s}}]
      then: [{spared: {person: p, other: s}}]
    - when: [{person s: {}}, {excused: {person: p}}]
      then: [{spared: {person: p, other: s}}]
    - when: [{report: {by: p}}, {post: {person: s}}]
      unless: [{spared: {person: p, other: s}}]
      then: [{guilty: {person: p}}]
    """
    case = """
    persons: {p: {retired: yes}, s: {retired: yes}}
    reports: {r: {by: p}}
    posts: {o: {person: s}}
    acts: {a: {by: p, grave: yes}, b: {by: s, grave: yes}}
    """
    law = _law(rules, tmp_path)
    files = _with_case(law, case)
    (needed,) = files.smallest(_holding(files, "guilty(p)"))
    assert needed == {"person": 2, "report": 1, "post": 1, "act": 2}
    assert needed <= Counter(_sizes(law).holds("guilty").entries)


def test_one_entry_may_stand_for_two_that_would_be_implied(tmp_path: Path) -> None:
    rules = """
    - when: [{post: {person: p, unit: u}}, {report: {by: p, about: a}}]
      unless: [{at least 2 w: [{oversight w: {}}]}]
      then: [{answerable: {person: p, unit: u}}]
    """
    case = """
    persons: {p: {}}
    units: {u: {}}
    posts: {o: {person: p, unit: u}}
    reports: {r: {by: p, about: a}}
    acts: {a: {}}
    oversights: {w: {person: p, unit: u, by: p, about: a}}
    """
    overseen = _template("oversight", person="person", unit="unit", by="person", about="act")
    overseen["one_per"] = {"post": ["person", "unit"], "report": ["by", "about"]}
    law = _law(rules, tmp_path, TEMPLATES | {"oversight": overseen})
    files = _with_case(law, case)
    for certainly in (True, False):
        (needed,) = files.smallest(_holding(files, "answerable(p, u)", certainly))
        assert needed == {"person": 1, "unit": 1, "report": 1, "post": 1, "act": 1, "oversight": 1}
        assert needed <= Counter(_sizes(law).holds("answerable", certainly=certainly).entries)
