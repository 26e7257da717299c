"""What happened during training."""


class History:
    """One list of numbers for each quantity, one number an epoch.

    Attributes
    ----------
    stopped : str or None
        Why training ended early.

    Examples
    --------
    >>> history = History()
    >>> history.append({"loss": 0.5, "accuracy": 0.75})
    >>> history.append({"loss": 0.25, "accuracy": 1.0})
    >>> history["loss"]
    [0.5, 0.25]
    >>> history
    History(2 epochs, loss=0.25, accuracy=1)
    """

    def __init__(self):
        self.series = {}
        self.epochs = 0
        self.stopped = None

    def append(self, logs):
        """Add the numbers of one epoch, a dictionary from name to number."""
        for name, number in logs.items():
            self.series.setdefault(name, []).append(number)
        self.epochs += 1

    def __getitem__(self, name):
        if name not in self.series:
            known = ", ".join(self.series) or "nothing"
            raise KeyError(f"{name!r} was not recorded, only {known}")
        return self.series[name]

    def __contains__(self, name):
        return name in self.series

    def __iter__(self):
        return iter(self.series)

    def keys(self):
        """Return the names of what was recorded."""
        return self.series.keys()

    def last(self):
        """Return the numbers of the last epoch."""
        return {name: numbers[-1] for name, numbers in self.series.items()}

    def __repr__(self):
        numbers = "".join(f", {name}={number:.4g}" for name, number in self.last().items())
        return f"History({self.epochs} epochs{numbers})"
