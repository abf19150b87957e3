"""The map of a rulebook: nothing missing, nothing over anything else, valid wherever it is shown, always the same."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.chart import Chart, Node, chart
from engine.explain.provisions import nominal_provisions
from engine.model.rulebook import Law
from engine.reading.law import read_law, read_law_of
from engine.reading.messages import LANGUAGES
from engine.report.chart_words import ChartWording
from engine.report.html import html
from engine.report.layout import Box, Link, place
from engine.report.mermaid import mermaid
from engine.report.rulebooks import whole
from engine.report.svg import svg
from engine.report.words import Wording
from tests.agreement.random_law import random_law, write

from .running import CONSTRUCTS, RECORDED, ROOT, CommandLine, Record, Said

TinyLaw = Callable[..., Path]
DAY = datetime.date(2024, 9, 1)
SVG = "{http://www.w3.org/2000/svg}"
BOOKS = ("ke-hoach-131", "luat-36-2018", "nd-59-2019")
Rectangle = tuple[float, float, float, float]

_NODE = re.compile(r'(n\d+)(?:\["|\(\["|\("|>")((?:[^"#<>&`{}]|#\d+;|<br/>)*)(?:"\]\)?|"\)):::(\w+)')
_LINE = re.compile(r'(n\d+) (?:-->|(--|==|-\.) "(?:[^"#<>&`{}]|#\d+;)+" (-->|==>|\.->)) (n\d+)')


def done(said: Said) -> str:
    assert (said.exit_code, said.stderr) == (0, ""), said
    return said.stdout


@pytest.fixture
def made(tiny_law: TinyLaw) -> Law:
    """The tiny law and the rulebook with every construct."""
    tiny_law()
    return read_law([CONSTRUCTS])


def drawn(law: Law, name: str | None, language: str = "vi") -> ET.Element:
    return ET.fromstring(svg(chart(law, name, DAY), ChartWording(Wording(language), law), name))


def rectangle(group: ET.Element) -> Rectangle:
    """What a node takes up: its first shape."""
    box = group.find(f"{SVG}rect")
    if box is not None:
        x, y, wide, high = (float(box.attrib[key]) for key in ("x", "y", "width", "height"))
        return x, y, x + wide, y + high
    shape = group.find(f"{SVG}polygon")
    assert shape is not None
    points = [tuple(map(float, point.split(","))) for point in shape.attrib["points"].split()]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def assert_well_drawn(picture: ET.Element) -> None:
    """Every box inside the picture and over no other; every text inside its box; no level piece of a line in a box."""
    wide, high = float(picture.attrib["width"]), float(picture.attrib["height"])
    nodes = {g.attrib["data-id"]: rectangle(g) for g in picture.iter(f"{SVG}g") if g.get("class") == "node"}
    assert nodes
    for name, (left, top, right, bottom) in nodes.items():
        assert 0 <= left < right <= wide, name
        assert 0 <= top < bottom <= high, name
    crossing = [pair for pair in combinations(nodes, 2) if overlap(nodes[pair[0]], nodes[pair[1]])]
    assert not crossing
    for group in picture.iter(f"{SVG}g"):
        if group.get("class") == "node":
            left, top, right, bottom = rectangle(group)
            for text in group.iter(f"{SVG}text"):
                x, y = float(text.attrib["x"]), float(text.attrib["y"])
                assert left < x < right, text.text
                assert top < y <= bottom, text.text
    for path in picture.iter(f"{SVG}path"):
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path.attrib["d"])]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if path.get("class", "").startswith("line"):
            for (x, y), (to_x, to_y) in pairwise(points):
                level = (min(x, to_x) + 1, y - 0.1, max(x, to_x) - 1, y + 0.1)
                if y == to_y and "C" not in path.attrib["d"]:
                    assert not [name for name, box in nodes.items() if overlap(level, box)], path.attrib["d"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*BOOKS, None, "main-responsibility", "violation", "II.4.2", "leader_trigger", "many"])
def test_the_shipped_law_is_well_drawn(name: str | None, language: str, shipped: Law) -> None:
    assert_well_drawn(drawn(shipped, name, language))


@pytest.mark.parametrize("name", ["constructs", "tiny", None, "chain", "chained", "A.2", "unreached", "weight", "few"])
def test_made_rulebooks_are_well_drawn(name: str | None, made: Law) -> None:
    assert_well_drawn(drawn(made, name, "en"))


@pytest.mark.parametrize("seed", range(20))
def test_any_law_is_drawn_and_said_in_words(seed: int, tmp_path: Path) -> None:
    write(random_law(Random(seed)), tmp_path)
    law = read_law_of([tmp_path])
    for name, book in law.rulebooks.items():
        found = chart(law, name, DAY)
        assert set(book.rules) <= nodes(found, "rule")
        assert_well_drawn(drawn(law, name))
        assert_is_mermaid(mermaid(found, ChartWording(Wording("en"), law), name))
    said = html(whole(law, Wording("vi")), Wording("vi"))
    assert all(f'id="{rule}"' in said for rule, each in law.rules().items() if nominal_provisions(each, law))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["svg", "mermaid"])
def test_the_whole_map(form: str, language: str, run: CommandLine, record: Record, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = done(run("rules", "constructs", "--rules", CONSTRUCTS, "--format", form, lang=language))
    suffix = "svg" if form == "svg" else "mmd"
    record(RECORDED / f"map-constructs.{language}.{suffix}", said.replace(CONSTRUCTS.as_posix(), "constructs"))


@pytest.mark.parametrize("book", BOOKS)
def test_the_maps_of_the_documents_are_current(
    book: str, run: CommandLine, record: Record, shipped_law_read_once: None
) -> None:
    record(ROOT / "docs" / "maps" / f"{book}.svg", done(run("rules", book, "--format", "svg", lang="vi")))


@pytest.mark.parametrize("book", BOOKS)
def test_nothing_of_a_rulebook_is_missing(book: str, shipped: Law) -> None:
    """Every rule, every conclusion with its constants, every provision that a rule encodes: in both kinds of map."""
    rulebook = shipped.rulebooks[book]
    whole = chart(shipped, book, DAY)
    kinds = {(node.kind, node.name) for node in whole.nodes}
    assert {("rule", rule) for rule in rulebook.rules} <= kinds
    assert {("conclusion", code) for code in rulebook.manifest.conclusions} <= kinds
    named = {p for rule in rulebook.rules.values() for p in rule.provision}
    assert {("provision", provision) for provision in named} <= kinds
    concluded = {(i.code, tuple(sorted(i.constants.items()))) for r in rulebook.rules.values() for i in r.then}
    assert concluded <= {(node.name, node.constants) for node in whole.nodes}
    picture, words = drawn(shipped, book), ChartWording(Wording("vi"), shipped)
    shown = {group.get("data-id") for group in picture.iter(f"{SVG}g")}
    beside = {
        f"{e.source.key} {e.kind} {e.target.key}" for e in whole.edges if e.source.kind in ("provision", "template")
    }
    assert {node.key for node in whole.nodes if node.kind in ("rule", "conclusion")} | beside <= shown
    between = [e for e in whole.edges if e.source.kind not in ("provision", "template")]
    lines = [g for g in picture.iter(f"{SVG}g") if "→" in (g.findtext(f"{SVG}title") or "")]
    assert len(lines) == len(between)
    text = mermaid(whole, words, book)
    assert all(words.code(n) in text for n in whole.nodes if n.kind in ("rule", "conclusion") and not n.constants)


def edges_of(law: Law, name: str) -> dict[tuple[str, str, str], tuple[object, ...]]:
    found = chart(law, name, DAY).edges
    return {(edge.source.key, edge.target.key, edge.kind): (edge.under, edge.minimum) for edge in found}


def test_what_feeds_what_is_told_apart(made: Law) -> None:
    edges = edges_of(made, "constructs")
    item = "rule every-item"
    assert edges["template reader", item, "condition"] == ((), "")
    assert edges["template reader", item, "exception"] == ((), "")
    assert edges["template card", item, "exception_absence"] == ((), "")
    assert edges["template watch", item, "absence"] == ((), "")
    assert edges["template loan", item, "count"] == ((), "few")
    assert edges["template loan", item, "exception"] == ((), "3")
    assert edges["conclusion fine", item, "exception"] == (((("weight", "none"),),), "")
    assert edges["conclusion letter(tone=firm)", item, "condition"] == (((("weight", "heavy"),),), "")
    assert edges["rule second-version", item, "override"] == ((), "")
    assert edges["rule first-version", "rule second-version", "replaces"] == ((), "")
    middle = "conclusion verdict_on(grade=middle, public=no)"
    assert edges[middle, "rule by-the-catalogue", "condition"] == ((), "")
    assert "conclusion verdict_on(grade=low, public=no)" not in {s for s, t, _ in edges if t == "rule by-the-catalogue"}
    assert edges["provision constructs/2", "rule by-the-catalogue", "encodes"] == ((), "")


def test_an_edge_that_every_choice_has_is_no_question_of_reading(shipped: Law) -> None:
    edges = edges_of(shipped, "ke-hoach-131")
    assert edges["conclusion let_happen", "rule main-responsibility", "condition"] == ((), "")
    assert edges["conclusion serving", "rule revocation-of-wrong-document", "condition"][0]


def nodes(found: Chart, kind: str) -> set[str]:
    return {node.name for node in found.nodes if node.kind == kind}


def test_the_part_of_a_conclusion_is_what_feeds_it_and_what_it_feeds(shipped: Law) -> None:
    part = chart(shipped, "main_responsibility", DAY)
    assert {"violation-of-article-4", "covered-person", "letting-it-happen", "relief-consideration"} <= nodes(
        part, "rule"
    )
    assert not {"suspension", "person-in-service", "handling-of-reports"} & nodes(part, "rule")
    assert {"person", "act"} <= nodes(part, "template")
    assert {"II.4.1-1", "II.4.2-1", "II.4.2-2-3"} <= nodes(part, "provision")


def test_without_a_name_the_rulebooks_in_force(shipped: Law) -> None:
    assert nodes(chart(shipped, None, datetime.date(2019, 7, 15)), "rule") == set(
        shipped.rulebooks["luat-36-2018"].rules
    )
    assert nodes(chart(shipped, None, DAY), "rule") == set(shipped.rules())
    assert chart(shipped, None, datetime.date(1990, 1, 1)).nodes == ()
    ET.fromstring(svg(Chart((), ()), ChartWording(Wording("vi"), shipped), None))


def assert_is_mermaid(text: str) -> None:
    """As far as its grammar can be checked here: every line one of few kinds, every id declared once and before use."""
    first, title, about, *rest = text.splitlines()
    assert first == "flowchart LR"
    assert re.fullmatch(r"  accTitle: [^\n;#{}%<>]+", title)
    assert re.fullmatch(r"  accDescr: [^\n;#{}%<>]+", about)
    declared: list[str] = []
    for line in (line.strip() for line in rest):
        if node := _NODE.fullmatch(line):
            declared.append(node[1])
        elif edge := _LINE.fullmatch(line):
            assert (edge[2], edge[3]) in ((None, None), ("--", "-->"), ("==", "==>"), ("-.", ".->"))
            assert {edge[1], edge[4]} <= set(declared)
        else:
            assert re.fullmatch(r"classDef \w+ [\w#:,. -]+", line), line
    assert len(set(declared)) == len(declared) > 0


@pytest.mark.parametrize("name", [*BOOKS, None])
def test_mermaid_of_the_shipped_law(name: str | None, shipped: Law) -> None:
    for language in LANGUAGES:
        assert_is_mermaid(mermaid(chart(shipped, name, DAY), ChartWording(Wording(language), shipped), name))


def test_hostile_text_stays_text_on_a_map(hostile: Path, run: CommandLine, tiny_law: TinyLaw) -> None:
    tiny_law()
    said = done(run("rules", "constructs", "--rules", hostile, "--format", "svg"))
    picture = ET.fromstring(said)
    assert_well_drawn(picture)
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
        *("svg", "title", "desc", "style", "defs", "marker", "path", "rect", "polygon", "g", "text")
    }
    assert any("<script>alert(1)</script>" in (title.text or "") for title in picture.iter(f"{SVG}title"))
    assert not {"\x1b", "\u202e"} & set(said)
    assert_is_mermaid(done(run("rules", "constructs", "--rules", hostile, "--format", "mermaid")))


def test_a_map_says_what_it_is(shipped: Law) -> None:
    for language in LANGUAGES:
        picture = drawn(shipped, "nd-59-2019", language)
        title, about = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
        assert title is not None
        assert about is not None
        assert picture.attrib["aria-labelledby"].split() == [title.attrib["id"], about.attrib["id"]]
        assert (picture.attrib["role"], picture.attrib["lang"]) == ("img", language)
        assert "59/2019" in (title.text or "")
        tips = [tip.text or "" for tip in picture.iter(f"{SVG}title")]
        rule = next(tip for tip in tips if "gift-report-duty" in tip)
        assert "rules/nd-59-2019/dieu-26.yaml:5:5" in rule
        assert "chậm nhất 05 ngày làm việc" in rule


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Box], list[Link]]:
    """Boxes of any height and lines of any kind between them, also in circles and more than one."""
    heights = draw(st.lists(st.integers(10, 90), min_size=1, max_size=14))
    boxes = [Box(f"b{n}", n % 2, 120.0 + n, float(high)) for n, high in enumerate(heights)]
    ends = st.integers(0, len(boxes) - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=24))
    links = [Link(f"b{a}", f"b{b}", boxes[a].height / 2, boxes[b].height / 2) for a, b in pairs]
    return boxes, links


@settings(max_examples=150, deadline=None, derandomize=True)
@given(graphs())
def test_no_boxes_overlap_and_no_line_goes_through_one(graph: tuple[list[Box], list[Link]]) -> None:
    boxes, links = graph
    placed = place(boxes, links)
    assert placed == place(boxes, links)
    assert placed.corners.keys() == {box.key for box in boxes}
    sizes = {box.key: box for box in boxes}
    taken = {k: (x, y, x + sizes[k].width, y + sizes[k].height) for k, (x, y) in placed.corners.items()}
    assert not [pair for pair in combinations(taken, 2) if overlap(taken[pair[0]], taken[pair[1]])]
    for n, _ in enumerate(links):
        for (x, y), (to_x, to_y) in pairwise(placed.routes[n]):
            if y == to_y:
                level = (min(x, to_x) + 1, y - 0.1, max(x, to_x) - 1, y + 0.1)
                assert not [key for key, box in taken.items() if overlap(level, box)]


def test_a_node_is_called_the_same_on_every_run() -> None:
    assert Node("conclusion", "c", "b", (("x", "1"), ("y", "2"))).key == "conclusion c(x=1, y=2)"
    assert Node("provision", "1", "b").key == "provision b/1"
