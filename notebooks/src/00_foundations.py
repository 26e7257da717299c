# %% [markdown]
# # 00 Foundations
#
# A neural network does two things. It **computes** with tables of numbers, and it **learns** by
# following slopes. This lesson gives you both tools, and nothing that you will not use.
#
# **When you have worked through it, you can**
#
# - multiply a matrix and a vector by hand, and say beforehand which shape comes out;
# - give a whole batch of inputs to several neurons in one line of NumPy;
# - read a derivative as a slope, and check any derivative with a finite difference;
# - compute the gradient of a function of two variables, and multiply slopes along a chain.
#
# **You need** school mathematics (functions, straight lines) and a little Python (lists, loops,
# functions). Plan 60 to 90 minutes. Run the cells in order with Shift+Enter. Where you read
# *Predict*, scroll until the next cell is out of sight, for it holds the answer, and write your
# guess down. Wrong guesses teach most.

# %% [markdown]
# ## 1 Two old tools
#
# In 1847 Augustin-Louis Cauchy described how to go down a slope step by step to the lowest point
# of a function. In 1858 Arthur Cayley wrote down how to multiply tables of numbers. Both are
# older than the telephone, and together they run every network of this course.
#
# Three helpers before we start. `confirm` prints a number and stops the notebook if it is not the
# number that the text speaks of, so you can trust what you read. A note such as *(deck 001)*
# names the lecture slides with the same number. `show` displays a picture; its `alt` says in
# words what the picture shows, for readers who cannot see it. In the exercises, `check` tries
# your function on a few inputs and says what is right or wrong.
#
# ### Vectors: several numbers in a row
#
# Networks are built of **neurons**. A neuron takes several numbers in and gives one number out;
# lesson 01 builds one. It receives its inputs as a **vector**: a list of numbers in a fixed
# order. Each number is an **entry**. A house, for example, may be described by its rooms and its
# age: `[5, 30]`.
#
# In NumPy a vector is an **array**. Its **shape** says how many entries it has along each
# direction. A vector has one direction only, so its shape holds one number: `(2,)`. The comma is
# Python's way of writing a tuple of one.
#
# Adding two vectors adds entry by entry. Multiplying by one number multiplies every entry.

# %%
import numpy as np

from dlcourse.hints import check
from dlcourse.lab import confirm, show
from dlcourse.lab.foundations.slopes import draw_chain, draw_gradient
from dlcourse.lab.foundations.tables import draw_broadcast, draw_product
from dlcourse.lab.foundations.tangent import (
    draw_secants,
    draw_step_errors,
    tangent_plaything,
)
from dlcourse.lab.foundations.vectors import draw_dot_signs

house = np.array([5, 30])
change = np.array([1, 10])  # one room more, ten years later

print("shape:         ", house.shape)
print("sum:           ", house + change)
print("twice:         ", 2 * house)
print("entry by entry:", house * change)

# %% [markdown]
# ## 2 The dot product: a weighted sum
#
# You buy 1 loaf, 2 apples and 3 eggs. They cost 7, 9 and 11 coins apiece. To get the bill you
# multiply each amount by its price and add up. That is a **dot product**:
#
# $$a \cdot b = a_1 b_1 + a_2 b_2 + \dots + a_n b_n$$
#
# Two vectors of the same length go in, one number comes out. A neuron does exactly this with its
# inputs and its **weights**: a weight says how much one input counts.
#
# Mathematics counts from 1, Python from 0: $a_1$ is `a[0]`. NumPy writes the dot product `a @ b`.
#
# *Predict:* how much is the bill? Do it in your head, then run the cell.

# %%
amounts = [1, 2, 3]
prices = [7, 9, 11]

bill = 0
for i in range(3):
    cost = amounts[i] * prices[i]  # multiply
    bill = bill + cost  # add
    print(f"{amounts[i]} x {prices[i]:2} = {cost:2}   so far {bill}")

confirm("by hand", bill, 58, source="deck 001")
confirm("NumPy's @", np.array(amounts) @ np.array(prices), 58)

