from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from importing.feeds.feed_corpus import corpus, json_feed

from reader.errors import DocumentError
from reader.importing.decode import decode
from reader.importing.feeds import json_feed as json_format
from reader.importing.feeds import opml, xml_feed
from reader.importing.sniff import sniff
from reader.model.document import Document
from reader.model.draft import Draft, DraftCategory, DraftSource

DOCUMENT = Document(b"", "/news/feed", "feed")
SAMPLES = Path(__file__).resolve().parents[3] / "sample_data" / "feeds"


def drafts(text: str) -> list[Draft]:
    return [item for item in sniff(text, DOCUMENT).read(text, DOCUMENT) if isinstance(item, Draft)]


def rss(item: str, channel: str = "") -> Draft:
    (draft,) = drafts(
        f"<rss version='2.0'><channel><title>望海日報</title>{channel}<item>{item}</item></channel></rss>"
    )
    return draft


def test_an_entry_is_filed_under_its_first_own_term() -> None:
    item = "<title>x</title><category>新聞</category><category>海運</category>"

    assert rss(item, "<category>新聞</category>").category == "海運"
    assert rss("<title>x</title>").category == "望海日報"


def test_the_origin_is_the_feed_or_what_the_entry_was_taken_from() -> None:
    assert rss("<title>x</title>").origin == "望海日報"
    assert rss("<title>x</title><source url='https://a.example/'>臨江商報</source>").origin == "臨江商報"


@pytest.mark.parametrize(
    ("tag", "language"), [("zh-TW", "zh-Hant"), ("zh_cn", "zh-Hans"), ("fr-CA", "fr-CA"), ("zh", "zh-Hant")]
)
def test_the_language_of_the_feed_becomes_a_tag_with_the_script(tag: str, language: str) -> None:
    assert rss("<title>港口夜間開放試行</title>", f"<language>{tag}</language>").language == language


def test_the_content_counts_before_the_summary_wherever_it_stands() -> None:
    content = (
        "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>全文</content:encoded>"
    )

    assert rss(f"<description>摘要</description>{content}").markdown == "全文\n"
    assert rss("<description>摘要</description>").markdown == "摘要\n"


def test_links_in_the_content_are_absolute_by_the_nearest_base() -> None:
    body = "<description xml:base='deep/'>&lt;a href='p'&gt;a&lt;/a&gt;</description>"
    (draft,) = drafts(
        f"<rss xml:base='https://cdn.example/x/'><channel><title>t</title><item><link>q</link>{body}</item></channel></rss>"
    )
    assert draft.markdown == "[a](https://cdn.example/x/deep/p)\n"
    assert draft.url == "https://cdn.example/x/q"


def test_a_relative_base_is_completed_by_the_address_of_the_feed() -> None:
    draft = rss(
        "<link>/a/1</link><description>&lt;img src='b.png' alt='圖'&gt;</description>",
        "<link>https://n.example/</link>",
    )

    assert draft.url == "https://n.example/a/1"
    assert draft.markdown == "![圖](https://n.example/a/b.png)\n"


def test_a_guid_is_the_address_unless_it_says_that_it_is_none() -> None:
    assert rss("<title>x</title><guid>https://n.example/1</guid>").url == "https://n.example/1"
    draft = rss("<title>x</title><guid isPermaLink='false'>https://n.example/1</guid>")
    assert (draft.url, draft.identity) == (None, "https://n.example/1")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[::1"]
)
def test_an_address_that_is_not_of_the_web_is_left_out(address: str) -> None:
    draft = rss(
        f"<title>x</title><link>{address}</link><description>&lt;a href='{address}'&gt;y&lt;/a&gt;</description>"
    )

    assert (draft.url, draft.markdown) == (None, "y\n")


def test_an_entry_without_a_title_is_called_by_its_first_words() -> None:
    assert rss("<description>碼頭的燈在十點以後不滅。</description>").title == "碼頭的燈在十點以後不滅。"


def test_markup_that_was_not_escaped_is_read_as_the_content() -> None:
    draft = rss("<description>前<p>一<br/>二<span/></p><p>三</p></description>")

    assert draft.markdown == "前\n\n一\\\n二\n\n三\n"


def test_json_feeds_of_both_versions_have_all_fields() -> None:
    for version in ("1.0", "1.1"):
        first, second = drafts(json_feed(version))
        assert (first.title, first.identity, first.url) == (
            "港口夜間開放試行",
            "7",
            "https://news.example/a/7",
        )
        assert (first.author, first.category, first.language) == ("林若川", "海運", "zh-Hant")
        assert first.published is not None
        assert first.published.iso == "2019-07-05T01:30Z"
        assert first.markdown == "碼頭的**燈**\n\n- [錄音](https://news.example/a.mp3)\n"
        assert (second.title, second.markdown) == ("沒有標題的一則，1 < 2。", "沒有標題的一則，1 < 2。\n")


