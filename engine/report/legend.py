"""The legend of a map: each kind of box and of line once, with its name."""

from __future__ import annotations

from engine.report.drawing import Drawing
from engine.report.lettering import BOLD, width
from engine.report.shapes import draw_box
from engine.report.words import Wording

LEGEND_HEIGHT = 92.0
_BOXES = ("provision", "template", "rule", "conclusion", "internal")
_LINES = {"condition": "plain", "count": "count", "exception": "against", "override": "override"}
_SIZE = 12.0


def draw_legend(drawing: Drawing, wording: Wording, x: float, y: float, scale: float) -> None:
    """Two rows, boxes and lines, under a heading."""
    group = drawing.group(kind="legend")
    group.set("transform", f"translate({x:g} {y:g}) scale({scale:.2f})")
    x = y = 0.0
    drawing.text(group, [wording.say("map_legend")], x, y, 13, "heading")
    y += 26
    left = x
    for kind in _BOXES:
        said = wording.say(f"map_{kind}")
        wide = width(said, _SIZE) + 24
        draw_box(drawing, group, kind, left, y, wide, 22)
        drawing.text(group, [said], left + 12, y + 3, _SIZE)
        left += wide + 14
    y += 34
    left = x
    for kind, style in _LINES.items():
        said = wording.say(f"map_line_{kind}")
        drawing.line(group, style, [(left, y + 9), (left + 46, y + 9)])
        drawing.text(group, [said], left + 54, y + 1, _SIZE)
        left += 54 + width(said, _SIZE) + 26
    said = wording.say("map_line_under")
    wide = width(said, _SIZE) * BOLD + 20
    drawing.box(group, "gate", left, y - 3, wide, 22, 4).set("stroke", "#46525e")
    drawing.text(group, [said], left + 10, y, _SIZE, "reading")