# %% [markdown]
# ### What the sign of a dot product tells you
#
# Draw a vector $w$ with two entries as an arrow that starts at the origin, the point (0, 0). All
# points $x$ with $w \cdot x = 0$ lie on one straight line through the origin, at right angles to
# the arrow. Points on the arrow's side have a positive dot product, points on the other side a
# negative one.
#
# *Predict:* let $w = (2, 1)$. Which sign does the dot product with $(3, -2)$ have? And with
# $(1, -2)$?

# %%
w = np.array([2, 1])
points = np.array([[2, 2], [3, -2], [1, 3], [-1, 2], [1, -2], [-2, 1], [-2, -1]])

for point in points:
    print(f"w · {point} = {w @ point}")

show(
    draw_dot_signs(w, points),
    alt="An arrow w from 0 to (2, 1) and a dashed line through 0 at right angles to "
    "it. Points on the arrow's side have dot products 6, 4 and 5, points on the "
    "line 0, points on the other side -3 and -5.",
)

# %% [markdown]
# ## 3 Matrices: tables of numbers
#
# Keep the last picture in mind: one neuron splits the plane with one straight line. But a network
# has many neurons. To handle them together, you need tables.
#
# A **matrix** is a table. Its shape is (rows, columns), always in this order. The **matrix
# product** $A\,B$ takes the dot product of every row of $A$ with every column of $B$. The number
# for row $i$ and column $j$ goes to row $i$, column $j$ of the result.
#
# A row of $A$ must be as long as a column of $B$. So the two inner numbers of the shapes must
# agree, and the outer two remain:
#
# $$(n, \mathbf{k}) \; @ \; (\mathbf{k}, m) \rightarrow (n, m)$$
#
# *Predict:* the matrices below have shapes (2, 3) and (3, 2). Which shape does their product
# have? What is its entry in the lower left?

# %%
A = np.array([[1, 2, 3], [4, 5, 6]])
B = np.array([[10, 11], [20, 21], [30, 31]])

show(
    draw_product(A, B, row=1, column=0),
    alt="The second matrix stands above the product and the first to its left. The "
    "second row, 4 5 6, and the first column, 10 20 30, meet in the entry 320 = "
    "4·10 + 5·20 + 6·30. The whole product is 140 146 over 320 335.",
)


# %%
# First with loops: slow, but clear. Then with @: the same in one stroke.
def matrix_product(a, b):
    """Multiply two tables, one dot product for each entry of the result."""
    result = np.zeros((len(a), len(b[0])), dtype=int)
    for i in range(len(a)):  # every row of a
        for j in range(len(b[0])):  # every column of b
            for k in range(len(b)):  # the terms of one dot product
                result[i, j] += a[i][k] * b[k][j]
    return result


confirm("with loops", matrix_product(A, B), [[140, 146], [320, 335]], source="deck 001")
confirm("with NumPy", A @ B, [[140, 146], [320, 335]], source="deck 001")
print("shape of A @ B:", (A @ B).shape)
print("shape of B @ A:", (B @ A).shape, " so the order matters")

# %% [markdown]
# ### What goes wrong: shapes that do not fit
#
# Write `@`, not `*`: the star multiplies entry by entry. And sooner or later you will multiply in
# the wrong order. NumPy then stops with a message that looks unfriendly. Read the end of it:
# *size 2 is different from 3* names the two inner numbers. When that happens, print both shapes
# and write them next to each other.

# %% tags=["raises-exception"]
A @ A

# %% [markdown]
# ## 4 Three neurons at once
#
# Why all this? Because a matrix holds the weights of **several** neurons: one row for each
# neuron, one column for each input. Three neurons with two inputs make a table of 3 x 2:
#
# $$\begin{pmatrix} w_{11} & w_{21} \\ w_{12} & w_{22} \\ w_{13} & w_{23} \end{pmatrix}
# \begin{pmatrix} i_1 \\ i_2 \end{pmatrix} =
# \begin{pmatrix} w_{11} i_1 + w_{21} i_2 \\ w_{12} i_1 + w_{22} i_2 \\
# w_{13} i_1 + w_{23} i_2 \end{pmatrix}$$
#
# Here $w_{21}$ is the weight from input 2 to neuron 1: *from* first, *to* second. That order of
# the two small numbers is a custom of this field, and the reverse of row and column.

