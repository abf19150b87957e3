"""An assessment as the note a committee reads: who, what, on which words, what is missing, what is theirs to judge."""

from __future__ import annotations

from collections import Counter

from engine.assess import Assessed
from engine.model.assessment import Assessment, ConclusionResult, Note, Verdict
from engine.model.explanation import FactRead
from engine.model.rulebook import Conclusion, Law, Rulebook
from engine.report.document import Document, Heading, Item, Paragraph, Table
from engine.report.parts import MARKS, Numbers, facts_behind, told_by
from engine.report.words import FactWording, Wording, cited

_WORTH_A_SUMMARY = 4


def note(assessed: Assessed, wording: Wording, *, everything: bool = False) -> Document:
    """The note; with ``everything`` also internal conclusions, what does not hold, and every verdict."""
    return _Note(assessed, wording, everything).document()


class _Note:
    def __init__(self, assessed: Assessed, wording: Wording, everything: bool) -> None:
        self.assessed = assessed
        self.assessment: Assessment = assessed.assessment
        self.law: Law = assessed.law
        self.wording = wording
        self.say = wording.say
        self.everything = everything
        self.facts = FactWording(wording, self.law, assessed.naming)
        self.declared = self.law.declared()
        self.explainer = assessed.explainer
        self.read: dict[str, FactRead] = {}
        self.fact_numbers = Numbers()
        self.made = Document()

    def document(self) -> Document:
        self._head()
        by_status: dict[str, list[ConclusionResult]] = {"holds": [], "undetermined": [], "does_not_hold": []}
        for result in self.assessment.conclusions:
            by_status[result.status].append(result)
        self.questions = Numbers()
        certain = {status: [c for c in by_status["undetermined"] if c.settled == status] for status in by_status}
        open_ = [c for c in by_status["undetermined"] if c.settled is None]
        counted = Counter(path for result in open_ for path in result.needs)
        self.questions.of(path for path, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
        self._summary(by_status["holds"])
        self._section("recommended", by_status["holds"])
        if not by_status["holds"] and self.assessment.rulebooks:
            self.made.add(Paragraph(self.say("nothing_but_certain" if certain["holds"] else "nothing")))
        self._section("certain_holds", certain["holds"])
        self._section("undetermined", open_)
        self._section("certain_does_not_hold", certain["does_not_hold"])
        turning = [c for c in by_status["does_not_hold"] if c.turns_on or not self.everything]
        self._section("turns_on_heading", turning)
        self._section("not_holding", [c for c in by_status["does_not_hold"] if c not in turning])
        self._missing()
        self._considered()
        self._readings()
        self._authority()
        self._verdicts()
        self._notes()
        return self.made

    def _head(self) -> None:
        case = self.assessed.case
        title = self.say("assessment", id=self.assessment.case.id)
        self.made.add(Heading(1, f"{title} – {case.title}" if case.title else title))
        self.made.add(Item(self.say("law_as_of", day=self.wording.day(self.assessment.as_of))))
        for ref in self.assessment.rulebooks:
            title = self.wording.of(self.law.rulebooks[ref.id].manifest.title)
            self.made.add(Item(self.say("rulebook", title=title, id=ref.id, version=ref.version), 1))
        if not self.assessment.rulebooks:
            self.made.add(Item(self.say("no_rulebook"), 1))
        self.made.add(*told_by(self.assessment, self.wording))
        if self.assessment.rulebooks:
            engines = self.assessment.engines
            confirmed = ", ".join(engines.confirmed_by)
            self.made.add(Paragraph(self.say("engines", decided_by=engines.decided_by, confirmed_by=confirmed)))

    def _summary(self, results: list[ConclusionResult]) -> None:
        """Whom something is called for, and under which headings; a line each."""
        if len(results) < _WORTH_A_SUMMARY:
            return
        self.made.add(Heading(2, self.say("summary")))
        for (_, who), mine in self._by_subject(results).items():
            held = {(self.declared[c.code][0].id, self._declared(c).group) for c in mine}
            headings = [self.wording.of(b.manifest.groups[g]) for b, g in self._groups() if g and (b.id, g) in held]
            if headings:
                self.made.add(Item(f"{who}: {'; '.join(headings)}", 0, MARKS["holds"]))

    def _section(self, heading: str, results: list[ConclusionResult]) -> None:
        if not results:
            return
        self.made.add(Heading(2, self.say(heading)))
        order = {code: number for number, code in enumerate(self.declared)}
        for (template, who), mine in self._by_subject(results).items():
            called = self.wording.of(self.law.vocabulary.templates[template].label)
            self.made.add(Heading(3, self.say("about", name=who, template=called)))
            for book, group in self._groups():
                inside = [c for c in mine if c.rulebook == book.id and self._declared(c).group == group]
                if inside and group is not None:
                    self.made.add(Heading(4, self.wording.of(book.manifest.groups[group])))
                for result in sorted(inside, key=lambda c: order[c.code]):
                    self._result(result)
                self._cautions(inside)

    def _by_subject(self, results: list[ConclusionResult]) -> dict[tuple[str, str], list[ConclusionResult]]:
        """Results by template and name of their first argument: in the order of the vocabulary, then of ids."""
        order = {name: number for number, name in enumerate(self.law.vocabulary.templates)}
        found: dict[tuple[int, str, str], list[ConclusionResult]] = {}
        for result in results:
            name, field = next(iter(self._declared(result).fields.items()))
            template = field.to or ""
            place = f"{self.law.vocabulary.section_of(template)}.{result.args[name]}"
            found.setdefault((order[template], template, place), []).append(result)
        return {(template, self.facts.entry(place)): mine for (_, template, place), mine in sorted(found.items())}

    def _groups(self) -> list[tuple[Rulebook, str | None]]:
        """Every group with its rulebook, in order; one that stands beside another comes right after it."""
        groups = [(b, name, g) for b in self.law.rulebooks.values() for name, g in b.manifest.groups.items()]
        ordered: list[tuple[Rulebook, str | None]] = [(b, name) for b, name, g in groups if g.beside is None]
        for book, name, group in groups:
            if group.beside is not None:
                at = next((n for n, (_, other) in enumerate(ordered) if other == group.beside), len(ordered) - 1)
                ordered.insert(at + 1, (book, name))
        return [*ordered, *((book, None) for book in self.law.rulebooks.values())]

    def _declared(self, result: ConclusionResult) -> Conclusion:
        return self.declared[result.code][1]

    def _result(self, result: ConclusionResult) -> None:
        self.made.add(Item(f"{self.wording.of(result.label)}  [{result.key}]", 0, MARKS[result.status]))
        for name, values in result.carries.items():
            label = self.wording.of(self._declared(result).carries[name].label)
            shown = ", ".join(map(self._date, values))
            self.made.add(Item(self.say("carries", label=label, value=shown), 1))
        self._basis(result)
        if result.status != "does_not_hold":
            self._supported(result)
        if result.status == "undetermined" and result.settled:
            linked = "settled_link" if any(map(self._is_link, result.needs)) else "settled"
            self.made.add(Item(self.say(linked, facts=", ".join(result.needs)), 1))
        elif result.needs:
            self.made.add(
                Item(f"{self.say('needs')}: {self.say('questions', numbers=self.questions.of(result.needs))}", 1)
            )
        for turn in result.turns_on:
            status = self.say(f"status_{turn.status}")
            self.made.add(Item(self.say("turns_on_line", reading=turn.reading, choice=turn.choice, status=status), 1))

    def _is_link(self, path: str) -> bool:
        section, _, rest = path.partition(".")
        template = self.law.vocabulary.templates[self.law.vocabulary.sections()[section]]
        return template.fields[rest.rpartition(".")[2]].is_link

    def _date(self, value: str | None) -> str:
        if value is None:
            return self.say("not_known")
        day = self.wording.day(value)
        return f"{day} ({self.say('overdue')})" if value < self.assessment.as_of else day

    def _basis(self, result: ConclusionResult) -> None:
        """Provisions and words, rulebook by rulebook, in the order of the text."""
        rules = [self.law.rules()[because.rule] for because in result.because]
        books = dict.fromkeys(rule.rulebook for rule in rules) or {result.rulebook: None}
        for book_id in books:
            book = self.law.rulebooks[book_id]
            mine = [p for p in result.provisions if p in book.source]
            quotes = dict.fromkeys(r.quote for r in rules if r.rulebook == book_id and r.quote)
            words = "".join(f" “{quote}”" for quote in quotes)
            said = cited(self.wording, book, mine)
            self.made.add(Item(f"{self.say('basis')}: {said}{':' if words else ''}{words}", 1))

    def _supported(self, result: ConclusionResult) -> None:
        """The facts the conclusion rests on, followed through other conclusions, by number."""
        explained = self.explainer.conclusion(result.key, result.code, result.args)
        known = {fact.path: fact for fact in facts_behind(explained) if not fact.open}
        self.read |= known
        if known:
            self.made.add(
                Item(f"{self.say('supported_by')}: {self.say('facts', numbers=self.fact_numbers.of(known))}", 1)
            )

    def _cautions(self, results: list[ConclusionResult]) -> None:
        cautions = dict.fromkeys(self.wording.of(c) for r in results if (c := self._declared(r).caution))
        self.made.add(*(Item(caution, 0, "!") for caution in cautions))

    def _missing(self) -> None:
        if not self.questions.order:
            return
        self.made.add(Heading(2, self.say("missing")), Paragraph(self.say("missing_intro")))
        for path, number in self.questions.order.items():
            self.made.add(Item(f"{self.facts.question(path)}  [{path}]", 0, f"{number}."))
            given = self.assessed.decision.facts.given.get(path)
            row = self.assessed.decision.facts.row(path.rpartition(".")[0])
            if given is not None and given.claims and row is not None:
                self.made.add(Item(self.facts.full(self.explainer.fact(path, "unknown", row)), 1))

    def _considered(self) -> None:
        """The facts spoken of above, by number."""
        if not self.fact_numbers.order:
            return
        self.made.add(Heading(2, self.say("considered")))
        for path, number in self.fact_numbers.order.items():
            self.made.add(Item(f"{self.facts.full(self.read[path])}  [{path}]", 0, f"{number}."))

    def _readings(self) -> None:
        """The readings on which something turns: the words, why they are open, and what each choice says."""
        turning = dict.fromkeys(t.reading for c in self.assessment.conclusions for t in c.turns_on)
        if not turning:
            return
        self.made.add(Heading(2, self.say("readings")))
        for name in sorted(turning):
            reading = self.law.readings()[name]
            words = f": “{reading.quote}”" if reading.quote else ""
            self.made.add(Item(f"{name} ({reading.provision}{words}) – {self.wording.of(reading.label)}"))
            self.made.add(Item(self.wording.of(reading.because), 1))
            for choice, said in reading.choices.items():
                used = f" ({self.say('chosen')})" if self.assessment.readings[name] == choice else ""
                self.made.add(Item(f"{choice}{used}: {self.wording.of(said)}", 1))

    def _authority(self) -> None:
        rows = [v for v in self.assessment.provisions if v.verdict == "for_the_authority"]
        touched = {p for c in self.assessment.conclusions if c.status != "does_not_hold" for p in c.provisions}
        shown = [v for v in rows if self.everything or v.provision in touched]
        if shown:
            self.made.add(Heading(2, self.say("authority")))
            language = 0 if self.wording.language == "vi" else 1
            self.made.add(*(Item(f"{self._cited(v)}: {v.why[language]}") for v in shown))

    def _verdicts(self) -> None:
        shown = [v for v in self.assessment.provisions if self._is_shown(v)]
        if not shown:
            return
        self.made.add(Heading(2, self.say("provisions_heading" if self.everything else "provisions_heading_some")))
        columns = tuple(self.say(f"column_{c}") for c in ("provision", "rule", "about", "verdict", "why"))
        rows = tuple(
            (
                self._cited(v),
                v.rule or "",
                v.about or "",
                self.say(f"verdict_{v.verdict}"),
                "; ".join(map(self.facts.obstacle, v.obstacles)),
            )
            for v in shown
        )
        self.made.add(Table(columns, rows))

    def _cited(self, verdict: Verdict) -> str:
        short = self.wording.of(self.law.rulebooks[verdict.rulebook].manifest.short)
        return self.say("provision", short=short, provision=verdict.provision)

    def _is_shown(self, verdict: Verdict) -> bool:
        if verdict.verdict == "for_the_authority":
            return False
        return self.everything or verdict.verdict in ("excepted", "overridden", "other_reading")

    def _note(self, n: Note) -> str:
        values = dict(n.values)
        if "day" in values:
            values["day"] = self.wording.day(values["day"])
        if "status" in values:
            values["status"] = self.say(f"status_{values['status']}")
        return self.say(f"note_{n.code}", about=n.about, note=self.wording.of(n.note) if n.note else "", **values)

    def _notes(self) -> None:
        assessment = self.assessment
        self.made.add(Heading(2, self.say("notes")))
        for ref in assessment.rulebooks:
            manifest = self.law.rulebooks[ref.id].manifest
            said = self.say("verification", text=self.wording.of(manifest.verification))
            self.made.add(Item(f"{self.wording.of(manifest.short)}. {said}"))
            self.made.add(Item(self.wording.of(manifest.tested_against), 1))
        unreasoned = [self.facts.fact(n.about) for n in assessment.notes if n.code == "judgement_without_reason"]
        for n in assessment.notes:
            if n.code not in ("judgement_without_reason", "no_such_party"):
                self.made.add(Item(self._note(n)))
        if unreasoned:
            self.made.add(Item(self.say("note_judgement_without_reason", about="; ".join(unreasoned))))
        texts = {
            f"{t.section}.{f}"
            for t in self.law.vocabulary.templates.values()
            for f, field in t.fields.items()
            if field.type == "text"
        }
        odd = [p for p in assessment.unread if f"{p.split('.')[0]}.{p.rpartition('.')[2]}" not in texts]
        if odd:
            self.made.add(Item(f"{self.say('unread')}: {'; '.join(map(self.facts.fact, odd))}"))
