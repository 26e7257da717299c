"""Grades the submissions of any nbgrader course directory.

``course_dir`` finds the folders, ``submissions`` looks at what students handed in, ``grade`` runs
an ``engine`` over them and ``marks`` reads the result from nbgrader's gradebook. ``collect`` brings
submissions in, ``feedback`` and ``export`` bring results out, ``doctor`` looks at the host.
"""
