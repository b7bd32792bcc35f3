"""Whatever a query says, it finds something or is refused at its place; nothing of it is run."""

from __future__ import annotations

import random
import string
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter, Sort, SortKey
from reader.store.database import Database
from reader.store.search import functions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

HOSTILE = (
    "'", '"', "''", '""', '"""', "'; DROP TABLE article; --", '"; DROP TABLE article; --', "') OR 1=1 --",
    "a' OR 'a'='a", "港口*", "*", "港*口", '"港口"*', "^港口", "港口^2", "NEAR", "NEAR(港口 旅遊)",
    "NEAR(港口 旅遊, 5)", '"NEAR("', "港口 NEAR/2 旅遊", "港口 + 旅遊", "+港口", "{title body} : 港口", "{x}: 港口",
    "-{title}:港口", "x:港口", "rowid:1", "search_text:港口", "title : 港口", "港口 AND", "AND", "AND AND", "OR", "NOT",
    "NOT NOT 港口", "港口 NOT 旅遊", "( 港口", "港口 )", "()", "((", "))", "(" * 100, "-", "--", "- 港口", "港口\0旅遊",
    "\0", "\x1b[31m", "\ud800", "\ufffe", "\u202e港口", "%", "_", "港%口", "\\", '\\"', "?", "?1", ":q0", ":match",
    "@x", "$x", "#", "article.id", "1 UNION SELECT 1", "json_each(1)", "views>99999999999999999999", "views>-1",
    "views:", "after:0000-00-00", "published:9999-12-31", "published:..", "language:%", "language:_", "url:%",
    "category:'", 'category:"""', "sort:date; DROP TABLE article", "/", "//", "/(/", "/港/", "/[/", "/\\/", "/(?P<x>/",
    "/港{e}/", "/港{,}/", "/" + "a?" * 200 + "/", "title:/港/ title:/港/ title:/港/ title:/港/ title:/港/", "is:",
    "is:'", "has:x", "“港口", "「」", "（港口", "港口）", "：", "港口：", "👩\u200d", "\u0301", "港" * 10_000,
    "a" * 10_001, '"' * 9_999, "(港 " * 33, "-" * 9_000 + "a", "a " * 5_000, "a OR " * 63 + "a", "/" * 9_999,
    "title:" * 1_500,

)  # fmt: skip
MIXED = (
    "港口", "旅遊", "a", '"', "'", "(", ")", "-", "/", ":", "*", " OR ", " NOT ", " ", "title:", "is:read", "\0", "[", "\\",
    "views>", "1", "%",
)  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Some articles, half of them indexed; no query changes them."""
    with Library.open(tmp_path_factory.mktemp("shelf") / "library") as library:
        library.add(
            Draft(f"港口 {number}", "旅遊 " + "a" * number, identity=f"urn:{number}") for number in range(10)
        )
        library.indexing.go_on(60)
        library.add(Draft(f"海 {number}", "旅遊 b", identity=f"urn:x{number}") for number in range(10))
        yield library


def contents(library: Library) -> list[object]:
    """All that the library holds, but the insides of the index."""
    with library._database.read() as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
        rows = [
            connection.execute(f"SELECT * FROM {name}").fetchall()
            for name in ("article", "body", "category", "search_entry", "search_pending", "smart_folder")
        ]
    return [tables, rows]


def ask(library: Library, query: str) -> None:
    """Ask in every way; a query that is refused is refused at a place in it."""
    refused: list[QueryError] = []
    for sort in (None, Sort.by(SortKey.RELEVANCE)):
        try:
            listing = library.listing(Filter(query=query), sort)
            found = listing.rows(0, 99)
            if query.strip():
                library.glimpse(Filter(query=query), sort, 5)
                library.snippets(Filter(query=query), [row.id for row in found])
                library.scores(Filter(query=query), [row.id for row in found])
        except QueryError as error:
            refused.append(error)
    for error in refused:
        assert 0 <= error.column <= len(query)
        assert 0 <= error.length <= max(len(query) - error.column, 1)
        assert error.message
        assert error.hint


def test_a_hostile_query_gives_a_listing_or_an_error_at_its_place(shelf: Library) -> None:
    before = contents(shelf)
    for query in HOSTILE:
        ask(shelf, query)
    assert contents(shelf) == before


@given(query=st.one_of(st.lists(st.sampled_from(MIXED), max_size=12).map("".join), st.text(max_size=12)))
@settings(max_examples=150)
def test_any_text_at_all_gives_a_listing_or_an_error_at_its_place(shelf: Library, query: str) -> None:
    ask(shelf, query)


def test_parentheses_of_any_depth_that_mix_texts_and_states_are_answered(shelf: Library) -> None:
    chance = random.Random(4)
    for _ in range(8):
        query = "港口"
        for _level in range(32):
            negation, other = (
                chance.choice(("", "-", "NOT ")),
                chance.choice(("is:read", "海", "views>0", "-a", "url:x")),
            )
            query = f"{negation}({other} {chance.choice(('', 'OR '))}{query})"
        ask(shelf, query)


def test_what_lies_deep_in_parentheses_is_evaluated_rightly(shelf: Library) -> None:
    everything = len(shelf.listing(Filter()))
    with_harbour = len(shelf.listing(Filter(query="港口")))
    query, negated = "港口", False
    for level in range(30):
        query, negated = (
            (f"-(is:read OR {query})", not negated) if level % 2 else (f"(is:unread {query})", negated)
        )
        found = len(shelf.listing(Filter(query=query)))
        assert found == (everything - with_harbour if negated else with_harbour), query


def test_no_value_of_a_query_is_a_part_of_a_statement(
    shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    word, number = "xyzzy", "424242"
    query = (
        f"{word} title:{word} category:{word} source:{word} url:{word} language:{word} note:{word} /{word}/ "
        f'views>{number} -"{word}" (is:read OR {word})'
    )
    recorded = Recorded()
    monkeypatch.setattr(shelf._database, "_connect", lambda: recorded.around(connect()))
    connect = Database(shelf.path)._connect

    def ask_in_a_new_thread() -> None:
        for sort in (Sort(), Sort.by(SortKey.RELEVANCE), Sort.by(SortKey.TITLE)):
            shelf.listing(Filter(query=query), sort)
            shelf.glimpse(Filter(query=query), sort, 5)

    thread = threading.Thread(target=ask_in_a_new_thread)
    thread.start()
    thread.join()
    assert any("search_text MATCH" in statement for statement in recorded.statements)
    for statement in recorded.statements:
        assert word not in statement
        assert number not in statement


class Recorded:
    """A connection that keeps the statements that are executed, without their values."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def around(self, connection: sqlite3.Connection) -> Recorded:
        self._connection = connection
        return self

    def execute(self, statement: str, *values: object) -> object:
        self.statements.append(statement)
        return self._connection.execute(statement, *values)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)


