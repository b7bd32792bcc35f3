"""Feeds of every version, with the vocabularies, the ways of writing a text and the usual defects."""

from __future__ import annotations

import json
from typing import NamedTuple

from importing.feeds.atom_samples import ATOM_03, ENTRIES, ENTRIES_03, FEEDS, RDF_ITEMS, atom, rdf
from importing.feeds.rss_samples import CHANNELS, ITEMS, PLAIN, rss


class Sample(NamedTuple):
    """A feed, and what is particular in it."""

    name: str
    text: str


CONTENT = "<content type='html'>&lt;p&gt;見&lt;a href='p'&gt;連&lt;/a&gt;&lt;img src='i.png'&gt;&lt;/p&gt;</content>"
ENTRY = f"<title>題</title><link href='a/1'/><id>tag:x</id>{CONTENT}"
BASES = {
    "base on the feed": atom(ENTRY, root="xml:base='https://cdn.example/x/'"),
    "base within a base": atom(
        f"<title>題</title><link href='a/1'/><id>tag:x</id>{CONTENT}".replace(
            "<content", "<content xml:base='deep/'"
        ),
        root="xml:base='https://cdn.example/x/'",
    ),
    "base on the link alone": atom(
        "<title>題</title><link xml:base='https://cdn.example/y/' href='a/1'/><id>tag:x</id>"
    ),
    "absolute base within a base": atom(
        ENTRY.replace("<content", "<content xml:base='https://other.example/z/'"),
        root="xml:base='https://cdn.example/x/'",
    ),
    "base of rss": rss(
        "<title>題</title><link>a/1</link><description>&lt;a href='p'&gt;連&lt;/a&gt;</description>",
        root="xml:base='https://cdn.example/x/'",
    ),
}
DEFECTS = {
    "blanks before the declaration": f"\n\n {rss(PLAIN)}",
    "text before the declaration": f"x {rss(PLAIN)}",
    "reference of html": rss(PLAIN.replace("末班船", "末班&nbsp;船").replace("南灣", "南&mdash;灣")),
    "bare ampersand": rss(PLAIN.replace("南灣", "南 & 灣")),
    "bare ampersand in an address": rss(PLAIN.replace("a/1<", "a/1?x=1&y=2<")),
    "control character": rss(PLAIN.replace("南灣", "南\x0b灣")),
    "declared encoding is another": rss(PLAIN).replace('encoding="utf-8"', 'encoding="gb2312"'),
    "undeclared prefix": rss(PLAIN + "<foo:bar>1</foo:bar>"),
    "undeclared prefix that is usual": rss(PLAIN + "<dc:creator>林若川</dc:creator>").replace("xmlns:dc=", "xmlns:dd="),
    "line ends of windows": rss(PLAIN).replace("><", ">\r\n<"),
    "line ends of old macs": rss(PLAIN).replace("><item", ">\r<item"),
    "comment before the root": rss(PLAIN).replace("<rss", "<!-- x --><rss"),
    "style sheet before the root": rss(PLAIN).replace("<rss", "<?xml-stylesheet href='x.xsl'?><rss"),
    "document type": rss(PLAIN).replace(
        "<rss", '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/x.dtd"><rss'
    ),
    "no declaration": rss(PLAIN).partition("\n")[2],
    "end of the root missing": rss(PLAIN).removesuffix("</rss>"),
    "text after the root": f"{rss(PLAIN)}\n<!-- served in 3 ms -->\n",
    "upper-case names": rss(PLAIN).replace("<item>", "<ITEM>").replace("</item>", "</ITEM>"),
    "no namespace for atom": atom(ENTRIES["plain"]).replace("xmlns='http://www.w3.org/2005/Atom'", ""),
    "namespace of rss 2.0": rss(PLAIN, root='xmlns="http://backend.userland.com/rss2"'),
    "entity of its own": rss(PLAIN.replace("南灣", "&here;")).replace("<rss", '<!DOCTYPE rss [<!ENTITY here "南灣">]><rss'),
    "numeric reference of windows": rss(PLAIN.replace("南灣", "南&#150;灣")),
    "items outside of the channel": rss(PLAIN).replace("<item>", "</channel><item>", 1).replace("</channel></rss>", "</rss>"),
    "items before the title of the feed": rss(PLAIN).replace("<title>望海日報</title>", "").replace(
        "</channel>", "<title>望海日報</title></channel>"
    ),
}  # fmt: skip


def corpus() -> list[Sample]:
    """All of them: over 200 feeds."""
    return [
        *(Sample(f"rss: {name}", rss(item)) for name, item in ITEMS.items()),
        *(Sample(f"rss channel: {name}", rss(PLAIN, channel)) for name, channel in CHANNELS.items()),
        *(
            Sample(f"rss {version}", rss(PLAIN, version=version))
            for version in ("0.91", "0.92", "0.93", "0.94")
        ),
        *(Sample(f"rdf: {name}", rdf(item)) for name, item in RDF_ITEMS.items()),
        Sample("rss 0.90", rdf(RDF_ITEMS["plain"], address="http://my.netscape.com/rdf/simple/0.9/")),
        *(Sample(f"atom: {name}", atom(entry)) for name, entry in ENTRIES.items()),
        *(Sample(f"atom feed: {name}", atom(ENTRIES["plain"], feed)) for name, feed in FEEDS.items()),
        *(Sample(f"atom 0.3: {name}", atom(entry, address=ATOM_03)) for name, entry in ENTRIES_03.items()),
        *(Sample(f"base: {name}", text) for name, text in BASES.items()),
        *(Sample(f"defect: {name}", text) for name, text in DEFECTS.items()),
    ]


def json_feed(version: str = "1.1") -> str:
    people = {"authors": [{"name": "林若川"}]} if version == "1.1" else {"author": {"name": "林若川"}}
    return json.dumps(
        {
            "version": f"https://jsonfeed.org/version/{version}",
            "title": "望海日報",
            "home_page_url": "https://news.example/",
            "language": "zh-TW",
            "items": [
                {
                    "id": 7, "url": "/a/7", "title": "港口夜間開放試行", "content_html": "<p>碼頭的<b>燈</b></p>",
                    "date_published": "2019-07-05T09:30:00+08:00", "tags": ["海運"],
                    "attachments": [{"url": "https://news.example/a.mp3", "mime_type": "audio/mpeg", "title": "錄音"}],
                    **people,
                },
                {"id": "8", "content_text": "沒有標題的一則，1 < 2。"},
            ],
        },
        ensure_ascii=False,
    )  # fmt: skip
