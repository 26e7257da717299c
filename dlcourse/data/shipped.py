"""Real data that come with the package. Sources and licences: SOURCES.md beside this file."""

import numpy as np

from dlcourse.data.dataset import Dataset
from dlcourse.data.splitting import split
from dlcourse.data.storage import stored

MEASURED = (
    *("radius", "texture", "perimeter", "area", "smoothness"),
    *("compactness", "concavity", "concave points", "symmetry", "fractal dimension"),
)


def load_digits(*, rng, test_share=0.2, validation_share=0.0, stratify=True, flat=False):
    """Load 1797 handwritten digits, grey images of 8x8 pixels.

    Parameters
    ----------
    rng : numpy.random.Generator
        Draws which example goes into which part.
    test_share, validation_share, stratify
        As in `split`.
    flat : bool, default False
        Return the pixels of an image in one row, as a dense layer wants them.

    Returns
    -------
    Dataset
        Images (N, 8, 8, 1), or (N, 64), from 0 (paper) to 1 (ink) in steps of 1/16; classes 0 to
        9, about 180 images of each. Anew on each call: change them as you like.

    Notes
    -----
    The test set of "Optical Recognition of Handwritten Digits" by E. Alpaydin and C. Kaynak
    (1998), UCI Machine Learning Repository, https://doi.org/10.24432/C50P49, licensed CC BY 4.0.

    Examples
    --------
    >>> digits = load_digits(rng=np.random.default_rng(0), validation_share=0.1)
    >>> digits
    Dataset(train=(1258, 8, 8, 1), validation=(180, 8, 8, 1), test=(359, 8, 8, 1), classes=10)
    >>> digits.x_train.min(), digits.x_train.max()
    (np.float64(0.0), np.float64(1.0))
    """
    x, y = read("digits")
    if flat:
        x = x.reshape(len(x), -1)  # (N, 64)
    shares = {"test_share": test_share, "validation_share": validation_share}
    return in_parts(x, y, tuple("0123456789"), (), rng=rng, stratify=stratify, **shares)


def load_iris(*, rng, test_share=0.2, validation_share=0.0, stratify=True, scale=None):
    """Load 150 iris flowers: four lengths in cm, three species, 50 flowers of each.

    Parameters
    ----------
    rng : numpy.random.Generator
        Draws which example goes into which part.
    test_share, validation_share, stratify
        As in `split`.
    scale : function, optional
        `standard_scaler` or `min_max_scaler`; gets the training part and scales all parts.

    Returns
    -------
    Dataset
        Features (N, 4); classes 0 to 2.

    Notes
    -----
    R. A. Fisher (1936), "The use of multiple measurements in taxonomic problems"; in the UCI
    Machine Learning Repository as https://doi.org/10.24432/C56C76, licensed CC BY 4.0. The
    numbers are those of Fisher's paper; two flowers of the UCI copy differ.

    Examples
    --------
    >>> iris = load_iris(rng=np.random.default_rng(0))
    >>> iris.feature_names
    ('sepal length', 'sepal width', 'petal length', 'petal width')
    >>> iris.class_names
    ('setosa', 'versicolor', 'virginica')
    >>> iris.x_train[0], iris.y_train[0]
    (array([5. , 3. , 1.6, 0.2]), np.int64(0))
    """
    features = ("sepal length", "sepal width", "petal length", "petal width")
    names = ("setosa", "versicolor", "virginica")
    shares = {"test_share": test_share, "validation_share": validation_share}
    return in_parts(*read("iris"), names, features, scale, rng=rng, stratify=stratify, **shares)


def load_breast_cancer(*, rng, test_share=0.2, validation_share=0.0, stratify=True, scale=None):
    """Load 569 breast masses: 30 measurements of cell nuclei, benign or malignant.

    The features differ in size by a factor of ten thousand and more, so scaling matters here.

    Parameters
    ----------
    rng : numpy.random.Generator
        Draws which example goes into which part.
    test_share, validation_share, stratify
        As in `split`.
    scale : function, optional
        `standard_scaler` or `min_max_scaler`; gets the training part and scales all parts.

    Returns
    -------
    Dataset
        Features (N, 30): ten measures, each as mean, as standard error and as mean of the three
        worst nuclei. Class 1 is malignant (212), the one that must not be missed; class 0 is
        benign (357). Some other libraries number them the other way round.

    Notes
    -----
    "Breast Cancer Wisconsin (Diagnostic)" by W. H. Wolberg, W. N. Street and O. L. Mangasarian
    (1995), UCI Machine Learning Repository, https://doi.org/10.24432/C5DW2B, licensed CC BY 4.0.

    Examples
    --------
    >>> from dlcourse.data import standard_scaler
    >>> cells = load_breast_cancer(rng=np.random.default_rng(0), scale=standard_scaler)
    >>> cells
    Dataset(train=(455, 30), validation=None, test=(114, 30), classes=2)
    >>> cells.class_names, cells.feature_names[0]
    (('benign', 'malignant'), 'mean radius')
    >>> abs(cells.x_train.mean(axis=0)).max().round(9)
    np.float64(0.0)
    """
    kinds = ("mean {}", "{} error", "worst {}")
    features = tuple(kind.format(measure) for kind in kinds for measure in MEASURED)
    names = ("benign", "malignant")
    x, y = read("breast_cancer")
    shares = {"test_share": test_share, "validation_share": validation_share}
    return in_parts(x, y, names, features, scale, rng=rng, stratify=stratify, **shares)


def read(name):
    """Return all examples and classes of a file as they come, ``x (N, ...)`` and ``y (N,)``.

    Examples
    --------
    >>> x, y = read("iris")
    >>> x[0], y[0]
    (array([5.1, 3.5, 1.4, 0.2]), np.int64(0))
    """
    with stored(f"{name}.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as file:
        return file["x"] / file["divisor"], file["y"].astype(int)


def in_parts(x, y, class_names, feature_names, scale=None, **how):
    """Split as `split` does, scale by the training part, and return a `Dataset`."""
    parts = split(x, y, **how)
    scaler = None if scale is None else scale(parts[0][0])
    arrays = []
    for part in parts:
        x_part, y_part = part or (None, None)
        arrays += [x_part if scaler is None or part is None else scaler(x_part), y_part]
    return Dataset(*arrays, class_names, feature_names, scaler)
