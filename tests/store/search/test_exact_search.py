"""No article too many and none too few, for any query, however far the index is."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from store.search.asking import query
from store.search.corpus import CATEGORIES, article
from store.search.plain_scan import Either, Every, Is, Shown, Text, Wanted, Without, found

from reader.library import Library
from reader.model.draft import Draft
from reader.model.filter import Filter
from reader.store.search import indexing

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = 100
ENOUGH = 60
"""Seconds: more than the index ever needs here, so that it is up to date at the end of one go."""

PHASES = (Phase.reuse, Phase.generate)
"""Of hypothesis: all but making a failure shorter, which would take minutes and says no more."""


class Shelf(NamedTuple):
    """A library that no test changes, and what is in it."""

    def __repr__(self) -> str:
        """Short, for reports of failures."""
        return f"{len(self.articles)} articles"

    library: Library
    articles: dict[int, Shown]


def check(library: Library, articles: dict[int, Shown], wanted: Wanted) -> None:
    """Compare the search with the scan."""
    listing = library.listing(Filter(query=str(wanted)))
    ids = listing.ids(0, len(listing))
    assert len(ids) == len(set(ids))
    assert set(ids) == found(wanted, articles), str(wanted)


@pytest.fixture(scope="module", params=["nothing indexed", "half indexed", "all indexed"])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    chance = random.Random(4)
    made = [article(chance, f"urn:{number}") for number in range(COUNT)]
    with (
        Library.open(tmp_path_factory.mktemp("shelf") / "library") as library,
        pytest.MonkeyPatch.context() as patch,
    ):
        library.add(draft for draft, _ in made)
        articles = {number: shown for number, (_, shown) in enumerate(made, 1)}
        for number in chance.sample(sorted(articles), COUNT // 2):
            library.mark_read([number])
            articles[number].read = True
        for number in chance.sample(sorted(articles), COUNT // 4):
            library.bookmark(number)
            articles[number].bookmarked = True
        behind = {"nothing indexed": COUNT, "half indexed": COUNT // 2, "all indexed": 0}[request.param]
        patch.setattr(indexing, "_BATCH_ARTICLES", 1)
        for _ in range(COUNT - behind):
            library.indexing.go_on(0)
        assert library.indexing.behind() == behind
        yield Shelf(library, articles)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=80, phases=PHASES)
def test_a_query_finds_what_a_scan_of_all_articles_finds(shelf: Shelf, seed: int) -> None:
    check(*shelf, query(random.Random(seed), list(shelf.articles.values())))


@pytest.mark.parametrize(
    "wanted",
    [
        Either((Every((Text("旅", False), Without(Text("发展", False)))), Is("bookmarked"))),
        Every(
            (Either((Is("read"), Text("旅", False))), Without(Either((Is("bookmarked"), Text("gdp", False)))))
        ),
        Without(Either((Text("gdp", False), Is("read")))),
        Without(Text("gdp", False)),
        Text("GDP增長", True),
    ],
    ids=str,
)
def test_what_is_asked_of_the_index_and_of_the_articles_at_once_is_found(
    shelf: Shelf, wanted: Wanted
) -> None:
    assert found(wanted, shelf.articles)
    check(*shelf, wanted)


class ChangingLibrary(RuleBasedStateMachine):
    """Articles come, change and go, and the index follows as it likes: what a query finds is always the same as by a scan."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name, "library"))
        self.articles: dict[int, Shown] = {}
        self.identities: dict[int, str] = {}
        self.added = 0

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        self.chance = random.Random(seed)
        for _ in range(4):
            self.add()

    @rule()
    def add(self) -> None:
        self.added += 1
        identity = f"urn:{self.added}"
        draft, shown = article(self.chance, identity)
        assert self.library.add([draft]).added == 1
        number = self._newest()
        self.articles[number], self.identities[number] = shown, identity

    @rule()
    def change(self) -> None:
        if not self.articles:
            return
        number = self._any()
        draft, shown = article(self.chance, self.identities[number])
        self.library.add([draft])
        was = self.articles[number]
        shown.read, shown.bookmarked, shown.category = was.read, was.bookmarked, was.category
        self.articles[number] = shown

    @rule()
    def change_the_title_alone(self) -> None:
        if not self.articles:
            return
        number = self._any()
        now = self.library.article(number)
        title = f"{now.title} 旅遊"
        draft = Draft(
            title,
            now.markdown,
            identity=self.identities[number],
            origin=now.origin,
            author=now.author,
            published=now.published,
        )
        assert self.library.add([draft]).updated == 1
        self.articles[number].texts["title"] = title

    @rule()
    def delete(self) -> None:
        if not self.articles:
            return
        number = self._any()
        with self.library._database.write() as connection:
            connection.execute("DELETE FROM article WHERE id = ?", [number])
        del self.articles[number]

    @rule(read=st.booleans())
    def mark(self, read: bool) -> None:
        if not self.articles:
            return
        number = self._any()
        self.library.mark_read([number], read)
        self.articles[number].read = read

    @rule(category=st.sampled_from(CATEGORIES))
    def move(self, category: str) -> None:
        if not self.articles:
            return
        number = self._any()
        self.library.file_under([number], category)
        self.articles[number].category = category

    @rule(articles=st.integers(1, 3))
    def index_a_little(self, articles: int) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(indexing, "_BATCH_ARTICLES", articles)
            self.library.indexing.go_on(0)

    @rule()
    def index_all(self) -> None:
        assert not self.library.indexing.go_on(ENOUGH)
        assert self.library.indexing.behind() == 0

    @rule()
    def begin_the_index_anew(self) -> None:
        self.library.indexing.clear()
        assert self.library.indexing.behind() == len(self.articles)

    @invariant()
    def every_query_finds_what_a_scan_finds(self) -> None:
        shown = list(self.articles.values())
        for _ in range(4 if shown else 0):
            check(self.library, self.articles, query(self.chance, shown, 1))
        check(self.library, self.articles, Text("旅遊", False))

    @invariant()
    def the_index_of_titles_has_those_of_the_index(self) -> None:
        """Entry by entry, also of titles that have changed and are not taken out yet."""
        with self.library._database.read() as connection:
            for token in ("港", "口", "旅", "展", "economy", "gdp", "数"):
                titled, found = (
                    connection.execute(statement, [token]).fetchall()
                    for statement in (
                        "SELECT rowid FROM search_title WHERE search_title MATCH ? ORDER BY rowid",
                        "SELECT rowid FROM search_text WHERE search_text MATCH '{title} : ' || ? ORDER BY rowid",
                    )
                )
                assert titled == found, token

    def _any(self) -> int:
        return self.chance.choice(sorted(self.articles))

    def _newest(self) -> int:
        with self.library._database.read() as connection:
            return int(connection.execute("SELECT max(id) FROM article").fetchone()[0])


