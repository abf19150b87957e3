"""Random cases for a random law, and full completions of what is unknown in them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from random import Random

from .plain_law import Law, Plain
from .random_vocabulary import random_value

AS_OF = ("2024-06-01", "2024-06-30", "2024-07-01", "2024-12-31")
UNKNOWN = ("unknown", "unknown", "unknown", "chưa rõ")
NOT_YET = ("not_yet", "chưa")


def random_readings(rnd: Random, law: Law) -> dict[str, str]:
    """A choice for every reading of the law."""
    return {r: rnd.choice(list(d["choices"])) for book in law.rulebooks for r, d in book.get("readings", {}).items()}


def random_case(rnd: Random, law: Law, known: bool = False) -> Plain:
    """A case of the law; `known` leaves nothing unknown (but the entries that `one_per` implies)."""
    templates = {t: d for t, d in law.templates().items() if "section" in d}
    ids = {t: [f"{t[0]}{i}" for i in range(1, rnd.choice((3, 4, 4, 5)))] for t in templates}
    for template, declared in templates.items():
        ids[template] = ids[template][1:] if "one_per" in declared and rnd.random() < 0.6 else ids[template]
    writer = _CaseWriter(rnd, ids | law.active_rows(), known)
    case: Plain = {"format": "chetai/case/1", "id": "random", "title": "Ngẫu nhiên", "as_of": rnd.choice(AS_OF)}
    for template, declared in templates.items():
        section = {i: writer.entry(declared["fields"]) for i in ids[template]}
        if "one_per" in declared:
            section = _without_repeated(section, _links(declared))
        case[declared["section"]] = section
    return {key: value for key, value in case.items() if value != {}}


def _links(declared: Plain) -> list[str]:
    """The links by which `one_per` tells entries apart."""
    return list(next(iter(declared["one_per"].values())))


def _without_repeated(section: Plain, links: list[str]) -> Plain:
    """The entries without those that have both links of an earlier one: each post has one."""
    seen: dict[tuple[str, ...], str] = {}
    for i, entry in section.items():
        pair = tuple(_value(entry.get(f)) or f"{f} of {i}" for f in links)
        seen.setdefault(pair, i)
    return {i: section[i] for i in seen.values()}


def _value(written: object) -> str | None:
    """The known value of a written field; None where it is left out, unknown, or disputed without a value."""
    value = written.get("value") if isinstance(written, dict) else written
    return None if value is None or value in UNKNOWN else str(value)


@dataclass(frozen=True)
class _CaseWriter:
    """Writes random entries; `allowed` are the entries that a link to a template may name."""

    rnd: Random
    allowed: dict[str, list[str]]
    known: bool

    def entry(self, fields: Plain) -> Plain:
        """An entry of a template with these fields."""
        found: Plain = {}
        for name, declared in fields.items():
            if declared["type"] == "text":
                # Always given: a catalogue row may require it of the entry that names the row.
                found[name] = "lời"
            elif declared["type"] == "ref":
                found |= self.link(name, self.allowed[declared["to"]])
            else:
                found |= self.scalar(name, declared)
        return found

    def link(self, name: str, allowed: list[str]) -> Plain:
        """A link: to an entry, left out, unknown or disputed."""
        chance = self.rnd.random()
        if chance < 0.08 or (self.known and not allowed):
            return {}
        if allowed and (self.known or chance < 0.7):
            return {name: self.wrapped(self.rnd.choice(allowed))}
        if chance < 0.85 or not allowed:
            return {name: self.rnd.choice(UNKNOWN)}
        return {name: self.disputed([self.rnd.choice([*allowed, *allowed, "unknown"]) for _ in range(2)])}

    def scalar(self, name: str, declared: Plain) -> Plain:
        """A field that is no link: known, left out, unknown, disputed; a date may be yet to come."""
        chance = self.rnd.random()
        if declared["type"] == "date" and self.rnd.random() < 0.12:
            return {name: self.wrapped(self.rnd.choice(NOT_YET))}
        if self.known or chance < 0.7:
            return {name: self.wrapped(random_value(self.rnd, declared))}
        if chance < 0.8:
            return {}
        if chance < 0.9:
            return {name: self.rnd.choice(UNKNOWN)}
        return {name: self.disputed([random_value(self.rnd, declared), self.rnd.choice(["unknown", "same"])], declared)}

    def wrapped(self, value: str) -> str | Plain:
        """The value, now and then with its evidence, or as the authority's answer to a dispute."""
        chance = self.rnd.random()
        if chance < 0.06:
            return {"value": value, "evidence": ["BL-01"], "because": "kết luận"}
        return {"claims": {"respondent": value}, "value": value} if chance < 0.1 else value

    def disputed(self, claims: list[str], declared: Plain | None = None) -> Plain:
        """What two sides claim; `same` stands for another random value of the field."""
        said = [random_value(self.rnd, declared) if c == "same" and declared else c for c in claims]
        return {"claims": dict(zip(("committee", "respondent"), said, strict=True)), "evidence": ["BL-02"]}


