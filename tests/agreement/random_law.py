"""Random laws that use every construct of the page on the rule language; the same seed gives the same law.

`random_law` puts vocabulary, rulebooks and rules together; `write` (from plain_law) writes the files;
`random_case` and `completions` (from random_cases) make cases for the law.
"""

from __future__ import annotations

import itertools
from random import Random

from .plain_law import PROVISIONS, QUOTE, Law, Options, Plain, text, write, yaml_text
from .random_cases import completions, random_case, random_readings
from .random_rules import RuleWriter
from .random_vocabulary import random_template, random_vocabulary, scalars
from .rule_scope import Scope, Unit, units

__all__ = ["Law", "Options", "completions", "random_case", "random_law", "random_readings", "write", "yaml_text"]

LEVELS = ("low", "high")


def random_law(rnd: Random, options: Options | None = None) -> Law:
    """A valid law: one or two rulebooks (the second uses the first) with one to eight rules in all."""
    vocabulary, catalogues = random_vocabulary(rnd)
    most = rnd.randint(1, 8)
    numbers = range(2 if most > 1 and rnd.random() < 0.5 else 1)
    books: list[Plain] = []
    groups: dict[Unit, int] = {}
    for number in numbers:
        book = random_rulebook(rnd, number, vocabulary, options or Options())
        own = group_units(rnd, book, groups)
        scope = visible(Law(vocabulary, catalogues, books), book, groups, own, options or Options())
        share = most // len(numbers) + (most % len(numbers) if number == 0 else 0)
        book["rules"] = random_rules(rnd, scope, f"r{number}", share)
        books.append(book)
    return Law(vocabulary, catalogues, books)


def random_rulebook(rnd: Random, number: int, vocabulary: Plain, options: Options) -> Plain:
    """A rulebook without rules."""
    spans = [{"from": "2024-07-01"}, {"from": "2020-01-01", "until": "2024-06-30"}]
    span = rnd.choice(spans) if rnd.random() < 0.08 else {"from": "2020-01-01"}
    book: Plain = {"id": f"book-{number}", "version": "1.0.0", "title": text(f"Book {number}"), "short": text("book")}
    book |= {"source": {"file": "source.vi.md", "text": rnd.choice(("verbatim", "paraphrase"))}, "in_force": span}
    book |= {"tested_against": text("ngày áp dụng"), "verification": text("ngẫu nhiên")}
    book |= {"uses": ["book-0"]} if number else {}
    book |= additions(rnd, number, vocabulary)
    book["readings"] = {f"reading_{number}_{i}": random_reading(rnd) for i in range(rnd.choice((0, 1, 1, 2)))}
    book["thresholds"] = random_thresholds(rnd, number)
    book["groups"] = {"measures": text("Biện pháp"), "other": text("Khác")}
    links = [t for t, d in {**vocabulary["templates"], **book.get("templates", {})}.items() if "section" in d]
    dated = any(f["type"] == "date" for d in vocabulary["templates"].values() for f in d["fields"].values())
    codes = [f"c{number}_{i}" for i in range(rnd.randint(1, 3))]
    carries = options.carries and dated
    book["conclusions"] = {code: random_conclusion(rnd, code, links, vocabulary, carries) for code in codes}
    return book


def additions(rnd: Random, number: int, vocabulary: Plain) -> Plain:
    """A template or fields that the rulebook adds, now and then."""
    found: Plain = {}
    present = list(vocabulary["templates"])
    if rnd.random() < 0.15:
        template = f"extra{number}"
        found["templates"] = {template: random_template(rnd, template, [present[0]])}
    if rnd.random() < 0.15:
        # Not to a catalogue, whose rows are written in another file.
        template = rnd.choice([t for t in present if t != "kind"])
        found["fields"] = {template: scalars(rnd, template, 2, prefix=f"_added{number}")}
    return found


def random_reading(rnd: Random) -> Plain:
    """A reading with two or three choices."""
    choices = ("narrow", "wide", "literal")[: rnd.choice((2, 2, 3))]
    found = {"provision": rnd.choice(PROVISIONS), "quote": QUOTE, "label": text("cách hiểu"), "because": text("mở")}
    return found | {"choices": {choice: text(choice) for choice in choices}}


def random_thresholds(rnd: Random, number: int) -> Plain:
    """Two numbers, two dates and a count; some change within the span of the dates that cases are read at."""
    found = {}
    for name in (f"limit_{number}_a", f"limit_{number}_b", f"day_{number}_a", f"day_{number}_b", f"many_{number}"):
        values = []
        for start in ["2020-01-01", "2024-07-01"][: rnd.randint(1, 2)]:
            value = str(rnd.randint(1, 2)) if name.startswith("many") else str(rnd.randint(0, 5))
            value = f"2024-0{rnd.randint(1, 5)}-15" if name.startswith("day") else value
            values.append({"from": start, "value": value})
        found[name] = {"label": text(name), "provision": rnd.choice(PROVISIONS), "values": values}
    return found


