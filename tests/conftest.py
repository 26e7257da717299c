"""What holds for the whole test run, lessons outside of tests/ included."""

import os

# Before NumPy comes in, and for the kernels of the lessons too: the tests share the cores already,
# and a second thread for small products makes recurrent layers many times slower then.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import nbval.plugin
import pytest

from dlcourse.course.figures import LARGEST_DIFFERENCE, difference, pictures


def pytest_configure(config):
    """A registered plugin sees the items of every folder, hooks of this file only its own.

    What lessons use of the library is not counted as tested: nbval is kept from measuring coverage
    in their kernels, where a ``--cov`` without a value would also make it wait for ever.
    """
    config.pluginmanager.register(Lessons())
    nbval.plugin.setup_coverage = nbval.plugin.teardown_coverage = lambda *ignored: None


class Lessons:
    """Makes nbval's run of the lessons serve for all that needs a fresh run."""

    def pytest_ignore_collect(self, collection_path, config):
        """Notebooks below tests/ are material, texts of lessons are not modules with doctests."""
        if collection_path.suffix == ".ipynb" and collection_path.is_relative_to(
            config.rootpath / "tests"
        ):
            return True
        return True if collection_path == config.rootpath / "notebooks" / "src" else None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item):
        """nbval compares text only: after it has run a cell, compare the cell's figures too."""
        yield
        outputs = getattr(item, "test_outputs", None)
        if outputs is not None:
            expect_same_figures(item.cell.outputs, outputs)


def expect_same_figures(stored, fresh):
    """Fail unless a fresh run of a cell draws what its stored outputs show."""
    stored, fresh = pictures(stored), pictures(fresh)
    assert len(fresh) == len(stored), f"{len(fresh)} figures drawn, {len(stored)} stored"
    for number, (old, new) in enumerate(zip(stored, fresh, strict=True), start=1):
        apart = difference(old, new)
        assert apart <= LARGEST_DIFFERENCE, (
            f"figure {number} differs from the stored one by {apart:.2f} of 255 in the mean. "
            "If it is meant to, build the lesson again: dlcourse build"
        )
