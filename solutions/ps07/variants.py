# %% [markdown]
# # ps07: right answers written another way

# %% variant="penalty.loops"
# One entry at a time.
def penalty(net, l1, l2):
    total = 0.0
    gradients = {}
    for name in net:
        gradient = np.zeros(net[name].shape)
        if name[0] == "W":
            for index in np.ndindex(net[name].shape):
                w = net[name][index]
                total += l1 * abs(w) + l2 * w * w
                slope = 0.0
                if w > 0:
                    slope = l1
                elif w < 0:
                    slope = -l1
                gradient[index] = slope + 2 * l2 * w
        gradients[name] = gradient
    return total, gradients


# %% variant="penalty.dictionaries"
# Which parameters pay is a dictionary of 0 and 1; both results are comprehensions.
def penalty(net, l1, l2):
    pays = {name: float(name.startswith("W")) for name in net}
    total = sum(pays[n] * (l1 * np.abs(w).sum() + l2 * np.sum(w * w)) for n, w in net.items())
    gradients = {n: pays[n] * (l1 * np.sign(w) + 2 * l2 * w) for n, w in net.items()}
    return total, gradients


# %% variant="penalty.norms"
# With numpy.linalg.norm on the flattened weights.
def penalty(net, l1, l2):
    weights = [w.ravel() for name, w in net.items() if name.startswith("W")]
    all_weights = np.concatenate(weights)
    total = l1 * np.linalg.norm(all_weights, 1) + l2 * np.linalg.norm(all_weights) ** 2
    gradients = {name: np.zeros_like(w, dtype=float) for name, w in net.items()}
    for name in gradients:
        if name.startswith("W"):
            gradients[name] += l1 * ((net[name] > 0) * 1.0 - (net[name] < 0) * 1.0)
            gradients[name] += l2 * (net[name] + net[name])
    return float(total), gradients


# %% variant="stopping.counter"
# A counter of epochs without a new best, set back by each one.
def stop_early(losses, patience, min_delta=0.0):
    best = None
    best_epoch = last = waited = 0
    for loss in losses:
        last += 1
        is_number = loss == loss
        if is_number and (best is None or best - loss > min_delta):
            best, best_epoch, waited = loss, last, 0
        else:
            waited += 1
        if waited == patience:
            return best_epoch, last
    return best_epoch, last


# %% variant="stopping.enumerate"
# enumerate from 1, and a flag for the first number.
def stop_early(losses, patience, min_delta=0.0):
    best_epoch, epoch, mark = 0, 0, float("inf")
    for epoch, loss in enumerate(losses, start=1):
        if not np.isnan(loss) and loss < mark - min_delta:
            mark = loss
            best_epoch = epoch
        if epoch - best_epoch == patience:
            break
    return [best_epoch, epoch]


# %% variant="stopping.while_loop"
# An iterator asked by hand.
def stop_early(losses, patience, min_delta=0.0):
    source = iter(losses)
    seen, best_epoch = [], 0
    while len(seen) - best_epoch < patience:
        try:
            seen.append(next(source))
        except StopIteration:
            break
        first = best_epoch == 0 and not np.isnan(seen[-1])
        if first or (best_epoch and seen[-1] < seen[best_epoch - 1] - min_delta):
            best_epoch = len(seen)
    return best_epoch, len(seen)


# %% variant="parts.numpy_var"
# var for the variance, the choice by the two parts.
def decompose(predictions, truth, measured):
    return {
        "bias2": np.square(np.mean(predictions, axis=0) - truth),
        "variance": np.var(predictions, axis=0),
        "noise": np.mean(np.square(measured - truth), axis=0),
        "error": np.mean(np.square(measured - predictions), axis=0),
    }


def best_capacity(runs, truth):
    best, smallest = None, np.inf
    for name in runs:
        parts = decompose(runs[name], truth, runs[name])
        total = np.mean(parts["bias2"] + parts["variance"])
        if total < smallest:
            best, smallest = name, total
    return best


# %% variant="parts.loop"
# One place at a time.
def decompose(predictions, truth, measured):
    D, P = predictions.shape
    parts = {name: np.zeros(P) for name in ("bias2", "variance", "noise", "error")}
    for k in range(P):
        mean = sum(predictions[:, k]) / D
        parts["bias2"][k] = (mean - truth[k]) ** 2
        for d in range(D):
            parts["variance"][k] += (predictions[d, k] - mean) ** 2 / D
            parts["noise"][k] += (measured[d, k] - truth[k]) ** 2 / D
            parts["error"][k] += (predictions[d, k] - measured[d, k]) ** 2 / D
    return parts


