"""Mutants of one rule: a condition, exception, alternative, value, number or conclusion otherwise, or gone."""

from __future__ import annotations

from collections.abc import Iterator

from engine.errors import Location
from engine.explain.provisions import nominal_provisions
from engine.model.rule import AllItem, AnyItem, ConclusionItem, Condition, CountItem, Item, NoItem, Operator, Rule
from engine.model.rule_notation import written_conclusion, written_condition, written_item
from engine.model.rulebook import Law
from engine.mutation.mutant import Mutant, MutantKind
from engine.mutation.of_manifests import shifted_validities
from engine.resolve.names import fields_of, names_in
from engine.variants.dropping import dropped_condition, dropped_item
from engine.variants.negation import negated_condition, negated_item, others
from engine.variants.parts import Part, admitted_elsewhere, parts, with_condition, with_item

# The same comparison with its end left out or taken in.
_SHIFTED: dict[Operator, Operator] = {
    "before": "on_or_before",
    "on_or_before": "before",
    "after": "on_or_after",
    "on_or_after": "after",
    "below": "at_most",
    "at_most": "below",
    "above": "at_least",
    "at_least": "above",
}


def mutants_of_rule(rule: Rule, law: Law) -> Iterator[Mutant]:
    """Every mutant of that rule; some may be no rule (names that fit together no more): the resolver says so."""
    return _Mutants(rule, law).all()


