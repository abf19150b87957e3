"""Shapes and lines as SVG elements: every text stays text, the same input gives the same bytes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from itertools import pairwise

from engine.report.document import printable
from engine.report.layout import Point

# Colours keep a contrast of at least 4.5 on their ground and differ in lightness or in the dashes of their lines.
COLOURS = {
    "plain": "#46525e",
    "count": "#0b5a5f",
    "against": "#a3261b",
    "override": "#5a35a0",
}
STYLE = """
text { font-family: "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; fill: #1b2129; }
.small { font-family: "Noto Sans Mono", Consolas, "DejaVu Sans Mono", monospace; fill: #55606b; }
.word { font-weight: bold; }
.reading { font-style: italic; }
.heading { font-weight: bold; }
.ground { fill: #fcfcfa; }
.provision { fill: #fff4d6; stroke: #8a6a12; stroke-width: 1; }
.template { fill: #eceff2; stroke: #6b7681; stroke-width: 1; }
.rule { fill: #e4eefa; stroke: #1f4f86; stroke-width: 1.5; }
.bar { fill: #1f4f86; }
.conclusion { fill: #d9f0df; stroke: #1b6b38; stroke-width: 2; }
.internal { fill: #fbfdfb; stroke: #6f9d7e; stroke-width: 1.2; stroke-dasharray: 5 3; }
.gate { fill: #ffffff; stroke-width: 1.2; }
.line { fill: none; stroke-width: 1.5; }
.line.count { stroke-width: 2.6; }
.line.against { stroke-dasharray: 7 4; }
.line.override { stroke-dasharray: 12 3 2 3; }
"""


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def clean(text: str) -> str:
    """Text that XML can hold, without what could turn its direction."""
    return "".join("\ufffd" if ord(c) & 0xFFFE == 0xFFFE else c for c in printable(text))


class Drawing:
    """An SVG under construction."""

    def __init__(self, wide: float, high: float, title: str, description: str, language: str) -> None:
        size = {"width": _number(wide), "height": _number(high), "viewBox": f"0 0 {_number(wide)} {_number(high)}"}
        said = {"role": "img", "aria-labelledby": "map-title map-description", "lang": language, "xml:lang": language}
        self.root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg"} | size | said)
        ET.SubElement(self.root, "title", {"id": "map-title"}).text = clean(title)
        ET.SubElement(self.root, "desc", {"id": "map-description"}).text = clean(description)
        ET.SubElement(self.root, "style").text = STYLE
        definitions = ET.SubElement(self.root, "defs")
        for name, colour in COLOURS.items():
            box = {"viewBox": "0 0 10 10", "refX": "9", "refY": "5", "markerWidth": "8", "markerHeight": "8"}
            named = {"id": f"arrow-{name}", "orient": "auto", "markerUnits": "userSpaceOnUse"}
            head = ET.SubElement(definitions, "marker", named | box)
            ET.SubElement(head, "path", {"d": "M0 1 L10 5 L0 9 Z", "fill": colour})
        self.box(self.root, "ground", 0, 0, wide, high)

    def group(self, tip: str = "", kind: str = "") -> ET.Element:
        """Things that belong together, with what a pointer shows over them."""
        made = ET.SubElement(self.root, "g", {"class": kind} if kind else {})
        if tip:
            ET.SubElement(made, "title").text = clean(tip)
        return made

    def box(
        self, into: ET.Element, kind: str, x: float, y: float, wide: float, high: float, corner: float = 0
    ) -> ET.Element:
        """A rectangle."""
        place = {"x": _number(x), "y": _number(y), "width": _number(wide), "height": _number(high)}
        rounded = {"rx": _number(corner)} if corner else {}
        return ET.SubElement(into, "rect", {"class": kind} | place | rounded)

    def shape(self, into: ET.Element, kind: str, points: Iterable[Point]) -> ET.Element:
        """A closed shape."""
        drawn = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        return ET.SubElement(into, "polygon", {"class": kind, "points": drawn})

    def text(self, into: ET.Element, lines: Sequence[str], x: float, y: float, size: float, kind: str = "") -> float:
        """Lines of text below each other, their first one's top at ``y``; the y below the last."""
        for line in lines:
            place = {"x": _number(x), "y": _number(y + size), "font-size": _number(size)}
            ET.SubElement(into, "text", place | ({"class": kind} if kind else {})).text = clean(line)
            y += size * 1.28
        return y

    def line(self, into: ET.Element, kind: str, points: Sequence[Point], arrow: bool = True) -> ET.Element:
        """A line through points: level, and between two heights a curve that begins and ends level."""
        drawn = [f"M{_number(points[0][0])} {_number(points[0][1])}"]
        for (x, y), (to_x, to_y) in pairwise(points):
            if abs(to_y - y) < 0.05 or abs(to_x - x) < 0.05:
                drawn.append(f"L{_number(to_x)} {_number(to_y)}")
            else:
                middle = _number((x + to_x) / 2)
                drawn.append(f"C{middle} {_number(y)} {middle} {_number(to_y)} {_number(to_x)} {_number(to_y)}")
        shown = {"class": f"line {kind}", "stroke": COLOURS[kind], "d": " ".join(drawn)}
        return ET.SubElement(into, "path", shown | ({"marker-end": f"url(#arrow-{kind})"} if arrow else {}))

    def written(self) -> str:
        """The whole as a file's text."""
        ET.indent(self.root)
        return ET.tostring(self.root, encoding="unicode") + "\n"
