"""The progress line of `fit`, in a terminal, in a notebook and in a log file."""

import sys
import time

from dlcourse.nn.callbacks import Callback

NOTEBOOK_WIDTH = 88  # characters
BAR_WIDTH = 20
SECONDS_BETWEEN_DRAWINGS = 0.1
LINES_IN_A_LOG = 10


class Progress(Callback):
    """Shows epoch, time left and numbers while training runs.

    A terminal and a notebook show one line that is drawn again and again; anything else, such as a
    log file, gets at most ten lines.

    Parameters
    ----------
    stream : file, default ``sys.stdout``
    clock : callable, default `time.monotonic`
    """

    def __init__(self, stream=None, clock=time.monotonic):
        import shutil  # here, because it is slow to import and often not needed

        self.stream = stream or sys.stdout
        self.clock = clock
        if type(self.stream).__module__.startswith("ipykernel"):
            self.redraws, self.width = True, NOTEBOOK_WIDTH
        else:
            self.redraws = self.stream.isatty()
            self.width = shutil.get_terminal_size().columns - 1

    def on_train_begin(self, run):
        self.begin = self.drawn = self.clock()
        self.first = run.iteration  # a resumed run does not begin at 0
        self.running = True

    def on_batch_end(self, run):
        if self.redraws and self.clock() - self.drawn >= SECONDS_BETWEEN_DRAWINGS:
            self.draw(run)

    def on_epoch_end(self, run):
        if not self.redraws and self.is_due(run):
            print(self.text(run), file=self.stream, flush=True)

    def on_train_end(self, run):
        self.running = False
        if self.redraws:
            self.draw(run)
            print(file=self.stream, flush=True)

    def is_due(self, run):
        """Say whether a log file gets a line after this epoch."""
        share = run.epoch * LINES_IN_A_LOG // run.epochs
        return share > (run.epoch - 1) * LINES_IN_A_LOG // run.epochs or run.stopping

    def draw(self, run):
        """Write the line over the one before."""
        self.drawn = self.clock()
        line = self.text(run)[: self.width].ljust(self.width)
        print(f"\r{line}", end="", file=self.stream, flush=True)

    def text(self, run):
        """Return the line."""
        done = run.iteration / run.iterations
        parts = [f"epoch {run.epoch:>{len(str(run.epochs))}}/{run.epochs}"]
        if self.redraws:
            parts.append(("#" * int(BAR_WIDTH * done)).ljust(BAR_WIDTH, "."))
        parts += [f"{name} {number:.4g}" for name, number in run.logs.items()]
        if self.running and not run.stopping and self.first < run.iteration < run.iterations:
            seconds_each = (self.clock() - self.begin) / (run.iteration - self.first)
            seconds = seconds_each * (run.iterations - run.iteration)
            parts += [f"{seconds:.0f} s left"] if seconds >= 1.0 else []
        return "  ".join(parts)
