# %% [markdown]
# # ps07: wrong answers that students give, each with the hint it deserves

# %% mistake="penalty.factor_two_forgotten"
# The gradient of the squares is half of what it should be. Differentiate w² once more.
def penalty(net, l1, l2):
    total, gradients = 0.0, {}
    for name, value in net.items():
        gradients[name] = np.zeros(np.shape(value))
        if name.startswith("W"):
            total += l1 * np.abs(value).sum() + l2 * (value**2).sum()
            gradients[name] = l1 * np.sign(value) + l2 * value
    return total, gradients


# %% mistake="penalty.biases_pay"
# The biases are penalised as well. Look at the names: which of them pay, and which go free?
def penalty(net, l1, l2):
    total, gradients = 0.0, {}
    for name, value in net.items():
        total += l1 * np.abs(value).sum() + l2 * (value**2).sum()
        gradients[name] = l1 * np.sign(value) + 2 * l2 * value
    return total, gradients


# %% mistake="penalty.strengths_exchanged"
# The two strengths have changed places. Which one belongs to the absolute values?
def penalty(net, l1, l2):
    total, gradients = 0.0, {}
    for name, value in net.items():
        gradients[name] = np.zeros(np.shape(value))
        if name.startswith("W"):
            total += l2 * np.abs(value).sum() + l1 * (value**2).sum()
            gradients[name] = l2 * np.sign(value) + 2 * l1 * value
    return total, gradients


# %% mistake="penalty.absolute_value_forgotten"
# Weights of opposite sign cancel in the L1 penalty. What stands around each w in the formula?
def penalty(net, l1, l2):
    total, gradients = 0.0, {}
    for name, value in net.items():
        gradients[name] = np.zeros(np.shape(value))
        if name.startswith("W"):
            total += l1 * value.sum() + l2 * (value**2).sum()
            gradients[name] = l1 * np.ones(value.shape) + 2 * l2 * value
    return total, gradients


# %% mistake="penalty.sign_without_zero"
# At a weight of exactly 0 the gradient of |w| should be 0. Which value does your comparison
# give there?
def penalty(net, l1, l2):
    total, gradients = 0.0, {}
    for name, value in net.items():
        gradients[name] = np.zeros(np.shape(value))
        if name.startswith("W"):
            total += l1 * np.abs(value).sum() + l2 * (value**2).sum()
            gradients[name] = l1 * np.where(value > 0, 1.0, -1.0) + 2 * l2 * value
    return total, gradients


# %% mistake="penalty.free_left_out"
# The gradients of what goes free are missing from the dictionary. An optimizer asks for every
# name: which gradient does a parameter have that costs nothing?
def penalty(net, l1, l2):
    total, gradients = 0.0, {}
    for name, value in net.items():
        if name.startswith("W"):
            total += l1 * np.abs(value).sum() + l2 * (value**2).sum()
            gradients[name] = l1 * np.sign(value) + 2 * l2 * value
    return total, gradients


# %% mistake="penalty.norm_not_square"
# The L2 part is the length of the weights, and it should be its square. Try a single weight of 3.
def penalty(net, l1, l2):
    total, gradients = 0.0, {}
    for name, value in net.items():
        gradients[name] = np.zeros(np.shape(value))
        if name.startswith("W"):
            length = np.sqrt((value**2).sum())
            total += l1 * np.abs(value).sum() + l2 * length
            gradients[name] = l1 * np.sign(value) + l2 * value / length
    return total, gradients


# %% mistake="penalty.mean_not_sum"
# The penalty is a mean over the entries, and it should be a sum. Give the same weight twice: the
# penalty must double.
def penalty(net, l1, l2):
    total, gradients = 0.0, {}
    for name, value in net.items():
        gradients[name] = np.zeros(np.shape(value))
        if name.startswith("W"):
            total += l1 * np.abs(value).mean() + l2 * (value**2).mean()
            gradients[name] = (l1 * np.sign(value) + 2 * l2 * value) / value.size
    return total, gradients


# %% mistake="penalty.last_weight_only"
# Only the last weight of the network counts. Does the total survive from one name to the next?
def penalty(net, l1, l2):
    gradients = {}
    for name, value in net.items():
        total = 0.0
        gradients[name] = np.zeros(np.shape(value))
        if name.startswith("W"):
            total += l1 * np.abs(value).sum() + l2 * (value**2).sum()
            gradients[name] = l1 * np.sign(value) + 2 * l2 * value
    return total, gradients


