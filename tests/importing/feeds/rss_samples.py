"""Feeds of RSS 0.90 to 2.0, each written to differ from the others in one thing that real feeds do."""

from __future__ import annotations

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/" '
    'xmlns:wfw="http://wellformedweb.org/CommentAPI/" '
    'xmlns:thr="http://purl.org/syndication/thread/1.0" '
    'xmlns:georss="http://www.georss.org/georss" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
)
TITLE = "<title>南灣夜渡延長一小時</title>"
LINK = "<link>https://news.example/a/1</link>"
BODY = "<description>&lt;p&gt;末班船改在&lt;b&gt;十一點&lt;/b&gt;開。&lt;/p&gt;</description>"
DATE = "<pubDate>Fri, 05 Jul 2019 09:30:00 +0800</pubDate>"
PLAIN = TITLE + LINK + BODY + DATE


def rss(item: str, channel: str = "", *, version: str = "2.0", root: str = "") -> str:
    """A feed of one entry; a second one, always the same, shows that what is odd in the first stays there."""
    return (
        f'{DECLARATION}<rss version="{version}" {NAMESPACES} {root}><channel><title>望海日報</title>'
        f"<link>https://news.example/</link><description>港口的消息</description>{channel}<item>{item}</item>"
        "<item><title>第二則</title><link>https://news.example/a/2</link></item></channel></rss>"
    )


