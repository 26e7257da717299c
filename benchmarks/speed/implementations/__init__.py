"""Who is measured. Each implementation has a file of its own with `build(workload)`.

This file imports none of them: they run in processes of their own, with their own settings.
"""

from dataclasses import dataclass, field

PINNED_ALLOCATOR = {
    "MALLOC_MMAP_THRESHOLD_": "1073741824",
    "MALLOC_TRIM_THRESHOLD_": "8589934592",
}
"""Without it PyTorch's convolutions take a third longer in some processes than in others."""

OURS, TORCH, NUMPY, COMPILED = "dlcourse", "PyTorch", "NumPy", "compiled"


@dataclass(frozen=True)
class Implementation:
    """One column of the tables.

    Attributes
    ----------
    name : str
    module : str
        The file beside this one.
    package : str
        What has to be installed.
    family : {"dlcourse", "PyTorch", "NumPy", "compiled"}
        A peer is one of "NumPy"; "compiled" ones make machine code of their own.
    options : dict
        For ``build``.
    shares_batch : bool
        Threads are dlcourse's own, over the batch, and not those of the matrix library.
    fewest_threads : int
        Measured only from this number of threads on.
    one_core : bool
        It has no setting for threads, so the process is held to one core for one thread.
    """

    name: str
    module: str
    package: str
    family: str
    options: dict = field(default_factory=dict)
    shares_batch: bool = False
    fewest_threads: int = 1
    one_core: bool = False

    def environment(self, threads):
        """Return the environment variables that hold it to so many threads."""
        blas = 1 if self.shares_batch else threads
        own = threads if self.shares_batch else 1
        return {
            **PINNED_ALLOCATOR,
            "OMP_NUM_THREADS": str(threads),
            "OPENBLAS_NUM_THREADS": str(blas),
            "MKL_NUM_THREADS": str(threads),
            "DLCOURSE_THREADS": str(own),
        }


IMPLEMENTATIONS = [
    Implementation("dlcourse", "dlcourse_nn", "numpy", OURS, shares_batch=True),
    Implementation("dlcourse, BLAS threads", "dlcourse_nn", "numpy", OURS, fewest_threads=2),
    Implementation("PyTorch", "pytorch", "torch", TORCH),
    Implementation(
        "PyTorch, channels last", "pytorch", "torch", TORCH, options={"channels_last": True}
    ),
    Implementation("HIPS autograd", "hips_autograd", "autograd", NUMPY),
    Implementation("MyGrad", "mygrad_tensors", "mygrad", NUMPY),
    Implementation("DeZero", "dezero_functions", "dezero", NUMPY),
    Implementation("numpy-ml", "numpy_ml_layers", "numpy-ml", NUMPY),
    Implementation("JAX", "jax_cpu", "jax", COMPILED, one_core=True),
]


def find(name):
    """Return the implementation of this name."""
    return next(i for i in IMPLEMENTATIONS if i.name == name)
