"""The text of a provision is no longer the one its rule was written to."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Edit, Found, found
from engine.lint.pin import pin, pin_line
from engine.lint.subject import Subject

CODE = "L701"


def find(subject: Subject) -> Iterator[Found]:
    """Rules whose pin is not that of the text as it now stands."""
    for _, rule in subject.rules():
        now = pin(rule, subject)
        if rule.pinned is not None and now is not None and rule.pinned != now:
            at = subject.places.rule(rule, "pinned")
            line = pin_line(rule, subject, now)
            edit = Edit(line.path, at.line, line.lines, removed=1, only_if_asked=True) if line else None
            provisions = ", ".join(subject.provisions(rule))
            yield found(at, rule.id, edit=edit, provisions=provisions, pinned=rule.pinned, now=now)
