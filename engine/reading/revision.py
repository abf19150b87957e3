"""Folders as they stood at a git revision (codes Y13x): blobs are read, nothing of the repository is run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NoReturn

from engine.errors import Findings, InputError, Location
from engine.reading.yaml import MOST_BYTES

# Git may ask nobody, fetch nothing, lock nothing, page nothing, and speaks the same language everywhere.
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_FILES = ("100644", "100755")


class Revision:
    """One commit of the repository that a folder is in.

    Raises InputError: Y130 git is not there, Y131 the folder is in no repository, Y132 no such revision.
    """

    def __init__(self, name: str, within: Path) -> None:
        self.name = name
        self.within = within
        root = _git(within, "rev-parse", "--show-toplevel")
        if root.returncode != 0:
            _refuse("Y131", None, name=name)
        self.root = Path(os.fsdecode(root.stdout).rstrip("\n"))
        found = self._resolved(f"{name}^{{commit}}") if name else None
        if found is None:
            _refuse("Y132", None, given=name, known=self._names())
        self.commit = found

    def has(self, path: str) -> bool:
        """Whether there is something under that path, as seen from the repository's top."""
        return self._resolved(f"{self.commit}:{path}") is not None

    def files(self, path: str) -> list[str]:
        """The names of the files below that folder; InputError (Y133) where there is no such folder then."""
        listed = self._ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", self._tree(path))
        return os.fsdecode(listed).split("\0")[:-1]

    def save(self, path: str, into: Path) -> None:
        """Write the files below that folder into another; InputError: Y133 no such folder then, Y104 a huge file."""
        tree = self._tree(path)
        names: list[PurePosixPath] = []
        blobs: list[str] = []
        for entry in self._ask("ls-tree", "-r", "-l", "-z", "--full-tree", tree).split(b"\0")[:-1]:
            kind, _, name = entry.partition(b"\t")
            mode, _, blob, size = kind.decode().split()
            inside = PurePosixPath(os.fsdecode(name))
            if mode not in _FILES or inside.is_absolute() or ".." in inside.parts:
                continue  # a link could lead out of the folder; another repository is not part of this one
            if int(size) > MOST_BYTES:
                _refuse("Y104", f"{self.name}:{path}/{inside}", most=str(MOST_BYTES // 1024 // 1024))
            names.append(inside)
            blobs.append(blob)
        said = _git(self.root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode())
        for inside, content in zip(names, _contents(said.stdout), strict=True):
            if content is None:
                _refuse("Y103", f"{self.name}:{path}/{inside}", reason="not_fetched")
            target = into / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)

    def inside(self, folder: Path) -> str | None:
        """The folder as seen from the repository's top; None where it is elsewhere."""
        real, root = folder.resolve(), self.root.resolve()
        shown = real.relative_to(root).as_posix() if real.is_relative_to(root) else None
        return "" if shown == "." else shown

    def _resolved(self, expression: str) -> str | None:
        if expression.startswith("-") or "\0" in expression:
            return None
        found = _git(self.within, "rev-parse", "--verify", "--quiet", "--end-of-options", expression)
        text = found.stdout.decode("ascii", "replace").strip()
        return text if found.returncode == 0 and text.isalnum() else None

    def _tree(self, path: str) -> str:
        tree = self._resolved(f"{self.commit}:{path}")
        if tree is None or self._ask("cat-file", "-t", tree).strip() != b"tree":
            _refuse("Y133", None, given=path, known=self._folders(path), revision=self.name)
        return tree

    def _ask(self, *words: str) -> bytes:
        return _git(self.root, *words).stdout

    def _names(self) -> list[str]:
        """What people call commits: branches and tags, and where they are now."""
        said = self._ask("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
        return ["HEAD", *os.fsdecode(said).splitlines()]

    def _folders(self, path: str) -> list[str]:
        """The folders of that commit, as deep as the path at most."""
        said = self._ask("ls-tree", "-r", "-d", "-z", "--name-only", "--full-tree", self.commit)
        depth = path.strip("/").count("/")
        return [name for name in os.fsdecode(said).split("\0") if name and name.count("/") <= depth]


def is_in_repository(folder: Path) -> bool:
    """Whether git knows that folder as part of a repository; InputError (Y130) where git is not there."""
    return _git(folder, "rev-parse", "--show-toplevel").returncode == 0


def _git(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", *words]
    try:
        return subprocess.run(
            command, cwd=folder, env=os.environ | _ENVIRONMENT, input=given, capture_output=True, check=False
        )
    except (FileNotFoundError, PermissionError):
        _refuse("Y130", None)


def _contents(batch: bytes) -> Iterator[bytes | None]:
    """The blobs that ``cat-file --batch`` gave, in order; None for one that this copy of the repository has not got.

    Each is a line that ends in the length, the blob, a line's end.
    """
    at = 0
    while at < len(batch):
        end = batch.index(b"\n", at)
        said = batch[at:end].rpartition(b" ")[2]
        if not said.isdigit():
            yield None
            at = end + 1
            continue
        length = int(said)
        yield batch[end + 1 : end + 1 + length]
        at = end + 2 + length


def _refuse(
    code: str, place: str | None, /, *, given: str | None = None, known: list[str] | None = None, **values: str
) -> NoReturn:
    findings = Findings()
    findings.add(code, Location(place) if place else None, given=given, known=known or (), **values)
    raise InputError(findings.problems)