# %%
weights = np.array([[1, 4], [2, 5], [3, 6]])  # 3 neurons, 2 inputs each
inputs = np.array([10, 100])

by_hand = [
    1 * 10 + 4 * 100,  # neuron 1: w11 i1 + w21 i2
    2 * 10 + 5 * 100,  # neuron 2: w12 i1 + w22 i2
    3 * 10 + 6 * 100,  # neuron 3: w13 i1 + w23 i2
]
confirm("by hand", by_hand, [410, 520, 630])
confirm("(3, 2) @ (2,)", weights @ inputs, by_hand, source="deck 001, with numbers")

# %% [markdown]
# ### A batch: many inputs in one table
#
# Usually you have not one input but hundreds. Put each into a **row** of a table: this is a
# **batch**, of shape (inputs in the batch, entries of each). Then the weights stand on the right,
# one *column* for each neuron. That is the first table turned over so that rows become columns:
# the **transpose**, in NumPy `weights.T`. This course writes it this way throughout.
#
# *Predict:* 4 inputs with 2 entries each, times weights of shape (2, 3). Which shape?

# %%
batch = np.array([[10, 100], [1, 0], [0, 1], [1, 1]])  # 4 inputs in rows
W = weights.T  # 2 inputs in rows, 3 neurons in columns

totals = batch @ W
print(batch.shape, "@", W.shape, "->", totals.shape)
print(totals)
confirm("first row, as before", totals[0], [410, 520, 630])

# %% [markdown]
# ### Broadcasting: one row for all
#
# Each neuron also adds a number of its own, its **bias**. Three neurons have three biases, a
# vector of shape (3,). The table of totals has shape (4, 3). You may add the two: NumPy uses the
# vector again for every row. This is called **broadcasting**. It works because the *last* numbers
# of the shapes agree.

# %%
bias = np.array([10, 20, 30])
confirm(
    "with bias",
    totals + bias,
    [[420, 540, 660], [11, 22, 33], [14, 25, 36], [15, 27, 39]],
)

show(
    draw_broadcast(totals, bias),
    alt="A table with 4 rows and 3 columns plus the row 10 20 30. The row is drawn "
    "once with solid lines and three more times with dotted lines, to show that "
    "it is reused. The sum again has 4 rows and 3 columns.",
)

# %% [markdown]
# ### Your turn: a layer with loops
#
# *Task.* Write `layer(batch, W, bias)` for N inputs of D entries and M neurons. It returns the
# table of shape (N, M) with entries
# $\; t_{nm} = \sum_d \text{batch}_{nd} \, W_{dm} + \text{bias}_m$, where $d$ runs over the D
# entries. Use loops, not `@`, so that you have done it once yourself.
#
# *Approach.* Make a table of zeros of the right shape. Go through its rows and columns. Each
# entry is a dot product of a row of the batch and a column of `W`, plus a bias.
#
# *Example.* `layer(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([5.0]))` is
# `[[16.0]]`.


# %%
def layer(batch, W, bias):
    raise NotImplementedError("Replace this line by your answer.")


# %%
def with_numpy(batch, W, bias):
    return batch @ W + bias


small = (np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([5.0]))
check(layer, with_numpy, [small, (batch, W, bias), (batch + 0.5, W, bias)])

# %% [markdown]
# ## 5 The derivative: how steep is it here?
#
# The **slope** of a straight line says how far it rises for each step to the right. A curve has a
# different slope at every place. How to measure it at $x$? Take a second point, $x + h$, and draw
# the straight line through both: a **secant**. Its slope is rise over step,
#
# $$\frac{f(x + h) - f(x)}{h}.$$
#
# Let the step $h$ shrink. The secant turns into the **tangent**, the line that only touches the
# curve. Its slope is the **derivative** $f'(x)$, also written $\frac{df}{dx}$.
#
# *Predict:* for $f(x) = x^2$ at $x = 1$, to which number do the slopes close in?

# %%
for h in [2, 1, 0.5, 0.1, 0.001]:
    slope = ((1 + h) ** 2 - 1**2) / h
    print(f"h = {h:<5}   slope {slope:.3f}")

