"""The surroundings of kernels and where messages go."""

import logging
import os
import sys
import warnings
from pathlib import Path

from traitlets.config import Config

from dlcourse.grading.surroundings import (
    changed_environment,
    kernel_environment,
    log_to,
    programs_on_path,
    quiet_kernels,
)


def test_programs_of_this_environment_come_first(monkeypatch):
    here = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", os.pathsep.join(["/usr/bin", here, "/bin"]))
    with programs_on_path():
        assert os.environ["PATH"].split(os.pathsep) == [here, "/usr/bin", "/bin"]
    assert os.environ["PATH"].split(os.pathsep) == ["/usr/bin", here, "/bin"]


def test_kernels_write_into_a_folder_of_their_own_that_goes_away():
    with kernel_environment():
        folder = Path(os.environ["JUPYTER_RUNTIME_DIR"])
        assert folder.is_dir()
        assert Path(os.environ["IPYTHONDIR"]).parent == folder
    assert not folder.exists()


def test_a_variable_that_was_not_there_goes_away_again(monkeypatch):
    monkeypatch.delenv("DLCOURSE_TEST", raising=False)
    with changed_environment(DLCOURSE_TEST="1"):
        assert os.environ["DLCOURSE_TEST"] == "1"
    assert "DLCOURSE_TEST" not in os.environ


def test_kernels_use_sockets_where_the_name_is_short_enough(monkeypatch):
    config = Config()
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", "/tmp/short")
    quiet_kernels(config)
    assert config.KernelManager.transport == "ipc"
    assert config.KernelManager.ip == f"/tmp/short/{os.getpid()}"


def test_kernels_use_ports_where_the_name_would_be_too_long(monkeypatch):
    config = Config()
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", "/" + "long" * 30)
    quiet_kernels(config)
    assert not config.KernelManager


def test_messages_and_warnings_go_into_the_file_and_nowhere_else(tmp_path, capfd):
    log = tmp_path / "log"
    logger = logging.getLogger("traitlets")
    before = (list(logger.handlers), logger.propagate)
    with log_to(log):
        logger.error("from nbgrader")
        warnings.warn("from a library", stacklevel=1)
    assert (list(logger.handlers), logger.propagate) == before
    text = log.read_text()
    assert "ERROR from nbgrader" in text
    assert "UserWarning: from a library" in text
    assert capfd.readouterr() == ("", "")
