"""Layers for sequences that look at all positions at once."""