# %% mistake="stopping.counts_from_zero"
# The epochs are counted from 0. Which number has the first one in the question?
def stop_early(losses, patience, min_delta=0.0):
    best, best_epoch, epoch = np.inf, -1, -1
    for loss in losses:
        epoch += 1
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        elif epoch - best_epoch >= patience:
            break
    return best_epoch, epoch


# %% mistake="stopping.one_epoch_too_long"
# Training runs one epoch too long. How many epochs without a new best may there be in a row?
def stop_early(losses, patience, min_delta=0.0):
    best, best_epoch, epoch = np.inf, 0, 0
    for loss in losses:
        epoch += 1
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        elif epoch - best_epoch > patience:
            break
    return best_epoch, epoch


# %% mistake="stopping.compares_with_last_epoch"
# A loss counts as better when it is lower than that of the epoch before. Compare with the best one
# so far: a curve that goes up and half-way down again has no new best.
def stop_early(losses, patience, min_delta=0.0):
    previous, best_epoch, epoch = np.inf, 0, 0
    for loss in losses:
        epoch += 1
        if loss < previous - min_delta:
            best_epoch = epoch
        elif epoch - best_epoch >= patience:
            break
        previous = loss
    return best_epoch, epoch


# %% mistake="stopping.whole_curve"
# The best epoch is looked for in the whole curve, also in epochs that never run. What is known at
# the moment of stopping?
def stop_early(losses, patience, min_delta=0.0):
    losses = list(losses)
    best, best_epoch, last = np.inf, 0, len(losses)
    for epoch, loss in enumerate(losses, start=1):
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        elif epoch - best_epoch >= patience:
            last = epoch
            break
    return (int(np.nanargmin(losses)) + 1 if losses else 0), last


# %% mistake="stopping.waits_in_total"
# Epochs without a new best are counted over the whole training. In a row, the question says: what
# must a new best do to the count?
def stop_early(losses, patience, min_delta=0.0):
    best, best_epoch, epoch, waited = np.inf, 0, 0, 0
    for loss in losses:
        epoch += 1
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        else:
            waited += 1
            if waited >= patience:
                break
    return best_epoch, epoch


# %% mistake="stopping.equal_is_better"
# A loss that equals the best one counts as a new best, so a flat curve never stops. Smaller *by
# more than* min_delta, the question says.
def stop_early(losses, patience, min_delta=0.0):
    best, best_epoch, epoch = np.inf, 0, 0
    for loss in losses:
        epoch += 1
        if loss <= best - min_delta:
            best, best_epoch = loss, epoch
        elif epoch - best_epoch >= patience:
            break
    return best_epoch, epoch


# %% mistake="stopping.min_delta_ignored"
# min_delta has no effect. By how much must a loss be smaller to be a new best?
def stop_early(losses, patience, min_delta=0.0):
    best, best_epoch, epoch = np.inf, 0, 0
    for loss in losses:
        epoch += 1
        if loss < best:
            best, best_epoch = loss, epoch
        elif epoch - best_epoch >= patience:
            break
    return best_epoch, epoch


# %% mistake="stopping.best_slips_down"
# Every small gain lowers the mark that the next epoch has to beat, so a slow steady fall never
# counts. Keep the loss of the best *epoch* as the mark.
def stop_early(losses, patience, min_delta=0.0):
    best, best_epoch, epoch = np.inf, 0, 0
    for loss in losses:
        epoch += 1
        if loss < best - min_delta:
            best_epoch = epoch
        elif epoch - best_epoch >= patience:
            break
        best = loss if loss < best else best
    return best_epoch, epoch


# %% mistake="stopping.nan_is_best"
# A loss that is nan becomes the best one, and nothing is smaller than nan. Which comparison is true
# for nan, and which is not?
def stop_early(losses, patience, min_delta=0.0):
    best, best_epoch, epoch = np.inf, 0, 0
    for loss in losses:
        epoch += 1
        if not loss >= best - min_delta:
            best, best_epoch = loss, epoch
        elif epoch - best_epoch >= patience:
            break
    return best_epoch, epoch


# %% mistake="stopping.reads_everything_first"
# All losses are read before the first is looked at, so every epoch has been paid for. Ask for one
# loss at a time.
def stop_early(losses, patience, min_delta=0.0):
    best, best_epoch, epoch = np.inf, 0, 0
    for loss in list(losses):
        epoch += 1
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
        elif epoch - best_epoch >= patience:
            break
    return best_epoch, epoch