def best_capacity(runs, truth):
    names = list(runs)
    totals = []
    for name in names:
        mean = runs[name].mean(0)
        totals.append(((mean - truth) ** 2).mean() + runs[name].var(0).mean())
    return names[int(np.argmin(totals))]


# %% variant="parts.mean_of_squares_minus_square"
# Variance as the mean of the squares minus the square of the mean.
def decompose(predictions, truth, measured):
    def mean(a):
        return np.add.reduce(a) / len(a)

    p = mean(predictions)
    return {
        "bias2": (p - truth) * (p - truth),
        "variance": mean(predictions**2) - p**2,
        "noise": mean((measured - truth) ** 2),
        "error": mean((predictions - measured) ** 2),
    }


def best_capacity(runs, truth):
    totals = sorted(runs, key=lambda name: ((runs[name] - truth) ** 2).sum() / runs[name].size)
    return totals[0]


# %% variant="dropout.binomial"
# Kept entries are drawn as 0 and 1; a broadcast map for the channels.
def dropout(x, rate, rng, training, channels=False):
    if not training:
        return x, np.ones_like(x, dtype=float)
    keep = 1 - rate
    if channels:
        N, H, W, C = x.shape
        kept = np.broadcast_to(rng.binomial(1, keep, size=(N, 1, 1, C)), (N, H, W, C))
    else:
        kept = rng.binomial(1, keep, size=x.shape)
    return x * kept / keep, kept / keep


def dropout_backward(grad, mask):
    return np.multiply(grad, mask)


# %% variant="dropout.tuple_mask"
# The mask is a pair of what is kept and the factor.
def dropout(x, rate, rng, training, channels=False):
    if not training:
        return 1.0 * x, (1.0, 1.0)
    if channels:
        kept = rng.random((x.shape[0], x.shape[3]))[:, None, None, :] > rate
    else:
        kept = rng.random(x.shape) > rate
    factor = 1 / (1 - rate)
    return x * kept * factor, (kept, factor)


def dropout_backward(grad, mask):
    kept, factor = mask
    return grad * kept * factor


# %% variant="dropout.where"
# np.where, and None as the mask when nothing is dropped.
def dropout(x, rate, rng, training, channels=False):
    if not training or rate == 0:
        return np.array(x), None
    shape = list(x.shape)
    if channels:
        shape[1] = shape[2] = 1
    mask = np.where(rng.uniform(size=shape) < rate, 0.0, 1 / (1 - rate))
    return np.where(mask > 0, x * mask, 0.0), mask


def dropout_backward(grad, mask):
    if mask is None:
        return grad.copy()
    return grad * mask


# %% variant="batchnorm.rows"
# Everything as rows (M, features), and back.
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.features, self.momentum, self.eps = features, momentum, eps
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_variance = np.ones(features)

    def forward(self, x, training):
        rows = x.reshape(-1, self.features)
        if training:
            mean = rows.sum(0) / len(rows)
            variance = ((rows - mean) ** 2).sum(0) / len(rows)
            self.running_mean = self.running_mean + (1 - self.momentum) * (mean - self.running_mean)
            change = variance - self.running_variance
            self.running_variance = self.running_variance + (1 - self.momentum) * change
        else:
            mean, variance = self.running_mean, self.running_variance
        self.deviation = np.sqrt(variance + self.eps)
        self.z = (rows - mean) / self.deviation
        return (self.z * self.gamma + self.beta).reshape(x.shape)

    def backward(self, grad):
        rows = grad.reshape(-1, self.features)
        M = len(rows)
        self.dbeta = rows.sum(0)
        self.dgamma = (rows * self.z).sum(0)
        dx = self.gamma / (M * self.deviation) * (M * rows - self.dbeta - self.z * self.dgamma)
        return dx.reshape(grad.shape)


# %% variant="batchnorm.three_ways"
# The backward pass by its three ways, as in the paper of 2015; keepdims everywhere.
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.gamma, self.beta = np.full(features, 1.0), np.full(features, 0.0)
        self.running_mean, self.running_variance = np.zeros((features,)), np.ones((features,))
        self.m, self.eps = momentum, eps

    def forward(self, x, training):
        axes = (0, 1, 2) if x.ndim == 4 else 0
        if not training:
            z = (x - self.running_mean) / np.sqrt(self.running_variance + self.eps)
            return self.gamma * z + self.beta
        mean = np.mean(x, axis=axes, keepdims=True)
        variance = np.var(x, axis=axes, keepdims=True)
        self.running_mean = self.m * self.running_mean + (1 - self.m) * mean.ravel()
        self.running_variance = self.m * self.running_variance + (1 - self.m) * variance.ravel()
        self.centred, self.variance, self.axes = x - mean, variance, axes
        self.z = self.centred / np.sqrt(variance + self.eps)
        return self.gamma * self.z + self.beta

    def backward(self, grad):
        self.dgamma, self.dbeta = np.sum(grad * self.z, self.axes), np.sum(grad, self.axes)
        count = grad.size // grad.shape[-1]
        dz = grad * self.gamma
        sums = {"axis": self.axes, "keepdims": True}
        inverse = (self.variance + self.eps) ** -0.5
        dvariance = np.sum(dz * self.centred, **sums) * -0.5 * inverse**3
        dmean = -inverse * np.sum(dz, **sums) - 2 * dvariance * np.mean(self.centred, **sums)
        return dz * inverse + dvariance * 2 * self.centred / count + dmean / count


