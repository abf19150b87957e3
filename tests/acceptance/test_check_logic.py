"""Which rules, alternatives and exceptions `chetai check` calls idle, and which it must leave alone."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

import pytest

from engine.lint import Scope, check
from engine.reading import law as reading_law

from .running import ROOT

RIGHT = ROOT / "tests" / "rulebooks" / "check" / "right" / "rules"

# A rule to stand beside those of the law that is right, and what is then found: the check and what it is about.
BESIDE = {
    "the same with other names": (
        """
        when:
          - loan x: {lost: yes, by: y}
        then:
          - letter: {reader: y, tone: mild}
        """,
        {("rule-subsumed", "mild-letter")},  # which another overrides, and this one not
    ),
    "one exception more": (
        """
        when:
          - late: {loan: l}
          - loan l: {by: r, kind: k, days: {above: long}}
          - item_kind k: {fined: yes}
        unless:
          - reader r: {age: child}
          - loan l: {excused: yes}
          - reader r: {banned: yes}
        then:
          - fine: {reader: r, pay_by: {working_days: pay_days, after: returned, of: l}}
        """,
        {("rule-subsumed", "added")},
    ),
    "one exception less": (
        """
        when:
          - late: {loan: l}
          - loan l: {by: r, kind: k, days: {above: long}}
          - item_kind k: {fined: yes}
        unless:
          - reader r: {age: child}
        then:
          - fine: {reader: r, pay_by: {working_days: pay_days, after: returned, of: l}}
        """,
        {("rule-subsumed", "fine-for-lateness")},
    ),
    "another deadline": (
        """
        when:
          - late: {loan: l}
          - loan l: {by: r, kind: k, days: {above: long}}
          - item_kind k: {fined: yes}
        unless:
          - reader r: {age: child}
          - loan l: {excused: yes}
        then:
          - fine: {reader: r, pay_by: {working_days: pay_days, after: due, of: l}}
        """,
        set(),
    ),
    "a count from one is wider than one from many": (
        """
        in_force: {from: 2024-01-01}
        when:
          - reader r: {banned: no}
          - at least 1 l:
              - late: {loan: l}
              - loan l: {by: r}
        then:
          - block: {reader: r}
        """,
        {("rule-subsumed", "block-after-many-2024"), ("versions-overlap", "added, block-after-many-2024")},
    ),
    "a count of narrower things": (
        """
        in_force: {until: 2023-12-31}
        when:
          - reader r: {}
          - at least many l:
              - late: {loan: l}
              - loan l: {by: r, lost: yes}
        then:
          - block: {reader: r}
        """,
        {("rule-subsumed", "added"), ("versions-overlap", "added, block-after-many")},
    ),
    "two different loans are not one": (
        """
        in_force: {from: 2024-01-01}
        when:
          - loan a: {by: r, lost: yes}
          - loan b: {by: r, lost: yes}
        then:
          - block: {reader: r}
        """,
        {("versions-overlap", "added, block-after-many-2024")},
    ),
    "only under one reading": (
        """
        when:
          - loan l: {lost: yes}
            under: {lateness: also_lost}
          - loan l: {returned: {after: due}}
            under: {lateness: dates}
        then:
          - late: {loan: l}
        """,
        {("rule-subsumed", "added")},
    ),
    "where the reading does not matter": (
        """
        when:
          - loan l: {lost: yes}
        then:
          - late: {loan: l}
        """,
        set(),
    ),
    "an absence beside a narrower one": (
        """
        when:
          - reader r: {age: adult}
          - no loan: {by: r, lost: yes}
          - no loan: {by: r}
        then:
          - block: {reader: r}
        """,
        set(),
    ),
    "alternatives of which two say the same": (
        """
        when:
          - any:
              - loan l: {by: r, lost: yes}
              - all:
                  - loan l: {by: r}
                  - loan l: {lost: yes, excused: no}
              - loan l: {by: r, excused: no}
        then:
          - block: {reader: r}
        """,
        {("alternative-subsumed", "added: loan l: {by: r}")},
    ),
    "alternatives that share what they ask for": (
        """
        when:
          - any:
              - loan l: {by: r, lost: yes}
              - loan l: {by: r, excused: no}
          - any:
              - loan l: {lost: yes}
              - loan l: {days: {above: long}}
        then:
          - block: {reader: r}
        """,
        set(),
    ),
    "a date before and after another": (
        """
        when:
          - loan l: {by: r, returned: {before: due}}
          - loan l: {returned: {after: due}}
        then:
          - block: {reader: r}
        """,
        {("condition-never-met", "added: loan.returned")},
    ),
    "on or before, and on or after": (
        """
        when:
          - loan l: {by: r, returned: {on_or_before: due, on_or_after: due}}
        then:
          - block: {reader: r}
        """,
        set(),
    ),
    "a link to two readers": (
        """
        when:
          - loan l: {by: r}
          - loan l: {by: q}
        then:
          - block: {reader: r}
        """,
        {("condition-never-met", "added: loan.by")},
    ),
    "an exception for another reader": (
        """
        when:
          - loan: {by: r, lost: yes}
          - reader r: {age: child}
        unless:
          - reader q: {age: child}
        then:
          - block: {reader: r}
        """,
        set(),
    ),
    "an exception that is wider than the rule": (
        """
        when:
          - loan: {by: r, lost: yes}
          - reader r: {age: child}
        unless:
          - reader r: {age: [child, adult]}
        then:
          - block: {reader: r}
        """,
        {("exception-always-applies", "added")},
    ),
    "an exception for one alternative only": (
        """
        when:
          - any:
              - reader r: {age: child}
              - reader r: {banned: yes}
        unless:
          - reader r: {age: adult}
        then:
          - block: {reader: r}
        """,
        set(),
    ),
}


@pytest.mark.parametrize("name", BESIDE)
def test_what_a_rule_adds(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body, expected = BESIDE[name]
    shutil.copytree(RIGHT, tmp_path / "rules")
    monkeypatch.setattr(reading_law, "SHIPPED", tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    head = "rules:\n  - id: added\n    provision: '3'\n    quote: thì bị khóa thẻ\n    pinned: f63eefb9d02b\n"
    text = head + textwrap.indent(textwrap.dedent(body).strip("\n"), "    ") + "\n"
    (tmp_path / "rules" / "tiny" / "added.yaml").write_text(text, encoding="utf-8")
    checked = check(Scope.of((), (), ()))
    assert checked.faults == ()
    idle = {(f.check, f.about) for f in checked.findings if f.check not in ("number-in-rule", "field-never-read")}
    assert idle == expected
