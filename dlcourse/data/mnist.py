"""MNIST, which is downloaded when it is first asked for."""

from pathlib import Path

import numpy as np

from dlcourse.data.dataset import Dataset
from dlcourse.data.download import cache_folder, fetch
from dlcourse.data.idx import read_idx

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
FILES = {  # name: MD5
    "train-images-idx3-ubyte.gz": "f68b3c2dcbeaaa9fbdd348bbdeb94873",
    "train-labels-idx1-ubyte.gz": "d53e105ee54ea40749a09fcbcd1e9432",
    "t10k-images-idx3-ubyte.gz": "9fb629c4189551a2d022fa330f9573f3",
    "t10k-labels-idx1-ubyte.gz": "ec29112dd5afa0611ce80d1b7f02629c",
}


def load_mnist(
    folder=None, *, mirrors=MIRRORS, flat=False, dtype="float32", timeout=30.0, progress=True
):
    """Load 70 000 handwritten digits, grey images of 28x28 pixels; 11.6 MB come over the network.

    The files are kept, so the second call needs no network. Nor does the first, if the four files
    are in the folder already.

    Parameters
    ----------
    folder : path, optional
        Where the files are kept; ``~/.cache/dlcourse/mnist`` by default, or below XDG_CACHE_HOME.
    mirrors : sequence of str
        Addresses of folders that hold the four files, tried in order.
    flat : bool, default False
        Return the pixels of an image in one row, as a dense layer wants them.
    dtype : default float32
        Type of the pixels; in float64 they take 440 MB.
    timeout : float, default 30
        Seconds without an answer after which a mirror is given up.
    progress : bool, default True
        Show how far each download is.

    Returns
    -------
    Dataset
        60 000 images for training and 10 000 for test, in their own order: (N, 28, 28, 1), or
        (N, 784), from 0 (paper) to 1 (ink). `split` takes a validation part off the training part.

    Raises
    ------
    DownloadError
        If there is no network, or no mirror gives the right files. It says what to do.

    Notes
    -----
    Y. LeCun, C. Cortes and C. J. C. Burges, "The MNIST database of handwritten digits". Each file
    is checked by its MD5 before it is kept.
    """
    if np.dtype(dtype).kind != "f":
        raise ValueError(f"dtype: expected a type of floats, such as float32, got {dtype!r}.")
    folder = cache_folder("mnist") if folder is None else Path(folder).expanduser()
    if isinstance(mirrors, str):
        mirrors = [mirrors]
    mirrors = [mirror.rstrip("/") + "/" for mirror in mirrors]
    paths = [
        fetch(name, md5, folder, mirrors, timeout=timeout, progress=progress)
        for name, md5 in FILES.items()
    ]
    x_train, y_train, x_test, y_test = map(read_idx, paths)
    images = [as_images(x, flat, dtype) for x in (x_train, x_test)]
    labels = [y.astype(int) for y in (y_train, y_test)]
    return Dataset(
        x_train=images[0],
        y_train=labels[0],
        x_validation=None,
        y_validation=None,
        x_test=images[1],
        y_test=labels[1],
        class_names=tuple("0123456789"),
    )


def as_images(x, flat, dtype):
    """Return bytes (N, H, W) as numbers from 0 to 1, with one channel or flat.

    Examples
    --------
    >>> as_images(np.array([[[0, 255]]], np.uint8), flat=True, dtype="float32")
    array([[0., 1.]], dtype=float32)
    """
    shape = (len(x), -1) if flat else (*x.shape, 1)
    return x.reshape(shape).astype(dtype) / np.dtype(dtype).type(255)
