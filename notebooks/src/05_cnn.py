# %% [markdown]
# # 05 Convolutional networks
#
# A dense layer reads an image as a long list of numbers. It does not know which pixels are
# neighbours. In this lesson you build a layer that does, and with it a network that reads
# handwritten digits better than the one of lesson 04.
#
# **When you have worked through it, you can**
#
# - move a filter over an image by hand, with border and stride, and say how large the result is;
# - write a convolution with loops, in one line, and backward;
# - count the parameters of a network for images, up to AlexNet;
# - say what pooling, 1x1 filters and the receptive field are good for;
# - show by experiment what such a network does not mind, and what it does.
#
# **You need** lesson 02 (dense layer, ReLU), lesson 03 (backward pass, gradient check) and
# lesson 04 (Adam, training and test set). Plan 90 minutes.
#
# ### 1989: the zip code
#
# At Bell Labs Yann LeCun and his colleagues taught a network to read zip codes from real
# envelopes. Its units saw small patches only, and shared their weights, as Kunihiko Fukushima
# had proposed in 1980. In 1998 its grown-up version, LeNet-5, read bank cheques.
#
# ## 1 Why not a dense layer?
#
# A small colour image has 32 rows, 32 columns and 3 **channels**: red, green, blue. Flattened it
# is a list of 3072 numbers. *Predict:* how many weights has a dense layer with 10 outputs? And
# if you shuffle the pixels, all images in the same way, what does the dense layer lose?

# %%
import numpy as np

from dlcourse.lab import confirm, show
from dlcourse.lab.convolution.photograph import photograph
from dlcourse.lab.convolution.pictures import draw_pictures
from dlcourse.nn import Dense

rng = np.random.default_rng(5)
images = rng.random((4, 32, 32, 3))
flat = images.reshape(4, -1)  # (4, 32, 32, 3) -> (4, 3072)
dense = Dense(3072, 10, rng=rng)
confirm("numbers in one image", flat.shape[1], 3072, source="deck 002")
confirm("weights", dense.W.value.shape, [3072, 10], source="deck 002")
confirm("that many", dense.W.value.size, 30720)

order = rng.permutation(3072)
other = Dense(3072, 10, rng=rng)
other.W.value[:] = dense.W.value[order]  # shuffle the weights like the pixels
difference = np.abs(dense(flat) - other(flat[:, order])).max()
confirm("difference between the two layers", difference, 0.0, decimals=9)

shuffled = photograph().ravel()[rng.permutation(photograph().size)].reshape(120, 120)
pair = {"to you": photograph(), "to a dense layer": shuffled}
show(
    draw_pictures(pair, side=3.4),
    alt="Left: a portrait of Admiral Grace Hopper. Right: the same pixels shuffled, "
    "a grey noise. A dense layer can learn the one as well as the other.",
)

# %% [markdown]
# ## 2 A filter, by hand
#
# The dense layer loses nothing, because it never knew the order. All that neighbours tell, it
# must learn anew, at every place of the image.
#
# A **filter**, also called **kernel**, is a small table of weights. Lay it on the image. Multiply
# each weight by the pixel below it, and add the products: one number. Then move the filter one
# pixel to the right, and do it again. At the end of the row start one row further down. The
# table of all sums is a **feature map**, and the whole is called **convolution**:
#
# $$y_{r,c} = \sum_{i} \sum_{j} x_{r+i,\, c+j} \; w_{i,j}$$
#
# This is a neuron without bias and activation that walks. It looks at nine pixels only, and it
# takes its weights with it. (In mathematics a convolution flips the filter first; what everybody
# in deep learning computes is called *cross-correlation* there. It makes no difference when the
# weights are learned. That was the only time we say it, until section 9.)
#
# *Predict:* work out the first row of the result on paper. The filter has the columns 1, 0, -1.
# What kind of place in an image gives a large number? How many multiplications are there in all?

# %%
from dlcourse.lab.convolution.filter_walk import NUMBERS, filter_plaything

image = np.array(NUMBERS)  # (6, 6)
edge = np.array([[1, 0, -1], [1, 0, -1], [1, 0, -1]])


def convolve(image, kernel):
    """Move the kernel over the image; return the feature map and what it cost."""
    k = len(kernel)
    rows, columns = image.shape[0] - k + 1, image.shape[1] - k + 1
    result, multiplications = np.zeros((rows, columns)), 0
    for r in range(rows):
        for c in range(columns):  # lay it down here
            for i in range(k):
                for j in range(k):
                    result[r, c] += image[r + i, c + j] * kernel[i, j]
                    multiplications += 1
    return result, multiplications


result, multiplications = convolve(image, edge)
print(image)
confirm("first row", result[0], [2, 6, -4, 5], source="deck 002")
whole = [[2, 6, -4, 5], [0, 4, 0, -1], [-5, 0, 3, 6], [-2, 5, 0, 3]]
confirm("whole result", result, whole)
confirm("multiplications, 16 · 9", multiplications, 144, source="deck 002")

# %% [markdown]
# ## 3 Border and stride
#
# The result is smaller than the image, because the filter must not stick out. **Padding** puts
# $p$ rows and columns of zeros around the image. With $p = 1$ and a 3x3 filter the size stays the
# same. The **stride** $s$ is how far the filter moves: with $s = 2$ it leaves out every other
# place. For $n$ pixels in a row and a filter of width $k$ the result has
#
# $$n' = \left\lfloor \frac{n + 2p - k}{s} \right\rfloor + 1$$
#
# pixels in a row. The brackets $\lfloor \; \rfloor$ say: round down. Books leave them out and
# assume that it comes out even. It often does not, and then some pixels at the end are not used.
#
# *Play.* Press **Next** to walk. Above each pixel under the filter stands in small red what it is
# multiplied by, below the picture all nine products and their sum.
#
# 1. Set padding 1 and stride 2. How large is the result? Write it down before you look.
# 2. Take the image *light, then dark*. Where does the filter *vertical edge* answer, where not?
#    What does *horizontal edge* make of it?
# 3. Why does *outline* answer with 0 wherever the image is all the same?

