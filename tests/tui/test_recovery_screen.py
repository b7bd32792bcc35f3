"""The screen in place of reading when the library is damaged: each way out, and what it says."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import OptionList
from tui.driving import PATIENCE, asynchronous

from reader import rescue
from reader.errors import BroadsheetError, LibraryDamagedError
from reader.library import Library
from reader.model.backup import Reason
from reader.settings import Settings
from reader.store import restoring
from reader.tui.recovery import RecoveryApp
from reader.tui.screens.recovery import RecoveryScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.pilot import Pilot

ERROR = LibraryDamagedError("The library is \x1b[31mdamaged [bold]here.", "Do something.")


@pytest.fixture
def damaged(made_library: Path, tmp_path: Path) -> Path:
    """A library with a copy, whose header is lost."""
    path = shutil.copyfile(made_library, tmp_path / "library")
    with Library.open(path) as library:
        library.backups.make(Reason.DAILY)
        library.bookmark(1)
    path.write_bytes(bytes(100) + path.read_bytes()[100:])
    return path


class Screen:
    def __init__(self, app: RecoveryApp, pilot: Pilot[bool]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def text(self) -> str:
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    async def press(self, *keys: str) -> None:
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await self.pilot.pause()

    async def until(self, condition: Callable[[], object]) -> None:
        for _ in range(int(PATIENCE / 0.01)):
            if condition():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(self.text)

    async def until_said(self, words: str) -> None:
        await self.until(lambda: words in self.text)


@asynccontextmanager
async def recovering(path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Screen]:
    app = RecoveryApp(path, ERROR, Settings())
    async with app.run_test(size=size) as pilot:
        screen = Screen(app, pilot)
        await screen.until(lambda: isinstance(app.screen, RecoveryScreen))
        yield screen


@asynchronous
async def test_it_says_what_is_wrong_and_offers_the_newest_copy(damaged: Path) -> None:
    async with recovering(damaged) as screen:
        await screen.until_said("with 12 articles")
        assert "damaged [bold]here" in screen.text
        assert "\x1b" not in screen.text
        assert "Save what can be read" in screen.text
        assert "Leave, and change nothing" in screen.text


@asynchronous
async def test_saving_makes_a_library_and_says_what_is_in_it(damaged: Path) -> None:
    async with recovering(damaged) as screen:
        await screen.press("enter")
        await screen.until_said("Read on")
        assert "Saved: 12 articles, 1 bookmark." in screen.text
        assert "can be read again" in screen.text
        await screen.press("enter")
        await screen.until(lambda: screen.app._exit)
        assert screen.app.return_value is True
    with Library.open(damaged, create=False) as library:
        assert (library.counts().total, library.counts().bookmarked) == (12, 1)


@asynchronous
async def test_going_back_to_the_copy_sets_the_damaged_file_aside(damaged: Path) -> None:
    before = damaged.read_bytes()
    async with recovering(damaged) as screen:
        await screen.until_said("with 12 articles")
        await screen.press("j", "enter")
        await screen.until_said("Read on")
        assert "is kept as" in screen.text.replace("\n", " ")
        await screen.press("escape")
        await screen.until(lambda: screen.app._exit)
        assert screen.app.return_value is True
    with Library.open(damaged, create=False) as library:
        assert library.counts().bookmarked == 0
    (aside,) = damaged.parent.glob("library.set-aside-*")
    assert aside.read_bytes() == before


@pytest.mark.parametrize("keys", [("escape",), ("q",), ("ctrl+q",), ("j", "j", "enter"), ("k", "enter")])
@asynchronous
async def test_leaving_changes_nothing(damaged: Path, keys: tuple[str, ...]) -> None:
    before = damaged.read_bytes()
    async with recovering(damaged) as screen:
        await screen.until_said("with 12 articles")
        await screen.press(*keys)
        await screen.until(lambda: screen.app._exit)
        assert not screen.app.return_value
    assert damaged.read_bytes() == before


@asynchronous
async def test_without_a_sound_copy_only_saving_is_offered(damaged: Path) -> None:
    for copy in rescue.copies(damaged):
        copy.path.write_bytes(b"nothing of use")
    async with recovering(damaged) as screen:
        await screen.until_said("There is no sound copy")
        assert screen.app.screen.query_one(OptionList).get_option("go-back").disabled


@asynchronous
async def test_what_fails_is_told_and_the_choice_stays(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_how: object) -> None:
        raise BroadsheetError("There is no room.", "Make some.")

    monkeypatch.setattr(restoring, "replace_library", fail)
    monkeypatch.setattr("reader.store.recovering.replace_library", fail)
    async with recovering(damaged) as screen:
        await screen.until_said("with 12 articles")
        await screen.press("enter")
        await screen.until_said("There is no room. Make some.")
        await screen.press("j", "enter")
        await screen.until(lambda: not screen.app.screen._working)  # type: ignore[attr-defined]
        await screen.press("escape")
        await screen.until(lambda: screen.app._exit)
        assert not screen.app.return_value


@pytest.mark.parametrize("size", [(40, 20), (80, 24), (200, 50)])
@asynchronous
async def test_it_fits_the_terminal(damaged: Path, size: tuple[int, int]) -> None:
    async with recovering(damaged, size) as screen:
        await screen.until_said("12 articles")
        assert "Leave, and change nothing" in screen.text
        assert all(len(line) <= size[0] for line in screen.text.splitlines())
