"""What is on the screen after a start, and what a second start brings back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tui.articles import HARBOUR, LONG, NEWEST_FIRST, NOTEBOOK, SCHOOLS
from tui.driving import asynchronous, reading

from reader.library import Library
from reader.model.filter import Filter, Folder, Sort, SortKey
from reader.settings import Problem, Reading, Screen, Settings
from reader.tui.app import BroadsheetApp
from reader.tui.commands import Pane
from reader.tui.session import NAME, Session

ROOT = Path(__file__).resolve().parent.parent.parent


@asynchronous
async def test_a_start_shows_the_counts_the_newest_first_and_a_preview_of_the_first(library: Library) -> None:
    async with reading(library) as driver:
        assert driver.figures == {
            "All": (12, 12),
            "Unread": (12, None),
            "Continue reading": (0, None),
            "Bookmarks": (0, None),
            "History": (0, None),
            "Most viewed": (0, None),
            HARBOUR: (5, 5),
            SCHOOLS: (4, 4),
            NOTEBOOK: (3, 3),
        }
        assert driver.listed == list(NEWEST_FIRST)
        assert driver.highlighted == driver.title == LONG
        assert any("開港儀式在北岸碼頭舉行。" in line for line in driver.lines)
        assert driver.main.pane is Pane.LIST
        assert library.counts().viewed == 0


@asynchronous
async def test_keys_struck_before_the_first_frame_go_to_the_list(library: Library) -> None:
    app = BroadsheetApp(library, Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        assert app._main.which == Filter()
        assert app._main.sidebar.selected.which == Filter()  # type: ignore[union-attr]
        app.exit()


@asynchronous
async def test_a_second_start_goes_on_where_the_first_ended(library: Library) -> None:
    async with reading(library) as driver:
        await driver.press("1", "G", "2", "s", "j", "enter", "S", "w", "+", "G", "enter", "z")
        before = (driver.main.which, driver.main.sort, driver.title, driver.main.sizes)
        assert before[1] == Sort(SortKey.TITLE, descending=True)
        await driver.press("ctrl+q")
    async with reading(library) as driver:
        main = driver.main
        assert (main.which, main.sort, driver.title, main.sizes) == before
        assert main.pane is Pane.ARTICLE
        assert main.zen
        assert main.measure == "wide"
        assert driver.panes == [Pane.ARTICLE]


@asynchronous
async def test_an_article_is_found_again_at_the_same_paragraph_whatever_the_width(library: Library) -> None:
    async with reading(library, size=(120, 20)) as driver:
        await driver.press("enter", "]", "]", "j", "j")
        place = driver.main.article_view.place
        assert place.block > 3
        await driver.press("ctrl+q")
    async with reading(library, size=(70, 24)) as driver:
        view = driver.main.article_view
        assert view.place.block == place.block
        assert view.place.offset <= place.offset
        line = view._page.line_of(place)  # type: ignore[union-attr]
        assert round(view.scroll_offset.y) == line
        await driver.press("escape", "j", "k", "enter")
        assert view.place.block == place.block


@pytest.mark.parametrize(
    "session",
    [
        Session(category="no longer there", article_id=10**6, pane="article").to_json(),
        Session(folder="no-such-folder", sort="no-such-order", article_id=-1, pane="no-such-pane").to_json(),
        {"folder": 7, "sizes": ["x"], "zen": "yes", "measure": 1, "article_id": "1"},
        {"sizes": [1, 2]},
        ["a list"],
        "text",
        None,
    ],
)
@asynchronous
async def test_a_session_that_fits_no_longer_is_passed_over(library: Library, session: Any) -> None:
    library.remember(NAME, session)
    async with reading(library) as driver:
        assert driver.main.which == Filter()
        assert driver.highlighted == driver.title == LONG
        assert not driver.main.zen


@asynchronous
async def test_a_folder_that_has_become_empty_gives_the_keyboard_to_the_list(library: Library) -> None:
    library.remember(NAME, Session(folder=Folder.BOOKMARKS, pane="article", zen=True).to_json())
    async with reading(library) as driver:
        assert driver.main.pane is Pane.LIST
        assert driver.panes == [Pane.SIDEBAR, Pane.LIST, Pane.ARTICLE]
        assert any("No bookmarks yet" in line for line in driver.lines)


@asynchronous
async def test_an_empty_library_greets_and_tells_how_to_fill_it(empty_library: Library) -> None:
    async with reading(empty_library) as driver:
        assert "Welcome to Broadsheet" in driver.text
        assert "imports files and folders" in driver.text
        await driver.press(
            "j", "G", "n", "p", "enter", "space", "b", "r", "R", "s", "S", "t", "o", "y", "z", "3"
        )
        assert empty_library.counts().total == 0
        assert driver.main.article is None
        assert driver.dialog is None


@asynchronous
async def test_a_library_that_cannot_be_written_is_read_and_not_marked(library_path: Path) -> None:
    library_path.chmod(0o444)
    library = Library.open(library_path)
    library.read_only = True  # also for the superuser, whom permissions do not bind
    with library:
        async with reading(library) as driver:
            await driver.press("j", "enter", "b", "B", "r", "R", "R", "i", "space")
            assert driver.title == NEWEST_FIRST[2]
            assert driver.main.pane is Pane.ARTICLE
            assert driver.dialog is None
            enabled = driver.main.situation()
            assert not enabled.writable
            shown = {hint.label for hint in driver.main.key_bar.hints}
            assert not shown & {"Bookmark", "Read/unread"}
            await driver.press("ctrl+q")
        assert library.counts() == (12, 12, 0, 0, 0)
        assert library.recall(NAME) is None


@asynchronous
async def test_what_was_left_out_of_the_configuration_is_said(library: Library) -> None:
    settings = Settings(screen=Screen(theme="no-such-theme"))
    problems = [Problem("config.toml", "keys.x\x1b[31m", "there is no command [/x]", "Write y.")]
    async with reading(library, settings, problems=problems) as driver:
        assert driver.said == [
            "config.toml: keys.x: there is no command [/x]. Write y.",
            "config.toml: screen.theme: there is no theme no-such-theme. F2 shows all themes.",
        ]
        assert driver.app.theme == "broadsheet-dark"


@asynchronous
async def test_settings_choose_marks_measure_and_sizes(library: Library) -> None:
    settings = Settings(
        reading=Reading(measure="wide"),
        screen=Screen(marks="ascii", sidebar_width=30, list_share=60, theme="broadsheet-light"),
    )
    async with reading(library, settings, size=(200, 30)) as driver:
        assert driver.main.measure == "wide"
        assert driver.main.sidebar.size.width == 30
        assert driver.main.article_list.size.width == 102
        assert driver.app.theme == "broadsheet-light"
        assert not set("❯›▪✦╌") & set(driver.text)
        await driver.press("b")
        assert "+" in driver.lines[2][30:132]


@asynchronous
async def test_the_window_is_called_like_the_article_without_what_could_deceive_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(library) as driver:
        written: list[str] = []
        monkeypatch.setattr(driver.app._driver, "write", written.append)
        await driver.press("j")
        assert f"\x1b]2;{NEWEST_FIRST[1]}\x07" in written
        driver.main.post_message(driver.main.TitleShown("乾\x1b]0;x\x07淨\u202e"))
        await driver.until(lambda: "\x1b]2;乾淨\x07" in written)


def test_nothing_heavy_is_imported_before_the_first_frame(library_path: Path) -> None:
    """The typesetter and the parser of Markdown come with the first article, migrations and TOML not at all."""
    program = """
