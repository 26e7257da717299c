"""Deep learning in NumPy: layers, losses, optimizers and training, written to be read.

Batch first, channels last. A layer has `forward` and `backward`; a loss starts the backward pass;
an optimizer changes the parameters; `fit` runs the loop.

Examples
--------
>>> import numpy as np
>>> from dlcourse.nn import SGD, BinaryCrossEntropy, Dense, Sequential, Tanh, accuracy, fit
>>> x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
>>> y = np.array([[0.0], [1.0], [1.0], [0.0]])
>>> rng = np.random.default_rng(0)
>>> model = Sequential(Dense(2, 8, rng=rng), Tanh(), Dense(8, 1, rng=rng))
>>> loss = BinaryCrossEntropy(from_logits=True)
>>> optimizer = SGD(model.parameters(), lr=0.5, momentum=0.9)
>>> history = fit(model, loss, optimizer, x, y, epochs=200, batch_size=4, rng=rng, progress=False)
>>> (model(x) > 0).astype(int).ravel()
array([0, 1, 1, 0])
"""

from dlcourse.nn.activations import (
    GELU,
    Identity,
    LeakyReLU,
    ReLU,
    Sigmoid,
    Softmax,
    Swish,
    Tanh,
)
from dlcourse.nn.attention.multi_head_attention import MultiHeadAttention
from dlcourse.nn.attention.positional_encoding import PositionalEncoding
from dlcourse.nn.callbacks import Callback
from dlcourse.nn.checkpoint import Checkpoint
from dlcourse.nn.confusion import confusion_matrix
from dlcourse.nn.convolution.conv2d import Conv2D
from dlcourse.nn.convolution.conv_transpose2d import ConvTranspose2D
from dlcourse.nn.cross_entropy import CrossEntropy
from dlcourse.nn.dense import Dense
from dlcourse.nn.dropout import Dropout
from dlcourse.nn.early_stopping import EarlyStopping
from dlcourse.nn.embedding import Embedding
from dlcourse.nn.errors import (
    BackwardBeforeForwardError,
    DTypeError,
    EmptyBatchError,
    GradientError,
    ModelFileError,
    NonFiniteError,
    ShapeError,
    TargetError,
)
from dlcourse.nn.evaluation import evaluate
from dlcourse.nn.flatten import Flatten
from dlcourse.nn.gradient_check import check_gradients, numerical_gradient
from dlcourse.nn.history import History
from dlcourse.nn.initializers import (
    constant,
    glorot_normal,
    glorot_uniform,
    he_normal,
    he_uniform,
    normal,
    orthogonal,
    uniform,
    zeros,
)
from dlcourse.nn.layer import Layer
from dlcourse.nn.losses import BinaryCrossEntropy, MeanSquaredError
from dlcourse.nn.metrics import accuracy, f1, precision, recall
from dlcourse.nn.neuron import Neuron, Perceptron
from dlcourse.nn.normalization.batch_norm import BatchNorm
from dlcourse.nn.normalization.layer_norm import LayerNorm
from dlcourse.nn.optimizers.adadelta import Adadelta
from dlcourse.nn.optimizers.adagrad import Adagrad
from dlcourse.nn.optimizers.adam import Adam
from dlcourse.nn.optimizers.rmsprop import RMSProp
from dlcourse.nn.optimizers.sgd import SGD
from dlcourse.nn.parallel import Parallel
from dlcourse.nn.parameter import Parameter
from dlcourse.nn.penalties import L1, L2, Penalized
from dlcourse.nn.pooling.average_pool2d import AveragePool2D
from dlcourse.nn.pooling.global_average_pool2d import GlobalAveragePool2D
from dlcourse.nn.pooling.max_pool2d import MaxPool2D
from dlcourse.nn.pooling.max_unpool2d import MaxUnpool2D
from dlcourse.nn.recurrent.gru import GRU
from dlcourse.nn.recurrent.lstm import LSTM
from dlcourse.nn.recurrent.rnn import RNN
from dlcourse.nn.reshape import Reshape
from dlcourse.nn.residual import Residual
from dlcourse.nn.schedules import CosineDecay, LearningRate, StepDecay, WarmUp
from dlcourse.nn.sequential import Sequential
from dlcourse.nn.training import fit

__all__ = [
    "GELU",
    "GRU",
    "L1",
    "L2",
    "LSTM",
    "RNN",
    "SGD",
    "Adadelta",
    "Adagrad",
    "Adam",
    "AveragePool2D",
    "BackwardBeforeForwardError",
    "BatchNorm",
    "BinaryCrossEntropy",
    "Callback",
    "Checkpoint",
    "Conv2D",
    "ConvTranspose2D",
    "CosineDecay",
    "CrossEntropy",
    "DTypeError",
    "Dense",
    "Dropout",
    "EarlyStopping",
    "Embedding",
    "EmptyBatchError",
    "Flatten",
    "GlobalAveragePool2D",
    "GradientError",
    "History",
    "Identity",
    "Layer",
    "LayerNorm",
    "LeakyReLU",
    "LearningRate",
    "MaxPool2D",
    "MaxUnpool2D",
    "MeanSquaredError",
    "ModelFileError",
    "MultiHeadAttention",
    "Neuron",
    "NonFiniteError",
    "Parallel",
    "Parameter",
    "Penalized",
    "Perceptron",
    "PositionalEncoding",
    "RMSProp",
    "ReLU",
    "Reshape",
    "Residual",
    "Sequential",
    "ShapeError",
    "Sigmoid",
    "Softmax",
    "StepDecay",
    "Swish",
    "Tanh",
    "TargetError",
    "WarmUp",
    "accuracy",
    "check_gradients",
    "confusion_matrix",
    "constant",
    "evaluate",
    "f1",
    "fit",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
    "normal",
    "numerical_gradient",
    "orthogonal",
    "precision",
    "recall",
    "uniform",
    "zeros",
]
