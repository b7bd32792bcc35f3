from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from reader.errors import DocumentError
from reader.importing.decode import decode
from reader.importing.feeds import opml, xml_feed
from reader.importing.feeds.xml_tree import stream_xml
from reader.model.document import Document
from reader.model.draft import Draft

if TYPE_CHECKING:
    from reader.importing.formats import Format

DOCUMENT = Document(b"", "/news/feed", "feed")


def drafts(text: str) -> list[Draft]:
    return [item for item in xml_feed.read(text, DOCUMENT) if isinstance(item, Draft)]


ITEM = "<item><title>第{}則</title><guid>{}</guid><description>文</description></item>"


def read_until_it_breaks(text: str) -> tuple[list[str], str]:
    titles: list[str] = []
    try:
        for item in xml_feed.read(text, DOCUMENT):
            assert isinstance(item, Draft)
            titles.append(item.title)
    except DocumentError as error:
        return titles, error.message
    return titles, ""


@pytest.mark.parametrize(
    "end", ["<item><title>第三則</ti", "<item><title>第三則</title><description>半", "", "<it"]
)
def test_of_a_feed_that_breaks_off_the_whole_entries_stay_and_the_rest_is_reported(end: str) -> None:
    text = "<rss><channel><title>t</title>" + ITEM.format(1, 1) + ITEM.format(2, 2) + end

    assert read_until_it_breaks(text) == (["第1則", "第2則"], "feed breaks off before its end.")


@pytest.mark.parametrize("large", [False, True])
def test_what_is_said_of_the_feed_counts_wherever_it_stands(
    monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    if large:
        monkeypatch.setattr(xml_feed, "_LARGE", 1)
    items = "".join(ITEM.format(at, at) for at in range(50))
    read = drafts(f"<rss><channel>{items}<title>望海日報</title><language>zh-TW</language></channel></rss>")

    assert [draft.title for draft in read] == [f"第{at}則" for at in range(50)]
    assert {(draft.origin, draft.language) for draft in read} == {("望海日報", "zh-Hant")}


def test_a_large_feed_is_repaired_like_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "<![CDATA[a & b &nbsp;]]>" + "&nbsp;x & y &mdash; &AMP; &#150;"
    text = f"<rss><channel>{ITEM.format(1, 1).replace('文', body) * 3}</channel></rss>"
    small = drafts(text)
    monkeypatch.setattr(xml_feed, "_LARGE", 1)

    assert drafts(text) == small
    assert small[0].markdown == "a & b x & y — & –\n"


def test_of_a_large_feed_only_a_few_entries_are_held_at_a_time() -> None:
    text = f"<rss><channel>{ITEM.format(1, 1).replace('文', '港口調度室。' * 200) * 2_000}</channel></rss>"
    _root, items = stream_xml(text, "feed", ("{*}item",))
    held = [len(parent) for item in items if (parent := item.getparent()) is not None]

    # As many as one slice of the text has.
    assert len(held) == 2_000
    assert max(held) < 100


@pytest.mark.parametrize("encoding", ["big5hkscs", "gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", None])
def test_a_feed_is_read_in_any_encoding_whatever_it_declares(encoding: str, declared: str | None) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = f"{declaration}<rss><channel><title>望海日報</title>{ITEM.format(1, 1) * 4}</channel></rss>"
    text = text.replace("文", "碼頭的燈在十點以後不滅，渡輪多開一個小時，船員說這樣最好。")
    read = drafts(decode(text.encode(encoding)).text)

    assert {(draft.title, draft.origin) for draft in read} == {("第1則", "望海日報")}


HOSTILE = {
    "blanks": " " * 200_000 + "<x",
    "entities": "<rss>" + "&x;" * 100_000,
    "sections": "<rss>" + "<![CDATA[" * 50_000,
    "less-thans": "<rss>" + "<" * 200_000,
    "instructions": "<rss>" + "<?" * 50_000,
    "comments": "<rss>" + "<!--" * 50_000,
    "declarations": "<!DOC [" + "] " * 100_000,
    "namespaces": "<rss " + " ".join(f'xmlns:a{at}="u{at}"' for at in range(50_000)) + "/>",
    "items in items": "<rss><channel>" + "<item>" * 100_000,
    "authors": f"<rss><channel><item><author>{'a@b (' * 30_000}</author></item></channel></rss>",
    "prefixes": f"<rss><channel><item><description>{'<a:b><x:y/>' * 20_000}</description></item></channel></rss>",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("known", [xml_feed, opml], ids=lambda known: known.name)
def test_hostile_xml_is_read_or_refused_in_linear_time(known: Format, text: str) -> None:
    # A quadratic reading of these takes minutes, and the run would not end.
    known.matches(text)
    with suppress(DocumentError):
        assert all(isinstance(item, Draft) for item in known.read(text, DOCUMENT))
