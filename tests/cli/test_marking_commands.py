from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.commands.open import web_host
from reader.errors import BroadsheetError
from reader.library import Library

if TYPE_CHECKING:
    from pathlib import Path


class TestMark:
    def test_marks_several_articles_read_and_unread(self, library: Path, run_cli: Any) -> None:
        done = run_cli("mark", "read", "1", "2")
        assert (done.code, done.out, done.err) == (0, "", "2 articles marked as read.\n")
        assert run_cli("mark", "unread", "2", "3").err == "1 article marked as unread.\n"
        with Library.open(library) as opened:
            assert [row.read for row in opened.rows([1, 2, 3])] == [True, False, False]

    def test_names_unknown_articles_and_marks_the_others(self, library: Path, run_cli: Any) -> None:
        done = run_cli("mark", "read", "99", "1", "nothing")
        assert done.code == 1
        assert "99" in done.err
        assert "nothing" in done.err
        with Library.open(library) as opened:
            assert opened.counts().unread == 2

    def test_takes_no_other_state(self, library: Path, run_cli: Any) -> None:
        done = run_cli("mark", "raed", "1")
        assert done.code == 2
        assert "Did you mean read?" in done.err


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