confirm("slope with h = 0.001", slope, 2.001, decimals=3)
show(
    draw_secants([2, 1, 0.5]),
    alt="The curve x squared with three secants from the point (1, 1). Their slopes "
    "are 4, 3 and 2.5 for steps 2, 1 and 0.5. They turn towards the tangent, "
    "which has slope 2.",
)

# %% [markdown]
# ### Play: slide a secant into a tangent
#
# On the left is the curve with a secant. On the right, the line shows the true slope at every
# $x$, and the diamond the slope of your secant. Pull the step $h$ to 0: what does the diamond do?
# Then move $x$, and try the other curves. For which curve is the line on the right the same as
# the curve on the left?

# %%
tangent_plaything()

# %% [markdown]
# ### Finite differences, and how small is small
#
# A computer cannot let $h$ go to 0, but it can take a small $h$. Then the slope of the secant is
# called a **finite difference**, and it is a fine check for any derivative you have worked out.
# Taking one point on each side is better still, the **central** difference:
#
# $$f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# *Predict:* is the smallest $h$ the best? Both differences below are for $e^x$ at $x = 1$, where
# the slope is known to be $e$.


# %%
def finite_difference(f, x, h=1e-5):
    """Slope of f at x, measured."""
    return (f(x + h) - f(x - h)) / (2 * h)


steps = 10.0 ** -np.arange(1, 16)  # 0.1, 0.01, ... down to 15 places
one_sided = (np.exp(1 + steps) - np.exp(1)) / steps
central = finite_difference(np.exp, 1, steps)

show(
    draw_step_errors(
        steps, {"one-sided": abs(one_sided - np.e), "central": abs(central - np.e)}
    ),
    alt="Error of the slope against the step h, from 0.1 down to ten to the minus 15. "
    "Both errors fall at first, the central one faster, down to about ten to the "
    "minus 10 near h = ten to the minus 5. For smaller steps both errors rise "
    "again, to more than 0.1 at the end.",
)

# %% [markdown]
# ## 6 Eight rules instead of limits
#
# *Answer.* The smallest step was not the best. The axes of the picture go in powers of ten: from
# one mark to the next but one, the error is a hundred times smaller or more. Numbers in a computer
# have about 16 digits. For a tiny $h$,
# $f(x+h)$ and $f(x-h)$ agree in nearly all of them; their difference keeps only the last few,
# which are rounded. With $h = 10^{-5}$ the central difference is right to about ten digits, so
# this is the step we keep.
#
# Measuring is for checking. To *find* a derivative you need eight rules, and two slopes to know by
# heart: $e^x$ has the derivative $e^x$, and $\ln x$ has $1/x$. That is enough for every function of
# this course. Here $c$ and $n$ are fixed numbers, $f$ and $g$ functions of $x$.
#
# | rule | function | derivative |
# |---|---|---|
# | 1 constant | $c$ | $0$ |
# | 2 constant multiple | $c\,f$ | $c\,f'$ |
# | 3 power | $x^n$ | $n\,x^{n-1}$ |
# | 4 sum | $f + g$ | $f' + g'$ |
# | 5 difference | $f - g$ | $f' - g'$ |
# | 6 product | $f\,g$ | $f\,g' + g\,f'$ |
# | 7 quotient | $f / g$ | $(g\,f' - f\,g') / g^2$ |
# | 8 chain | $f(g(x))$ | $f'(g(x)) \cdot g'(x)$ |
#
# Do not believe them: test them. (In the code, `lambda x: 5 * f(x)` is a small function without a
# name.) Each line below gives `rule` the value that the rule works out, and a function whose slope
# is measured. We take $f(x) = x^3$ and $g(x) = x^2 + 1$ at $x = 2$, so $f = 8$, $f' = 12$, $g = 5$,
# $g' = 4$.
#
# *Predict:* with these four numbers, what do rules 6 and 7 give?


# %%
def f(x):
    return x**3  # f' = 3x²


def g(x):
    return x**2 + 1  # g' = 2x


def rule(name, value, function):
    """Compare what a rule says with the slope that is measured at x = 2."""
    confirm(f"rule {name}", finite_difference(function, 2.0), value, decimals=6)


