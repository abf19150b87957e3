"""Random rules, valid by construction.

`RuleWriter` writes one rule: first the positive part, then what binds the conclusions' names, then absences, counts
and exceptions over the names that every alternative binds.
Each conclusion with its constants has a group: a rule reads positively what is in its own group or an earlier one
(recursion), and in absences, counts, exceptions and overrides what is in an earlier one, so that no circle arises.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .plain_law import PROVISIONS, QUOTE, Plain, text
from .rule_scope import Names, Scope, Unit, bound, constants, domain, pattern_names, units

# The direct reader tries every entry for every name.
MOST_NAMES = 4  # in reach of one item
MOST_MADE = 6  # in a rule, but for those that have to be


@dataclass
class RuleWriter:
    """Writes one rule for the given conclusions."""

    rnd: Random
    scope: Scope
    targets: list[Unit]
    when: list[Plain] = field(default_factory=list)
    slots: list[list[Plain]] = field(default_factory=list)  # the lists of `when` that absences may join
    made: int = 0

    def rule(self, rule_id: str) -> Plain:
        """The whole rule."""
        group = min(self.scope.groups[unit] for unit in self.targets)
        # Rules that do not read their own group give recursion something to start from.
        positive = group if self.rnd.random() < 0.4 else group - 1
        pool: Names = {}
        self.when += [self.positive(pool, positive, 0) for _ in range(self.rnd.randint(1, 2))]
        self.bind_targets(positive)
        self.slots.append(self.when)
        safe = bound(self.when, self.scope.fields)
        then = [self.conclusion(unit, safe) for unit in self.targets]
        for _ in range(self.rnd.choice((0, 0, 0, 1, 1, 2))):
            slot = self.when if self.rnd.random() < 0.7 else self.rnd.choice(self.slots)
            slot.append(self.maybe_under(self.absence(safe, group - 1)))
        unless = [self.maybe_under(self.exception(safe, group - 1)) for _ in range(self.rnd.choice((0, 0, 0, 1, 1, 2)))]
        self.rnd.shuffle(self.when)
        return (
            self.heading(rule_id, safe) | {"when": self.when} | ({"unless": unless} if unless else {}) | {"then": then}
        )

    def heading(self, rule_id: str, safe: Names) -> Plain:
        """Identity, provision and quote, sometimes a label and a validity."""
        kinds = [name for name, template in safe.items() if template == "kind"]
        provision: str | list[str] = self.rnd.choice(PROVISIONS)
        if kinds and self.rnd.random() < 0.5:
            provision = f"{kinds[0]}.basis"
        elif self.rnd.random() < 0.2:
            provision = self.rnd.sample(PROVISIONS, 2)
        found: Plain = {"id": rule_id, "provision": provision, "quote": QUOTE}
        found |= {"label": text(rule_id)} if self.rnd.random() < 0.2 else {}
        spans = ({"from": "2024-07-01"}, {"from": "2024-01-01", "until": "2024-06-30"}, {"from": "2024-01-01"})
        return found | ({"in_force": self.rnd.choice(spans)} if self.rnd.random() < 0.12 else {})

    def new_name(self, template: str) -> str:
        """A name that stands nowhere else in the rule."""
        self.made += 1
        return f"{template[0]}{self.made}"

    def name(self, template: str, pool: Names) -> str:
        """A name of that template: one in reach, or a new one, which is then in reach."""
        there = [name for name, of in pool.items() if of == template]
        if there and (self.rnd.random() < 0.75 or len(there) > 1 or not self.room("", pool)):
            return self.rnd.choice(there)
        pool[new := self.new_name(template)] = template
        return new

    def maybe_under(self, item: Plain, chance: float = 0.15) -> Plain:
        """The item, sometimes only under one choice of a reading."""
        if not self.scope.readings or self.rnd.random() >= chance:
            return item
        reading = self.rnd.choice(list(self.scope.readings))
        return item | {"under": {reading: self.rnd.choice(self.scope.readings[reading])}}

    def positive(self, pool: Names, limit: int, depth: int) -> Plain:
        """A pattern or, less often, alternatives."""
        if depth < 2 and self.rnd.random() < 0.25:
            return self.maybe_under(self.alternatives(pool, limit, depth), 0.1)
        return self.maybe_under(self.pattern(pool, limit))

    def alternatives(self, pool: Names, limit: int, depth: int) -> Plain:
        """`any` of two or three; now and then all of them bind one shared name, so that it may be used outside."""
        shared = self.rnd.choice(self.scope.templates) if self.rnd.random() < 0.5 else ""
        name = self.name(shared, pool) if shared else ""
        ways = []
        for position in range(self.rnd.choice((2, 2, 3))):
            local = dict(pool)
            items = [self.binding(shared, name, local, limit) if shared else self.pattern(local, limit)]
            while self.rnd.random() < 0.4 and len(items) < 3:
                items.append(self.positive(local, limit, depth + 1))
            way = items[0] if len(items) == 1 and self.rnd.random() < 0.8 else {"all": items}
            if "all" in way:
                self.slots.append(items)
            # One alternative stays under every reading: whether an empty `any` holds is nowhere said.
            ways.append(self.maybe_under(way) if position else way)
        return {"any": ways}

    def binding(self, template: str, name: str, pool: Names, limit: int) -> Plain:
        """A pattern in which that name stands: its own, or one that links to it."""
        linking = [
            (t, f) for t, declared in self.scope.fields.items() for f, d in declared.items() if d.get("to") == template
        ]
        if linking and self.rnd.random() < 0.5:
            source, link = self.rnd.choice(linking)
            found = self.pattern(pool, limit, source)
            if next(iter(found)).split()[0] == source:
                next(iter(found.values()))[link] = name
                return found
        return {f"{template} {name}": self.conditions(template, pool)}

    def pattern(self, pool: Names, limit: int, template: str = "") -> Plain:
        """A pattern over a template or over a conclusion of a group that may be read."""
        codes = sorted({code for (code, _), group in self.scope.groups.items() if group <= limit})
        # What no rule concludes is read too, but seldom: it never holds.
        codes = [code for code in codes if code in self.scope.concluded or self.rnd.random() < 0.1]
        if not template:
            template = self.rnd.choice(codes if codes and self.rnd.random() < 0.4 else self.scope.templates)
        if template not in self.scope.templates:
            wanted = self.admissible(template, limit)
            if wanted is not None:
                return {template: self.link_conditions(template, pool, 0.7) | wanted}
            template = self.rnd.choice(self.scope.templates)
        named = self.rnd.random() < 0.6 and self.room(template, pool)
        key = f"{template} {self.name(template, pool)}" if named else template
        return {key: self.conditions(template, pool)}

    def admissible(self, code: str, limit: int) -> Plain | None:
        """Conditions on a conclusion's constants that admit only groups up to the limit; None if none were found."""
        declared = self.scope.fields[code]
        for _ in range(6):
            wanted = {c: self.value_condition(declared[c]) for c in constants(declared) if self.rnd.random() < 0.7}
            admitted = [
                unit
                for unit in units(code, declared)
                if all(v in wanted.get(c, v) for c, v in zip(constants(declared), unit[1], strict=True))
            ]
            if admitted and all(self.scope.groups[unit] <= limit for unit in admitted):
                # A list of one is written as the value.
                return {c: values[0] if len(values) == 1 else values for c, values in wanted.items()}
        return None

    def value_condition(self, declared: Plain) -> list[str]:
        """One value, or several."""
        values = domain(declared)
        return self.rnd.sample(values, self.rnd.choice((1, 1, min(2, len(values)))))

    def link_conditions(self, template: str, pool: Names, chance: float) -> Plain:
        """A name in some of the links."""
        links = [(f, d["to"]) for f, d in self.scope.fields[template].items() if d["type"] == "ref"]
        chosen = [(f, to) for f, to in links if self.rnd.random() < chance]
        return {f: self.name(to, pool) for f, to in chosen if self.room(to, pool)}

    def room(self, template: str, pool: Names) -> bool:
        """Whether a name of that template is in reach or may still be made."""
        return template in pool.values() or (len(pool) < MOST_NAMES and self.made < MOST_MADE)

    def conditions(self, template: str, pool: Names) -> Plain:
        """Conditions on some fields of an entry."""
        found = self.link_conditions(template, pool, 0.35)
        declared = self.scope.fields[template]
        tested = [name for name in constants(declared) if self.rnd.random() < 0.25]
        if not found and not tested and constants(declared) and self.rnd.random() < 0.6:
            tested = [self.rnd.choice(constants(declared))]
        for name in tested:
            wanted = self.scalar_condition(name, declared)
            found |= {name: wanted} if wanted else {}
        return found

    def scalar_condition(self, name: str, declared: Plain) -> str | list[str] | Plain | None:
        """A value, a list of values, or a comparison with another field or with one or two thresholds."""
        kind = declared[name]["type"]
        if kind in ("yes_no", "choice"):
            values = self.value_condition(declared[name])
            return values[0] if len(values) == 1 else values
        others = [other for other, d in declared.items() if d["type"] == kind and other != name]
        low, high = (("above", "at_least"), ("below", "at_most"))
        if kind == "date":
            low, high = (("after", "on_or_after"), ("before", "on_or_before"))
        if others and self.rnd.random() < 0.5:
            return {self.rnd.choice(low + high): self.rnd.choice(others)}
        limits = self.scope.dates if kind == "date" else self.scope.numbers
        if len(limits) > 1 and self.rnd.random() < 0.3:
            return {self.rnd.choice(low): limits[0], self.rnd.choice(high): limits[1]}
        return {self.rnd.choice(low + high): self.rnd.choice(limits)} if limits else None

    def bind_targets(self, group: int) -> None:
        """Adds patterns until every link of the conclusions has a name that is bound under every reading."""
        for code, _ in self.targets:
            for declared in self.scope.fields[code].values():
                safe = bound(self.when, self.scope.fields)
                if declared["type"] == "ref" and declared["to"] not in safe.values():
                    name = self.new_name(declared["to"])
                    self.when.append(self.binding(declared["to"], name, dict(safe), group))
            dated = [t for t in safe.values() if self.days(t)] or [t for t in self.scope.templates if self.days(t)]
            if code in self.scope.carrying and dated[0] not in safe.values():
                self.when.append({f"{dated[0]} {self.new_name(dated[0])}": {}})

    def days(self, template: str) -> list[str]:
        """The date fields of a template."""
        return [f for f, d in self.scope.fields[template].items() if d["type"] == "date"]

    def conclusion(self, unit: Unit, safe: Names) -> Plain:
        """The conclusion with a bound name in every link, its constants, and its computed date if it carries one."""
        code, values = unit
        declared = self.scope.fields[code]
        links = {f: d["to"] for f, d in declared.items() if d["type"] == "ref"}
        found: Plain = {f: self.rnd.choice([n for n, t in safe.items() if t == to]) for f, to in links.items()}
        found |= dict(zip(constants(declared), values, strict=True))
        if code in self.scope.carrying:
            name = self.rnd.choice([n for n, t in safe.items() if self.days(t)])
            days = self.days(safe[name])
            after = {"latest": days} if len(days) > 1 and self.rnd.random() < 0.5 else self.rnd.choice(days)
            number = self.rnd.choice([*self.scope.counts, "5"])
            found["due_on"] = {"working_days": number, "after": after, "of": name}
        return {code: found}

    def absence(self, safe: Names, limit: int) -> Plain:
        """A `no` or a count."""
        return self.no(safe, limit) if self.rnd.random() < 0.6 else self.count(safe, limit)

    def narrow(self, pool: Names, limit: int) -> Plain:
        """A pattern with two conditions if it comes to that: broad ones defeat nearly everything."""
        for _ in range(4):
            local = dict(pool)
            found = self.pattern(local, limit)
            if len(next(iter(found.values()))) > 1 or self.rnd.random() < 0.15:
                break
        pool |= local
        return found

    def no(self, safe: Names, limit: int) -> Plain:
        """There is no such entry; its names are bound by every alternative, or stand nowhere else."""
        key, body = next(iter(self.narrow(dict(safe), limit).items()))
        # `no person p: {}` over a bound p never holds.
        return {f"no {key if body or key.split()[-1] not in safe else key.split()[0]}": body}

    def count(self, safe: Names, limit: int) -> Plain:
        """At least so many; the counted name stands nowhere else."""
        template = self.rnd.choice(self.scope.templates)
        counted = self.new_name(template)
        # The counted name is not offered for reuse where outer names of its template are: the first pattern binds it.
        items = [self.binding(template, counted, dict(safe), limit)]
        pool = dict(safe) | {counted: template}
        while self.rnd.random() < 0.35 and len(items) < 3:
            items.append(self.maybe_under(self.pattern(pool, limit), 0.1))
        if self.scope.options.items_in_counts and self.rnd.random() < 0.15:
            items.append({"any": [self.pattern(dict(pool), limit) for _ in range(2)]})
        if self.scope.options.items_in_counts and self.rnd.random() < 0.1:
            # Only names that are bound, or none: the page does not say what a name of the count means in its `no`.
            items.append(self.closed_no(safe | {counted: template}, limit))
        number = self.rnd.choice(["1", "2", "2", *self.scope.counts])
        return {f"at least {number} {counted}": items}

    def closed_no(self, names: Names, limit: int) -> Plain:
        """A `no` without a name of its own."""
        for _ in range(6):
            found = self.no(names, limit)
            pattern = {next(iter(found)).removeprefix("no "): next(iter(found.values()))}
            if all(name in names for name, _ in pattern_names(pattern, self.scope.fields)):
                return found
        return {f"no {self.rnd.choice(self.scope.templates)}": {}}

    def exception(self, safe: Names, limit: int) -> Plain:
        """One item of `unless`; what it names beyond the bound names means any other."""
        pool = dict(safe)
        chance = self.rnd.random()
        if chance < 0.6:
            return self.narrow(pool, limit)
        if chance < 0.75:
            return {"all": [self.narrow(pool, limit), self.maybe_under(self.narrow(pool, limit), 0.1)]}
        if chance < 0.9 or not self.scope.options.items_in_unless:
            return {"any": [self.narrow(dict(safe), limit) for _ in range(2)]}
        if self.rnd.random() < 0.5:
            return self.closed_no(safe, limit) if self.rnd.random() < 0.5 else self.count(safe, limit)
        # The names of the exception's own pattern stay out of its `no`: the page does not say what they mean there.
        return {"all": [self.narrow(pool, limit), self.closed_no(safe, limit)]}