def implied(law: Law, case: Plain) -> Iterator[tuple[str, str, Plain]]:
    """Section, id and links of every entry that `one_per` implies and the case does not have."""
    templates = law.templates()
    for declared in (d for d in templates.values() if "one_per" in d):
        (host, links), *_ = declared["one_per"].items()
        section = case.get(declared["section"], {})
        there = {tuple(_value(entry.get(f)) for f in links) for entry in section.values()}
        for post in case.get(templates[host]["section"], {}).values():
            pair = tuple(_value(post.get(f)) for f in links)
            if pair not in there and None not in pair:
                there.add(pair)
                yield declared["section"], "-".join(map(str, pair)), dict(zip(links, pair, strict=True))


def completions(rnd: Random, law: Law, case: Plain, number: int) -> list[Plain] | None:
    """So many full completions: implied entries written out, everything unknown or disputed given a value.

    A link is given an entry that it may link to. None where two dates of the case are `not_yet` and a rule compares
    them. What a completed link would imply by `one_per` is not added: read a completion as the whole world.
    """
    whole = deepcopy(case)
    for section, i, links in implied(law, case):
        whole.setdefault(section, {})[i] = links
    templates = {t: d for t, d in law.templates().items() if "section" in d}
    allowed = {t: list(whole.get(d["section"], {})) for t, d in templates.items()} | law.active_rows()
    compared = law.compared_fields()
    if any(_never_settled(whole.get(d["section"], {}), t, compared) for t, d in templates.items()):
        return None
    return [_completed(rnd, whole, templates, allowed, compared) for _ in range(number)]


def _never_settled(section: Plain, template: str, compared: set[tuple[str, str, str]]) -> bool:
    """Whether some entry has two compared dates that are both yet to come."""
    pairs = [(f, g) for t, f, g in compared if t == template]
    return any(_value(e.get(f)) in NOT_YET and _value(e.get(g)) in NOT_YET for e in section.values() for f, g in pairs)


def _completed(
    rnd: Random, whole: Plain, templates: Plain, allowed: dict[str, list[str]], compared: set[tuple[str, str, str]]
) -> Plain:
    """One completion."""
    found = {key: value for key, value in whole.items() if not isinstance(value, dict)}
    for template, declared in templates.items():
        pairs = {(f, g) for t, f, g in compared if t == template}
        section = whole.get(declared["section"], {})
        found[declared["section"]] = {
            i: _completed_entry(rnd, entry, declared["fields"], allowed, pairs) for i, entry in section.items()
        }
    return found


def _completed_entry(
    rnd: Random, entry: Plain, fields: Plain, allowed: dict[str, list[str]], pairs: set[tuple[str, str]]
) -> Plain:
    """The entry with a value in every field but the links that are left out."""
    found = {f: value for f, written in entry.items() if (value := _value(written)) is not None}
    for name, declared in fields.items():
        if name in found or declared["type"] == "text":
            continue
        if declared["type"] == "ref":
            choices = _linkable(entry[name], allowed[declared["to"]]) if name in entry else []
            found |= {name: rnd.choice(choices)} if choices else {}
        else:
            later = any(found.get(g) in NOT_YET for f, g in pairs if f == name)
            never = declared["type"] == "date" and not later and rnd.random() < 0.2
            found[name] = "not_yet" if never else random_value(rnd, declared)
    return found


def _linkable(written: str | Plain, allowed: list[str]) -> list[str]:
    """The entries that an unknown or disputed link may link to."""
    claims = list(written["claims"].values()) if isinstance(written, dict) else ["unknown"]
    return allowed if any(claim in UNKNOWN for claim in claims) else claims
