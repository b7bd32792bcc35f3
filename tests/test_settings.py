from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import BroadsheetError, UsageError
from reader.settings import (
    Problem,
    Settings,
    inspect_settings,
    load_settings,
    parse_value,
    save_setting,
    setting_values,
)
from reader.tui.commands import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = 'Allowed: en, zh-Hant, zh-Hans, or "" for the language of the system.'
KEYS = {command.id: command.keys for command in COMMANDS}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def load(
    file: Path, text: str, commands: dict[str, tuple[str, ...]] | None = None
) -> tuple[Settings, tuple[Problem, ...]]:
    file.write_text(text, encoding="utf-8")
    return load_settings(file, commands)


def test_without_a_file_there_are_the_defaults_and_no_problem(file: Path) -> None:
    assert load_settings(file, KEYS) == (Settings(), ())


def test_the_file_changes_what_it_names_and_nothing_else(file: Path) -> None:
    settings, problems = load(file, '[screen]\ntheme = "nord"\n[reading]\npreview_seconds = 5\n')
    assert problems == ()
    assert settings.screen.theme == "nord"
    assert settings.reading.preview_seconds == 5.0
    assert isinstance(settings.reading.preview_seconds, float)
    assert settings.importing == Settings().importing
    assert settings.screen.list_share == 50


def test_the_environment_wins_over_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADSHEET_THEME", "gruvbox")
    monkeypatch.setenv("BROADSHEET_LANGUAGE", "zh-Hant")
    file.write_text('[screen]\ntheme = "nord"\nmarks = "ascii"\n', encoding="utf-8")
    settings, problems, origins = inspect_settings(file)
    assert problems == ()
    assert (settings.screen.theme, settings.screen.language) == ("gruvbox", "zh-Hant")
    assert origins == {
        "screen.theme": "environment",
        "screen.language": "environment",
        "screen.marks": "file",
    }


def test_a_wrong_value_in_the_environment_is_named_by_its_variable(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROADSHEET_LANGUAGE", "klingon")
    settings, problems = load(file, '[screen]\nlanguage = "en"\n')
    assert settings.screen.language == "en"
    assert [(problem.file, problem.key) for problem in problems] == [
        ("BROADSHEET_LANGUAGE", "screen.language")
    ]


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        ('[reading]\nmark_read = "always"', "reading.mark_read", "Allowed: opened, previewed, never."),
        ("[reading]\nindent = 1", "reading.indent", "Allowed: true, false."),
        ("[reading]\npreview_seconds = nan", "reading.preview_seconds", "Allowed: a number from 0.0 to 60.0."),
        ("[reading]\npreview_seconds = true", "reading.preview_seconds", "Allowed: a number from 0.0 to 60.0."),
        ("[screen]\nsidebar_width = 11", "screen.sidebar_width", "Allowed: a number from 12 to 60."),
        ("[screen]\nsidebar_width = 26.0", "screen.sidebar_width", "Allowed: a number from 12 to 60."),
        ("[screen]\nlist_share = 81", "screen.list_share", "Allowed: a number from 20 to 80."),
        ("[screen]\nmarks = []", "screen.marks", "Allowed: unicode, ascii."),
        ('[screen]\ntheme = ""', "screen.theme", "Allowed: a name."),
        ('[screen]\nlanguage = "de"', "screen.language", LANGUAGES),
        ("[importing]\nmax_megabytes = 0", "importing.max_megabytes", "Allowed: a number from 1 to 4096."),
        ('[screen]\nthem = "x"', "screen.them", "Did you mean screen.theme?"),
        ('theme = "x"', "theme", "Did you mean screen.theme?"),
        ("[sceen]\nmarks = 1", "sceen.marks", "Did you mean screen.marks?"),
        ("[screen]\nzzz = 1", "screen.zzz", "`broadsheet config` shows all settings."),
        ("screen = 1", "screen", "Write [screen] on a line of its own, then one entry a line."),
        ("keys = 1", "keys", "Write [keys] on a line of its own, then one entry a line."),
    ],
)  # fmt: skip
def test_a_bad_entry_is_named_with_what_is_allowed_and_the_rest_works(
    file: Path, text: str, key: str, hint: str
) -> None:
    settings, problems = load(file, f"{text}\n[keys]\n'app.help' = 'f5'\n" if key != "keys" else text)
    assert [(problem.file, problem.key, problem.hint) for problem in problems] == [(str(file), key, hint)]
    assert dict(setting_values(settings)) == dict(setting_values(Settings()))
    if key != "keys":
        assert settings.keys == {"app.help": ("f5",)}