# %%
filter_plaything()


# %%
def output_size(n, k, stride=1, padding=0):
    return (n + 2 * padding - k) // stride + 1


confirm("size, as above", output_size(6, 3), 4)
confirm("size, padding 1", output_size(6, 3, padding=1), 6)
confirm("size, stride 2", output_size(6, 3, stride=2), 2)
confirm("size, both: 2.5 is rounded down", output_size(6, 3, stride=2, padding=1), 3)

padded = convolve(np.pad(image, 1), edge)[0]
print(padded.astype(int))
confirm("its shape", padded.shape, [6, 6])
confirm("its middle is the old result", padded[1:-1, 1:-1], whole)
confirm("its first row", padded[0], [-15, 5, 6, -4, 3, 8])

confirm("stride 2", result[::2, ::2], [[2, -4], [-5, 3]])
both = [[-15, 6, 3], [-16, 4, -1], [-21, 5, 3]]
confirm("padding 1 and stride 2", padded[::2, ::2], both)

# %% [markdown]
# ## 4 Without loops
#
# Look at the first column of the padded result. The zeros outside are an edge as well, and a
# strong one. Padding is convenient, and it is not quite honest.
#
# Four loops in Python are slow. NumPy can make a view of the image in which each place has its
# own window, without copying a number: `sliding_window_view`. Then one multiplication and one sum
# do it all. For a filter that is a matrix, windows and filter can also be flattened, and the
# convolution is a **matrix product**: each row one window, each column one filter. Real libraries
# work like this. *Slow and clear first, then fast, then compare*, here with the library's
# `Conv2D` as a third.
#
# *Predict:* the image has shape (6, 6), the filter (3, 3). What is the shape of the view?

# %%
from dlcourse.nn import Conv2D

windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))
confirm("shape of the view", windows.shape, [4, 4, 3, 3])
confirm("the second window", windows[0, 1], [[9, 2, 5], [6, 2, 4], [4, 5, 4]])
confirm("one line", (windows * edge).sum(axis=(2, 3)), whole)
product = windows.reshape(16, 9) @ edge.reshape(9, 1)  # (16, 9) @ (9, 1) -> (16, 1)
confirm("matrix product", product.reshape(4, 4), whole)

rng = np.random.default_rng(1)
differences = []
for height, width, k in ((6, 6, 3), (9, 5, 2), (12, 12, 5), (4, 7, 1)):
    x, w = rng.normal(size=(height, width)), rng.normal(size=(k, k))
    slow = convolve(x, w)[0]
    view = np.lib.stride_tricks.sliding_window_view(x, (k, k))
    layer = Conv2D(1, 1, k, rng=rng)
    layer.W.value[:] = w.reshape(k, k, 1, 1)
    library = layer.forward(x.reshape(1, height, width, 1))[0, :, :, 0]
    differences += [np.abs(slow - (view * w).sum(axis=(2, 3))).max()]
    differences += [np.abs(slow - library).max()]
confirm("largest difference", max(differences), 0.0, decimals=12)

# %% [markdown]
# ## 5 What filters see
#
# Long before networks learned filters, people designed them. The filter above subtracts what is
# on its right from what is on its left: it answers where light turns to dark, and it is silent
# where nothing changes. It is an **edge detector**. Here are four filters on a photograph.
#
# *Predict:* what does a filter do whose nine weights are all 1/9? And one with 8 in the middle
# and -1 around it?
#
# *Play.* Below the pictures you can change the weights and watch the feature map. Where the
# weights add up to less than one half, it is drawn in two colours: orange above 0, purple below,
# white at 0. Otherwise it is drawn in grey, as a picture from 0 to 1.
#
# 1. Make a filter that answers to edges that go from the lower left to the upper right.
# 2. Make one that moves the picture one pixel to the left and does nothing else.
# 3. Make one that darkens the picture by half.
# 4. Tick *ReLU after it*. What has gone, and why would a network want two filters for one kind
#    of edge?

# %%
from dlcourse.lab.convolution.filters import KERNELS, feature_map
from dlcourse.lab.convolution.kernel_editor import kernel_plaything

maps = {"image": photograph()}
for name in ("vertical edge", "horizontal edge", "outline", "blur", "sharpen"):
    maps[name] = feature_map(photograph(), KERNELS[name])  # (118, 118)
two_signs = ("vertical edge", "horizontal edge", "outline")
wall = np.full((5, 5), 0.8)
answer = max(np.abs(feature_map(wall, KERNELS[name])).max() for name in two_signs)
confirm("what the edge filters say to a white wall", answer, 0.0, decimals=12)
show(
    draw_pictures(maps, signed=two_signs, rows=2, side=3.6),
    alt="Six pictures of the portrait. The filter vertical edge leaves the upright "
    "sides of nose, collar and flag, orange where light turns to dark and "
    "purple where dark turns to light. Horizontal edge leaves brow, glasses and "
    "mouth. Outline leaves fine lines all around. Blur softens, sharpen makes "
    "hair and wrinkles stand out.",
)

# %%
kernel_plaything()

