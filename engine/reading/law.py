"""From folders to the law: the vocabulary, its catalogues and every rulebook, checked together (codes R2xx)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from engine.errors import Findings, Location, Problem, RulebookError
from engine.model.rule import Rule
from engine.model.rulebook import Law, Manifest, Rulebook
from engine.model.vocabulary import Catalogue, Template, Vocabulary
from engine.reading.case import HEAD
from engine.reading.catalogue import read_catalogue
from engine.reading.properties import read_properties
from engine.reading.records import plain, read_past_gaps
from engine.reading.references import check_references
from engine.reading.rule_text import with_text
from engine.reading.rules import read_rules
from engine.reading.signatures import signatures
from engine.reading.source import read_source
from engine.reading.tables import read_accepted, read_coverage
from engine.reading.yaml import Mapping, Node, Scalar, Sequence, read_tree

SHIPPED = Path(__file__).resolve().parents[2] / "rules"
_OWN_FILES = ("rulebook.yaml", "coverage.yaml", "accepted.yaml", "properties.yaml")


def read_law(folders: Iterable[Path] = ()) -> Law:
    """The shipped law, with the rulebook folders given added or, where ids are equal, put in their place.

    A folder is a rulebook's own or one that holds several. Where one has a ``vocabulary.yaml``, the folders given stand
    alone: rulebooks written over another vocabulary could not work with it. Raises RulebookError with every fault.
    """
    return read_law_of(law_folders(folders))


def read_law_of(folders: list[Path]) -> Law:
    """The law that stands in exactly those folders; later ones replace earlier ones."""
    found = find_law(folders)
    if found.problems:
        raise RulebookError(found.problems)
    return found.law


@dataclass(frozen=True)
class FoundLaw:
    """The law as far as it can be built, and what is wrong with the rest.

    ``home`` is the folder of the vocabulary; ``folders`` are those of the rulebooks, by id, ``left_out`` those of
    rulebooks that are not in the law.
    """

    law: Law
    problems: tuple[Problem, ...]
    home: Path
    folders: dict[str, Path]
    left_out: tuple[Path, ...]


def law_folders(folders: Iterable[Path]) -> list[Path]:
    """The folders whose law is read where those are given: as ``read_law`` says."""
    given = list(folders)
    alone = any((folder / "vocabulary.yaml").is_file() for folder in given)
    return given if alone else [SHIPPED, *given]


def find_law(folders: list[Path]) -> FoundLaw:
    """The law in exactly those folders, read on past every fault; a part that cannot be read is left out."""
    findings = Findings()
    reader = _LawReader(findings)
    home = next((f for f in reversed(folders) if (f / "vocabulary.yaml").is_file()), folders[0])
    vocabulary = reader.vocabulary(home)
    drafts = reader.drafts(folders)
    accepted = read_accepted(reader.table(home / "accepted.yaml"), findings)
    rulebooks: dict[str, Rulebook] = {}
    if vocabulary.templates:
        vocabulary = reader.extended(vocabulary, drafts)
        for draft in drafts.values():
            if all(used in rulebooks for used in draft.manifest.uses):
                rulebooks[draft.manifest.id] = reader.rulebook(draft, drafts, vocabulary)
        check_references(rulebooks, findings)
    return FoundLaw(
        law=Law(vocabulary=vocabulary, rulebooks=rulebooks, accepted=accepted),
        problems=tuple(findings.problems),
        home=home,
        folders={name: draft.folder for name, draft in drafts.items()},
        left_out=(*reader.unread.values(), *(d.folder for name, d in drafts.items() if name not in rulebooks)),
    )


@dataclass
class _Draft:
    """A rulebook folder whose manifest has been read."""

    folder: Path
    manifest: Manifest
    tree: Node
    uses: list[str] = field(default_factory=list)


def shown(path: Path) -> str:
    """How messages call a file of the law: from the shipped folder's parent, or as it was given."""
    return path.relative_to(SHIPPED.parent).as_posix() if path.is_relative_to(SHIPPED.parent) else path.as_posix()


