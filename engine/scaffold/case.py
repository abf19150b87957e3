"""A case file to fill in: everything that rules in force read, unknown, with the questions beside it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from engine.model.case import FORMAT
from engine.model.rulebook import Law
from engine.model.vocabulary import Field
from engine.model.yaml_text import scalar
from engine.resolve import resolve
from engine.scaffold.fields import Read, fields_read
from engine.scaffold.lines import Say, comments


def case_text(law: Law, as_of: datetime.date, rulebooks: tuple[str, ...], language: str) -> str:
    """A complete case file under those rulebooks (all when empty) on that day, with one entry a section.

    Raises ResolutionError (S30x, S31x; S320 unknown rulebook).
    """
    resolution = resolve(law, as_of, only=rulebooks)
    writer = _Writer(law, fields_read(resolution.rules.values(), law), Say(language))
    return "\n".join(writer.lines(as_of)) + "\n"


class _Writer:
    """Writes the sections, each entry linked to the others."""

    def __init__(self, law: Law, read: Read, say: Say) -> None:
        self.vocabulary = law.vocabulary
        self.read = read
        self.say = say
        self.ids = self._ids()

    def _ids(self) -> dict[str, str]:
        """Template to the id of its one entry: as much of its name as tells it from the others, and a number."""
        taken: set[str] = set()
        found: dict[str, str] = {}
        for name, template in self.vocabulary.templates.items():
            if name in self.read and template.section:
                letters = re.sub("[^a-z]", "", name.lower()) or "e"
                starts = [letters[:n] for n in range(1, len(letters) + 1)]
                starts += [f"{letters}{n}-" for n in range(len(taken) + 1)]
                found[name] = next(start for start in starts if start not in taken)
                taken.add(found[name])
        return {name: f"{start}1" for name, start in found.items()}

    def lines(self, as_of: datetime.date) -> Iterator[str]:
        yield from comments(self.say("scaffold_case"), 0)
        yield f"format: {FORMAT}"
        yield f"id: case-1  # {self.say('scaffold_case_id')}"
        yield f'title: ""  # {self.say("scaffold_case_title")}'
        yield f"as_of: {as_of}  # {self.say('scaffold_as_of')}"
        for name, entry_id in self.ids.items():
            template = self.vocabulary.templates[name]
            yield ""
            yield from comments(self.say.of(template.label), 0)
            yield f"{scalar(template.section or '')}:"
            fields = {f: declared for f, declared in template.fields.items() if f in self.read[name]}
            yield f"  {entry_id}:{'' if fields else ' {}'}"
            linked: set[str] = set()
            for field_name, field in fields.items():
                yield from self._fact(name, field_name, field, linked)

    def _fact(self, template: str, name: str, field: Field, linked: set[str]) -> Iterator[str]:
        """A field with its question; of several links to one section, the first is made."""
        asked = self.say.of(field.question).replace("{" + template + "}", self.ids[template])
        yield from comments(f"{self.say.of(field.label)}. {asked}" if asked else self.say.of(field.label), 4)
        yield from self._admitted(field)
        value = "unknown"
        if field.type == "text":
            value = '""'
        elif field.to in self.ids and field.to not in {*linked, template}:
            linked.add(field.to)
            value = self.ids[field.to]
        if field.judgement:
            yield from comments(self.say("scaffold_judgement"), 4)
            value = '{value: unknown, because: ""}'
        yield f"    {scalar(name)}: {value}"

    def _admitted(self, field: Field) -> Iterator[str]:
        """What may be written, one value a line where each has a meaning of its own."""
        catalogue = self.vocabulary.catalogues.get(field.to or "")
        named = {code: row.label for code, row in catalogue.active().items()} if catalogue else field.choices
        for code, words in named.items():
            yield from comments(f"- {scalar(code)}: {self.say.of(words)}", 4, hanging=4)
        if not named:
            unit = f" ({self.say.of(field.unit)})" if field.unit else ""
            yield from comments(f"- {self.say(f'scaffold_{field.type}')}{unit}", 4)
