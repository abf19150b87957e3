"""Cases made up to show something: from a rule alone, or from cases at hand by small changes."""
