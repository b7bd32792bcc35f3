"""Permissions of files that bind, also when the tests run as root."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def unprivileged() -> Iterator[None]:
    """As a user whom file permissions bind: root, as whom tests run in containers, may write everything."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)  # nobody, with the way back kept
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
