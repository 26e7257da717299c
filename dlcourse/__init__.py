"""Deep learning from scratch in NumPy: the library, the course and its autograder."""

__version__ = "0.1.0"
