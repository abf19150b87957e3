"""Properties of one case restated as rules: one concludes that the property is violated, others that it can matter.

They stand in a rulebook of their own beside the law, so that whatever reads the law, reads them too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from engine.errors import Location
from engine.model.base import Words
from engine.model.property import Property
from engine.model.rule import AllItem, ConclusionItem, Item, NoItem, Rule
from engine.model.rulebook import Conclusion, Law, Manifest, Rulebook, Source
from engine.model.vocabulary import Field
from engine.program import written_key

# Names that no rulebook and no conclusion of an author can have.
BOOK = "properties of one case"
VIOLATED, OCCURS = "property-is-violated", "premise-occurs"
_NOTHING = Words(vi="", en="")


def violation_key(one: Property) -> str:
    """The key of the conclusion that the property is violated."""
    return written_key(VIOLATED, [one.id])


def premises(one: Property) -> dict[str, tuple[Item, ...]]:
    """What must be able to occur for the property to say anything, each part by a name of its own."""
    parts = [one.when] if one.when else []
    if one.kind in ("never", "exclusive"):
        parts += [(item,) for item in one.items if not isinstance(item, NoItem)]
    return {f"{one.id}/{number}": items for number, items in enumerate(parts)}


def chosen_by(one: Property, readings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The choices under which the property must hold; readings left out may be anything."""
    defaults = {name: choices[0] for name, choices in readings.items()} if one.defaults_only else {}
    return defaults | one.readings


def with_properties(law: Law, rulebook: str, properties: Iterable[Property]) -> Law:
    """The law with one more rulebook, over that one: the restated properties of one case."""
    rules = [rule for one in properties for rule in (*_violations(one), *_premises(one))]
    told = {item.constants["property"] for rule in rules for item in rule.then}
    field = Field(type="choice", choices=dict.fromkeys(told or {"none"}, _NOTHING))
    conclusion = Conclusion(fields={"property": field}, label=_NOTHING, internal=True)
    manifest = Manifest(
        id=rulebook,
        version="0",
        title=_NOTHING,
        short=_NOTHING,
        source=Source(file="source.vi.md", text="paraphrase"),
        tested_against=_NOTHING,
        verification=_NOTHING,
        uses=[rulebook],
    ).model_copy(update={"id": BOOK, "conclusions": {VIOLATED: conclusion, OCCURS: conclusion}})
    at = law.rulebooks[rulebook].at
    book = Rulebook(manifest=manifest, rules={r.id: r for r in rules}, coverage={}, source={}, digest="", at=at)
    return law.model_copy(update={"rulebooks": {**law.rulebooks, BOOK: book}})


def _violations(one: Property) -> Iterator[Rule]:
    match one.kind:
        case "never":
            yield _rule(one, VIOLATED, one.id, one.id, (*one.when, *one.items))
        case "always":
            yield _rule(one, VIOLATED, one.id, one.id, one.when, (AllItem(items=one.items, at=one.at),))
        case "decides":
            yield _rule(one, VIOLATED, one.id, one.id, one.when, one.items)
        case "exclusive":
            for number, pair in enumerate(combinations(one.items, 2)):
                yield _rule(one, VIOLATED, f"{one.id}-{number}", one.id, (*one.when, *pair))
        case "raising" | "changing":
            return


def _premises(one: Property) -> Iterator[Rule]:
    for name, items in premises(one).items():
        yield _rule(one, OCCURS, f"{name}-occurs", name, items)


def _rule(
    one: Property, code: str, rule_id: str, name: str, when: tuple[Item, ...], unless: tuple[Item, ...] = ()
) -> Rule:
    at: Location = one.at
    head = ConclusionItem(code=code, names={}, constants={"property": name}, at=at)
    return Rule(id=f"property/{rule_id}", rulebook=BOOK, when=when, unless=unless, then=(head,), at=at)