# %% mistake="stopping.looks_before_it_leaves"
# The check comes at the start of the next epoch, so one loss too many is asked for. Check at the
# end of the epoch that used up the patience.
def stop_early(losses, patience, min_delta=0.0):
    best, best_epoch, epoch = np.inf, 0, 0
    for loss in losses:
        if epoch - best_epoch >= patience:
            break
        epoch += 1
        if loss < best - min_delta:
            best, best_epoch = loss, epoch
    return best_epoch, epoch


# %% mistake="parts.wrong_axis"
# The means run over the places instead of the days. Which axis of (D, P) are the days?
def decompose(predictions, truth, measured):
    mean = predictions.mean(axis=1, keepdims=True)
    return {
        "bias2": ((mean - truth) ** 2).mean(axis=1),
        "variance": ((predictions - mean) ** 2).mean(axis=1),
        "noise": ((measured - truth) ** 2).mean(axis=1),
        "error": ((predictions - measured) ** 2).mean(axis=1),
    }


def best_capacity(runs, truth):
    distance = {name: np.mean((run - truth) ** 2) for name, run in runs.items()}
    return min(distance, key=distance.get)


# %% mistake="parts.bias_not_squared"
# The bias is not squared. Look at the name of the entry, and at its sign in the example.
def decompose(predictions, truth, measured):
    mean = predictions.mean(axis=0)
    return {
        "bias2": mean - truth,
        "variance": ((predictions - mean) ** 2).mean(axis=0),
        "noise": ((measured - truth) ** 2).mean(axis=0),
        "error": ((predictions - measured) ** 2).mean(axis=0),
    }


def best_capacity(runs, truth):
    distance = {name: np.mean((run - truth) ** 2) for name, run in runs.items()}
    return min(distance, key=distance.get)


# %% mistake="parts.mean_of_squares"
# What you call bias² is the mean squared distance from the truth, so it contains the variance.
# First take the mean of the predictions, then square its distance.
def decompose(predictions, truth, measured):
    mean = predictions.mean(axis=0)
    return {
        "bias2": ((predictions - truth) ** 2).mean(axis=0),
        "variance": ((predictions - mean) ** 2).mean(axis=0),
        "noise": ((measured - truth) ** 2).mean(axis=0),
        "error": ((predictions - measured) ** 2).mean(axis=0),
    }


def best_capacity(runs, truth):
    distance = {name: np.mean((run - truth) ** 2) for name, run in runs.items()}
    return min(distance, key=distance.get)


# %% mistake="parts.one_less"
# The variance divides by D - 1. The question divides by D, so that the parts add up.
def decompose(predictions, truth, measured):
    mean = predictions.mean(axis=0)
    return {
        "bias2": (mean - truth) ** 2,
        "variance": predictions.var(axis=0, ddof=1),
        "noise": ((measured - truth) ** 2).mean(axis=0),
        "error": ((predictions - measured) ** 2).mean(axis=0),
    }


def best_capacity(runs, truth):
    distance = {name: np.mean((run - truth) ** 2) for name, run in runs.items()}
    return min(distance, key=distance.get)


# %% mistake="parts.variance_around_truth"
# The variance is taken around the truth. Predictions scatter around their own mean, wherever that
# is.
def decompose(predictions, truth, measured):
    mean = predictions.mean(axis=0)
    return {
        "bias2": (mean - truth) ** 2,
        "variance": ((predictions - truth) ** 2).mean(axis=0),
        "noise": ((measured - truth) ** 2).mean(axis=0),
        "error": ((predictions - measured) ** 2).mean(axis=0),
    }


def best_capacity(runs, truth):
    distance = {name: np.mean((run - truth) ** 2) for name, run in runs.items()}
    return min(distance, key=distance.get)


# %% mistake="parts.standard_deviation"
# This is the standard deviation, the root of the variance. Which of the two adds up?
def decompose(predictions, truth, measured):
    return {
        "bias2": (predictions.mean(axis=0) - truth) ** 2,
        "variance": predictions.std(axis=0),
        "noise": ((measured - truth) ** 2).mean(axis=0),
        "error": ((predictions - measured) ** 2).mean(axis=0),
    }


def best_capacity(runs, truth):
    distance = {name: np.mean((run - truth) ** 2) for name, run in runs.items()}
    return min(distance, key=distance.get)


# %% mistake="parts.averaged_over_places"
# One number comes for each part, and there should be one for each place. Over which axis do you
# have to average, and over which not?
def decompose(predictions, truth, measured):
    mean = predictions.mean(axis=0)
    return {
        "bias2": np.mean((mean - truth) ** 2),
        "variance": np.mean((predictions - mean) ** 2),
        "noise": np.mean((measured - truth) ** 2),
        "error": np.mean((predictions - measured) ** 2),
    }


