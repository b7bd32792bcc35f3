"""Feeds of Atom 0.3 and 1.0 and of RSS in RDF, each written to differ from the others in one thing that real feeds do."""

from __future__ import annotations

from importing.feeds.rss_samples import DECLARATION, NAMESPACES

ATOM_10 = "http://www.w3.org/2005/Atom"
ATOM_03 = "http://purl.org/atom/ns#"
XHTML = "xmlns='http://www.w3.org/1999/xhtml'"
TITLE = "<title>南灣夜渡延長一小時</title>"
LINK = "<link href='https://news.example/a/1'/>"
ID = "<id>tag:news.example,2019:1</id>"
UPDATED = "<updated>2019-07-05T09:30:00+08:00</updated>"
HEAD = TITLE + LINK + ID + UPDATED


def atom(entry: str, feed: str = "", *, address: str = ATOM_10, root: str = "") -> str:
    return (
        f"{DECLARATION}<feed xmlns='{address}' {NAMESPACES} {root}><title>望海日報</title><id>tag:news.example,2019:f</id>"
        f"<link href='https://news.example/'/>{feed}<entry>{entry}</entry>"
        "<entry><title>第二則</title><link href='https://news.example/a/2'/><id>tag:news.example,2019:2</id></entry></feed>"
    )


ENTRIES = {
    "plain": HEAD
    + "<content type='html'>&lt;p&gt;末班船改在&lt;b&gt;十一點&lt;/b&gt;開。&lt;/p&gt;</content>",
    "text content": HEAD + "<content type='text'>一行字 a &lt; b &amp;amp; c</content>",
    "text content over lines": HEAD + "<content>一行字\n\n又一行</content>",
    "xhtml content": HEAD
    + f"<content type='xhtml'><div {XHTML}><p>碼頭<br/>的<em>燈</em></p></div></content>",
    "xhtml content with a prefix": HEAD
    + "<content type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'><h:p>碼<h:b>頭</h:b></h:p></h:div></content>",
    "xhtml content with escaped text": HEAD
    + f"<content type='xhtml'><div {XHTML}>3 &lt; 4 &amp; 5</div></content>",
    "xhtml content with a list": HEAD
    + f"<content type='xhtml'><div {XHTML}><ul><li>一</li><li>二</li></ul><p/>後</div></content>",
    "html content in cdata": HEAD + "<content type='html'><![CDATA[<p>碼頭&nbsp;的<i>燈</i></p>]]></content>",
    "content of another type": HEAD + "<content type='text/html'>&lt;p&gt;碼頭&lt;/p&gt;</content>",
    "content elsewhere": HEAD
    + "<content type='text/html' src='https://news.example/a/1.html'/><summary>摘要</summary>",
    "summary alone": HEAD + "<summary>摘要</summary>",
    "summary in html": HEAD + "<summary type='html'>&lt;p&gt;摘&lt;b&gt;要&lt;/b&gt;&lt;/p&gt;</summary>",
    "summary after the content": HEAD
    + "<content type='html'>&lt;p&gt;全文&lt;/p&gt;</content><summary>摘要</summary>",
    "summary before the content": HEAD
    + "<summary>摘要</summary><content type='html'>&lt;p&gt;全文&lt;/p&gt;</content>",
    "html title": f"<title type='html'>燈塔&lt;b&gt;新&lt;/b&gt;漆 &amp;amp; 旗</title>{LINK}{ID}",
    "text title with markup": f"<title type='text'>標記 &lt;b&gt; 不是</title>{LINK}{ID}",
    "xhtml title": f"<title type='xhtml'><div {XHTML}>燈<em>塔</em></div></title>{LINK}{ID}",
    "title in cdata": f"<title type='html'><![CDATA[燈塔 &amp; 旗]]></title>{LINK}{ID}",
    "no title": LINK + ID + "<content>一行字。</content>",
    "alternate link": f"{TITLE}{ID}<link rel='alternate' type='text/html' href='https://news.example/a/1'/>",
    "several links": (
        f"{TITLE}{ID}<link rel='self' href='https://news.example/s'/>"
        f"<link rel='edit' href='https://news.example/e'/>{LINK}"
    ),
    "links of several types": f"{TITLE}{ID}<link rel='alternate' type='application/json' href='https://news.example/j'/>"
    "<link rel='alternate' type='text/html' href='https://news.example/a/1'/>",
    "link with the relation as an address": (
        f"{TITLE}{ID}<link rel='http://www.iana.org/assignments/relation/alternate'"
        " href='https://news.example/a/1'/>"
    ),
    "related and via links": (
        f"{HEAD}<link rel='related' href='https://r.example/'/><link rel='via' href='https://v.example/'/>"
    ),
    "replies": (
        f"{HEAD}<link rel='replies' href='https://news.example/c' thr:count='3'/>"
        "<thr:in-reply-to ref='tag:x'/>"
    ),
    "enclosure": f"{HEAD}<link rel='enclosure' type='audio/mpeg' href='https://news.example/a.mp3'/>",
    "several enclosures": (
        f"{HEAD}<link rel='enclosure' href='https://news.example/a.mp3'/>"
        "<link rel='enclosure' title='影片' href='https://news.example/b.mp4'/>"
    ),
    "no link": f"{TITLE}{ID}{UPDATED}",
    "identity that is an address": f"{TITLE}<id>https://news.example/i/1</id>{LINK}",
    "identity with blanks": f"{TITLE}{LINK}<id>\n tag:news.example,2019:1 \n</id>",
    "published and updated": (
        f"{TITLE}{LINK}{ID}<updated>2019-07-06T00:00:00Z</updated>"
        "<published>2019-07-05T09:30:00+08:00</published>"
    ),
    "published with a fraction": f"{TITLE}{LINK}{ID}<published>2019-07-05T09:30:00.123456Z</published>",
    "published without seconds": f"{TITLE}{LINK}{ID}<published>2019-07-05T09:30Z</published>",
    "published in lower case": f"{TITLE}{LINK}{ID}<published>2019-07-05t09:30:00z</published>",
    "one author": (
        f"{HEAD}<author><name>林若川</name><email>l@news.example</email><uri>https://news.example/l</uri>"
        "</author>"
    ),
    "author without a name": f"{HEAD}<author><email>desk@news.example.org</email></author>",
    "several authors": f"{HEAD}<author><name>林若川</name></author><author><name>周一帆</name></author>",
    "contributors": f"{HEAD}<author><name>林若川</name></author><contributor><name>周一帆</name></contributor>",
    "category by term": f"{HEAD}<category term='海運'/>",
    "category with a label": f"{HEAD}<category term='sea' label='海運' scheme='https://news.example/t'/>",
    "several categories": f"{HEAD}<category term='海運'/><category term='夜間'/>",
    "source": f"{HEAD}<source><id>tag:o</id><title>臨江商報</title><link href='https://other.example/'/></source>",
    "rights": f"{HEAD}<rights>某某所有</rights>",
    "base on the entry": (
        f"<content type='html' xml:base='https://cdn.example/x/'>&lt;a href='p'&gt;連&lt;/a&gt;</content>{HEAD}"
    ),
    "comment in the content": HEAD + "<content>前<!-- 不見 -->後</content>",
    "media in the entry": (
        f"{HEAD}<media:group><media:title>影片題</media:title><media:description>影片說明</media:description>"
        "<media:content url='https://news.example/v.mp4'/></media:group>"
    ),
    "creator of dublin core": f"{HEAD}<dc:creator>林若川</dc:creator>",
    "extension elements": f"{HEAD}<x:y xmlns:x='https://x.example/'><x:title>別的</x:title></x:y>",
}
"""What stands in the one entry of Atom 1.0."""

