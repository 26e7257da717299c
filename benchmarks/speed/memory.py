"""How much memory this process needs, on Linux; elsewhere only the peak of its whole life."""

import re
import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def resident():
    """Return the bytes in memory now; 0 where the system does not say."""
    return read_status("VmRSS") if STATUS.exists() else 0


def peak():
    """Return the most bytes in memory since `forget_peak`, or since the start."""
    if STATUS.exists():
        return read_status("VmHWM")
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def forget_peak():
    """Let `peak` begin anew, where the system can."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def read_status(field):
    kilobytes = re.search(rf"^{field}:\s+(\d+) kB", STATUS.read_text(), re.MULTILINE)
    return int(kilobytes[1]) * 1024
