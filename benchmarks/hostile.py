"""A folder of hostile files among samples of every format: seconds and memory of the import, `python benchmarks/hostile.py`.

The memory is that of all processes together, as Linux shares it out among them (PSS), looked at fifty times a second.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from hostile_folder import write_hostile_folder


def memory(process: int) -> int:
    """KiB that a process and its children have."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
    except OSError:  # It has ended.
        return 0
    own = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return own + sum(memory(int(child)) for child in children)


def main() -> None:
    subprocess.run([sys.executable, "-m", "compileall", "-q", "reader"], check=False)
    with tempfile.TemporaryDirectory() as home:
        refused = write_hostile_folder(Path(home, "folder"))
        command = [sys.executable, "-m", "reader", "--library", f"{home}/library", "import", f"{home}/folder"]
        started = time.perf_counter()
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        most = 0
        while process.poll() is None:
            most = max(most, memory(process.pid))
            time.sleep(0.02)
        seconds = time.perf_counter() - started
        print(process.stderr.read() if process.stderr else "")
    print(
        f"exit code {process.returncode}, {len(refused)} files to be refused, {seconds:.1f} s, {most / 1024:.0f} MiB at most"
    )


if __name__ == "__main__":
    main()
