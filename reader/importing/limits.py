"""What a process that reads files may use. Known to it and to the one that gives it the files."""

from __future__ import annotations

from typing import Final

MEMORY_LIMIT: Final = 1024 * 1024 * 1024
"""Bytes of address space: a file of 64 MiB takes up to 600 MiB as bytes, text, tree and Markdown."""
CPU_LIMIT: Final = 120
"""Seconds of CPU from one message to the next; only for when nobody is there to kill a process that hangs."""
EXHAUSTED: Final = 3
"""The exit code after running out of memory: what is left of such a process cannot be relied on, so it says no more."""
