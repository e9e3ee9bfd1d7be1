#!/usr/bin/env python3
"""Runs every stage of the check and says which failed.

A stage is a command with a time limit. Its output is kept in
build/check/<stage>.log and shown when it fails. A stage whose inputs are not
in the tree is left out. The last line is "N passed, N failed".
"""

import argparse
import dataclasses
import glob
import os
import pathlib
import signal
import subprocess
import sys
import time

from stages import STAGES

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOGS = ROOT / "build" / "check"
SHOWN_LINES = 400


@dataclasses.dataclass
class Result:
    name: str
    passed: bool
    seconds: float
    note: str = ""


def stop(process):
    """Ends the stage with all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def run(stage):
    log = LOGS / f"{stage.name}.log"
    start = time.monotonic()
    note = ""
    with open(log, "wb") as out:
        process = subprocess.Popen(
            ["bash", "-c", '. scripts/env.sh; ' + stage.command],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = process.wait(timeout=stage.minutes * 60)
        except subprocess.TimeoutExpired:
            stop(process)
            code, note = -1, f"stopped after {stage.minutes} minutes"
        except BaseException:
            stop(process)
            raise
    if code > 0:
        note = f"exit code {code}"
    elif code < 0 and not note:
        note = f"killed by signal {-code}"
    return Result(stage.name, code == 0, time.monotonic() - start, note)


def show(result):
    text = (LOGS / f"{result.name}.log").read_text(errors="replace")
    lines = text.splitlines()
    print(f"---- {result.name}: {result.note}")
    if len(lines) > SHOWN_LINES:
        print(f"… {len(lines) - SHOWN_LINES} lines before, in {LOGS.name}/")
    print("\n".join(lines[-SHOWN_LINES:]))
    print("----", flush=True)


def has_inputs(stage):
    return all(glob.glob(p, root_dir=ROOT, recursive=True) for p in stage.inputs)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="names of stages, joined by commas")
    parser.add_argument("--long", action="store_true", help="the long stages too")
    parser.add_argument("--list", action="store_true", help="only name the stages")
    options = parser.parse_args()

    chosen = [s for s in STAGES if options.long or not s.long]
    if options.only:
        names = options.only.split(",")
        unknown = set(names) - {s.name for s in STAGES}
        if unknown:
            parser.error(f"no such stage: {', '.join(sorted(unknown))}")
        chosen = [s for s in STAGES if s.name in names]
    if options.list:
        print("\n".join(s.name for s in chosen))
        return 0

    LOGS.mkdir(parents=True, exist_ok=True)
    results = []
    for stage in chosen:
        if not has_inputs(stage):
            print(f"{stage.name}: left out, needs {' '.join(stage.inputs)}", flush=True)
            continue
        print(f"{stage.name}: …", flush=True)
        result = run(stage)
        results.append(result)
        if not result.passed:
            show(result)
            if stage.gate:
                print(f"nothing can be checked without {stage.name}")
                break

    print()
    for r in results:
        word = "ok" if r.passed else "FAILED"
        print(f"{r.name:<14}{word:<8}{r.seconds:8.1f} s  {r.note}".rstrip())
    failed = sum(not r.passed for r in results)
    print(f"{len(results) - failed} passed, {failed} failed", flush=True)
    return 1 if failed or not results else 0


if __name__ == "__main__":
    sys.exit(main())
