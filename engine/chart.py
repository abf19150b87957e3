"""The map of the law as a graph: provisions, templates, rules, conclusions, and what feeds what; readings kept visible.

It is made of the rules as their authors wrote them, before any reading is chosen: an edge that exists under a reading
only says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.explain.provisions import nominal_provisions
from engine.model.rule import AllItem, AnyItem, Condition, CountItem, Item, NoItem, PatternItem, Rule
from engine.model.rulebook import Law
from engine.resolve.alternatives import readings_of
from engine.resolve.thresholds import thresholds_of

NodeKind = Literal["provision", "template", "rule", "conclusion"]
EdgeKind = Literal[
    "encodes", "condition", "absence", "count", "exception", "exception_absence", "override", "replaces", "concludes"
]
Under = tuple[tuple[str, str], ...]
Constants = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A provision, template, rule or conclusion; a conclusion is told apart by its constants, as strata are."""

    kind: NodeKind
    name: str
    book: str = ""
    constants: Constants = ()

    @property
    def key(self) -> str:
        """What tells it from every other node, the same on every run."""
        inner = ", ".join(f"{field}={value}" for field, value in self.constants)
        place = f"{self.book}/" if self.kind == "provision" else ""
        return f"{self.kind} {place}{self.name}{f'({inner})' if inner else ''}"


@dataclass(frozen=True, slots=True)
class Edge:
    """From what feeds to what is fed; ``under``: the choices, in alternatives, under which alone it exists.

    ``minimum`` is what a count asks for, a number or a threshold.
    """

    source: Node
    target: Node
    kind: EdgeKind
    under: tuple[Under, ...] = ()
    minimum: str = ""


