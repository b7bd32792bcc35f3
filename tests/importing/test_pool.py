"""Processes that read files, and what becomes of the others when one of them hangs, dies or goes mad."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from misbehaving import Misbehaving

from reader.errors import BroadsheetError
from reader.importing import pool
from reader.importing.events import Ended, Event, Failed, Instructions, Job, Taken
from reader.importing.files import FoundFile
from reader.importing.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INSTRUCTIONS = Instructions(Misbehaving(), "markdown", None, {}, 1 << 20, "en")


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_SILENCE", 2.0)


def jobs(folder: Path, *titles: str) -> list[Job]:
    made = []
    for number, title in enumerate(titles):
        path = folder / f"{number}.md"
        path.write_text(f"# {title}\n\ntext\n", encoding="utf-8")
        made.append(Job(FoundFile(str(path))))
    return made


def outcomes(made: list[Job], processes: int = 2) -> Iterator[tuple[list[object], list[str]]]:
    """For each job the items that came and the reasons why not."""
    with Pool(INSTRUCTIONS, made, processes) as readers:
        for number in range(len(made)):
            events: list[Event] = [event for event in readers.events(number) if event is not None]
            assert isinstance(events[-1], Ended)
            items = [item for event in events if isinstance(event, Taken) for item in event.items]
            yield items, [event.reason for event in events if isinstance(event, Failed)]


@pytest.mark.parametrize("processes", [1, 3])
def test_files_come_in_their_order_whoever_reads_them(tmp_path: Path, processes: int) -> None:
    titles = [f"title {number}" for number in range(20)]

    assert list(outcomes(jobs(tmp_path, *titles), processes)) == [([title], []) for title in titles]


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("hang", "1.md took longer than 2 seconds to be read and was given up."),
        ("spin", "1.md took longer than 2 seconds to be read and was given up."),
        ("crash", "1.md broke the process that was reading it (code -11) and was given up."),
        ("memory", "1.md needs more than 1024 MiB of memory to be read and was given up."),
        ("recursion", "1.md is nested too deep to be read."),
        ("fault", "1.md could not be read because of a fault in this program (ValueError: bad)."),
    ],
)
@pytest.mark.parametrize("processes", [1, 2])
def test_a_file_that_breaks_its_reader_is_named_and_the_rest_goes_on(
    tmp_path: Path, title: str, reason: str, processes: int
) -> None:
    made = jobs(tmp_path, "first", title, "third", "fourth")

    assert list(outcomes(made, processes)) == [
        (["first"], []), ([], [reason]), (["third"], []), (["fourth"], []),
    ]  # fmt: skip


def test_what_a_library_prints_does_not_disturb(tmp_path: Path) -> None:
    assert list(outcomes(jobs(tmp_path, "print this", "b"))) == [(["print this"], []), (["b"], [])]


def test_a_reader_that_is_far_ahead_waits_and_is_not_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_AHEAD", 1)
    monkeypatch.setattr(pool, "_SILENCE", 1.0)
    made = jobs(tmp_path, "first", "long", "long", "long")
    with Pool(INSTRUCTIONS, made, 2) as readers:
        first = list(readers.events(0))
        time.sleep(1.5)  # As long as the library takes to add what came.
        others = [[type(event) for event in readers.events(number)] for number in (1, 2, 3)]

    assert isinstance(first[-1], Ended)
    assert all(Failed not in events for events in others)
    assert all(Taken in events for events in others)


def test_a_caller_may_look_up_while_nothing_comes(tmp_path: Path) -> None:
    with Pool(INSTRUCTIONS, jobs(tmp_path, "hang"), 1) as readers:
        events = readers.events(0)
        assert next(events) is None
        assert next(events) is None


def test_all_processes_are_dead_at_the_end(tmp_path: Path) -> None:
    with Pool(INSTRUCTIONS, jobs(tmp_path, "hang", "spin"), 2) as readers:
        next(readers.events(0))
        started = [reader._process.pid for reader in readers._readers]
        assert len(started) == 2

    for process in started:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_that_no_process_can_be_started_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool.sys, "executable", str(tmp_path / "missing"))

    with pytest.raises(BroadsheetError, match="No such file"):
        list(outcomes(jobs(tmp_path, "first")))


def test_a_broken_installation_is_not_blamed_on_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_PROGRAM", "import a_module_that_is_missing")

    with pytest.raises(BroadsheetError, match="does not start") as refusal:
        list(outcomes(jobs(tmp_path, "first")))
    assert refusal.value.hint == "Install Broadsheet again."
