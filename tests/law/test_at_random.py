"""The shipped law on random cases: every reader agrees, and what must never happen does not."""

from __future__ import annotations

import datetime
import json
from random import Random

import pytest

from engine.reading.case import case_from_text
from engine.reading.law import SHIPPED, read_law
from tests.agreement.agreement import CaseCheck
from tests.agreement.direct_reader import load_rules
from tests.agreement.plain_law import Law as PlainLaw
from tests.agreement.random_cases import random_case, random_readings
from tests.law.trying import Trial

_VOCABULARY, _CATALOGUES, _BOOKS = load_rules(SHIPPED)
PLAIN = PlainLaw(dict(_VOCABULARY), [dict(rows) for rows in _CATALOGUES], [dict(book) for book in _BOOKS])
LAW = read_law()
TRIAL = Trial.of(LAW)


@pytest.mark.parametrize("seed", range(20))
def test_every_reader_says_the_same_of_the_shipped_law(seed: int) -> None:
    rnd = Random(seed)
    counts = CaseCheck(seed, PLAIN, LAW, random_readings(rnd, PLAIN), rnd).check()
    assert counts.conclusions


def refuted(trial: Trial, seed: int) -> set[str]:
    """The properties that a random case refutes, under random readings."""
    rnd = Random(seed)
    readings = random_readings(rnd, PLAIN)
    case = case_from_text(json.dumps(random_case(rnd, PLAIN), ensure_ascii=False), trial.law)
    return {found.partition(":")[0] for found in trial.violated(case, datetime.date(2024, 9, 1), readings, rnd)}


@pytest.mark.parametrize("seed", range(1000, 1016))
def test_no_property_is_refuted(seed: int) -> None:
    """Those of every rulebook; here tried, not proved."""
    assert refuted(TRIAL, seed) == set()


def test_properties_that_do_not_hold_are_refuted() -> None:
    """Or the test above would say nothing."""
    first, second = (
        LAW.properties()[name] for name in ("every-violation-is-handled", "one-more-act-removes-no-measure")
    )
    wrong = [first.model_copy(update={"kind": "never"}), second.model_copy(update={"adds": second.removes})]
    book = LAW.rulebooks[first.rulebook].model_copy(update={"properties": {one.id: one for one in wrong}})
    trial = Trial.of(LAW.model_copy(update={"rulebooks": {book.id: book}}))
    assert set.union(*(refuted(trial, seed) for seed in range(1000, 1020))) == {one.id for one in wrong}