import asyncio, sys
from pathlib import Path
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import BroadsheetApp

HEAVY = ("markdown_it", "sqlite_utils", "tomlkit", "reader.typeset.layout", "reader.tui.widgets.page", "reader.importing.run",
         "reader.model.query", "reader.text.hits", "reader.store.search.asking", "reader.tui.search",
         "reader.tui.widgets.search_box", "reader.model.statistics", "reader.store.statistics", "reader.tui.charts")
frames = []

class Watched(BroadsheetApp):
    def _display(self, screen, renderable):
        super()._display(screen, renderable)
        if renderable is not None:
            strips = screen._compositor.render_strips()
            frames.append(([name for name in HEAVY if name in sys.modules], "".join(strip.text for strip in strips)))

async def start():
    with Library.open(Path(sys.argv[1])) as library:
        app = Watched(library, Settings())
        async with app.run_test(size=(80, 24)) as pilot:
            while app._main.article is None:
                await pilot.pause(0)
            app.exit()

asyncio.run(start())
loaded, shown = frames[0]
assert loaded == [], loaded
assert "三所小學啟用新校舍" in shown, shown
assert "reader.tui.widgets.page" in sys.modules
assert "sqlite_utils" not in sys.modules
assert "tomlkit" not in sys.modules
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(library_path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@asynchronous
async def test_a_start_hides_no_row_above_the_cursor_that_there_is_room_for(library: Library) -> None:
    async with reading(library, size=(120, 12)) as driver:
        await driver.press("j", "j", "enter")
    async with reading(library, size=(120, 12)) as driver:
        assert driver.main.article_list.cursor == 2
        assert driver.main.article_list.top == 0
