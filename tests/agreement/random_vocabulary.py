"""Random vocabularies and catalogues, for random laws.

Field names say the type (`flag`, `mode`, `day`, `size`), so that a failing law can be read; sizes are small, so that
random facts meet random conditions often.
"""

from __future__ import annotations

from random import Random

from .plain_law import PROVISIONS, Plain, text

MODES = ("red", "green", "blue")
SIZES = range(6)


def asked(kind: str, template: str, name: str, **more: object) -> Plain:
    """A field of that type with a trivial label and question."""
    return {"type": kind, **more, "label": text(name), "question": text(f"{name} of {{{template}}}?")}


def link(template: str, name: str, to: str) -> Plain:
    """A field that names an entry of `to`."""
    return asked("ref", template, name, to=to)


def scalar(rnd: Random, template: str, name: str) -> Plain:
    """A field of the type that its name says."""
    if name.startswith("flag"):
        return asked("yes_no", template, name, **({"judgement": "yes"} if rnd.random() < 0.1 else {}))
    if name.startswith("mode"):
        return asked("choice", template, name, choices={mode: text(mode) for mode in MODES})
    if name.startswith("day"):
        return asked("date", template, name)
    bounds: Plain = {"at_least": "0", "at_most": str(max(SIZES))} if rnd.random() < 0.6 else {}
    return asked("number", template, name, **bounds)


def scalars(rnd: Random, template: str, most: int, prefix: str = "") -> Plain:
    """Up to that many fields that are no links; at least one."""
    pool = ("flag_a", "flag_b", "mode_a", "day_a", "day_b", "size_a", "size_b")
    names = rnd.sample(pool, rnd.randint(1, most))
    # Two dates or numbers can be compared with each other: have them come in pairs often.
    for one in [n for n in names if n[:3] in ("day", "siz") and rnd.random() < 0.6]:
        other = one[:-1] + ("b" if one.endswith("a") else "a")
        names += [] if other in names else [other]
    return {name + prefix: scalar(rnd, template, name) for name in names}


def random_template(rnd: Random, name: str, others: list[str]) -> Plain:
    """A template of case entries with links to some of the others."""
    fields: Plain = {}
    if rnd.random() < 0.3:
        fields["title"] = {"type": "text", "label": text("title")}
    for other in others:
        if rnd.random() < 0.75:
            fields[f"of_{other}"] = link(name, f"of_{other}", other)
    if rnd.random() < 0.15:
        fields[f"above_{name}"] = link(name, f"above_{name}", name)
    fields |= scalars(rnd, name, 3)
    shown = {"shown_by": "title"} if "title" in fields else {}
    return {"section": f"{name}s", "label": text(name), **shown, "fields": fields}


def random_catalogue(rnd: Random) -> tuple[Plain, Plain]:
    """The template `kind` and its rows, some inactive, some demanding the field `note` of whoever names them."""
    fields = {"basis": {"type": "text", "label": text("basis")}, **scalars(rnd, "kind", 2)}
    rows: Plain = {}
    for number in range(rnd.randint(2, 4)):
        values = {name: random_value(rnd, declared) for name, declared in fields.items() if declared["type"] != "text"}
        rows[f"k{number}"] = {"label": text(f"kind {number}"), "basis": rnd.choice(PROVISIONS), **values}
        rows[f"k{number}"] |= {"requires": ["note"]} if rnd.random() < 0.2 else {}
    if rnd.random() < 0.4:
        rows["k9"] = {"label": text("kind 9"), "inactive": text("chưa xác minh"), "instead": "k0"}
    template = {"catalogue": "kinds.yaml", "label": text("kind"), "fields": fields}
    return template, {"template": "kind", "rows": rows}


def random_value(rnd: Random, declared: Plain) -> str:
    """A known value of a field that is neither a link nor text; dates lie before every date a case is read at."""
    match declared["type"]:
        case "yes_no":
            return rnd.choice(("yes", "yes", "yes", "no", "no", "true", "có", "không"))
        case "choice":
            return str(rnd.choice(list(declared["choices"])))
        case "date":
            return f"2024-0{rnd.randint(1, 5)}-15"
        case _:
            return str(rnd.choice(SIZES))


def random_vocabulary(rnd: Random) -> tuple[Plain, list[Plain]]:
    """Two to four templates of case entries, with a catalogue and a `one_per` now and then."""
    templates: Plain = {}
    names = rnd.sample(("person", "unit", "act", "notice"), rnd.randint(2, 4))
    implied = rnd.random() < 0.35
    for position, name in enumerate(["person", "unit"] if implied else names):
        templates[name] = random_template(rnd, name, list(templates)[:position])
    if implied:
        templates |= posts_and_oversights(rnd)
    catalogues = []
    if rnd.random() < 0.5:
        kind, catalogue = random_catalogue(rnd)
        catalogues = [catalogue]
        for name in rnd.sample(list(templates), rnd.randint(1, 2)):
            note = {"type": "text", "label": text("note")}
            templates[name]["fields"] |= {"kind": link(name, "kind", "kind"), "note": note}
        templates["kind"] = kind
    return {"templates": templates}, catalogues


def posts_and_oversights(rnd: Random) -> Plain:
    """A template of posts, and one of which every post with both links has an entry."""
    found = {}
    for name in ("post", "oversight"):
        links = {to: link(name, to, to) for to in ("person", "unit")}
        found[name] = {"section": f"{name}s", "label": text(name), "fields": links | scalars(rnd, name, 3)}
    found["oversight"]["one_per"] = {"post": ["person", "unit"]}
    return found
