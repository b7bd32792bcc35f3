from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ArticleNotFoundError
from reader.model.draft import Draft
from reader.model.published import Published
from reader.store.times import microseconds, moment

if TYPE_CHECKING:
    from reader.library import Library


def test_rows_come_in_the_order_of_the_ids_without_the_missing(library: Library) -> None:
    library.add([Draft("a", "b", origin="o", clicks=5, published=Published("2019-07")), Draft("c", "d")])
    rows = library.rows([2, 99, 1])
    assert [row.id for row in rows] == [2, 1]
    assert rows[1] == (1, 1, "a", "o", "2019-07", 5, 0, False, False, False, None, None)


def test_an_article_is_named_by_number_key_or_the_beginning_of_its_key(library: Library) -> None:
    library.add([Draft("a", "b"), Draft("c", "d")])
    key = library.article(2).key
    for name in ("2", " 2 ", key, key.upper(), key[:4], f" {key[:9]}\n"):
        assert library.resolve(name) == 2


def test_a_beginning_that_several_keys_share_is_refused(library: Library) -> None:
    library.add([Draft("a", "b"), Draft("c", "d"), Draft("e", "f")])
    with library._database.write() as connection:
        for number, key in ((1, "abcdeeee"), (2, "abcdffff")):
            connection.execute("UPDATE article SET key = ? WHERE id = ?", [key, number])
    with pytest.raises(ArticleNotFoundError, match="Several"):
        library.resolve("abcd")
    assert library.resolve("abcdf") == 2


@pytest.mark.parametrize(
    "name", ["", "0", "3", "-1", "abc", "zzzz", "9" * 30, "%", "____", "a*", "區域經濟", "\ud800\ud800", "１"]
)
def test_a_name_of_no_article_is_refused(library: Library, name: str) -> None:
    library.add([Draft("a", "b")])
    with pytest.raises(ArticleNotFoundError, match="no article"):
        library.resolve(name)


@given(st.text(max_size=40))
def test_no_key_looks_like_a_number(text: str) -> None:
    from reader.store.identity import key_of

    assert key_of(text).isalpha()
    assert len(key_of(text)) == 32


@given(st.datetimes(timezones=st.just(UTC)))
def test_times_survive_to_the_microsecond(time: datetime) -> None:
    assert moment(microseconds(time)) == time


def test_an_article_is_found_by_its_address_whatever_names_it(library: Library) -> None:
    library.add(
        [
            Draft("a", "b", url="https://News.example:443/a?utm_source=x"),
            Draft("c", "d", url="https://news.example/c", identity="tag:news.example,2019:c"),
        ]
    )
    assert library.article_at("https://news.example/a") == 1
    assert (
        library.article_at("https://news.example/c#part") == library.article_at("https://news.example/c") == 2
    )
    assert library.article_at("https://news.example/other") is None
