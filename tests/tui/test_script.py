"""One key goes through the scripts of Chinese: as written, 简体, 繁體; what is kept and copied stays as it was written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tui.articles import HARBOUR, LONG
from tui.driving import asynchronous, reading

from reader.model.draft import Draft
from reader.settings import Reading, Settings
from reader.tui.script import Script
from reader.tui.session import NAME, Session

if TYPE_CHECKING:
    from reader.library import Library

ROOT = Path(__file__).resolve().parent.parent.parent
HAIR = Draft(
    "头发与发展：皇后在后面",
    "干部把头发洗得干干净净。\n\n## 后面的发展\n\n皇后在后面，里面：面条。\n",
    "干部生活",
    author="后羿",
    origin="发展日报",
    language="zh-Hans",
)


@pytest.fixture
def hair_library(empty_library: Library) -> Library:
    """A library with one article in 简体."""
    empty_library.add([HAIR])
    return empty_library


@asynchronous
async def test_article_list_and_sidebar_go_through_the_scripts(hair_library: Library) -> None:
    async with reading(hair_library, size=(160, 30)) as driver:
        main = driver.main
        panes = (main.sidebar, main.article_list, main.article_view)
        written = driver.text
        await driver.press("enter", "v")
        assert main.script is Script.SIMPLIFIED
        await driver.press("v")
        assert main.script is Script.TRADITIONAL
        sidebar, articles, article = ("\n".join(driver.lines_of(pane)) for pane in panes)
        assert "幹部生活" in sidebar
        assert "幹部生活" not in main.name_of(main.which)
        assert "頭髮與發展：皇后在後面" in articles
        assert "發展日報" in articles
        for shown in (
            "幹部生活", "頭髮與發展：皇后在後面", "發展日報", "后羿", "幹部把頭髮洗得乾乾淨淨。", "後面的發展", "裡面：麵條。",
        ):  # fmt: skip
            assert shown in article
        await driver.press("v", "escape")
        assert main.script is Script.AS_WRITTEN
        assert HAIR.title in driver.text
        assert "幹部" not in written + driver.text


@pytest.mark.parametrize(
    ("forms", "noodles"),
    [("standard", "裏面：麪條。"), ("taiwan", "裡面：麵條。"), ("hongkong", "裏面：麪條。")],
)
@asynchronous
async def test_the_settings_choose_the_script_and_whose_forms_it_has(
    hair_library: Library, forms: str, noodles: str
) -> None:
    settings = Settings(reading=Reading(script="traditional", traditional=forms))  # type: ignore[arg-type]
    async with reading(hair_library, settings) as driver:
        assert noodles in driver.text


@asynchronous
async def test_the_script_is_kept_for_each_library(hair_library: Library) -> None:
    async with reading(hair_library) as driver:
        await driver.press("v", "v")
        kept = hair_library.recall(NAME)
        assert Session.from_json(kept).script == "traditional", "also when the program is killed now"
    async with reading(hair_library, Settings(reading=Reading(script="simplified"))) as driver:
        assert driver.main.script is Script.TRADITIONAL
        assert "頭髮與發展" in driver.text
        await driver.press("1", "G", "2", "ctrl+q")
    assert Session.from_json(hair_library.recall(NAME)).category == "干部生活"
    async with reading(hair_library) as driver:
        assert driver.main.which.category_id is not None


@asynchronous
async def test_a_script_that_is_none_counts_as_not_chosen(hair_library: Library) -> None:
    hair_library.remember(NAME, {"script": "runes"})
    async with reading(hair_library, Settings(reading=Reading(script="simplified"))) as driver:
        assert driver.main.script is Script.SIMPLIFIED


@asynchronous
async def test_the_same_sentence_stays_at_the_top_when_the_script_changes_and_after_a_restart(
    library: Library,
) -> None:
    async with reading(library, size=(120, 20)) as driver:
        await driver.press("enter", "]", "]", "j", "j")
        view = driver.main.article_view
        place, top = view.place, view.top
        for _ in Script:
            await driver.press("v")
            assert (view.place, view.top) == (place, top)
        await driver.press("v")
        assert "减排" in "\n".join(driver.rows_of(view))
    async with reading(library, size=(90, 24)) as driver:
        view = driver.main.article_view
        assert view.place.block == place.block
        assert view.place.offset <= place.offset


@asynchronous
async def test_what_is_copied_is_as_it_was_written(hair_library: Library) -> None:
    async with reading(hair_library) as driver:
        await driver.press("v", "v", "enter", "Y")
        assert "頭髮" in driver.text
        assert HAIR.title in driver.copied[-1]
        assert HAIR.markdown.strip() in driver.copied[-1]


@asynchronous
async def test_hits_of_a_search_are_marked_in_either_script_and_the_present_one_stays(
    library: Library,
) -> None:
    async with reading(library) as driver:
        await driver.press("/", *"码头", "enter", "n", "n")
        view = driver.main.article_view
        before = view.hits
        assert before is not None
        assert before[0] > 1
        await driver.press("v")
        assert "码头" in "\n".join(driver.rows_of(view))
        assert view.hits == before
        rows = "\n".join(driver.rows_of(driver.main.article_list))
        assert "码头" in rows
        assert "碼頭" not in rows


@asynchronous
async def test_a_key_that_is_struck_again_before_the_dictionaries_are_there_has_the_last_word(
    library: Library,
) -> None:
    async with reading(library) as driver:
        driver.strike("v", "v", "v")
        await driver.settle()
        assert driver.main.script is Script.AS_WRITTEN
        assert driver.main.converter is None
        assert LONG[:10] in driver.text
        assert HARBOUR in driver.text


def test_nothing_of_the_converter_is_loaded_before_the_key(library_path: Path) -> None:
    program = """
import asyncio, sys
from pathlib import Path
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import BroadsheetApp

async def start():
    with Library.open(Path(sys.argv[1])) as library:
        app = BroadsheetApp(library, Settings())
        async with app.run_test(size=(80, 24)) as pilot:
            while app._main.article is None:
                await pilot.pause(0)
            assert not {"opencc", "reader.text.conversion"} & set(sys.modules)
            await pilot.press("v")
            while app._main.converter is None:
                await pilot.pause(0)
            assert "opencc" in sys.modules
            app.exit()

asyncio.run(start())
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
