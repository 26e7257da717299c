"""Tables as Markdown, and numbers as text."""


def table(header, rows):
    """Return a Markdown table; the first column is text, the others are numbers.

    Examples
    --------
    >>> print(table(["workload", "ms"], [["xor", "0.03"]]))
    | workload | ms |
    |---|---:|
    | xor | 0.03 |
    """
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    first, second, *others = [" | ".join(map(str, line)) for line in lines]
    second = second.replace(" ", "")
    return "\n".join([f"| {first} |", f"|{second}|", *[f"| {line} |" for line in others]])


def milliseconds(seconds):
    """Return seconds as milliseconds with three digits that count.

    Examples
    --------
    >>> milliseconds(0.0000345), milliseconds(0.00583), milliseconds(1.234), milliseconds(None)
    ('0.0345', '5.83', '1234', '')
    """
    if seconds is None:
        return ""
    value = 1e3 * seconds
    digits = next((d for d, limit in enumerate([100, 10, 1]) if value >= limit), None)
    return f"{value:.{digits}f}" if digits is not None else f"{value:.3g}"


def ratio(value):
    """Return a ratio with two decimals.

    Examples
    --------
    >>> ratio(0.666), ratio(12.34), ratio(None)
    ('0.67', '12', '')
    """
    if value is None:
        return ""
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def megabytes(count):
    """Return a number of bytes in MB.

    Examples
    --------
    >>> megabytes(12_300_000), megabytes(123_400_000), megabytes(None)
    ('12.3', '123', '')
    """
    if count is None:
        return ""
    value = count / 1e6
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"
