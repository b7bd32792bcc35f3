"""Readers of files, each a process of its own (see worker): given jobs, listened to in order, killed when they hang."""

from __future__ import annotations

import fcntl
import os
import selectors
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from reader.errors import BroadsheetError
from reader.i18n import _, ngettext
from reader.importing.events import Ended, Event, Failed, Instructions, Job
from reader.importing.limits import EXHAUSTED, MEMORY_LIMIT
from reader.importing.wire import Frames, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType
    from typing import Self

# Site packages are found by our own path, not by the site module: that saves a fifth of the start.
_PROGRAM: Final = "import sys; sys.path[:] = sys.argv[1:]; from reader.importing.worker import serve; serve()"
_READ: Final = 1 << 20
_PIPE_BYTES: Final = (
    1 << 20
)  # So much a reader can write ahead while we are busy adding (Linux; 64 KiB elsewhere).
_AHEAD: Final = 16 << 20  # Bytes of events that one reader may be ahead of the file whose turn it is.
_TICK: Final = 0.1  # Seconds after which a caller that waits may look up, to show progress or to stop.
_SILENCE: Final = 20.0  # Seconds that a reader may say nothing: a page takes 0.01, a book of 10 MB a second.
_SILENCE_PER_BYTE: Final = 1.0 / (
    1 << 20
)  # A text of 64 MiB may be one article, which says nothing before its end.


class _Reader:
    """One process and what it has said."""

    def __init__(self, instructions: bytes) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-P", "-c", _PROGRAM, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,  # Ctrl-C in the terminal is for us, who tell the readers.
        )
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: PT018, S101
        self._input, self.output = self._process.stdin, self._process.stdout
        if hasattr(fcntl, "F_SETPIPE_SZ"):
            with suppress(OSError):  # More than the system lets a user have: the pipe stays as it is.
                fcntl.fcntl(self.output, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        os.set_blocking(self.output.fileno(), False)
        self._frames = Frames()
        self._tell(instructions)
        self.job: int | None = None
        """The number of the job that it is at."""
        self.heard = time.monotonic()
        """When it last said something, or could have."""
        self.has_spoken = False

    def give(self, number: int, job: Job) -> None:
        """Give it a job."""
        self.job, self.heard = number, time.monotonic()
        self._tell(packed(job))

    def listen(self) -> list[bytes] | None:
        """Take what it says, without waiting; None when it has ended."""
        try:
            data = os.read(self.output.fileno(), _READ)
        except BlockingIOError:
            return []
        if not data:
            return None
        self.heard, self.has_spoken = time.monotonic(), True
        return self._frames.feed(data)

    def end(self) -> int:
        """Kill it; gives its exit code."""
        self._process.kill()
        code = self._process.wait()
        with suppress(OSError):  # What was not yet written cannot be.
            self._input.close()
        self.output.close()
        return code

    def exit_code(self) -> int:
        """Give the exit code of a process that has closed its output."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        return self.end()

    def _tell(self, message: bytes) -> None:
        with suppress(BrokenPipeError):  # It is dead, which its output tells.
            self._input.write(message)
            self._input.flush()


class Pool:
    """Reads files in several processes at once, and gives what is in them in the order of the files.

    A context: at its end all processes are dead.
    """

    def __init__(self, instructions: Instructions, jobs: Sequence[Job], processes: int) -> None:
        self._instructions = packed(instructions)
        self._jobs = jobs
        self._processes = processes
        self._next = 0
        self._readers: list[_Reader] = []
        self._said: dict[int, deque[tuple[Event, int]]] = {}
        """What has been said of each job that is begun and not yet done, with the bytes that it came in."""
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for reader in self._readers:
            reader.end()
        self._selector.close()

    def events(self, number: int) -> Iterator[Event | None]:
        """Yield the events of a job, the last of which is Ended; None whenever a moment has passed without one.

        Jobs are to be asked for in their order. Raises BroadsheetError when no process can be started, or none begins to work.
        """
        while True:
            self._give_jobs()
            said = self._said[number]
            if not said:
                self._listen(number)
            if not said:
                yield None
                continue
            event, _size = said.popleft()
            yield event
            if isinstance(event, Ended):
                del self._said[number]
                return

    def _give_jobs(self) -> None:
        """Give jobs to those that have none; more processes are started as long as there is something to do."""
        while self._next < len(self._jobs):
            reader = next((reader for reader in self._readers if reader.job is None), None)
            if reader is None:
                if len(self._readers) == self._processes:
                    return
                reader = self._start()
                self._readers.append(reader)
                self._selector.register(reader.output, selectors.EVENT_READ, reader)
            self._said[self._next] = deque()
            reader.give(self._next, self._jobs[self._next])
            self._next += 1

    def _start(self) -> _Reader:
        try:
            return _Reader(self._instructions)
        except OSError as error:
            message = _("No process could be started to read files: {reason}.")
            raise BroadsheetError(message.format(reason=error.strerror or error)) from error

    def _listen(self, number: int) -> None:
        """Take in what readers say, for a moment at most; end those that have said nothing for too long."""
        for key, _mask in self._selector.select(_TICK):
            reader: _Reader = key.data
            if reader.job is not None and reader.job != number and self._ahead(reader.job) > _AHEAD:
                reader.heard = time.monotonic()  # It waits for us.
                continue
            self._take(reader)
        now = time.monotonic()
        for reader in list(self._readers):
            if reader.job is not None and now - reader.heard > self._patience(reader.job):
                self._give_up(reader, is_silent=True)

    def _take(self, reader: _Reader) -> None:
        frames = reader.listen()
        if frames is None:
            self._give_up(reader, is_silent=False)
            return
        for frame in frames:
            event = unpacked(frame)
            assert isinstance(event, Event) and reader.job is not None  # noqa: PT018, S101 - both ends are ours
            self._said[reader.job].append((event, len(frame)))
            if isinstance(event, Ended):
                reader.job = None

    def _ahead(self, number: int) -> int:
        return sum(size for _event, size in self._said[number])

    def _patience(self, number: int) -> float:
        return _SILENCE + _SILENCE_PER_BYTE * self._jobs[number].file.size

    def _give_up(self, reader: _Reader, *, is_silent: bool) -> None:
        """Take leave of a reader that is dead or hangs; its job has failed, what it said before stays."""
        self._selector.unregister(reader.output)
        self._readers.remove(reader)
        code = reader.end() if is_silent else reader.exit_code()
        if code == 1 and not reader.has_spoken:  # What Python gives for a program that does not even begin.
            message = _("The process that reads files does not start.")
            raise BroadsheetError(message, _("Install Broadsheet again."))
        if reader.job is None:
            return
        name = self._jobs[reader.job].name
        if is_silent:
            seconds = int(self._patience(reader.job))
            message = ngettext(
                "{name} took longer than {count} second to be read and was given up.",
                "{name} took longer than {count} seconds to be read and was given up.",
                seconds,
            ).format(name=name, count=seconds)
        elif code == EXHAUSTED:
            message = _("{name} needs more than {size} MiB of memory to be read and was given up.")
            message = message.format(name=name, size=MEMORY_LIMIT // 2**20)
        else:
            message = _("{name} broke the process that was reading it (code {code}) and was given up.")
            message = message.format(name=name, code=code)
        self._said[reader.job] += ((Failed(message), 0), (Ended(None), 0))
