# The targets people type. Everything real is in scripts/ and CMake.
.PHONY: build check check-long demo bench dist clean setup

setup:
	@scripts/setup.sh

build: setup
	@scripts/build.sh

check: setup
	@python3 scripts/check.py

check-long: setup
	@python3 scripts/check.py --long

demo: build
	@scripts/demo.sh

bench: build
	@python3 scripts/bench.py
	@build/bin/mapgraph-pairs-benchmark
	@python3 scripts/bench_c.py
	@python3 scripts/bench_cache.py
	@python3 scripts/side_by_side.py
	@python3 scripts/realworld.py

dist: build
	@scripts/dist.sh

clean:
	rm -rf build build-* dist
