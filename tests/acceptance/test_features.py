"""The features in both languages, the sentences they are written in, and that the languages say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_bdd import scenarios
from pytest_bdd.feature import get_features
from pytest_bdd.parser import Feature, Scenario, ScenarioTemplate, Step

from engine.assess import Assessor
from engine.reading.law import read_law

from .steps import CANONICAL, SENTENCES, Sentence, Story, canonical, define_sentences

FEATURES = Path(__file__).parents[2] / "features"
NAMES = sorted(path.name for path in (FEATURES / "en").glob("*.feature"))

# English prepositions that are also names of fields.
PREPOSITIONS = {"about", "by", "with"}

define_sentences()


@pytest.fixture(scope="module")
def assessor() -> Assessor:
    """One assessor of the shipped law for all scenarios: it keeps the programs it has resolved."""
    return Assessor(read_law())


@pytest.fixture
def story(assessor: Assessor) -> Story:
    """A scenario's own case."""
    return Story(assessor)


scenarios("vi", "en")


def feature(language: str, name: str) -> Feature:
    """A parsed feature file."""
    (found,) = get_features([str(FEATURES / language / name)])
    return found


def recognised(step: Step, language: str) -> tuple[Sentence, dict[str, str]]:
    """The one sentence that a step is, and what stands in its places."""
    matches = [
        (sentence, match.groupdict())
        for sentence in SENTENCES
        if (match := sentence.pattern(language).fullmatch(step.name)) and sentence.keyword == step.type
    ]
    assert len(matches) == 1, f"{step.name!r} is {[sentence.meaning for sentence, _ in matches] or 'no sentence'}"
    return matches[0]


def rendered(template: ScenarioTemplate) -> list[Scenario]:
    """The scenario, or one for each row of the outline's tables."""
    contexts = [context for table in template.examples for context in table.as_contexts()]
    return [template.render(context) for context in contexts or [{}]]


def said(scenario: Scenario, language: str) -> list[object]:
    """What a scenario says, whatever the language; reasons in the third column are free text."""
    told: list[object] = []
    for step in scenario.steps:
        sentence, places = recognised(step, language)
        rows = [[cell.value for cell in row.cells[:2]] for row in step.datatable.rows] if step.datatable else []
        meant = {name: canonical(text) for name, text in places.items()}
        told.append((sentence.meaning, meant, [[name, canonical(value)] for name, value in rows]))
    return told


def test_the_set_of_sentences_is_closed_and_said_in_both_languages() -> None:
    assert len(SENTENCES) <= 15
    assert len({sentence.meaning for sentence in SENTENCES}) == len(SENTENCES)
    for sentence in SENTENCES:
        places = [re.findall(r"\{([a-z]+)\}", text) for text in (sentence.vi, sentence.en)]
        assert sorted(places[0]) == sorted(places[1])
        assert sentence.vi != sentence.en


def test_no_sentence_knows_a_term_of_the_law(assessor: Assessor) -> None:
    law = assessor.law
    terms = {*law.vocabulary.templates, *law.vocabulary.sections(), *law.declared(), *law.readings(), *law.rules()}
    terms |= {name for template in law.vocabulary.templates.values() for name in template.fields}
    for sentence in SENTENCES:
        words = set(re.findall(r"[a-z_]+", re.sub(r"\{[a-z]+\}", "", sentence.en)))
        assert not words & terms - PREPOSITIONS, sentence


def test_every_sentence_is_used() -> None:
    used = {
        recognised(step, "en")[0].meaning
        for name in NAMES
        for template in feature("en", name).scenarios.values()
        for scenario in rendered(template)
        for step in scenario.steps
    }
    assert used == {sentence.meaning for sentence in SENTENCES}


def test_there_are_enough_features_and_the_same_in_both_languages() -> None:
    assert sorted(path.name for path in (FEATURES / "vi").glob("*.feature")) == NAMES
    assert len(NAMES) >= 12
    assert sum(len(feature("en", name).scenarios) for name in NAMES) >= 25


@pytest.mark.parametrize("name", NAMES)
def test_the_languages_say_the_same_scenario_by_scenario(name: str) -> None:
    vietnamese, english = feature("vi", name), feature("en", name)
    assert (vietnamese.language, english.language) == ("vi", "en")
    pairs = list(zip(vietnamese.scenarios.values(), english.scenarios.values(), strict=True))
    for one, other in pairs:
        assert one.name != other.name
        assert [said(each, "vi") for each in rendered(one)] == [said(each, "en") for each in rendered(other)]


def test_every_word_of_the_case_format_is_used_in_vietnamese() -> None:
    text = "".join((FEATURES / "vi" / name).read_text(encoding="utf-8") for name in NAMES)
    for word in CANONICAL:
        assert re.search(rf"(\| |là ){word}( +\||$)", text, re.MULTILINE), word
