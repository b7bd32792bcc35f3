from __future__ import annotations

import io
import re
import sys
from contextlib import redirect_stderr
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli import diagnostics, output
from reader.cli.diagnostics import ExitCode, ProgressLine
from reader.cli.output import Column
from reader.errors import ArticleNotFoundError, BroadsheetError, LibraryUnusableError, UsageError
from reader.model.report import Progress
from reader.typeset.cells import cell_width


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def attach_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of 60 columns on both outputs, from within the test: pytest sets its own when a test begins."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", "60")
    return screen


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("m"), ExitCode.USAGE),
        (LibraryUnusableError("m"), ExitCode.UNUSABLE),
        (ArticleNotFoundError("m"), ExitCode.PARTLY),
        (BroadsheetError("m"), ExitCode.PARTLY),
    ],
)
def test_every_failure_has_its_exit_code(error: BroadsheetError, code: ExitCode, capsys: Any) -> None:
    assert diagnostics.report(error) is code
    assert capsys.readouterr().err == "broadsheet: m\n"


def test_a_failure_is_one_line_and_a_hint_whatever_is_in_it(capsys: Any) -> None:
    diagnostics.report(BroadsheetError("no\nfile \x1b[31mred\x1b]0;t\x07", "look\r\nthere\u202e"))
    assert capsys.readouterr().err == "broadsheet: no file red\n  look there\n"


def test_progress_on_a_terminal_is_one_line_that_fits_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = attach_terminal(monkeypatch)
    progress = ProgressLine("Importing")
    for done in range(4):
        progress.show(
            Progress(done, 3, "/x/" + "很長的檔案名" * 10 + "\x1b[31m", done * 1000, done + 1.0, 83 - done)
        )
    drawn = terminal.getvalue()
    lines = [part.removesuffix("\x1b[K") for part in drawn.split("\r")[1:]]
    assert len(lines) == 4
    assert max(map(cell_width, lines)) <= 59
    assert lines[-1].startswith("Importing [########################] 3/3 · 750 articles/s")
    progress.finish()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert "\n" not in terminal.getvalue()


def test_progress_elsewhere_is_a_line_for_each_tenth(capsys: Any) -> None:
    progress = ProgressLine("Importing")
    for done in range(1001):
        progress.show(Progress(done, 1000, "x"))
    progress.finish()
    assert capsys.readouterr().err.splitlines() == [
        f"Importing {done}/1000" for done in range(100, 1001, 100)
    ]


def test_progress_elsewhere_within_a_long_file_is_a_line_now_and_then(capsys: Any) -> None:
    progress = ProgressLine("Importing")
    for second in range(25):
        progress.show(Progress(0, 1, "x", second * 10, float(second), 60.0))
    assert capsys.readouterr().err.splitlines() == [
        "Importing 0/1 · 10 articles/s · 1:00 left",
        "Importing 0/1 · 10 articles/s · 1:00 left",
    ]


def test_progress_on_a_terminal_is_not_drawn_faster_than_it_can_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = attach_terminal(monkeypatch)
    progress = ProgressLine("Importing")
    for moment in range(100):
        progress.show(Progress(0, 1, "x", 0, moment / 1000))
    assert terminal.getvalue().count("\r") == 1


@pytest.mark.parametrize("total", [0, 1, 99])
def test_progress_of_little_shows_nothing_elsewhere(capsys: Any, total: int) -> None:
    progress = ProgressLine("Importing")
    for done in range(total + 1):
        progress.show(Progress(done, total, "x"))
    progress.finish()
    assert capsys.readouterr().err == ""


def test_a_table_on_a_terminal_is_cut_at_its_edge_by_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = attach_terminal(monkeypatch)
    columns = [Column("A", 4, "right"), Column("B", 6, shorten=True), Column("C")]
    output.write_table(columns, [["1", "望海日報社", "潮水" * 40], ["12345", "x", "y"]])
    heading, long, short = terminal.getvalue().splitlines()
    assert heading == "   A  B       C"
    assert long.startswith("   1  望海…   潮水")
    assert cell_width(long) <= 60
    assert short == "12345  x       y"


