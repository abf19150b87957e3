"""Files to begin with: a case, a rule, a scenario, the schemas. What is there already is never overwritten."""
