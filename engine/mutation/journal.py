"""What became of mutants so far, in a file, so that an interrupted run goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from engine.errors import InputError, Location, Problem
from engine.model.rulebook import Law
from engine.mutation.killing import Fate, FateName
from engine.mutation.mutant import Mutant
from engine.staging import Staged

_FATES: tuple[FateName, ...] = ("killed", "refused", "survived")


class Journal:
    """A file of one line for each mutant judged; what was judged of other law or other scenarios does not count.

    Raises InputError: Y124 the file is there and is none of these.
    """

    def __init__(self, path: Path, law: Law, stage: Iterable[Staged]) -> None:
        self.path = path
        self.of = _digest(law, stage)
        self.known = self._read()

    def recall(self, mutant: Mutant) -> Fate | None:
        """What the file says of the mutant, or None."""
        said = self.known.get(mutant.id)
        return Fate(mutant, said[0], said[1]) if said else None

    def write(self, fate: Fate) -> None:
        """Add what became of one mutant. Raises InputError (Y122) where the file cannot be written."""
        line = json.dumps(
            {"of": self.of, "mutant": fate.mutant.id, "fate": fate.fate, "by": fate.by}, ensure_ascii=False
        )
        try:
            with self.path.open("a", encoding="utf-8") as stream:
                stream.write(line + "\n")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise InputError([Problem("Y122", Location(self.path.as_posix()), {"reason": reason})]) from error

    def _read(self) -> dict[str, tuple[FateName, str | None]]:
        """What the lines say that are whole and of this law; a line cut off by an interruption is no loss."""
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            raise InputError([Problem("Y124", Location(self.path.as_posix()))]) from error
        if lines and not _is_entry(_parsed(lines[0])):
            raise InputError([Problem("Y124", Location(self.path.as_posix()))])
        found: dict[str, tuple[FateName, str | None]] = {}
        for said in map(_parsed, lines):
            if said is not None and _is_entry(said) and said["of"] == self.of:
                found[str(said["mutant"])] = (said["fate"], said.get("by"))
        return found


def _parsed(line: str) -> dict[str, Any] | None:
    """One line, or None where it is not whole."""
    try:
        said = json.loads(line)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _is_entry(said: dict[str, Any] | None) -> bool:
    return said is not None and {"of", "mutant"} <= said.keys() and said.get("fate") in _FATES


def _digest(law: Law, stage: Iterable[Staged]) -> str:
    parts = [law.vocabulary.model_dump_json()]
    parts += [book.digest + json.dumps(book.source) for book in law.rulebooks.values()]
    parts += [f"{one.scenario.name} {one.scenario.case.digest} {one.scenario.text}" for one in stage]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
