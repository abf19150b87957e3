"""Readers of one program. Each says the same; none knows another."""
