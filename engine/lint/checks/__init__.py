"""The checks, one module each: the module's name is the check's, ``CODE`` its code, ``find`` what it does.

``EVERY_RULE`` marks a check whose finding could be the fault of a rule that could not be read, ``AFTER_ALL`` one that
looks at what the others found.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from engine.lint.finding import Check


def _check(module_name: str) -> Check:
    module = import_module(f"{__name__}.{module_name}")
    return Check(
        name=module_name.replace("_", "-"),
        code=module.CODE,
        every_rule=getattr(module, "EVERY_RULE", False),
        after_all=getattr(module, "AFTER_ALL", False),
        find=module.find,
    )


CHECKS = tuple(sorted((_check(module.name) for module in iter_modules(__path__)), key=lambda check: check.code))
