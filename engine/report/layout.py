"""Where the boxes of a map stand: layers from left to right, nothing over anything else.

igraph, which only this room knows, decides the order within a layer, so that few lines cross, and where long lines pass
between boxes; the heights of boxes, which it does not know, are dealt with here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import igraph

Point = tuple[float, float]
ROW_GAP = 22.0
COMPONENT_GAP = 56.0
_SWEEPS = 24
_CROSSING_ROUNDS = 1000
_LINE_HEIGHT = 8.0


@dataclass(frozen=True, slots=True)
class Box:
    """A thing to place; boxes of one ``parity`` share every second layer."""

    key: str
    parity: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """A line from the right of one box to the left of another, ``out`` and ``into`` below their upper edges."""

    source: str
    target: str
    out: float
    into: float


@dataclass(slots=True)
class Placed:
    """The upper left corner of every box, the points of every link in their order, and how large it all is."""

    corners: dict[str, Point] = field(default_factory=dict)
    routes: dict[int, list[Point]] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0


@dataclass(slots=True)
class _Row:
    """Something that takes a row of a layer: a box, or a line that passes."""

    height: float
    order: float
    box: Box | None = None
    y: float = 0.0
    pulls: list[tuple[_Row, float, float]] = field(default_factory=list)


def place(boxes: Sequence[Box], links: Sequence[Link]) -> Placed:
    """Every connected part laid out by itself, the large ones first, side by side where there is room."""
    parts = [_component(part, links) for part in _parts(boxes, links)]
    area = sum((p.width + COMPONENT_GAP) * (p.height + COMPONENT_GAP) for p in parts)
    most = max([*(p.width for p in parts), (area * 1.6) ** 0.5], default=0.0)
    whole = Placed()
    x = y = row_height = 0.0
    for part in sorted(parts, key=lambda p: -p.height):
        if x and x + part.width > most:
            x, y, row_height = 0.0, y + row_height + COMPONENT_GAP, 0.0
        whole.corners |= {key: (x + left, y + top) for key, (left, top) in part.corners.items()}
        whole.routes |= {n: [(x + left, y + top) for left, top in points] for n, points in part.routes.items()}
        row_height = max(row_height, part.height)
        x += part.width + COMPONENT_GAP
        whole.width = max(whole.width, x - COMPONENT_GAP)
    whole.height = y + row_height
    return whole


def _parts(boxes: Sequence[Box], links: Sequence[Link]) -> list[list[Box]]:
    """The connected parts, in the order of their first boxes."""
    index = {box.key: n for n, box in enumerate(boxes)}
    graph = igraph.Graph(n=len(boxes), edges=[(index[link.source], index[link.target]) for link in links])
    found = sorted(sorted(part) for part in graph.connected_components(mode="weak"))
    return [[boxes[n] for n in part] for part in found]


def _component(boxes: list[Box], links: Sequence[Link]) -> Placed:
    keys = {box.key for box in boxes}
    own = {n: link for n, link in enumerate(links) if link.source in keys}
    back = _backward(boxes, own)
    onward = {n: link for n, link in own.items() if n not in back}
    layers = _layers(boxes, onward.values())
    rows, at, passing = _rows(boxes, onward, layers)
    _settle(rows)
    made = Placed()
    columns = _columns(rows, onward.values(), layers)
    for box in boxes:
        left, width = columns[layers[box.key]]
        made.corners[box.key] = (left + width - box.width, at[box.key].y)
    for n, link in onward.items():
        made.routes[n] = _route(link, at, layers, columns, passing[n], made.corners)
    made.width = max(left + width for left, width in columns)
    made.height = max((row.y + row.height for layer in rows for row in layer), default=0.0)
    for n in sorted(back):  # below everything, and up again in the gaps between layers
        made.height += 2 * _LINE_HEIGHT
        made.routes[n] = _around(own[n], at, layers, columns, made.height)
    return made


def _backward(boxes: list[Box], links: dict[int, Link]) -> set[int]:
    """The links that close a circle, met when following links in order from the first box on."""
    following: dict[str, list[int]] = {}
    for n, link in links.items():
        following.setdefault(link.source, []).append(n)
    done: set[str] = set()
    open_: dict[str, None] = {}
    found: set[int] = set()
    for box in boxes:
        walk = [(box.key, iter(following.get(box.key, ())))] if box.key not in done else []
        open_ = dict.fromkeys(key for key, _ in walk)
        while walk:
            key, rest = walk[-1]
            following_link = next(rest, None)
            if following_link is None:
                walk.pop()
                open_.pop(key)
                done.add(key)
            elif (target := links[following_link].target) in open_:
                found.add(following_link)
            elif target not in done:
                open_[target] = None
                walk.append((target, iter(following.get(target, ()))))
    return found


def _layers(boxes: list[Box], links: Iterable[Link]) -> dict[str, int]:
    """As far left as what feeds a box allows, then as far right as what it feeds allows, where that shortens lines."""
    before: dict[str, set[str]] = {box.key: set() for box in boxes}
    after: dict[str, set[str]] = {box.key: set() for box in boxes}
    for link in links:
        before[link.target].add(link.source)
        after[link.source].add(link.target)
    parity = {box.key: box.parity for box in boxes}
    layers: dict[str, int] = {}
    waiting = [box.key for box in boxes]
    while waiting:
        ready = [key for key in waiting if before[key] <= layers.keys()]
        for key in ready:
            least = max((layers[b] + 1 for b in before[key]), default=parity[key])
            layers[key] = least + (least - parity[key]) % 2
        waiting = [key for key in waiting if key not in layers]
    for key in sorted(layers, key=lambda k: -layers[k]):
        if after[key] and len(after[key]) >= len(before[key]):
            most = min(layers[a] for a in after[key]) - 1
            layers[key] = most - (most - parity[key]) % 2
    used = {layer: n for n, layer in enumerate(sorted(set(layers.values())))}
    return {key: used[layer] for key, layer in layers.items()}


def _rows(
    boxes: list[Box], links: dict[int, Link], layers: dict[str, int]
) -> tuple[list[list[_Row]], dict[str, _Row], dict[int, list[_Row]]]:
    """The rows of every layer in igraph's order, each tied to its neighbours: boxes, and long lines where they pass."""
    index = {box.key: n for n, box in enumerate(boxes)}
    graph = igraph.Graph(
        n=len(boxes), edges=[(index[li.source], index[li.target]) for li in links.values()], directed=True
    )
    layout = graph.layout_sugiyama(layers=[layers[box.key] for box in boxes], maxiter=_CROSSING_ROUNDS)
    rows: list[list[_Row]] = [[] for _ in range(max(layers.values()) + 1)]
    at = {box.key: _Row(box.height, layout[n][0], box) for n, box in enumerate(boxes)}
    for box in boxes:
        rows[layers[box.key]].append(at[box.key])
    passing: dict[int, list[_Row]] = {}
    for n, points in zip(links, layout.edge_routing, strict=True):
        link = links[n]
        passing[n] = [_Row(_LINE_HEIGHT, x) for x, _ in points]
        for layer, row in enumerate(passing[n], layers[link.source] + 1):
            rows[layer].append(row)
        chain = [(at[link.source], link.out), *((row, _LINE_HEIGHT / 2) for row in passing[n])]
        for (one, out), (other, into) in pairwise([*chain, (at[link.target], link.into)]):
            one.pulls.append((other, out, into))
            other.pulls.append((one, into, out))
    for layer_rows in rows:
        layer_rows.sort(key=lambda row: row.order)
    return rows, at, passing


