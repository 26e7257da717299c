"""Layers that bring numbers to mean 0 and variance 1; see `dlcourse.nn` for the public names."""
