"""Data sets of the course. Randomness is passed in, so that every draw can be repeated."""

from dlcourse.data.toy import blobs, moons, rings, sines, spirals, two_curves, xor

__all__ = ["blobs", "moons", "rings", "sines", "spirals", "two_curves", "xor"]
