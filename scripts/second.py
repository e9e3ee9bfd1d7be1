#!/usr/bin/env python3
"""A second opinion on the judgements of real modules.

`sites` draws a third of the classes of judged default findings, from the
reports of the last realworld.py, and prints where to read, without verdicts. A
class is a module, a map and the two functions, where all test files count as
one function; one pair stands for it.
`agreement` compares testdata/realworld/second.yaml, what somebody else said
who saw only that, with the judgements: a table and Cohen's kappa for each draw,
which is one YAML document.
"""

import argparse
import collections
import hashlib
import json
import random
import sys

import yaml

import realworld

LABELS = realworld.JUDGED / "second.yaml"
SEED = 4


def functions(finding):
    return tuple(sorted("test" if side["file"].endswith("_test.go") else side["function"]
                        for side in finding["sides"]))


def classes(names):
    """(module, map, functions) → the pair of sites with the smallest hash."""
    pairs = collections.defaultdict(set)
    for module in realworld.modules():
        if names and module.name not in names:
            continue
        report = realworld.OUT / f"{module.name}.json"
        judged, _ = realworld.judgements(module)
        for finding in json.loads(report.read_text())["findings"] if report.exists() else ():
            pair = realworld.of_json(finding).pair
            if pair in judged:
                pairs[module.name, finding["map"]["name"], functions(finding)].add(pair)
    return {key: min(found, key=lambda p: hashlib.sha256(" ".join(p).encode()).hexdigest())
            for key, found in pairs.items()}


def drawn(seed, names):
    """A third of the classes, shuffled, so that neighbours say nothing."""
    every = sorted(classes(names).items())
    return len(every), random.Random(seed).sample(every, (len(every) + 2) // 3)


def print_sites(seed, names):
    total, third = drawn(seed, names)
    print(f"# {len(third)} of {total} classes, seed {seed}")
    for number, ((module, name, _), pair) in enumerate(third, 1):
        print(f"\n{number}. module {module}, {realworld.OUT / 'src' / module}, map {name}")
        for site in pair:
            print(f"   {site}")


def pairs_of_labels(draw, judged):
    """(judgement, second judgement) of each label of one draw, as words."""
    for label in draw["labels"]:
        first = judged[label["module"]][tuple(sorted(label["pair"]))]["judgement"]
        yield str(first).lower(), str(label["judgement"]).lower()


def kappa(labels):
    """Agreement beyond what the two would reach by chance."""
    count = len(labels)
    seen = sum(a == b for a, b in labels) / count
    first, second = (collections.Counter(side) for side in zip(*labels))
    chance = sum(first[word] * second[word] for word in first) / count**2
    return 1.0 if chance == 1 else (seen - chance) / (1 - chance)


def print_agreement():
    if not LABELS.exists():
        sys.exit(f"{LABELS.name}: nobody has judged a second time yet")
    judged = {m.name: realworld.judgements(m)[0] for m in realworld.modules()}
    for draw in yaml.safe_load_all(LABELS.read_text()):
        labels = list(pairs_of_labels(draw, judged))
        for (first, second), count in sorted(collections.Counter(labels).items()):
            print(f"{first:>8} {second:>8} {count:4}")
        print(f"seed {draw['seed']}: {len(labels)} of {draw['classes']} classes, "
              f"{sum(a == b for a, b in labels)} alike, kappa {kappa(labels):.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("do", choices=("sites", "agreement"))
    parser.add_argument("names", nargs="*", help="rows of modules.txt to draw from (default: all)")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_intermixed_args()
    unknown = set(options.names) - {module.name for module in realworld.modules()}
    if unknown:
        parser.error(f"not in modules.txt: {' '.join(sorted(unknown))}")
    if options.do == "sites":
        print_sites(options.seed, options.names)
    else:
        print_agreement()


if __name__ == "__main__":
    main()
