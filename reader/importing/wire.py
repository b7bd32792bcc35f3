"""Values on a pipe between two processes of ours: pickles after their length.

Both ends are this program; nothing from a file is ever unpickled, and what a file says travels as plain str and bytes.
"""

from __future__ import annotations

import pickle
import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import BinaryIO

_LENGTH: Final = struct.Struct("!Q")


def packed(value: object) -> bytes:
    """Give a value as it goes over the pipe."""
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(body)) + body


def send(value: object, stream: BinaryIO) -> None:
    """Write a value; waits until the other end has taken it, or the pipe holds it."""
    stream.write(packed(value))
    stream.flush()


def receive(stream: BinaryIO) -> object | None:
    """Read a value; None when the other end has closed the pipe."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    return unpacked(body) if len(body) == length else None


def unpacked(body: bytes | bytearray | memoryview) -> object:
    """Give the value of a pickle without its length."""
    value: object = pickle.loads(body)  # noqa: S301 - see above: both ends are ours
    return value


class Frames:
    """Cuts a stream of bytes into the pickles that are in it, whole ones only."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Take some bytes in; gives the pickles that they complete."""
        self._bytes += data
        frames: list[bytes] = []
        start = 0
        while len(self._bytes) - start >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._bytes, start)
            end = start + _LENGTH.size + length
            if len(self._bytes) < end:
                break
            frames.append(bytes(memoryview(self._bytes)[start + _LENGTH.size : end]))
            start = end
        del self._bytes[:start]
        return frames
