"""Where the parts of a law are written: for whoever speaks of a part that carries no place of its own."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from engine.errors import Findings, Location
from engine.model.property import Property
from engine.model.rule import Rule
from engine.reading.law import FoundLaw, shown
from engine.reading.records import place_of
from engine.reading.yaml import Mapping, Node, Sequence, read_tree

Steps = tuple[str | int, ...]


class Places:
    """The files of a law; each is read again when first asked about."""

    def __init__(self, found: FoundLaw) -> None:
        self.found = found
        self._tree = cache(self._read)

    def _read(self, path: Path) -> Node | None:
        return read_tree(path, shown(path), Findings()) if path.is_file() else None

    def at(self, path: Path, *steps: str | int) -> Location:
        """The place of the last of those keys that the file has."""
        tree = self._tree(path)
        return place_of(tree, list(steps)) if tree else Location(shown(path))

    def vocabulary(self, *steps: str | int) -> Location:
        """A part of the shared vocabulary."""
        return self.at(self.found.home / "vocabulary.yaml", *steps)

    def manifest(self, book: str, *steps: str | int) -> Location:
        """A part of a rulebook's manifest."""
        return self.at(self.found.folders[book] / "rulebook.yaml", *steps)

    def coverage_file(self, book: str) -> Path:
        """The file of a rulebook's coverage table, whether it is there or not."""
        return self.found.folders[book] / "coverage.yaml"

    def has_row(self, book: str, provision: str) -> bool:
        """Whether the coverage table speaks of that provision, or cannot be read."""
        path = self.coverage_file(book)
        tree = self._tree(path)
        rows = tree.get("coverage") if isinstance(tree, Mapping) else None
        return rows.get(provision) is not None if isinstance(rows, Mapping) else path.is_file()

    def written(self, files: Collection[str]) -> str:
        """What stands in those files of rulebooks, and in every file of those left out, one after the other."""
        folders = [*self.found.folders.values(), *self.found.left_out]
        paths = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
        texts = [
            path.read_text(encoding="utf-8", errors="replace")
            for path in paths
            if shown(path) in files or path.parent in self.found.left_out
        ]
        return "\n".join(texts)

    def coverage(self, book: str, *steps: str | int) -> Location:
        """A part of a rulebook's coverage table."""
        return self.at(self.coverage_file(book), "coverage", *steps)

    def accepted(self, book: str | None, *steps: str | int) -> Location:
        """A part of what a rulebook accepts, or of what stands beside the vocabulary."""
        folder = self.found.folders[book] if book else self.found.home
        return self.at(folder / "accepted.yaml", *steps)

    def template(self, name: str, *steps: str | int) -> Location:
        """A part of a template, in the vocabulary or in the rulebook that adds it; a field may be added elsewhere."""
        for book in self.found.law.rulebooks.values():
            if name in book.manifest.templates:
                return self.manifest(book.id, "templates", name, *steps)
            if steps[:1] == ("fields",) and steps[1] in book.manifest.fields.get(name, {}):
                return self.manifest(book.id, "fields", name, *steps[1:])
        return self.vocabulary("templates", name, *steps)

    def catalogue(self, name: str, *steps: str | int) -> Location:
        """A part of a catalogue."""
        file = self.found.law.vocabulary.templates[name].catalogue or ""
        owner = next((b.id for b in self.found.law.rulebooks.values() if name in b.manifest.templates), None)
        folder = self.found.folders[owner] if owner else self.found.home
        return self.at(folder / file, *steps)

    def rule(self, rule: Rule, *steps: str | int) -> Location:
        """A part of a rule."""
        node = self.rule_node(rule)
        return place_of(node, list(steps)) if node else rule.at

    def property(self, one: Property, *steps: str | int) -> Location:
        """A part of a property."""
        node = self._listed(self.found.folders[one.rulebook] / "properties.yaml", "properties", one.at)
        return place_of(node, list(steps)) if node else one.at

    def rule_node(self, rule: Rule) -> Mapping | None:
        """The tree of a rule."""
        return self._listed(self.rule_file(rule), "rules", rule.at)

    def _listed(self, path: Path, key: str, at: Location) -> Mapping | None:
        """The tree of what stands there in the list under that key."""
        tree = self._tree(path)
        listed = tree.get(key) if isinstance(tree, Mapping) else None
        items = listed.items if isinstance(listed, Sequence) else ()
        return next((item for item in items if isinstance(item, Mapping) and item.at == at), None)

    def rule_file(self, rule: Rule) -> Path:
        """The file a rule stands in."""
        return self.found.folders[rule.rulebook] / Path(rule.at.file).name

    def source(self, book: str, provision: str) -> Location:
        """The heading of a provision in the source text."""
        path = self.found.folders[book] / self.found.law.rulebooks[book].manifest.source.file
        lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n") if path.is_file() else []
        heading = (n for n, line in enumerate(lines, 1) if line.startswith("## ") and line[3:].strip() == provision)
        return Location(shown(path), next(heading, 1))
