"""Parameters to a file and back: NumPy's npz format, never pickle, which could run code.

``zipfile`` and ``pathlib`` are imported where they are used: they take a third of the time of
importing `dlcourse.nn`, and most who import it never store anything.
"""

import os

import numpy as np

from dlcourse.nn.errors import ModelFileError


def save_parameters(layer, path):
    """Write the parameters of a layer to an ``.npz`` file.

    The file appears whole or not at all.

    Parameters
    ----------
    layer : Layer
    path : str or Path
        ``.npz`` is added if it is missing.
    """
    write_arrays(path, {name: p.value for name, p in layer.named_parameters().items()})


def load_parameters(layer, path):
    """Read the parameters of a layer from an ``.npz`` file.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ModelFileError
        If the file is damaged, or its names or shapes are not those of the layer.
    """
    arrays, parameters = read_arrays(path), layer.named_parameters()
    expect_parameters(arrays, parameters, npz_path(path))
    for name, parameter in parameters.items():
        parameter.value = arrays[name]


def write_arrays(path, arrays):
    """Write a dictionary of arrays: to another file first, which then takes the place of the old.

    Whatever happens on the way, a file of this name is whole: the old one or the new one.
    """
    path = npz_path(path)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            np.savez(file, **arrays)
            file.flush()
            os.fsync(file.fileno())  # on the disk before the name changes hands
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def read_arrays(path):
    """Return what `write_arrays` wrote.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ModelFileError
        If it is damaged, or no such file.
    """
    import zipfile

    path = npz_path(path)
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except (ValueError, EOFError, TypeError, zipfile.BadZipFile) as error:
        raise ModelFileError(
            f"{path}: expected an npz file written by save, and cannot read it as one."
        ) from error


def expect_parameters(arrays, parameters, path):
    """Raise a `ModelFileError` unless the arrays of a file are made for these parameters."""
    if arrays.keys() != parameters.keys():
        missing = ", ".join(sorted(parameters.keys() - arrays.keys())) or "none"
        unknown = ", ".join(sorted(arrays.keys() - parameters.keys())) or "none"
        raise ModelFileError(
            f"{path}: the file does not fit the model. Missing in the file: {missing}. "
            f"Unknown to the model: {unknown}. Build the model with the layers it was saved with."
        )
    for name, parameter in parameters.items():
        if arrays[name].shape != parameter.shape or arrays[name].dtype.kind != "f":
            raise ModelFileError(
                f"{path}: the file does not fit the model. {name}: the model has shape "
                f"{parameter.shape}, the file {arrays[name].dtype} of shape {arrays[name].shape}. "
                "Build the model with the widths it was saved with."
            )


def npz_path(path):
    """Return the path with ``.npz`` at its end.

    Examples
    --------
    >>> npz_path("model").name, npz_path("model.npz").name, npz_path("v1.2").name
    ('model.npz', 'model.npz', 'v1.2.npz')
    """
    from pathlib import Path

    path = Path(path)
    return path if path.suffix == ".npz" else path.with_name(path.name + ".npz")