# %% [markdown]
# ## 6 Volumes
#
# A colour image has three channels, so it is a block of numbers, a **volume** of height, width
# and depth. A filter has a weight for every channel, too: a 3x3 filter on 3 channels has 27
# weights. It still adds up *everything* below it, so one filter makes **one** feature map. Many
# filters make many maps. Stacked they are a volume again, the input of the next layer, and each
# gets its own bias:
#
# $$y_{r,c,f} = b_f + \sum_i \sum_j \sum_d x_{r+i,\,c+j,\,d} \; w_{i,j,d,f}$$
#
# A filter of 1x1 looks strange at first. It sees one pixel, but all its channels: it mixes
# channels, as a dense layer would, at every pixel the same. With fewer filters than channels it
# makes a volume thin at a low price.
#
# *Predict:* an image 6x6x3 and two filters 3x3. What is the shape of the result? How many
# multiplications for each filter? And 56x56x64 through thirty-two 1x1 filters?


# %%
def convolve_volume(x, W, b):
    """(H, W, C) with filters (k, k, C, F) and biases (F,) -> (H', W', F)."""
    windows = np.lib.stride_tricks.sliding_window_view(x, W.shape[:2], axis=(0, 1))
    return np.einsum("rcdij,ijdf->rcf", windows, W) + b


rng = np.random.default_rng(2)
volume, W, b = rng.normal(size=(6, 6, 3)), rng.normal(size=(3, 3, 3, 2)), np.ones(2)
result = convolve_volume(volume, W, b)
confirm("shape with 2 filters", result.shape, [4, 4, 2], source="deck 002")

cost, by_channel = 0, np.ones((4, 4))  # the bias
for channel in range(3):
    one_map, multiplications = convolve(volume[:, :, channel], W[:, :, channel, 0])
    by_channel, cost = by_channel + one_map, cost + multiplications
confirm("multiplications for each filter", cost, 432, source="deck 002")
confirm("difference", np.abs(result[:, :, 0] - by_channel).max(), 0.0, decimals=12)

thin, deep = Conv2D(64, 32, 1, rng=rng), rng.normal(size=(1, 56, 56, 64))
confirm("1x1 filters", thin(deep).shape, [1, 56, 56, 32], source="deck 002")
per_pixel = deep.reshape(-1, 64) @ thin.W.value.reshape(64, 32)  # (3136, 64) @ (64, 32)
difference = np.abs(thin(deep).reshape(-1, 32) - per_pixel).max()
confirm("difference from a dense layer on each pixel", difference, 0.0, decimals=12)

# %% [markdown]
# ## 7 Few weights, used often
#
# Every output of a dense layer has its own weight for every input. A convolution is a dense layer,
# too, with two restrictions: each output is connected with its window only (the other weights are
# 0), and all outputs **share** the same weights. The picture shows both weight matrices for the
# 6x6 image: 36 inputs, 16 outputs.
#
# So the number of parameters does not depend on the size of the image:
#
# $$\text{parameters} = (k \cdot k \cdot C + 1) \cdot F$$
#
# *Predict:* an image 32x32x3 and ten 5x5 filters with padding 2. What is the shape of the result,
# and how many parameters has the layer? How many would a dense layer need for the same outputs?

# %%
from dlcourse.lab.convolution.shared_weights import (
    convolution_matrix,
    draw_weight_matrices,
)

matrix = convolution_matrix(edge, (6, 6))  # (36, 16)
confirm("as a dense layer", (image.reshape(36) @ matrix).reshape(4, 4), whole)
confirm("weights of the matrix", matrix.size, 576)
confirm("of these not 0", np.count_nonzero(matrix), 16 * 6)

ten = Conv2D(3, 10, 5, padding=2, rng=rng)
confirm("result", ten.output_shape((1, 32, 32, 3)), [1, 32, 32, 10], source="deck 002")
parameters = sum(parameter.size for parameter in ten.parameters())
confirm("parameters of each filter", 5 * 5 * 3 + 1, 76, source="deck 002")
confirm("parameters", parameters, 760, source="deck 002")
confirm("dense, for as many outputs", (32 * 32 * 3 + 1) * 32 * 32 * 10, 31_467_520)
dense_weights = np.random.default_rng(0).normal(size=(36, 16))
show(
    draw_weight_matrices({"dense": dense_weights, "convolution": matrix}),
    alt="Two weight matrices of 36 rows and 16 columns. Dense: every square has a "
    "colour of its own. Convolution: nearly all squares are empty; in each "
    "column stand the same six weights, three for the left and three for the "
    "right column of the filter, a little further down from column to column.",
)

# %% [markdown]
# ## 8 Pooling
#
# 760 parameters against more than 31 million, and the 760 know every place of the image.
#
# A feature map says where something is, to the pixel. Often it is enough to know it roughly.
# **Max pooling** keeps the largest number of each window, mostly 2x2 with stride 2, for each
# channel alone. A quarter of the numbers is left, and the layer has no parameters. **Average
# pooling** takes the mean instead; LeNet-5 did. Pooling over the whole map is called *global*.
#
# Backward it is simple: only the winner had a say, so **the winner gets the whole gradient**, and
# the others 0.
#
# *Predict:* pool the table in the code on paper. Then say where a gradient of 1, 2, 3, 4 goes.

# %%
from dlcourse.nn import MaxPool2D

