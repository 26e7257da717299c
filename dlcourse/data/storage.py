"""The files that ship with the package."""


def stored(name):
    """Return a file of the folder ``files``, to be opened or read.

    Examples
    --------
    >>> stored("alice.txt").read_text(encoding="ascii")[:9]
    'CHAPTER I'
    """
    from importlib import resources  # takes half as long as the rest of dlcourse.data together

    return resources.files("dlcourse.data") / "files" / name
