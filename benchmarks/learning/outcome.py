"""What came of a task."""

from dataclasses import dataclass


@dataclass
class Outcome:
    """One row of the table.

    Attributes
    ----------
    task, reached, goal : str
    passed : bool
    seconds : float
        Of the longest training; the data are there already.
    """

    task: str
    reached: str
    goal: str
    passed: bool
    seconds: float

    def __str__(self):
        verdict = "reached" if self.passed else "MISSED"
        return f"{self.task}: {self.reached} (goal {self.goal}: {verdict}; {self.seconds:.0f} s)"