def test_a_file_that_is_no_toml_is_reported_with_the_line(file: Path) -> None:
    settings, problems = load(file, "[screen]\ntheme = \n")
    assert settings == Settings()
    assert "line 2" in problems[0].message


def test_a_file_of_another_encoding_is_reported(file: Path) -> None:
    file.write_bytes('[screen]\ntheme = "暗"'.encode("gb18030"))
    settings, problems = load_settings(file)
    assert settings == Settings()
    assert problems[0].message == "is not text in UTF-8"


def test_a_folder_in_the_place_of_the_file_is_reported(tmp_path: Path) -> None:
    settings, problems = load_settings(tmp_path)
    assert settings == Settings()
    assert problems[0].message.startswith("cannot be read")


def test_a_byte_order_mark_is_no_problem(file: Path) -> None:
    file.write_text('[screen]\ntheme = "nord"\n', encoding="utf-8-sig")
    assert load_settings(file)[0].screen.theme == "nord"


def test_keys_are_given_by_text_or_list_quoted_or_bare(file: Path) -> None:
    settings, problems = load(
        file,
        '[keys]\nmove.down = "ctrl+k, ctrl+e"\n"article.bookmark" = ["u"]\n"view.zen" = ""\n"view.theme" = []\n',
        KEYS,
    )
    assert problems == ()
    assert settings.keys == {
        "move.down": ("ctrl+k", "ctrl+e"),
        "article.bookmark": ("u",),
        "view.zen": (),
        "view.theme": (),
    }


def test_an_unknown_command_is_reported_with_the_nearest_one(file: Path) -> None:
    settings, problems = load(file, '[keys]\n"article.bokmark" = "m"\nbookmark = "x"\n"zzz" = "u"\n', KEYS)
    assert settings.keys == {}
    assert [(problem.key, problem.hint) for problem in problems] == [
        ("keys.article.bokmark", "Did you mean article.bookmark?"),
        ("keys.bookmark", "Did you mean article.bookmark?"),
        ("keys.zzz", "`broadsheet keys` lists the commands."),
    ]


def test_a_key_that_cannot_exist_is_reported_and_the_other_keys_of_the_entry_work(file: Path) -> None:
    settings, problems = load(
        file, '[keys]\n"app.help" = "f5, f99"\n"view.zen" = "crtl+z"\n"view.grow" = 3\n', KEYS
    )
    assert settings.keys == {"app.help": ("f5",)}
    assert [problem.key for problem in problems] == ["keys.app.help", "keys.view.zen", "keys.view.grow"]
    assert "f99" in problems[0].message


def test_a_key_that_another_command_has_is_reported_and_left_out(file: Path) -> None:
    settings, problems = load(file, '[keys]\n"app.help" = "b"\n', KEYS)
    assert settings.keys == {}
    assert problems[0].key == "keys.app.help"
    assert "article.bookmark" in problems[0].message


def test_of_two_entries_with_one_key_the_first_has_it(file: Path) -> None:
    settings, problems = load(file, '[keys]\n"app.help" = "u"\n"view.zen" = "u"\n', KEYS)
    assert settings.keys == {"app.help": ("u",)}
    assert [problem.key for problem in problems] == ["keys.view.zen"]


def test_two_commands_can_exchange_their_keys(file: Path) -> None:
    settings, problems = load(file, '[keys]\n"article.read" = "b"\n"article.bookmark" = "r"\n', KEYS)
    assert problems == ()
    assert settings.keys == {"article.read": ("b",), "article.bookmark": ("r",)}


def test_commands_that_share_a_key_by_default_may_share_another(file: Path) -> None:
    # Next unread and next hit are never possible at the same time; previous unread always is.
    settings, problems = load(file, '[keys]\n"read.next_unread" = "u"\n"search.next_hit" = "u"\n', KEYS)
    assert problems == ()
    assert settings.keys == {"read.next_unread": ("u",), "search.next_hit": ("u",)}
    settings, problems = load(file, '[keys]\n"read.previous_unread" = "n"\n', KEYS)
    assert [problem.key for problem in problems] == ["keys.read.previous_unread"]


