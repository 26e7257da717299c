"""The progress line in a terminal, a notebook and a log file."""

import io

import numpy as np
import pytest

from dlcourse import nn
from dlcourse.nn.progress import NOTEBOOK_WIDTH, Progress
from dlcourse.nn.training import TrainingRun


class Terminal(io.StringIO):
    def isatty(self):
        return True


class NotebookStream(io.StringIO):
    """What ipykernel puts in the place of sys.stdout."""


NotebookStream.__module__ = "ipykernel.iostream"


class Clock:
    """Every look takes the same time."""

    def __init__(self, seconds):
        self.now, self.seconds = 0.0, seconds

    def __call__(self):
        self.now += self.seconds
        return self.now


def watch(stream, epochs=4, batches=3, stop_after=None, seconds=0.06, first=0):
    """Play a training of so many epochs; return what the stream got."""
    progress = Progress(stream, clock=Clock(seconds))
    run = TrainingRun(None, None, None, None, [], epochs, epochs * batches)
    run.iteration = first * batches
    progress.on_train_begin(run)
    for run.epoch in range(first + 1, epochs + 1):
        for _ in range(batches):
            run.iteration += 1
            run.logs = {"loss": 1.0 / run.iteration}
            progress.on_batch_end(run)
        if run.epoch == stop_after:
            run.stop("enough")
        progress.on_epoch_end(run)
        if run.stopping:
            break
    progress.on_train_end(run)
    return stream.getvalue()


def test_a_terminal_shows_one_line_that_is_drawn_again(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    written = watch(Terminal())
    assert written.count("\n") == 1
    drawings = written.rstrip("\n").split("\r")[1:]
    assert len(drawings) > 2
    assert {len(drawing) for drawing in drawings} == {79}
    assert drawings[0].startswith("epoch 1/4  ###.................  loss 0.5  1 s left")
    assert drawings[-1].rstrip() == "epoch 4/4  ####################  loss 0.08333"


def test_a_narrow_terminal_gets_a_shorter_line(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    assert max(map(len, watch(Terminal()).split("\r"))) <= 20


def test_a_notebook_ends_with_a_line_without_times():
    drawings = watch(NotebookStream()).rstrip("\n").split("\r")
    last = "epoch 4/4  ####################  loss 0.08333"
    assert drawings[-1] == last.ljust(NOTEBOOK_WIDTH)


def test_a_log_file_gets_a_plain_line_for_each_of_few_epochs():
    lines = watch(io.StringIO()).splitlines()
    assert [line.split("  ")[0] for line in lines] == [f"epoch {n}/4" for n in (1, 2, 3, 4)]
    assert not any("\r" in line or "#" in line for line in lines)


@pytest.mark.parametrize("epochs", [10, 25, 1000])
def test_a_log_file_gets_ten_lines_for_many_epochs(epochs):
    lines = watch(io.StringIO(), epochs=epochs, batches=1).splitlines()
    assert len(lines) == 10
    assert lines[-1].startswith(f"epoch {epochs}/{epochs}  loss")


def test_the_log_file_shows_where_training_stopped():
    lines = watch(io.StringIO(), epochs=1000, stop_after=7).splitlines()
    assert lines == ["epoch    7/1000  loss 0.04762"]


def test_fast_batches_are_not_all_drawn():
    assert watch(Terminal(), epochs=1, batches=300, seconds=0.01).count("\r") < 40


def fit(**settings):
    rng = np.random.default_rng(0)
    model = nn.Dense(1, 1, rng=rng)
    optimizer = nn.SGD(model.parameters(), 0.1)
    x = rng.normal(size=(4, 1))
    nn.fit(model, nn.MeanSquaredError(), optimizer, x, x, epochs=2, rng=rng, **settings)


def test_fit_shows_progress_unless_told_not_to(capsys):
    fit()
    assert capsys.readouterr().out.startswith("epoch 1/2  loss ")
    fit(progress=False)
    assert capsys.readouterr() == ("", "")


def test_less_than_a_second_is_not_worth_telling():
    assert "left" not in watch(io.StringIO(), seconds=0.001)
    assert "left" in watch(io.StringIO(), seconds=1.0)


def test_a_resumed_run_counts_the_time_of_its_own_batches():
    written = watch(Terminal(), epochs=100, batches=1, first=98, seconds=5.0)
    assert "epoch  99/100" in written
    assert "  15 s left" in written  # the first batch took three looks at the clock
