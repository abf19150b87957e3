"""What authors write: vocabulary, rulebooks, cases; and what they get back: the assessment."""
