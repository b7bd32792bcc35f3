from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

from reader.library import Library, Listing
from reader.model.article import Place
from reader.model.document import Document
from reader.model.draft import Draft, DraftCategory
from reader.model.filter import Filter, Folder
from reader.model.published import Published

REPOSITORY = Path(__file__).parents[1]


def test_a_day_with_a_library(tmp_path: Path) -> None:
    """The facade from the import to the next morning."""
    path = tmp_path / "library.broadsheet"
    page = Document("頁面".encode(), "/news/page.txt", "page.txt")
    drafts = [
        DraftCategory("政策解讀"),
        Draft("高新區", "正文。", "科技創新", published=Published("2019-07-05")),
        Draft("Second", "Text."),
    ]
    with Library.open(path) as library:
        assert library.add(drafts, page, category="政策解讀").added == 2
        assert [(category.name, category.unread) for category in library.categories()] == [
            ("政策解讀", 1),
            ("科技創新", 1),
        ]
        unread = library.listing(Filter(Folder.UNREAD))
        first, second = unread.rows(0, 60)
        assert (first.title, second.title) == ("Second", "高新區")
        view = library.begin_view(first.id)
        library.mark_read([first.id])
        library.bookmark(first.id, "read again")
        library.keep_place(first.id, Place(2, 7))
        library.end_view(view, 12.5)
        library.remember("session", {"article": first.id})
        assert unread.next_unread(0) == 1
    with Library.open(path, create=False) as library:
        assert library.path == path
        assert not library.read_only
        assert library.counts() == (2, 1, 1, 1, 1)
        assert library.recall("session") == {"article": first.id}
        assert library.place(first.id) == Place(2, 7)
        assert [row.id for row in library.listing(Filter(Folder.BOOKMARKS)).rows(0, 9)] == [first.id]
        assert library.article(library.resolve(library.article(second.id).key)).title == "高新區"
        assert [row.id for row in library.find_titles("高新区", 9)] == [second.id]
        assert library.original(second.id) == page
        assert library.add(drafts, page).unchanged == 2


def test_every_public_method_says_what_it_gives() -> None:
    for kind in (Library, Listing):
        for name, value in vars(kind).items():
            if inspect.isfunction(value) and not name.startswith("_"):
                assert inspect.getdoc(value), name
                assert value.__annotations__.get("return"), name


def test_the_library_is_reached_without_what_only_some_commands_need() -> None:
    heavy = {
        "textual",
        "rich",
        "sqlite_utils",
        "platformdirs",
        "markdown_it",
        "reader.importing",
        "reader.cli",
        "reader.tui",
    }
    code = f"import sys, reader.library, reader.paths; print(*{heavy} & set(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, check=True
    )
    assert run.stdout.split() == []
