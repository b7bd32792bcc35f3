"""A library that came from an enemy, in the real program in a terminal: nothing but text reaches the terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from terminal import Terminal
from tui.hostile import ATTACK, LITERAL, check_written, forbidden, hostile

from reader.library import Library
from reader.model.article import Place
from reader.model.selection import Extent

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
NAME = f"x{ATTACK}檔".replace("/", "").replace("\x00", "") + ".md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article of which every part is hostile, and its name too."""
    folder = tmp_path / "enemy"
    folder.mkdir()
    page = (
        "---\n"
        f"title: 敵意題目{ATTACK}{LITERAL}\n"
        f"author: {hostile('作者')}\n"
        f"source: {hostile('敵社')}\n"
        f"category: {hostile('敵類')}\n"
        f"url: https://enemy.example/{ATTACK}\n"
        "date: 2023-11-21\n"
        "---\n\n"
        f"{hostile('敵文第一段。')}\n\n## {hostile('敵節')}\n\n`{hostile('敵碼')}`\n\n"
        f"[{hostile('敵鏈')}](https://enemy.example/{ATTACK})\n\n| {hostile('敵表')} | b |\n| - | - |\n| {ATTACK}c | d |\n"
    )
    # So much ordinary text that the file is not taken for binary data.
    (folder / NAME).write_text(page + "\n" + "平常的句子。" * 10_000, encoding="utf-8")
    (folder / "z.md").write_text("---\ndate: 2020-01-01\n---\n# Second\n\ntext\n", encoding="utf-8")
    return folder


@pytest.fixture
def library(folder: Path, tmp_path: Path, run_cli: Callable[..., Any]) -> Path:
    """A library into which the folder was imported, with a hostile note."""
    path = tmp_path / "library"
    done = run_cli("import", folder, "--library", path)
    assert done.code == 0, done.err
    check_written((done.out + done.err).encode())
    mine = hostile("敵註").replace("\x00", "")
    noted = run_cli(
        "bookmark", "1", "--note", mine, "--tag", hostile("敵籤").replace("\x00", ""), "--library", path
    )
    check_written((noted.out + noted.err).encode())
    with Library.open(path) as opened:
        opened.highlights.add(1, Extent(Place(0), Place(0, 2)), hostile("敵文"), hostile("敵評"))
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("list", "--json"),
        ("show", "1"),
        ("show", "1", "--json"),
        ("categories",),
        ("highlights",),
        ("highlights", "--markdown"),
        ("undo", "--list"),
        ("import", "{folder}"),
    ],
    ids=" ".join,
)
def test_the_command_line_writes_text_alone_in_a_pipe_and_in_a_terminal(
    library: Path, folder: Path, run_cli: Callable[..., Any], command: tuple[str, ...]
) -> None:
    arguments = [part.format(folder=folder) for part in command]
    done = run_cli(*arguments, "--library", library)
    assert done.code == 0
    assert not forbidden(done.out + done.err)
    assert "payload" not in done.out + done.err
    argv = [sys.executable, "-m", "reader", *arguments, "--library", str(library)]
    with Terminal(argv, cwd=str(ROOT), env={"PYTHONDONTWRITEBYTECODE": "1"}) as terminal:
        assert terminal.wait_for_exit(60) == 0
        check_written(bytes(terminal.raw))
        assert terminal.title == ""


def leave(terminal: Terminal, text: str) -> None:
    """Leave a dialog that shows a text. A key right after Esc would be taken for Alt and that key."""
    terminal.press("escape")
    terminal.wait_for(lambda screen: text not in screen)


