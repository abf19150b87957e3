"""Questions beyond one assessment: what if a fact were otherwise, which question to ask next."""
