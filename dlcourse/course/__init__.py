"""Builds lessons and assignments from their text, and proves that the tests catch mistakes.

``build`` is the entry: text to notebook (``text``, ``cell_ids``, ``slides``), lessons executed
(``lesson``, ``execution``, ``outputs``), assignments checked and released (``assignment``,
``release``). ``bank`` reads right and wrong answers, ``proof`` scores them, ``sample_class`` makes
a class that gives them. ``inspection``, ``prose`` and ``figures`` check finished notebooks.
"""
