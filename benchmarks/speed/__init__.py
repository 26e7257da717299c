"""Measures training steps; `benchmarks/run.py` starts it."""