ITEMS = {
    "plain": PLAIN,
    "nothing but a title": TITLE,
    "nothing but a body": BODY,
    "nothing but a link": LINK,
    "title in cdata": f"<title><![CDATA[燈塔 & 碼頭]]></title>{LINK}",
    "title with escaped markup": f"<title>燈塔&lt;b&gt;新&lt;/b&gt;漆</title>{LINK}",
    "title with a doubly escaped ampersand": f"<title>Tea &amp;amp; bread</title>{LINK}",
    "title with a less-than": f"<title>3 &lt; 4 號碼頭</title>{LINK}",
    "title with a numeric reference": f"<title>風&#8212;浪 &#x6E2F;</title>{LINK}",
    "title with an escaped reference": f"<title>風&amp;#8212;浪</title>{LINK}",
    "title over several lines": f"<title>\n  南灣\n  夜渡\n</title>{LINK}",
    "title with quotes": f"<title>“慢船” &quot;slow&quot; 'boat'</title>{LINK}",
    "title of media rss": f"<media:title>畫面之外</media:title>{TITLE}{LINK}",
    "title of dublin core": f"<dc:title>都柏林的題</dc:title>{LINK}",
    "empty title": f"<title></title>{LINK}{BODY}",
    "body in cdata": f"{TITLE}{LINK}<description><![CDATA[<p>末班船&nbsp;改在<i>十一點</i>。</p>]]></description>",
    "body in two cdata sections": f"{TITLE}<description><![CDATA[<p>前]]><![CDATA[後</p>]]></description>",
    "body with a split end of cdata": f"{TITLE}<description><![CDATA[a]]]]><![CDATA[> b]]></description>",
    "plain body": f"{TITLE}<description>只有文字，沒有標記。</description>",
    "plain body with an ampersand": f"{TITLE}<description>茶 &amp;amp; 麵包 &amp;lt; 三元</description>",
    "body with markup that is not escaped": f"{TITLE}<description>前<b>中</b>後</description>",
    "body with an xhtml body": f'{TITLE}<body xmlns="http://www.w3.org/1999/xhtml"><p>全<em>文</em></p></body>',
    "encoded content after the summary": (
        f"{TITLE}<description>短</description><content:encoded><![CDATA[<p>長文</p>]]></content:encoded>"
    ),
    "encoded content before the summary": (
        f"{TITLE}<content:encoded>&lt;p&gt;長文&lt;/p&gt;</content:encoded><description>短</description>"
    ),
    "empty encoded content": f"{TITLE}<content:encoded></content:encoded>{BODY}",
    "body with a script": (
        f"{TITLE}<description>&lt;script&gt;x()&lt;/script&gt;&lt;p onclick='y'&gt;留下&lt;/p&gt;</description>"
    ),
    "body with a list": f"{TITLE}<description>&lt;ul&gt;&lt;li&gt;一&lt;li&gt;二&lt;/ul&gt;</description>",
    "body with a table": f"{TITLE}<description><![CDATA[<table><tr><th>船<th>班<tr><td>南灣<td>八</table>]]></description>",
    "body with headings": f"{TITLE}<description><![CDATA[<h1>大</h1><h3>小</h3><p>文</p>]]></description>",
    "body with a quote": f"{TITLE}<description><![CDATA[<blockquote>引文</blockquote>之後]]></description>",
    "body with code": f"{TITLE}<description><![CDATA[<pre><code>a = 1\nb</code></pre>]]></description>",
    "body of breaks": f"{TITLE}<description><![CDATA[一<br>二<br/>三<br /><br />四]]></description>",
    "body with unclosed tags": f"{TITLE}<description><![CDATA[<p>一<b>二<p>三</b>四]]></description>",
    "body with upper-case tags": (
        f"{TITLE}<description><![CDATA[<P>一<B>二</B></P><A HREF='https://news.example/x'>連</A>]]></description>"
    ),
    "body with an absolute link": (
        f"{TITLE}<description><![CDATA[<a href='https://other.example/x?a=1&amp;b=2'>連</a>]]></description>"
    ),
    "body with a relative link": f"{TITLE}{LINK}<description><![CDATA[<a href='/map'>圖</a>]]></description>",
    "body with an image": (
        f"{TITLE}<description><![CDATA[<img src='https://news.example/a.jpg' alt='船'/>文]]></description>"
    ),
    "body with a dangerous link": f"{TITLE}<description><![CDATA[<a href='javascript:x()'>點</a>]]></description>",
    "body with a comment": f"{TITLE}<description><![CDATA[前<!-- 不見 -->後]]></description>",
    "body with named references": (
        f"{TITLE}<description>&amp;ldquo;慢&amp;rdquo; &amp;mdash; &amp;hellip;</description>"
    ),
    "body that looks like markdown": f"{TITLE}<description>1. *不是* _強調_ [也不是](連結) # 題 `碼`</description>",
    "several bodies": f"{TITLE}<description>先</description><description>後</description>",
    "summary of itunes": f"{TITLE}<itunes:summary>節目說明</itunes:summary>",
    "subtitle of itunes": f"{TITLE}<itunes:subtitle>副題</itunes:subtitle>",
    "description of dublin core": f"{TITLE}<dc:description>都柏林的說明</dc:description>",
    "author as address and name": f"{PLAIN}<author>ann@news.example.org (Ann Reed)</author>",
    "author as name and address": f"{PLAIN}<author>Ann Reed &lt;ann@news.example.org&gt;</author>",
    "author as a name": f"{PLAIN}<author>林若川</author>",
    "creator": f"{PLAIN}<dc:creator>林若川</dc:creator>",
    "creator in cdata": f"{PLAIN}<dc:creator><![CDATA[林若川]]></dc:creator>",
    "creator beside an author": f"{PLAIN}<author>desk@news.example.org</author><dc:creator>林若川</dc:creator>",
    "several creators": f"{PLAIN}<dc:creator>林若川</dc:creator><dc:creator>周一帆</dc:creator>",
    "author of itunes": f"{PLAIN}<itunes:author>電臺編輯部</itunes:author>",
    "author of atom in rss": f"{PLAIN}<atom:author><atom:name>林若川</atom:name></atom:author>",
    "author with a reference": f"{PLAIN}<author>Reed &amp;amp; Son</author>",
    "one category": f"{PLAIN}<category>海運</category>",
    "several categories": f"{PLAIN}<category>海運</category><category>夜間</category>",
    "category with a domain": f"{PLAIN}<category domain='https://news.example/tags'>海運</category>",
    "category in cdata": f"{PLAIN}<category><![CDATA[海運 & 漁業]]></category>",
    "empty category": f"{PLAIN}<category></category><category>海運</category>",
    "subject": f"{PLAIN}<dc:subject>海運</dc:subject>",
    "category of itunes": f"{PLAIN}<itunes:category text='交通'/>",
    "guid that is the address": f"{TITLE}<guid>https://news.example/g/1</guid>",
    "guid beside a link": f"{PLAIN}<guid isPermaLink='true'>https://news.example/g/1</guid>",
    "guid that is no address": f"{PLAIN}<guid isPermaLink='false'>tag-7</guid>",
    "guid that is no address, without a link": f"{TITLE}<guid isPermaLink='false'>https://news.example/g/1</guid>",
    "link in cdata": f"{TITLE}<link><![CDATA[https://news.example/a/1?x=1&y=2]]></link>",
    "link with blanks around": f"{TITLE}<link>\n  https://news.example/a/1\n</link>",
    "relative link": f"{TITLE}<link>/a/1</link>",
    "several links": f"{TITLE}{LINK}<link>https://news.example/a/1b</link>",
    "link of atom in rss": f"{TITLE}<atom:link rel='alternate' href='https://news.example/a/1'/>",
    "self link of atom in rss": f"{TITLE}{LINK}<atom:link rel='self' href='https://news.example/self'/>",
    "original link of feedburner": f"{PLAIN}<feedburner:origLink>https://news.example/o/1</feedburner:origLink>",
    "comments and their feed": (
        f"{PLAIN}<comments>https://news.example/c</comments>"
        "<wfw:commentRss>https://news.example/cr</wfw:commentRss><slash:comments>7</slash:comments>"
    ),
    "number of replies": f"{PLAIN}<thr:total>3</thr:total>",
    "place": f"{PLAIN}<georss:point>45.2 -71.9</georss:point>",
    "source": f"{PLAIN}<source url='https://other.example/rss'>臨江商報</source>",
    "unknown namespace": (
        f"{PLAIN}<x:title xmlns:x='https://x.example/'>別的題</x:title>"
        "<x:link xmlns:x='https://x.example/'>https://x.example/</x:link>"
    ),
    "enclosure": f"{PLAIN}<enclosure url='https://news.example/a.mp3' length='10' type='audio/mpeg'/>",
    "enclosure of media rss": f"{PLAIN}<media:content url='https://news.example/a.jpg' medium='image'/>",
    "group of media rss": (
        f"{PLAIN}<media:group><media:content url='https://news.example/a.mp4'/>"
        "<media:content url='https://news.example/b.mp4'/></media:group>"
    ),
    "thumbnail of media rss": f"{PLAIN}<media:thumbnail url='https://news.example/t.jpg'/>",
    "description of media rss": f"{TITLE}<media:description>畫面說明</media:description>",
    "comment inside the entry": f"{TITLE}<!-- 舊 <title>不是</title> -->{LINK}{BODY}",
    "comment inside the title": f"<title>南灣<!-- x -->夜渡</title>{LINK}",
    "instruction inside the entry": f"{TITLE}<?sort yes?>{LINK}",
    "date without a weekday": f"{TITLE}<pubDate>5 Jul 2019 09:30:00 GMT</pubDate>",
    "date without seconds": f"{TITLE}<pubDate>Fri, 05 Jul 2019 09:30 +0000</pubDate>",
    "date with a two-digit year": f"{TITLE}<pubDate>Fri, 05 Jul 19 09:30:00 GMT</pubDate>",
    "date with a zone in letters": f"{TITLE}<pubDate>Fri, 05 Jul 2019 09:30:00 EST</pubDate>",
    "date with the full month": f"{TITLE}<pubDate>Fri, 05 July 2019 09:30:00 GMT</pubDate>",
    "date of dublin core": f"{TITLE}<dc:date>2019-07-05T09:30:00+08:00</dc:date>",
    "date of dublin core terms": f"{TITLE}<dcterms:created>2019-07-05T09:30:00Z</dcterms:created>",
    "date with a fraction": f"{TITLE}<dc:date>2019-07-05T09:30:00.250Z</dc:date>",
    "date in cdata": f"{TITLE}<pubDate><![CDATA[Fri, 05 Jul 2019 09:30:00 GMT]]></pubDate>",
    "two dates": f"{TITLE}{DATE}<dc:date>2020-01-01T00:00:00Z</dc:date>",
    "date that is none": f"{TITLE}<pubDate>soon</pubDate>",
    "date in chinese": f"{TITLE}<pubDate>2019年7月5日</pubDate>",
    "date in chinese with a time": f"{TITLE}<pubDate>2019年7月5日 09:30</pubDate>",
    "date of a day": f"{TITLE}<dc:date>2019-07-05</dc:date>",
    "date of a month": f"{TITLE}<dc:date>2019-07</dc:date>",
    "date that does not exist": f"{TITLE}<pubDate>Fri, 31 Jun 2019 09:30:00 GMT</pubDate>",
    "date as seconds": f"{TITLE}<pubDate>1562290200</pubDate>",
}
"""What stands in the one entry."""

CHANNELS = {
    "language": "<language>zh-TW</language>",
    "categories of the feed": "<category>新聞</category>",
    "editor": "<managingEditor>desk@news.example.org (編輯部)</managingEditor>",
    "image": "<image><title>圖</title><url>https://news.example/i.png</url><link>https://news.example/i</link></image>",
    "text input": "<textInput><title>找</title><name>q</name><link>https://news.example/s</link></textInput>",
    "hours of rest": (
        "<skipHours><hour>1</hour></skipHours><ttl>60</ttl><cloud domain='n'/>"
        "<docs>https://news.example/d</docs>"
    ),
    "self link": "<atom:link rel='self' href='https://news.example/rss' type='application/rss+xml'/>",
    "author of the feed": "<dc:creator>編輯部</dc:creator>",
    "update period": "<sy:updatePeriod>hourly</sy:updatePeriod>",
}
"""What is said of the feed; the entry is plain."""
