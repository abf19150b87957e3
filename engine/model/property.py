"""A property of a rulebook as its author wrote it: what must hold of every case, or of every two that differ in a fact.

Of a case with unknown facts it asks only what must be so: it is violated where what it forbids must hold, or where
what it demands may no longer hold while its premise must.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Option

from engine.errors import Location
from engine.model.base import Model, Words
from engine.model.rule import Item

ONE_CASE = ("always", "never", "exclusive", "decides")
TWO_CASES = ("raising", "changing")
PropertyKind = Literal["always", "never", "exclusive", "decides", "raising", "changing"]


class Property(Model):
    """One property; which of the parts below say something depends on its kind.

    ``items`` are what ``always``, ``never``, ``exclusive`` or ``decides`` lists, ``when`` the premise. ``fields`` are
    those that ``raising`` or ``changing`` names, by template; ``removes``, ``adds`` and ``alike`` the codes of the
    conclusions that must not go, must not appear, and must come out the same. ``readings`` are the choices under which
    it must hold, ``defaults_only`` that it must under the defaults alone; every reading left open may be anything.
    ``text`` is how its author wrote it.
    """

    id: str
    rulebook: str
    label: Words
    provision: tuple[str, ...] = ()
    kind: PropertyKind
    readings: dict[str, str] = Option(default_factory=dict)
    defaults_only: bool = False
    when: tuple[Item, ...] = ()
    items: tuple[Item, ...] = ()
    fields: dict[str, tuple[str, ...]] = Option(default_factory=dict)
    removes: tuple[str, ...] = ()
    adds: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    text: str = ""
    at: Location