def random_conclusion(rnd: Random, code: str, links: list[str], vocabulary: Plain, carries: bool) -> Plain:
    """A conclusion about one or two entries, with up to two constants."""
    about = rnd.choice(links)
    fields: Plain = {about: {"type": "ref", "to": about}}
    if rnd.random() < 0.45:
        to = rnd.choice([t for t in vocabulary["templates"] if t in links or t == "kind"])
        fields[to if to != about else f"other_{to}"] = {"type": "ref", "to": to}
    if rnd.random() < 0.4:
        fields["level"] = {"type": "choice", "choices": {level: text(level) for level in LEVELS}}
    if rnd.random() < 0.12:
        fields["final"] = {"type": "yes_no"}
    found = {"fields": fields} | ({"internal": "yes"} if rnd.random() < 0.3 else {"group": "measures"})
    found |= {"caution": text("cẩn trọng")} if rnd.random() < 0.2 else {}
    found |= {"carries": {"due_on": {"label": text("hạn")}}} if carries and rnd.random() < 0.15 else {}
    return found | {"label": text(f"{code}: {{{about}}}")}


def group_units(rnd: Random, book: Plain, groups: dict[Unit, int]) -> list[Unit]:
    """Puts the rulebook's conclusions with their constants into groups after those there are; returns them."""
    own = [unit for code, declared in book["conclusions"].items() for unit in units(code, declared["fields"])]
    rnd.shuffle(own)
    at = max(groups.values(), default=-1)
    for unit in own:
        at += rnd.random() < 0.75 or at < 0 or unit is own[0]
        groups[unit] = at
    return own


def visible(earlier: Law, book: Plain, groups: dict[Unit, int], own: list[Unit], options: Options) -> Scope:
    """What the rules of a rulebook may read: the vocabulary, its own additions, its own and used conclusions."""
    found = Law(earlier.vocabulary, [], [book]).templates()
    fields = {t: {f: d for f, d in declared["fields"].items() if d["type"] != "text"} for t, declared in found.items()}
    for other in [*earlier.rulebooks, book]:
        # A used conclusion about a template that the other rulebook added stays readable only without that link.
        for code, declared in other["conclusions"].items():
            fields[code] = {f: d for f, d in declared["fields"].items() if d["type"] != "ref" or d["to"] in found}
    names = list(book["thresholds"])
    return Scope(
        fields=fields,
        templates=list(found),
        groups=dict(groups),
        own=own,
        concluded={next(iter(one)) for other in earlier.rulebooks for rule in other["rules"] for one in rule["then"]},
        carrying={code for code, declared in book["conclusions"].items() if "carries" in declared},
        readings={reading: list(d["choices"]) for reading, d in book["readings"].items()},
        numbers=[name for name in names if name.startswith("limit")],
        dates=[name for name in names if name.startswith("day")],
        counts=[name for name in names if name.startswith("many")],
        options=options,
    )


def random_rules(rnd: Random, scope: Scope, prefix: str, number: int) -> list[Plain]:
    """That many rules of one rulebook, some of which override others."""
    targets = []
    for _ in range(number):
        first, second = rnd.choice(scope.own), rnd.choice(scope.own)
        targets.append([first, second] if rnd.random() < 0.15 and second != first else [first])
    scope.concluded.update(code for concluded in targets for code, _ in concluded)
    rules = [RuleWriter(rnd, scope, concluded).rule(f"{prefix}-{i}") for i, concluded in enumerate(targets)]
    for (one, ones), (other, others) in itertools.permutations(list(zip(rules, targets, strict=True)), 2):
        earlier = max(scope.groups[u] for u in ones) < min(scope.groups[u] for u in others)
        if earlier and comparable(one, other, scope) and rnd.random() < 0.35:
            one.setdefault("overrides", []).append(other["id"])
    return rules


def comparable(one: Plain, other: Plain, scope: Scope) -> bool:
    """Whether each rule has one conclusion and these share a link: then it is plain which values an override means."""
    if len(one["then"]) > 1 or len(other["then"]) > 1:
        return False
    ours, theirs = (scope.fields[next(iter(rule["then"][0]))] for rule in (one, other))
    return any(d["type"] == "ref" and theirs.get(f) == d for f, d in ours.items())
