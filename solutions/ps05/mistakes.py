# %% [markdown]
# # ps05: wrong answers that students give, each with the hint it deserves

# %% mistake="trace.bias_forgotten"
# The parameters lack the biases. How many biases has each filter, and how many has each unit of a
# dense layer?
def trace(layers, shape):
    result = []
    for kind, *numbers in layers:
        count = 0
        if kind == "conv":
            F, k, s, p = numbers
            count = k * k * shape[2] * F
            shape = ((shape[0] + 2 * p - k) // s + 1, (shape[1] + 2 * p - k) // s + 1, F)
        elif kind == "pool":
            k, s = numbers
            shape = ((shape[0] - k) // s + 1, (shape[1] - k) // s + 1, shape[2])
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        else:
            count = shape[0] * numbers[0]
            shape = (numbers[0],)
        result.append((shape, count))
    return result


# %% mistake="trace.channels_forgotten"
# A filter has weights for every channel that comes in, and here it has them for one. Count a 5x5
# filter on an image with three colours.
def trace(layers, shape):
    result = []
    for kind, *numbers in layers:
        count = 0
        if kind == "conv":
            F, k, s, p = numbers
            count = (k * k + 1) * F
            shape = ((shape[0] + 2 * p - k) // s + 1, (shape[1] + 2 * p - k) // s + 1, F)
        elif kind == "pool":
            k, s = numbers
            shape = ((shape[0] - k) // s + 1, (shape[1] - k) // s + 1, shape[2])
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        else:
            count = (shape[0] + 1) * numbers[0]
            shape = (numbers[0],)
        result.append((shape, count))
    return result


# %% mistake="trace.one_bias"
# There is one bias for the whole layer in this count. Each filter and each unit has its own.
def trace(layers, shape):
    result = []
    for kind, *numbers in layers:
        count = 0
        if kind == "conv":
            F, k, s, p = numbers
            count = k * k * shape[2] * F + 1
            shape = ((shape[0] + 2 * p - k) // s + 1, (shape[1] + 2 * p - k) // s + 1, F)
        elif kind == "pool":
            k, s = numbers
            shape = ((shape[0] - k) // s + 1, (shape[1] - k) // s + 1, shape[2])
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        else:
            count = shape[0] * numbers[0] + 1
            shape = (numbers[0],)
        result.append((shape, count))
    return result


# %% mistake="trace.rounded_up"
# A window that sticks out at the end is counted as if it fitted. Which way does the formula round
# when the stride does not come out even?
def trace(layers, shape):
    def size(n, k, s, p):
        return -((n + 2 * p - k) // -s) + 1

    result = []
    for kind, *numbers in layers:
        count = 0
        if kind == "conv":
            F, k, s, p = numbers
            count = (k * k * shape[2] + 1) * F
            shape = (size(shape[0], k, s, p), size(shape[1], k, s, p), F)
        elif kind == "pool":
            k, s = numbers
            shape = (size(shape[0], k, s, 0), size(shape[1], k, s, 0), shape[2])
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        else:
            count = (shape[0] + 1) * numbers[0]
            shape = (numbers[0],)
        result.append((shape, count))
    return result


# %% mistake="trace.padding_once"
# The padding is added on one side only. How many rows of zeros does padding 2 add in all?
def trace(layers, shape):
    result = []
    for kind, *numbers in layers:
        count = 0
        if kind == "conv":
            F, k, s, p = numbers
            count = (k * k * shape[2] + 1) * F
            shape = ((shape[0] + p - k) // s + 1, (shape[1] + p - k) // s + 1, F)
        elif kind == "pool":
            k, s = numbers
            shape = ((shape[0] - k) // s + 1, (shape[1] - k) // s + 1, shape[2])
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        else:
            count = (shape[0] + 1) * numbers[0]
            shape = (numbers[0],)
        result.append((shape, count))
    return result


# %% mistake="trace.square_images"
# Height and width are taken to be equal. Try an image that is wider than high.
def trace(layers, shape):
    result = []
    for kind, *numbers in layers:
        count = 0
        if kind == "conv":
            F, k, s, p = numbers
            count = (k * k * shape[2] + 1) * F
            side = (shape[0] + 2 * p - k) // s + 1
            shape = (side, side, F)
        elif kind == "pool":
            k, s = numbers
            side = (shape[0] - k) // s + 1
            shape = (side, side, shape[2])
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        else:
            count = (shape[0] + 1) * numbers[0]
            shape = (numbers[0],)
        result.append((shape, count))
    return result


# %% mistake="trace.pool_divides"
# Pooling is taken to divide the size by the stride, which is right for windows that touch and come
# out even. Try windows of 3 with stride 2.
def trace(layers, shape):
    result = []
    for kind, *numbers in layers:
        count = 0
        if kind == "conv":
            F, k, s, p = numbers
            count = (k * k * shape[2] + 1) * F
            shape = ((shape[0] + 2 * p - k) // s + 1, (shape[1] + 2 * p - k) // s + 1, F)
        elif kind == "pool":
            k, s = numbers
            shape = (-(-shape[0] // s), -(-shape[1] // s), shape[2])
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        else:
            count = (shape[0] + 1) * numbers[0]
            shape = (numbers[0],)
        result.append((shape, count))
    return result


# %% mistake="trace.pool_has_weights"
# Pooling is given weights like a convolution. What would there be to learn in a maximum?
def trace(layers, shape):
    result = []
    for kind, *numbers in layers:
        count = 0
        if kind == "conv":
            F, k, s, p = numbers
            count = (k * k * shape[2] + 1) * F
            shape = ((shape[0] + 2 * p - k) // s + 1, (shape[1] + 2 * p - k) // s + 1, F)
        elif kind == "pool":
            k, s = numbers
            count = (k * k + 1) * shape[2]
            shape = ((shape[0] - k) // s + 1, (shape[1] - k) // s + 1, shape[2])
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        else:
            count = (shape[0] + 1) * numbers[0]
            shape = (numbers[0],)
        result.append((shape, count))
    return result


# %% mistake="convolve.filter_flipped"
# The filter is flipped, as in mathematics. Put a single 1 into the image and see in which order
# the weights come out; the formula of the task has no flip.
def convolve(x, W, b, stride=1, padding=0):
    k, p = W.shape[0], padding
    x = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    return np.einsum("nrcdij,ijdf->nrcf", windows, W[::-1, ::-1]) + b


# %% mistake="convolve.bias_forgotten"
# The bias is missing. What should come out for an image of zeros?
def convolve(x, W, b, stride=1, padding=0):
    k, p = W.shape[0], padding
    x = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return np.einsum("nrcdij,ijdf->nrcf", windows[:, ::stride, ::stride], W)


# %% mistake="convolve.channels_mixed_up"
# Each channel is multiplied with the filter of channel 0. A filter has its own weights for every
# channel, and adds all of them up.
def convolve(x, W, b, stride=1, padding=0):
    k, p = W.shape[0], padding
    x = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    windows = windows[:, ::stride, ::stride].sum(axis=3)
    return np.einsum("nrcij,ijf->nrcf", windows, W[:, :, 0]) + b


# %% mistake="convolve.rows_and_columns"
# Rows and columns of the filter are exchanged. Compare a filter for upright edges with one for
# flat edges.
def convolve(x, W, b, stride=1, padding=0):
    k, p = W.shape[0], padding
    x = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return np.einsum("nrcdij,jidf->nrcf", windows[:, ::stride, ::stride], W) + b


# %% mistake="convolve.stride_ignored"
# The stride changes nothing here. How far apart are the places of two neighbours of the output?
def convolve(x, W, b, stride=1, padding=0):
    k, p = W.shape[0], padding
    x = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return np.einsum("nrcdij,ijdf->nrcf", windows, W) + b


# %% mistake="convolve.padding_after"
# The result gets the zeros, and the image should. A window that lies half on the border still
# sees some pixels.
def convolve(x, W, b, stride=1, padding=0):
    k, p = W.shape[0], padding
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    y = np.einsum("nrcdij,ijdf->nrcf", windows, W) + b
    return np.pad(y, ((0, 0), (p, p), (p, p), (0, 0)))[:, ::stride, ::stride]


# %% mistake="convolve.last_place_missing"
# The last row and the last column of the result are missing. How many places has a window of 2 in
# a row of 3?
def convolve(x, W, b, stride=1, padding=0):
    k, p = W.shape[0], padding
    x = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    rows, columns = (x.shape[1] - k) // stride, (x.shape[2] - k) // stride
    y = np.zeros((len(x), rows, columns, W.shape[3]))
    for n, r, c, f in np.ndindex(y.shape):
        window = x[n, r * stride : r * stride + k, c * stride : c * stride + k]
        y[n, r, c, f] = np.sum(window * W[..., f]) + b[f]
    return y


# %% mistake="convolve.only_loops"
# The numbers are right, and every one of them costs lines of Python. Take all images, pixels and
# filters at once, and leave loops to the few places inside a filter.
def convolve(x, W, b, stride=1, padding=0):
    k, p = W.shape[0], padding
    x = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    rows, columns = (x.shape[1] - k) // stride + 1, (x.shape[2] - k) // stride + 1
    y = np.zeros((len(x), rows, columns, W.shape[3]))
    for n in range(len(x)):
        for r in range(rows):
            for c in range(columns):
                window = x[n, r * stride : r * stride + k, c * stride : c * stride + k]
                for f in range(W.shape[3]):
                    y[n, r, c, f] = np.sum(window * W[..., f]) + b[f]
    return y


# %% mistake="convolve.whole_numbers"
# The result is an array of the image's type, so that a whole-number image cuts the fractions off.
# Or it is the image itself that is written to: look at where your result is made.
def convolve(x, W, b, stride=1, padding=0):
    k, p = W.shape[0], padding
    x = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    y = np.einsum("nrcdij,ijdf->nrcf", windows[:, ::stride, ::stride], W) + b
    return y.astype(int)


# %% mistake="pool.minimum"
# The smallest number of each window is kept. Which one does max pooling keep?
def max_pool(x, k, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return windows[:, ::stride, ::stride].min(axis=(4, 5))


def max_pool_backward(dy, x, k, stride):
    dx = np.zeros(x.shape)
    for n, r, c, d in np.ndindex(dy.shape):
        top, left = r * stride, c * stride
        winner = x[n, top : top + k, left : left + k, d].argmin()
        dx[n, top + winner // k, left + winner % k, d] += dy[n, r, c, d]
    return dx


# %% mistake="pool.mean"
# This is average pooling: every pixel has a say. With the maximum only one has.
def max_pool(x, k, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return windows[:, ::stride, ::stride].mean(axis=(4, 5))


def max_pool_backward(dy, x, k, stride):
    dx = np.zeros(x.shape)
    for n, r, c, d in np.ndindex(dy.shape):
        top, left = r * stride, c * stride
        dx[n, top : top + k, left : left + k, d] += dy[n, r, c, d] / k**2
    return dx


# %% mistake="pool.all_winners"
# When several pixels are equally large, all of them get the gradient, so that more goes back than
# has arrived. Only the first one wins.
def max_pool(x, k, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(4, 5))


def max_pool_backward(dy, x, k, stride):
    dx = np.zeros(x.shape)
    for n, r, c, d in np.ndindex(dy.shape):
        top, left = r * stride, c * stride
        window = x[n, top : top + k, left : left + k, d]
        dx[n, top : top + k, left : left + k, d] += (window == window.max()) * dy[n, r, c, d]
    return dx


# %% mistake="pool.last_winner"
# Of several equally large pixels the last one wins here. Read the window from its upper left
# corner: who comes first?
def max_pool(x, k, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(4, 5))


def max_pool_backward(dy, x, k, stride):
    dx = np.zeros(x.shape)
    for n, r, c, d in np.ndindex(dy.shape):
        top, left = r * stride, c * stride
        window = x[n, top : top + k, left : left + k, d]
        winner = k * k - 1 - window.ravel()[::-1].argmax()
        dx[n, top + winner // k, left + winner % k, d] += dy[n, r, c, d]
    return dx


# %% mistake="pool.overwritten"
# A pixel that wins several windows keeps only the gradient of the last one. What happens to
# gradients when a value is used several times?
def max_pool(x, k, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(4, 5))


def max_pool_backward(dy, x, k, stride):
    dx = np.zeros(x.shape)
    for n, r, c, d in np.ndindex(dy.shape):
        top, left = r * stride, c * stride
        winner = x[n, top : top + k, left : left + k, d].argmax()
        dx[n, top + winner // k, left + winner % k, d] = dy[n, r, c, d]
    return dx


# %% mistake="pool.across_channels"
# The largest number is taken over all channels together. Each channel is pooled on its own.
def max_pool(x, k, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    largest = windows[:, ::stride, ::stride].max(axis=(3, 4, 5))
    return np.repeat(largest[..., None], x.shape[3], axis=3)


def max_pool_backward(dy, x, k, stride):
    dx = np.zeros(x.shape)
    for n, r, c, d in np.ndindex(dy.shape):
        top, left = r * stride, c * stride
        winner = x[n, top : top + k, left : left + k, d].argmax()
        dx[n, top + winner // k, left + winner % k, d] += dy[n, r, c, d]
    return dx


# %% mistake="pool.starts_at_zero"
# The search for the largest number starts at 0, so negative images come out as 0. Start with the
# first pixel of the window.
def max_pool(x, k, stride):
    rows, columns = (x.shape[1] - k) // stride + 1, (x.shape[2] - k) // stride + 1
    y = np.zeros((len(x), rows, columns, x.shape[3]))
    for n, r, c, d in np.ndindex(y.shape):
        window = x[n, r * stride : r * stride + k, c * stride : c * stride + k, d]
        y[n, r, c, d] = max(0.0, window.max())
    return y


def max_pool_backward(dy, x, k, stride):
    dx = np.zeros(x.shape)
    for n, r, c, d in np.ndindex(dy.shape):
        top, left = r * stride, c * stride
        winner = x[n, top : top + k, left : left + k, d].argmax()
        dx[n, top + winner // k, left + winner % k, d] += dy[n, r, c, d]
    return dx


# %% mistake="pool.stride_is_the_size"
# The windows always stand side by side, whatever the stride says. Try windows of 2 with stride 1.
def max_pool(x, k, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return windows[:, ::k, ::k].max(axis=(4, 5))


def max_pool_backward(dy, x, k, stride):
    dx = np.zeros(x.shape)
    for n, r, c, d in np.ndindex(dy.shape):
        top, left = min(r * k, x.shape[1] - k), min(c * k, x.shape[2] - k)
        winner = x[n, top : top + k, left : left + k, d].argmax()
        dx[n, top + winner // k, left + winner % k, d] += dy[n, r, c, d]
    return dx


# %% mistake="right_end.vertical_edge"
# This filter finds every edge where ink turns to paper, also beside an upright stroke. Try a
# window with ink in its whole left column.
def right_end():
    return np.array([[1.0, 0.0, -1.0], [1.0, 0.0, -1.0], [1.0, 0.0, -1.0]]), -0.5


# %% mistake="right_end.no_bias"
# Without a bias a lonely pixel has a sum above zero, too. What must the sum of two inked pixels
# pass that the sum of one must not?
def right_end():
    return np.array([[0.0, -1.0, -1.0], [1.0, 1.0, -1.0], [0.0, -1.0, -1.0]]), 0.0


# %% mistake="right_end.corners_forbidden"
# Ink in the two corners on the left is allowed, and this filter counts it against the end. Read
# again which neighbours may be anything.
def right_end():
    return np.array([[-1.0, -1.0, -1.0], [1.0, 1.0, -1.0], [-1.0, -1.0, -1.0]]), -1.5


# %% mistake="right_end.corners_ignored"
# The two corners on the right have no weight, so a stroke that goes on upwards or downwards is
# taken for an end. Which five neighbours must be paper?
def right_end():
    return np.array([[0.0, -1.0, 0.0], [1.0, 1.0, -1.0], [0.0, -1.0, 0.0]]), -1.5


# %% mistake="right_end.weak_minus"
# Ink on the right is counted against the end, but not enough: two inked pixels outweigh it. Look
# for the window that is no end and gets the largest sum.
def right_end():
    return np.array([[0.0, -0.4, -0.4], [1.0, 1.0, -0.4], [0.0, -0.4, -0.4]]), -1.5


# %% mistake="right_end.left_end"
# This filter finds left ends: it is the mirror image of what is asked for.
def right_end():
    return np.array([[-1.0, -1.0, 0.0], [-1.0, 1.0, 1.0], [-1.0, -1.0, 0.0]]), -1.5


# %% mistake="right_end.bias_too_low"
# The bias asks for more ink than there is at an end. Work out the weighted sum of the first
# example by hand, and then add the bias.
def right_end():
    return np.array([[0.0, -1.0, -1.0], [1.0, 1.0, -1.0], [0.0, -1.0, -1.0]]), -2.5


# %% mistake="right_end.middle_only"
# A dot passes as an end, because a strong middle makes up for the missing ink on its left. Both
# pixels must be needed.
def right_end():
    return np.array([[0.0, -3.0, -3.0], [1.0, 3.0, -3.0], [0.0, -3.0, -3.0]]), -2.0


# %% mistake="backward.filter_gradient_overwritten"
# dW holds what the last place of the output has left there. Every place where a weight is used
# adds its share.
def convolve_backward(dy, x, W, stride=1, padding=0):
    k, p, s = W.shape[0], padding, stride
    framed = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for n, r, c in np.ndindex(dy.shape[:3]):
        place = n, slice(r * s, r * s + k), slice(c * s, c * s + k)
        dW = framed[place][..., None] * dy[n, r, c]
        dframed[place] += W @ dy[n, r, c]
    dx = dframed[:, p : p + x.shape[1], p : p + x.shape[2]]
    return dx, dW, dy.sum(axis=(0, 1, 2))


# %% mistake="backward.image_gradient_overwritten"
# Where windows overlap, a pixel keeps only what the last window has sent back. Gradients of a
# value that is used several times add.
def convolve_backward(dy, x, W, stride=1, padding=0):
    k, p, s = W.shape[0], padding, stride
    framed = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for n, r, c in np.ndindex(dy.shape[:3]):
        place = n, slice(r * s, r * s + k), slice(c * s, c * s + k)
        dW += framed[place][..., None] * dy[n, r, c]
        dframed[place] = W @ dy[n, r, c]
    dx = dframed[:, p : p + x.shape[1], p : p + x.shape[2]]
    return dx, dW, dy.sum(axis=(0, 1, 2))


# %% mistake="backward.filter_flipped"
# The gradient of the image uses the filter the wrong way round. In which order do the weights come
# back from one single number of dy?
def convolve_backward(dy, x, W, stride=1, padding=0):
    k, p, s = W.shape[0], padding, stride
    framed = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for n, r, c in np.ndindex(dy.shape[:3]):
        place = n, slice(r * s, r * s + k), slice(c * s, c * s + k)
        dW += framed[place][..., None] * dy[n, r, c]
        dframed[place] += W[::-1, ::-1] @ dy[n, r, c]
    dx = dframed[:, p : p + x.shape[1], p : p + x.shape[2]]
    return dx, dW, dy.sum(axis=(0, 1, 2))


# %% mistake="backward.border_not_cut"
# With padding, dx still has the border of zeros around it, so its shape is not that of x.
def convolve_backward(dy, x, W, stride=1, padding=0):
    k, p, s = W.shape[0], padding, stride
    framed = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for n, r, c in np.ndindex(dy.shape[:3]):
        place = n, slice(r * s, r * s + k), slice(c * s, c * s + k)
        dW += framed[place][..., None] * dy[n, r, c]
        dframed[place] += W @ dy[n, r, c]
    return dframed, dW, dy.sum(axis=(0, 1, 2))


# %% mistake="backward.stride_ignored"
# The windows are laid down one pixel apart, whatever the stride was in the forward pass.
def convolve_backward(dy, x, W, stride=1, padding=0):
    k, p = W.shape[0], padding
    framed = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for n, r, c in np.ndindex(dy.shape[:3]):
        place = n, slice(r, r + k), slice(c, c + k)
        dW += framed[place][..., None] * dy[n, r, c]
        dframed[place] += W @ dy[n, r, c]
    dx = dframed[:, p : p + x.shape[1], p : p + x.shape[2]]
    return dx, dW, dy.sum(axis=(0, 1, 2))


# %% mistake="backward.mean_over_batch"
# The gradients by W and b are divided by the number of images. If the loss is a mean, dy already
# knows it.
def convolve_backward(dy, x, W, stride=1, padding=0):
    k, p, s = W.shape[0], padding, stride
    framed = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for n, r, c in np.ndindex(dy.shape[:3]):
        place = n, slice(r * s, r * s + k), slice(c * s, c * s + k)
        dW += framed[place][..., None] * dy[n, r, c]
        dframed[place] += W @ dy[n, r, c]
    dx = dframed[:, p : p + x.shape[1], p : p + x.shape[2]]
    return dx, dW / len(x), dy.sum(axis=(0, 1, 2)) / len(x)


# %% mistake="backward.bias_of_one_image"
# The gradient by b is that of the first image only. In how many images and at how many places is
# each bias used?
def convolve_backward(dy, x, W, stride=1, padding=0):
    k, p, s = W.shape[0], padding, stride
    framed = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for n, r, c in np.ndindex(dy.shape[:3]):
        place = n, slice(r * s, r * s + k), slice(c * s, c * s + k)
        dW += framed[place][..., None] * dy[n, r, c]
        dframed[place] += W @ dy[n, r, c]
    dx = dframed[:, p : p + x.shape[1], p : p + x.shape[2]]
    return dx, dW, dy[0].sum(axis=(0, 1))


# %% mistake="backward.order"
# All three gradients are right, and they come back in another order than the task names.
def convolve_backward(dy, x, W, stride=1, padding=0):
    k, p, s = W.shape[0], padding, stride
    framed = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for n, r, c in np.ndindex(dy.shape[:3]):
        place = n, slice(r * s, r * s + k), slice(c * s, c * s + k)
        dW += framed[place][..., None] * dy[n, r, c]
        dframed[place] += W @ dy[n, r, c]
    dx = dframed[:, p : p + x.shape[1], p : p + x.shape[2]]
    return dW, dy.sum(axis=(0, 1, 2)), dx


# %% mistake="features.same_filter"
# All filters answer to the same kind of stroke, so the other three look alike. Give each kind a
# filter of its own.
def features(images):
    flat = np.array([[-1.0, -1.0, -1.0], [2.0, 2.0, 2.0], [-1.0, -1.0, -1.0]])
    return correlate(images, [flat] * 4).max(axis=(1, 2))


# %% mistake="features.two_directions"
# There are filters for flat and upright strokes only, and the rising and falling ones cannot be
# told apart.
def features(images):
    flat = np.array([[-1.0, -1.0, -1.0], [2.0, 2.0, 2.0], [-1.0, -1.0, -1.0]])
    return correlate(images, [flat, flat.T]).max(axis=(1, 2))


# %% mistake="features.one_place"
# The feature map is read at one place only, in the middle. Where in the map does a stroke on the
# right leave its trace?
def features(images):
    flat = np.array([[-1.0, -1.0, -1.0], [2.0, 2.0, 2.0], [-1.0, -1.0, -1.0]])
    rising = 3 * np.eye(3)[::-1] - 1
    maps = correlate(images, [flat, flat.T, rising, rising[::-1]])
    return maps[:, 5, 11]


# %% mistake="features.left_half"
# Only the half of the map where the training strokes are is searched. The others are on the right.
def features(images):
    flat = np.array([[-1.0, -1.0, -1.0], [2.0, 2.0, 2.0], [-1.0, -1.0, -1.0]])
    rising = 3 * np.eye(3)[::-1] - 1
    maps = correlate(images, [flat, flat.T, rising, rising[::-1]])
    return maps[:, :, :11].max(axis=(1, 2))


# %% mistake="features.mean_of_the_map"
# The mean over a map whose filter adds up to zero is nearly zero for every image: bright and dark
# places cancel. What do you do before or instead?
def features(images):
    flat = np.array([[-1.0, -1.0, -1.0], [2.0, 2.0, 2.0], [-1.0, -1.0, -1.0]])
    rising = 3 * np.eye(3)[::-1] - 1
    maps = correlate(images, [flat, flat.T, rising, rising[::-1]])
    return maps.mean(axis=(1, 2))


# %% mistake="features.pixels"
# These are means over parts of the image: they say where there is something, and not what.
def features(images):
    return images.reshape(len(images), 2, 6, 3, 8).mean(axis=(2, 4)).reshape(len(images), 6)


# %% mistake="features.too_many"
# There are more than six numbers for each image: the whole map is returned. One number for each
# filter is enough.
def features(images):
    flat = np.array([[-1.0, -1.0, -1.0], [2.0, 2.0, 2.0], [-1.0, -1.0, -1.0]])
    rising = 3 * np.eye(3)[::-1] - 1
    maps = correlate(images, [flat, flat.T, rising, rising[::-1]])
    return maps.reshape(len(images), -1)


# %% mistake="features.across_the_batch"
# The numbers of an image depend on its neighbours in the batch, because the largest value is
# searched in all images together.
def features(images):
    flat = np.array([[-1.0, -1.0, -1.0], [2.0, 2.0, 2.0], [-1.0, -1.0, -1.0]])
    rising = 3 * np.eye(3)[::-1] - 1
    maps = correlate(images, [flat, flat.T, rising, rising[::-1]])
    return maps.max(axis=(1, 2)) / maps.max()


# %% mistake="features.random_filters"
# Filters that nobody has designed or trained answer to everything a little. Draw for each kind of
# stroke what its filter should look like.
def features(images):
    filters = np.random.default_rng(0).normal(size=(6, 3, 3))
    return np.maximum(correlate(images, filters), 0).max(axis=(1, 2))