def _listed(tree: Node | None, key: str) -> list[Any]:
    """What stands under that key, in one order: the digest does not depend on the author's."""
    listed = tree.get(key) if isinstance(tree, Mapping) else None
    items = listed.items if isinstance(listed, Sequence) else ()
    return sorted((plain(item) for item in items), key=lambda item: json.dumps(item))


class _LawReader:
    """Reads all parts and collects what is wrong."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.unread: dict[str, Path] = {}

    def _tree(self, path: Path) -> Node | None:
        return read_tree(path, shown(path), self.findings)

    def vocabulary(self, home: Path) -> Vocabulary:
        tree = self._tree(home / "vocabulary.yaml")
        read = read_past_gaps(Vocabulary, tree, self.findings) if tree else None
        if read is None:
            return Vocabulary(templates={})
        catalogues = {}
        for name, template in read.templates.items():
            self._check_template(name, template, read.templates, Location(shown(home / "vocabulary.yaml")))
            if template.catalogue and (catalogue := self._catalogue(home / template.catalogue, name, template)):
                catalogues[name] = catalogue
        return Vocabulary(templates=read.templates, catalogues=catalogues)

    def _check_template(self, name: str, template: Template, known: Iterable[str], at: Location) -> None:
        known = list(known)
        if template.shown_by is not None and template.shown_by not in template.fields:
            self.findings.add("R203", at, given=template.shown_by, known=template.fields, template=name)
        for field_name, declared in template.fields.items():
            if declared.to is not None and declared.to not in known:
                self.findings.add("R240", at, given=declared.to, known=known, field=f"{name}.{field_name}")
        for source, links in template.one_per.items():
            for link in links:
                if source not in known or link not in template.fields:
                    self.findings.add("R241", at, given=f"{source}.{link}", template=name)

    def _catalogue(self, path: Path, name: str, template: Template) -> Catalogue | None:
        tree = self._tree(path)
        return read_catalogue(tree, name, template, shown(path), self.findings) if tree else None

    def drafts(self, folders: list[Path]) -> dict[str, _Draft]:
        found: dict[str, _Draft] = {}
        for folder in folders:
            here: dict[str, Path] = {}
            for path in self._rulebook_folders(folder):
                if draft := self._draft(path):
                    name = draft.manifest.id
                    if name in here:
                        at = Location(shown(path / "rulebook.yaml"))
                        self.findings.add("R257", at, id=name, other=shown(here[name]))
                    here[name] = path
                    found[name] = draft
        return self._ordered(found)

    def _rulebook_folders(self, folder: Path) -> list[Path]:
        if not folder.is_dir():
            self.findings.add("R243", Location(shown(folder)))
            return []
        if (folder / "rulebook.yaml").is_file():
            return [folder]
        return sorted(path for path in folder.iterdir() if (path / "rulebook.yaml").is_file())

    def _draft(self, folder: Path) -> _Draft | None:
        tree = self._tree(folder / "rulebook.yaml")
        manifest = read_past_gaps(Manifest, tree, self.findings) if tree else None
        if manifest and tree:
            return _Draft(folder, manifest, tree)
        name = tree.get("id") if isinstance(tree, Mapping) else None
        self.unread[name.text if isinstance(name, Scalar) else str(folder)] = folder
        return None

    def _ordered(self, found: dict[str, _Draft]) -> dict[str, _Draft]:
        """Used rulebooks before those that use them; ``uses`` filled in transitively."""
        graph: dict[str, list[str]] = {}
        for name in sorted(found):
            at = Location(shown(found[name].folder / "rulebook.yaml"))
            for used in found[name].manifest.uses:
                if used not in found and used not in self.unread:
                    self.findings.add("R244", at, given=used, known=found)
            graph[name] = [used for used in found[name].manifest.uses if used in found]
        try:
            order = list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            at = Location(shown(found[error.args[1][0]].folder / "rulebook.yaml"))
            self.findings.add("R245", at, circle=" → ".join(error.args[1]))
            return found
        for name in order:
            direct = graph[name]
            found[name].uses = [u for u in order if u in direct or any(u in found[d].uses for d in direct)]
        return {name: found[name] for name in order}

    def extended(self, vocabulary: Vocabulary, drafts: dict[str, _Draft]) -> Vocabulary:
        """The vocabulary with what rulebooks add; changing what is there is an error."""
        templates = dict(vocabulary.templates)
        catalogues = dict(vocabulary.catalogues)
        declared: dict[str, str] = {}
        for draft in drafts.values():
            at = Location(shown(draft.folder / "rulebook.yaml"))
            for name, template in draft.manifest.templates.items():
                if name in templates:
                    self.findings.add("R246", at, name=name)
                    continue
                templates[name] = template
                if template.catalogue and (own := self._catalogue(draft.folder / template.catalogue, name, template)):
                    catalogues[name] = own
            for name, fields in draft.manifest.fields.items():
                if name not in templates:
                    self.findings.add("R222", at, given=name, known=templates)
                elif twice := set(fields) & set(templates[name].fields):
                    self.findings.add("R246", at, name=f"{name}.{min(twice)}")
                else:
                    both = templates[name].fields | fields
                    templates[name] = templates[name].model_copy(update={"fields": both})
            for code in draft.manifest.conclusions:
                if code in templates or code in declared:
                    self.findings.add("R247", at, code=code, other=declared.get(code, "vocabulary"))
                declared[code] = draft.manifest.id
        for draft in drafts.values():
            self._check_links(draft, templates)
        return Vocabulary(templates=templates, catalogues=catalogues)

    def _check_links(self, draft: _Draft, templates: dict[str, Template]) -> None:
        at = Location(shown(draft.folder / "rulebook.yaml"))
        for name in sorted({*draft.manifest.templates, *draft.manifest.fields} & set(templates)):
            self._check_template(name, templates[name], templates, at)
        sections = [*HEAD, *(t.section for t in templates.values() if t.section)]
        for name, template in draft.manifest.templates.items():
            if template.section and sections.count(template.section) > 1:
                self.findings.add("R246", at, name=f"{name}.section = {template.section}")
        for code, conclusion in draft.manifest.conclusions.items():
            for name, argument in conclusion.fields.items():
                if argument.to is not None and argument.to not in templates:
                    self.findings.add("R240", at, given=argument.to, known=templates, field=f"{code}.{name}")
            if conclusion.group is not None and conclusion.group not in draft.manifest.groups:
                self.findings.add("R248", at, given=conclusion.group, known=draft.manifest.groups, code=code)

    def rulebook(self, draft: _Draft, drafts: dict[str, _Draft], vocabulary: Vocabulary) -> Rulebook:
        manifests = [drafts[name].manifest for name in draft.uses] + [draft.manifest]
        known = signatures(vocabulary, manifests)
        rules: dict[str, Rule] = {}
        trees = [plain(draft.tree)]
        own = {*_OWN_FILES, *(t.catalogue for t in draft.manifest.templates.values())}
        for path in sorted(draft.folder.glob("*.yaml")):
            tree = self._tree(path) if path.name not in own else None
            read = read_rules(tree, draft.manifest.id, known, self.findings) if tree else []
            for rule in with_text(read, path):
                if rule.id in rules:
                    self.findings.add("R249", rule.at, rule=rule.id, other=str(rules[rule.id].at))
                rules[rule.id] = rule
            trees.extend(_listed(tree, "rules"))
        beside = draft.folder / "properties.yaml"
        written = self.table(beside)
        held = read_properties(written, beside, draft.manifest, vocabulary, known, self.findings) if written else {}
        trees.extend(_listed(written, "properties"))
        return Rulebook(
            manifest=draft.manifest,
            rules=rules,
            properties=held,
            coverage=read_coverage(self.table(draft.folder / "coverage.yaml"), self.findings),
            accepted=read_accepted(self.table(draft.folder / "accepted.yaml"), self.findings),
            source=self._source(draft.folder / draft.manifest.source.file),
            at=Location(shown(draft.folder / "rulebook.yaml")),
            digest="sha256:" + hashlib.sha256(json.dumps(trees, ensure_ascii=False).encode()).hexdigest(),
        )

    def table(self, path: Path) -> Node | None:
        """The tree of a file that may be left out."""
        return self._tree(path) if path.is_file() else None

    def _source(self, path: Path) -> dict[str, str]:
        try:
            return read_source(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            self.findings.add("R250", Location(shown(path)))
            return {}
