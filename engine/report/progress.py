"""How far a long run has come: on a terminal only, on standard error, and only once it takes long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TextIO, TypeVar

Thing = TypeVar("Thing")
PATIENCE = 1.0


@contextmanager
def progress(
    things: Sequence[Thing], label: str, *, stream: TextIO | None = None, patience: float = PATIENCE
) -> Iterator[Iterator[Thing]]:
    """The things one by one; after ``patience`` seconds a bar shows how many are done, and goes when all are.

    ``with progress(paths, "Cases") as steps: for path in steps: …``. Nothing is shown where ``stream`` (standard error
    unless given) is no terminal.
    """
    shown = stream or sys.stderr
    with ExitStack() as ends:
        yield _counted(things, label, shown, patience, ends) if shown.isatty() else iter(things)


def _counted(things: Sequence[Thing], label: str, stream: TextIO, patience: float, ends: ExitStack) -> Iterator[Thing]:
    appears = time.monotonic() + patience
    advance: Callable[[int], None] | None = None
    for done, thing in enumerate(things):
        if advance is None and time.monotonic() >= appears:
            advance = _bar(label, len(things), stream, ends)
        if advance is not None:
            advance(done)
        yield thing


def _bar(label: str, total: int, stream: TextIO, ends: ExitStack) -> Callable[[int], None]:
    """A bar that stands until ``ends`` closes; what moves it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = ends.enter_context(Progress(*columns, console=Console(file=stream), transient=True))
    task = bar.add_task(label, total=total)
    return lambda done: bar.update(task, completed=done)