# %% variant="batchnorm.one_feature_at_a_time"
# A loop over the features.
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma = np.ones(features)
        self.beta = np.zeros(features)
        self.running_mean = np.zeros(features)
        self.running_variance = np.ones(features)

    def forward(self, x, training):
        y = np.empty(x.shape)
        self.z, self.scale = np.empty(x.shape), []
        for k in range(x.shape[-1]):
            column = x[..., k]
            mean, variance = self.running_mean[k], self.running_variance[k]
            if training:
                mean, variance = column.mean(), column.var()
                old_mean, old_variance = self.running_mean[k], self.running_variance[k]
                self.running_mean[k] = self.momentum * old_mean + (1 - self.momentum) * mean
                kept = self.momentum * old_variance
                self.running_variance[k] = kept + (1 - self.momentum) * variance
            self.scale.append(1 / np.sqrt(variance + self.eps))
            self.z[..., k] = (column - mean) * self.scale[k]
            y[..., k] = self.gamma[k] * self.z[..., k] + self.beta[k]
        return y

    def backward(self, grad):
        dx = np.empty(grad.shape)
        features = grad.shape[-1]
        self.dgamma, self.dbeta = np.zeros(features), np.zeros(features)
        for k in range(features):
            g, z = grad[..., k], self.z[..., k]
            self.dgamma[k], self.dbeta[k] = (g * z).sum(), g.sum()
            inner = g - g.mean() - z * (g * z).mean()
            dx[..., k] = self.gamma[k] * self.scale[k] * inner
        return dx


# %% variant="experiment.penalty_alone"
# An L2 penalty and nothing else.
def train(x, y, x_val, y_val, rng):
    net, memory = first_weights(rng), {}
    for _ in range(400):
        slopes = slopes_of(net, x, y)
        decay = {n: 0.01 * net[n] if n.startswith("W") else 0.0 for n in net}
        net = adam_step(net, {n: slopes[n] + decay[n] for n in net}, memory)
    return net


# %% variant="experiment.penalty_and_stopping"
# A penalty, and the network with the lowest loss on the validation points, with patience.
def train(x, y, x_val, y_val, rng):
    net, memory = first_weights(rng), {}
    best, best_net, waited = np.inf, net, 0
    while waited < 150:
        slopes = slopes_of(net, x, y)
        for name in ("W1", "W2", "W3"):
            slopes[name] = slopes[name] + 2 * 0.004 * net[name]
        net = adam_step(net, slopes, memory)
        loss = loss_of(net, x_val, y_val)
        waited += 1
        if loss < best:
            best, best_net, waited = loss, net, 0
    return best_net


# %% variant="experiment.copies"
# Augmentation once, before training: ten shaken copies of each point; then the best of 400 steps.
def train(x, y, x_val, y_val, rng):
    copies = np.vstack([x + rng.normal(0.0, 0.3, size=x.shape) for _ in range(10)])
    answers = np.tile(y, 10)
    net, memory = first_weights(rng), {}
    nets = [net]
    for _ in range(200):
        nets.append(adam_step(nets[-1], slopes_of(nets[-1], copies, answers), memory))
    return min(nets, key=lambda net: loss_of(net, x_val, y_val))


# %% variant="experiment.strength_by_validation"
# Four strengths are tried, and the validation points choose.
def train(x, y, x_val, y_val, rng):
    start = first_weights(rng)
    tried = []
    for strength in (0.001, 0.003, 0.006, 0.01):
        net, memory = start, {}
        for _ in range(300):
            slopes = slopes_of(net, x, y)
            for name in ("W1", "W2", "W3"):
                slopes[name] = slopes[name] + 2 * strength * net[name]
            net = adam_step(net, slopes, memory)
        tried.append((loss_of(net, x_val, y_val), strength, net))
    return min(tried, key=lambda entry: entry[:2])[2]
