"""Kill -9 at random moments of each kind of work, `python benchmarks/kills.py [RUNS]`: 200 unless told.

Each time the library is opened, looked over by what `broadsheet doctor` looks for, and asked for all that was acknowledged.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from faults.kills import WORK, kill


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    started = time.perf_counter()
    acknowledged = dict.fromkeys(WORK, 0)
    for run in range(runs):
        name = list(WORK)[run % len(WORK)]
        acknowledged[name] += kill(name, run)
        print(f"\r{run + 1}/{runs}", end="", file=sys.stderr)
    print(
        f"\n{runs} kills in {time.perf_counter() - started:.0f} s; every library sound; acknowledged and there:"
    )
    for name, count in acknowledged.items():
        print(f"  {name:10} {count:6,}")


if __name__ == "__main__":
    main()
