"""Convolution and its transpose; see `dlcourse.nn` for the public names."""
