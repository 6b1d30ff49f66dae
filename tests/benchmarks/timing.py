"""Timing for the benchmarks."""

import time
from collections.abc import Callable


def shortest(work: Callable[[], object], runs: int = 12) -> float:
    """The shortest CPU time of several runs in seconds, after one warm-up run.

    CPU time excludes other processes of a busy machine.
    """
    work()
    times = []
    for _ in range(runs):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
