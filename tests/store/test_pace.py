from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.draft import Draft
from reader.model.pace import Pace

if TYPE_CHECKING:
    from reader.library import Library

CHINESE = "港區的物流車隊在清晨出發，沿著海邊的公路向北。" * 100  # 2,300 characters: 6 minutes
ENGLISH = "The fleet of the harbour set out at dawn and went north along the coast road. " * 92  # 6 minutes


def read(library: Library, article_id: int, seconds: float, share: float = 1.0) -> None:
    library.end_view(library.begin_view(article_id), seconds, share)


@pytest.fixture
def shelf(library: Library) -> Library:
    library.add([Draft("a", CHINESE, language="zh-Hant"), Draft("b", ENGLISH, language="en")])
    assert [library.article(number).minutes for number in (1, 2)] == [6, 7]
    return library


def test_without_views_everybody_reads_as_usual(shelf: Library) -> None:
    assert shelf.pace() == Pace(1.0, 1.0)
    assert Pace().minutes(7, "zh-Hant") == Pace().minutes(7, None) == 7


def test_who_takes_half_the_time_is_soon_known_to_be_twice_as_fast_in_that_language_alone(
    shelf: Library,
) -> None:
    for _ in range(50):
        read(shelf, 1, 180)
    pace = shelf.pace()
    assert 1.8 < pace.chinese < 2
    assert pace.other == 1
    assert pace.minutes(6, "zh-Hant") == pace.minutes(6, "zh") == 4
    assert pace.minutes(6, "en") == 6
    assert pace.minutes(1, "zh-Hant") == 1


def test_a_few_views_change_little(shelf: Library) -> None:
    read(shelf, 2, 14 * 60)
    assert 0.7 < shelf.pace().other < 0.75


def test_only_what_was_seen_for_the_first_time_counts(shelf: Library) -> None:
    for _ in range(50):
        read(shelf, 1, 180, 0.5)
    assert shelf.pace().chinese == pytest.approx(1)


@pytest.mark.parametrize(("seconds", "share"), [(9, 0.1), (80, 1.0), (25 * 60, 1.0), (300, 0.0)])
def test_glances_skimming_absences_and_rereading_say_nothing(
    shelf: Library, seconds: float, share: float
) -> None:
    for _ in range(50):
        read(shelf, 1, seconds, share)
    assert shelf.pace() == Pace()
