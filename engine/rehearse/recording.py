"""``expected.yaml`` as the law now has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from engine.model.assessment import Assessment, ConclusionResult
from engine.model.scenario import FORMAT, Expected
from engine.model.yaml_text import quoted, quoted_list, scalar
from engine.reading.scenario import Scenario
from engine.rehearse.differences import Difference

_KEY = re.compile(r"""(?P<indent> *)(?P<quote>["']?)(?P<key>[A-Za-z_][^"'#]*?)(?P=quote):(?:\s|$)""")
_BYTE_ORDER_MARK = "\ufeff"
_ORDER = ("format", "title", "assess", "conclusions", "verdicts")


def recorded(scenario: Scenario, assessment: Assessment, differing: Iterable[Difference]) -> str:
    """The file's text with what differs as the assessment has it; the rest stays as its author wrote it.

    Title, how the case is assessed and which verdicts are named stay in any case.
    """
    changed = {(difference.kind, difference.about) for difference in differing}
    text = scenario.text.removeprefix(_BYTE_ORDER_MARK)
    head, blocks = _blocks(text.splitlines(), "")
    written = {"format": [f"format: {FORMAT}"], "title": _title(scenario.expected), "assess": _asked(scenario.expected)}
    if not {"format", "title"} <= set(blocks):  # not written as a block: nothing of it can be kept
        head, blocks = [], {key: list(lines) for key, lines in written.items()}
        changed |= {("conclusion", result.key) for result in assessment.conclusions} | {("verdict", "")}
    if any(kind == "conclusion" for kind, _ in changed):
        blocks["conclusions"] = list(_conclusions(blocks.get("conclusions", []), assessment, {k for _, k in changed}))
    if any(kind == "verdict" for kind, _ in changed) and scenario.expected.verdicts:
        blocks["verdicts"] = [*_comment(blocks.get("verdicts", [])), *_verdicts(scenario.expected, assessment)]
    order = [*blocks, *(key for key in _ORDER if key not in blocks)]
    lines = [*head, *(line for key in order for line in blocks.get(key, ()))]
    begin, end = scenario.text[: len(scenario.text) - len(text)], "\r\n" if "\r\n" in text else "\n"
    return begin + "".join(line + end for line in lines)


def _blocks(lines: Iterable[str], indent: str) -> tuple[list[str], dict[str, list[str]]]:
    """The lines before the first key at that depth, and each key's own; a comment goes with the key below it."""
    head: list[str] = []
    blocks: dict[str, list[str]] = {}
    mine, comment = head, list[str]()
    for line in lines:
        found = _KEY.match(line)
        if found and found["indent"] == indent:
            mine = blocks.setdefault(found["key"], [])
            mine.extend(comment)
            comment = []
        elif line.startswith(f"{indent}#") or (comment and not line.strip()):
            comment.append(line)
            continue
        mine.extend(comment)
        comment = []
        mine.append(line)
    mine.extend(comment)
    return head, blocks


def _comment(block: list[str]) -> list[str]:
    """The comment above a key."""
    return list(takewhile(lambda line: not line.strip() or line.lstrip().startswith("#"), block))


def _title(expected: Expected) -> list[str]:
    return [f"title: {{vi: {quoted(expected.title.vi)}, en: {quoted(expected.title.en)}}}"]


def _conclusions(block: list[str], assessment: Assessment, changed: set[str]) -> Iterator[str]:
    yield from _comment(block)
    yield "conclusions:" if assessment.conclusions else "conclusions: {}"
    _, old = _blocks(block, "  ")
    for result in assessment.conclusions:
        mine = old.get(result.key, [])
        if mine and result.key not in changed:
            yield from mine
        else:
            yield from _comment(mine)
            yield from _conclusion_lines(result)


def _verdicts(expected: Expected, assessment: Assessment) -> Iterator[str]:
    said = {(v.rule, v.about): v for v in assessment.provisions}
    yield "verdicts:"
    for verdict in expected.verdicts:
        now = said.get((verdict.rule, verdict.about), verdict)
        about = f", about: {verdict.about}" if verdict.about else ""
        why = f", why: {quoted_list(now.why)}" if now.why else ""
        provision = f", provision: {now.provision}" if verdict.provision is not None else ""
        yield f"  - {{rule: {verdict.rule}{about}{provision}, verdict: {now.verdict}{why}}}"


def _asked(expected: Expected) -> list[str]:
    given = expected.assess.model_dump(exclude_defaults=True, mode="json")
    lines = ["assess:"] if given else []
    for name, value in given.items():
        if isinstance(value, list):
            shown = quoted_list(value)
        elif isinstance(value, dict):
            shown = "{" + ", ".join(f"{key}: {quoted(choice)}" for key, choice in value.items()) + "}"
        else:
            shown = quoted(value)
        lines.append(f"  {name}: {shown}")
    return lines


def _conclusion_lines(result: ConclusionResult) -> Iterator[str]:
    yield f"  {result.key}:"
    yield f"    status: {result.status}"
    yield f"    provisions: [{', '.join(map(scalar, result.provisions))}]"
    if result.because:
        yield "    because:"
    for because in result.because:
        yield f"      - {because.rule}: {quoted_list(because.from_)}"
    carried = [f"{name}: [{', '.join(v or 'unknown' for v in values)}]" for name, values in result.carries.items()]
    if carried:
        yield f"    carries: {{{', '.join(carried)}}}"
    if result.needs:
        yield "    needs:"
    for path in result.needs:
        yield f"      - {path}"
    if result.turns_on:
        yield "    turns_on:"
    for turn in result.turns_on:
        yield f"      {turn.reading}={turn.choice}: {turn.status}"
