"""Data sets of the course. Randomness is passed in, so that every draw can be repeated.

Real data come in a `Dataset`, in parts for training and test; files are read when a loader is
called. Where they come from and what you may do with them: SOURCES.md beside this file.

Examples
--------
>>> import numpy as np
>>> from dlcourse.data import load_digits
>>> digits = load_digits(rng=np.random.default_rng(0))
>>> digits.x_train.shape, digits.y_train.shape
((1438, 8, 8, 1), (1438,))
"""

from dlcourse.data.augment import Noise, Pipeline, Rotate, Shift, enlarge
from dlcourse.data.dataset import Dataset
from dlcourse.data.download import DownloadError
from dlcourse.data.encoding import one_hot
from dlcourse.data.memory import memory_sequences
from dlcourse.data.mnist import load_mnist
from dlcourse.data.scaling import Scaler, min_max_scaler, standard_scaler
from dlcourse.data.shipped import load_breast_cancer, load_digits, load_iris
from dlcourse.data.splitting import shuffle, split
from dlcourse.data.text import Text, load_text, windows
from dlcourse.data.toy import blobs, moons, rings, sines, spirals, two_curves, xor

__all__ = [
    "Dataset",
    "DownloadError",
    "Noise",
    "Pipeline",
    "Rotate",
    "Scaler",
    "Shift",
    "Text",
    "blobs",
    "enlarge",
    "load_breast_cancer",
    "load_digits",
    "load_iris",
    "load_mnist",
    "load_text",
    "memory_sequences",
    "min_max_scaler",
    "moons",
    "one_hot",
    "rings",
    "shuffle",
    "sines",
    "spirals",
    "split",
    "standard_scaler",
    "two_curves",
    "windows",
    "xor",
]
