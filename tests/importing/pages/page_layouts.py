"""Pages in the layouts of many kinds of sites, made of parts. The texts tell of a city that does not exist."""

from __future__ import annotations

PARAGRAPHS = (
    "望海高新區的第三條接駁線週一開通，沿途設十一站，頭班車清晨五點五十分從南灣港發出，末班車晚上十一點收車。",
    "調度員祝北望說，線路每十二分鐘一班，早晚高峰加密到六分鐘，「站臺上不再有人跑著追車」。",
    "接駁線的車輛由臨江一家工廠改裝，座位減少了四個，換來兩個輪椅位和一塊放菜筐的空地，菜農們很滿意。",
    "試運行的兩週裡，平均每天有三千二百人次乘坐，其中四成是去醫院和學校的，比預計多了一成半。",
)
TITLE = "望海第三條接駁線開通，菜筐也有了座位"

NAVIGATION = (
    "<div class='nav'><ul>"
    + "".join(f"<li><a href='/{at}/'>欄目{at}號</a></li>" for at in range(14))
    + "</ul></div>"
)
HOT = (
    "<div class='hot-list'><h3>熱門文章</h3><ul>"
    + "".join(
        f"<li><a href='/hot/{at}.html'>海灣碼頭連續第{at}個月刷新夜間作業紀錄</a> <span>點擊:{at}00次</span></li>"
        for at in range(1, 9)
    )
    + "</ul></div>"
)
FOOTER = "<div class='footer'><p>望海網 版權所有 Copyright © 2005-2019 望ICP備05000001號</p><p>地址：望海市港前路1號</p></div>"


CRUMB = (
    "<div class='crumb'>當前位置：<a href='/'>首頁</a> &gt; <a href='/a/'>新聞</a> &gt; <a href='/a/b/'>交通</a>"
    " &gt; 正文</div>"
)


def paragraphs(texts: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(f"<p>　　{text}</p>" for text in texts)


def page(
    inside: str,
    *,
    title: str = f"{TITLE}_交通_望海網",
    head: str = "",
    navigation: str = NAVIGATION,
    beside: str = HOT,
    footer: str = FOOTER,
) -> str:
    """A page with all that stands around an article."""
    return (
        f"<!DOCTYPE html><html lang='zh'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{navigation}"
        f"<div class='main'><div class='left'>{inside}</div><div class='right'>{beside}</div></div>{footer}</body></html>"
    )


def article(
    *,
    crumb: str = CRUMB,
    headline: str = f"<h1>{TITLE}</h1>",
    facts: str = "<div class='info'>來源：<a href='#'>望海日報</a>　日期：2019-07-05 09:30　作者：林若川　點擊：1382次</div>",
    body: str = f"<div class='content'>{paragraphs()}</div>",
    after: str = "<p>上一篇：<a href='1.html'>南灣港夜間引航試行</a></p><p>下一篇：<a href='2.html'>臨江停車一張賬單</a></p>",
) -> str:
    """What stands in the middle of a page."""
    return f"{crumb}{headline}{facts}{body}{after}"