def best_capacity(runs, truth):
    distance = {name: np.mean((run - truth) ** 2) for name, run in runs.items()}
    return min(distance, key=distance.get)


# %% mistake="parts.error_assumed"
# The error is computed as the sum of the parts, and so it can never disagree with them. Measure it:
# compare predictions with measurements.
def decompose(predictions, truth, measured):
    mean = predictions.mean(axis=0)
    parts = {
        "bias2": (mean - truth) ** 2,
        "variance": ((predictions - mean) ** 2).mean(axis=0),
        "noise": ((measured - truth) ** 2).mean(axis=0),
    }
    return {**parts, "error": sum(parts.values())}


def best_capacity(runs, truth):
    distance = {name: np.mean((run - truth) ** 2) for name, run in runs.items()}
    return min(distance, key=distance.get)


# %% mistake="parts.chosen_by_bias"
# The capacity with the least bias wins, however wildly it scatters. What else belongs to the sum?
def decompose(predictions, truth, measured):
    mean = predictions.mean(axis=0)
    return {
        "bias2": (mean - truth) ** 2,
        "variance": ((predictions - mean) ** 2).mean(axis=0),
        "noise": ((measured - truth) ** 2).mean(axis=0),
        "error": ((predictions - measured) ** 2).mean(axis=0),
    }


def best_capacity(runs, truth):
    bias2 = {name: np.mean((run.mean(axis=0) - truth) ** 2) for name, run in runs.items()}
    return min(bias2, key=bias2.get)


# %% mistake="parts.chosen_by_mean_miss"
# Misses upwards and downwards cancel in your choice, because the bias is averaged over the places
# before it is squared. Square first.
def decompose(predictions, truth, measured):
    mean = predictions.mean(axis=0)
    return {
        "bias2": (mean - truth) ** 2,
        "variance": ((predictions - mean) ** 2).mean(axis=0),
        "noise": ((measured - truth) ** 2).mean(axis=0),
        "error": ((predictions - measured) ** 2).mean(axis=0),
    }


def best_capacity(runs, truth):
    total = {
        name: np.mean(run - truth) ** 2 + np.mean(run.var(axis=0)) for name, run in runs.items()
    }
    return min(total, key=total.get)


# %% mistake="dropout.not_scaled"
# What is kept is not scaled, so with rate 0.2 the next layer gets four fifths of what it will get
# in prediction. By what do you have to divide?
def dropout(x, rate, rng, training, channels=False):
    if not training:
        return x.copy(), np.ones(x.shape)
    shape = (len(x), 1, 1, x.shape[-1]) if channels else x.shape
    mask = (rng.random(shape) >= rate) * 1.0
    return x * mask, mask


def dropout_backward(grad, mask):
    return grad * mask


# %% mistake="dropout.rate_is_keeping"
# The rate is used as the probability of keeping, as deck 002 does with its p. Here it is the
# probability of dropping: try a rate other than one half.
def dropout(x, rate, rng, training, channels=False):
    if not training or rate == 0:
        return x.copy(), np.ones(x.shape)
    shape = (len(x), 1, 1, x.shape[-1]) if channels else x.shape
    mask = (rng.random(shape) < rate) / rate
    return x * mask, mask


def dropout_backward(grad, mask):
    return grad * mask


# %% mistake="dropout.divided_by_rate"
# What is kept is divided by the probability of dropping. Which probability keeps the expectation
# where it was?
def dropout(x, rate, rng, training, channels=False):
    if not training or rate == 0:
        return x.copy(), np.ones(x.shape)
    shape = (len(x), 1, 1, x.shape[-1]) if channels else x.shape
    mask = (rng.random(shape) >= rate) / rate
    return x * mask, mask


def dropout_backward(grad, mask):
    return grad * mask


# %% mistake="dropout.always_on"
# Entries are dropped in prediction as well, so the same example gets another answer each time. What
# is `training` for?
def dropout(x, rate, rng, training, channels=False):
    shape = (len(x), 1, 1, x.shape[-1]) if channels else x.shape
    mask = (rng.random(shape) >= rate) / (1 - rate)
    return x * mask, mask


def dropout_backward(grad, mask):
    return grad * mask


# %% mistake="dropout.scaled_twice"
# In prediction the entries are scaled too. With inverted dropout all scaling is done in training.
def dropout(x, rate, rng, training, channels=False):
    if not training:
        return x * (1 - rate), np.full(x.shape, 1 - rate)
    shape = (len(x), 1, 1, x.shape[-1]) if channels else x.shape
    mask = (rng.random(shape) >= rate) / (1 - rate)
    return x * mask, mask


