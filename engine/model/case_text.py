"""A case as the text of a case file."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.case import FORMAT, Case, Entry, Fact
from engine.model.values import written
from engine.model.vocabulary import Vocabulary
from engine.model.yaml_text import quoted, quoted_list, scalar


def case_text(case: Case, vocabulary: Vocabulary) -> str:
    """The YAML text that reads as that case; sections in the vocabulary's order, entries on a line each."""
    lines = [f"format: {FORMAT}", f"id: {quoted(case.id)}"]
    if case.title is not None:
        lines.append(f"title: {quoted(case.title)}")
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
        return scalar(written(fact.value))
    parts = [f"value: {scalar(written(fact.value))}"] if fact.value is not None else []
    return "{" + ", ".join([*parts, *more]) + "}"


def _more(fact: Fact) -> Iterator[str]:
    if fact.claims:
        told = (f"{quoted(party)}: {scalar(written(claim))}" for party, claim in fact.claims.items())
        yield f"claims: {{{', '.join(told)}}}"
    if fact.evidence:
        yield f"evidence: {quoted_list(fact.evidence)}"
    if fact.because is not None:
        yield f"because: {quoted(fact.because)}"
    if fact.by is not None:
        yield f"by: {quoted(fact.by)}"
