"""From a case to rows: whose telling counts, what is implied, what each link may link to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.errors import CaseError, Findings
from engine.model.case import Case, Entry, Fact
from engine.model.rulebook import Law
from engine.model.values import Open, Value, written
from engine.model.vocabulary import Template, Vocabulary
from engine.rows import Link, Row, Rows


@dataclass(frozen=True)
class Facts:
    """The rows of a case by template, and every fact as given, by its path (``acts.a1.established``)."""

    rows: Rows
    given: Mapping[str, Fact]

    def row(self, place: str) -> Row | None:
        """The row called ``acts.a1``, or None."""
        return next((row for row in self.rows if row.place == place), None)


def facts_of(case: Case, law: Law, claimed_by: str | None = None) -> Facts:
    """The rows of the case, told by that party where it makes a claim.

    Raises CaseError: C431 an implied id is taken.
    """
    findings = Findings()
    builder = _Builder(case, law.vocabulary, claimed_by, findings)
    facts = builder.facts()
    findings.raise_if_any(CaseError)
    return facts


def with_fact(case: Case, row: Row, name: str, fact: Fact | None) -> Case:
    """The case with that fact of the row's entry, or, for None, without; an implied entry is written out.

    The digest stays that of the file it was read from.
    """
    entry = case.entries.get(row.template, {}).get(row.id)
    if entry is None:
        at = fact.at if fact else case.at
        links = {link: Fact(value=next(iter(found.ids)), at=at) for link, found in row.links.items()}
        entry = Entry(id=row.id, facts=links, at=at)
    facts = {field: other for field, other in entry.facts.items() if field != name}
    told = {name: fact} if fact is not None else {}
    return with_entry(case, row.template, entry.model_copy(update={"facts": facts | told}))


def with_entry(case: Case, template: str, entry: Entry) -> Case:
    """The case with that entry added, or put in the place of the one with its id."""
    entries = {**case.entries, template: {**case.entries.get(template, {}), entry.id: entry}}
    return case.model_copy(update={"entries": entries})


class _Builder:
    def __init__(self, case: Case, vocabulary: Vocabulary, party: str | None, findings: Findings) -> None:
        self.case = case
        self.vocabulary = vocabulary
        self.party = party
        self.findings = findings
        self.ids: dict[str, list[str]] = {}

    def facts(self) -> Facts:
        for name in self.vocabulary.templates:
            catalogue = self.vocabulary.catalogues.get(name)
            self.ids[name] = sorted(catalogue.active() if catalogue else self.case.entries.get(name, {}))
        implied = {name: self._implied(name, t) for name, t in self.vocabulary.templates.items() if t.one_per}
        for name, entries in implied.items():
            self.ids[name] = sorted({*self.ids[name], *entries})
        rows = {
            name: tuple(self._row(name, template, entry_id, implied.get(name, {})) for entry_id in self.ids[name])
            for name, template in self.vocabulary.templates.items()
        }
        given = {
            f"{self.vocabulary.section_of(name)}.{entry.id}.{field}": fact
            for name, entries in self.case.entries.items()
            for entry in entries.values()
            for field, fact in entry.facts.items()
        }
        return Facts(Rows(rows), given)

    def _linked(self, entry: Entry, field: str) -> str | None:
        """The id a link certainly links to, or None."""
        fact = entry.facts.get(field)
        told = fact.as_told_by(self.party) if fact else None
        return told if isinstance(told, str) else None

    def _implied(self, name: str, template: Template) -> dict[str, dict[str, str]]:
        """Entries the file leaves out although each linking entry has one: id to links."""
        own = self.case.entries.get(name, {})
        found: dict[str, dict[str, str]] = {}
        for source, links in template.one_per.items():
            present = {tuple(self._linked(entry, link) for link in links) for entry in own.values()}
            for post in self.case.entries.get(source, {}).values():
                ends = tuple(self._linked(post, link) for link in links)
                if None in ends or ends in present:
                    continue
                named = {link: end for link, end in zip(links, ends, strict=True) if end is not None}
                implied = "-".join(named.values())
                used = [e[implied] for e in self.case.entries.values() if implied in e]
                if used or found.get(implied, named) != named:
                    taken = used[0].at if used else post.at
                    self.findings.add("C431", taken, id=implied, section=self.vocabulary.section_of(name))
                found[implied] = named
        return found

    def _row(self, name: str, template: Template, entry_id: str, implied: Mapping[str, Mapping[str, str]]) -> Row:
        place = f"{self.vocabulary.section_of(name)}.{entry_id}"
        if name in self.vocabulary.catalogues:
            return self._catalogue_row(name, template, entry_id, place)
        entry = self.case.entries.get(name, {}).get(entry_id)
        values: dict[str, Value] = {}
        links: dict[str, Link] = {}
        for field_name, field in template.fields.items():
            fact = entry.facts.get(field_name) if entry else None
            if field.to is not None:
                if entry is None and field_name in implied[entry_id]:
                    links[field_name] = Link(frozenset({implied[entry_id][field_name]}))
                elif fact is not None:
                    links[field_name] = self._link(fact, field.to)
            elif field.type != "text":
                values[field_name] = fact.as_told_by(self.party) if fact else Open.UNKNOWN
        return Row(name, entry_id, place, values, links)

    def _catalogue_row(self, name: str, template: Template, code: str, place: str) -> Row:
        given = self.vocabulary.catalogues[name].rows[code].values
        values = {f: v for f, v in given.items() if template.fields[f].type not in ("ref", "text")}
        links = {f: Link(frozenset({written(v)})) for f, v in given.items() if template.fields[f].is_link}
        return Row(name, code, place, values, links)

    def _link(self, fact: Fact, target: str) -> Link:
        told = fact.as_told_by(self.party)
        if isinstance(told, str):
            return Link(frozenset({told}))
        if fact.is_disputed_for(self.party) and Open.UNKNOWN not in fact.claims.values():
            return Link(frozenset(str(claimed) for claimed in fact.claims.values()), certain=False)
        return Link(frozenset(self.ids[target]), certain=False)
