from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.commands.open import web_host
from reader.errors import BroadsheetError
from reader.library import Library

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> set[int]:
    with Library.open(path) as opened:
        return {row.id for row in opened.rows([1, 2, 3]) if row.read}


class TestMark:
    def test_marks_several_articles_read_and_unread(self, library: Path, run_cli: Any) -> None:
        done = run_cli("mark", "read", "1", "2")
        assert (done.code, done.out, done.err) == (0, "", "2 articles marked as read.\n")
        assert run_cli("mark", "unread", "2", "3").err == "1 article marked as unread.\n"
        with Library.open(library) as opened:
            assert [row.read for row in opened.rows([1, 2, 3])] == [True, False, False]

    def test_names_unknown_articles_and_marks_the_others(self, library: Path, run_cli: Any) -> None:
        done = run_cli("mark", "read", "99", "1", "98")
        assert done.code == 1
        assert "There is no article 99." in done.err
        assert "There is no article 98." in done.err
        assert done.err.endswith("1 article marked as read.\n")
        assert read(library) == {1}

    def test_a_number_of_no_article_tells_how_to_look_for_it(self, library: Path, run_cli: Any) -> None:
        done = run_cli("mark", "read", "2021")
        assert done.code == 1
        assert done.err.splitlines()[:2] == [
            "broadsheet: There is no article 2021.",
            "  To look for the text, put it in quotes of its own: '\"2021\"'",
        ]
        assert run_cli("mark", "read", '"2021"').err == "0 articles marked as read.\n"

    def test_takes_keys_and_long_beginnings_of_them(self, library: Path, run_cli: Any) -> None:
        with Library.open(library) as opened:
            keys = [opened.article(number).key for number in (1, 3)]
        assert run_cli("mark", "read", keys[0], keys[1][:8]).err == "2 articles marked as read.\n"
        assert read(library) == {1, 3}

    def test_a_word_that_is_the_beginning_of_a_key_by_chance_is_a_word(
        self, library: Path, run_cli: Any
    ) -> None:
        with Library.open(library) as opened:
            word = opened.article(1).key[:5]
        assert run_cli("mark", "read", word).err == "0 articles marked as read.\n"

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            (["line"], {2}),
            (["一", "-潮水"], {3}),
            (["潮水", "OR", "line"], {1, 2}),
            (["after:2021", "category:科技"], {1}),
            (["1", "潮水"], set()),
        ],
    )
    def test_anything_else_is_one_query(
        self, library: Path, run_cli: Any, query: list[str], expected: set[int]
    ) -> None:
        done = run_cli("mark", "read", *query)
        assert (done.code, done.out) == (0, "")
        assert done.err.split()[0] == str(len(expected))
        assert read(library) == expected
        run_cli("mark", "unread", *query)
        assert read(library) == set()

    def test_a_mistake_in_the_query_is_shown_and_marks_nothing(self, library: Path, run_cli: Any) -> None:
        done = run_cli("mark", "read", "line", "OR")
        assert (done.code, done.out) == (2, "")
        assert done.err.splitlines()[:2] == ["  line OR", "       ^^"]
        assert read(library) == set()

    @pytest.mark.parametrize("blank", ["", "  ", "\x07"])
    def test_an_empty_query_is_not_every_article(self, library: Path, run_cli: Any, blank: str) -> None:
        done = run_cli("mark", "read", blank)
        assert done.code == 2
        assert "empty" in done.err
        assert read(library) == set()

    def test_takes_no_other_state(self, library: Path, run_cli: Any) -> None:
        done = run_cli("mark", "raed", "1")
        assert done.code == 2
        assert "Did you mean read?" in done.err


class TestMove:
    def categories(self, path: Path) -> dict[str, int]:
        with Library.open(path) as opened:
            return {category.name: category.total for category in opened.categories()}

    def test_moves_what_is_named_or_found(self, library: Path, run_cli: Any) -> None:
        done = run_cli("move", "產業規劃", "1", "2")
        assert (done.code, done.out, done.err) == (0, "", "2 articles moved to 產業規劃.\n")
        assert run_cli("move", "產業規劃", "is:unread", "-潮水").err == "1 article moved to 產業規劃.\n"
        assert self.categories(library) == {"科技創新": 0, "政策解讀": 0, "產業規劃": 3}

    def test_names_unknown_articles_and_moves_the_others(self, library: Path, run_cli: Any) -> None:
        done = run_cli("move", "產業規劃", "99", "1")
        assert done.code == 1
        assert "There is no article 99." in done.err
        assert self.categories(library)["產業規劃"] == 1

    @pytest.mark.parametrize("name", ["産業規劃", "产业规划"])
    def test_an_unknown_category_is_not_made_unasked(self, library: Path, run_cli: Any, name: str) -> None:
        done = run_cli("move", name, "1")
        assert done.code == 2
        assert "Did you mean 產業規劃? --new makes it." in done.err
        assert len(self.categories(library)) == 3

    def test_a_new_category_is_made_when_asked_for_and_something_goes_there(
        self, library: Path, run_cli: Any
    ) -> None:
        assert run_cli("move", "--new", "海運", "ferry").err == "0 articles moved to 海運.\n"
        assert "海運" not in self.categories(library)
        assert run_cli("move", "--new", "海運", "潮水").err == "1 article moved to 海運.\n"
        assert self.categories(library)["海運"] == 1

    def test_a_category_needs_a_name(self, library: Path, run_cli: Any) -> None:
        assert run_cli("move", "--new", " ", "1").code == 2


