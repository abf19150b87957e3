"""A rule to fill in: the words of its provision, and every name it may use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from engine.errors import Findings, InputError
from engine.model.rulebook import Conclusion, Law, Rulebook
from engine.model.yaml_text import quoted, scalar
from engine.reading.signatures import Signatures, signatures
from engine.reading.yaml import read_raw
from engine.scaffold.appended import appended
from engine.scaffold.lines import Say, comments, folded_block, printed

_RULE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def rule_lines(law: Law, rule_id: str, provision: str, rulebooks: tuple[str, ...], language: str) -> list[str]:
    """The lines of one rule of a list, not indented.

    Raises InputError: U511 no such id can be, R249 the id is in use, S320 unknown rulebook, R251 unknown provision,
    U512 a provision that several rulebooks have.
    """
    findings = Findings()
    if not _RULE_ID.fullmatch(rule_id):
        findings.add("U511", None, given=rule_id)
    if rule_id in law.rules():
        findings.add("R249", None, rule=rule_id, other=str(law.rules()[rule_id].at))
    findings.add_unknown("S320", rulebooks, law.rulebooks)
    books = law.selected(rulebooks)
    having = [book for book in books if provision in book.source]
    if books and not having:
        findings.add("R251", None, given=provision, known={name for book in books for name in book.source})
    if len(having) > 1:
        findings.add("U512", None, provision=provision, rulebooks=", ".join(book.id for book in having))
    findings.raise_if_any(InputError)
    known = signatures(law.vocabulary, [book.manifest for book in law.with_used([having[0].id])])
    return list(_Writer(having[0], known, law, Say(language)).lines(rule_id, provision))


def rule_file(path: Path | None, lines: list[str], rule_id: str) -> bytes:
    """A new rule file with that rule, or the one at ``path`` with the rule at its end.

    Raises InputError: Y1xx and R210 it cannot be read, R249 it has the id, U513 its list is not one a line can follow.
    """
    if path is not None and path.exists():
        findings = Findings()
        raw = read_raw(path, path.as_posix(), findings)
        findings.raise_if_any(InputError)
        return appended(raw or b"", path, lines, rule_id)
    return ("\n".join(["rules:", "", *indented(lines, 2)]) + "\n").encode()


def indented(lines: list[str], by: int) -> list[str]:
    """The lines further to the right."""
    return [" " * by + line if line else line for line in lines]


class _Writer:
    def __init__(self, book: Rulebook, known: Signatures, law: Law, say: Say) -> None:
        self.book = book
        self.known = known
        self.law = law
        self.say = say

    def lines(self, rule_id: str, provision: str) -> Iterator[str]:
        text = " ".join(self.book.source[provision].split())
        short = self.say("provision", short=self.say.of(self.book.manifest.short), provision=provision)
        yield from comments(f"{short} ({self.say(f'text_{self.book.manifest.source.text}')}):", 0)
        yield from comments(text, 0)
        yield f"- id: {rule_id}"
        yield f"  provision: {scalar(provision)}"
        if text:
            yield from comments(self.say("scaffold_quote"), 2)
            first, *others = folded_block(text, 4) if text == printed(text) else [quoted(text)]
            yield f"  quote: {first}"
            yield from others
        yield '  label: {vi: "", en: ""}'
        example = self._example()
        yield "  when:"
        yield from self._usable()
        yield from comments(self.say("scaffold_when"), 4)
        yield from example[0]
        yield from comments(self.say("scaffold_unless"), 2)
        yield "  # unless:"
        yield from (f"  # {line[2:]}" for line in example[0][:1])
        yield "  then:"
        yield from self._conclusions()
        yield from comments(self.say("scaffold_then"), 4)
        yield from example[1]

    def _usable(self) -> Iterator[str]:
        """What conditions may be made of."""
        yield from comments(self.say("scaffold_templates"), 4)
        for name, template in self.law.vocabulary.templates.items():
            read = ", ".join(scalar(field) for field, declared in template.fields.items() if declared.type != "text")
            yield from comments(f"- {scalar(name)} ({self.say.of(template.label)}): {read}", 4, hanging=4)
        if self.known.thresholds:
            yield from comments(self.say("scaffold_thresholds"), 4)
        for name, threshold in self.known.thresholds.items():
            yield from comments(f"- {scalar(name)}: {self.say.of(threshold.label)}", 4, hanging=4)
        if self.known.readings:
            yield from comments(self.say("scaffold_readings"), 4)
        for name, reading in self.known.readings.items():
            choices = ", ".join(map(scalar, reading.choices))
            yield from comments(f"- {scalar(name)} ({self.say.of(reading.label)}): {choices}", 4, hanging=4)

    def _conclusions(self) -> Iterator[str]:
        yield from comments(self.say("scaffold_conclusions"), 4)
        for code, conclusion in self.known.conclusions.items():
            arguments = ", ".join(map(scalar, conclusion.fields))
            yield from comments(f"- {code}({arguments}): {self.say.of(conclusion.label)}", 4, hanging=4)

    def _example(self) -> tuple[list[str], list[str]]:
        """Conditions and a conclusion that read well and are there to be replaced: one the rulebook itself declares."""
        own = self.book.manifest.conclusions
        order = sorted(self.known.conclusions.items(), key=lambda named: (named[0] not in own, named[1].internal))
        for code, conclusion in order:
            names = _names(conclusion)
            if names is not None:
                return self._rule_of(code, conclusion, names)
        return ["    - template name: {}"], ["    - conclusion: {argument: name}"]

    def _rule_of(self, code: str, conclusion: Conclusion, names: dict[str, str]) -> tuple[list[str], list[str]]:
        values = {
            argument: names[argument] if field.is_link else scalar(field.admitted()[0])
            for argument, field in conclusion.fields.items()
        }
        said = ", ".join(f"{scalar(argument)}: {value}" for argument, value in values.items())
        when = [f"    - {conclusion.fields[argument].to} {name}: {{}}" for argument, name in names.items()]
        return when, [f"    - {code}: {{{said}}}"]


def _names(conclusion: Conclusion) -> dict[str, str] | None:
    """A name for each link of a conclusion, or None where a rule could not write its template."""
    names: dict[str, str] = {}
    for argument, field in conclusion.fields.items():
        if field.to is not None:
            if not _NAME.fullmatch(field.to):
                return None
            same = sum(name.startswith(field.to[0]) for name in names.values())
            names[argument] = f"{field.to[0]}{same + 1}" if same else field.to[0]
    return names
