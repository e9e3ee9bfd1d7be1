#!/usr/bin/env python3
"""The whole pipeline on the bitcode of a C program that Debian ships, against
`opt-19 -passes=verify` on the same file in the same run.

The targets are 2 s and 300 MiB; the exit code is 1 when one is missed.
"""

import pathlib
import subprocess
import sys

from measure import least, table
from phases import peak

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILE = ROOT / "build" / "bench" / "bash.bc"
MAX_SECONDS = 2
MAX_MIB = 300


def main():
    if not FILE.exists():
        subprocess.run([ROOT / "scripts" / "c-bitcode.sh", FILE], check=True)
    verify = least(["opt-19", "-passes=verify", "-disable-output", FILE])
    check = least([ROOT / "build" / "bin" / "mapgraph", "check", "--no-cache", "--stats", FILE],
                  codes=(0, 1), peak=peak)
    table(["command", "seconds", "CPU s", "peak MiB"],
          [[name, f"{c.seconds:.2f}", f"{c.cpu:.2f}", f"{c.peak:.0f}"]
           for name, c in (("opt-19 -passes=verify", verify), ("mapgraph check", check))])
    print(f"{FILE.name}, {FILE.stat().st_size / 2**20:.1f} MiB; "
          f"check / verify: {check.cpu / verify.cpu:.2f} of CPU time")
    return check.seconds > MAX_SECONDS or check.peak > MAX_MIB


if __name__ == "__main__":
    sys.exit(main())