@dataclass(frozen=True)
class Chart:
    """Nodes and edges, each once, in an order that only the law decides."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def chart(law: Law, name: str | None, as_of: datetime.date) -> Chart:
    """The map of what is called ``name``, without one of every rulebook in force on that day.

    A rulebook: its rules with all they read and conclude. A rule, a conclusion, a provision (and those below it), a
    template, a reading or a threshold: everything that feeds it and everything that it feeds. Nothing is called
    ``name``: an empty chart.
    """
    whole = _whole(law)
    if name is None:
        return _of_books(whole, {b.id for b in law.rulebooks.values() if b.manifest.in_force.covers(as_of)})
    if name in law.rulebooks:
        return _of_books(whole, {name})
    rules = law.rules()
    depending = {r.id for r in rules.values() if name in readings_of(r) or name in thresholds_of(r, law)}

    def named(node: Node) -> bool:
        below = node.kind == "provision" and node.name.startswith((f"{name}-", f"{name}."))
        return node.name == name or below or (node.kind == "rule" and node.name in depending)

    return _around(whole, named)


def _whole(law: Law) -> Chart:
    """Every node and edge of the law."""
    variants = _variants(law)
    nodes: dict[Node, None] = {}
    edges: dict[tuple[Node, Node, EdgeKind, str], list[Under]] = {}
    rules = law.rules()
    for rule in rules.values():
        for source, target, kind, under, minimum in _edges(rule, rules, law, variants):
            nodes |= {source: None, target: None}
            edges.setdefault((source, target, kind, minimum), []).append(under)
    for found in variants.values():
        nodes |= dict.fromkeys(found)
    made = [
        Edge(source, target, kind, _only_under(unders, law), minimum)
        for (source, target, kind, minimum), unders in edges.items()
    ]
    return Chart(tuple(nodes), tuple(made))


def _only_under(unders: list[Under], law: Law) -> tuple[Under, ...]:
    """The choices under which alone something exists; none if it also does without, or under every choice there is."""
    ways = tuple(dict.fromkeys(unders))
    for reading, declared in law.readings().items():
        if all(((reading, choice),) in ways for choice in declared.choices):
            return ()
    return () if () in ways else ways


def _variants(law: Law) -> dict[str, list[Node]]:
    """Every conclusion with each set of constants that some rule gives it; as declared where no rule concludes it."""
    found: dict[str, dict[Node, None]] = {code: {} for code in law.declared()}
    for rule in law.rules().values():
        for item in rule.then:
            book = law.declared()[item.code][0].id
            found[item.code][Node("conclusion", item.code, book, tuple(sorted(item.constants.items())))] = None
    bare = {code: [Node("conclusion", code, book.id)] for code, (book, _) in law.declared().items()}
    return {code: list(nodes) or bare[code] for code, nodes in found.items()}


_Found = tuple[Node, Node, EdgeKind, Under, str]


def _edges(rule: Rule, rules: dict[str, Rule], law: Law, variants: dict[str, list[Node]]) -> Iterator[_Found]:
    this = Node("rule", rule.id, rule.rulebook)
    for provision in nominal_provisions(rule, law):
        yield Node("provision", provision, rule.rulebook), this, "encodes", (), ""
    read = [*_read(rule.when, "condition"), *_read(rule.unless, "exception")]
    for pattern, kind, under, minimum in read:
        for source in _sources(pattern, law, variants):
            yield source, this, kind, under, minimum
    for other in rule.overrides:
        yield this, Node("rule", other, rules[other].rulebook), "override", (), ""
    for other in rule.replaces:
        yield Node("rule", other, rules[other].rulebook), this, "replaces", (), ""
    for item in rule.then:
        constants = tuple(sorted(item.constants.items()))
        target = next(node for node in variants[item.code] if node.constants == constants)
        yield this, target, "concludes", (), ""


def _read(
    items: Iterable[Item], kind: EdgeKind, under: Under = (), minimum: str = ""
) -> Iterator[tuple[PatternItem, EdgeKind, Under, str]]:
    """Every pattern that items read, how, and under which choices; an exception stays one however it is made."""
    for item in items:
        narrowed = tuple(sorted({*under, *item.under.items()}))
        match item:
            case PatternItem():
                yield item, kind, narrowed, minimum
            case AnyItem() | AllItem():
                yield from _read(item.items, kind, narrowed, minimum)
            case NoItem():
                yield item.pattern, "exception_absence" if kind == "exception" else "absence", narrowed, minimum
            case CountItem():
                counting: EdgeKind = kind if kind == "exception" else "count"
                yield from _read(item.items, counting, narrowed, item.minimum)


def _sources(pattern: PatternItem, law: Law, variants: dict[str, list[Node]]) -> list[Node]:
    """What a pattern reads: a template, or each conclusion that it fits."""
    if pattern.template in law.vocabulary.templates:
        return [Node("template", pattern.template)]
    wanted = {c.field: c.values for c in pattern.conditions if isinstance(c, Condition)}
    nodes = variants[pattern.template]
    fitting = [n for n in nodes if all(value in wanted.get(field, (value,)) for field, value in n.constants)]
    return fitting or [Node("conclusion", pattern.template, nodes[0].book)]


def _of_books(whole: Chart, books: set[str]) -> Chart:
    """Rules of those rulebooks with what they read and conclude, and every conclusion these declare."""
    edges = [e for e in whole.edges if (e.source if e.kind == "concludes" else e.target).book in books]
    kept = {n for n in whole.nodes if n.kind == "conclusion" and n.book in books}
    kept |= {node for edge in edges for node in (edge.source, edge.target)}
    return Chart(tuple(n for n in whole.nodes if n in kept), tuple(edges))


def _around(whole: Chart, named: Callable[[Node], bool]) -> Chart:
    """What feeds the named nodes and what these feed, at whatever remove, and the provisions of every rule of it."""
    seeds = {node for node in whole.nodes if named(node)}
    before: dict[Node, set[Node]] = {}
    after: dict[Node, set[Node]] = {}
    for edge in whole.edges:
        before.setdefault(edge.target, set()).add(edge.source)
        after.setdefault(edge.source, set()).add(edge.target)
    kept = _reached(seeds, before) | _reached(seeds, after)
    kept |= {e.source for e in whole.edges if e.kind == "encodes" and e.target in kept}
    edges = tuple(e for e in whole.edges if {e.source, e.target} <= kept)
    return Chart(tuple(n for n in whole.nodes if n in kept), edges)


def _reached(seeds: set[Node], steps: dict[Node, set[Node]]) -> set[Node]:
    reached, waiting = set(seeds), list(seeds)
    while waiting:
        fresh = steps.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached
