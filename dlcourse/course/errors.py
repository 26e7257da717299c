"""The one error of the course builder."""


class CourseError(Exception):
    """Something in the text of the course must be mended; the message says what and where."""
