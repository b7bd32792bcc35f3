"""Reading feeds beside feedparser in the same run, and HTML to Markdown beside the libraries: `python benchmarks/feeds.py`.

The contestants take turns; each figure is the best of some rounds in CPU time, and the ratios are what counts.
"""

from __future__ import annotations

import importlib
import time
from typing import TYPE_CHECKING

from reader.importing.feeds import xml_feed
from reader.importing.html.markdown import to_markdown
from reader.model.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

ENTRIES = 100
HAN = "餘下的一次半多半發生在轉彎的時候；她的小組正在改的，是輪子外緣不到兩毫米的一圈橡膠，換上以後整條街都安靜了。"
LATIN = "The pilots of the harbour asked for lamps that stay on after ten, and the council, which had put it off, agreed. "
LINK = (
    "規則見<a href='https://example.org/rules?year=2024&amp;part=2' target='_blank' rel='noopener noreferrer'>"
    "港口調度室的說明</a>。"
)
QUOTE = f"<blockquote class='wp-block-quote'><p>“{HAN}”</p></blockquote>"
IMAGE = (
    "<figure class='wp-block-image size-full'><img class='wp-image-12' src='https://example.org/photo/12-1024x768.jpg' "
    "alt='碼頭' "
    "width='1024' height='768' srcset='https://example.org/photo/12.jpg 1024w, https://example.org/photo/12-300x225.jpg 300w' "
    "sizes='(max-width: 1024px) 100vw, 1024px' loading='lazy' decoding='async' /><figcaption>夜裏的碼頭</figcaption></figure>"
)
LIST = "<ul>\n<li>夜間進港一百四十二艘次</li>\n<li>等候時間<strong>縮短約三成</strong></li>\n<li>Pilots on call: 12</li>\n</ul>"


def paragraphs(*texts: str, attributes: str = "") -> str:
    return "\n".join(f"<p{attributes}>{text}</p>" for text in texts)


def pasted(*texts: str) -> str:
    """Paragraphs as an office program or an editor of a portal writes them."""
    spans = (f"<span style='font-size: 16px; font-family: 宋体;'>　　{text}</span>" for text in texts)
    return paragraphs(*spans, attributes=" style='text-indent: 2em; line-height: 1.75em;'")


BODIES = (
    paragraphs(HAN * 3, LINK + HAN * 2, HAN * 4)
    + IMAGE
    + paragraphs(HAN * 2, f"<b>結語。</b>{HAN}", LATIN, HAN * 3, f"{HAN}{LINK}", HAN * 2),
    IMAGE
    + paragraphs(LATIN * 3, f"{LATIN}<em>Not yet</em>, they said.", LATIN * 4, LINK)
    + LIST
    + paragraphs(LATIN * 3, HAN, LATIN * 2, f"<a href='https://example.org/more'>More</a> {LATIN}"),
    "<div class='post'><h2 class='wp-block-heading'>引航</h2>"
    + paragraphs(HAN * 3, LATIN * 2, HAN)
    + f"{QUOTE}<h2 class='wp-block-heading'>燈</h2>"
    + paragraphs(HAN * 4, LINK, HAN * 3, LATIN)
    + LIST
    + paragraphs(HAN * 5, HAN * 2)
    + "</div>",
    "<br /><br />".join(
        f"　　{text}" for text in (HAN * 3, HAN * 2, LATIN * 2 + HAN, LINK, HAN * 4, HAN, LATIN * 3)
    ),
    pasted(HAN * 3, HAN * 2, f"<strong>一、碼頭</strong>{HAN * 3}", HAN * 4, f"{HAN}{LINK}", LATIN * 2)
    + IMAGE,
)
"""What feeds carry for an article: 2 to 6 KB of UTF-8, mostly paragraphs, now and then a list, an image, a quote."""


def rss() -> str:
    """A well-formed feed of RSS 2.0."""
    items = "".join(
        f"<item><title>南灣港試行夜間引航 {at}</title><link>https://example.org/{at}</link><guid>https://example.org/{at}</guid>"
        f"<dc:creator>林若川</dc:creator><category>海運</category><pubDate>Tue, 14 May 2024 09:30:00 +0800</pubDate>"
        f"<description><![CDATA[{BODIES[at % len(BODIES)]}]]></description></item>"
        for at in range(ENTRIES)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>望海日報</title><link>https://example.org/</link>{items}</channel></rss>"
    )


def atom() -> str:
    """A well-formed feed of Atom 1.0."""
    bodies = [body.replace("&", "&amp;").replace("<", "&lt;") for body in BODIES]
    items = "".join(
        f"<entry><title>南灣港試行夜間引航 {at}</title><link href='https://example.org/{at}'/><id>tag:example.org,2024:{at}</id>"
        f"<author><name>林若川</name></author><category term='海運'/><published>2024-05-14T09:30:00+08:00</published>"
        f"<content type='html'>{bodies[at % len(bodies)]}</content></entry>"
        for at in range(ENTRIES)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>望海日報</title>'
        f"<link href='https://example.org/'/><id>tag:example.org,2024:f</id>{items}</feed>"
    )


def best(*works: Callable[[], object], rounds: int = 12) -> list[float]:
    """Give the shortest run of each work in seconds of CPU; they take turns, so that other work of the machine falls on all."""
    times = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            start = time.process_time()
            work()
            times[at] = min(times[at], time.process_time() - start)
    return times


def compare_feeds() -> None:
    import feedparser

    document = Document(b"", "/feed.xml", "feed.xml")
    # The second figure leaves out what feedparser does not do: Markdown and the language of each entry.
    print("feed      drafts/s   entries/s   feedparser   ratios")
    for name, text in (("RSS 2.0", rss()), ("Atom 1.0", atom())):
        data = text.encode()
        ours, fields, theirs = best(
            lambda text=text: list(xml_feed.read(text, document)),
            lambda text=text: list(xml_feed.read_entries(text, document)[1]),
            lambda data=data: feedparser.parse(data),
        )
        speeds = f"{ENTRIES / ours:8,.0f} {ENTRIES / fields:11,.0f} {ENTRIES / theirs:12,.0f}"
        print(f"{name:9} {speeds} {theirs / ours:7.1f} {theirs / fields:5.1f}")


def compare_markdown() -> None:
    print("\nHTML to Markdown  bodies/s")
    print(f"{'ours':18}{bodies_a_second(to_markdown):8,.0f}")
    for package, function in (("markdownify", "markdownify"), ("html_to_markdown", "convert")):
        try:
            convert = getattr(importlib.import_module(package), function)
        except ImportError:
            print(f"{package:18} not installed")
            continue
        print(f"{package:18}{bodies_a_second(convert):8,.0f}")


def bodies_a_second(convert: Callable[[str], object]) -> float:
    return 10 * len(BODIES) / best(lambda: [convert(body) for _ in range(10) for body in BODIES])[0]


if __name__ == "__main__":
    compare_feeds()
    compare_markdown()
