"""The errors of grading that a person can act on."""


class GradingError(Exception):
    """Grading was asked for something it cannot do; the message says what to do instead."""
