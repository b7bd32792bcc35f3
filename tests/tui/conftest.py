"""A library of a dozen articles, and a day on which all tests are run."""

from __future__ import annotations

import gc
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.scrollbar import ScrollBar
from tui.articles import DRAFTS, HARBOUR, NOTEBOOK, SCHOOLS

from reader.library import Library
from reader.model.draft import DraftCategory
from reader.tui.screens.main import screen
from reader.tui.widgets.scrolling import PlainScrollBarRender

if TYPE_CHECKING:
    from collections.abc import Iterator


class _FixedDate(date):
    @classmethod
    def today(cls) -> date:
        return date(2023, 11, 21)


@pytest.fixture(autouse=True)
def as_run(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is 21 November 2023, and scroll bars are drawn as `run_application` has them drawn."""
    monkeypatch.setattr(screen, "date", _FixedDate)
    monkeypatch.setattr(ScrollBar, "renderer", PlainScrollBarRender)
    yield
    gc.unfreeze()  # what is there at the first frame of an application stays for ever, and here one follows another


@pytest.fixture(scope="session")
def made_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a library with all articles, which tests copy."""
    path = tmp_path_factory.mktemp("made") / "library"
    with Library.open(path) as library:
        library.add([DraftCategory(name) for name in (HARBOUR, SCHOOLS, NOTEBOOK)])
        library.add(DRAFTS)
    return path


@pytest.fixture
def library_path(made_library: Path, tmp_path: Path) -> Path:
    """The file of a library with all articles, the test's own."""
    return Path(shutil.copy(made_library, tmp_path / "library"))


@pytest.fixture
def library(library_path: Path) -> Iterator[Library]:
    """A library with all articles: three categories, nothing read."""
    with Library.open(library_path) as opened:
        yield opened


@pytest.fixture
def empty_library(tmp_path: Path) -> Iterator[Library]:
    """A library without articles."""
    with Library.open(tmp_path / "empty") as opened:
        yield opened