def test_plain_text_keeps_its_paragraphs_and_its_characters() -> None:
    text = "第一段 a < b。\n\n第二段 &amp; 完。"
    item = {"id": "1", "content_text": text}
    (draft,) = json_format.read(
        json.dumps({"version": "https://jsonfeed.org/version/1", "items": [item]}), DOCUMENT
    )
    atom = text.replace("&", "&amp;").replace("<", "&lt;")
    (entry,) = drafts(f"<feed><entry><content type='text'>{atom}</content></entry></feed>")

    assert isinstance(draft, Draft)
    assert draft.markdown == entry.markdown == "第一段 a < b。\n\n第二段 \\&amp; 完。\n"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
MEMBERS = (
    "id",
    "url",
    "title",
    "content_html",
    "date_published",
    "tags",
    "authors",
    "author",
    "attachments",
    "language",
)


@given(st.lists(st.dictionaries(st.sampled_from(MEMBERS), JSON), max_size=4), JSON)
def test_members_of_any_type_are_passed_over_in_a_json_feed(items: list[object], title: object) -> None:
    text = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items, "title": title})

    assert all(isinstance(item, Draft) and item.title for item in json_format.read(text, DOCUMENT))


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
<outline text="科技創新"><outline text="a" type="rss" xmlUrl="https://a.example/"/>
<outline title="海 運"><outline text="b" xmlUrl="u"/></outline></outline>
<outline text="c" type="rss" xmlUrl="https://c.example/"/><outline text="科技創新"/></body></opml>"""


def test_the_folders_of_opml_become_categories_and_the_feeds_sources_once_and_in_order() -> None:
    assert sniff(OPML, DOCUMENT) is opml
    assert list(opml.read(OPML, DOCUMENT)) == [
        DraftCategory("科技創新"),
        DraftSource("https://a.example/", "a", "科技創新"),
        DraftCategory("海 運"),
        DraftSource("https://c.example/", "c", None),
    ]


def test_a_folder_in_a_folder_of_opml_is_a_category_of_its_own() -> None:
    text = (
        "<opml version='1.0'><body><OUTLINE title='外'><outline text='內'><outline text='甲' XMLURL='https://a.example/x'/>"
        "<outline xmlUrl='https://a.example/x' text='again'/><outline xmlUrl='https://b.example/'/></outline></OUTLINE>"
        "<outline text='頁' type='link' url='https://p.example/'/></body></opml>"
    )

    assert list(opml.read(text, DOCUMENT)) == [
        DraftCategory("外"),
        DraftCategory("內"),
        DraftSource("https://a.example/x", "甲", "內"),
        DraftSource("https://b.example/", "https://b.example/", "內"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel>" + "<a>" * 200_000,
        "<rss><channel><item " + " ".join(f'a{at}="1"' for at in range(200_000)) + "/></channel></rss>",
        "<rss><channel>" + "&" * 200 + "<a>" * 200_000,
    ],
    ids=["nested", "attributes", "nested behind other defects"],
)
def test_a_feed_beyond_the_limits_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(DocumentError, match=r"feed is refused: .*(nested|attributes)"):
        list(xml_feed.read(text, DOCUMENT))


def test_no_entity_is_expanded_or_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET", encoding="utf-8")
    laughs = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    text = (
        f'<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY x SYSTEM "file://{secret}">{laughs}]>'
        "<rss><channel><title>t</title><item><title>n &i; &x;</title></item></channel></rss>"
    )
    with suppress(DocumentError):
        (draft,) = xml_feed.read(text, DOCUMENT)
        assert isinstance(draft, Draft)
        assert "SECRET" not in draft.title
        assert "lol" not in draft.title


@pytest.mark.parametrize(
    "text", ["", "plain", "<html/>", "<opml", "{", "[]", '{"items": 3}', "[" * 100_000, "1" * 5_000]
)
@pytest.mark.parametrize("known", [xml_feed, json_format, opml], ids=lambda known: known.name)
def test_what_is_no_feed_is_refused(known: object, text: str) -> None:
    if (known, text) == (opml, "<opml"):
        return  # It has all of OPML but outlines.
    with pytest.raises(DocumentError, match="feed "):
        list(known.read(text, DOCUMENT))  # type: ignore[attr-defined]


SEEDS = [sample.text for sample in corpus()[::9]] + [json_feed(), OPML]


@given(st.sampled_from(SEEDS), st.data())
def test_any_damage_to_a_feed_leaves_drafts_or_a_document_error(seed: str, data: st.DataObject) -> None:
    raw = bytearray(seed.encode())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(raw)))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(
            st.binary(max_size=8) | st.sampled_from([b"<", b"&", b"<![CDATA[", b"</item>", b'"'])
        )
    with suppress(DocumentError):
        text = decode(bytes(raw)).text
        for known in (sniff(text, DOCUMENT), xml_feed):
            for item in known.read(text, DOCUMENT):
                assert item.title if isinstance(item, Draft) else item.name


def test_the_sample_feeds_are_read_whole() -> None:
    files = sorted(SAMPLES.iterdir())
    assert {".rss", ".atom", ".json"} <= {file.suffix for file in files}
    for file in files:
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".opml":
            assert sniff(text, Document(b"", str(file), file.name)) is opml
            continue
        read = drafts(text)
        assert len(read) >= 2
        for draft in read:
            assert draft.category
            assert draft.published
            assert draft.language == "zh-Hant"
            assert len(draft.markdown) > 150
