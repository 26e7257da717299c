"""Whether dlcourse.nn learns what it should, and how fast; `benchmarks/accuracy.py` runs it."""