rule("1  constant 7", 0, lambda x: 7.0)
rule("2  5 f", 5 * 12, lambda x: 5 * f(x))
rule("3  x^3", 3 * 2**2, lambda x: x**3)
rule("4  f + g", 12 + 4, lambda x: f(x) + g(x))
rule("5  f - g", 12 - 4, lambda x: f(x) - g(x))
rule("6  f g", 8 * 4 + 5 * 12, lambda x: f(x) * g(x))
rule("7  f / g", (5 * 12 - 8 * 4) / 5**2, lambda x: f(x) / g(x))
rule("8  f(g(x))", 3 * 5**2 * 4, lambda x: f(g(x)))
print("and the two slopes to know:")
rule("   e^x", 7.389056, np.exp)
rule("   ln x", 1 / 2, np.log)

# %% [markdown]
# ### Your turn: a slope on paper
#
# *Answer.* All eight rules and both slopes agree with the measurement to six places. Remember the
# method: **work out the derivative on paper, then measure it.** From lesson 03 on you will test
# every gradient of the course in this way.
#
# *Task.* Write `slope(x)`, the derivative of $q(x) = \dfrac{x}{1 + x^2}$.
#
# *Approach.* This is a quotient: rule 7 with $f = x$ and $g = 1 + x^2$. Work out $f'$ and $g'$
# first. It must work for an array, too.
#
# *Example.* `slope(0.0)` is `1.0`.


# %%
def slope(x):
    raise NotImplementedError("Replace this line by your answer.")


# %%
def measured_slope(x):
    measured = finite_difference(lambda x: x / (1 + x**2), x)
    return np.round(measured, 9)  # no more digits than are right


check(slope, measured_slope, [(0.0,), (1.0,), (2.0,), (np.array([-3.0, 0.5]),)])

# %% [markdown]
# ## 7 The gradient: one slope for each direction
#
# A network has many weights, so its error depends on many numbers at once. Take two:
# $f(x, y) = x^2 + 3y^2$, a valley shaped like a bowl.
#
# Hold $y$ fixed and ask how steep $f$ is in $x$: this is the **partial derivative**
# $\frac{\partial f}{\partial x} = 2x$. Hold $x$ fixed: $\frac{\partial f}{\partial y} = 6y$. Both
# together, as a vector, are the **gradient**
#
# $$\nabla f = \left(\frac{\partial f}{\partial x}, \frac{\partial f}{\partial y}\right)
# = (2x, \; 6y).$$
#
# *Predict:* what is the gradient at $(1.5, 1)$? And at the bottom of the bowl, $(0, 0)$?


# %%
def bowl(x, y):
    return x**2 + 3 * y**2


def bowl_gradient(x, y):
    return 2 * x, 6 * y


in_x = finite_difference(lambda x: bowl(x, 1.0), 1.5)  # y held at 1
in_y = finite_difference(lambda y: bowl(1.5, y), 1.0)  # x held at 1.5
confirm("measured gradient at (1.5, 1)", [in_x, in_y], [3.0, 6.0], decimals=6)
confirm("formula at (1.5, 1)", bowl_gradient(1.5, 1), (3.0, 6.0))
confirm("formula at (0, 0)", bowl_gradient(0, 0), (0, 0))
show(
    draw_gradient(bowl, bowl_gradient, (1.5, 1.0)),
    alt="Contour lines of a bowl, seen from above, are ellipses around the lowest "
    "point, (0, 0). Small arrows, the gradients, point outwards at right angles "
    "to the contour lines and are longer where it is steeper. At (1.5, 1) a long "
    "arrow uphill and its opposite, downhill.",
)

# %% [markdown]
# ### Uphill and downhill
#
# The white **contour lines** join places of the same height, as on a hiking map. The gradient
# points **straight uphill**, at right angles to them, and its length says how steep it is. The
# opposite direction goes downhill fastest. That is how a network learns: it works out the gradient
# of its error and takes a small step the other way. Here is one such step.

# %%
place = np.array([1.5, 1.0])
step = 0.1 * np.array(bowl_gradient(1.5, 1.0))  # a tenth of the gradient
down, up = place - step, place + step

