"""The digest of the text a rule rests on, and the line that pins it."""

from __future__ import annotations

from hashlib import sha256

from engine.lint.finding import Edit
from engine.lint.subject import Subject
from engine.model.rule import Rule
from engine.reading.lines import read_lines
from engine.reading.source import folded

_DIGITS = 12


def pin(rule: Rule, subject: Subject) -> str | None:
    """The digest of the rule's provisions as the source has them; None where it has none of them."""
    source = subject.law.rulebooks[rule.rulebook].source
    provisions = subject.provisions(rule)
    text = "\n".join(folded(source[provision]) for provision in provisions)
    return sha256(text.encode()).hexdigest()[:_DIGITS] if provisions else None


def pin_line(rule: Rule, subject: Subject, digest: str) -> Edit | None:
    """The line that pins the rule, after its provision and quote; None where the rule is not written in lines."""
    node, path = subject.places.rule_node(rule), subject.places.rule_file(rule)
    lines = [line.rstrip("\r") for line in read_lines(path)]
    if node is None or len(lines) < node.at.line or lines[node.at.line - 1][node.at.column - 1 :][:1] == "{":
        return None
    keys = [key for key, _ in node]
    last = max(n for n, key in enumerate(keys) if key.text in ("provision", "quote", "id"))
    before = keys[last + 1] if last + 1 < len(keys) else keys[last]
    line = before.at.line
    while line > 1 and (not lines[line - 2].strip() or lines[line - 2].lstrip().startswith("#")):
        line -= 1
    return Edit(path, line, (" " * (before.at.column - 1) + f'pinned: "{digest}"',))
