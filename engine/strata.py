"""The order of evaluation: groups of conclusions that feed each other, and the circle that forbids any order.

A node is a conclusion with its constants: ``discipline(…, warning)`` and ``discipline(…, dismissal)`` are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from engine.errors import Findings
from engine.program import Clause, Head, Shape, is_auxiliary

Node = tuple[str, tuple[tuple[str, str], ...]]


def in_order(clauses: Iterable[Clause], findings: Findings) -> tuple[tuple[Clause, ...], ...]:
    """The clauses in strata, earlier ones first; S310 or S311 for a circle through an absence, exception or count."""
    by_node: dict[Node, list[Clause]] = defaultdict(list)
    for clause in clauses:
        by_node[node_of(clause.head)].append(clause)
    by_code: dict[str, list[Node]] = defaultdict(list)
    for node in by_node:
        by_code[node[0]].append(node)
    reads: dict[Node, set[Node]] = {}
    gathers: dict[Node, set[Node]] = {}
    for node, made in by_node.items():
        reads[node] = {n for c in made for p in c.body for n in by_code[p.shape.template] if feeds(n, p.shape)}
        gathers[node] = {n for c in made for g in c.gatherings for n in by_code[g.code]}
    strata = []
    for component in _components({node: reads[node] | gathers[node] for node in by_node}):
        looped = sorted(node for node in component if gathers[node] & component)
        if looped:
            rules = sorted({c.rule for node in component for c in by_node[node]})
            at = by_node[looped[0]][0].at
            circle = ", ".join(sorted(_shown(node) for node in component if not is_auxiliary(node[0])))
            # A circle of auxiliary conclusions alone is one of rules that override each other.
            findings.add("S310" if circle else "S311", at, circle=circle, rules=", ".join(rules))
        strata.append(tuple(c for node in sorted(component) for c in by_node[node]))
    return tuple(strata)


def is_recursive(stratum: tuple[Clause, ...]) -> bool:
    """Whether a clause of the stratum reads a conclusion of the stratum."""
    heads = {node_of(clause.head) for clause in stratum}
    return any(feeds(node, p.shape) for clause in stratum for p in clause.body for node in heads)


def node_of(head: Head) -> Node:
    """The conclusion with its constants."""
    return head.code, head.constants


def _shown(node: Node) -> str:
    return f"{node[0]}({', '.join(value for _, value in node[1])})" if node[1] else node[0]


def feeds(node: Node, shape: Shape) -> bool:
    """Whether a pattern of that shape can meet that conclusion."""
    if node[0] != shape.template:
        return False
    constants = dict(node[1])
    return all(constants.get(test.field) in (None, *test.operands) for test in shape.tests)


def _components(edges: dict[Node, set[Node]]) -> list[set[Node]]:
    """Strongly connected components, those depended on first (Tarjan's algorithm, without recursion)."""
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    stack: list[Node] = []
    on_stack: set[Node] = set()
    found: list[set[Node]] = []
    for start in sorted(edges):
        if start in index:
            continue
        work = [(start, iter(sorted(edges[start])))]
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        while work:
            node, rest = work[-1]
            target = next(rest, None)
            if target is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    found.append(_popped(node, stack, on_stack))
            elif target not in index:
                index[target] = low[target] = len(index)
                stack.append(target)
                on_stack.add(target)
                work.append((target, iter(sorted(edges[target]))))
            elif target in on_stack:
                low[node] = min(low[node], index[target])
    return found


def _popped(root: Node, stack: list[Node], on_stack: set[Node]) -> set[Node]:
    component: set[Node] = set()
    while root not in component:
        node = stack.pop()
        on_stack.discard(node)
        component.add(node)
    return component