ENTRIES_03 = {
    "plain": (
        f"{TITLE}{LINK}{ID}<issued>2019-07-05T09:30:00+08:00</issued>"
        "<content type='text/html' mode='escaped'>&lt;p&gt;全&lt;b&gt;文&lt;/b&gt;&lt;/p&gt;</content>"
    ),
    "xml content": (
        f"{TITLE}{LINK}{ID}<content type='application/xhtml+xml' mode='xml'><div {XHTML}><p>全文</p></div>"
        "</content>"
    ),
    "plain text content": f"{TITLE}{LINK}{ID}<content type='text/plain'>一行字</content>",
    "modified": f"{TITLE}{LINK}{ID}<modified>2019-07-05T01:30:00Z</modified><summary>摘要</summary>",
    "created": f"{TITLE}{LINK}{ID}<created>2019-07-05T01:30:00Z</created>",
    "escaped title": f"<title type='text/html' mode='escaped'>燈&lt;b&gt;塔&lt;/b&gt;</title>{LINK}{ID}",
    "author": f"{TITLE}{LINK}{ID}<author><name>林若川</name></author>",
    "service link": (
        f"{TITLE}{ID}<link rel='service.edit' href='https://news.example/e'/>"
        "<link rel='alternate' type='text/html' href='https://news.example/a/1'/>"
    ),
}
"""What stands in the one entry of Atom 0.3."""

FEEDS = {
    "author of the feed": "<author><name>編輯部</name></author>",
    "subtitle and generator": "<subtitle>港口的消息</subtitle><generator uri='https://g.example/'>g</generator>",
    "icon and logo": "<icon>https://news.example/i.ico</icon><logo>https://news.example/l.png</logo>",
    "self and hub": "<link rel='self' href='https://news.example/feed'/><link rel='hub' href='https://hub.example/'/>",
    "categories of the feed": "<category term='新聞'/>",
}
"""What is said of the feed of Atom 1.0; the entry is plain."""


def rdf(item: str, *, address: str = "http://purl.org/rss/1.0/") -> str:
    return (
        f'{DECLARATION}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{address}" {NAMESPACES}>'
        "<channel rdf:about='https://news.example/rdf'><title>望海日報</title><link>https://news.example/</link>"
        "<items><rdf:Seq><rdf:li rdf:resource='https://news.example/a/1'/></rdf:Seq></items></channel>"
        f"<item rdf:about='https://news.example/a/1'>{item}</item>"
        "<item rdf:about='https://news.example/a/2'><title>第二則</title><link>https://news.example/a/2</link></item></rdf:RDF>"
    )


RDF_TITLE = f"{TITLE}<link>https://news.example/a/1</link>"
RDF_ITEMS = {
    "plain": f"{RDF_TITLE}<description>末班船改在十一點開。</description>",
    "date": f"{RDF_TITLE}<dc:date>2019-07-05T09:30:00+08:00</dc:date>",
    "creator": f"{RDF_TITLE}<dc:creator>林若川</dc:creator>",
    "subject": f"{RDF_TITLE}<dc:subject>海運</dc:subject>",
    "encoded content": (
        f"{RDF_TITLE}<description>短</description><content:encoded><![CDATA[<p>長<b>文</b></p>]]>"
        "</content:encoded>"
    ),
    "markup": f"{RDF_TITLE}<description>&lt;p&gt;末班船&lt;/p&gt;</description>",
    "publisher": f"{RDF_TITLE}<dc:publisher>編輯部</dc:publisher>",
    "no link": TITLE,
}
"""What stands in the one item of RSS 1.0."""
