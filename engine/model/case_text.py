"""A case as the text of a case file."""

from __future__ import annotations

import json
from collections.abc import Iterator

from engine.model.case import Case, Entry, Fact
from engine.model.values import Value, written
from engine.model.vocabulary import Vocabulary

FORMAT = "chetai/case/1"


def case_text(case: Case, vocabulary: Vocabulary) -> str:
    """The YAML text that reads as that case; sections in the vocabulary's order, entries on a line each."""
    lines = [f"format: {FORMAT}", f"id: {_quoted(case.id)}"]
    if case.title is not None:
        lines.append(f"title: {_quoted(case.title)}")
    if case.as_of is not None:
        lines.append(f"as_of: {case.as_of.isoformat()}")
    for name, template in vocabulary.templates.items():
        entries = case.entries.get(name, {})
        if entries and template.section:
            lines.extend(["", f"{template.section}:", *(_entry(entry) for entry in entries.values())])
    return "\n".join(lines) + "\n"


def _entry(entry: Entry) -> str:
    return f"  {entry.id}: {{{', '.join(f'{name}: {_fact(fact)}' for name, fact in entry.facts.items())}}}"


def _fact(fact: Fact) -> str:
    more = list(_more(fact))
    if not more and fact.value is not None:
        return _value(fact.value)
    parts = [f"value: {_value(fact.value)}"] if fact.value is not None else []
    return "{" + ", ".join([*parts, *more]) + "}"


def _more(fact: Fact) -> Iterator[str]:
    if fact.claims:
        yield f"claims: {{{', '.join(f'{_quoted(party)}: {_value(claim)}' for party, claim in fact.claims.items())}}}"
    if fact.evidence:
        yield f"evidence: [{', '.join(map(_quoted, fact.evidence))}]"
    if fact.because is not None:
        yield f"because: {_quoted(fact.because)}"
    if fact.by is not None:
        yield f"by: {_quoted(fact.by)}"


def _value(value: Value) -> str:
    text = written(value)
    return text if text.isascii() and text.replace("_", "").replace("-", "").isalnum() else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
