"""The line of a download, in a terminal and in a log file."""

import io

from dlcourse.data.download_progress import DownloadProgress


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Notebook(io.StringIO):
    """Such as a kernel's output stream, known by the module it is from."""

    __module__ = "ipykernel.iostream"


def download(stream, total=4_000_000, wanted=True):
    seconds = iter(range(100))
    line = DownloadProgress("a.gz", total, wanted, stream=stream, clock=lambda: next(seconds) / 10)
    for received in range(1_000_000, 4_000_001, 1_000_000):
        line.show(received)
    line.end(4_000_000)
    return stream.getvalue()


def test_a_terminal_and_a_notebook_redraw_one_line_but_not_too_often():
    for stream in (Terminal(), Notebook()):
        assert download(stream).split("\r") == [
            "",
            "a.gz: 1.0 of 4.0 MB",
            "a.gz: 3.0 of 4.0 MB",
            "a.gz: 4.0 of 4.0 MB\n",
        ]


def test_a_log_file_gets_one_line():
    assert download(io.StringIO()) == "a.gz: 4.0 of 4.0 MB\n"


def test_a_size_that_is_not_known_is_not_shown():
    assert download(io.StringIO(), total=0) == "a.gz: 4.0 MB\n"


def test_silence_when_it_is_wanted():
    assert download(Terminal(), wanted=False) == ""
