"""A map as an SVG: layers from left to right; beside each rule its provision and what it reads of a case.

A template would tie everything to everything; so it, like a provision, stands beside each rule that starts from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.chart import Chart, Edge, Node
from engine.report.chart_words import ChartWording
from engine.report.drawing import COLOURS, Drawing
from engine.report.layout import Box, Link, Placed, Point, place
from engine.report.legend import LEGEND_HEIGHT, draw_legend
from engine.report.lettering import BOLD, wrapped
from engine.report.shapes import draw_box

MARGIN = 40.0
_HEAD = 104.0
_INLETS = 158.0
_ARROW = 24.0
_RULE = 206.0
_CONCLUSION = 214.0
_PAD = 9.0
_TEXT, _SMALL, _WORD = 12.5, 9.5, 10.5
_LEADING = 1.28

STYLES = {
    "count": "count",
    "absence": "against",
    "exception": "against",
    "exception_absence": "against",
    "override": "override",
    "replaces": "override",
}


@dataclass(slots=True)
class _Inlet:
    """Where something enters a rule: beside it, drawn with it, or from elsewhere by a line, through a gate or not."""

    edge: Edge
    label: list[str]
    said: list[str]
    under: list[str]
    y: float = 0.0

    @property
    def is_beside(self) -> bool:
        return self.edge.kind == "encodes" or self.edge.source.kind == "template"

    @property
    def words(self) -> list[str]:
        return [*self.said, *self.under]

    @property
    def height(self) -> float:
        lines = len(self.label) * _TEXT * 0.92 + len(self.words) * _WORD
        return lines * _LEADING + 9 if self.label or self.words else 12.0


@dataclass(slots=True)
class _Block:
    """A rule with its inlets, or a conclusion."""

    node: Node
    label: list[str]
    code: list[str]
    inlets: list[_Inlet] = field(default_factory=list)

    @property
    def inner(self) -> float:
        """The width of the box itself."""
        return _RULE if self.node.kind == "rule" else _CONCLUSION

    @property
    def width(self) -> float:
        return self.inner + (_INLETS + _ARROW if any(i.label or i.words for i in self.inlets) else 0)

    @property
    def height(self) -> float:
        text = (len(self.label) * _TEXT + len(self.code) * _SMALL) * _LEADING + 2 * _PAD
        return max(text, sum(inlet.height + 6 for inlet in self.inlets) - 6)

    def arrange(self) -> None:
        """The inlets below each other, their lines' heights from the block's upper edge."""
        total = sum(inlet.height + 6 for inlet in self.inlets) - 6
        y = (self.height - total) / 2
        for inlet in self.inlets:
            inlet.y = y + inlet.height / 2
            y += inlet.height + 6


def svg(chart: Chart, words: ChartWording, name: str | None) -> str:
    """The map as the text of an SVG file, ending in a newline."""
    blocks = {n: _block(n, chart, words) for n in chart.nodes if n.kind in ("rule", "conclusion")}
    placed, links = _placed(blocks, chart)
    width = max(placed.width + 2 * MARGIN, 1120.0)
    scale = min(max(width / 2400, 1.0), 2.0)  # a large map is looked at from further away
    top = _HEAD * scale
    height = top + placed.height + LEGEND_HEIGHT * scale + MARGIN
    title = words.title(name)
    drawing = Drawing(width, height, title, words.summary(chart), words.wording.language)
    head = drawing.group()
    large, small, room = 19 * scale, 12 * scale, width - 2 * MARGIN
    below = drawing.text(head, wrapped(title, room / BOLD, large, 2), MARGIN, MARGIN / 2, large, "heading")
    drawing.text(head, wrapped(words.summary(chart), room, small, 2), MARGIN, below + 2, small)
    for n, edge in enumerate(links):
        points = [(x + MARGIN, y + top) for x, y in placed.routes[n]]
        _draw_line(drawing, edge, _shortened(edge, points, blocks), words)
    for node, block in blocks.items():
        x, y = placed.corners[node.key]
        _draw_block(drawing, block, x + MARGIN, y + top, words)
    draw_legend(drawing, words.wording, MARGIN, top + placed.height + 26, scale)
    return drawing.written()


def _block(node: Node, chart: Chart, words: ChartWording) -> _Block:
    inner = (_RULE if node.kind == "rule" else _CONCLUSION) - 2 * _PAD - 4
    label, code = words.label(node), words.code(node)
    small = wrapped(code, inner, _SMALL, 3) if code != label else []
    block = _Block(node, wrapped(label, inner, _TEXT, 6), [*small, *wrapped(words.readings(node), inner, _SMALL, 3)])
    if node.kind == "rule":
        edges = [edge for edge in chart.edges if edge.target == node]
        order = {"provision": 0, "template": 1}
        block.inlets = [_inlet(e, words) for e in sorted(edges, key=lambda e: order.get(e.source.kind, 2))]
        block.arrange()
    return block


def _inlet(edge: Edge, words: ChartWording) -> _Inlet:
    room = _INLETS - 18
    beside = edge.kind == "encodes" or edge.source.kind == "template"
    label = wrapped(words.label(edge.source), room, _TEXT * 0.92, 3) if beside else []
    said = wrapped(words.word(edge), room / BOLD, _WORD, 3)
    return _Inlet(edge, label, said, wrapped(words.under(edge), room, _WORD, 6))


def _placed(blocks: dict[Node, _Block], chart: Chart) -> tuple[Placed, list[Edge]]:
    """Placed twice: the first time tells in which order lines come to a rule."""
    links = [e for e in chart.edges if e.source in blocks]
    first = place(_boxes(blocks.values()), [_link(e, blocks) for e in links])
    coming = {edge: first.routes[n][-3:][0][1] for n, edge in enumerate(links)}
    for block in blocks.values():
        beside = [inlet for inlet in block.inlets if inlet.is_beside]
        others = [inlet for inlet in block.inlets if not inlet.is_beside]
        block.inlets = [*beside, *sorted(others, key=lambda inlet: coming[inlet.edge])]
        block.arrange()
    return place(_boxes(blocks.values()), [_link(e, blocks) for e in links]), links


def _boxes(blocks: Iterable[_Block]) -> list[Box]:
    return [Box(b.node.key, int(b.node.kind == "conclusion"), b.width, b.height) for b in blocks]


def _link(edge: Edge, blocks: dict[Node, _Block]) -> Link:
    source, target = blocks[edge.source], blocks[edge.target]
    into = next((inlet.y for inlet in target.inlets if inlet.edge == edge), target.height / 2)
    return Link(source.node.key, target.node.key, source.height / 2, into)


def _shortened(edge: Edge, points: list[Point], blocks: dict[Node, _Block]) -> list[Point]:
    """A line without a gate goes on, past the inlets, to the rule itself."""
    block = blocks[edge.target]
    inlet = next((inlet for inlet in block.inlets if inlet.edge == edge), None)
    x, y = points[-1]
    if inlet is None or inlet.words:
        return points
    return [*points, (x + block.width - block.inner, y)]


def _draw_line(drawing: Drawing, edge: Edge, points: list[Point], words: ChartWording) -> None:
    said = " ".join(filter(None, [words.word(edge), words.under(edge), words.under_code(edge)]))
    ends = f"{words.label(edge.source)} → {words.label(edge.target)}"
    group = drawing.group(f"{ends}\n{said}" if said else ends)
    drawing.line(group, STYLES.get(edge.kind, "plain"), points)


def _draw_block(drawing: Drawing, block: _Block, x: float, y: float, words: ChartWording) -> None:
    left = x + block.width - block.inner
    for inlet in block.inlets:
        if inlet.label or inlet.words:
            _draw_inlet(drawing, inlet, x, y + inlet.y, words)
            style = STYLES.get(inlet.edge.kind, "plain")
            drawing.line(drawing.root, style, [(x + _INLETS, y + inlet.y), (left, y + inlet.y)])
    group = drawing.group(words.about(block.node), "node")
    group.set("data-id", block.node.key)
    draw_box(drawing, group, _kind_of(block.node, words), left, y, block.inner, block.height)
    text = (len(block.label) * _TEXT + len(block.code) * _SMALL) * _LEADING
    below = drawing.text(group, block.label, left + _PAD + 4, y + (block.height - text) / 2, _TEXT)
    drawing.text(group, block.code, left + _PAD + 4, below + 1, _SMALL, "small")


def _draw_inlet(drawing: Drawing, inlet: _Inlet, x: float, y: float, words: ChartWording) -> None:
    """A provision or template beside its rule, or the gate of a line; with the words on it."""
    edge = inlet.edge
    said = " ".join(filter(None, [words.word(edge), words.under(edge), words.under_code(edge)]))
    tip = words.about(edge.source) if inlet.is_beside else words.label(edge.source)
    group = drawing.group(f"{tip}\n{said}" if said else tip, "node")
    group.set("data-id", f"{edge.source.key} {edge.kind} {edge.target.key}")
    top = y - inlet.height / 2
    if inlet.is_beside:
        draw_box(drawing, group, edge.source.kind, x, top, _INLETS, inlet.height)
    else:
        gate = drawing.box(group, "gate", x, top, _INLETS, inlet.height, 4)
        gate.set("stroke", COLOURS[STYLES.get(edge.kind, "plain")])
    below = drawing.text(group, inlet.label, x + 10, top + 3, _TEXT * 0.92)
    below = drawing.text(group, inlet.said, x + 10, below + (0 if inlet.label else 1), _WORD, "word")
    drawing.text(group, inlet.under, x + 10, below, _WORD, "reading")


def _kind_of(node: Node, words: ChartWording) -> str:
    """How a node is drawn."""
    return "internal" if words.is_internal(node) else node.kind
