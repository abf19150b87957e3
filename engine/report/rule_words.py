"""A rule in words that a lawyer reads: conditions, exceptions, readings, counts, dates, what follows and what not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.errors import Findings
from engine.model.rule import (
    AllItem,
    AnyItem,
    CarriedDate,
    ConclusionItem,
    Condition,
    CountItem,
    HoldingItem,
    Item,
    LinkCondition,
    NoItem,
    PatternItem,
    Rule,
)
from engine.model.rulebook import Law
from engine.report.document import Block, Paragraph
from engine.report.document import Item as Line
from engine.report.law_words import LawWording
from engine.report.words import Wording
from engine.resolve.names import bound_by, names_in


class RuleWording:
    """One language's words for rules; the same name is always said the same way."""

    def __init__(self, wording: Wording, law: Law) -> None:
        self.law = law
        self.say = wording.say
        self.wording = wording
        self.words = LawWording(wording, law)
        self.rules = law.rules()

    def blocks(self, rule: Rule) -> list[Block]:
        """The whole rule: when, except where, then, and what else its author says of it."""
        made: list[Block] = [Paragraph(self.say("rule_when"))]
        made += self._lines(rule.when, 0)
        if rule.unless:
            made.append(Paragraph(self.say("rule_unless" if len(rule.unless) == 1 else "rule_unless_any")))
            made += self._lines(rule.unless, 0)
        made.append(Paragraph(self.say("rule_then")))
        for item in rule.then:
            made.append(Line(self.conclusion(item)))
            made += [Line(self.carried(date, item, rule), 1) for date in item.carries]
        return [*made, *(Line(text) for text in self._besides(rule))]

    def _lines(self, items: Iterable[Item], depth: int) -> Iterator[Line]:
        """One line for each item, what it holds below it."""
        for item in items:
            yield Line(self._under(item, self.item(item)), depth)
            if isinstance(item, HoldingItem):
                yield from self._lines(item.items, depth + 1)

    def _under(self, item: Item, said: str) -> str:
        if not item.under:
            return said
        choices = [
            self.say("under_choice", choice=self.words.choice(reading, choice), code=f"{reading}={choice}")
            for reading, choice in item.under.items()
        ]
        return self.say("under_said", choices=self.say("and").join(choices), said=said)

    def item(self, item: Item) -> str:
        """One item without what stands below it."""
        match item:
            case PatternItem():
                return self.pattern(item)
            case NoItem():
                key = "item_not_concluded" if item.pattern.template in self.words.declared else "item_no"
                return self.say(key, what=self.pattern(item.pattern, denied=True))
            case AnyItem():
                return self.say("item_any")
            case AllItem():
                return self.say("item_all")
            case CountItem():
                entries = self._counted(item)
                return self.say("item_count", minimum=self.words.amount(item.minimum), entries=entries)
        raise TypeError(type(item).__name__)

    def _counted(self, item: CountItem) -> str:
        """What is counted, with its name; its template is that of the patterns that name it."""
        names = bound_by((p for p in item.items if isinstance(p, PatternItem)), self.law, Findings())
        return self._entry(names.get(item.counted, ""), item.counted)

    def pattern(self, pattern: PatternItem, denied: bool = False) -> str:
        """An entry with what is asked of it, or a conclusion; ``denied`` where there must be none."""
        if pattern.template in self.words.declared:
            return self._concluded(pattern)
        called = self._entry(pattern.template, pattern.name)
        if not denied and not (pattern.name and pattern.conditions):
            called = self.say("some_entry", entry=called)
        asked = [self._condition(pattern.template, condition) for condition in pattern.conditions]
        return self.say("entry_such", entry=called, asked="; ".join(asked)) if asked else called

    def _entry(self, template: str, name: str | None) -> str:
        return f"{self.words.template(template)} {name}" if name else self.words.template(template)

    def _condition(self, template: str, condition: Condition | LinkCondition) -> str:
        label = self.words.field(template, condition.field)
        return self.say("field_is", label=label, value=self._value(template, condition))

    def _value(self, template: str, condition: Condition | LinkCondition) -> str:
        fields = self.words.fields(template)
        if isinstance(condition, LinkCondition):
            return self._entry(fields[condition.field].to or "", condition.name)
        if condition.other is None:
            values = (self.words.value(template, condition.field, value) for value in condition.values)
            return self.words.alternatives(values)
        if condition.other in fields:
            compared = self.say("other_field", label=self.words.field(template, condition.other))
        else:
            unit = fields[condition.field].unit
            compared = self.words.amount(condition.other, self.wording.of(unit) if unit else "")
        return self.say(f"compared_{condition.operator}", what=compared)

    def _concluded(self, pattern: PatternItem) -> str:
        """A conclusion that another rule must have reached; what it leaves open may be anything."""
        fields = self.words.fields(pattern.template)
        given = {condition.field: self._value(pattern.template, condition) for condition in pattern.conditions}
        open_ = {
            name: self.say("any_entry", entry=self.words.template(field.to)) if field.to else self.say("anything")
            for name, field in fields.items()
        }
        said = self.words.conclusion(pattern.template, open_ | given)
        return self.say("item_conclusion", label=said, code=pattern.template)

    def conclusion(self, item: ConclusionItem) -> str:
        """What follows."""
        fields = self.words.fields(item.code)
        named = {field: self._entry(fields[field].to or "", name) for field, name in item.names.items()}
        constants = {field: self.words.value(item.code, field, value) for field, value in item.constants.items()}
        said = self.words.conclusion(item.code, named | constants)
        return self.say("item_conclusion", label=said, code=item.code)

    def carried(self, date: CarriedDate, item: ConclusionItem, rule: Rule) -> str:
        """A date that a conclusion carries, and how it is counted."""
        declared = self.words.declared[item.code][1].carries.get(date.attribute)
        label = self.wording.of(declared.label) if declared else date.attribute
        template = names_in(rule, self.law).get(date.of, "")
        starts = [self.words.field(template, field) if template else field for field in date.fields]
        start = starts[0] if len(starts) == 1 else self.say("latest_of", fields="; ".join(starts))
        return self.say(
            "carried_date",
            label=label,
            days=self.words.amount(date.working_days, self.say("working_days")),
            start=start,
            entry=self._entry(template, date.of) if template else date.of,
        )

    def _besides(self, rule: Rule) -> Iterator[str]:
        names = names_in(rule, self.law)
        # What is counted is compared with no name outside its count.
        counted = {item.counted for item in rule.items() if isinstance(item, CountItem)}
        for template in dict.fromkeys(names.values()):
            same = [name for name, of in names.items() if of == template and name not in counted]
            if len(same) > 1:
                yield self.say("names_apart", names=", ".join(same), entry=self.words.template(template))
        if rule.provision_of:
            name, field = rule.provision_of
            template = names[name]
            label, entry = self.words.field(template, field), self._entry(template, name)
            yield self.say("provision_of", label=label, entry=entry)
        for other in rule.overrides:
            yield self.say("rule_overrides", rule=self.called(self.rules[other]))
        for other in rule.replaces:
            yield self.say("rule_replaces", rule=self.called(self.rules[other]))
        if rule.in_force.from_:
            yield self.say("rule_from", day=self.wording.day(rule.in_force.from_.isoformat()))
        if rule.in_force.until:
            yield self.say("rule_until", day=self.wording.day(rule.in_force.until.isoformat()))

    def called(self, rule: Rule) -> str:
        """A rule by its id, with its label where it has one."""
        return f"{rule.id} (“{self.wording.of(rule.label)}”)" if rule.label else rule.id