def test_hits_in_the_last_column_are_bold_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def hits(text: str) -> list[tuple[int, int]]:
        return [(match.start(), match.end()) for match in re.finditer("潮水", text)]

    columns = [Column("潮水", 8), Column("潮水 heading")]
    rows = [["潮水", "講潮水，潮水。"], ["x", "none"]]
    output.write_table(columns, rows, hits)
    plain = capsys.readouterr().out
    assert "\x1b" not in plain
    terminal = attach_terminal(monkeypatch)
    output.write_table(columns, rows, hits)
    heading, first, second = terminal.getvalue().splitlines()
    assert heading == "潮水      潮水 heading"
    assert first == "潮水      講\x1b[1m潮水\x1b[22m，\x1b[1m潮水\x1b[22m。"
    assert second == "x         none"
    monkeypatch.setenv("NO_COLOR", "1")
    terminal.truncate(0)
    output.write_table(columns, rows, hits)
    assert "\x1b" not in terminal.getvalue()


def test_a_hit_at_the_edge_is_bold_as_far_as_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = attach_terminal(monkeypatch)
    output.write_table([Column("")], [["a" * 58 + "潮水潮水"]], lambda _text: [(58, 62)])
    assert terminal.getvalue().splitlines()[1] == "a" * 58 + "\x1b[1m…\x1b[22m"


def test_a_place_is_pointed_at_in_cells(capsys: Any) -> None:
    diagnostics.point_at("潮水 is:x", 6, 1)
    diagnostics.point_at("潮水", 1, 1)
    diagnostics.point_at("潮水", 2, 1)
    diagnostics.point_at("a\tb\x1b[31m\nc\u202e(", 10, 1)
    assert capsys.readouterr().err == (
        "  潮水 is:x\n          ^\n  潮水\n    ^^\n  潮水\n      ^\n  a b c(\n       ^\n"
    )


@given(before=st.text(max_size=200), marked=st.text(max_size=100), after=st.text(max_size=200))
def test_a_place_is_pointed_at_within_the_terminal_whatever_the_text(
    before: str, marked: str, after: str
) -> None:
    written = io.StringIO()
    with redirect_stderr(written):
        diagnostics.point_at(before + marked + after, len(before), len(marked))
    text, carets = written.getvalue().removesuffix("\n").split("\n")
    assert cell_width(text) < 80
    assert cell_width(carets) < 80
    assert set(carets.lstrip(" ")) == {"^"}


def test_progress_can_be_for_terminals_alone(capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    progress = ProgressLine("Indexing", is_plain=False)
    for done in range(1001):
        progress.show(Progress(done, 1000, "", done, done * 20.0))
    progress.finish()
    assert capsys.readouterr().err == ""
    terminal = attach_terminal(monkeypatch)
    ProgressLine("Indexing", is_plain=False).show(Progress(500, 1000, "", 500, 5.0))
    assert terminal.getvalue().startswith("\rIndexing [############............] 500/1000")


def test_bytes_are_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = attach_terminal(monkeypatch)
    with pytest.raises(BroadsheetError):
        output.write_bytes(b"\x1b]0;owned\x07")
    assert terminal.getvalue() == ""


def test_everything_that_is_written_is_clean(capsys: Any) -> None:
    output.write_text("a\x1b[31mb\n\u202ec\x9b0m")
    output.write_json({"a": "x\x1b[1my", "b": ["\u202ez", 1, None], "c": {"d": "\x07"}})
    output.write_table([Column("x")], [["two\nlines\x1b[0m"]])
    assert (
        capsys.readouterr().out == 'ab\nc\n{"a": "xy", "b": ["z", 1, null], "c": {"d": ""}}\nx\ntwo lines\n'
    )
