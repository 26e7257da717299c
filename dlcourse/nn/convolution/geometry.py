"""Where the windows of a convolution lie on an image."""

from dataclasses import dataclass

from dlcourse.nn.counts import expect_pair
from dlcourse.nn.errors import ShapeError


@dataclass(frozen=True)
class Geometry:
    """Size, step and padding of a window that moves over an image.

    Attributes
    ----------
    kernel : (int, int)
        Height and width of the window.
    stride : (int, int)
        Step of the window, down and to the right.
    padding : ((int, int), (int, int))
        Rows of zeros above and below, columns of zeros left and right.
    """

    kernel: tuple
    stride: tuple
    padding: tuple

    def output_size(self, height, width, what):
        """Return how many windows fit, down and across: ``floor((H + 2p - k) / s) + 1``.

        Raises
        ------
        ShapeError
            If none fits, or height or width is not a number.
        """
        size = []
        axes = zip((height, width), self.kernel, self.stride, self.padding, strict=True)
        for length, kernel, stride, (before, after) in axes:
            expect_number(length, what)
            room = before + length + after - kernel
            if room < 0:
                raise ShapeError(
                    f"{what}: expected at least {self.kernel[0]} x {self.kernel[1]} pixels for a "
                    f"window of that size, got {height} x {width} with padding {self.padding}. "
                    "Use larger images, a smaller window or more padding."
                )
            size.append(room // stride + 1)
        return tuple(size)

    def text(self):
        """Return the geometry as it stands in the name of a layer.

        Examples
        --------
        >>> window_geometry(3, 1, 0, "Example").text()
        '3x3'
        >>> window_geometry((3, 5), 2, (0, 1), "Example").text()
        '3x5, stride=2, padding=(0, 1)'
        >>> window_geometry(2, 1, "same", "Example").text()
        "2x2, padding='same'"
        """
        words = [f"{self.kernel[0]}x{self.kernel[1]}"]
        if self.stride != (1, 1):
            words.append(f"stride={shortest(self.stride)}")
        (top, bottom), (left, right) = self.padding
        if (top, left) != (bottom, right):
            words.append("padding='same'")
        elif (top, left) != (0, 0):
            words.append(f"padding={shortest((top, left))}")
        return ", ".join(words)

    def input_size(self, height, width, extra, what):
        """Return the size of an image that has so many windows: ``(H - 1) s - 2p + k + extra``."""
        size = []
        axes = zip((height, width), self.kernel, self.stride, self.padding, extra, strict=True)
        for length, kernel, stride, (before, after), more in axes:
            expect_number(length, what)
            size.append((length - 1) * stride + kernel - before - after + more)
        if min(size) < 1:
            raise ShapeError(
                f"{what}: {height} x {width} pixels with padding {self.padding} would give "
                f"{size[0]} x {size[1]}. Use less padding."
            )
        return tuple(size)

    def flipped(self):
        """Return the geometry for going from the output back to the input, with stride 1.

        There each pixel meets the kernel the other way round, and ``k - 1 - p`` zeros stand around.
        """
        padding = tuple(
            (kernel - 1 - before, kernel - 1 - after)
            for kernel, (before, after) in zip(self.kernel, self.padding, strict=True)
        )
        return Geometry(self.kernel, self.stride, padding)


def shortest(pair):
    """Return one number if both are equal.

    Examples
    --------
    >>> shortest((2, 2)), shortest((2, 3))
    (2, (2, 3))
    """
    return pair[0] if pair[0] == pair[1] else pair


def expect_number(length, what):
    """Raise a ShapeError if height or width is a name such as ``"H"``."""
    if isinstance(length, str):
        raise ShapeError(
            f"{what}: expected height and width as numbers, got {length}. "
            'Give the shape of the input, such as model.summary(("N", 28, 28, 1)).'
        )


def window_geometry(kernel_size, stride, padding, what):
    """Make a `Geometry` from what a layer is given.

    Parameters
    ----------
    kernel_size, stride : int or (int, int)
    padding : int, (int, int) or "same"
        "same" keeps height and width, for stride 1. An even kernel needs one zero more behind than
        in front.
    what : str
        How an error names the layer.

    Examples
    --------
    >>> window_geometry(3, 1, "same", "Example")
    Geometry(kernel=(3, 3), stride=(1, 1), padding=((1, 1), (1, 1)))
    >>> window_geometry((2, 5), 2, (0, 1), "Example")
    Geometry(kernel=(2, 5), stride=(2, 2), padding=((0, 0), (1, 1)))
    """
    kernel = expect_pair(kernel_size, f"{what}: kernel size")
    stride = expect_pair(stride, f"{what}: stride")
    if isinstance(padding, str):
        if padding != "same":
            raise ValueError(f'{what}: expected padding as numbers or "same", got {padding!r}.')
        if stride != (1, 1):
            raise ValueError(
                f'{what}: padding="same" needs stride 1, got stride {stride}. '
                "Give the padding as a number, such as kernel_size // 2."
            )
        return Geometry(kernel, stride, tuple(((k - 1) // 2, k // 2) for k in kernel))
    padding = expect_pair(padding, f"{what}: padding", smallest=0)
    return Geometry(kernel, stride, tuple((p, p) for p in padding))
