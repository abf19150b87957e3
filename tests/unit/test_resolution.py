"""What is wrong stays wrong: a rule that cannot be resolved is refused every time."""

from __future__ import annotations

import datetime

import pytest

from engine.errors import ResolutionError
from engine.reading.law import read_law
from engine.resolve import Resolver


def test_a_threshold_without_a_value_is_refused_also_the_second_time() -> None:
    law = read_law()
    decree = law.rulebooks["nd-59-2019"]
    threshold = decree.manifest.thresholds["many"]
    later = threshold.model_copy(
        update={"values": [v.model_copy(update={"from_": datetime.date(2030, 1, 1)}) for v in threshold.values]}
    )
    manifest = decree.manifest.model_copy(update={"thresholds": decree.manifest.thresholds | {"many": later}})
    changed = decree.model_copy(update={"manifest": manifest})
    resolver = Resolver(law.model_copy(update={"rulebooks": law.rulebooks | {"nd-59-2019": changed}}))
    for _ in range(2):
        with pytest.raises(ResolutionError) as refused:
            resolver.resolve(datetime.date(2024, 9, 1))
        assert {problem.code for problem in refused.value.problems} == {"S308"}


def test_days_on_which_the_same_is_in_force_share_one_program() -> None:
    resolver = Resolver(read_law())
    days = [
        datetime.date(2024, 3, 26),
        datetime.date(2024, 3, 27),
        datetime.date(2024, 9, 1),
        datetime.date(2026, 1, 1),
    ]
    before, first, later, last = (resolver.resolve(day) for day in days)
    assert first.program is later.program is last.program
    assert before.program is not first.program
    assert (first.as_of, last.as_of) == (days[1], days[3])
