"""Measures one piece of work in a process of its own: seconds after its imports, and the peak of its memory."""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_KIB_PER_MB = 1024
REPEATS = 5


@dataclass(frozen=True)
class Measured:
    """The median seconds, the highest peak in MB, and what the last run said."""

    seconds: float
    peak_mb: int
    answer: str


def measure_in_turn(module: str, runs: Mapping[str, Sequence[str]], *, repeats: int = REPEATS) -> dict[str, Measured]:
    """Each run's `python -m module child arguments`, in turn and some times, so that noise meets all of them alike.

    Raises CalledProcessError when one fails.
    """
    found: dict[str, list[Measured]] = {name: [] for name in runs}
    for _ in range(repeats):
        for name, arguments in runs.items():
            found[name].append(_measured(module, arguments))
    return {
        name: Measured(
            statistics.median(one.seconds for one in each), max(one.peak_mb for one in each), each[-1].answer
        )
        for name, each in found.items()
    }


def _measured(module: str, arguments: Sequence[str]) -> Measured:
    done = subprocess.run(
        [sys.executable, "-m", module, "child", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
        env=os.environ,
    )
    result = json.loads(done.stdout.splitlines()[-1])
    return Measured(result["seconds"], result["peak_mb"], result["answer"])


def report_work(work: Callable[[], object]) -> None:
    """Do the work, and print the measurement as the process's last line."""
    start = time.perf_counter()
    answer = str(work())
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _KIB_PER_MB
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "answer": answer}))
