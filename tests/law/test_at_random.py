"""The shipped law on random cases: every reader agrees, and what must never happen does not."""

from __future__ import annotations

import datetime
import json
from random import Random

import pytest

from engine.assess import Assessor, Request
from engine.decide import Decision
from engine.evaluation import Status
from engine.reading.case import case_from_text
from engine.reading.law import SHIPPED, read_law
from tests.agreement.agreement import CaseCheck
from tests.agreement.direct_reader import load_rules
from tests.agreement.plain_law import Law as PlainLaw
from tests.agreement.random_cases import random_case, random_readings

_VOCABULARY, _CATALOGUES, _BOOKS = load_rules(SHIPPED)
PLAIN = PlainLaw(dict(_VOCABULARY), [dict(rows) for rows in _CATALOGUES], [dict(book) for book in _BOOKS])
ASSESSOR = Assessor(read_law())
STRENGTH = {Status.DOES_NOT_HOLD: 0, Status.UNDETERMINED: 1, Status.HOLDS: 2}


@pytest.mark.parametrize("seed", range(20))
def test_every_reader_says_the_same_of_the_shipped_law(seed: int) -> None:
    rnd = Random(seed)
    counts = CaseCheck(seed, PLAIN, ASSESSOR.law, random_readings(rnd, PLAIN), rnd).check()
    assert counts.conclusions


def _decision(seed: int) -> Decision:
    rnd = Random(seed)
    readings = random_readings(rnd, PLAIN)
    case = case_from_text(json.dumps(random_case(rnd, PLAIN), ensure_ascii=False), ASSESSOR.law)
    return ASSESSOR.decision(case, Request(datetime.date(2024, 9, 1), readings))


@pytest.mark.parametrize("seed", range(1000, 1060))
def test_properties_of_the_plan(seed: int) -> None:
    """Those of the rule cards that speak of one case; here tried, not proved."""
    decision = _decision(seed)
    status = decision.evaluation.status
    rows = decision.facts.rows
    persons, acts, units = ([row.id for row in rows.of(name)] for name in ("person", "act", "unit"))
    for act in acts:
        assert status(f"file_transfer({act})") is status(f"no_internal_handling({act})")
        for p in persons:
            assert STRENGTH[status(f"handling_under_current_rules({p})")] >= STRENGTH[status(f"violation({p}, {act})")]
    for row in rows.of("person"):
        if row.values["service"] in ("retired", "left"):
            assert status(f"suspension({row.id})") is Status.DOES_NOT_HOLD
            assert status(f"personnel_freeze({row.id})") is Status.DOES_NOT_HOLD
        for unit in units:
            about = f"{row.id}, {unit}"
            responsible, considered = status(f"main_responsibility({about})"), status(f"relief_consideration({about})")
            assert STRENGTH[considered] <= STRENGTH[responsible]
            if row.values["prosecuted"] == "yes":
                assert status(f"relief_ground({about}, resignation)") is Status.DOES_NOT_HOLD
