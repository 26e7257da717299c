"""Hypothesis draws the same shapes in every run, and a slow machine is no failure."""

from hypothesis import settings

settings.register_profile("dlcourse", deadline=None, max_examples=30, derandomize=True)
settings.load_profile("dlcourse")
