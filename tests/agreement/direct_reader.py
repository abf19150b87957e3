"""A direct two-valued reader of the rule files: the oracle of the agreement tests.

It shares no code with the engine. In go the plainly parsed files (every scalar is text), a date, the chosen readings
and a case without an unknown fact; out comes every conclusion with its derivations. It is slow on purpose: each
alternative of a rule is tried with every entry for every name, so that there is little in it that could be wrong.

A case entry is written `section.id`, a catalogue row `template.row`, a conclusion by its key. A derivation is the rule
and the different entries that the positive patterns of its `when` matched. Nothing is implied (`one_per`): the case
has every entry written out. A link that is left out links to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from .direct_items import Binding, CannotReadError, Matcher, Node, Pattern, Signed, World, admitted, head, spelt

Derivation: TypeAlias = tuple[str, tuple[str, ...]]
Conclusions: TypeAlias = dict[str, set[Derivation]]


def in_force(node: Node, as_of: str) -> bool:
    """Whether the rulebook or rule is in force on that day; `until` is its last day."""
    span = node.get("in_force") or {}
    return str(span.get("from", "")) <= as_of <= str(span.get("until", "9999"))


@dataclass
class Rule:
    """One rule in force; `applied` holds its undefeated conclusions: key, code, arguments, matched entries."""

    node: Node
    matcher: Matcher
    applied: list[tuple[str, str, Node, tuple[str, ...]]] = field(default_factory=list)

    def then(self) -> list[tuple[str, Node]]:
        """Its conclusions: code, and the written arguments without the computed attributes."""
        concluded = [(head(item), item[head(item)]) for item in self.node["then"]]
        return [(code, {f: written[f] for f in self.matcher.fields[code]}) for code, written in concluded]

    def links(self) -> set[str]:
        """The links of its conclusions."""
        return {f for code, _ in self.then() for f, d in self.matcher.fields[code].items() if d["type"] == "ref"}

    def reads(self) -> Iterator[Signed]:
        """Every pattern it reads, and whether what that finds must be finished before."""
        yield from self.matcher.walk(self.node["when"])
        for item in self.exceptions():
            yield from self.matcher.walk([item], finished=True)

    def fire(self, overriding: Sequence[Rule]) -> None:
        """Sets `applied` from the world as it is."""
        self.applied = []
        for binding, marks in self.matcher.solutions(self.node["when"], {}):
            if not any(any(self.matcher.solutions([item], binding)) for item in self.exceptions()):
                self.conclude(binding, marks, overriding)

    def exceptions(self) -> list[Node]:
        """The exceptions that are there under the chosen readings."""
        return self.matcher.present(self.node.get("unless") or [])

    def conclude(self, binding: Binding, marks: tuple[str, ...], overriding: Sequence[Rule]) -> None:
        """Adds the conclusions of one match, unless another rule that applies overrides them."""
        for code, written in self.then():
            declared = self.matcher.fields[code]
            arguments = {
                f: binding[v][1] if declared[f]["type"] == "ref" else spelt(declared[f]["type"], v)
                for f, v in written.items()
            }
            if not any(self.defeated(arguments, other) for other in overriding):
                self.applied.append((f"{code}({', '.join(arguments.values())})", code, arguments, marks))

    def defeated(self, arguments: Node, other: Rule) -> bool:
        """Whether the other rule applies for the same values of the links that both rules' conclusions share."""
        shared = self.links() & other.links()
        return any(all(arguments.get(f) == theirs.get(f) for f in shared) for _, _, theirs, _ in other.applied)


def declared_fields(vocabulary: Node, rulebooks: Sequence[Node]) -> dict[str, dict[str, Node]]:
    """The fields of every template, conclusions included, the rulebooks' additions merged in."""
    sources = [vocabulary, *rulebooks]
    found = {t: dict(d.get("fields") or {}) for node in sources for t, d in (node.get("templates") or {}).items()}
    for book in rulebooks:
        for template, added in (book.get("fields") or {}).items():
            found[template] |= added
        found |= {code: dict(d["fields"]) for code, d in book["conclusions"].items()}
    return found


def entry_fields(declared: Mapping[str, Node], written: Node) -> Node:
    """The readable fields of a written entry, each a plain value in its one spelling."""
    values = {
        f: v.get("value", "unknown") if isinstance(v, Mapping) else v for f, v in written.items() if f in declared
    }
    return {f: spelt(declared[f]["type"], v) for f, v in values.items() if declared[f]["type"] != "text"}


def build_world(vocabulary: Node, catalogues: Sequence[Node], rulebooks: Sequence[Node], case: Node) -> World:
    """All entries of the case and of the catalogues (a row that is inactive is none), and no conclusion yet."""
    fields = declared_fields(vocabulary, rulebooks)
    world: World = {template: {} for template in fields}
    for node in (vocabulary, *rulebooks):
        for template, declaration in (node.get("templates") or {}).items():
            section = declaration.get("section", "")
            for i, written in (case.get(section) or {}).items():
                world[template][i] = (f"{section}.{i}", entry_fields(fields[template], written or {}))
    for catalogue in catalogues:
        template = catalogue["template"]
        for i, row in catalogue["rows"].items():
            if "inactive" not in row:
                world[template][i] = (f"{template}.{i}", entry_fields(fields[template], row))
    return world


