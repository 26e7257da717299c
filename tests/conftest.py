"""What holds for the whole test run."""


def pytest_ignore_collect(collection_path):
    """Notebooks below tests/ are material of tests, not lessons: nbval must not run them."""
    return True if collection_path.suffix == ".ipynb" else None
