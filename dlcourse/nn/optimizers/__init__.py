"""Optimizers, from gradients to new parameters; see `dlcourse.nn` for the public names."""