def test_every_view_of_the_application_writes_text_alone(library: Path, folder: Path) -> None:
    argv = [sys.executable, "-m", "reader", "--library", str(library)]
    with Terminal(argv, cwd=str(ROOT), env={"PYTHONDONTWRITEBYTECODE": "1"}) as terminal:
        terminal.wait_for("敵文第一段。")
        terminal.wait_for(lambda _text: terminal.title.startswith("敵意題目"))
        assert terminal.title == f"敵意題目{LITERAL}"
        assert "敵類" in terminal.text
        assert LITERAL in terminal.text
        terminal.press("enter")
        terminal.wait_for("1 view")
        terminal.press("t")
        terminal.wait_for("   Outline")  # the title of the dialog, not the key in the footer
        leave(terminal, "   Outline")
        terminal.press("B")
        terminal.wait_for("Enter keeps both")
        assert "敵註" in terminal.text
        leave(terminal, "Enter keeps both")
        assert "#敵籤" in terminal.text
        terminal.press("H")
        terminal.wait_for("Enter goes there")
        assert "敵評" in terminal.text
        leave(terminal, "Enter goes there")
        terminal.press("ctrl+p")
        terminal.wait_for("A command, a category, an article")
        terminal.press(*"敵")
        terminal.wait_for(
            lambda text: (
                "  Category" in text
                and any(line.strip().startswith("2023-11-21") for line in text.splitlines())
            )
        )
        leave(terminal, "Category")
        terminal.press("?")
        terminal.wait_for("What they do")
        leave(terminal, "What they do")
        terminal.press("2", "s")
        terminal.wait_for("Sort by")
        terminal.press("j", "j", "enter")
        terminal.wait_for("origins from A")
        terminal.press("z")
        terminal.wait_for(lambda text: "origins from A" not in text)
        terminal.press("1", "G")
        terminal.wait_for("Ctrl-Q Quit")
        terminal.press("i")
        terminal.wait_for("Tab completes")
        terminal.settle()
        terminal.press("ctrl+u")
        terminal.wait_for("A file or a folder")
        terminal.press(*f"{folder}/x")
        terminal.wait_for("x檔.md")
        terminal.press("tab")
        terminal.wait_for(lambda text: text.count("x檔.md") == 2)
        terminal.press("enter")
        terminal.wait_for("1 unchanged")
        leave(terminal, "1 unchanged")
        terminal.press("ctrl+q")
        assert terminal.wait_for_exit() == 0
        check_written(bytes(terminal.raw))


def test_a_library_of_a_hostile_name_and_a_hostile_setting_are_told_of_as_text(
    tmp_path: Path, isolated_home: Path, run_cli: Callable[..., Any]
) -> None:
    path = tmp_path / f"lib{ATTACK}".replace("/", "").replace("\x00", "")
    path.write_text("no library\n" * 100, encoding="utf-8")
    done = run_cli("list", "--library", path)
    assert done.code == 3
    assert not forbidden(done.out + done.err)
    config = Path(os.environ["BROADSHEET_CONFIG"])
    config.write_text(
        '[screen]\ntheme = "no\\u001b]0;payload\\u0007\\u202ename"\n[keys]\n"x\\u009b31m" = "q"\n', "utf-8"
    )
    argv = [sys.executable, "-m", "reader", "--library", str(tmp_path / "new")]
    with Terminal(argv, cwd=str(ROOT), env={"PYTHONDONTWRITEBYTECODE": "1"}) as terminal:
        terminal.wait_for("there is no theme")
        terminal.press("ctrl+q")
        assert terminal.wait_for_exit() == 0
        check_written(bytes(terminal.raw))


def test_the_check_finds_what_it_looks_for() -> None:
    """The last line of defence must not be blind itself."""
    for attack in (
        "\x1b]52;c;x\x07",
        "\x9b31m",
        "\x1bPx\x1b\\",
        "\u202e",
        "\u200b",
        "\x00",
        "\x1b]0;t\x07",
        "\x1b[66;31m",
    ):
        with pytest.raises(AssertionError):
            check_written(f"text{attack}text".encode())
    check_written("\x1b]2;標題\x07\x1b[1;38;2;1;2;3m文\r\n".encode())
