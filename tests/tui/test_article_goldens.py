"""Whole articles as the pane sets them, in each measure and at four widths: to be read by eye before they are accepted.

`BROADSHEET_UPDATE_GOLDENS=1 pytest tests/tui/test_article_goldens.py` writes them anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from tui.driving import asynchronous
from tui.pane_alone import PaneAlone

from reader.tui.measure import MEASURES
from reader.tui.page_content import PageContent

TESTS = Path(__file__).parent.parent
GOLDENS = Path(__file__).parent / "goldens" / "articles"
WIDTHS = [60, 100, 160, 220]
ROWS = 40
SAMPLES = {
    "headings-and-pictures": "sample_data/institute/01-old-dock-reading-room.md",
    "lists-and-table": "sample_data/policy/02-rd-grant-three-ledgers.md",
    "code-and-addresses": "sample_data/institute/02-park-map-api.md",
    "traditional-and-table": "sample_data/regional-economy/04-what-lies-behind-the-port.md",
    "english": "sample_data/hightech-zone/04-counting-the-pumps.md",
    "everything": "tests/typeset/sample.md",
    "wide-table": "tests/typeset/figures.md",
}
"""By what there is in them."""


def content_of(name: str) -> PageContent:
    """A sample with its title and some facts."""
    source = (TESTS.parent / SAMPLES[name]).read_text(encoding="utf-8")
    title = re.search(r'(?m)^title: "?(.+?)"?$', source)
    body = re.sub(r"(?s)\A---\n.*?\n---\n", "", source)
    return PageContent(title[1] if title else name, ("临江日报", "2023-11-20", "3 min"), (), body)


@pytest.mark.parametrize("name", SAMPLES)
@asynchronous
async def test_an_article_in_every_measure(name: str) -> None:
    app = PaneAlone()
    async with app.run_test(size=(80, ROWS)) as pilot:
        app.view.show(content_of(name))
        for width in WIDTHS:
            await app.turn_to(pilot, width, ROWS)
            for measure in MEASURES:
                app.view.set_measure(measure)
                compare(f"{name}-{measure}-{width}", app.lines())


def compare(name: str, lines: list[str]) -> None:
    """Hold the lines against those that were accepted."""
    golden = GOLDENS / f"{name}.txt"
    if os.environ.get("BROADSHEET_UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8").split("\n")[:-1]
