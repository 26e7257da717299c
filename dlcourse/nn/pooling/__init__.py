"""Pooling and its way back; see `dlcourse.nn` for the public names."""
