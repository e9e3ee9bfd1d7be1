"""What a command costs, with the processes that it starts."""

import dataclasses
import os
import subprocess
import sys
import tempfile
import time


@dataclasses.dataclass(frozen=True)
class Cost:
    seconds: float  # on the clock
    cpu: float  # user and system
    peak: float  # MiB, of the largest process


def measure(words, codes=(0,), folder=None, env=None):
    """(Cost, stdout, stderr); ends the script on any other exit code."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        process = subprocess.Popen(
            [str(w) for w in words], cwd=folder, stdin=subprocess.DEVNULL,
            stdout=out, stderr=err, env={**os.environ, **(env or {})})
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
    if process.returncode not in codes:
        sys.exit(f"{' '.join(map(str, words))}: exit code {process.returncode}\n{texts[1][-2000:]}")
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), *texts


def least(words, runs=3, peak=None, **how):
    """The Cost of the run with the least CPU time, the peak of the largest. A
    command that resets what the kernel says of its peak tells it on stderr,
    where peak finds it."""
    costs = []
    for _ in range(runs):
        cost, _, err = measure(words, **how)
        costs.append(dataclasses.replace(cost, peak=peak(err)) if peak else cost)
    best = min(costs, key=lambda c: c.cpu)
    return dataclasses.replace(best, peak=max(c.peak for c in costs))


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print(flush=True)
