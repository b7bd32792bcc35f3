"""`broadsheet stats`: figures as text and as JSON, and erasing."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.commands import stats
from reader.cli.main import main
from reader.library import Library

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2024, 3, 10)


class _FixedDate(date):
    @classmethod
    def today(cls) -> date:
        return TODAY


@pytest.fixture
def read(library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of which two articles were read yesterday, and one forty days ago."""
    monkeypatch.setattr(stats, "date", _FixedDate)
    with Library.open(library) as opened:
        for article_id, days, seconds, share in (
            (1, 1, 90, 1.0),
            (1, 1, 30, 0.0),
            (2, 1, 600, 0.0),
            (3, 40, 60, 1.0),
        ):
            view_id = opened.begin_view(article_id)
            opened.end_view(view_id, seconds, share)
            began = datetime(2024, 3, 10, 20, 15, tzinfo=UTC) - timedelta(days=days)
            with opened._database.write() as connection:
                at = int(began.timestamp() * 1_000_000)
                connection.execute("UPDATE view SET started_at = ? WHERE id = ?", [at, view_id])
                connection.execute("UPDATE article SET imported_at = ?", [at])
        opened.mark_read([1])
    return library


def test_the_figures_of_a_month(read: Path, run_cli: Any) -> None:
    code, out, err = run_cli("stats")
    assert (code, err) == (0, "")
    lines = [line.split(maxsplit=1) for line in out.split("\n\n")[0].splitlines()]
    assert lines[0] == ["From", "2024-02-10 to 2024-03-10"]
    assert ["3", "Views"] in lines
    assert ["12", "Minutes"] in lines
    assert ["1", "Days in a row"] in lines
    assert ["3", "Articles in the library"] in lines
    assert ["13", "Minutes in all"] in lines
    assert "      10         1         0         0            政策解讀" in out
    assert "       2         2         0         0            科技創新" in out


def test_a_longer_period_has_more_in_it(read: Path, run_cli: Any) -> None:
    out = run_cli("stats", "--period", "year").out
    assert "       4  Views" in out
    assert "Up to" in run_cli("stats", "--period", "all").out
    assert run_cli("stats", "--period", "decade").code == 2


def test_json_has_the_same_figures_under_stable_names(read: Path, run_cli: Any) -> None:
    (line,) = run_cli("stats", "--json").out.splitlines()
    found = json.loads(line)
    assert list(found) == [
        "period", "first_day", "last_day", "views", "minutes", "streak", "total", "categories", "sources", "hours", "days",
        "pace", "months",
    ]  # fmt: skip
    assert (found["period"], found["first_day"], found["last_day"]) == ("month", "2024-02-10", "2024-03-10")
    assert (found["views"], found["minutes"]) == (3, 12.0)
    assert found["streak"] == {"present": 1, "longest": 1}
    assert found["total"] == {"articles": 3, "read": 1, "viewed": 3, "views": 4, "minutes": 13.0}
    assert found["categories"] == [
        {"name": "政策解讀", "views": 1, "minutes": 10.0, "arrived": 0, "read": 0, "viewed": 0, "percent_read": None},
        {"name": "科技創新", "views": 2, "minutes": 2.0, "arrived": 0, "read": 0, "viewed": 0, "percent_read": None},
    ]  # fmt: skip
    assert [hour for hour in found["hours"] if hour["views"]] == [{"hour": 20, "views": 3, "minutes": 12.0}]
    assert len(found["hours"]) == 24
    assert found["days"] == [
        {"day": "2024-01-30", "views": 1, "minutes": 1.0},
        {"day": "2024-03-09", "views": 3, "minutes": 12.0},
    ]
    assert set(found["pace"]) == {"chinese", "other"}
    assert [month["month"] for month in found["months"]][-2:] == ["2024-02", "2024-03"]
    everything = json.loads(run_cli("stats", "--json", "--period", "all").out)
    assert everything["first_day"] is None
    assert [share["arrived"] for share in everything["categories"]] == [1, 2]


def test_an_empty_library_has_figures_too(isolated_home: Path, run_cli: Any) -> None:
    Library.open(isolated_home / "own.library").close()
    assert "       0  Views" in run_cli("stats").out
    assert json.loads(run_cli("stats", "--json").out)["categories"] == []


class TestErasing:
    def test_needs_a_yes(self, read: Path, run_cli: Any) -> None:
        code, out, err = run_cli("stats", "--erase")
        assert (code, out) == (2, "")
        assert "no terminal to ask on" in err
        assert "--erase --yes" in err
        assert json.loads(run_cli("stats", "--json").out)["total"]["views"] == 4

    def test_takes_a_yes_as_an_option(self, read: Path, run_cli: Any) -> None:
        assert run_cli("stats", "--erase", "--yes") == (0, "", "4 views erased.\n")
        assert json.loads(run_cli("stats", "--json").out)["total"]["views"] == 0
        assert run_cli("doctor").code == 0

    @pytest.mark.parametrize(("answer", "left"), [("y\n", 0), ("YES\n", 0), ("\n", 4), ("no\n", 4), ("", 4)])
    def test_asks_on_a_terminal(
        self, read: Path, answer: str, left: int, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        terminal = io.StringIO(answer)
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", terminal)
        assert main(["stats", "--erase"]) == (1 if left else 0)
        asked = capsys.readouterr().err
        assert "Erase all 4 views of" in asked
        assert ("Nothing was erased." in asked) == bool(left)
        with Library.open(read) as opened:
            assert opened.statistics.totals().reading.views == left

    def test_is_the_only_thing_that_can_be_agreed_to(self, read: Path, run_cli: Any) -> None:
        code, _out, err = run_cli("stats", "--yes")
        assert code == 2
        assert "--yes goes with --erase" in err
