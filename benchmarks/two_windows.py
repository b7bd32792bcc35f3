"""Two applications on one library, both struck by keys ten times a second: `python benchmarks/two_windows.py [SECONDS]`.

Runs a minute unless told. Tells how many keys each took, how long it stood still at the most, what was said to the readers,
whether both show the same in the end, and whether the library is sound.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from textual import events

from reader.library import Library
from reader.model.draft import Draft
from reader.settings import Settings
from reader.tui.app import BroadsheetApp

KEYS = ("b", "j", "r", "j", "enter", "escape", "k", "b", "J", "J")
STRUCK_EVERY = 0.1
SEEN_WITHIN = 4.0
"""Seconds after the last key that it waits: twice as long as another window may take to show a change."""
STARTED_WITHIN = 3.0
"""Seconds for both to start."""


class Window(BroadsheetApp):
    """An application that remembers what it has said."""

    said: frozenset[str] = frozenset()

    def on_notify(self, event: events.Notify) -> None:
        self.said |= {event.notification.message}


async def stillness(worst: list[float]) -> None:
    """Note how long the application did nothing else at the most."""
    while True:
        started = time.perf_counter()
        await asyncio.sleep(0.01)
        worst[0] = max(worst[0], time.perf_counter() - started - 0.01)


async def strike(path: Path, end: float) -> None:
    """Strike keys on one application until a time of the clock, then wait until it sees what the other one did last."""
    keys, worst = 0, [0.0]
    with Library.open(path) as library:
        app = Window(library, Settings())
        async with app.run_test(size=(120, 40)):
            await asyncio.sleep(STARTED_WITHIN)
            watching = asyncio.create_task(stillness(worst))
            while time.time() < end:
                key = KEYS[keys % len(KEYS)]
                app.post_message(events.Key(key, key if len(key) == 1 else None))
                await asyncio.sleep(STRUCK_EVERY)
                keys += 1
            await asyncio.sleep(SEEN_WITHIN)
            watching.cancel()
            shown = {
                entry.name: (entry.total, entry.unread) for entry in app.get_default_screen().sidebar.entries
            }
    print(json.dumps({"keys": keys, "still": worst[0], "said": sorted(app.said), "shown": shown}))


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "library")
        with Library.open(path) as library:
            library.add(Draft(f"Title {number}", "Text 文字. " * 200) for number in range(2_000))
        command = [sys.executable, __file__, "--window", path, str(time.time() + STARTED_WITHIN + seconds)]
        windows = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        results = [json.loads(window.communicate()[0]) for window in windows]
        with Library.open(path) as library:
            findings = list(library.checking.findings())
    for result in results:
        print(
            f"{result['keys']:,} keys, still for {result['still'] * 1000:.0f} ms at most; said: {result['said']}"
        )
    print("both show the same" if results[0]["shown"] == results[1]["shown"] else f"they differ: {results}")
    print("the library is sound" if not findings else f"findings: {findings}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--window"]:
        asyncio.run(strike(Path(sys.argv[2]), float(sys.argv[3])))
    else:
        main()