def _settle(rows: list[list[_Row]]) -> None:
    """Each row as near to its neighbours' as the order and the heights of its layer allow, layer by layer."""
    for layer in rows:
        y = 0.0
        for row in layer:
            row.y, y = y, y + row.height + _gap(row)
    for sweep in range(_SWEEPS):
        for layer in rows if sweep % 2 == 0 else reversed(rows):
            _settle_layer(layer)
    top = min(row.y for layer in rows for row in layer)
    for layer in rows:
        for row in layer:
            row.y = round(row.y - top, 1)


def _gap(row: _Row) -> float:
    return ROW_GAP if row.box else _LINE_HEIGHT


def _settle_layer(layer: list[_Row]) -> None:
    """The nearest places in order without overlap: neighbours that would collide move as one."""
    groups: list[tuple[float, int]] = []
    offsets = [0.0]
    for row in layer[:-1]:
        offsets.append(offsets[-1] + row.height + _gap(row))
    for row, offset in zip(layer, offsets, strict=True):
        wanted = [other.y + into - out for other, out, into in row.pulls] or [row.y]
        mean, size = sum(wanted) / len(wanted) - offset, 1
        while groups and groups[-1][0] >= mean:
            other_mean, other_size = groups.pop()
            mean = (mean * size + other_mean * other_size) / (size + other_size)
            size += other_size
        groups.append((mean, size))
    means = (mean for mean, size in groups for _ in range(size))
    for row, offset, mean in zip(layer, offsets, means, strict=True):
        row.y = mean + offset


def _columns(rows: list[list[_Row]], links: Iterable[Link], layers: dict[str, int]) -> list[tuple[float, float]]:
    """Left edge and width of every layer; the more lines cross a gap, the wider it is."""
    crossing = [0] * len(rows)
    for link in links:
        for layer in range(layers[link.source], layers[link.target]):
            crossing[layer] += 1
    columns, left = [], 0.0
    for layer, layer_rows in enumerate(rows):
        width = max((row.box.width for row in layer_rows if row.box), default=0.0)
        columns.append((left, width))
        left += width + min(44.0 + 3.0 * crossing[layer], 110.0)
    return columns


def _route(
    link: Link,
    at: dict[str, _Row],
    layers: dict[str, int],
    columns: list[tuple[float, float]],
    passing: list[_Row],
    corners: dict[str, Point],
) -> list[Point]:
    """Level through every layer on the way, bent only in the gaps."""
    left, width = columns[layers[link.source]]
    y = at[link.source].y + link.out
    points = [(left + width, y)]
    for layer, row in enumerate(passing, layers[link.source] + 1):
        level = row.y + _LINE_HEIGHT / 2
        points += [(columns[layer][0], level), (sum(columns[layer]), level)]
    into = at[link.target].y + link.into
    return [*points, (columns[layers[link.target]][0], into), (corners[link.target][0], into)]


def _around(
    link: Link, at: dict[str, _Row], layers: dict[str, int], columns: list[tuple[float, float]], below: float
) -> list[Point]:
    right = sum(columns[layers[link.source]]) + 2 * _LINE_HEIGHT
    left = columns[layers[link.target]][0] - 2 * _LINE_HEIGHT
    out, into = at[link.source].y + link.out, at[link.target].y + link.into
    start = (right - 2 * _LINE_HEIGHT, out)
    return [start, (right, out), (right, below), (left, below), (left, into), (left + 2 * _LINE_HEIGHT, into)]
