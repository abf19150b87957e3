"""A rule at the end of a rule file that is there: what it says already stays as it is, letter for letter."""

from __future__ import annotations

from pathlib import Path

from engine.errors import Findings, InputError
from engine.reading.records import plain
from engine.reading.yaml import Mapping, Node, Scalar, Sequence, parse, read_tree


def appended(raw: bytes, path: Path, lines: list[str], rule_id: str) -> bytes:
    """The content of that rule file with one rule more.

    Raises InputError: Y1xx and R210 it cannot be read, R249 it has the id, U513 no rule can follow at its end.
    """
    findings = Findings()
    shown = path.as_posix()
    tree = read_tree(path, shown, findings)
    findings.raise_if_any(InputError)
    rules = tree.get("rules") if isinstance(tree, Mapping) else None
    if not isinstance(rules, Sequence):
        findings.add("R210", tree.at if tree else None)
        raise InputError(findings.problems)
    for rule in rules.items:
        own = rule.get("id") if isinstance(rule, Mapping) else None
        if isinstance(own, Scalar) and own.text == rule_id:
            findings.add("R249", None, rule=rule_id, other=str(own.at))
    findings.raise_if_any(InputError)
    text = raw.decode("utf-8")
    end = "\r\n" if "\r\n" in text else "\n"
    for margin in _margins(text, rules):
        content = text.rstrip() + end * 2 + end.join(" " * margin + line if line else line for line in lines) + end
        if _has_one_more(content, shown, rules):
            return content.encode()
    findings.add("U513", rules.at)
    raise InputError(findings.problems)


def _margins(text: str, rules: Sequence) -> list[int]:
    """How far to the right the list of rules stands, if each of them stands on lines of its own."""
    if not rules.items:
        return []
    first = rules.items[0].at
    before = text.lstrip("\ufeff").splitlines()[first.line - 1][: first.column - 1]
    return [before.index("-")] if before.strip() == "-" else []


def _has_one_more(content: str, shown: str, rules: Sequence) -> bool:
    """Whether that text has the rules that were there, as they were, and another."""
    findings = Findings()
    tree: Node | None = parse(content.lstrip("\ufeff").replace("\r\n", "\n"), shown, findings)
    now = tree.get("rules") if isinstance(tree, Mapping) else None
    if findings.problems or not isinstance(now, Sequence):
        return False
    before = [plain(rule) for rule in rules.items]
    return len(now.items) == len(before) + 1 and [plain(rule) for rule in now.items[:-1]] == before