table = np.array([[1, 1, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])

pooled, blame = np.zeros((2, 2)), np.zeros((4, 4))
for r in range(2):
    for c in range(2):
        window = table[2 * r : 2 * r + 2, 2 * c : 2 * c + 2]
        i, j = np.unravel_index(window.argmax(), window.shape)  # who wins?
        pooled[r, c] = window[i, j]
        blame[2 * r + i, 2 * c + j] += [[1, 2], [3, 4]][r][c]

confirm("pooled", pooled, [[6, 8], [3, 4]], source="deck 002")
confirm("gradient", blame, [[0, 0, 0, 0], [0, 1, 0, 2], [3, 0, 0, 0], [0, 0, 0, 4]])
at_once = table.reshape(2, 2, 2, 2).max(axis=(1, 3))  # (rows, 2, columns, 2)
confirm("in one line", at_once, pooled)

pool = MaxPool2D(2)
confirm("library", pool(table.reshape(1, 4, 4, 1).astype(float))[0, :, :, 0], pooled)
dy = np.array([[1.0, 2.0], [3.0, 4.0]]).reshape(1, 2, 2, 1)
confirm("library, backward", pool.backward(dy)[0, :, :, 0], blame)
large = pool.output_shape((1, 224, 224, 64))
confirm("shape", large, [1, 112, 112, 64], source="deck 002")

# %% [markdown]
# ## 9 Convolution backward
#
# Take one row, $x = [1, 2, 3, 4]$, and a filter $w = [2, -1]$. So $y_r = x_r w_0 + x_{r+1} w_1$.
# Each weight is used at every place, each pixel by several places, and *where a value is used
# more than once, its gradients add* (lesson 03):
#
# $$\frac{dL}{dw_i} = \sum_r \frac{dL}{dy_r} \, x_{r+i} \qquad\qquad
# \frac{dL}{dx_m} = \sum_i \frac{dL}{dy_{m-i}} \, w_i$$
#
# Look at the indices. The first is again a convolution: the *image*, with the arriving gradient
# as the filter. The second is one, too: the arriving gradient with a border of zeros, and with
# the filter **flipped**, because of the minus. (Here the flip comes back.) In two dimensions both
# hold along each axis.
#
# *Predict:* the gradient that arrives is $[1, 0, 2]$. Work out both on paper.

# %%
from dlcourse.nn import check_gradients, numerical_gradient

x, w, dy = np.array([1.0, 2, 3, 4]), np.array([2.0, -1.0]), np.array([1.0, 0, 2])
confirm("forward", np.correlate(x, w), [0, 1, 2])
dw, dx = np.zeros(2), np.zeros(4)
for r in range(3):
    for i in range(2):
        dw[i] += dy[r] * x[r + i]
        dx[r + i] += dy[r] * w[i]
confirm("dL/dw", dw, [7, 10])
confirm("dL/dx", dx, [2, -1, 4, -2])
confirm("the same by a convolution", np.correlate(np.pad(dy, 1), w[::-1]), dx)

x, w, dy = rng.normal(size=(5, 6)), rng.normal(size=(3, 3)), rng.normal(size=(3, 4))
dw = convolve_volume(x[:, :, None], dy[:, :, None, None], 0.0)[:, :, 0]
dx = convolve_volume(np.pad(dy, 2)[:, :, None], w[::-1, ::-1, None, None], 0.0)[:, :, 0]


def loss(x, w):
    return np.sum(dy * convolve(x, w)[0])  # its gradient by the feature map is dy


error_w = np.abs(dw - numerical_gradient(lambda w: loss(x, w), w)).max()
error_x = np.abs(dx - numerical_gradient(lambda x: loss(x, w), x)).max()
print("2-D, by w and by x, error below 1e-7:", error_w < 1e-7, error_x < 1e-7)
check_gradients(
    Conv2D(2, 3, 3, stride=2, padding=1, rng=rng), rng.normal(size=(2, 5, 6, 2))
)
print("Conv2D with stride, padding and channels: all gradients right")

# %% [markdown]
# ## 10 The receptive field
#
# A 3x3 filter sees 3 pixels in each direction. A second one behind it sees 3 numbers that have
# seen 3 pixels each. All pixels that a number depends on are its **receptive field**. It grows
# with every layer, and faster behind a pooling layer or a stride.
#
# *Predict:* how far do three 3x3 layers see? Compare them with one layer that sees as far, with C
# channels in and out: which has more weights?

# %%
from dlcourse.lab.convolution.receptive_field import draw_receptive_field
from dlcourse.nn import ReLU, Sequential, constant


def sees(*layers):
    """Height of what one number in the middle of the output depends on."""
    net, x = Sequential(*layers), np.ones((1, 31, 31, 1))
    grad = np.zeros_like(net(x))
    grad[0, grad.shape[1] // 2, grad.shape[2] // 2, 0] = 1.0
    return int(np.any(net.backward(grad)[0, :, :, 0] != 0, axis=1).sum())


def ones(k, stride=1):
    return Conv2D(1, 1, k, stride=stride, init=constant(1.0))


fields = [sees(ones(3)), sees(ones(3), ones(3)), sees(ones(3), ones(3), ones(3))]
confirm("one, two, three 3x3 layers see", fields, [3, 5, 7], source="deck 002")
confirm("one 7x7 layer sees", sees(ones(7)), 7)
confirm("3x3 with stride 2, then 3x3, see", sees(ones(3, stride=2), ones(3)), 7)
confirm("weights for C channels, times C²", [3 * 3 * 3, 7 * 7], [27, 49])
show(
    draw_receptive_field([3, 3, 3]),
    alt="Four rows of pixels, one above the other. The single pixel of layer 3 is "
    "connected with 3 pixels of layer 2, these with 5 of layer 1, and these "
    "with 7 pixels of the input.",
)

# %% [markdown]
# ## 11 A LeNet reads digits
#
# Three small layers see as far as a large one, with fewer weights and two more ReLUs between
# them. That is the idea of VGG, a network you will meet below.
#
# Now put the parts together, in the order of LeNet-5: **convolution, ReLU, pooling**, and again,
# then dense layers. Yours has ReLU and max pooling, where LeNet-5 of 1998 had tanh and means.
# The data are the digits of lesson 04, 1797 images of 8x8 pixels. So is the opponent: flatten,
# 128 hidden units, ReLU, 10 scores.
#
# *Predict:* which layer of this network has the most parameters? Has it more or fewer than its
# opponent, with 9610?
#
# **The race.** One run can be luck. So both networks train five times, each time on another split
# of the data and from another start, with the same Adam and the same number of epochs. The learning
# rate falls to 0 along half a cosine wave, so that nobody ends on an unlucky last step. (`float32`:
# numbers of half the length, which is precise enough here, and faster.)
#
# *Predict:* on test images, how many of 100 will each of them get wrong?

# %%
from dlcourse.lab.convolution.volumes import draw_volumes
from dlcourse.nn import Flatten, he_normal


def lenet(rng):
    kind = {"init": he_normal, "rng": rng}
    return Sequential(
        Conv2D(1, 12, 3, padding=1, **kind), ReLU(), MaxPool2D(2),
        Conv2D(12, 32, 3, padding=1, **kind), ReLU(), MaxPool2D(2),
        Flatten(), Dense(128, 32, **kind), ReLU(), Dense(32, 10, **kind),
    )  # fmt: skip


def mlp(rng):
    kind = {"init": he_normal, "rng": rng}
    return Sequential(Flatten(), Dense(64, 128, **kind), ReLU(), Dense(128, 10, **kind))


lenet(rng).summary(("N", 8, 8, 1))
confirm("opponent", sum(parameter.size for parameter in mlp(rng).parameters()), 9610)
boxes = [("input", (8, 8, 1)), ("conv", (8, 8, 12)), ("pool", (4, 4, 12))]
boxes += [("conv", (4, 4, 32)), ("pool", (2, 2, 32)), ("flatten", (128,))]
show(
    draw_volumes([*boxes, ("dense", (32,)), ("dense", (10,))]),
    alt="The volumes of the network from left to right: input 8x8x1, convolution "
    "8x8x12, pooling 4x4x12, convolution 4x4x32, pooling 2x2x32, flattened 128, "
    "dense 32, dense 10. The boxes get smaller and deeper.",
)

# %%
from dlcourse.data import load_digits
from dlcourse.nn import Adam, CosineDecay, CrossEntropy, LearningRate, fit


def train(make, seed, epochs=15):
    """Train a network on one split; return it, the split, and its test accuracy."""
    rng = np.random.default_rng(seed)
    digits, net = load_digits(rng=rng), make(rng).astype("float32")
    optimizer = Adam(net.parameters(), lr=0.004)
    slower = LearningRate(CosineDecay(0.004, epochs))
    run = {"epochs": epochs, "callbacks": [slower], "rng": rng, "progress": False}
    fit(net, CrossEntropy(), optimizer, digits.x_train, digits.y_train, **run)
    right = net(digits.x_test).argmax(axis=1) == digits.y_test
    return net, digits, right.mean()


runs = {"MLP": [], "LeNet": []}
for seed in range(5):
    for name, make in (("MLP", mlp), ("LeNet", lenet)):
        runs[name].append(train(make, seed))
means = {name: np.mean([run[2] for run in five]) for name, five in runs.items()}
for name, mean in means.items():
    wrong = 100 * (1 - mean)
    print(f"{name}: {wrong:.1f} of 100 test digits wrong, in the mean of 5 runs")
print("LeNet above 98 %:", means["LeNet"] > 0.98)
print("LeNet makes less than three quarters of the errors of the MLP:", end=" ")
print(1 - means["LeNet"] < 0.75 * (1 - means["MLP"]))

# %% [markdown]
# ### Play: look inside
#
# The network has found its filters by itself. Choose a digit and a layer.
#
# 1. Look at the first layer. Which maps answer to upright strokes, which to flat ones? Compare
#    with the filters of section 5.
# 2. Go on layer by layer. When can you no longer see which digit it is?
# 3. Shift the digit. Do the maps of the first layer change, or do they only move? And the
#    answer?
# 4. Look at image 0. The network is not sure. Are you?

# %%
from dlcourse.lab.convolution.feature_maps import FeatureMaps, feature_plaything

net, digits, _ = runs["LeNet"][0]
feature_plaything(net, digits.x_test[:40], FeatureMaps(image=21))

# %% [markdown]
# ## 12 What the network does not mind, and what it does
#
# The LeNet makes about half as many errors as the dense network, and it has fewer parameters:
# 8066 against 9610. What has it understood, and what not?
#
# Does it matter where in the image the digit is, how it is turned, how large it is? Two words.
# Something is **equivariant** when it moves along: shift the image, and the result is shifted in
# the same way. It is **invariant** when it stays the same. Deck 002 asks and leaves it open. You
# can measure. *Predict* first:
#
# 1. Shift the image, then convolve; or convolve, then shift. Is it the same? And if you turn it
#    by 90 degrees instead, or make it larger?
# 2. The image shifts by one pixel. By how much do the numbers change before pooling, after it,
#    and after global pooling?
# 3. You shift, turn and scale the test digits. Which of these will a trained network survive?


# %%
canvas = np.zeros((40, 16, 16, 1))  # digits with a wide border
canvas[:, 4:12, 4:12] = digits.x_test[:40]
first = net[0]


def shift(x):
    return np.roll(x, (2, 3), axis=(1, 2))  # two rows down, three columns right


def turn(x):
    return np.rot90(x, axes=(1, 2))


def enlarge(x):
    return x.repeat(2, axis=1).repeat(2, axis=2)


for name, move in (("shift", shift), ("turn", turn), ("enlarge", enlarge)):
    same = np.allclose(first(move(canvas)), move(first(canvas)), atol=1e-5)
    print(f"{name:8} equivariant: {same}")
same = np.allclose(first(shift(canvas)), first(canvas), atol=1e-5)
print(f"shift    invariant:   {same}")

maps = np.maximum(first(canvas), 0)
moved = np.maximum(first(np.roll(canvas, 1, axis=2)), 0)
pool = MaxPool2D(2)
pairs = {
    "before pooling": (maps, moved),
    "after 2x2 pooling": (pool(maps), pool(moved)),
}
pairs["after 8x8 pooling"] = MaxPool2D(8)(maps), MaxPool2D(8)(moved)
pairs["after global pooling"] = maps.max(axis=(1, 2)), moved.max(axis=(1, 2))
for name, (a, b) in pairs.items():
    change = np.linalg.norm(a - b) / np.linalg.norm(a)
    print(f"{name}: {100 * change:.0f} % change when the digit moves by one pixel")

# %%
from dlcourse.lab import figure
from dlcourse.lab.convolution.transforms import transformed

trials = {
    "as it is": {}, "1 pixel right": {"right": 1}, "2 pixels right": {"right": 2},
    "turned 15°": {"degrees": 15}, "turned 45°": {"degrees": 45},
    "turned 90°": {"degrees": 90}, "70 % size": {"scale": 0.7},
}  # fmt: skip
scores = {"MLP": [], "LeNet": []}
for name, five in runs.items():
    for trial in trials.values():
        rights = [
            net(transformed(d.x_test, **trial)).argmax(axis=1) == d.y_test
            for net, d, _ in five
        ]
        scores[name].append(100 * np.mean(rights))
    rounded = np.round(scores[name]).astype(int).tolist()
    print(f"{name:6}", dict(zip(trials, rounded, strict=True)))

fig, ax = figure(width=10)
places = np.arange(len(trials))
ax.bar(places - 0.2, scores["MLP"], 0.4, label="MLP", hatch="//", edgecolor="white")
ax.bar(places + 0.2, scores["LeNet"], 0.4, label="LeNet")
ax.axhline(10, color="black", linewidth=1)
ax.set_xticks(places, list(trials), rotation=15)
ax.set(ylabel="right, of 100", ylim=(0, 100))
ax.legend(loc="upper right")
show(
    fig,
    alt="Bars: how many of 100 test digits MLP and LeNet get right. As they are, "
    "nearly all. Shifted by 1 pixel 47 and 68, by 2 pixels 15 and 34. Turned by "
    "15 degrees 84 and 87, by 45 degrees 22 and 28, by 90 degrees 10 and 10, "
    "which is guessing. At 70 percent of their size 22 and 40.",
)

# %% [markdown]
# ## 13 Networks with a name
#
# Convolution is equivariant to shifts, and to nothing else. Pooling makes the change smaller, and
# only global pooling makes it vanish. A trained network with a flatten in it keeps reading most
# digits that have moved by one pixel, better than a dense one, and then gives up. What it shall
# not mind, you must show it: lesson 07 turns and shifts the training images.
#
# In 2012 AlexNet won the ImageNet contest, a thousand kinds of things in more than a million
# photographs, by a wide margin. It is LeNet, larger: five convolutions, three pooling layers, three
# dense layers, ReLU, and two graphics cards. Each card held half of the filters, so in layers 2, 4
# and 5 a filter sees only half of the channels. Such halves are called **groups**.
#
# With the formulas of sections 3 and 7 you can count it. The paper says that the images have 224
# pixels a side. With that, the first layer does not come out even; with 227 it does. Deck
# 001 quotes the paper's 253 440 numbers after the first layer; they are 290 400.
#
# VGG came two years later with nothing but 3x3 filters, 16 of its 19 layers.
#
# *Predict:* which part of AlexNet holds most of its parameters, the convolutions or the dense
# layers?


# %%
def count(layers, side, channels):
    """Parameters of a network, layer by layer, and the shape at its end."""
    parameters = []
    for kind, number, k, stride, padding, groups in layers:
        if kind == "conv":
            parameters.append((k * k * channels // groups + 1) * number)
            channels = number
        side = (side + 2 * padding - k) // stride + 1
    return parameters, (side, side, channels)


def dense(inputs, *widths):
    return [(i + 1) * o for i, o in zip([inputs, *widths], widths, strict=False)]


pool_3 = ("pool", 0, 3, 2, 0, 1)
alexnet = [("conv", 96, 11, 4, 0, 1), pool_3, ("conv", 256, 5, 1, 2, 2), pool_3]
alexnet += [("conv", 384, 3, 1, 1, 1), ("conv", 384, 3, 1, 1, 2)]
alexnet += [("conv", 256, 3, 1, 1, 2), pool_3]
shapes = [np.prod(count(alexnet[:n], 227, 3)[1]) for n in (3, 5, 6, 7)]
confirm(
    "numbers after conv 2-5", shapes, [186624, 64896, 64896, 43264], source="deck 001"
)
confirm("and after conv 1", np.prod(count(alexnet[:1], 227, 3)[1]), 290400)
convolutions, shape = count(alexnet, 227, 3)
confirm("shape before the dense layers", shape, [6, 6, 256])
heads = dense(6 * 6 * 256, 4096, 4096, 1000)
total = sum(convolutions) + sum(heads)
confirm("AlexNet", total, 60_965_224)
confirm("in millions", total / 1e6, 61, decimals=0, source="deck 002")
confirm("share of the dense layers", sum(heads) / total, 0.96, decimals=2)

vgg = []
for number, times in ((64, 2), (128, 2), (256, 4), (512, 4), (512, 4)):
    vgg += times * [("conv", number, 3, 1, 1, 1)] + [("pool", 0, 2, 2, 0, 1)]
convolutions, shape = count(vgg, 224, 3)
confirm("VGG-19, shape before the dense layers", shape, [7, 7, 512])
total = sum(convolutions) + sum(dense(7 * 7 * 512, 4096, 4096, 1000))
confirm("VGG-19", total, 143_667_240)

# %% [markdown]
# ### Blocks: Inception and residual
#
# The dense layers hold 96 of 100 parameters. Later networks end in global pooling instead.
#
# Which filter size is right? GoogLeNet (2014) takes several side by side, an **Inception
# module**, and puts their maps together. Thin 1x1 filters first make the volume cheap.
#
# How deep can a network be? On its way back through many layers a gradient shrinks. A **residual
# block** (ResNet, 2015: 152 layers) adds its input to its output, $y = x + f(x)$. The block only
# has to learn the *change*, and the gradient has a way around.
#
# *Predict:* a residual block whose weights are all 0: what comes out of it?

# %%
from dlcourse.lab.convolution.blocks import draw_blocks
from dlcourse.nn import Residual, zeros


def conv(k, channels, number):
    return (k * k * channels + 1) * number


direct = conv(1, 192, 64) + conv(3, 192, 128) + conv(5, 192, 32)
module = conv(1, 192, 64) + conv(1, 192, 96) + conv(3, 96, 128)
module += conv(1, 192, 16) + conv(5, 16, 32) + conv(1, 192, 32)
confirm("Inception 28x28x192: maps out", 64 + 128 + 32 + 32, 256)
confirm("parameters, and without thin layers", [module, direct], [163_696, 387_296])


def block(init, channels=64):
    kind = {"padding": "same", "init": init, "rng": np.random.default_rng(3)}
    first = Conv2D(channels, channels, 3, **kind)
    return Sequential(first, ReLU(), Conv2D(channels, channels, 3, **kind))


still, x = Residual(block(zeros)), np.random.default_rng(4).normal(size=(1, 8, 8, 64))
confirm("residual block", sum(p.size for p in still.parameters()), 2 * conv(3, 64, 64))
confirm("with weights 0, out - in", np.abs(still(x) - x).max(), 0.0)
for name, wrap in (("plain", lambda f: f), ("residual", Residual)):
    deep = Sequential(
        *[wrap(block(lambda s, r: 0.02 * r.normal(size=s), 8)) for _ in range(25)]
    )
    small = x[..., :8]
    ratio = np.linalg.norm(deep.backward(np.ones_like(deep(small)))) / np.sqrt(
        small.size
    )
    print(
        f"{name}: the gradient of 50 layers arrives with more than half of its size:",
        ratio > 0.5,
    )
show(
    draw_blocks(),
    alt="Left, an Inception module: the input goes four ways, through a 1x1 "
    "convolution, a 1x1 and a 3x3, a 1x1 and a 5x5, a 3x3 max pooling and a "
    "1x1; then the channels are put side by side. Right, a residual block: two "
    "3x3 convolutions, and a way around them; both are added.",
)

# %% [markdown]
# ## 14 Break it
#
# With weights 0 a residual block hands its input on as it is. So it can only add, never lose, and
# a gradient comes through fifty layers.
#
# Two mistakes that raise no error.
#
# 1. **Reshape instead of transpose.** This course keeps the channels last, PyTorch keeps them
#    first, (3, 120, 120). To come from there to here you must *move* the axis. `reshape` gives the
#    right shape, too, and scrambles the picture. The network will train, badly.
# 2. **No ReLU between two convolutions.** Two 3x3 layers in a row are then one 5x5 layer, just as
#    two linear layers are one (lesson 02).
#
# *Predict:* how does the scrambled picture look? Remember that reshape keeps the order of the
# numbers.

# %%
from dlcourse.lab.convolution.photograph import colour_photograph

channels_first = colour_photograph().transpose(2, 0, 1)  # as a file for PyTorch has it
right = channels_first.transpose(1, 2, 0)
wrong = channels_first.reshape(120, 120, 3)
print("shapes:", right.shape, wrong.shape)
confirm("difference of the right one", np.abs(right - colour_photograph()).max(), 0.0)

rng = np.random.default_rng(6)
x, one, two = rng.normal(size=(9, 9)), rng.normal(size=(3, 3)), rng.normal(size=(3, 3))
twice = convolve(convolve(x, one)[0], two)[0]
large = convolve(np.pad(one, 2), two[::-1, ::-1])[0]  # (5, 5): the two filters in one
difference = np.abs(twice - convolve(x, large)[0]).max()
confirm("two layers without ReLU - one layer", difference, 0.0, decimals=12)
with_relu = convolve(np.maximum(convolve(x, one)[0], 0), two)[0]
print("and with ReLU, the same:", np.allclose(with_relu, convolve(x, large)[0]))
show(
    draw_pictures({"transpose": right, "reshape": wrong}, side=3.6),
    alt="Left: the portrait in its colours. Right: the same numbers after reshape: "
    "nine small grey portraits in three rows, narrow and full of stripes.",
)

# %% [markdown]
# ## Your turn
#
# `reshape` keeps the order of the numbers: first all of red, then green, then blue. A row of the
# new picture takes 360 of them, which are three rows of one colour. So each third of the picture
# shows one colour, three times side by side.
#
# *Task 1.* Write `multiplications(n, k, stride, padding, C, F)`: how many multiplications a
# convolution needs for one image of `n` rows, `n` columns and `C` channels, with `F` filters of
# `k` rows and columns. *Approach.* How many numbers come out? How many multiplications does each
# cost? *Example.* `multiplications(6, 3, 1, 0, 3, 2)` is `864`.
#
# *Task 2.* Write `average_pool(x)`: the mean of each 2x2 window, stride 2, for a volume (H, W, C)
# with even H and W; the result is (H/2, W/2, C). *Approach.* Make an axis for the place in the
# window, as in section 8, and mind the channels. *Example.*
# `average_pool(np.array([[[1.0], [2.0]], [[3.0], [6.0]]]))` is `[[[3.0]]]`.
#
# *Task 3.* Write `bias_gradient(dy)`: the gradient of the loss by the biases of a convolution.
# `dy`, of shape (N, H, W, F), is what arrives at its output. *Approach.* Where is each bias used?
# What happens to the gradients of a value that is used often? *Example.* For an array of ones of
# shape (2, 3, 4, 1) it is `[24]`.


# %%
def multiplications(n, k, stride, padding, C, F):
    raise NotImplementedError("Replace this line by your answer.")


def average_pool(x):
    raise NotImplementedError("Replace this line by your answer.")


def bias_gradient(dy):
    raise NotImplementedError("Replace this line by your answer.")


# %%
from dlcourse.hints import check
from dlcourse.nn import AveragePool2D


def counted(n, k, stride, padding, C, F):
    side = output_size(n, k, stride, padding)
    return side * side * k * k * C * F


def measured_bias(dy):
    layer = Conv2D(1, dy.shape[3], 1, init=zeros)
    layer(np.zeros((*dy.shape[:3], 1)))
    layer.backward(dy)
    return layer.b.grad


check(
    multiplications,
    counted,
    [(6, 3, 1, 0, 3, 2), (32, 5, 2, 2, 3, 10), (9, 4, 3, 0, 1, 1)],
)
small = np.array([[[1.0], [2.0]], [[3.0], [6.0]]])
pooled = [(small,), (rng.normal(size=(6, 4, 3)),)]
check(average_pool, lambda x: AveragePool2D(2)(x[None])[0], pooled)
check(
    bias_gradient,
    measured_bias,
    [(np.ones((2, 3, 4, 1)),), (rng.normal(size=(3, 5, 4, 2)),)],
)

# %% [markdown]
# ## Summary
#
# - A **filter** walks over the image and writes one **feature map**. Few weights, shared by all
#   places: $(k \cdot k \cdot C + 1) \cdot F$ parameters, however large the image is.
# - $n' = \lfloor (n + 2p - k)/s \rfloor + 1$. **Padding** keeps the size, **stride** and
#   **pooling** make it smaller, and the **receptive field** grows with every layer.
# - Backward, the gradients are convolutions as well; in pooling the winner takes all.
# - Convolution is **equivariant** to shifts, not to turning or scaling. Pooling makes a network a
#   *little* **invariant** to shifts, no more. The rest it must learn from data: lesson 07.
#
# The same in PyTorch (channels first) and Keras (channels last):
#
# ```python
# from torch import nn
#
# net = nn.Sequential(
#     nn.Conv2d(1, 12, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
#     nn.Conv2d(12, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
#     nn.Flatten(), nn.Linear(128, 32), nn.ReLU(), nn.Linear(32, 10),
# )  # x: (N, 1, 8, 8); weights of Conv2d: (filters, channels, height, width)
# ```
#
# ```python
# from keras import Sequential, layers
#
# net = Sequential([
#     layers.Conv2D(12, 3, padding="same", activation="relu"), layers.MaxPooling2D(2),
#     layers.Conv2D(32, 3, padding="same", activation="relu"), layers.MaxPooling2D(2),
#     layers.Flatten(), layers.Dense(32, activation="relu"), layers.Dense(10),
# ])  # x: (N, 8, 8, 1); weights of Conv2D: (height, width, channels, filters), as here
# ```
#
# **Where the decks are loose.** Deck 002 calls cross-correlation a convolution, leaves out the
# rounding in the size formula, counts 144 *calculations* where it means multiplications, and asks
# about invariance without an answer (section 12). Its *effective* receptive field is the plain
# one; in later work the word means the part of it that really counts, which is smaller. Deck 001
# quotes a wrong size of AlexNet's first layer (section 13).
#
# **Further reading.** LeCun, Bottou, Bengio and Haffner, *Gradient-based learning applied to
# document recognition*, Proceedings of the IEEE 86, 1998: sections 1 and 2. Dumoulin and Visin,
# [A guide to convolution arithmetic for deep learning](https://arxiv.org/abs/1603.07285), with
# pictures of every stride and padding. [CS231n](https://cs231n.github.io/convolutional-networks/),
# the notes on convolutional networks. He, Zhang, Ren and Sun, [Deep residual learning for image
# recognition](https://arxiv.org/abs/1512.03385).
#
# **Next.** Assignment `ps05` lets you write convolution and pooling, forward and backward, and
# design filters. Lesson 06 turns from space to time: [06 RNN and LSTM](06_rnn_lstm.ipynb).
