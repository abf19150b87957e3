"""A map as Mermaid text, which code hosts and wikis draw themselves; text of the law stays text."""

from __future__ import annotations

from engine.chart import Chart, Edge, Node
from engine.report.chart_words import ChartWording
from engine.report.document import printable

_SAFE = frozenset(" ,.()-/:_…‹›“”’")
_SHAPES = {
    "provision": ('>"', '"]'),
    "template": ('(["', '"])'),
    "rule": ('["', '"]'),
    "conclusion": ('("', '")'),
    "internal": ('("', '")'),
}
_CLASSES = {
    "provision": "fill:#fff4d6,stroke:#8a6a12,color:#1b2129",
    "template": "fill:#eceff2,stroke:#6b7681,color:#1b2129",
    "rule": "fill:#e4eefa,stroke:#1f4f86,color:#1b2129,stroke-width:2px",
    "conclusion": "fill:#d9f0df,stroke:#1b6b38,color:#1b2129,stroke-width:2px",
    "internal": "fill:#fbfdfb,stroke:#6f9d7e,color:#1b2129,stroke-dasharray:5 3",
}
# What opens and closes a line: unbroken, dotted for what stands against, thick for what is counted.
_LINES = {
    "encodes": ("--", "-->"),
    "condition": ("--", "-->"),
    "concludes": ("--", "-->"),
    "count": ("==", "==>"),
    "absence": ("-.", ".->"),
    "exception": ("-.", ".->"),
    "exception_absence": ("-.", ".->"),
    "override": ("-.", ".->"),
    "replaces": ("-.", ".->"),
}


def mermaid(chart: Chart, words: ChartWording, name: str | None) -> str:
    """The map as the text of a Mermaid flow chart, ending in a newline."""
    ids = {node: f"n{number}" for number, node in enumerate(chart.nodes, 1)}
    lines = ["flowchart LR", f"  accTitle: {_plain(words.title(name))}", f"  accDescr: {_plain(words.summary(chart))}"]
    lines += [f"  {ids[node]}{_node(node, words)}" for node in chart.nodes]
    lines += [f"  {_edge(edge, ids, words)}" for edge in chart.edges]
    lines += [f"  classDef {kind} {style}" for kind, style in _CLASSES.items()]
    return "\n".join(lines) + "\n"


def _node(node: Node, words: ChartWording) -> str:
    kind = "internal" if words.is_internal(node) else node.kind
    opening, closing = _SHAPES[kind]
    said = [
        words.label(node),
        *([words.code(node)] if node.kind in ("rule", "conclusion") else []),
        words.readings(node),
    ]
    label = "<br/>".join(_escaped(text) for text in dict.fromkeys(said) if text)
    return f"{opening}{label}{closing}:::{kind}"


def _edge(edge: Edge, ids: dict[Node, str], words: ChartWording) -> str:
    opening, closing = _LINES[edge.kind]
    said = " · ".join(_escaped(text) for text in (words.word(edge), words.under(edge)) if text)
    line = f'{opening} "{said}" {closing}' if said else closing
    return f"{ids[edge.source]} {line} {ids[edge.target]}"


def _escaped(text: str) -> str:
    """Text between quotes: whatever could be a mark of Mermaid, Markdown or HTML as its number."""
    one_line = " ".join(printable(text).split())
    start = len(one_line) - len(one_line.lstrip("0123456789"))  # "1." at the start would be a list
    if one_line[start : start + 1] in (".", "-"):
        return one_line[:start] + f"#{ord(one_line[start])};" + _escaped(one_line[start + 1 :])
    return "".join(c if c.isalnum() or c in _SAFE or ord(c) > 0x2FF else f"#{ord(c)};" for c in one_line)


def _plain(text: str) -> str:
    """Text after a keyword: it ends with its line and knows no escapes."""
    return " ".join("".join(c if c.isalnum() or c in _SAFE else " " for c in printable(text)).split())
