"""Every field that a reader shows, beside what feedparser reads; where the two differ, the reason stands here."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import feedparser
import pytest
from importing.feeds.feed_corpus import Sample, corpus
from importing.html.rendered import images, links, visible_text

from reader.errors import DocumentError
from reader.importing.feeds import xml_feed
from reader.importing.sniff import sniff
from reader.model.document import Document
from reader.model.draft import Draft
from reader.model.published import Published

CORPUS = corpus()
DOCUMENT = Document(b"", "/news/feed.xml", "feed.xml")
Fields = dict[str, object]


class Shown(HTMLParser):
    """What a piece of HTML shows, by a parser that is none of ours."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.links: set[str] = set()
        self.images: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and (given.get("href") or "").startswith("http"):
            self.links.add(given["href"] or "")
        if tag == "img":
            self.images.add(given["src"] or "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def joined(text: str) -> str:
    return "".join(text.split())


def read_by_us(text: str) -> list[Fields]:
    drafts: list[Draft] = []
    with suppress(DocumentError):
        drafts.extend(item for item in xml_feed.read(text, DOCUMENT) if isinstance(item, Draft))
    return [
        {
            "title": draft.title,
            "url": draft.url,
            "identity": draft.identity,
            "author": draft.author,
            "date": draft.published.iso if draft.published else None,
            "category": draft.category,
            "origin": draft.origin,
            "text": visible_text(draft.markdown),
            "links": links(draft.markdown),
            "images": images(draft.markdown),
        }
        for draft in drafts
    ]


def read_by_feedparser(text: str) -> list[Fields]:
    parsed = feedparser.parse(
        io.BytesIO(text.encode()), response_headers={"content-type": "application/xml; charset=utf-8"}
    )
    return [of_feedparser(entry, parsed.feed) for entry in parsed.entries]


def of_feedparser(entry: Any, feed: Any) -> Fields:
    # By `in`, for to ask feedparser for a date that it lacks gives another one, and a warning.
    moments = (
        entry[name] for name in ("published_parsed", "updated_parsed", "created_parsed") if name in entry
    )
    moment = next(filter(None, moments), None)
    content = (
        entry.content[0] if entry.get("content") else entry.get("summary_detail") or {"value": "", "type": ""}
    )
    is_text = content["type"] == "text/plain"
    shown = Shown(
        content["value"].replace("&", "&amp;").replace("<", "&lt;") if is_text else content["value"]
    )
    files = [file.href for file in entry.get("enclosures", ())] + [
        file["url"] for file in entry.get("media_content", ()) if "url" in file
    ]
    title = entry.get("title_detail") or {"value": "", "type": ""}
    return {
        "title": " ".join(
            (title["value"] if title["type"] == "text/plain" else "".join(Shown(title["value"]).text)).split()
        ),
        "url": entry.get("link"),
        "identity": entry.get("id") or entry.get("link"),
        "author": ", ".join(author.name for author in entry.get("authors", ()) if author.get("name"))
        or entry.get("author")
        or feed.get("author_detail", {}).get("name"),
        "date": Published.of_time(datetime(*moment[:6], tzinfo=UTC)).iso if moment else None,
        "category": next((tag.label or tag.term for tag in entry.get("tags", ())), None) or feed.get("title"),
        "origin": entry.get("source", {}).get("title") or feed.get("title"),
        "text": joined("".join(shown.text)),
        "links": shown.links | set(files),
        "images": shown.images,
    }


def differences(sample: Sample) -> dict[str, tuple[object, object]]:
    """The fields of the first entry that differ: ours, theirs."""
    ours, theirs = read_by_us(sample.text), read_by_feedparser(sample.text)
    if len(ours) != len(theirs):
        return {"entries": (len(ours), len(theirs))}
    return {
        name: (mine, theirs[at][name])
        for at in (1, 0)
        for name, mine in ours[at].items()
        if mine != theirs[at][name]
    }


FILES = "Files of an entry are links below its text, for nothing else of a reader shows them."
NO_TITLE = "An entry without a title is called by its first words or its address, so that a list can show it."
FIRST = "What stands first is what the others repeat or add to; feedparser keeps the last."
PRECISION = "Nobody wrote a time of day; a day stays a day and a month a month."
DATE = "The date is read; feedparser takes the digits for another one without a word."
DIFFERENCES: dict[tuple[str, str], tuple[object, str]] = {
    ("rss: nothing but a body", "title"): ("末班船改在十一點開。", NO_TITLE),
    ("rss: nothing but a link", "title"): ("https://news.example/a/1", NO_TITLE),
    ("rss: empty title", "title"): ("末班船改在十一點開。", NO_TITLE),
    ("atom: no title", "title"): ("一行字。", NO_TITLE),
    ("rss: empty encoded content", "text"): (
        "末班船改在十一點開。",
        "The summary is there, the content is empty.",
    ),
    ("atom: content elsewhere", "text"): ("摘要", "The content is at another address; the summary is here."),
    ("rss: body with a relative link", "links"): (
        {"https://news.example/map"},
        "The address of the entry is the base of its links; feedparser has none and leaves them relative.",
    ),
    ("rss: several bodies", "text"): ("先", FIRST),
    ("rss: several links", "url"): ("https://news.example/a/1", FIRST),
    ("rss: several links", "identity"): ("https://news.example/a/1", FIRST),
    ("rss: subtitle of itunes", "text"): ("副題", "It is all the text that there is."),
    ("rss: author with a reference", "author"): ("Reed & Son", "A name is text, not HTML."),
    ("rss: relative link", "url"): ("https://news.example/a/1", "Nothing can follow a relative address."),
    ("rss: relative link", "identity"): (
        "https://news.example/a/1",
        "It is the address that can be followed.",
    ),
    ("rss: enclosure", "text"): ("末班船改在十一點開。a.mp3", FILES),
    ("rss: enclosure of media rss", "text"): ("末班船改在十一點開。a.jpg", FILES),
    ("rss: group of media rss", "text"): ("末班船改在十一點開。a.mp4b.mp4", FILES),
    ("atom: enclosure", "text"): ("a.mp3", FILES),
    ("atom: several enclosures", "text"): ("a.mp3影片", FILES),
    ("atom: media in the entry", "text"): ("影片說明v.mp4", FILES),
    ("rss: date in chinese", "date"): ("2019-07-05", DATE),
    ("rss: date in chinese with a time", "date"): ("2019-07-05T01:30Z", DATE),
    ("rss: date as seconds", "date"): ("2019-07-05T01:30Z", DATE),
    ("rss: date of a day", "date"): ("2019-07-05", PRECISION),
    ("rss: date of a month", "date"): ("2019-07", PRECISION),
    ("rdf: publisher", "author"): ("編輯部", "Nobody else signs the entry."),
    ("atom: link with the relation as an address", "url"): (
        "https://news.example/a/1",
        "RFC 4287 §4.2.7.2: the registered relations may be written as addresses.",
    ),
    ("atom: no link", "url"): (None, "A tag is a name and no address that can be opened."),
    ("defect: control character", "title"): (
        "南灣夜渡延長一小時",
        "It is no character of a text, nor a blank.",
    ),
}
"""The sample, the field, our value, and why it is the better one."""


def test_the_corpus_is_large_and_has_no_feed_twice() -> None:
    assert len(CORPUS) >= 150
    assert len({sample.text for sample in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("sample", CORPUS, ids=lambda sample: sample.name)
def test_each_field_is_as_feedparser_reads_it_or_better_for_a_reason(sample: Sample) -> None:
    assert sniff(sample.text, DOCUMENT) is xml_feed
    expected = {field: ours for (name, field), (ours, _reason) in DIFFERENCES.items() if name == sample.name}

    assert {field: ours for field, (ours, _theirs) in differences(sample).items()} == expected


def test_no_listed_difference_is_of_a_sample_that_is_gone() -> None:
    assert {name for name, _field in DIFFERENCES} <= {sample.name for sample in CORPUS}


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("2019年7月5日 上午9时30分", "2019-07-05T01:30Z"),
        ("民國108年7月5日", "2019-07-05"),
        ("2019-02-30", None),
        ("soon", None),
        ("Fri, 5 Jul 2019 09:30:00 +0800", "2019-07-05T01:30Z"),
        ("2019-07-05T09:30:00.123+08:00", "2019-07-05T01:30Z"),
    ],
)
def test_a_date_is_read_with_the_precision_it_has_or_not_at_all(text: str, ours: str | None) -> None:
    (entry,) = read_by_us(
        f"<rss><channel><title>t</title><item><title>x</title><pubDate>{text}</pubDate></item></channel></rss>"
    )

    assert entry["date"] == ours
