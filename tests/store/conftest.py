"""A library for each test, and drafts to fill it with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.broadsheet") as opened:
        yield opened
