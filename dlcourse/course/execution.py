"""Runs a notebook in a fresh kernel of this very environment."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from dlcourse.course.errors import CourseError
from dlcourse.course.outputs import plain

CELL_SECONDS = 120


def execute(notebook: NotebookNode, folder: Path, name: str, seconds: int = CELL_SECONDS) -> None:
    """Run every code cell in order; outputs and execution counts are stored in place.

    Parameters
    ----------
    notebook : NotebookNode
    folder : Path
        The kernel's working directory.
    name : str
        What error messages call the notebook.
    seconds : int
        How long one cell may take.

    Raises
    ------
    CourseError
        If a cell fails that has no tag "raises-exception", takes too long or ends the kernel.
    """
    with tempfile.TemporaryDirectory(prefix="dlcourse-") as scratch:
        client = NotebookClient(
            notebook,
            km=_kernel_manager(Path(scratch)),
            timeout=seconds,
            resources={"metadata": {"path": str(folder)}},
            record_timing=False,
            store_widget_state=False,
        )
        try:
            # IPYTHONDIR: start-up files of whoever builds the course must not reach the lessons.
            client.execute(env=dict(os.environ, IPYTHONDIR=scratch), cleanup_kc=True)
        except CellTimeoutError as error:
            raise CourseError(f"{name}: a cell ran for more than {seconds} s.") from error
        except DeadKernelError as error:
            raise CourseError(f"{name}: the kernel died. Is there enough memory?") from error
        except CellExecutionError as error:
            raise CourseError(_failure(notebook, name)) from error


def _kernel_manager(scratch: Path) -> AsyncKernelManager:
    """A kernel of this Python, reached through sockets in ``scratch`` and not through a port."""
    return AsyncKernelManager(
        kernel_name="python3",
        # No kernel that the user has installed under the same name: only the one of sys.executable.
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        transport="ipc",
        connection_file=str(scratch / "kernel.json"),
    )


def _failure(notebook: NotebookNode, name: str) -> str:
    """Which cell failed, how, and where in the cell."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            failed = output.output_type == "error"
            if failed and "raises-exception" not in cell.metadata.get("tags", []):
                trace = plain("\n".join(output.traceback))
                return f"{name}, cell {cell['id']}: {output.ename}: {output.evalue}\n{trace}"
    return f"{name}: a cell failed."  # pragma: no cover - nbclient stores the error it raises
