"""The line that tells how far a download is."""

import sys
import time

SECONDS_BETWEEN_DRAWINGS = 0.2


class DownloadProgress:
    """Shows name and size of a file, and how much of it has come.

    A terminal and a notebook show one line that is drawn again and again; anything else, such as a
    log file, gets one line at the end.

    Parameters
    ----------
    name : str
    total : int
        Bytes to come; 0 if the server does not say.
    wanted : bool, default True
    stream : file, default ``sys.stdout``
    clock : callable, default `time.monotonic`

    Examples
    --------
    >>> progress = DownloadProgress("digits.gz", 4_000_000)
    >>> progress.show(1_000_000)
    >>> progress.end(4_000_000)
    digits.gz: 4.0 of 4.0 MB
    """

    def __init__(self, name, total, wanted=True, *, stream=None, clock=time.monotonic):
        self.name, self.total, self.wanted = name, total, wanted
        self.stream = stream or sys.stdout
        self.clock = clock
        self.redraws = type(self.stream).__module__.startswith("ipykernel") or self.stream.isatty()
        self.drawn = -SECONDS_BETWEEN_DRAWINGS

    def show(self, received):
        """Draw the line again, if it is time to."""
        now = self.clock()
        if self.wanted and self.redraws and now - self.drawn >= SECONDS_BETWEEN_DRAWINGS:
            self.drawn = now
            print(f"\r{self.text(received)}", end="", file=self.stream, flush=True)

    def end(self, received):
        """Draw the line for the last time."""
        if self.wanted:
            begin = "\r" if self.redraws else ""
            print(f"{begin}{self.text(received)}", file=self.stream, flush=True)

    def text(self, received):
        """Return the line, which never becomes shorter."""
        of = f" of {self.total / 1e6:.1f}" if self.total else ""
        return f"{self.name}: {received / 1e6:.1f}{of} MB"