ChangingLibrary.TestCase.settings = settings(
    max_examples=10,
    stateful_step_count=12,
    phases=PHASES,
)
TestChangingLibrary = ChangingLibrary.TestCase


@pytest.mark.parametrize(
    ("forms", "others"),
    [
        (("旅游", "旅遊"), ("旅客遊玩",)),
        (("发展", "發展"), ("发達展",)),
        (("头发", "頭髮"), ("头上", "髮頭")),
        (("gdp", "GDP", "ＧＤＰ", "ｇｄｐ"), ("gd", "xgdp")),
        (("café", "cafe", "CAFE\u0301", "Ｃafé"), ("caf", "ecafe")),
        (("コーヒー", "ｺｰﾋｰ"), ("コヒ",)),
        (("データ", "ﾃﾞｰﾀ", "テ\u3099ータ"), ("テータ",)),
        (("かが", "かか\u3099"), ("かか",)),
        (("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"), ("한구",)),
        (("field", "ﬁeld"), ("yield",)),
        (("straße", "strasse", "STRASSE"), ("strase",)),
        (("13.8%", "１３．８％"), ("13,8%", "113.8%")),
        (("x²", "x2"), ("x3",)),
        (("臺灣", "臺\u200d灣"), ("灣臺",)),
        (("港", "港"), ("巷",)),
    ],
    ids=lambda value: value[0],
)
def test_one_word_in_its_forms_finds_the_same_articles(
    library: Library, forms: tuple[str, ...], others: tuple[str, ...]
) -> None:
    library.add(
        Draft(f"{number}", f"與 {text} 。", identity=f"urn:{number}")
        for number, text in enumerate((*forms, *others))
    )
    for _ in range(2):
        for form in forms:
            found_ids = library.listing(Filter(query=form)).ids(0, 99)
            assert set(found_ids) == set(range(1, len(forms) + 1)), form
        library.indexing.go_on(ENOUGH)


@pytest.fixture(scope="module", params=["not indexed", "indexed"])
def mixed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One article across the borders of scripts, and another without anything."""
    with Library.open(tmp_path_factory.mktemp("mixed") / "library") as library:
        body = "GDP增長economy of， scale 旅 遊 2,500 🇯🇵 👩\u200d💻"
        library.add(
            [
                Draft("海港", body, identity="urn:1", origin="望海日報", author="陳大文"),
                Draft("b", "b", identity="urn:2"),
            ]
        )
        if request.param == "indexed":
            library.indexing.go_on(ENOUGH)
        yield library


@pytest.mark.parametrize(
    ("query_text", "is_found"),
    [
        ("econom", True),
        ('"econom"', False),
        ('"economy"', True),
        ("conomy", False),
        ("GDP增", True),
        ("dp增", False),
        ('"GDP增長"', True),
        ('"GDP 增長"', False),
        ("長economy", True),
        ('"增長economy of"', True),
        ('"增長economyof"', False),
        ('"of，scale"', True),
        ('"of ， scale"', True),
        ('"of scale"', False),
        ('"旅 遊"', True),
        ("旅遊", False),
        ("title:港", True),
        ("body:港", False),
        ("origin:望海", True),
        ("author:大文", True),
        ("title:望海", False),
        ("2,500", True),
        ('"2,50"', False),
        ("500", True),
        ("🇯🇵", True),
        ("👩", True),
    ],
)
def test_a_term_begins_a_word_and_a_quoted_one_ends_one(
    mixed: Library, query_text: str, is_found: bool
) -> None:
    assert mixed.listing(Filter(query=query_text)).ids(0, 9) == [1] * is_found