def dropout_backward(grad, mask):
    return grad * mask


# %% mistake="dropout.backward_without_mask"
# The gradient flows back through entries that were dropped. A dropped entry had no say in y: what
# is the derivative of y by it?
def dropout(x, rate, rng, training, channels=False):
    if not training:
        return x.copy(), np.ones(x.shape)
    shape = (len(x), 1, 1, x.shape[-1]) if channels else x.shape
    mask = (rng.random(shape) >= rate) / (1 - rate)
    return x * mask, mask


def dropout_backward(grad, mask):
    return grad


# %% mistake="dropout.backward_not_scaled"
# The gradient passes the right entries, but without their factor. y is x times that factor: so what
# is the derivative?
def dropout(x, rate, rng, training, channels=False):
    if not training:
        return x.copy(), np.ones(x.shape)
    shape = (len(x), 1, 1, x.shape[-1]) if channels else x.shape
    kept = rng.random(shape) >= rate
    return x * kept / (1 - rate), kept


def dropout_backward(grad, mask):
    return grad * mask


# %% mistake="dropout.one_mask_for_all_rows"
# One mask is drawn for the whole batch, so all examples lose the same columns. Draw as many numbers
# as x has entries.
def dropout(x, rate, rng, training, channels=False):
    if not training:
        return x.copy(), np.ones(x.shape)
    shape = (len(x), 1, 1, x.shape[-1]) if channels else (1, *x.shape[1:])
    mask = (rng.random(shape) >= rate) / (1 - rate)
    return x * mask, mask


def dropout_backward(grad, mask):
    return grad * mask


# %% mistake="dropout.channels_ignored"
# With channels=True single pixels are dropped. A map is kept or dropped as a whole: how many random
# numbers does that take?
def dropout(x, rate, rng, training, channels=False):
    if not training:
        return x.copy(), np.ones(x.shape)
    mask = (rng.random(x.shape) >= rate) / (1 - rate)
    return x * mask, mask


def dropout_backward(grad, mask):
    return grad * mask


# %% mistake="dropout.channels_same_for_all"
# All images of the batch lose the same channels. There are N · C maps, each with a fate of its own.
def dropout(x, rate, rng, training, channels=False):
    if not training:
        return x.copy(), np.ones(x.shape)
    shape = (1, 1, 1, x.shape[-1]) if channels else x.shape
    mask = (rng.random(shape) >= rate) / (1 - rate)
    return x * mask, mask


def dropout_backward(grad, mask):
    return grad * mask


# %% mistake="dropout.channels_are_rows"
# Whole rows of the pictures are dropped: the channels are taken for the second axis. They are the
# last one here.
def dropout(x, rate, rng, training, channels=False):
    if not training:
        return x.copy(), np.ones(x.shape)
    shape = (*x.shape[:2], 1, 1) if channels else x.shape
    mask = (rng.random(shape) >= rate) / (1 - rate)
    return x * mask, mask


def dropout_backward(grad, mask):
    return grad * mask


# %% mistake="dropout.changes_x"
# x itself is changed. Make a new array, so that the caller keeps what was handed over.
def dropout(x, rate, rng, training, channels=False):
    if not training:
        return x, np.ones(x.shape)
    shape = (len(x), 1, 1, x.shape[-1]) if channels else x.shape
    mask = (rng.random(shape) >= rate) / (1 - rate)
    x *= mask
    return x, mask


def dropout_backward(grad, mask):
    return grad * mask


# %% mistake="batchnorm.over_features"
# Mean and variance are those of each example, which is layer norm. Over which axes does batch
# norm go?
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_variance = np.zeros(features), np.ones(features)

    def forward(self, x, training):
        mean, variance = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
        self.scale = 1 / np.sqrt(variance + self.eps)
        self.x_hat = (x - mean) * self.scale
        return self.gamma * self.x_hat + self.beta

    def backward(self, grad):
        axes = tuple(range(grad.ndim - 1))
        self.dgamma = (grad * self.x_hat).sum(axis=axes)
        self.dbeta = grad.sum(axis=axes)
        g = self.gamma * grad
        along = (g * self.x_hat).mean(axis=-1, keepdims=True)
        return self.scale * (g - g.mean(axis=-1, keepdims=True) - self.x_hat * along)


