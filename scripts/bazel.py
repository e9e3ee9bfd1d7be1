#!/usr/bin/env python3
"""The rules of bazel/: local actions, and a remote cache shared by two output folders.

The cache is a server on the loopback interface that speaks Bazel's HTTP
protocol: PUT and GET of /ac/HASH and /cas/HASH. With --bazel-remote FILE it is
that server (github.com/buchgr/bazel-remote/v2), which also checks what it keeps.
"""

import argparse
import contextlib
import http.server
import json
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOL = ROOT / "build" / "bin" / "mapgraph"
BUILD = """\
load("//bazel:mapgraph.bzl", "mapgraph_findings", "mapgraph_graphs", "mapgraph_program")

mapgraph_graphs(name = "counts", srcs = ["counts.bc"])
mapgraph_graphs(name = "others", srcs = ["a.ll", "lib/b.bc", "lib/c.mg"])
mapgraph_program(name = "program", deps = [":counts", ":others"])
mapgraph_findings(name = "findings", program = ":program")
mapgraph_graphs(name = "damaged", srcs = ["damaged.bc"])
"""
OUTPUTS = ("program.mg", "findings.json", "counts.graphs/counts.bc.mg", "others.graphs/a.ll.mg",
           "others.graphs/lib/b.bc.mg")
ACTIONS = len(OUTPUTS)


class Cache(http.server.BaseHTTPRequestHandler):
    kept = {}
    protocol_version = "HTTP/1.1"

    def answer(self, code, data=b""):
        self.send_response(code)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        data = self.kept.get(self.path)
        self.answer(404 if data is None else 200, data or b"")

    def do_PUT(self):
        self.kept[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def own_server():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Cache)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()


@contextlib.contextmanager
def bazel_remote(binary):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="mapgraph-bazel-remote-") as folder:
        server = subprocess.Popen(
            [binary, "--dir", folder, "--max_size", "1", "--grpc_address", "none",
             "--http_address", f"127.0.0.1:{port}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            else:
                sys.exit(f"{binary}: nothing answers on port {port}")
            yield port
        finally:
            server.terminate()
            server.wait()


def compile_ir(source, output, *more):
    subprocess.run(["clang++-19", "-g", "-O0", "-emit-llvm", *more, "-o", output, source], check=True)


def make_workspace(folder):
    shutil.copytree(ROOT / "bazel", folder / "bazel")
    shutil.copy(TOOL, folder / "bazel" / "mapgraph")
    (folder / "WORKSPACE").touch()
    (folder / "BUILD").write_text(BUILD)
    (folder / "lib").mkdir()
    compile_ir(ROOT / "testdata/cli/Inputs/living-c/counts.cpp", folder / "counts.bc", "-c")
    for name, flags in (("a.ll", ["-S"]), ("lib/b.bc", ["-c"]), ("c.bc", ["-c"])):
        source = folder / "source.cpp"
        source.write_text(f"int {pathlib.Path(name).stem}() {{ return 1; }}\n")
        compile_ir(source, folder / name, *flags)
    subprocess.run([TOOL, "build", "c.bc", "-o", "lib/c.mg"], cwd=folder, check=True)
    (folder / "damaged.bc").write_bytes((folder / "counts.bc").read_bytes()[:1000])


def bazel(workspace, output, target, *options):
    """Returns the exit code, the outputs, and Bazel's words."""
    result = subprocess.run(
        ["bazel", "--batch", f"--output_user_root={output}", "build", target, "--curses=no",
         "--color=no", f"--symlink_prefix={output}/", *options],
        cwd=workspace, capture_output=True, text=True, timeout=900)
    folder = output / "bin"
    found = {name: (folder / name).read_bytes() for name in OUTPUTS if (folder / name).exists()}
    return result.returncode, found, result.stderr


def count(words, what):
    match = re.search(rf"(\d+) {what}", words)
    return int(match[1]) if match else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bazel-remote", metavar="FILE", help="the cache server to use")
    remote = parser.parse_args().bazel_remote
    with bazel_remote(remote) if remote else own_server() as port:
        return check(f"--remote_cache=http://127.0.0.1:{port}")


def check(cache):
    passed, failures = 0, []

    def expect(good, what, words=""):
        nonlocal passed
        passed += bool(good)
        if not good:
            failures.append(what + "\n" + words[-2000:])

    with tempfile.TemporaryDirectory(prefix="mapgraph-bazel-") as name:
        folder = pathlib.Path(name)
        make_workspace(folder / "work")
        outputs = [folder / f"machine{i}" for i in range(3)]
        for output in outputs:
            output.mkdir()
        work = folder / "work"
        code, local, words = bazel(work, outputs[0], "//:findings")
        expect(code == 0 and len(local) == ACTIONS, "the local build fails", words)
        findings = json.loads(local.get("findings.json", b'{"findings": []}'))["findings"]
        expect([f["rule"] for f in findings] == ["MG001"], f"wrong findings: {findings}")
        code, first, words = bazel(work, outputs[1], "//:findings", cache)
        expect(code == 0 and first == local, "the build that fills the cache differs", words)
        expect(count(words, "remote cache hit") == 0, "an empty cache had something", words)
        code, second, words = bazel(work, outputs[2], "//:findings", cache)
        expect(code == 0 and second == local, "the build from the cache differs", words)
        expect(count(words, "remote cache hit") == ACTIONS, "not all came from the cache", words)
        compile_ir(work / "source.cpp", work / "a.ll", "-S", "-O1")
        code, _, words = bazel(work, outputs[2], "//:findings", cache)
        expect(code == 0 and count(words, "(?:linux-sandbox|processwrapper-sandbox|local)") <= 3,
               "one changed module runs more than its own actions", words)
        code, _, words = bazel(work, outputs[0], "//:damaged")
        expect(code == 1 and "damaged.bc: broken bitcode" in words, "damage is not told", words)
        # Bazel makes its folders read-only.
        subprocess.run(["chmod", "-R", "u+w", folder], check=True)
    for failure in failures:
        print(failure)
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