@pytest.mark.parametrize(
    "query", ["/(a+)+$/", "title:/x/ /(a|aa)+$/", "body:/(a+)+$/", "24/7 OR /(a+)+$/", "／(a+)+$／"]
)
def test_an_expression_that_would_run_for_ever_is_refused_at_its_place(
    library: Library, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(functions, "_PATIENCE", 0.01)
    library.add([Draft("x", "a" * 5_000 + "!", identity="1")])
    with pytest.raises(QueryError, match="takes too long") as caught:
        library.listing(Filter(query=query))
    place = query[caught.value.column :][: caught.value.length]
    assert place[0] in "/／"
    assert "+" in place or "*" in place


def test_expressions_that_are_slow_on_every_text_end_when_their_time_is_used_up(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([Draft(f"{number}", "a", identity=f"{number}") for number in range(50)])
    limits: list[float] = []

    def slow(_pattern: str, _text: str, seconds: float) -> bool:
        limits.append(seconds)
        if seconds == 0:
            raise TimeoutError
        # Somewhat longer than allowed, as it is when the machine is busy.
        clock[0] += min(0.15, seconds) + 0.06
        return True

    clock = [0.0]
    monkeypatch.setattr(functions.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(functions.expressions, "matches", slow)
    with pytest.raises(QueryError, match="takes too long"):
        library.listing(Filter(query="/a/"))
    assert len(limits) < 10
    assert min(limits) >= 0


def test_a_slow_expression_of_a_smart_folder_is_refused_too(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(functions, "_PATIENCE", 0.01)
    library.add([Draft("x", "a" * 5_000 + "!", identity="1")])
    folder = library.smart_folders.add("slow", "/(a+)+$/")
    with pytest.raises(QueryError) as caught:
        library.listing(Filter(smart_folder_id=folder.id, query="x"))
    assert (caught.value.column, caught.value.length) <= (0, 1)


def test_the_words_of_the_index_are_words_like_others(library: Library) -> None:
    for number, word in enumerate(("AND", "NEAR", "rowid", "title")):
        library.add([Draft(f"{number}", f"say {word} twice", identity=f"{number}")])
    library.indexing.go_on(60)
    for number, query in enumerate(('"AND"', "NEAR", "rowid", '"title"'), 1):
        assert library.listing(Filter(query=query)).ids(0, 9) == [number]


def test_every_punctuation_mark_can_be_looked_for(library: Library) -> None:
    marks = sorted(string.punctuation)
    library.add(Draft("a", f"x {mark} y", identity=mark) for mark in marks)
    for _ in range(2):
        for number, mark in enumerate(marks, 1):
            query = '"{}"'.format(mark.replace('"', '""'))
            assert number in library.listing(Filter(query=query)).ids(0, 99), mark
            assert len(library.listing(Filter(query=query))) <= 2
        library.indexing.go_on(60)
