"""Measures one piece of work in a process of its own: seconds after its imports, and the peak of its memory."""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_KIB_PER_MB = 1024


@dataclass(frozen=True)
class Measured:
    """The median seconds, the highest peak in MB, and what the last run said."""

    seconds: float
    peak_mb: int
    answer: str


def measure(module: str, *arguments: str, repeats: int = 3) -> Measured:
    """Run `python -m module child arguments` some times. Raises CalledProcessError when it fails."""
    seconds, peaks, answer = [], [], ""
    for _ in range(repeats):
        done = subprocess.run(
            [sys.executable, "-m", module, "child", *arguments],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            cwd=Path(__file__).parent.parent,
            env=os.environ,
        )
        result = json.loads(done.stdout.splitlines()[-1])
        seconds.append(result["seconds"])
        peaks.append(result["peak_mb"])
        answer = result["answer"]
    return Measured(statistics.median(seconds), max(peaks), answer)


def report_work(work: Callable[[], object]) -> None:
    """Do the work, and print the measurement as the process's last line."""
    start = time.perf_counter()
    answer = str(work())
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _KIB_PER_MB
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "answer": answer}))