# %% mistake="batchnorm.momentum_turned_round"
# The running values follow too fast: the momentum is used as the share that is replaced, as PyTorch
# does. In the formula it is the share that is kept.
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_variance = np.zeros(features), np.ones(features)

    def forward(self, x, training):
        mean, variance = self.running_mean, self.running_variance
        self.axes = tuple(range(x.ndim - 1))
        if training:
            mean, variance = x.mean(axis=self.axes), x.var(axis=self.axes)
            m = self.momentum
            self.running_mean = (1 - m) * self.running_mean + m * mean
            self.running_variance = (1 - m) * self.running_variance + m * variance
        self.scale = 1 / np.sqrt(variance + self.eps)
        self.x_hat = (x - mean) * self.scale
        return self.gamma * self.x_hat + self.beta

    def backward(self, grad):
        self.dgamma = (grad * self.x_hat).sum(axis=self.axes)
        self.dbeta = grad.sum(axis=self.axes)
        g = self.gamma * grad
        along = (g * self.x_hat).mean(axis=self.axes)
        return self.scale * (g - g.mean(axis=self.axes) - self.x_hat * along)


# %% mistake="batchnorm.predicts_with_batch"
# Prediction uses mean and variance of the batch, so a single example always gives beta. Which
# values are there for prediction?
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_variance = np.zeros(features), np.ones(features)

    def forward(self, x, training):
        self.axes = tuple(range(x.ndim - 1))
        mean, variance = x.mean(axis=self.axes), x.var(axis=self.axes)
        if training:
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mean
            self.running_variance = m * self.running_variance + (1 - m) * variance
        self.scale = 1 / np.sqrt(variance + self.eps)
        self.x_hat = (x - mean) * self.scale
        return self.gamma * self.x_hat + self.beta

    def backward(self, grad):
        self.dgamma = (grad * self.x_hat).sum(axis=self.axes)
        self.dbeta = grad.sum(axis=self.axes)
        g = self.gamma * grad
        along = (g * self.x_hat).mean(axis=self.axes)
        return self.scale * (g - g.mean(axis=self.axes) - self.x_hat * along)


# %% mistake="batchnorm.updates_in_prediction"
# A prediction changes the running values. They may follow in training only.
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_variance = np.zeros(features), np.ones(features)

    def forward(self, x, training):
        self.axes = tuple(range(x.ndim - 1))
        batch_mean, batch_variance = x.mean(axis=self.axes), x.var(axis=self.axes)
        mean = batch_mean if training else self.running_mean
        variance = batch_variance if training else self.running_variance
        m = self.momentum
        self.running_mean = m * self.running_mean + (1 - m) * batch_mean
        self.running_variance = m * self.running_variance + (1 - m) * batch_variance
        self.scale = 1 / np.sqrt(variance + self.eps)
        self.x_hat = (x - mean) * self.scale
        return self.gamma * self.x_hat + self.beta

    def backward(self, grad):
        self.dgamma = (grad * self.x_hat).sum(axis=self.axes)
        self.dbeta = grad.sum(axis=self.axes)
        g = self.gamma * grad
        along = (g * self.x_hat).mean(axis=self.axes)
        return self.scale * (g - g.mean(axis=self.axes) - self.x_hat * along)


# %% mistake="batchnorm.divides_by_variance"
# The numbers are divided by the variance and not by its root. What is the variance of your output?
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_variance = np.zeros(features), np.ones(features)

    def forward(self, x, training):
        mean, variance = self.running_mean, self.running_variance
        self.axes = tuple(range(x.ndim - 1))
        if training:
            mean, variance = x.mean(axis=self.axes), x.var(axis=self.axes)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mean
            self.running_variance = m * self.running_variance + (1 - m) * variance
        self.scale = 1 / (variance + self.eps)
        self.x_hat = (x - mean) * self.scale
        return self.gamma * self.x_hat + self.beta

    def backward(self, grad):
        self.dgamma = (grad * self.x_hat).sum(axis=self.axes)
        self.dbeta = grad.sum(axis=self.axes)
        g = self.gamma * grad
        along = (g * self.x_hat).mean(axis=self.axes)
        return self.scale * (g - g.mean(axis=self.axes) - self.x_hat * along)


# %% mistake="batchnorm.images_over_batch_only"
# For images the mean is taken over the batch alone, one for each pixel. A feature is the same
# wherever it is in the picture: over which axes does its mean go?
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_variance = np.zeros(features), np.ones(features)

    def forward(self, x, training):
        mean, variance = self.running_mean, self.running_variance
        if training:
            mean, variance = x.mean(axis=0), x.var(axis=0)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mean
            self.running_variance = m * self.running_variance + (1 - m) * variance
        self.scale = 1 / np.sqrt(variance + self.eps)
        self.x_hat = (x - mean) * self.scale
        return self.gamma * self.x_hat + self.beta

    def backward(self, grad):
        self.dgamma = (grad * self.x_hat).sum(axis=0)
        self.dbeta = grad.sum(axis=0)
        g = self.gamma * grad
        along = (g * self.x_hat).mean(axis=0)
        return self.scale * (g - g.mean(axis=0) - self.x_hat * along)


