"""On what machine, with what, and when."""

import datetime
import json
import os
import platform
import re
import subprocess
from pathlib import Path

from speed.client import search_path
from speed.implementations import IMPLEMENTATIONS, PINNED_ALLOCATOR


def describe():
    """Return {what: text} of this machine."""
    return {
        "date": datetime.datetime.now(datetime.UTC).strftime("%d %B %Y, %H:%M UTC"),
        "processor": processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
    }


def processor():
    """Return the name of the processor."""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        text = cpuinfo.read_text()
        name = re.search(r"^model name\s*: (.*)$", text, re.MULTILINE)
        wide = " with AVX-512" if "avx512f" in text else ""
        return (name[1] if name else "unknown") + wide
    return platform.processor() or "unknown"


def load():
    """Return how many processes wanted a core, as a mean of the last minute."""
    return os.getloadavg()[0]


def versions(python):
    """Return {package: version or None} as that Python has them."""
    packages = sorted({i.package for i in IMPLEMENTATIONS})
    code = (
        "import json, sys; from importlib import metadata\n"
        "def version(name):\n"
        "    try: return metadata.version(name)\n"
        "    except metadata.PackageNotFoundError: return None\n"
        "print(json.dumps({name: version(name) for name in sys.argv[1:]}))"
    )
    return json.loads(subprocess.check_output([python, "-c", code, *packages], text=True))


def limits(python, threads):
    """Return the limits of the machine with so many threads; see `speed.machine`."""
    environment = {
        **os.environ,
        **PINNED_ALLOCATOR,
        "PYTHONPATH": search_path(),
        "OPENBLAS_NUM_THREADS": str(threads),
        "OMP_NUM_THREADS": str(threads),
    }
    command = [python, "-m", "speed.machine"]
    return json.loads(subprocess.check_output(command, env=environment, text=True))
