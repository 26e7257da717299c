"""Instant checks that name the mistake instead of showing a traceback or the answer."""

from dlcourse.hints.check import check
from dlcourse.hints.diagnose import diagnose

__all__ = ["check", "diagnose"]
