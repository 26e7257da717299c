"""PyTorch on the CPU, with images as it likes them (channels first) or channels last in memory."""

import torch
from torch import nn

from speed import recipe


def build(workload, channels_last=False):
    """Return a function that does one training step and returns the loss."""
    model = nn.Sequential(*map(module_of, workload.layers))
    form = torch.channels_last if channels_last else torch.contiguous_format
    x, target = as_tensor(workload.x, form), as_tensor(workload.target, form)
    if channels_last and workload.x.ndim != 4:
        raise recipe.Unsupported("no images")
    if channels_last:
        model = model.to(memory_format=form)
    x.requires_grad_(workload.input_gradient)
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[workload.optimizer](
        parameters, lr=workload.lr
    )
    loss = LOSSES[workload.loss]

    def step():
        value = loss(model(x), target)
        optimizer.zero_grad()
        x.grad = None
        value.backward()
        optimizer.step()
        return value.item()

    return step


LOSSES = {
    "mean squared error": nn.functional.mse_loss,
    "cross-entropy": nn.functional.cross_entropy,
    "projection": lambda prediction, target: torch.vdot(prediction.flatten(), target.flatten()),
}


def as_tensor(array, form):
    """Return an array as a tensor; images (N, H, W, C) become (N, C, H, W)."""
    tensor = torch.from_numpy(array.copy())
    if tensor.ndim == 4:
        tensor = tensor.permute(0, 3, 1, 2).contiguous(memory_format=form)
    return tensor


def module_of(part):
    """Return the module for a part of the recipe."""
    return MODULES[type(part)](part)


def dense(part):
    module = nn.Linear(*part.W.shape)
    return fill(module, weight=part.channels_first_W().T, bias=part.b)


def convolution(part):
    kh, kw, channels, filters = part.W.shape
    module = nn.Conv2d(channels, filters, (kh, kw), padding=part.padding)
    return fill(module, weight=part.channels_first_W(), bias=part.b)


class AllStates(nn.LSTM):
    """An LSTM that returns the hidden states alone."""

    def forward(self, x):
        return super().forward(x)[0]


def lstm(part):
    module = AllStates(part.W.shape[0], part.U.shape[0], batch_first=True)
    module.bias_hh_l0.requires_grad_(False)  # PyTorch has two biases that are added; one is enough
    return fill(
        module,
        weight_ih_l0=part.W.T,
        weight_hh_l0=part.U.T,
        bias_ih_l0=part.b,
        bias_hh_l0=0 * part.b,
    )


def layer_norm(part):
    return fill(nn.LayerNorm(len(part.gamma)), weight=part.gamma, bias=part.beta)


class SelfAttention(nn.MultiheadAttention):
    """Attention whose queries, keys and values are the same."""

    def forward(self, x):
        return super().forward(x, x, x, need_weights=False)[0]


def attention(part):
    module = SelfAttention(len(part.W[0]), part.heads, batch_first=True)
    *inner, out = [torch.from_numpy(W.T.copy()) for W in part.W]
    *inner_b, out_b = [torch.from_numpy(b.copy()) for b in part.b]
    fill(module, in_proj_weight=torch.cat(inner), in_proj_bias=torch.cat(inner_b))
    fill(module.out_proj, weight=out, bias=out_b)
    return module


class Residual(nn.Module):
    def __init__(self, part):
        super().__init__()
        self.inner = nn.Sequential(*map(module_of, part.layers))

    def forward(self, x):
        return x + self.inner(x)


def fill(module, **arrays):
    """Copy arrays into the parameters of the same names; return the module."""
    with torch.no_grad():
        for name, array in arrays.items():
            getattr(module, name).copy_(torch.as_tensor(array))
    return module


MODULES = {
    recipe.Dense: dense,
    recipe.Convolution: convolution,
    recipe.LSTM: lstm,
    recipe.LayerNorm: layer_norm,
    recipe.Attention: attention,
    recipe.Residual: Residual,
    recipe.ReLU: lambda part: nn.ReLU(),
    recipe.Tanh: lambda part: nn.Tanh(),
    recipe.Sigmoid: lambda part: nn.Sigmoid(),
    recipe.MaxPool: lambda part: nn.MaxPool2d(2),
    recipe.Flatten: lambda part: nn.Flatten(),
}