# %% mistake="batchnorm.unbiased_variance"
# The running variance divides by one less than the number of values. The question lets *this same*
# variance follow, the one that normalizes the batch.
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_variance = np.zeros(features), np.ones(features)

    def forward(self, x, training):
        mean, variance = self.running_mean, self.running_variance
        self.axes = tuple(range(x.ndim - 1))
        if training:
            mean, variance = x.mean(axis=self.axes), x.var(axis=self.axes)
            m = self.momentum
            unbiased = x.var(axis=self.axes, ddof=1)
            self.running_mean = m * self.running_mean + (1 - m) * mean
            self.running_variance = m * self.running_variance + (1 - m) * unbiased
        self.scale = 1 / np.sqrt(variance + self.eps)
        self.x_hat = (x - mean) * self.scale
        return self.gamma * self.x_hat + self.beta

    def backward(self, grad):
        self.dgamma = (grad * self.x_hat).sum(axis=self.axes)
        self.dbeta = grad.sum(axis=self.axes)
        g = self.gamma * grad
        along = (g * self.x_hat).mean(axis=self.axes)
        return self.scale * (g - g.mean(axis=self.axes) - self.x_hat * along)


# %% mistake="batchnorm.backward_as_constant"
# The backward pass treats mean and variance as constants. They depend on every example of the
# batch: two of the three ways back to x are missing.
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_variance = np.zeros(features), np.ones(features)

    def forward(self, x, training):
        mean, variance = self.running_mean, self.running_variance
        self.axes = tuple(range(x.ndim - 1))
        if training:
            mean, variance = x.mean(axis=self.axes), x.var(axis=self.axes)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mean
            self.running_variance = m * self.running_variance + (1 - m) * variance
        self.scale = 1 / np.sqrt(variance + self.eps)
        self.x_hat = (x - mean) * self.scale
        return self.gamma * self.x_hat + self.beta

    def backward(self, grad):
        self.dgamma = (grad * self.x_hat).sum(axis=self.axes)
        self.dbeta = grad.sum(axis=self.axes)
        return grad * self.gamma * self.scale


# %% mistake="batchnorm.backward_without_gamma"
# gamma is missing on the way back to x. y is gamma times the normalized x, so what is the first
# factor of the gradient?
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_variance = np.zeros(features), np.ones(features)

    def forward(self, x, training):
        mean, variance = self.running_mean, self.running_variance
        self.axes = tuple(range(x.ndim - 1))
        if training:
            mean, variance = x.mean(axis=self.axes), x.var(axis=self.axes)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mean
            self.running_variance = m * self.running_variance + (1 - m) * variance
        self.scale = 1 / np.sqrt(variance + self.eps)
        self.x_hat = (x - mean) * self.scale
        return self.gamma * self.x_hat + self.beta

    def backward(self, grad):
        self.dgamma = (grad * self.x_hat).sum(axis=self.axes)
        self.dbeta = grad.sum(axis=self.axes)
        along = (grad * self.x_hat).mean(axis=self.axes)
        return self.scale * (grad - grad.mean(axis=self.axes) - self.x_hat * along)


# %% mistake="batchnorm.sums_for_means"
# dgamma and dbeta are means over the batch. gamma is used once for every example, so its gradients
# add up.
class BatchNormalizer:
    def __init__(self, features, momentum=0.9, eps=1e-5):
        self.momentum, self.eps = momentum, eps
        self.gamma, self.beta = np.ones(features), np.zeros(features)
        self.running_mean, self.running_variance = np.zeros(features), np.ones(features)

    def forward(self, x, training):
        mean, variance = self.running_mean, self.running_variance
        self.axes = tuple(range(x.ndim - 1))
        if training:
            mean, variance = x.mean(axis=self.axes), x.var(axis=self.axes)
            m = self.momentum
            self.running_mean = m * self.running_mean + (1 - m) * mean
            self.running_variance = m * self.running_variance + (1 - m) * variance
        self.scale = 1 / np.sqrt(variance + self.eps)
        self.x_hat = (x - mean) * self.scale
        return self.gamma * self.x_hat + self.beta

    def backward(self, grad):
        self.dgamma = (grad * self.x_hat).mean(axis=self.axes)
        self.dbeta = grad.mean(axis=self.axes)
        g = self.gamma * grad
        along = (g * self.x_hat).mean(axis=self.axes)
        return self.scale * (g - g.mean(axis=self.axes) - self.x_hat * along)


