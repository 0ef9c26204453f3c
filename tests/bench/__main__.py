"""``make bench``: measures, prints one table, judges nothing.

python -m tests.bench [--only start read turn atlas library quality compile scale] [--runs N]
                      [--sizes N …] [--scales N …] [--json FILE]
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.bench import atlas, library, scale
from tests.bench.figure import Figure
from tests.bench.packs import compiling
from tests.bench.quality import quality
from tests.bench.reading import reading
from tests.bench.start import starting
from tests.bench.turning import turning

PARTS = ("start", "read", "turn", "atlas", "library", "quality", "compile", "scale")


def main() -> int:
    """Measure the parts that are asked for and print a row for each figure as it is known."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options = _options()
    figures = []
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors")
    for part in options.only:
        for figure in _measure(part, options):
            figures.append(figure)
            print(figure.line(), flush=True)
    if options.json:
        document = json.dumps([asdict(each) for each in figures], ensure_ascii=False, indent=2)
        options.json.write_text(document + "\n", encoding="utf-8")
    return 0


def _measure(part: str, options: argparse.Namespace) -> Iterator[Figure]:
    if part == "start":
        yield from starting(options.runs, _say)
    elif part == "read":
        yield from reading(options.rounds, _say)
    elif part == "turn":
        yield from turning(options.rounds, _say)
    elif part == "atlas":
        yield from atlas.counting()
    elif part == "library":
        yield from library.counting()
    elif part == "quality":
        yield from quality(_say)
    elif part == "compile":
        yield from compiling(options.sizes, _say)
    else:
        yield from scale.scaling(options.scales, _say)


def _say(words: str) -> None:
    print(f"… {words}", file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure Therapy Guide.")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="some parts only")
    parser.add_argument("--runs", type=int, default=15, help="starts of each program")
    parser.add_argument(
        "--rounds", type=int, default=3, help="times each article is opened and each plate is used"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[1000, 2000, 4000], help="articles to compile"
    )
    parser.add_argument(
        "--scales", type=int, nargs="*", default=[10_000], help="articles to find something in"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures there as well")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
