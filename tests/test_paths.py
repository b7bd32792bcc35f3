from __future__ import annotations

from pathlib import Path

import pytest

from reader import paths


def test_the_environment_names_the_library_and_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADSHEET_LIBRARY", "~/news.broadsheet")
    monkeypatch.setenv("BROADSHEET_CONFIG", "/etc/broadsheet.toml")
    assert paths.library_path() == Path.home() / "news.broadsheet"
    assert paths.config_path() == Path("/etc/broadsheet.toml")


@pytest.mark.parametrize("empty", [True, False])
def test_without_it_they_are_where_the_platform_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: bool
) -> None:
    for name in ("BROADSHEET_LIBRARY", "BROADSHEET_CONFIG"):
        monkeypatch.setenv(name, "")
        if not empty:
            monkeypatch.delenv(name)
    for path in (paths.library_path(), paths.demo_library_path(), paths.config_path()):
        assert path.is_relative_to(tmp_path)  # the home of the tests
        assert "broadsheet" in path.parent.name.lower()
    assert paths.library_path().name == "library.broadsheet"
    assert paths.config_path().name == "config.toml"
    assert paths.demo_library_path() != paths.library_path()


def test_the_demo_is_never_the_readers_own_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADSHEET_LIBRARY", "/own")
    assert paths.demo_library_path() != paths.library_path()
