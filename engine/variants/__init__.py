"""A rule otherwise: its parts, and the same rule with one part replaced, left out or negated."""
