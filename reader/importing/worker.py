"""The process that reads files for another one: whatever a hostile file does, it does it here, and this can be killed.

It takes jobs from standard input and writes events to standard output, both as pickles after their length (see wire).
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from reader import i18n
from reader.i18n import _
from reader.importing.events import Ended, Failed, Instructions, Job, Taken
from reader.importing.limits import CPU_LIMIT, EXHAUSTED, MEMORY_LIMIT
from reader.importing.reading import read_file
from reader.importing.wire import receive, send
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from typing import BinaryIO


def serve() -> None:
    """Read jobs until there are no more."""
    jobs, events = _streams()
    # The terminal's Ctrl-C is for the process that gives the jobs.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # Nobody wants the events any more.
    instructions = receive(jobs)
    if not isinstance(instructions, Instructions):
        return
    i18n.install(instructions.language)
    _limit(resource.RLIMIT_AS, MEMORY_LIMIT)
    while isinstance(job := receive(jobs), Job):
        try:
            _read(job, instructions, events)
        except MemoryError:
            os._exit(EXHAUSTED)
        except RecursionError:
            _fail(_("{name} is nested too deep to be read.").format(name=job.name), events)
        except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not stop the others
            message = _("{name} could not be read because of a fault in this program ({error}).")
            told = f"{type(error).__name__}: {error}"
            _fail(message.format(name=job.name, error=clean_line(told)[:200]), events)


def _read(job: Job, instructions: Instructions, events: BinaryIO) -> None:
    _renew_cpu_limit()
    for event in read_file(job, instructions):
        send(event, events)
        if isinstance(event, Taken):
            _renew_cpu_limit()


def _fail(reason: str, events: BinaryIO) -> None:
    send(Failed(reason), events)
    send(Ended(None), events)


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Give the two streams; what a library prints goes to standard error, so that it cannot break the messages."""
    events = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return sys.stdin.buffer, events


def _renew_cpu_limit() -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + CPU_LIMIT)


def _limit(what: int, most: int) -> None:
    """Lower a limit, as far as the system has it (macOS has none for memory)."""
    _soft, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(what, (most, hard))