class _Mutants:
    def __init__(self, rule: Rule, law: Law) -> None:
        self.rule = rule
        self.law = law

    def all(self) -> Iterator[Mutant]:
        for part in parts(self.rule):
            yield from self._of_item(part)
            yield from self._of_conditions(part)
            yield from self._of_readings(part)
        yield from self._of_conclusions()
        yield from self._of_frame()

    def _of_item(self, part: Part) -> Iterator[Mutant]:
        item, path = part.item, part.path
        written = written_item(item)
        if (without := dropped_item(self.rule, part)) is not None:
            yield self._mutant(without.kind, without.place, without.written, None, without.rule, without.at)
        if isinstance(item, AnyItem):
            every = AllItem(items=item.items, under=item.under, at=item.at)
            changed = with_item(self.rule, path, every)
            yield self._mutant("all-for-any", part.place, written, written_item(every), changed, item.at)
        if isinstance(item, CountItem):
            yield from self._of_count(part, item)
        pattern = part.pattern
        is_entry = pattern is not None and pattern.template in self.law.vocabulary.templates
        negated = None if is_entry and not isinstance(item, NoItem) else negated_item(self.rule, part, self.law)
        if negated:
            yield self._mutant("negate-condition", part.place, written, f"not {written}", negated, item.at)

    def _of_count(self, part: Part, item: CountItem) -> Iterator[Mutant]:
        """Of a count written as a number; a threshold is the manifest's to shift."""
        for step, sign in ((1, "+1"), (-1, "-1")):
            if item.minimum.isdecimal() and int(item.minimum) + step > 0:
                other = item.model_copy(update={"minimum": str(int(item.minimum) + step)})
                changed = with_item(self.rule, part.path, other)
                said = (written_item(item), written_item(other))
                yield self._mutant("shift-count", f"{part.place}{sign}", *said, changed, item.at)

    def _of_conditions(self, part: Part) -> Iterator[Mutant]:
        for number, condition in enumerate(part.pattern.conditions if part.pattern else ()):
            place, written = part.place_of(condition), written_condition(condition)
            without = dropped_condition(self.rule, part, number)
            yield self._mutant(without.kind, without.place, without.written, None, without.rule, without.at)
            is_entry = part.pattern is not None and part.pattern.template in self.law.vocabulary.templates
            negated = negated_condition(self.rule, part, number, self.law) if is_entry else None
            if negated:
                yield self._mutant("negate-condition", place, written, f"not {written}", negated, condition.at)
            if isinstance(condition, Condition):
                for kind, suffix, other in self._otherwise(part, condition):
                    changed = with_item(self.rule, part.path, with_condition(part, number, other))
                    yield self._mutant(kind, place + suffix, written, written_condition(other), changed, condition.at)

    def _otherwise(self, part: Part, condition: Condition) -> Iterator[tuple[MutantKind, str, Condition]]:
        if condition.operator != "is":
            yield "shift-comparison", "", condition.model_copy(update={"operator": _SHIFTED[condition.operator]})
            return
        field = fields_of(part.pattern.template if part.pattern else "", self.law)[condition.field]
        if len(condition.values) > 1:
            for value in condition.values:
                rest = tuple(other for other in condition.values if other != value)
                yield "drop-alternative", f".{value}", condition.model_copy(update={"values": rest})
        more = others(condition, field)
        elsewhere = admitted_elsewhere(self.rule, part, condition)
        for value in more if len(more) > 1 else ():  # with the last value added, the condition would be none
            if value in elsewhere:
                continue
            yield "add-value", f".{value}", condition.model_copy(update={"values": (*condition.values, value)})

    def _of_readings(self, part: Part) -> Iterator[Mutant]:
        for reading, chosen in part.item.under.items():
            for choice in (*self._choices(reading, chosen), None):
                under = {name: c for name, c in part.item.under.items() if name != reading}
                other: Item = part.item.model_copy(update={"under": under | ({reading: choice} if choice else {})})
                now = f"under: {{{reading}: {choice}}}" if choice else None
                place = f"{part.place}.{reading}" + (f".{choice}" if choice else "")
                changed = with_item(self.rule, part.path, other)
                yield self._mutant("swap-reading", place, f"under: {{{reading}: {chosen}}}", now, changed, part.item.at)

    def _choices(self, reading: str, but: str) -> Iterator[str]:
        return (choice for choice in self.law.readings()[reading].choices if choice != but)

    def _of_conclusions(self) -> Iterator[Mutant]:
        names = names_in(self.rule, self.law)
        for number, item in enumerate(self.rule.then):
            rest = (*self.rule.then[:number], *self.rule.then[number + 1 :])
            place, written = f"then.{number + 1}", written_conclusion(item)
            if rest:
                dropped = self.rule.model_copy(update={"then": rest})
                yield self._mutant("drop-conclusion", place, written, None, dropped, item.at)
            fields = self.law.conclusion(item.code).fields
            for argument, value in item.constants.items():
                for other in (o for o in fields[argument].admitted() if o != value):
                    constants = item.constants | {argument: other}
                    yield self._concluding(number, f"{argument}.{other}", item, {"constants": constants})
            for argument, name in item.names.items():
                for other in (o for o, t in names.items() if t == names.get(name) and o != name):
                    yield self._concluding(
                        number, f"{argument}.{other}", item, {"names": item.names | {argument: other}}
                    )
            yield from self._of_carried(number, item)

    def _of_carried(self, number: int, item: ConclusionItem) -> Iterator[Mutant]:
        for carried in item.carries:
            for field in carried.fields if len(carried.fields) > 1 else ():
                rest = tuple(other for other in carried.fields if other != field)
                less = tuple(c.model_copy(update={"fields": rest}) if c == carried else c for c in item.carries)
                then = self._then(number, item.model_copy(update={"carries": less}))
                place = f"then.{number + 1}.{carried.attribute}.{field}"
                yield self._mutant("drop-alternative", place, f"latest: {field}", None, then, carried.at)
            if carried.working_days.isdecimal():
                more = carried.model_copy(update={"working_days": str(int(carried.working_days) + 1)})
                then = self._then(number, item.model_copy(update={"carries": (more,)}))
                said = (f"working_days: {carried.working_days}", f"working_days: {more.working_days}")
                yield self._mutant("shift-count", f"then.{number + 1}.{carried.attribute}", *said, then, carried.at)

    def _concluding(self, number: int, path: str, item: ConclusionItem, update: dict[str, object]) -> Mutant:
        other = item.model_copy(update=update)
        said = (written_conclusion(item), written_conclusion(other))
        changed = self._then(number, other)
        return self._mutant("change-conclusion", f"then.{number + 1}.{path}", *said, changed, item.at)

    def _then(self, number: int, item: ConclusionItem) -> Rule:
        then = (*self.rule.then[:number], item, *self.rule.then[number + 1 :])
        return self.rule.model_copy(update={"then": then})

    def _of_frame(self) -> Iterator[Mutant]:
        """Overrides, validity, the provision cited."""
        for other in self.rule.overrides:
            rest = tuple(o for o in self.rule.overrides if o != other)
            changed = self.rule.model_copy(update={"overrides": rest})
            yield self._mutant("drop-override", other, f"overrides: {other}", None, changed, self.rule.at)
        for path, was, now, validity in shifted_validities(self.rule.in_force):
            changed = self.rule.model_copy(update={"in_force": validity})
            yield self._mutant("shift-validity", path, was, now, changed, self.rule.at)
        cited = nominal_provisions(self.rule, self.law)
        text = list(self.law.rulebooks[self.rule.rulebook].source)
        beside = [p for p in text if p not in cited]
        if beside and cited:
            last = text.index(cited[-1]) if cited[-1] in text else 0
            other = min(beside, key=lambda p: abs(text.index(p) - last))
            changed = self.rule.model_copy(update={"provision": (other,), "provision_of": None})
            said = (f"provision: {', '.join(cited)}", f"provision: {other}")
            yield self._mutant("change-provision", "", *said, changed, self.rule.at)

    def _mutant(self, kind: MutantKind, path: str, was: str, now: str | None, changed: Rule, at: Location) -> Mutant:
        return Mutant(kind, self.rule.rulebook, self.rule.id, path, was, now, at, changed)