def in_force_thresholds(book: Node, as_of: str) -> dict[str, str]:
    """The value of every threshold on that day; one that has none yet is left out."""
    found: dict[str, str] = {}
    for name, declared in (book.get("thresholds") or {}).items():
        values = [(v["from"], v["value"]) for v in declared["values"] if v["from"] <= as_of]
        found |= {name: max(values)[1]} if values else {}
    return found


def feeds(pattern: Pattern, rule: Rule) -> bool:
    """Whether a conclusion of the rule could match the pattern, by its constants."""
    for code, written in rule.then():
        if code == pattern.template:
            kinds = {f: rule.matcher.fields[code][f]["type"] for f in pattern.conditions}
            constants = {f: wanted for f, wanted in pattern.conditions.items() if kinds[f] != "ref"}
            if all(spelt(kinds[f], written[f]) in admitted(kinds[f], wanted) for f, wanted in constants.items()):
                return True
    return False


def overrides(one: Rule, other: Rule) -> bool:
    """Whether the one rule says that it overrides the other."""
    return other.node["id"] in (one.node.get("overrides") or [])


def ranks(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules in an order in which every absence, count, exception and override finds finished conclusions."""
    pairs = [(i, j) for i in range(len(rules)) for j in range(len(rules))]
    edges = [(i, j, later) for i, j in pairs for pattern, later in rules[i].reads() if feeds(pattern, rules[j])]
    edges += [(i, j, True) for i, j in pairs if overrides(rules[j], rules[i])]
    rank = [0] * len(rules)
    while any(rank[i] < rank[j] + later for i, j, later in edges):
        for i, j, later in edges:
            rank[i] = max(rank[i], rank[j] + later)
        if max(rank) > len(rules):
            raise CannotReadError("a circle through no, unless, overrides or a count")
    return [[rules[i] for i in range(len(rules)) if rank[i] == level] for level in sorted(set(rank))]


def rules_in_force(
    vocabulary: Node, rulebooks: Sequence[Node], as_of: str, readings: Mapping[str, str], world: World
) -> list[Rule]:
    """Every rule in force on that day, ready to be read against the world."""
    fields = declared_fields(vocabulary, rulebooks)
    found = []
    for book in (book for book in rulebooks if in_force(book, as_of)):
        chosen = {r: readings.get(r, next(iter(d["choices"]))) for r, d in (book.get("readings") or {}).items()}
        matcher = Matcher(world, fields, in_force_thresholds(book, as_of), chosen)
        found += [Rule(node, matcher) for node in book["rules"] if in_force(node, as_of)]
    return found


def settle(rules: Sequence[Rule], all_rules: Sequence[Rule], world: World) -> None:
    """Fires the rules of one rank again and again until no conclusion is new, and adds theirs to the world."""
    size = -1
    while size != sum(len(entries) for entries in world.values()):
        size = sum(len(entries) for entries in world.values())
        for rule in rules:
            rule.fire([other for other in all_rules if overrides(other, rule)])
            for key, code, arguments, _ in rule.applied:
                world[code][key] = (key, arguments)


def conclude(
    vocabulary: Node,
    catalogues: Sequence[Node],
    rulebooks: Sequence[Node],
    as_of: str,
    readings: Mapping[str, str],
    case: Node,
) -> Conclusions:
    """The derivations of every conclusion of a case without unknown facts.

    A rulebook is its parsed `rulebook.yaml` with the rules of all its files under `rules`. A reading that is not chosen
    takes its first choice. Raises CannotReadError where a fact is missing or two dates that are `not_yet` are compared.
    """
    world = build_world(vocabulary, catalogues, rulebooks, case)
    rules = rules_in_force(vocabulary, rulebooks, as_of, readings, world)
    for level in ranks(rules):
        settle(level, rules, world)
    found: Conclusions = {}
    for rule in rules:
        for key, _, _, marks in rule.applied:
            found.setdefault(key, set()).add((rule.node["id"], marks))
    return found


def load(path: Path) -> Any:
    """One parsed YAML file, every scalar as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def load_rules(folder: Path) -> tuple[Node, list[Node], list[Node]]:
    """Vocabulary, catalogues and rulebooks of a `rules/` folder, in the shapes that `conclude` takes."""
    vocabulary = load(folder / "vocabulary.yaml")
    catalogues = [load(folder / d["catalogue"]) for d in vocabulary["templates"].values() if "catalogue" in d]
    rulebooks = []
    for path in sorted(folder.glob("*/rulebook.yaml")):
        files = [load(other) or {} for other in sorted(path.parent.glob("*.yaml")) if other != path]
        rulebooks.append(load(path) | {"rules": [rule for node in files for rule in node.get("rules") or []]})
    return vocabulary, catalogues, rulebooks