# %% mistake="experiment.no_remedy"
# This is the network that knows its points by heart. Put at least one remedy into the loop.
def train(x, y, x_val, y_val, rng):
    net, memory = first_weights(rng), {}
    for _ in range(400):
        net = adam_step(net, slopes_of(net, x, y), memory)
    return net


# %% mistake="experiment.penalty_pushes"
# The gradient of the penalty is subtracted, so it makes large weights larger. Which way does a
# step of descent have to go?
def train(x, y, x_val, y_val, rng):
    net, memory = first_weights(rng), {}
    for _ in range(400):
        slopes = slopes_of(net, x, y)
        for name in ("W1", "W2", "W3"):
            slopes[name] = slopes[name] - 2 * 0.003 * net[name]
        net = adam_step(net, slopes, memory)
    return net


# %% mistake="experiment.too_strong"
# The penalty is so strong that nothing is learned: all weights go to zero, and the loss is that of
# a coin. Try strengths on the validation points, in factors of three.
def train(x, y, x_val, y_val, rng):
    net, memory = first_weights(rng), {}
    for _ in range(400):
        slopes = slopes_of(net, x, y)
        for name in ("W1", "W2", "W3"):
            slopes[name] = slopes[name] + 2 * 0.5 * net[name]
        net = adam_step(net, slopes, memory)
    return net


# %% mistake="experiment.too_weak"
# The penalty is too weak to be felt. Print the validation loss for several strengths, in factors
# of three.
def train(x, y, x_val, y_val, rng):
    net, memory = first_weights(rng), {}
    for _ in range(400):
        slopes = slopes_of(net, x, y)
        for name in ("W1", "W2", "W3"):
            slopes[name] = slopes[name] + 2 * 0.00001 * net[name]
        net = adam_step(net, slopes, memory)
    return net


# %% mistake="experiment.stops_by_training_loss"
# The best network is chosen by the loss on the training points, and that one falls for ever. Which
# points can tell when to stop?
def train(x, y, x_val, y_val, rng):
    net, memory = first_weights(rng), {}
    best, best_net = np.inf, net
    for _ in range(400):
        net = adam_step(net, slopes_of(net, x, y), memory)
        loss = loss_of(net, x, y)
        if loss < best:
            best, best_net = loss, net
    return best_net


# %% mistake="experiment.returns_last"
# The best epoch is found, and then the last network is returned. Keep the network of the best
# epoch.
def train(x, y, x_val, y_val, rng):
    net, memory = first_weights(rng), {}
    best = np.inf
    for _ in range(400):
        net = adam_step(net, slopes_of(net, x, y), memory)
        best = min(best, loss_of(net, x_val, y_val))
    return net


# %% mistake="experiment.validation_learned_too"
# The validation points are learned as well, and then nobody is left to say when to stop. Twice the
# points are not enough without a remedy.
def train(x, y, x_val, y_val, rng):
    net, memory = first_weights(rng), {}
    x, y = np.vstack([x, x_val]), np.concatenate([y, y_val])
    for _ in range(400):
        net = adam_step(net, slopes_of(net, x, y), memory)
    return net


# %% mistake="experiment.more_points_of_the_wrong_kind"
# You draw more points yourself, but the points of the tests are turned by an angle that you do not
# know. Get more out of the points that you were given.
def train(x, y, x_val, y_val, rng):
    net, memory = first_weights(rng), {}
    more_x, more_y = arches(240, rng)
    x, y = np.vstack([x, more_x]), np.concatenate([y, more_y])
    for _ in range(400):
        net = adam_step(net, slopes_of(net, x, y), memory)
    return net


# %% mistake="experiment.seed_fixed"
# The start is always the same, because it is drawn from a seed of your own. Draw with the rng that
# is handed to you.
def train(x, y, x_val, y_val, rng):
    net, memory = first_weights(np.random.default_rng(0)), {}
    best, best_net = np.inf, net
    for _ in range(400):
        slopes = slopes_of(net, x, y)
        for name in ("W1", "W2", "W3"):
            slopes[name] = slopes[name] + 2 * 0.004 * net[name]
        net = adam_step(net, slopes, memory)
        loss = loss_of(net, x_val, y_val)
        if loss < best:
            best, best_net = loss, net
    return best_net
