"""Nested dictionaries and lists of numbers, texts and arrays, to one file and back."""

import numpy as np

from dlcourse.nn.errors import ModelFileError
from dlcourse.nn.storage import npz_path, read_arrays, write_arrays

TREE = "tree"  # the entry of the npz file that holds the tree, as JSON
MARK = "array at"  # {"array at": name} stands in the tree for an array


def write_tree(path, kind, tree):
    """Write a tree to an ``.npz`` file: its arrays by their paths, all else as JSON.

    The file appears whole or not at all.

    Parameters
    ----------
    path : str or Path
    kind : str
        What the file is; `read_tree` asks for the same.
    tree : dict
        Keys are texts; values are dictionaries, lists, arrays, numbers, texts or None.
    """
    import json  # here and below: see dlcourse.nn.storage

    arrays = {}
    plain = _take_arrays({"kind": kind, **tree}, "", arrays)
    write_arrays(path, {TREE: np.array(json.dumps(plain)), **arrays})


def read_tree(path, kind):
    """Return the tree that `write_tree` wrote.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ModelFileError
        If the file is damaged, or of another kind.
    """
    import json

    arrays = read_arrays(path)
    if TREE in arrays and arrays[TREE].dtype.kind == "U":
        tree = json.loads(
            arrays[TREE].item(), object_hook=lambda d: arrays[d[MARK]] if MARK in d else d
        )
        if tree.pop("kind", None) == kind:
            return tree
    raise ModelFileError(f"{npz_path(path)}: expected a {kind}, and this npz file is not one.")


def _take_arrays(node, path, arrays):
    """Return the node with arrays replaced by marks; the arrays go into a dictionary.

    Examples
    --------
    >>> arrays = {}
    >>> _take_arrays({"w": [1, np.ones(2)]}, "", arrays), arrays
    ({'w': [1, {'array at': 'w/1'}]}, {'w/1': array([1., 1.])})
    """
    if isinstance(node, np.ndarray):
        arrays[path] = node
        return {MARK: path}
    if isinstance(node, dict):
        return {
            key: _take_arrays(v, f"{path}/{key}".lstrip("/"), arrays) for key, v in node.items()
        }
    if isinstance(node, (list, tuple)):
        return [_take_arrays(v, f"{path}/{i}".lstrip("/"), arrays) for i, v in enumerate(node)]
    return node.item() if isinstance(node, np.generic) else node