confirm("height before", bowl(1.5, 1.0), 5.25, decimals=2)
confirm("new place", down, [1.2, 0.4], decimals=1)
confirm("height after a step downhill", bowl(down[0], down[1]), 1.92, decimals=2)
confirm("height after a step uphill", bowl(up[0], up[1]), 10.92, decimals=2)

# %% [markdown]
# ## 8 The chain rule: slopes multiply
#
# Networks are chains: the output of one step is the input of the next. Take $u = 3x + 1$ and then
# $y = u^2$.
#
# If $x$ grows by a tiny bit, $u$ grows 3 times as much. If $u$ grows by a tiny bit, $y$ grows
# $2u$ times as much. So $y$ grows $2u \times 3$ times as much as $x$:
#
# $$\frac{dy}{dx} = \frac{dy}{du} \cdot \frac{du}{dx}$$
#
# It is like gears: if one wheel turns the next 3 times, and that one the third 8 times, the third
# turns 24 times.
#
# *Predict:* at $x = 1$, what is $u$, and how steep is $y$ in $x$?

# %%
x = 1.0
u = 3 * x + 1
y = u**2
du_dx = 3.0
dy_du = 2 * u

confirm("dy/dx by the chain rule", dy_du * du_dx, 24.0)
confirm(
    "dy/dx measured",
    finite_difference(lambda x: (3 * x + 1) ** 2, 1.0),
    24.0,
    decimals=5,
)
show(
    draw_chain(
        ["x", "u = 3x + 1", "y = u²"], [x, u, y], [("du/dx", du_dx), ("dy/du", dy_du)]
    ),
    alt="Three boxes in a chain: x is 1, u = 3x + 1 is 4, y = u squared is 16. Arrows "
    "forward carry the values. Arrows backward carry the slopes: dy/du is 8, "
    "du/dx is 3, together 24.",
)

# %% [markdown]
# ## Summary
#
# - A **dot product** is a weighted sum. Its sign says on which side of a line a point lies.
# - A **matrix product** is all dot products of rows with columns:
#   $(n, k) \, @ \, (k, m) \rightarrow (n, m)$.
# - A **batch** holds one input per row; `batch @ W + bias` runs it through several neurons, the
#   bias by **broadcasting**.
# - A **derivative** is the slope of the tangent. A central **finite difference** measures it,
#   best with a step near $10^{-5}$.
# - The **gradient** holds one slope per variable and points uphill. To learn, go the other way.
# - **Chain rule:** slopes along a chain multiply. Values run forward, slopes backward. Lesson 03
#   turns this one picture into **back-propagation**, the way every network of this course is
#   trained.

# %% [markdown]
# ## The same in PyTorch and Keras
#
# You will meet these libraries later; the ideas are the ones above. They differ in one point:
# they work out derivatives by themselves. Lesson 08 shows you how that is done, by building it.
# (The code here is for reading; nothing in this course needs these libraries.)
#
# ```python
# import torch                                   # PyTorch
# x = torch.tensor(1.0, requires_grad=True)
# y = (3 * x + 1) ** 2
# y.backward()                                   # slopes, backward along the chain
# print(x.grad)                                  # tensor(24.)
# ```
#
# ```python
# import keras, tensorflow as tf                 # Keras on TensorFlow
# x = tf.Variable(1.0)
# with tf.GradientTape() as tape:
#     y = (3 * x + 1) ** 2
# print(tape.gradient(y, x))                     # 24.0
# layer = keras.layers.Dense(3)                  # batch @ W + bias
# ```
#
# ## Further reading
#
# - 3Blue1Brown, [Essence of linear algebra](https://www.3blue1brown.com/topics/linear-algebra)
#   and [Essence of calculus](https://www.3blue1brown.com/topics/calculus): short films, best
#   watched after this lesson.
# - Goodfellow, Bengio and Courville, [Deep Learning](https://www.deeplearningbook.org), chapters
#   2 and 4.
# - NumPy, [Broadcasting](https://numpy.org/doc/stable/user/basics.broadcasting.html): all the
#   rules, with pictures.
#
# Next: [01 The neuron](01_neuron.ipynb), where weights, bias and one curve make a decision.
