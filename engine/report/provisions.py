"""Provisions as they are encoded: the text, and beside it its rules, in words and as their author wrote them."""

from __future__ import annotations

from collections.abc import Iterable

from engine.explain.provisions import nominal_provisions
from engine.model.property import Property
from engine.model.rule import Rule
from engine.model.rulebook import Law, Reading, Rulebook, Threshold, ToCheck
from engine.report.document import Beside, Block, Code, Folded, Heading, Item, Paragraph, Quote
from engine.report.rule_words import RuleWording
from engine.report.words import Wording
from engine.resolve.alternatives import readings_of
from engine.resolve.thresholds import thresholds_of


def rules_of(book: Rulebook, law: Law, provision: str) -> list[Rule]:
    """The rules that encode a provision."""
    return [rule for rule in book.rules.values() if provision in nominal_provisions(rule, law)]


def coverage_of(book: Rulebook, provision: str, wording: Wording) -> str:
    """What became of a provision, in a word."""
    row = book.coverage.get(provision)
    return wording.say(f"coverage_{row.status}" if row else "coverage_uncovered")


class Provisions:
    """How one law's provisions, rules, readings and thresholds are shown in one language."""

    def __init__(self, law: Law, wording: Wording) -> None:
        self.law = law
        self.wording = wording
        self.say = wording.say
        self.said = RuleWording(wording, law)

    def head(self, book: Rulebook, level: int) -> list[Block]:
        """What a rulebook is, from when to when it is in force, how far it is verified."""
        manifest = book.manifest
        title = self.say("rules_of", title=self.wording.of(manifest.title), id=book.id, version=manifest.version)
        made: list[Block] = [Heading(level, title, anchor=book.id)]
        if manifest.in_force.from_:
            line = self.say("in_force_from", day=self.wording.day(manifest.in_force.from_.isoformat()))
            if manifest.in_force.until:
                line += f", {self.say('in_force_until', day=self.wording.day(manifest.in_force.until.isoformat()))}"
            made.append(Item(line))
        made.append(Item(self.say("verification", text=self.wording.of(manifest.verification))))
        return made

    def preface(self, book: Rulebook) -> list[Block]:
        """What holds for the whole of a rulebook: which date counts, what to check, thresholds of no provision."""
        manifest = book.manifest
        made: list[Block] = [Item(self.wording.of(manifest.tested_against))]
        if manifest.uses:
            made.append(Item(self.say("builds_on", list=", ".join(manifest.uses))))
        made += [self._check(check) for check in manifest.to_check if not check.rules]
        loose = {name: each for name, each in manifest.thresholds.items() if each.provision not in book.source}
        return made + self._thresholds(loose)

    def provision(self, book: Rulebook, provision: str) -> list[Block]:
        """A provision: heading, and its text beside its rules, with all that is at stake in it."""
        short = self.wording.of(book.manifest.short)
        heading = Heading(2, self.say("provision", short=short, provision=provision), f"{book.id}-{provision}")
        text = Quote(f"{book.source[provision]} ({self.say(f'text_{book.manifest.source.text}')})")
        left = [text, *self._coverage(book, provision)]
        rules = rules_of(book, self.law, provision)
        right = [block for rule in rules for block in self._rule(rule)]
        right += self._at_stake(rules, book, provision)
        return [heading, Beside(tuple(left), tuple(right))] if right else [heading, *left]

    def rule(self, rule: Rule) -> list[Block]:
        """A rule by itself, with all that is at stake in it."""
        return [*self._rule(rule), *self._at_stake([rule])]

    def properties(self, book: Rulebook) -> list[Block]:
        """What must hold of a rulebook, whatever the case."""
        made = [block for one in book.properties.values() for block in self.property(one)]
        return [Heading(2, self.say("properties"), f"{book.id}-properties"), *made] if made else []

    def property(self, one: Property) -> list[Block]:
        """One property: what must hold, the provisions it is about, and how its author wrote it."""
        about = [self.said.words.provision(self.law.rulebooks[one.rulebook], p) for p in one.provision]
        as_written = Folded(self.say("property_as_written", place=one.at), (Code(one.text),))
        title = self.say("property", id=one.id)
        return [Heading(3, title, one.id), Paragraph(self.wording.of(one.label)), *map(Item, about), as_written]

    def reading(self, name: str, book: Rulebook) -> list[Block]:
        """An open text: its words, the ways to read it, why it is open, the rules that depend on it."""
        reading = book.manifest.readings[name]
        title = self.say("reading_title", name=name, label=self.wording.of(reading.label))
        made: list[Block] = [Heading(1, title, name), *self._of_provision(book, reading.provision)]
        if reading.quote:
            made.append(Item(self.say("open_words", quote=reading.quote)))
        depending = [rule for rule in self.law.rules().values() if name in readings_of(rule)]
        return [*made, *self._ways(reading), *self._depending(depending)]

    def threshold(self, name: str, book: Rulebook) -> list[Block]:
        """A number or date of the law: its values from each day on, and the rules that compare with it."""
        threshold = book.manifest.thresholds[name]
        title = self.say("threshold_title", name=name, label=self.wording.of(threshold.label))
        made: list[Block] = [Heading(1, title, name)]
        if threshold.provision in book.source:
            made += self._of_provision(book, threshold.provision)
        depending = [rule for rule in self.law.rules().values() if name in thresholds_of(rule, self.law)]
        return [*made, *map(Item, self._values(threshold)), *self._depending(depending)]

    def _of_provision(self, book: Rulebook, provision: str) -> list[Block]:
        cited = self.said.words.provision(book, provision)
        return [Item(cited), Quote(f"{book.source[provision]} ({self.say(f'text_{book.manifest.source.text}')})")]

    def _depending(self, rules: Iterable[Rule]) -> list[Block]:
        lines = [Item(f"{self.said.called(rule)} – {rule.at}") for rule in rules]
        return [Paragraph(self.say("depending")), *lines] if lines else [Paragraph(self.say("none_depending"))]

    def _coverage(self, book: Rulebook, provision: str) -> list[Block]:
        """What became of the provision and why, what is left to the authority, references read by inference."""
        row = book.coverage.get(provision)
        because = f": {self.wording.of(row.because)}" if row and row.because else ""
        made: list[Block] = [Item(f"{self.say('coverage')}: {coverage_of(book, provision, self.wording)}{because}")]
        if row and row.for_the_authority:
            made.append(Item(f"{self.say('authority')}: {self.wording.of(row.for_the_authority)}"))
        for each in book.manifest.cross_references:
            if each.provision == provision:
                said = {
                    "written": each.written,
                    "stands_for": each.stands_for,
                    "because": self.wording.of(each.because),
                }
                made.append(Item(self.say("inferred_reference", **said)))
        return made

    def _rule(self, rule: Rule) -> list[Block]:
        title = self.say("rule", id=rule.id)
        title = f"{title} – {self.wording.of(rule.label)}" if rule.label else title
        checks = [check for check in self.law.rulebooks[rule.rulebook].manifest.to_check if rule.id in check.rules]
        as_written = Folded(self.say("as_written", place=rule.at), (Code(rule.text),))
        return [Heading(3, title, rule.id), *self.said.blocks(rule), *map(self._check, checks), as_written]

    def _at_stake(self, rules: list[Rule], book: Rulebook | None = None, provision: str = "") -> list[Block]:
        """The readings and thresholds of those rules and of that provision."""
        read = {name for rule in rules for name in readings_of(rule)}
        compared = {name for rule in rules for name in thresholds_of(rule, self.law)}
        manifests = [each.manifest for each in self.law.rulebooks.values()]
        own = book.manifest if book else None
        made: list[Block] = []
        for manifest in manifests:
            for name, reading in manifest.readings.items():
                if name in read or (manifest is own and reading.provision == provision):
                    title = self.say("reading_title", name=name, label=self.wording.of(reading.label))
                    made.append(Folded(title, tuple(self._ways(reading))))
            named = {
                name: each
                for name, each in manifest.thresholds.items()
                if name in compared or (manifest is own and each.provision == provision)
            }
            made += self._thresholds(named)
        return made

    def _ways(self, reading: Reading) -> list[Block]:
        """Why a text is open, and each way to read it, the one that counts unless another is asked for first."""
        made: list[Block] = [Item(self.say("open_because", why=self.wording.of(reading.because)))]
        for choice, words in reading.choices.items():
            said = f"{choice}: {self.wording.of(words)}"
            made.append(Item(self.say("default_choice", choice=said) if choice == reading.default else said, 1))
        return made

    def _thresholds(self, thresholds: dict[str, Threshold]) -> list[Block]:
        made: list[Block] = []
        for name, threshold in thresholds.items():
            made.append(Item(self.say("threshold_title", name=name, label=self.wording.of(threshold.label))))
            made += [Item(value, 1) for value in self._values(threshold)]
        return made

    def _values(self, threshold: Threshold) -> list[str]:
        return [self.said.words.value_from(value) for value in sorted(threshold.values, key=lambda each: each.from_)]

    def _check(self, check: ToCheck) -> Item:
        days = [(self.say("check_from"), check.from_), (self.say("check_until"), check.until)]
        said = [f"{word} {self.wording.day(day.isoformat())}" for word, day in days if day]
        about = ", ".join(said) or self.say("check_always")
        return Item(self.say("note_to_check", about=about, note=self.wording.of(check.note)), mark="!")
