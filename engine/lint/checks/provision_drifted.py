"""The text of a provision is no longer the one its rule was written to."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lint.finding import Edit, Found, found
from engine.lint.pin import pin, pin_line
from engine.lint.subject import Subject
from engine.model.rule import Rule
from engine.reading.lines import read_lines

CODE = "L701"


def find(subject: Subject) -> Iterator[Found]:
    """Rules whose pin is not that of the text as it now stands."""
    for _, rule in subject.rules():
        now = pin(rule, subject)
        if rule.pinned is not None and now is not None and rule.pinned != now:
            at = subject.places.rule(rule, "pinned")
            edit = _pinned_anew(rule, subject, now, at.line)
            provisions = ", ".join(subject.provisions(rule))
            yield found(at, rule.id, edit=edit, provisions=provisions, pinned=rule.pinned, now=now)


def _pinned_anew(rule: Rule, subject: Subject, now: str, number: int) -> Edit | None:
    """The line of the pin with the new one, all else on it as it is; None where the pin does not stand on that line."""
    line = pin_line(rule, subject, now)
    written = read_lines(line.path)[number - 1].rstrip("\r") if line else ""
    if line is None or not rule.pinned or rule.pinned not in written:
        return None
    return Edit(line.path, number, (written.replace(rule.pinned, now, 1),), removed=1, only_if_asked=True)