def test_a_key_that_an_exchange_set_free_is_not_given_away_when_the_exchange_fails(file: Path) -> None:
    # z is free only while view.zen has G, which it cannot have: then app.help cannot have z either.
    settings, problems = load(file, '[keys]\n"app.help" = "z"\n"view.zen" = "G"\n', KEYS)
    assert settings.keys == {}
    assert {problem.key for problem in problems} == {"keys.app.help", "keys.view.zen"}


@given(
    st.dictionaries(
        st.sampled_from(sorted(KEYS)), st.lists(st.sampled_from("abcjkqzG?") | st.just("tab"), max_size=3)
    )
)
def test_no_key_ever_has_two_commands_that_are_possible_at_once(entries: dict[str, list[str]]) -> None:
    from reader.keymap import read_keymap

    keymap = read_keymap(entries, KEYS, lambda *_texts: None)
    effective = [(key, command) for command, keys in (KEYS | keymap).items() for key in keys]
    for (key, command), (other_key, other) in combinations(effective, 2):
        assert key != other_key or set(KEYS[command]) & set(KEYS[other])


@given(st.binary(max_size=200))
def test_no_bytes_in_the_file_ever_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data)
    load_settings(path, KEYS)


class TestSaving:
    def test_keeps_comments_and_order(self, file: Path) -> None:
        file.write_text('# mine\n[screen]\ntheme = "nord" # dark\nmarks = "ascii"\n', encoding="utf-8")
        save_setting(file, "screen.theme", "gruvbox")
        save_setting(file, "importing.max_megabytes", 100)
        assert file.read_text(encoding="utf-8") == (
            '# mine\n[screen]\ntheme = "gruvbox" # dark\nmarks = "ascii"\n\n[importing]\nmax_megabytes = 100\n'
        )

    def test_makes_the_file_and_its_folder(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "config.toml"
        save_setting(path, "reading.indent", True)
        assert load_settings(path)[0].reading.indent is True

    @pytest.mark.parametrize("present", ['"move.down" = "e"', 'move.down = "e"'])
    def test_changes_keys_where_they_stand(self, file: Path, present: str) -> None:
        file.write_text(f"[keys]\n{present}\n", encoding="utf-8")
        save_setting(file, "keys.move.down", "ctrl+e", KEYS)
        assert load_settings(file, KEYS)[0].keys == {"move.down": ("ctrl+e",)}
        assert file.read_text(encoding="utf-8").count("down") == 1

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("screen.them", "x"),
            ("screen", "x"),
            ("keys", "x"),
            ("screen.list_share", 5),
            ("keys.article.bokmark", "m"),
            ("keys.app.help", "b"),
            ("keys.app.help", "nonsense"),
        ],
    )
    def test_refuses_what_would_be_left_out_when_loading(self, file: Path, key: str, value: object) -> None:
        with pytest.raises(UsageError):
            save_setting(file, key, value, KEYS)
        assert not file.exists()

    def test_leaves_a_broken_file_as_it_is(self, file: Path) -> None:
        file.write_text("[screen\n", encoding="utf-8")
        with pytest.raises(BroadsheetError):
            save_setting(file, "screen.theme", "nord")
        assert file.read_text(encoding="utf-8") == "[screen\n"

    def test_says_when_the_place_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "flat").touch()
        with pytest.raises(BroadsheetError, match="cannot be written"):
            save_setting(tmp_path / "flat" / "config.toml", "screen.theme", "nord")

    def test_follows_a_link_and_keeps_the_permissions(self, tmp_path: Path, file: Path) -> None:
        target = tmp_path / "dotfiles.toml"
        target.touch(mode=0o640)
        file.symlink_to(target)
        save_setting(file, "screen.theme", "nord")
        assert file.is_symlink()
        assert "nord" in target.read_text(encoding="utf-8")
        assert target.stat().st_mode & 0o777 == 0o640
        assert {path.name for path in tmp_path.iterdir()} == {"config.toml", "dotfiles.toml", "home"}


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("reading.indent", "true", True),
        ("reading.indent", "False", False),
        ("reading.indent", "yes", "yes"),
        ("screen.list_share", "50", 50),
        ("screen.list_share", "1e3", "1e3"),
        ("screen.list_share", "５０", "５０"),
        ("reading.preview_seconds", "1.5", 1.5),
        ("reading.preview_seconds", "3", 3),
        ("screen.theme", "1", "1"),
        ("keys.app.help", "1", "1"),
    ],
)
def test_a_text_becomes_the_value_that_the_setting_needs(key: str, text: str, value: object) -> None:
    result = parse_value(key, text)
    assert (result, type(result)) == (value, type(value))
