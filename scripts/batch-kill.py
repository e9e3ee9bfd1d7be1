#!/usr/bin/env python3
"""Kills `mapgraph batch` at random moments: it goes on and ends with the same bytes.

Makes modules from a source of testdata (four of each kind, one in twenty is
damaged), runs them once undisturbed, again, touched, and in another order, and
then kills runs in another folder with SIGKILL: all processes, or the first one
only. Prints times and the seed of the moments.
"""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / "build" / "bin" / "mapgraph"
SOURCE = ROOT / "testdata" / "cli" / "Inputs" / "living-c" / "counts.cpp"


def make_modules(folder, count, dice):
    """Returns the names of the whole, the cut and the flipped modules."""
    text = subprocess.run(
        ["clang++-19", "-g", "-O0", "-S", "-emit-llvm", "-o", "-", SOURCE],
        check=True, capture_output=True, text=True).stdout
    whole, cut, flipped = [], [], []
    for i in range(count):
        path = folder / f"m{i % 7}" / f"module {i}.ll"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(re.sub(r"\bcounts\.cpp", f"counts{i % (count // 4)}.cpp", text))
        if i % 2:
            bitcode = path.with_suffix(".bc")
            subprocess.run(["llvm-as-19", path, "-o", bitcode], check=True)
            path.unlink()
            path = bitcode
        if i % 20 != 10 + i // 20 % 2:
            whole.append(path)
            continue
        data = bytearray(path.read_bytes())
        if len(cut) <= len(flipped):
            path.write_bytes(data[: dice.randrange(len(data) * 9 // 10)])
            cut.append(path)
        else:
            for _ in range(20):
                data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
            path.write_bytes(data)
            flipped.append(path)
    return whole, cut, flipped


def command(modules, output, *more):
    return [TOOL, "batch", *modules, "-o", output, *more]


def run(folder, modules, output, *more):
    """Returns the seconds, stdout and stderr of a run to the end."""
    start = time.monotonic()
    result = subprocess.run(command(modules, output, *more), cwd=folder, capture_output=True,
                            text=True, errors="replace", timeout=3600)
    seconds = time.monotonic() - start
    if result.returncode not in (3, 4):  # damaged modules, perhaps one that crashed
        sys.exit(f"exit code {result.returncode}: {result.stderr[-2000:]}")
    return seconds, result.stdout, result.stderr


def session(leader):
    """All processes that the leader has started, itself included."""
    found = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def kill_session(leader):
    while pids := session(leader):
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.001)


def run_and_kill(folder, output, delay, all_of_them):
    """Returns whether the run was still going on when it was killed."""
    process = subprocess.Popen(command(["modules"], output), cwd=folder, start_new_session=True,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=delay)
        return False
    except subprocess.TimeoutExpired:
        pass
    if all_of_them:
        kill_session(process.pid)
    else:
        process.kill()
    process.wait()
    return True


def results(folder):
    """The bytes of everything that does not name the folder itself."""
    files = (p for part in ("graphs", "results") for p in (folder / part).iterdir())
    found = {p.name: p.read_bytes() for p in files if not p.name.startswith(("inputs-", "merged-"))}
    found["report.json"] = (folder / "report.json").read_bytes()
    return found


class Checks:
    def __init__(self):
        self.passed, self.failures = 0, []

    def expect(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failures.append(what)


def check_report(checks, report, whole, cut, flipped):
    status = {row["input"]: row for row in report["inputs"]}
    names = [os.path.join("modules", p.parent.name, p.name) for p in whole + cut + flipped]
    checks.expect(sorted(names) == list(status), "inputs were lost, or came up twice")
    checks.expect(all(status[n]["status"] == "analysed" for n in names[: len(whole)]),
                  "a module that is whole was not analysed")
    damaged = [status[n] for n in names[len(whole): len(whole) + len(cut)]]
    checks.expect(all(d["status"] == "failed" and d["reason"] for d in damaged),
                  "a module that was cut did not fail, or without a reason")
    programs = [len(f["programs"]) for f in report["findings"]]
    checks.expect(programs and max(programs) > 1, "no finding was folded over programs")


def kill_often(folder, output, kills, slice_seconds, dice):
    """Kills that many runs; a run that ends before its time does not count."""
    done = ended = 0
    while done < kills:
        if run_and_kill(folder, output, dice.uniform(0.01, slice_seconds), done % 3 != 2):
            done += 1
        else:
            ended += 1
            shutil.rmtree(output)
    return ended


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--modules", type=int, default=300)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    parser.add_argument("--max-ratio", type=float, default=0.05, help="second run to first")
    options = parser.parse_args()
    dice = random.Random(options.seed)
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="mapgraph-batch-") as name:
        folder = pathlib.Path(name)
        whole, cut, flipped = make_modules(folder / "modules", options.modules, dice)
        out, other, killed = folder / "out", folder / "other", folder / "killed"
        first, text, _ = run(folder, ["modules"], out)
        check_report(checks, json.loads((out / "report.json").read_text()), whole, cut, flipped)
        second, again, errors = run(folder, ["modules"], out)
        checks.expect(again == text, "the second run differs")
        checks.expect(second <= options.max_ratio * first,
                      f"the second run takes {second / first:.1%} of the first")
        for path in whole:
            path.touch()
        touched, again, _ = run(folder, ["modules"], out)
        checks.expect(again == text, "the run on touched modules differs")
        checks.expect(touched <= options.max_ratio * first,
                      f"the run on touched modules takes {touched / first:.1%} of the first")
        mixed = [f"modules/m{i}" for i in range(min(7, options.modules))]
        dice.shuffle(mixed)
        _, again, _ = run(folder, mixed, other, "-j", "5")
        checks.expect(again == text, "another order and -j give another report")
        checks.expect(results(other) == results(out), "another order and -j give other files")
        ended = kill_often(folder, killed, options.kills, first / (options.kills * 0.75), dice)
        _, again, _ = run(folder, ["modules"], killed)
        checks.expect(again == text, "the report differs after kills")
        checks.expect(results(killed) == results(out), "files differ after kills")
    print(f"{len(whole)} whole modules, {len(cut)} cut, {len(flipped)} with flipped bits; seed {options.seed}")
    print(f"first run {first:.2f} s, second {second:.2f} s ({second / first:.1%}), touched "
          f"{touched:.2f} s ({touched / first:.1%}); {options.kills} kills, {ended} runs ended before")
    for failure in checks.failures:
        print(failure)
    print(f"{checks.passed} passed, {len(checks.failures)} failed")
    return 1 if checks.failures else 0


if __name__ == "__main__":
    sys.exit(main())