class TestBookmark:
    def test_sets_changes_and_removes_bookmark_and_note(self, library: Path, run_cli: Any) -> None:
        assert run_cli("bookmark", "1", "--note", "再讀").code == 0
        with Library.open(library) as opened:
            assert opened.article(1).note == "再讀"
            assert opened.article(1).bookmarked_at is not None
        assert run_cli("bookmark", "1", "--note", "").code == 0
        with Library.open(library) as opened:
            assert opened.article(1).note is None
            assert opened.article(1).bookmarked_at is not None
        done = run_cli("bookmark", "1", "--remove")
        assert (done.code, done.out, done.err) == (0, "", "Bookmark removed: 望海的新碼頭：潮水與時刻表\n")
        with Library.open(library) as opened:
            assert opened.article(1).bookmarked_at is None

    def test_note_and_remove_exclude_each_other(self, library: Path, run_cli: Any) -> None:
        assert run_cli("bookmark", "1", "--note", "x", "--remove").code == 2

    def test_takes_a_query_instead_of_an_article(self, library: Path, run_cli: Any) -> None:
        run_cli("bookmark", "1", "--note", "old")
        done = run_cli("bookmark", "--query", "一 OR line")
        assert (done.code, done.out, done.err) == (0, "", "2 articles bookmarked.\n")
        with Library.open(library) as opened:
            assert [row.bookmarked for row in opened.rows([1, 2, 3])] == [True, True, True]
            assert opened.article(1).note == "old"

    def test_a_note_goes_to_all_that_a_query_finds(self, library: Path, run_cli: Any) -> None:
        run_cli("bookmark", "1")
        assert run_cli("bookmark", "--query", "一", "--note", "同").err == "1 article bookmarked.\n"
        with Library.open(library) as opened:
            assert [opened.article(number).note for number in (1, 2, 3)] == ["同", None, "同"]

    def test_removes_all_bookmarks_that_a_query_finds(self, library: Path, run_cli: Any) -> None:
        run_cli("bookmark", "1", "--note", "old")
        run_cli("bookmark", "2")
        assert run_cli("bookmark", "--query", "潮水 OR 短訊", "--remove").err == "1 bookmark removed.\n"
        with Library.open(library) as opened:
            assert [row.bookmarked for row in opened.rows([1, 2, 3])] == [False, True, False]

    @pytest.mark.parametrize("arguments", [[], ["1", "--query", "x"], ["--query", ""], ["--query", "(x"]])
    def test_needs_either_an_article_or_a_query(
        self, library: Path, run_cli: Any, arguments: list[str]
    ) -> None:
        assert run_cli("bookmark", *arguments).code == 2
        with Library.open(library) as opened:
            assert opened.counts().bookmarked == 0


class TestOpen:
    @pytest.fixture
    def opened(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        addresses: list[str] = []
        monkeypatch.setattr(webbrowser, "open", lambda address: addresses.append(address) or True)
        return addresses

    def test_hands_the_address_to_the_browser_and_says_the_host(
        self, library: Path, run_cli: Any, opened: list[str]
    ) -> None:
        done = run_cli("open", "1")
        assert (done.code, done.out, done.err) == (0, "", "Opening news.example.org in the browser.\n")
        assert opened == ["https://news.example.org/pier"]

    @pytest.mark.parametrize("article", ["2", "3"])
    def test_opens_nothing_but_web_addresses(
        self, library: Path, run_cli: Any, opened: list[str], article: str
    ) -> None:
        done = run_cli("open", article)
        assert done.code == 1
        assert done.err.startswith("broadsheet: ")
        assert opened == []

    def test_says_when_there_is_no_browser(
        self, library: Path, run_cli: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(webbrowser, "open", lambda address: False)
        done = run_cli("open", "1")
        assert done.code == 1
        assert "https://news.example.org/pier" in done.err

    @pytest.mark.parametrize(
        "address",
        ["file:///etc/passwd", "-https://x", "--help", "javascript:x", "https://", "https://[x", "//x", ""],
    )
    def test_what_is_no_web_address_has_no_host(self, address: str) -> None:
        with pytest.raises(BroadsheetError):
            web_host(address)
