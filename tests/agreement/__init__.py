"""Agreement: random laws and cases, and a direct reader of the rule files as the oracle of every other reader."""
