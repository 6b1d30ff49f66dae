"""How long something takes, for the benchmarks."""

import time
from collections.abc import Callable


def shortest(work: Callable[[], object], tries: int = 12) -> float:
    """The shortest processor time of several tries, in seconds, after one that does not count.

    The neighbours of a busy machine do not count either.
    """
    work()
    times = []
    for _ in range(tries):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
